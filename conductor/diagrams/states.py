"""How states look: each has a colour, and a mark of its own for those who cannot tell the colours apart."""

from __future__ import annotations

import enum
from typing import Self


class Look(enum.Enum):
    """What a reader sees of a state; several states of the server may look the same.

    The value is the name of the class in SVG and Mermaid; ``mark`` is one character wide, for Mermaid and terminals.
    """

    FAILED = "failed", "✗"
    TIMED_OUT = "timedout", "◷"
    RUNNING = "running", "►"
    QUEUED = "queued", "○"
    PAUSED = "paused", "‖"
    WARNED = "warned", "!"
    CANCELED = "canceled", "⊘"
    SKIPPED = "skipped", "»"
    DONE = "done", "✓"
    OTHER = "other", "?"

    def __new__(cls, name: str, mark: str) -> Self:
        """Keep the name as the value."""
        look = object.__new__(cls)
        look._value_ = name
        look.mark = mark
        return look

    mark: str

    @property
    def urgency(self) -> int:
        """Place in the order in which a reader wants to see states; 0 comes first."""
        return _ORDER[self]


_ORDER = {look: position for position, look in enumerate(Look)}

_LOOKS = {
    "COMPLETED": Look.DONE,
    "COMPLETED_WITH_ERRORS": Look.WARNED,
    "FAILED": Look.FAILED,
    "FAILED_WITH_TERMINAL_ERROR": Look.FAILED,
    "TIMED_OUT": Look.TIMED_OUT,
    "IN_PROGRESS": Look.RUNNING,
    "RUNNING": Look.RUNNING,
    "SCHEDULED": Look.QUEUED,
    "PAUSED": Look.PAUSED,
    "CANCELED": Look.CANCELED,
    "TERMINATED": Look.CANCELED,
    "SKIPPED": Look.SKIPPED,
}


def look_of(status: str | None) -> Look:
    """Give the look of a task's or a workflow's state; states of later servers look like OTHER."""
    return _LOOKS.get(str(status or ""), Look.OTHER)
