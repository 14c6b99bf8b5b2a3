# Generated from openapi/openapi.json by `make regen`; do not edit.
"""Operations of one area of the API; each is loaded when it is first used."""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import delete_environment_variable as delete_environment_variable
    from . import delete_environment_variable_tags as delete_environment_variable_tags
    from . import get_environment_variable as get_environment_variable
    from . import get_environment_variable_tags as get_environment_variable_tags
    from . import get_environment_variables as get_environment_variables
    from . import save_environment_variable as save_environment_variable
    from . import set_environment_variable_tags as set_environment_variable_tags
else:
    # Type checkers would take any name for one that this function gives.
    def __getattr__(name: str) -> ModuleType:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module(f".{name}", __name__)


__all__ = (
    "delete_environment_variable",
    "delete_environment_variable_tags",
    "get_environment_variable",
    "get_environment_variable_tags",
    "get_environment_variables",
    "save_environment_variable",
    "set_environment_variable_tags",
)


def __dir__() -> list[str]:
    return sorted(__all__)
