# Generated from openapi/openapi.json by `make regen`; do not edit.
"""Operations of one area of the API; each is loaded when it is first used."""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import add_event_handler as add_event_handler
    from . import delete_event_handler as delete_event_handler
    from . import delete_event_handler_tags as delete_event_handler_tags
    from . import delete_event_queue_config as delete_event_queue_config
    from . import get_event_executions as get_event_executions
    from . import get_event_handler as get_event_handler
    from . import get_event_handler_tags as get_event_handler_tags
    from . import get_event_handlers as get_event_handlers
    from . import get_event_handlers_for_event as get_event_handlers_for_event
    from . import get_event_message_counts as get_event_message_counts
    from . import get_event_messages as get_event_messages
    from . import get_event_queue_config as get_event_queue_config
    from . import get_event_queue_names as get_event_queue_names
    from . import get_handled_event_counts as get_handled_event_counts
    from . import get_test_event_handler as get_test_event_handler
    from . import handle_incoming_event as handle_incoming_event
    from . import save_event_queue_config as save_event_queue_config
    from . import set_event_handler_tags as set_event_handler_tags
    from . import test_event_queue_connectivity as test_event_queue_connectivity
    from . import update_event_handler as update_event_handler
else:
    # Type checkers would take any name for one that this function gives.
    def __getattr__(name: str) -> ModuleType:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module(f".{name}", __name__)


__all__ = (
    "add_event_handler",
    "delete_event_handler",
    "delete_event_handler_tags",
    "delete_event_queue_config",
    "get_event_executions",
    "get_event_handler",
    "get_event_handler_tags",
    "get_event_handlers",
    "get_event_handlers_for_event",
    "get_event_message_counts",
    "get_event_messages",
    "get_event_queue_config",
    "get_event_queue_names",
    "get_handled_event_counts",
    "get_test_event_handler",
    "handle_incoming_event",
    "save_event_queue_config",
    "set_event_handler_tags",
    "test_event_queue_connectivity",
    "update_event_handler",
)


def __dir__() -> list[str]:
    return sorted(__all__)
