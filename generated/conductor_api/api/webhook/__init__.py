# Generated from openapi/openapi.json by `make regen`; do not edit.
"""Operations of one area of the API; each is loaded when it is first used."""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import create_webhook as create_webhook
    from . import delete_webhook as delete_webhook
    from . import delete_webhook_tags as delete_webhook_tags
    from . import get_webhook as get_webhook
    from . import get_webhook_tags as get_webhook_tags
    from . import get_webhooks as get_webhooks
    from . import handle_webhook as handle_webhook
    from . import handle_webhook_by_get as handle_webhook_by_get
    from . import set_webhook_tags as set_webhook_tags
    from . import update_webhook as update_webhook
else:
    # Type checkers would take any name for one that this function gives.
    def __getattr__(name: str) -> ModuleType:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module(f".{name}", __name__)


__all__ = (
    "create_webhook",
    "delete_webhook",
    "delete_webhook_tags",
    "get_webhook",
    "get_webhook_tags",
    "get_webhooks",
    "handle_webhook",
    "handle_webhook_by_get",
    "set_webhook_tags",
    "update_webhook",
)


def __dir__() -> list[str]:
    return sorted(__all__)
