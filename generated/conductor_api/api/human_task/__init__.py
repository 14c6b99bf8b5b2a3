# Generated from openapi/openapi.json by `make regen`; do not edit.
"""Operations of one area of the API; each is loaded when it is first used."""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import assign_and_claim_human_task as assign_and_claim_human_task
    from . import claim_human_task as claim_human_task
    from . import delete_human_task as delete_human_task
    from . import delete_human_task_template as delete_human_task_template
    from . import delete_human_task_template_tags as delete_human_task_template_tags
    from . import delete_human_task_template_version as delete_human_task_template_version
    from . import delete_human_tasks as delete_human_tasks
    from . import get_conductor_task as get_conductor_task
    from . import get_human_task as get_human_task
    from . import get_human_task_display_names as get_human_task_display_names
    from . import get_human_task_template as get_human_task_template
    from . import get_human_task_template_by_task_id as get_human_task_template_by_task_id
    from . import get_human_task_template_tags as get_human_task_template_tags
    from . import get_human_task_templates as get_human_task_templates
    from . import reassign_human_task as reassign_human_task
    from . import rebuild_human_task_text_index as rebuild_human_task_text_index
    from . import release_human_task as release_human_task
    from . import save_human_task_template as save_human_task_template
    from . import save_human_task_templates as save_human_task_templates
    from . import search_human_tasks as search_human_tasks
    from . import set_human_task_template_tags as set_human_task_template_tags
    from . import skip_human_task as skip_human_task
    from . import update_human_task_output as update_human_task_output
    from . import update_human_task_output_by_ref_name as update_human_task_output_by_ref_name
else:
    # Type checkers would take any name for one that this function gives.
    def __getattr__(name: str) -> ModuleType:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module(f".{name}", __name__)


__all__ = (
    "assign_and_claim_human_task",
    "claim_human_task",
    "delete_human_task",
    "delete_human_task_template",
    "delete_human_task_template_tags",
    "delete_human_task_template_version",
    "delete_human_tasks",
    "get_conductor_task",
    "get_human_task",
    "get_human_task_display_names",
    "get_human_task_template",
    "get_human_task_template_by_task_id",
    "get_human_task_template_tags",
    "get_human_task_templates",
    "reassign_human_task",
    "rebuild_human_task_text_index",
    "release_human_task",
    "save_human_task_template",
    "save_human_task_templates",
    "search_human_tasks",
    "set_human_task_template_tags",
    "skip_human_task",
    "update_human_task_output",
    "update_human_task_output_by_ref_name",
)


def __dir__() -> list[str]:
    return sorted(__all__)
