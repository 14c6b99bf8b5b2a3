"""A task on its way through a worker."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import attrs

from conductor import models
from conductor._worker.context import TaskContext
from conductor._worker.encoding import encode
from conductor.models import Task, TaskResultStatus

# What the definition of a task says when it says nothing.
_DEFAULT_RESPONSE_TIMEOUT_S = 3600.0
_FAILURES = frozenset({TaskResultStatus.FAILED, TaskResultStatus.FAILED_WITH_TERMINAL_ERROR})


@attrs.define(eq=False)
class Job:
    """A task that was taken, from the poll to the report."""

    task: Task
    context: TaskContext
    lease_from_s: float
    """When the response timeout began to run: at the poll, or at the last heartbeat."""
    outcome: asyncio.Future[Any] | None = None
    """What the slot waits for while the function runs."""
    execution: asyncio.Task[None] | None = None
    """The function itself, when it runs on the loop."""
    timer: asyncio.TimerHandle | None = None
    """The next heartbeat."""
    is_beating: bool = False
    domain: str | None = None
    """Domain that it was taken from."""
    trace: object = None
    """Where its spans belong, for whoever makes these."""

    @property
    def has_response_timeout(self) -> bool:
        """Whether the task says how long the server waits."""
        # A server may send anything.
        given = cast("object", self.task.response_timeout_seconds)
        return isinstance(given, int | float) and given > 0

    @property
    def response_timeout_s(self) -> float:
        """How long the server waits for a result or a heartbeat."""
        given = self.task.response_timeout_seconds if self.has_response_timeout else None
        return float(given or _DEFAULT_RESPONSE_TIMEOUT_S)

    @property
    def lease_ends_s(self) -> float:
        """When the server gives the task up."""
        return self.lease_from_s + self.response_timeout_s

    @property
    def has_ended(self) -> bool:
        """Whether the function has ended, or is not waited for any more."""
        return self.outcome is not None and self.outcome.done()

    def cancel(self) -> None:
        """Ask the function to end: a coroutine is cancelled, a plain function sees ``context.cancelled``."""
        self.context.cancel()
        if self.execution is not None:
            self.execution.cancel()

    def abandon(self, outcome: Finished) -> bool:
        """Go on with this outcome if the function is still running; tell whether it is."""
        if self.outcome is None or self.outcome.done():
            return False
        self.outcome.set_result(outcome)
        return True


@attrs.define
class Finished:
    """A result, and how it goes over the wire."""

    result: models.TaskResult
    body: bytes
    error: BaseException | None = None

    @property
    def is_failure(self) -> bool:
        """Whether the task failed."""
        return self.result.status in _FAILURES


def seal(task: Task, worker_id: str, result: models.TaskResult, error: BaseException | None = None) -> Finished:
    """Write into the result whose it is, and encode it.

    Raises:
        OutputError: the output cannot be sent.
    """
    result.task_id = task.task_id
    result.workflow_instance_id = task.workflow_instance_id
    result.worker_id = worker_id
    return Finished(result, encode(result.to_dict()), error)
