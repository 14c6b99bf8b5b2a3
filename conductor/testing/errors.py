"""What can go wrong in a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conductor.errors import ConductorError

if TYPE_CHECKING:
    from conductor.testing.runs import Run

__all__ = ["TimeSkippingNeeded", "WorkflowNotEndedError"]


class WorkflowNotEndedError(ConductorError):
    """A workflow that a test waited for has not ended; the text shows where it stands and why.

    ``run`` is the execution as it stands.
    """

    def __init__(self, message: str, run: Run | None = None) -> None:
        super().__init__(message)
        self.run = run


class TimeSkippingNeeded(ConductorError):
    """The test waits for longer than anybody would, and this server's clock does not skip.

    The pytest plugin skips such a test.
    """
