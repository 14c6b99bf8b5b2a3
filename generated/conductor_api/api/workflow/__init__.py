# Generated from openapi/openapi.json by `make regen`; do not edit.
"""Operations of one area of the API; each is loaded when it is first used."""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import decide_workflow as decide_workflow
    from . import delete_workflow as delete_workflow
    from . import execute_workflow as execute_workflow
    from . import execute_workflow_by_get as execute_workflow_by_get
    from . import execute_workflow_by_name as execute_workflow_by_name
    from . import get_running_workflows as get_running_workflows
    from . import get_workflow as get_workflow
    from . import get_workflow_status as get_workflow_status
    from . import get_workflow_storage_location as get_workflow_storage_location
    from . import get_workflow_storage_location_dashed as get_workflow_storage_location_dashed
    from . import get_workflow_tasks as get_workflow_tasks
    from . import get_workflows_by_correlation_id as get_workflows_by_correlation_id
    from . import get_workflows_by_correlation_ids as get_workflows_by_correlation_ids
    from . import get_workflows_by_names_and_correlation_ids as get_workflows_by_names_and_correlation_ids
    from . import jump_to_task as jump_to_task
    from . import pause_workflow as pause_workflow
    from . import rerun_workflow as rerun_workflow
    from . import reset_workflow_callbacks as reset_workflow_callbacks
    from . import restart_workflow as restart_workflow
    from . import resume_workflow as resume_workflow
    from . import retry_workflow as retry_workflow
    from . import search_workflows as search_workflows
    from . import search_workflows_by_tasks as search_workflows_by_tasks
    from . import search_workflows_by_tasks_v2 as search_workflows_by_tasks_v2
    from . import search_workflows_v2 as search_workflows_v2
    from . import skip_task_from_workflow as skip_task_from_workflow
    from . import start_workflow as start_workflow
    from . import start_workflow_by_name as start_workflow_by_name
    from . import start_workflow_by_name_and_version as start_workflow_by_name_and_version
    from . import terminate_and_remove_workflow as terminate_and_remove_workflow
    from . import terminate_workflow as terminate_workflow
    from . import test_workflow as test_workflow
    from . import update_workflow_state as update_workflow_state
    from . import update_workflow_variables as update_workflow_variables
    from . import upgrade_running_workflow as upgrade_running_workflow
else:
    # Type checkers would take any name for one that this function gives.
    def __getattr__(name: str) -> ModuleType:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module(f".{name}", __name__)


__all__ = (
    "decide_workflow",
    "delete_workflow",
    "execute_workflow",
    "execute_workflow_by_get",
    "execute_workflow_by_name",
    "get_running_workflows",
    "get_workflow",
    "get_workflow_status",
    "get_workflow_storage_location",
    "get_workflow_storage_location_dashed",
    "get_workflow_tasks",
    "get_workflows_by_correlation_id",
    "get_workflows_by_correlation_ids",
    "get_workflows_by_names_and_correlation_ids",
    "jump_to_task",
    "pause_workflow",
    "rerun_workflow",
    "reset_workflow_callbacks",
    "restart_workflow",
    "resume_workflow",
    "retry_workflow",
    "search_workflows",
    "search_workflows_by_tasks",
    "search_workflows_by_tasks_v2",
    "search_workflows_v2",
    "skip_task_from_workflow",
    "start_workflow",
    "start_workflow_by_name",
    "start_workflow_by_name_and_version",
    "terminate_and_remove_workflow",
    "terminate_workflow",
    "test_workflow",
    "update_workflow_state",
    "update_workflow_variables",
    "upgrade_running_workflow",
)


def __dir__() -> list[str]:
    return sorted(__all__)
