# Generated from openapi/openapi.json by `make regen`; do not edit.
"""Operations of one area of the API; each is loaded when it is first used."""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import add_task_tag as add_task_tag
    from . import add_workflow_tag as add_workflow_tag
    from . import delete_task_tag as delete_task_tag
    from . import delete_workflow_tag as delete_workflow_tag
    from . import get_tags as get_tags
    from . import get_task_tags as get_task_tags
    from . import get_workflow_tags as get_workflow_tags
    from . import set_task_tags as set_task_tags
    from . import set_workflow_tags as set_workflow_tags
else:
    # Type checkers would take any name for one that this function gives.
    def __getattr__(name: str) -> ModuleType:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module(f".{name}", __name__)


__all__ = (
    "add_task_tag",
    "add_workflow_tag",
    "delete_task_tag",
    "delete_workflow_tag",
    "get_tags",
    "get_task_tags",
    "get_workflow_tags",
    "set_task_tags",
    "set_workflow_tags",
)


def __dir__() -> list[str]:
    return sorted(__all__)
