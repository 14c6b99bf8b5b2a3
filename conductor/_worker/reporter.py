"""Reports results, again and again if need be: a finished result is lost only when nobody waits for it any more."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from conductor._worker.bell import is_cancelled, wait_for
from conductor._worker.events import ResultLost, TaskReported, UpdateFailed
from conductor._worker.job import Finished, Job, seal
from conductor._worker.results import failure
from conductor.errors import (
    ApiError,
    AuthenticationError,
    NotFoundError,
    NotSupportedByServer,
    PermissionDeniedError,
    TaskFailed,
    UnreadableAnswerError,
    UsageError,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from conductor._worker.events import WorkerEvent
    from conductor._worker.shared import Shared
    from conductor.models import Task

# Another try may go better: keys are renewed, proxies come back.
_PASSING = (AuthenticationError, PermissionDeniedError, UnreadableAnswerError)
_PASSING_STATUSES = frozenset({408, 429})


class Reporter:
    """Reports the results of one worker.

    Args:
        name: Name of the worker.
        shared: What it shares with the others.
    """

    def __init__(self, name: str, shared: Shared) -> None:
        self._name = name
        self._shared = shared
        self._wire = shared.wire
        self._events = shared.events
        self._log = shared.log.of(task_def_name=name)

    async def report(self, job: Job, finished: Finished, may_take: Callable[[Job], bool]) -> Task | None:
        """Report until the server has it, or until it is lost; give the next task if the server sent one along.

        ``may_take`` tells whether a next task is welcome.
        """
        started_s = time.monotonic()
        attempt = 1
        while True:
            try:
                # A second try goes by the plain update: the answer to the first may have been lost with a task in it.
                following = await self._send(finished.body, chain=attempt == 1 and may_take(job))
            except BaseException as error:
                # Whatever a transport raises, the result stays.
                if is_cancelled():
                    self._lose(job, finished, error)
                    raise
                delay_s = self._note_failure(job, attempt, error)
                if delay_s is None:
                    await self._give_up(job, finished, error)
                    return None
                await wait_for(self._shared.hurry, delay_s)
                attempt += 1
            else:
                self._note_success(job, finished, attempt, time.monotonic() - started_s)
                return following

    def tell_user(self, error: BaseException, task: Task | None) -> None:
        """Call the user's ``on_error``; what that raises is logged."""
        if self._shared.on_error is None:
            return
        try:
            self._shared.on_error(error, task)
        except BaseException as second:  # noqa: BLE001 - the user's function must not stop the worker
            self._log.error("worker %s: on_error failed: %r", self._name, second)

    async def _send(self, body: bytes, *, chain: bool) -> Task | None:
        if not (chain and self._shared.can_chain):
            await self._wire.update(body)
            return None
        try:
            return await self._wire.update_and_take(body)
        except (NotSupportedByServer, NotFoundError):
            # 404 may also mean that the task is gone: then the plain update says so too.
            await self._wire.update(body)
            self._shared.can_chain = False
            self._log.info("the server has no update-v2: results and polls go separately from now on")
            return None

    def _note_failure(self, job: Job, attempt: int, error: BaseException) -> float | None:
        delay_s = self._delay_s(job, attempt, error)
        then = "given up" if delay_s is None else f"next try in {delay_s:.1f} s"
        log = self._log.of_task(job.task)
        write = log.warning if attempt == 1 or delay_s is None else log.debug
        write(
            "worker %s: update of task %s failed (attempt %d, %s): %s",
            self._name,
            job.task.task_id,
            attempt,
            then,
            error,
        )
        self._emit(
            lambda: UpdateFailed(
                task_def_name=self._name, task=job.task, error=error, attempt=attempt, retry_in_s=delay_s
            )
        )
        self.tell_user(error, job.task)
        return delay_s

    def _delay_s(self, job: Job, attempt: int, error: BaseException) -> float | None:
        if self._shared.hurry.is_set() or not _is_passing(error):
            return None
        if self._shared.max_attempts is not None and attempt >= self._shared.max_attempts:
            return None
        delay_s = self._shared.timings.backoffs.update_delay_s(error, attempt)
        is_too_late = self._shared.max_attempts is None and time.monotonic() + delay_s > job.lease_ends_s
        return None if is_too_late else delay_s

    async def _give_up(self, job: Job, finished: Finished, error: BaseException) -> None:
        if _is_refusal(error) and not finished.is_failure:
            # The task would hang until its timeout: better to fail it with the server's own words.
            refused = failure(TaskFailed(f"the server refused the result: {error}"))
            second = seal(job.task, finished.result.worker_id or "", refused, error)
            await self.report(job, second, lambda _: False)
            return
        self._lose(job, finished, error)

    def _lose(self, job: Job, finished: Finished, error: BaseException) -> None:
        self._shared.tally.lost += 1
        reason = "there was no time left" if isinstance(error, asyncio.CancelledError) else error
        log = self._log.of_task(job.task)
        log.error("worker %s: the result of task %s is lost: %s", self._name, job.task.task_id, reason)
        self._emit(lambda: ResultLost(task_def_name=self._name, task=job.task, result=finished.result, error=error))

    def _note_success(self, job: Job, finished: Finished, attempts: int, duration_s: float) -> None:
        if finished.is_failure:
            self._shared.tally.failed += 1
        else:
            self._shared.tally.done += 1
        if self._events.wanted:
            event = TaskReported(
                task_def_name=self._name,
                task=job.task,
                result=finished.result,
                attempts=attempts,
                body_bytes=len(finished.body),
                duration_s=duration_s,
            )
            self._events.emit(event)

    def _emit(self, make: Callable[[], WorkerEvent]) -> None:
        if self._events.wanted:
            self._events.emit(make())


def _is_passing(error: BaseException) -> bool:
    """Tell whether another try may succeed."""
    if isinstance(error, ApiError):
        return isinstance(error, _PASSING) or error.status in _PASSING_STATUSES or error.status // 100 in {3, 5}
    return not isinstance(error, UsageError)


def _is_refusal(error: BaseException) -> bool:
    """Tell whether the server refused what it was sent, rather than whose it is."""
    return isinstance(error, ApiError) and error.status in {400, 413, 422}
