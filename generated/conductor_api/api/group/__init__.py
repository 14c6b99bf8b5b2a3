# Generated from openapi/openapi.json by `make regen`; do not edit.
"""Operations of one area of the API; each is loaded when it is first used."""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import add_user_to_group as add_user_to_group
    from . import add_users_to_group as add_users_to_group
    from . import delete_group as delete_group
    from . import get_group as get_group
    from . import get_group_permissions as get_group_permissions
    from . import get_group_users as get_group_users
    from . import get_groups as get_groups
    from . import remove_user_from_group as remove_user_from_group
    from . import remove_users_from_group as remove_users_from_group
    from . import save_group as save_group
else:
    # Type checkers would take any name for one that this function gives.
    def __getattr__(name: str) -> ModuleType:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module(f".{name}", __name__)


__all__ = (
    "add_user_to_group",
    "add_users_to_group",
    "delete_group",
    "get_group",
    "get_group_permissions",
    "get_group_users",
    "get_groups",
    "remove_user_from_group",
    "remove_users_from_group",
    "save_group",
)


def __dir__() -> list[str]:
    return sorted(__all__)
