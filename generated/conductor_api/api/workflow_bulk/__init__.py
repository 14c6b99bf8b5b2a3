# Generated from openapi/openapi.json by `make regen`; do not edit.
"""Operations of one area of the API; each is loaded when it is first used."""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import delete_workflows as delete_workflows
    from . import delete_workflows_by_post as delete_workflows_by_post
    from . import get_workflows_by_ids as get_workflows_by_ids
    from . import pause_workflows as pause_workflows
    from . import restart_workflows as restart_workflows
    from . import resume_workflows as resume_workflows
    from . import retry_workflows as retry_workflows
    from . import terminate_and_remove_workflows as terminate_and_remove_workflows
    from . import terminate_workflows as terminate_workflows
else:
    # Type checkers would take any name for one that this function gives.
    def __getattr__(name: str) -> ModuleType:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module(f".{name}", __name__)


__all__ = (
    "delete_workflows",
    "delete_workflows_by_post",
    "get_workflows_by_ids",
    "pause_workflows",
    "restart_workflows",
    "resume_workflows",
    "retry_workflows",
    "terminate_and_remove_workflows",
    "terminate_workflows",
)


def __dir__() -> list[str]:
    return sorted(__all__)
