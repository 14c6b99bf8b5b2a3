"""One function of a worker, without a server: input in, result out."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any, TypedDict, Unpack

import attrs

from conductor._worker.attempt import Attempt
from conductor._worker.context import TaskContext
from conductor._worker.decorator import worker as as_worker
from conductor._worker.job import Finished
from conductor._worker.roster import AnyWorker
from conductor._worker.spec import WorkerSpec
from conductor.errors import ConfigurationError, UsageError
from conductor.models import Task, TaskResult, TaskResultStatus

_TASK: Mapping[str, Any] = {
    "taskId": "task-1",
    "workflowInstanceId": "workflow-1",
    "workflowType": "test",
    "referenceTaskName": "task_ref",
    "status": "IN_PROGRESS",
    "pollCount": 1,
    "seq": 1,
    "responseTimeoutSeconds": 3600,
    "workerId": "test",
}


class FakeTaskContext(TaskContext):
    """What a function gets as its context in :func:`run_worker`.

    ``heartbeats`` counts its heartbeats. ``cancel()`` makes ``cancelled`` true, ``shut_down()`` makes ``shutting_down``
    true.
    """

    def __init__(self, task: Task, on_heartbeat: Callable[[FakeTaskContext], object] | None = None) -> None:
        super().__init__(task, beat=self._count, is_shutting_down=lambda: self._is_stopping)
        self.heartbeats = 0
        self._on_heartbeat = on_heartbeat
        self._is_stopping = False

    def shut_down(self) -> None:
        """Tell the function that its manager is stopping."""
        self._is_stopping = True

    def _count(self, _: Task) -> None:
        self.heartbeats += 1
        if self._on_heartbeat is not None:
            self._on_heartbeat(self)


@attrs.frozen(kw_only=True)
class WorkerOutcome:
    """What came of a call of a worker's function: ``result`` is what the server would get."""

    result: TaskResult
    error: BaseException | None
    """What the function raised, or why its result cannot be sent."""
    context: FakeTaskContext = attrs.field(repr=False)

    @property
    def status(self) -> TaskResultStatus:
        """COMPLETED, FAILED, FAILED_WITH_TERMINAL_ERROR or IN_PROGRESS."""
        return TaskResultStatus(self.result.status or TaskResultStatus.COMPLETED)

    @property
    def completed(self) -> bool:
        """Whether the task would be COMPLETED."""
        return self.status == TaskResultStatus.COMPLETED

    @property
    def output(self) -> dict[str, Any]:
        """The output of the task."""
        return self.result.output_data or {}

    @property
    def reason(self) -> str | None:
        """Why it failed."""
        return self.result.reason_for_incompletion

    @property
    def logs(self) -> list[str]:
        """The lines of the task's log; the stack of an error is the last one."""
        return [entry.log or "" for entry in self.result.logs or ()]

    @property
    def heartbeats(self) -> int:
        """How many heartbeats the function sent."""
        return self.context.heartbeats


class HarnessOptions(TypedDict, total=False):
    """What :func:`run_worker` may be told about the task and its surroundings."""

    attempt: int
    """How often the task was tried before, default 0."""
    cancelled: bool
    """The context says from the start that nobody wants the result."""
    shutting_down: bool
    """The context says from the start that the manager is stopping."""
    on_heartbeat: Callable[[FakeTaskContext], object]
    """Called with the context at each heartbeat: to cancel or shut down in the middle of the work."""
    task: Mapping[str, Any]
    """Further fields of the task, with the names of the wire."""


def run_worker(
    worker: AnyWorker | Callable[..., Any], input: Mapping[str, Any] | None = None, **options: Unpack[HarnessOptions]
) -> WorkerOutcome:
    """Run the function of a worker for one task, as the runtime would, and give what came of it.

    Args:
        worker: A function with the decorator ``worker``, a ConductorWorker, or a plain function, which is taken as if
            it had the decorator.
        input: The input of the task.
        **options: See :class:`HarnessOptions`.

    Raises:
        UsageError: the function is async and an event loop is running here: use :func:`run_worker_async`.
    """
    made = _prepared(spec_of(worker), input, options)
    value = made.attempt.call()
    if isinstance(value, Finished):
        return made.outcome(value)
    if _loop_is_running():
        if isinstance(value, Coroutine):
            value.close()
        raise UsageError(f"{made.attempt.spec.name!r} is async and an event loop runs: await run_worker_async(...)")
    return made.outcome(asyncio.run(finish(made.attempt, value)))


async def run_worker_async(
    worker: AnyWorker | Callable[..., Any], input: Mapping[str, Any] | None = None, **options: Unpack[HarnessOptions]
) -> WorkerOutcome:
    """As :func:`run_worker`, on the running event loop."""
    made = _prepared(spec_of(worker), input, options)
    value = made.attempt.call()
    return made.outcome(value if isinstance(value, Finished) else await finish(made.attempt, value))


@attrs.frozen
class _Prepared:
    attempt: Attempt
    context: FakeTaskContext

    def outcome(self, finished: Finished) -> WorkerOutcome:
        result = TaskResult.from_dict(finished.result.to_dict())
        return WorkerOutcome(result=result, error=finished.error, context=self.context)


async def finish(attempt: Attempt, value: Awaitable[Any]) -> Finished:
    """Await what a function gave; an error becomes a failure."""
    try:
        return await attempt.finish(value)
    except Exception as error:  # noqa: BLE001 - as in the runtime: whatever it is, a result comes out
        return attempt.failed(error)


def spec_of(worker: AnyWorker | Callable[..., Any]) -> WorkerSpec:
    """Give what the runtime needs to know of a worker.

    Raises:
        ConfigurationError: it is none.
    """
    if isinstance(worker, AnyWorker):
        return worker.spec()
    if callable(worker):
        return as_worker(getattr(worker, "__name__", type(worker).__name__))(worker).spec()
    raise ConfigurationError(f"expected a worker or a function, not {worker!r}")


def _prepared(spec: WorkerSpec, input: Mapping[str, Any] | None, options: HarnessOptions) -> _Prepared:
    own = {"taskType": spec.name, "taskDefName": spec.name, "inputData": dict(input or {})}
    task = Task.from_dict({**_TASK, **own, "retryCount": options.get("attempt", 0), **options.get("task", {})})
    context = FakeTaskContext(task, options.get("on_heartbeat"))
    if options.get("cancelled"):
        context.cancel()
    if options.get("shutting_down"):
        context.shut_down()
    return _Prepared(Attempt(spec, task, context, task.worker_id or ""), context)


def _loop_is_running() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
