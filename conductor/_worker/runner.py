"""Runs the function of a worker for a task; whatever that does, a result comes out."""

from __future__ import annotations

import asyncio
import contextvars
import inspect
import time
from typing import TYPE_CHECKING, Any

from conductor._worker import context
from conductor._worker.events import TaskDone, TaskRaised, TaskStarted
from conductor._worker.job import Finished, Job, seal
from conductor._worker.results import failure
from conductor.errors import TaskFailed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from conductor._worker.shared import Shared
    from conductor._worker.spec import WorkerSpec

STOPPED = "the worker was stopped before the task had ended"


class Runner:
    """Runs async functions on the loop and plain ones on threads.

    Args:
        spec: The worker.
        shared: What it shares with the others.
        worker_id: Gives the id that results carry.
    """

    def __init__(self, spec: WorkerSpec, shared: Shared, worker_id: Callable[[], str]) -> None:
        self._spec = spec
        self._threads = shared.threads
        self._events = shared.events
        self._worker_id = worker_id

    async def run(self, job: Job) -> Finished:
        """Run the function and give its result, or the failure that :meth:`Job.abandon` put in its place."""
        started_s = time.monotonic()
        if self._events.wanted:
            self._events.emit(TaskStarted(task_def_name=self._spec.name, task=job.task))
        if self._spec.is_async:
            finished = await self._on_loop(job, self._spec.call(job.task, job.context))
        else:
            finished = await self._on_thread(job)
        if self._events.wanted:
            self._tell(job, finished, time.monotonic() - started_s)
        return finished

    def stopped(self, job: Job) -> Finished:
        """Give the failure of a task whose function did not end in time."""
        return self._failed(job, TaskFailed(STOPPED))

    async def _on_loop(self, job: Job, awaitable: Awaitable[Any]) -> Finished:
        loop = asyncio.get_running_loop()
        job.outcome = loop.create_future()
        # A task of its own: what the function does to its context variables ends with it.
        job.execution = loop.create_task(self._awaited(job, awaitable, job.outcome))
        finished: Finished = await job.outcome
        return finished

    async def _on_thread(self, job: Job) -> Finished:
        job.outcome = asyncio.get_running_loop().create_future()
        scope = contextvars.copy_context()
        self._threads.run(lambda: scope.run(self._called, job), job.outcome)
        value = await job.outcome
        # A plain function may give a coroutine, as partial objects and lambdas do.
        return value if isinstance(value, Finished) else await self._on_loop(job, value)

    async def _awaited(self, job: Job, awaitable: Awaitable[Any], outcome: asyncio.Future[Any]) -> None:
        context.enter(job.context)
        try:
            finished = self._sealed(job, await awaitable)
        except BaseException as error:  # noqa: BLE001 - not even SystemExit may end the loop
            stopped = job.context.cancelled and isinstance(error, asyncio.CancelledError)
            finished = self.stopped(job) if stopped else self._failed(job, error)
        if not outcome.done():
            outcome.set_result(finished)

    def _called(self, job: Job) -> Any:
        """Call a plain function; give what is finished, or what is to be awaited."""
        context.enter(job.context)
        try:
            value = self._spec.call(job.task, job.context)
            return value if inspect.isawaitable(value) else self._sealed(job, value)
        except BaseException as error:  # noqa: BLE001 - not even SystemExit may end the thread
            return self._failed(job, error)

    def _sealed(self, job: Job, value: Any) -> Finished:
        return self._with_context(job, self._spec.read(value), None)

    def _failed(self, job: Job, error: BaseException) -> Finished:
        try:
            return self._with_context(job, failure(error), error)
        except Exception as second:  # noqa: BLE001 - the output of the failure cannot be sent either
            return seal(job.task, self._worker_id(), failure(second), error)

    def _with_context(self, job: Job, result: Any, error: BaseException | None) -> Finished:
        result.output_data = {**job.context.output, **(result.output_data or {})}
        result.logs = [*job.context.logs, *(result.logs or [])] or None
        return seal(job.task, self._worker_id(), result, error)

    def _tell(self, job: Job, finished: Finished, duration_s: float) -> None:
        name, task, result = self._spec.name, job.task, finished.result
        if finished.error is None:
            self._events.emit(TaskDone(task_def_name=name, task=task, result=result, duration_s=duration_s))
        else:
            error = finished.error
            self._events.emit(
                TaskRaised(task_def_name=name, task=task, error=error, result=result, duration_s=duration_s)
            )
