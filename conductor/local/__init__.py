"""An embedded Conductor server: the engine, its API, an in-process transport, an HTTP server."""

from .clocks import Clock, SkippingClock, WallClock
from .server import LocalServer
from .sharing import connect
from .transport import LocalTransport

__all__ = ["Clock", "LocalServer", "LocalTransport", "SkippingClock", "WallClock", "connect"]
