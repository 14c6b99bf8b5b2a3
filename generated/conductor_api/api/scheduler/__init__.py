# Generated from openapi/openapi.json by `make regen`; do not edit.
"""Operations of one area of the API; each is loaded when it is first used."""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import delete_schedule as delete_schedule
    from . import delete_schedule_tags as delete_schedule_tags
    from . import get_next_schedules as get_next_schedules
    from . import get_schedule as get_schedule
    from . import get_schedule_tags as get_schedule_tags
    from . import get_schedules as get_schedules
    from . import get_schedules_by_tag as get_schedules_by_tag
    from . import pause_all_schedules as pause_all_schedules
    from . import pause_schedule as pause_schedule
    from . import pause_schedule_by_get as pause_schedule_by_get
    from . import pause_schedules as pause_schedules
    from . import requeue_all_schedule_executions as requeue_all_schedule_executions
    from . import resume_all_schedules as resume_all_schedules
    from . import resume_schedule as resume_schedule
    from . import resume_schedule_by_get as resume_schedule_by_get
    from . import resume_schedules as resume_schedules
    from . import save_schedule as save_schedule
    from . import search_schedule_executions as search_schedule_executions
    from . import search_schedules as search_schedules
    from . import set_schedule_tags as set_schedule_tags
else:
    # Type checkers would take any name for one that this function gives.
    def __getattr__(name: str) -> ModuleType:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module(f".{name}", __name__)


__all__ = (
    "delete_schedule",
    "delete_schedule_tags",
    "get_next_schedules",
    "get_schedule",
    "get_schedule_tags",
    "get_schedules",
    "get_schedules_by_tag",
    "pause_all_schedules",
    "pause_schedule",
    "pause_schedule_by_get",
    "pause_schedules",
    "requeue_all_schedule_executions",
    "resume_all_schedules",
    "resume_schedule",
    "resume_schedule_by_get",
    "resume_schedules",
    "save_schedule",
    "search_schedule_executions",
    "search_schedules",
    "set_schedule_tags",
)


def __dir__() -> list[str]:
    return sorted(__all__)
