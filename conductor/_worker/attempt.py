"""One call of a worker's function for a task; whatever the function does, a result comes out."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable
from typing import Any

import attrs

from conductor import models
from conductor._worker import context as current
from conductor._worker.context import TaskContext
from conductor._worker.failures import bare_failure, failure
from conductor._worker.job import Finished, seal
from conductor._worker.spec import WorkerSpec
from conductor.models import Task


@attrs.define
class Attempt:
    """What is called, for which task, and who says so."""

    spec: WorkerSpec
    task: Task
    context: TaskContext
    worker_id: str
    include_traceback: bool = True
    """Whether a failure tells the server where in the code it happened."""

    def call(self) -> Finished | Awaitable[Any]:
        """Call the function on this thread; give what is finished, or what is to be awaited."""
        token = current.enter(self.context)
        try:
            value = self.spec.call(self.task, self.context)
            return value if inspect.isawaitable(value) else self._sealed(self.spec.read(value))
        except BaseException as error:  # noqa: BLE001 - not even SystemExit may end a thread or a loop
            return self.failed(error)
        finally:
            current.leave(token)

    async def run(self) -> Finished:
        """Call an async function and await it, in an asyncio task of its own; what it raises is passed on."""
        current.enter(self.context)
        return self._sealed(self.spec.read(await self.spec.call(self.task, self.context)))

    async def finish(self, awaitable: Awaitable[Any]) -> Finished:
        """Await what the function gave; what that raises is passed on."""
        token = current.enter(self.context)
        try:
            return self._sealed(self.spec.read(await awaitable))
        finally:
            current.leave(token)

    def failed(self, error: BaseException) -> Finished:
        """Return the failed result for an exception."""
        try:
            return self._sealed(failure(error, include_traceback=self.include_traceback), error)
        except Exception as second:  # noqa: BLE001 - the output of the failure cannot be sent either
            bare = bare_failure(error, second, include_traceback=self.include_traceback)
            return seal(self.task, self.worker_id, bare, error)

    def _sealed(self, result: models.TaskResult, error: BaseException | None = None) -> Finished:
        self.context.add_to(result)
        return seal(self.task, self.worker_id, result, error)
