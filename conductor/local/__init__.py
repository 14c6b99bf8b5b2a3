"""An embedded Conductor server: the engine, its API, an in-process transport, an HTTP server."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .clocks import Clock, SkippingClock, WallClock
    from .engine.keeping import StoreError
    from .scripting.limits import ScriptLimits
    from .server import LocalServer
    from .sharing import connect
    from .transport import LocalTransport

__all__ = [
    "Clock",
    "LocalServer",
    "LocalTransport",
    "ScriptLimits",
    "SkippingClock",
    "StoreError",
    "WallClock",
    "connect",
]

# Loaded when first asked for: `python -m conductor.local` is ready sooner without an HTTP client.
_HOMES = {
    "Clock": "clocks",
    "LocalServer": "server",
    "LocalTransport": "transport",
    "ScriptLimits": "scripting.limits",
    "SkippingClock": "clocks",
    "StoreError": "engine.keeping",
    "WallClock": "clocks",
    "connect": "sharing",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{home}", __name__), name)
