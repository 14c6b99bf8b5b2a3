"""All that belongs to one worker: its slots, and the tasks in them from poll to report."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from typing import TYPE_CHECKING, Any

from conductor._worker.bell import Bell
from conductor._worker.context import TaskContext
from conductor._worker.events import TaskHandedBack, TaskRefused, WorkerPaused, WorkerResumed
from conductor._worker.job import Job, seal
from conductor._worker.lease import Lease
from conductor._worker.poller import Poller
from conductor._worker.reporter import Reporter
from conductor._worker.results import in_progress
from conductor._worker.runner import Runner

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from conductor._worker.options import PollingOptions
    from conductor._worker.shared import Shared
    from conductor._worker.spec import WorkerSpec
    from conductor.models import Task

_HANDED_BACK_AFTER_S = 1


class Lane:
    """One worker at work.

    A slot is taken before a task is asked for and given back after its report, so that no task is held without one.
    """

    def __init__(self, spec: WorkerSpec, options: PollingOptions, shared: Shared) -> None:
        self.name = spec.name
        self.bell = Bell()
        self.is_stopping = False
        self.slots: set[asyncio.Task[None]] = set()
        self.jobs: dict[str, Job] = {}
        """Tasks that are here, by id."""
        self._options = options
        self._shared = shared
        self._log = shared.log.of(task_def_name=spec.name)
        self._backlog: deque[Job] = deque()
        self.poller = Poller(spec.name, self, shared)
        self._runner = Runner(spec, shared, lambda: self._options)
        self._lease = Lease(spec.name, shared)
        self._reporter = Reporter(spec.name, shared)
        tracing = shared.tracing
        self._run = self._runner.run if tracing is None else tracing.wrap_run(self._runner.run)
        self._report = self._reporter.report if tracing is None else tracing.wrap_report(self._reporter.report)

    @property
    def options(self) -> PollingOptions:
        """The options of the moment."""
        return self._options

    def change(self, options: PollingOptions) -> None:
        """Go by other options from now on."""
        before, self._options = self._options, options
        if before.paused != options.paused:
            kind = WorkerPaused if options.paused else WorkerResumed
            self._log.info("worker %s: %s", self.name, "paused" if options.paused else "resumed")
            self._shared.events.emit(kind(task_def_name=self.name))
        self.bell.ring()
        if not self._is_open:
            self._return_backlog()
        self._start_backlog()

    def free(self) -> int:
        """Give how many tasks may be taken now."""
        if self._options.paused:
            return 0
        return self._options.concurrency - len(self.slots) - len(self._backlog)

    def stop(self) -> None:
        """Take no more tasks; what has no slot yet goes back to the queue."""
        self.is_stopping = True
        self.bell.ring()
        self._return_backlog()

    def take(self, tasks: list[Task]) -> None:
        """Start tasks, or put them aside while there is no slot: a server may send more than was asked for."""
        for task in tasks:
            job = self._admit(task, self.poller.domain)
            if job is None:
                continue
            if self._is_open:
                self._backlog.append(job)
            else:
                self._occupy(self._hand_back(job))
        self._start_backlog()

    @property
    def _is_open(self) -> bool:
        """Whether tasks are wanted: a poll that is held may bring one that is not any more."""
        return not self.is_stopping and not self._options.paused and self._options.concurrency > 0

    def _return_backlog(self) -> None:
        while self._backlog:
            self._occupy(self._hand_back(self._backlog.popleft()))

    def _start_backlog(self) -> None:
        while self._backlog and len(self.slots) < self._options.concurrency and not self.is_stopping:
            self._occupy(self._serve(self._backlog.popleft()))

    def _occupy(self, work: Coroutine[Any, Any, None]) -> None:
        slot = asyncio.get_running_loop().create_task(work, name=f"conductor-{self.name}")
        self.slots.add(slot)
        slot.add_done_callback(self._vacate)

    def _vacate(self, slot: asyncio.Task[None]) -> None:
        self.slots.discard(slot)
        if not slot.cancelled() and (error := slot.exception()) is not None:
            self._log.error("worker %s: a slot failed: %r", self.name, error)
        self._start_backlog()
        self.bell.ring()

    async def _serve(self, first: Job) -> None:
        job: Job | None = first
        while job is not None:
            job = await self._do(job)

    async def _do(self, job: Job) -> Job | None:
        """Do one task; give the next one that came with the answer."""
        if self._options.lease_extend:
            self._lease.watch(job)
        try:
            finished = await self._run(job)
            following = await self._report(job, finished, self._may_chain)
        finally:
            self._lease.release(job)
            self.jobs.pop(job.task.task_id, None)
        if finished.error is not None:
            self._log.of_task(job.task).warning(
                "worker %s: task %s failed: %s",
                self.name,
                job.task.task_id,
                finished.result.reason_for_incompletion,
                error=finished.error,
            )
            self._reporter.tell_user(finished.error, job.task)
        return None if following is None else self._next(following, job.domain)

    def cancel(self) -> None:
        """Ask all functions that run to end."""
        for job in list(self.jobs.values()):
            job.cancel()

    def abandon(self) -> list[Job]:
        """Fail the tasks whose functions still run, without waiting for these; give these tasks."""
        return [job for job in list(self.jobs.values()) if job.abandon(self._runner.stopped(job))]

    def _may_chain(self, job: Job) -> bool:
        # The answer to update-v2 is a task that was polled already, from the same queue: not while none is wanted.
        has_room = len(self.slots) + len(self._backlog) <= self._options.concurrency
        return self._is_open and has_room and job.domain == self._options.domain

    def _next(self, task: Task, domain: str | None) -> Job | None:
        job = self._admit(task, domain)
        if job is not None and not self._is_open:
            self._occupy(self._hand_back(job))
            return None
        return job

    def _admit(self, task: Task, domain: str | None) -> Job | None:
        reason = self._why_not(task)
        if reason is None:
            context = TaskContext(task, beat=self._beat, is_shutting_down=self._is_shutting_down)
            job = Job(task, context, time.monotonic(), domain=domain)
            self.jobs[task.task_id] = job
            return job
        self._shared.tally.refused += 1
        self._log.of_task(task).error("worker %s: task %s was not run: %s", self.name, task.task_id, reason)
        self._shared.events.emit(TaskRefused(task_def_name=self.name, task=task, reason=reason))
        return None

    def _why_not(self, task: Task) -> str | None:
        if not task.task_id or not task.workflow_instance_id:
            return "the server sent it without its ids, so no result could be reported"
        return "it was handed out twice and is here already" if task.task_id in self.jobs else None

    def _beat(self, task: Task) -> None:
        self._lease.ask(self.jobs.get(task.task_id))

    def _is_shutting_down(self) -> bool:
        return self.is_stopping

    async def _hand_back(self, job: Job) -> None:
        body = seal(job.task, self._options.worker_id, in_progress(_HANDED_BACK_AFTER_S))
        try:
            await self._shared.wire.update(body.body)
        except Exception as error:  # noqa: BLE001 - it is handed out again after its response timeout anyway
            self._log.of_task(job.task).warning(
                "worker %s: cannot hand back task %s: %s", self.name, job.task.task_id, error
            )
        else:
            self._shared.tally.handed_back += 1
            self._shared.events.emit(TaskHandedBack(task_def_name=self.name, task=job.task))
        finally:
            self.jobs.pop(job.task.task_id, None)
