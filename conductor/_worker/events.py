"""What happens in a worker, as values: for metrics, traces, logs and whoever else listens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import attrs

from conductor.models import Task, TaskResult

if TYPE_CHECKING:
    from conductor._worker.log import WorkerLog


@attrs.frozen(kw_only=True)
class WorkerEvent:
    """Base of all events; ``task_def_name`` is the name of the worker."""

    task_def_name: str


@attrs.frozen(kw_only=True)
class PollCompleted(WorkerEvent):
    """A poll was answered with ``received`` tasks."""

    asked: int
    received: int
    duration_s: float


@attrs.frozen(kw_only=True)
class PollFailed(WorkerEvent):
    """A poll failed for the ``failures``-th time in a row; the next one comes after ``retry_in_s``."""

    error: BaseException
    failures: int
    retry_in_s: float
    duration_s: float


@attrs.frozen(kw_only=True)
class TaskStarted(WorkerEvent):
    """The function of the worker is about to be called."""

    task: Task


@attrs.frozen(kw_only=True)
class TaskDone(WorkerEvent):
    """The function returned; the result is not reported yet."""

    task: Task
    result: TaskResult
    duration_s: float


@attrs.frozen(kw_only=True)
class TaskRaised(WorkerEvent):
    """The function raised, or returned what cannot be sent; the failure is not reported yet."""

    task: Task
    error: BaseException
    result: TaskResult
    duration_s: float


@attrs.frozen(kw_only=True)
class TaskReported(WorkerEvent):
    """The server took the result; ``body_bytes`` is its size on the wire."""

    task: Task
    result: TaskResult
    attempts: int
    body_bytes: int
    duration_s: float


@attrs.frozen(kw_only=True)
class UpdateFailed(WorkerEvent):
    """An attempt to report failed; ``retry_in_s`` is None when there is no other attempt."""

    task: Task
    error: BaseException
    attempt: int
    retry_in_s: float | None


@attrs.frozen(kw_only=True)
class ResultLost(WorkerEvent):
    """The result could not be reported: the server will time the task out, and may retry it."""

    task: Task
    result: TaskResult
    error: BaseException | None


@attrs.frozen(kw_only=True)
class TaskHandedBack(WorkerEvent):
    """The task was given back to its queue without having been started."""

    task: Task


@attrs.frozen(kw_only=True)
class TaskRefused(WorkerEvent):
    """What the server handed out was not run: it has no ids, or runs here already."""

    task: Task
    reason: str


@attrs.frozen(kw_only=True)
class ExternalInputRead(WorkerEvent):
    """The input of the task was too big for the server's database, and came from its external storage."""

    task: Task


@attrs.frozen(kw_only=True)
class WorkerFull(WorkerEvent):
    """All slots are taken: the worker polls again when one is free."""


@attrs.frozen(kw_only=True)
class LeaseExtended(WorkerEvent):
    """A heartbeat was sent; ``error`` is why it failed, or None."""

    task: Task
    error: BaseException | None


@attrs.frozen(kw_only=True)
class WorkerPaused(WorkerEvent):
    """The worker takes no tasks until it is resumed."""


@attrs.frozen(kw_only=True)
class WorkerResumed(WorkerEvent):
    """The worker takes tasks again."""


@attrs.frozen(kw_only=True)
class WorkerRestarted(WorkerEvent):
    """The loop of the worker died of ``error``, and is started again after ``retry_in_s``."""

    error: BaseException
    failures: int
    retry_in_s: float


Listener = Callable[[WorkerEvent], None]


class Events:
    """Hands events to listeners; one that raises is logged and changes nothing."""

    def __init__(self, listeners: Sequence[Listener], log: WorkerLog) -> None:
        self._listeners = tuple(listeners)
        self._log = log
        self.wanted = bool(self._listeners)
        """Whether anybody listens: events on the hot path are not even made otherwise."""

    def emit(self, event: WorkerEvent) -> None:
        """Hand the event to each listener."""
        for listener in self._listeners:
            try:
                listener(event)
            except BaseException as error:  # noqa: BLE001 - a listener must not stop the worker
                self._log.error("a listener failed on %s: %r", type(event).__name__, error)
