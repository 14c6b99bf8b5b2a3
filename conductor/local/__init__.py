"""An embedded Conductor server: the engine, its API, an in-process transport, an HTTP server."""

from .clocks import Clock, SkippingClock, WallClock
from .server import LocalServer

__all__ = ["Clock", "LocalServer", "SkippingClock", "WallClock"]
