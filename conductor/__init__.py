"""Python SDK for the Conductor workflow engine (Conductor OSS and Orkes).

All public names can be imported from here. Each group has its list in the ``__all__`` of its home, and a home is loaded
when one of its names is first used:

- clients and executors, sync and async: ``conductor._sync``, ``conductor._async``
- workers: ``conductor._worker``
- definitions of workflows and tasks: ``conductor.builders``, and the fluent builder ``conductor.fluent``
- what they take and give: ``conductor.models``, ``conductor._shared``, ``conductor.config``
- errors: ``conductor.errors``

The package ``conductor_api`` is the generated client: every endpoint of the server.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from conductor._async import *
    from conductor._shared import *
    from conductor._sync import *
    from conductor._worker import *
    from conductor.builders import *
    from conductor.config import *
    from conductor.errors import *
    from conductor.fluent import *
    from conductor.models import *
else:
    # Type checkers would take any name for one that this function gives.
    def __getattr__(name: str) -> Any:
        if name == "__all__":
            return __dir__()
        if f"{__name__}.{name}" in _HOMES:
            return import_module(f"{__name__}.{name}")
        # The light homes come first, which spares loading the others.
        for home in () if name.startswith("_") else map(import_module, _HOMES):
            if name in home.__all__:
                return globals().setdefault(name, getattr(home, name))
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


_HOMES = (
    "conductor.errors",
    "conductor.config",
    "conductor.models",
    "conductor._sync",
    "conductor._async",
    "conductor._shared",
    "conductor.builders",
    "conductor._worker",
    "conductor.fluent",
)


def __dir__() -> list[str]:
    return sorted(name for home in _HOMES for name in import_module(home).__all__)
