"""How long a command may keep the engine to itself."""

from __future__ import annotations

import time


class Turn:
    """Says when a command should leave the rest of its work to a later turn.

    Args:
        limit_s: How much processor time a turn has, in seconds; None when commands are never interrupted. Time in which
            the thread is not running does not count: a command on a busy machine still does its work.
    """

    def __init__(self, limit_s: float | None = None) -> None:
        self._limit_s = limit_s
        self._ends_s = 0.0

    def begin(self) -> None:
        """Begin a turn."""
        if self._limit_s is not None:
            self._ends_s = time.thread_time() + self._limit_s

    def is_over(self) -> bool:
        """Return whether the turn has been long enough."""
        return self._limit_s is not None and time.thread_time() > self._ends_s
