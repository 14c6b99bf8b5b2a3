# Generated from openapi/openapi.json by `make regen`; do not edit.
"""Operations of one area of the API; each is loaded when it is first used."""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import get_permissions as get_permissions
    from . import grant_permissions as grant_permissions
    from . import remove_permissions as remove_permissions
else:
    # Type checkers would take any name for one that this function gives.
    def __getattr__(name: str) -> ModuleType:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module(f".{name}", __name__)


__all__ = ("get_permissions", "grant_permissions", "remove_permissions")


def __dir__() -> list[str]:
    return sorted(__all__)
