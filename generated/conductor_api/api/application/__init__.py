# Generated from openapi/openapi.json by `make regen`; do not edit.
"""Operations of one area of the API; each is loaded when it is first used."""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import add_role_to_application as add_role_to_application
    from . import create_access_key as create_access_key
    from . import create_application as create_application
    from . import delete_access_key as delete_access_key
    from . import delete_application as delete_application
    from . import delete_application_tags as delete_application_tags
    from . import get_access_keys as get_access_keys
    from . import get_application as get_application
    from . import get_application_by_access_key as get_application_by_access_key
    from . import get_application_tags as get_application_tags
    from . import get_applications as get_applications
    from . import remove_role_from_application as remove_role_from_application
    from . import set_application_tags as set_application_tags
    from . import toggle_access_key_status as toggle_access_key_status
    from . import update_application as update_application
else:
    # Type checkers would take any name for one that this function gives.
    def __getattr__(name: str) -> ModuleType:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module(f".{name}", __name__)


__all__ = (
    "add_role_to_application",
    "create_access_key",
    "create_application",
    "delete_access_key",
    "delete_application",
    "delete_application_tags",
    "get_access_keys",
    "get_application",
    "get_application_by_access_key",
    "get_application_tags",
    "get_applications",
    "remove_role_from_application",
    "set_application_tags",
    "toggle_access_key_status",
    "update_application",
)


def __dir__() -> list[str]:
    return sorted(__all__)
