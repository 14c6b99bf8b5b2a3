# Generated from openapi/openapi.json by `make regen`; do not edit.
"""Operations of one area of the API; each is loaded when it is first used."""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import create_task_defs as create_task_defs
    from . import create_workflow_def as create_workflow_def
    from . import delete_task_def as delete_task_def
    from . import delete_workflow_def as delete_workflow_def
    from . import get_latest_workflow_defs as get_latest_workflow_defs
    from . import get_task_def as get_task_def
    from . import get_task_defs as get_task_defs
    from . import get_workflow_def as get_workflow_def
    from . import get_workflow_def_names as get_workflow_def_names
    from . import get_workflow_def_names_and_versions as get_workflow_def_names_and_versions
    from . import get_workflow_def_versions as get_workflow_def_versions
    from . import get_workflow_defs as get_workflow_defs
    from . import import_bpmn_file as import_bpmn_file
    from . import update_task_def as update_task_def
    from . import update_workflow_defs as update_workflow_defs
    from . import upload_definitions_to_s3 as upload_definitions_to_s3
    from . import validate_workflow_def as validate_workflow_def
else:
    # Type checkers would take any name for one that this function gives.
    def __getattr__(name: str) -> ModuleType:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module(f".{name}", __name__)


__all__ = (
    "create_task_defs",
    "create_workflow_def",
    "delete_task_def",
    "delete_workflow_def",
    "get_latest_workflow_defs",
    "get_task_def",
    "get_task_defs",
    "get_workflow_def",
    "get_workflow_def_names",
    "get_workflow_def_names_and_versions",
    "get_workflow_def_versions",
    "get_workflow_defs",
    "import_bpmn_file",
    "update_task_def",
    "update_workflow_defs",
    "upload_definitions_to_s3",
    "validate_workflow_def",
)


def __dir__() -> list[str]:
    return sorted(__all__)
