"""Heartbeats: they keep a task from its response timeout, and find out whether it is still wanted."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from conductor._worker.bell import is_cancelled
from conductor._worker.events import LeaseExtended
from conductor._worker.job import Job, seal
from conductor.models import TaskResult, TaskResultStatus

if TYPE_CHECKING:
    from conductor._worker.shared import Shared


class Lease:
    """Sends the heartbeats of one worker; made on the loop that it works on.

    Args:
        name: Name of the worker.
        shared: What it shares with the others.
    """

    def __init__(self, name: str, shared: Shared) -> None:
        self._name = name
        self._timings = shared.timings
        self._wire = shared.wire
        self._events = shared.events
        self._log = shared.log.of(task_def_name=name)
        self._loop = asyncio.get_running_loop()
        self._beats: set[asyncio.Task[None]] = set()

    def watch(self, job: Job) -> None:
        """Send heartbeats for the task until :meth:`release`, if it has a response timeout at all."""
        if job.has_response_timeout:
            self._plan(job, self._timings.heartbeat_part)

    def release(self, job: Job) -> None:
        """Send no more heartbeats for the task."""
        if job.timer is not None:
            job.timer.cancel()

    def ask(self, job: Job | None) -> None:
        """Send a heartbeat soon; may be called from any thread, and does nothing for a task that has ended."""
        if job is not None:
            # The loop is closed when a function outlived the manager.
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._beat_in_background, job)

    def _plan(self, job: Job, part: float) -> None:
        pause_s = max(self._timings.shortest_heartbeat_pause_s, job.response_timeout_s * part)
        job.timer = self._loop.call_later(pause_s, self._beat_in_background, job)

    def _beat_in_background(self, job: Job) -> None:
        if job.is_beating or job.has_ended:
            return
        job.is_beating = True
        beat = self._loop.create_task(self._beat(job))
        self._beats.add(beat)
        beat.add_done_callback(self._beats.discard)

    async def _beat(self, job: Job) -> None:
        error = await self._extend(job)
        job.is_beating = False
        if self._events.wanted:
            self._events.emit(LeaseExtended(task_def_name=self._name, task=job.task, error=error))
        if error is not None:
            self._log.of_task(job.task).warning(
                "worker %s: heartbeat for task %s failed: %s", self._name, job.task.task_id, error
            )
        if job.timer is not None and not job.has_ended and not job.context.cancelled:
            timings = self._timings
            self._plan(job, timings.heartbeat_part if error is None else timings.heartbeat_part_after_failure)

    async def _extend(self, job: Job) -> BaseException | None:
        sent_s = time.monotonic()
        beat = TaskResult(status=TaskResultStatus.IN_PROGRESS, extend_lease=True)
        try:
            await self._wire.update(seal(job.task, job.task.worker_id or "", beat).body)
            job.lease_from_s = sent_s
            if not await self._wire.is_wanted(job.task.task_id):
                self._log.of_task(job.task).info(
                    "worker %s: task %s is not wanted any more", self._name, job.task.task_id
                )
                job.context.cancel()
        except BaseException as error:
            # The next heartbeat may go better.
            if is_cancelled():
                raise
            return error
        return None
