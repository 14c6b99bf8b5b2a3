"""How long a command may keep the engine to itself."""

from __future__ import annotations

import time


class Turn:
    """Says when a command should leave the rest of its work to a later turn.

    Args:
        limit_s: How long a turn is, in seconds; None when commands are never interrupted.
    """

    def __init__(self, limit_s: float | None = None) -> None:
        self._limit_s = limit_s
        self._ends_s = 0.0

    def begin(self) -> None:
        """Begin a turn."""
        if self._limit_s is not None:
            self._ends_s = time.monotonic() + self._limit_s

    def is_over(self) -> bool:
        """Return whether the turn has been long enough."""
        return self._limit_s is not None and time.monotonic() > self._ends_s
