# Generated from openapi/openapi.json by `make regen`; do not edit.
"""Operations of one area of the API; each is loaded when it is first used."""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import clear_task_execution_cache as clear_task_execution_cache
    from . import get_event_queues as get_event_queues
    from . import get_limits as get_limits
    from . import get_pending_tasks as get_pending_tasks
    from . import get_redis_usage as get_redis_usage
    from . import get_server_config as get_server_config
    from . import requeue_workflow_sweep as requeue_workflow_sweep
    from . import verify_and_repair_workflow as verify_and_repair_workflow
else:
    # Type checkers would take any name for one that this function gives.
    def __getattr__(name: str) -> ModuleType:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module(f".{name}", __name__)


__all__ = (
    "clear_task_execution_cache",
    "get_event_queues",
    "get_limits",
    "get_pending_tasks",
    "get_redis_usage",
    "get_server_config",
    "requeue_workflow_sweep",
    "verify_and_repair_workflow",
)


def __dir__() -> list[str]:
    return sorted(__all__)
