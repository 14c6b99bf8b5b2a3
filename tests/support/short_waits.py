"""Managers of workers whose delays after failures are too short to be noticed."""

from __future__ import annotations

from typing import Any

from conductor._worker import manager
from conductor._worker.backoff import Backoff, Backoffs
from conductor._worker.timings import WorkerTimings

_SHORT = Backoff(base_s=0.001, cap_s=0.001)
BACKOFFS = Backoffs(poll=_SHORT, auth=_SHORT, update=_SHORT, restart=_SHORT)
TIMINGS = WorkerTimings(backoffs=BACKOFFS)


class AsyncTaskManager(manager.AsyncTaskManager):
    """As the manager of the package, but for the delays."""

    def __init__(self, *arguments: Any, timings: WorkerTimings = TIMINGS, **settings: Any) -> None:
        super().__init__(*arguments, timings=timings, **settings)


class TaskManager(manager.TaskManager):
    """As the manager of the package, but for the delays."""

    def __init__(self, *arguments: Any, timings: WorkerTimings = TIMINGS, **settings: Any) -> None:
        super().__init__(*arguments, timings=timings, **settings)
