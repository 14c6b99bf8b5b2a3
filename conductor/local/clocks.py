"""Clocks that drive the engine: wall time, and time that can jump."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol


class Clock(Protocol):
    """Tells the engine what time it is."""

    skips: bool

    def now_ms(self) -> int:
        """The time as epoch milliseconds."""
        ...

    def jump_to(self, due_ms: int) -> None:
        """Go to a later time at once, where the clock allows it."""
        ...


class WallClock:
    """The time of the machine, which never goes back.

    It advances with the monotonic clock, so waits and schedules take as long as they say after the system clock was set
    back. When the system clock is set forward, or the machine wakes up, it follows.

    Args:
        wall_ns: Returns the system time in epoch nanoseconds.
        monotonic_ns: Returns the monotonic time in nanoseconds.
    """

    skips = False

    def __init__(
        self, wall_ns: Callable[[], int] = time.time_ns, monotonic_ns: Callable[[], int] = time.monotonic_ns
    ) -> None:
        self._wall_ns = wall_ns
        self._monotonic_ns = monotonic_ns
        self._offset_ns = wall_ns() - monotonic_ns()

    def now_ms(self) -> int:
        """The time as epoch milliseconds."""
        monotonic_ns = self._monotonic_ns()
        # Two threads may both read the old offset. Then one step forward is seen a call later.
        self._offset_ns = max(self._offset_ns, self._wall_ns() - monotonic_ns)
        return (monotonic_ns + self._offset_ns) // 1_000_000

    def jump_to(self, due_ms: int) -> None:
        """Wall time does not jump."""


class SkippingClock:
    """Time that stands still until somebody waits for something, and then jumps there.

    It starts at `start_ms` (epoch milliseconds), by default at the time of the machine.
    """

    skips = True

    def __init__(self, start_ms: int | None = None) -> None:
        self._now_ms = time.time_ns() // 1_000_000 if start_ms is None else start_ms

    def now_ms(self) -> int:
        """The time as epoch milliseconds."""
        return self._now_ms

    def jump_to(self, due_ms: int) -> None:
        """Go to a later time at once; an earlier one changes nothing."""
        self._now_ms = max(self._now_ms, due_ms)
