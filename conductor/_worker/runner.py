"""Runs the function of a worker where it belongs: on the loop, on a thread, or in a process."""

from __future__ import annotations

import asyncio
import contextvars
import time
from typing import TYPE_CHECKING, Any, TypeVar

from conductor._worker.attempt import Attempt
from conductor._worker.events import ExternalInputRead, TaskDone, TaskRaised, TaskStarted
from conductor._worker.job import Finished, Job
from conductor.errors import TaskFailed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

    from conductor._worker.options import PollingOptions
    from conductor._worker.shared import Shared
    from conductor._worker.spec import WorkerSpec

T = TypeVar("T")

STOPPED = "the worker was stopped before the task had ended"


class Runner:
    """Runs the function of one worker; made on the loop that it works on.

    Args:
        spec: The worker.
        shared: What it shares with the others.
        options: Gives the options of the moment.
    """

    def __init__(self, spec: WorkerSpec, shared: Shared, options: Callable[[], PollingOptions]) -> None:
        self._spec = spec
        self._shared = shared
        self._events = shared.events
        self._options = options
        self._loop = asyncio.get_running_loop()

    async def run(self, job: Job) -> Finished:
        """Run the function and give its result, or the failure that :meth:`Job.abandon` put in its place."""
        started_s = time.monotonic()
        if self._events.wanted:
            self._events.emit(TaskStarted(task_def_name=self._spec.name, task=job.task))
        attempt = self._attempt(job)
        finished = await self._load_input(job, attempt) if job.task.external_input_payload_storage_path else None
        if finished is None:
            finished = await self._call(job, attempt)
        if self._events.wanted:
            self._tell(job, finished, time.monotonic() - started_s)
        return finished

    def _call(self, job: Job, attempt: Attempt) -> Awaitable[Finished]:
        if self._spec.is_async:
            return self._executed(job, attempt, attempt.run())
        if self._options().isolation == "process":
            return self._executed(job, attempt, self._shared.processes.run(attempt))
        return self._on_thread(job, attempt)

    async def _load_input(self, job: Job, attempt: Attempt) -> Finished | None:
        """Get the input that the server keeps elsewhere; give the failure, if it is one."""
        problem = await self._executed(job, attempt, self._shared.inputs.load(job.task))
        if problem is None and self._events.wanted:
            self._events.emit(ExternalInputRead(task_def_name=self._spec.name, task=job.task))
        return problem

    def stopped(self, job: Job) -> Finished:
        """Give the failure of a task whose function did not end in time."""
        return self._attempt(job).failed(TaskFailed(STOPPED))

    def _attempt(self, job: Job) -> Attempt:
        options = self._options()
        return Attempt(self._spec, job.task, job.context, options.worker_id, options.include_traceback)

    async def _on_thread(self, job: Job, attempt: Attempt) -> Finished:
        job.outcome = self._loop.create_future()
        scope = contextvars.copy_context()
        self._shared.threads.run(lambda: scope.run(attempt.call), job.outcome)
        value: Finished | Awaitable[Any] = await job.outcome
        # A plain function may give a coroutine, as partial objects and lambdas do.
        return value if isinstance(value, Finished) else await self._executed(job, attempt, attempt.finish(value))

    async def _executed(self, job: Job, attempt: Attempt, work: Coroutine[Any, Any, T]) -> T | Finished:
        """Let the loop do the work, in a task of its own: what it does to its context variables ends with it."""
        job.outcome = self._loop.create_future()
        job.execution = self._loop.create_task(_settle(job.outcome, attempt, work))
        finished: T | Finished = await job.outcome
        return finished

    def _tell(self, job: Job, finished: Finished, duration_s: float) -> None:
        name, task, result = self._spec.name, job.task, finished.result
        if finished.error is None:
            self._events.emit(TaskDone(task_def_name=name, task=task, result=result, duration_s=duration_s))
        else:
            error = finished.error
            self._events.emit(
                TaskRaised(task_def_name=name, task=task, error=error, result=result, duration_s=duration_s)
            )


async def _settle(outcome: asyncio.Future[Any], attempt: Attempt, work: Coroutine[Any, Any, Any]) -> None:
    try:
        finished = await work
    except BaseException as error:  # noqa: BLE001 - not even SystemExit may end the loop
        is_stopped = attempt.context.cancelled and isinstance(error, asyncio.CancelledError)
        finished = attempt.failed(TaskFailed(STOPPED) if is_stopped else error)
    if not outcome.done():
        outcome.set_result(finished)
