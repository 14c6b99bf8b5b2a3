# Generated from openapi/openapi.json by `make regen`; do not edit.
"""Operations of one area of the API; each is loaded when it is first used."""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import delete_schema as delete_schema
    from . import delete_schema_version as delete_schema_version
    from . import get_global_schema as get_global_schema
    from . import get_schema as get_schema
    from . import get_schema_version as get_schema_version
    from . import get_schemas as get_schemas
    from . import save_global_schemas as save_global_schemas
    from . import save_schemas as save_schemas
else:
    # Type checkers would take any name for one that this function gives.
    def __getattr__(name: str) -> ModuleType:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module(f".{name}", __name__)


__all__ = (
    "delete_schema",
    "delete_schema_version",
    "get_global_schema",
    "get_schema",
    "get_schema_version",
    "get_schemas",
    "save_global_schemas",
    "save_schemas",
)


def __dir__() -> list[str]:
    return sorted(__all__)
