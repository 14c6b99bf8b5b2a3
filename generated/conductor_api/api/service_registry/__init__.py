# Generated from openapi/openapi.json by `make regen`; do not edit.
"""Operations of one area of the API; each is loaded when it is first used."""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import close_circuit_breaker as close_circuit_breaker
    from . import delete_proto as delete_proto
    from . import delete_service as delete_service
    from . import delete_service_method as delete_service_method
    from . import discover_service_methods as discover_service_methods
    from . import get_circuit_breaker_status as get_circuit_breaker_status
    from . import get_proto as get_proto
    from . import get_protos as get_protos
    from . import get_service as get_service
    from . import get_services as get_services
    from . import open_circuit_breaker as open_circuit_breaker
    from . import save_proto as save_proto
    from . import save_service as save_service
    from . import save_service_method as save_service_method
else:
    # Type checkers would take any name for one that this function gives.
    def __getattr__(name: str) -> ModuleType:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module(f".{name}", __name__)


__all__ = (
    "close_circuit_breaker",
    "delete_proto",
    "delete_service",
    "delete_service_method",
    "discover_service_methods",
    "get_circuit_breaker_status",
    "get_proto",
    "get_protos",
    "get_service",
    "get_services",
    "open_circuit_breaker",
    "save_proto",
    "save_service",
    "save_service_method",
)


def __dir__() -> list[str]:
    return sorted(__all__)
