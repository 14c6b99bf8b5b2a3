# Generated from openapi/openapi.json by `make regen`; do not edit.
"""Operations of one area of the API; each is loaded when it is first used."""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import check_user_permissions as check_user_permissions
    from . import delete_user as delete_user
    from . import get_user as get_user
    from . import get_user_permissions as get_user_permissions
    from . import get_users as get_users
    from . import save_user as save_user
else:
    # Type checkers would take any name for one that this function gives.
    def __getattr__(name: str) -> ModuleType:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module(f".{name}", __name__)


__all__ = ("check_user_permissions", "delete_user", "get_user", "get_user_permissions", "get_users", "save_user")


def __dir__() -> list[str]:
    return sorted(__all__)
