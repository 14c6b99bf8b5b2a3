"""How long each part of a request may take; pure."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx

_MARGIN_S = 10.0

# Calls that the server holds: path, parameter with the longest wait, its unit in seconds, the server's default.
_WAITING_CALLS: Sequence[tuple[re.Pattern[str], str, float, float]] = (
    (re.compile(r"/api/tasks/poll/"), "timeout", 0.001, 100),
    (re.compile(r"/api/workflow/execute/"), "waitForSeconds", 1, 10),
    (re.compile(r"/api/workflow/[^/]+/state$"), "waitForSeconds", 1, 10),
    (re.compile(r"/api/tasks/[^/]+/[^/]+/signal/sync$"), "timeoutMillis", 0.001, 5000),
)


class TimeBudget:
    """The time that one call has with all its repeats, from now on.

    Args:
        request: What is sent; when it asks the server to wait, the call gets that time and a margin in any case.
        total_s: Limit for the whole call in seconds, or None.
    """

    def __init__(self, request: httpx.Request, total_s: float | None) -> None:
        self._least_s = _server_wait_s(request.url)
        self._ends_s = None if total_s is None else time.monotonic() + max(total_s, self._least_s)

    def allows(self, pause_s: float) -> bool:
        """Tell whether there is time left after a pause."""
        return self._ends_s is None or time.monotonic() + pause_s < self._ends_s

    def phases(self, timeouts: Mapping[str, float | None]) -> dict[str, float | None]:
        """Stretch the time for reading to the wait asked for, and cut all phases to what is left."""
        read_s = timeouts.get("read")
        phases = {**timeouts, "read": None if read_s is None else max(read_s, self._least_s)}
        if self._ends_s is None:
            return phases
        left_s = max(0.001, self._ends_s - time.monotonic())
        return {name: left_s if limit_s is None else min(limit_s, left_s) for name, limit_s in phases.items()}


def _server_wait_s(url: httpx.URL) -> float:
    for path, parameter, unit_s, default in _WAITING_CALLS:
        if path.search(url.path):
            return _number(url.params.get(parameter), default) * unit_s + _MARGIN_S
    return 0.0


def _number(text: str | None, default: float) -> float:
    return float(text) if text and text.isascii() and text.isdigit() else default
