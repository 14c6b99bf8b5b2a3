"""The page: executions, definitions, queues, schedules and human tasks in a browser.

The embedded server serves it at ``/``. ``conductor-py ui --server URL`` serves it for a real server.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from conductor.ui.page import Page

if TYPE_CHECKING:
    from conductor.ui.proxy import serve

__all__ = ["Page", "serve"]


def __getattr__(name: str) -> Any:
    # The embedded server needs the page only, and starts sooner without an HTTP client.
    if name != "serve":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from conductor.ui.proxy import serve

    return serve
