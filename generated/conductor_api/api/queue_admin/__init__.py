# Generated from openapi/openapi.json by `make regen`; do not edit.
"""Operations of one area of the API; each is loaded when it is first used."""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import get_wait_queue_names as get_wait_queue_names
    from . import get_wait_queue_sizes as get_wait_queue_sizes
    from . import update_wait_task as update_wait_task
    from . import update_wait_task_by_ref_name as update_wait_task_by_ref_name
else:
    # Type checkers would take any name for one that this function gives.
    def __getattr__(name: str) -> ModuleType:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module(f".{name}", __name__)


__all__ = ("get_wait_queue_names", "get_wait_queue_sizes", "update_wait_task", "update_wait_task_by_ref_name")


def __dir__() -> list[str]:
    return sorted(__all__)
