"""Where traces are made: around the run of a task and around the report of its result."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol

from conductor._worker.job import Finished, Job
from conductor.models import Task

Run = Callable[[Job], Awaitable[Finished]]
Report = Callable[[Job, Finished, Callable[[Job], bool]], Awaitable[Task | None]]


class Tracing(Protocol):
    """What makes traces of workers; see ``conductor.telemetry``."""

    def wrap_run(self, run: Run) -> Run:
        """Give a function that does the same within a span."""
        ...

    def wrap_report(self, report: Report) -> Report:
        """Give a function that does the same within a span."""
        ...
