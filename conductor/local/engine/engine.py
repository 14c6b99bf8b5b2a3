"""The engine as a whole: commands in, results out, time told from outside."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from .background import decide_safely, drain, run_timers
from .requests import HttpOutcome, finish_http
from .runtime import Job, Runtime

T = TypeVar("T")


class Engine:
    """A Conductor engine that does nothing by itself.

    Every call says what time it is (`now_ms`, epoch milliseconds). A command is a function of the
    engine's state; what it sets in motion is done before its result is handed back.
    """

    def __init__(self, runtime: Runtime) -> None:
        self.rt = runtime

    def handle(self, command: Callable[[Runtime], T], now_ms: int) -> T:
        """Run what is due, then a command and all that follows from it; its errors pass through."""
        self.run_due(now_ms)
        try:
            return command(self.rt)
        finally:
            drain(self.rt)

    def next_due(self) -> int | None:
        """When something happens by itself next; None when nothing will."""
        return self.rt.timers.next_due()

    def has_worker_tasks(self) -> bool:
        """Whether a worker is busy or could be: tasks are handed out, or wait in a queue and are due."""
        busy = any(self.rt.in_progress.values())
        return busy or any(self.rt.queues.ready_size(name) for name in self.rt.queues.sizes())

    def run_due(self, now_ms: int) -> None:
        """Do all that is due by `now_ms`; time never goes back."""
        run_timers(self.rt, now_ms)
        self.rt.now_ms = max(self.rt.now_ms, now_ms)

    def take_jobs(self) -> list[Job]:
        """The requests to be made outside since the last call."""
        jobs = list(self.rt.jobs)
        self.rt.jobs.clear()
        return jobs

    def finish_job(self, job: Job, outcome: HttpOutcome, now_ms: int) -> None:
        """Tell what came of a job; ignored when its task has ended meanwhile."""
        self.handle(lambda rt: _finish(rt, job, outcome), now_ms)

    def take_touched(self) -> set[str]:
        """The topics on which something changed since the last call."""
        touched = self.rt.touched
        self.rt.touched = set()
        return touched


def _finish(rt: Runtime, job: Job, outcome: HttpOutcome) -> None:
    task = rt.tasks.get(job.task_id)
    workflow = None if task is None else rt.workflows.get(task.workflow_id)
    if task is None or workflow is None or task.terminal or workflow.terminal:
        return
    finish_http(rt, workflow, task, outcome)
    decide_safely(rt, workflow)
