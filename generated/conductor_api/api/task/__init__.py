# Generated from openapi/openapi.json by `make regen`; do not edit.
"""Operations of one area of the API; each is loaded when it is first used."""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import add_task_log as add_task_log
    from . import batch_poll as batch_poll
    from . import get_all_poll_data as get_all_poll_data
    from . import get_poll_data as get_poll_data
    from . import get_queue_depths as get_queue_depths
    from . import get_queue_details as get_queue_details
    from . import get_queue_size as get_queue_size
    from . import get_queue_sizes as get_queue_sizes
    from . import get_task as get_task
    from . import get_task_logs as get_task_logs
    from . import get_task_storage_location as get_task_storage_location
    from . import get_task_storage_location_dashed as get_task_storage_location_dashed
    from . import poll_task as poll_task
    from . import requeue_pending_tasks as requeue_pending_tasks
    from . import search_tasks as search_tasks
    from . import search_tasks_v2 as search_tasks_v2
    from . import signal_workflow_task as signal_workflow_task
    from . import signal_workflow_task_sync as signal_workflow_task_sync
    from . import update_task as update_task
    from . import update_task_by_ref_name as update_task_by_ref_name
    from . import update_task_sync as update_task_sync
    from . import update_task_v2 as update_task_v2
else:
    # Type checkers would take any name for one that this function gives.
    def __getattr__(name: str) -> ModuleType:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module(f".{name}", __name__)


__all__ = (
    "add_task_log",
    "batch_poll",
    "get_all_poll_data",
    "get_poll_data",
    "get_queue_depths",
    "get_queue_details",
    "get_queue_size",
    "get_queue_sizes",
    "get_task",
    "get_task_logs",
    "get_task_storage_location",
    "get_task_storage_location_dashed",
    "poll_task",
    "requeue_pending_tasks",
    "search_tasks",
    "search_tasks_v2",
    "signal_workflow_task",
    "signal_workflow_task_sync",
    "update_task",
    "update_task_by_ref_name",
    "update_task_sync",
    "update_task_v2",
)


def __dir__() -> list[str]:
    return sorted(__all__)
