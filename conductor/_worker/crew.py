"""All workers of a manager: started together, watched over, and stopped in order."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

from conductor._worker.bell import is_cancelled, wait_for
from conductor._worker.events import WorkerRestarted
from conductor._worker.lane import Lane
from conductor.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterable, Mapping

    from conductor._worker.job import Job
    from conductor._worker.options import PollingOptions
    from conductor._worker.shared import Shared
    from conductor._worker.spec import WorkerSpec


class Crew:
    """The workers of one manager between one start and the next stop. Lives on one event loop.

    Args:
        workers: The workers and their options, by name.
        shared: What they share.
    """

    def __init__(self, workers: Mapping[str, tuple[WorkerSpec, PollingOptions]], shared: Shared) -> None:
        self._shared = shared
        self.timings = shared.timings
        self._log = shared.log
        self._events = shared.events
        self._stopping = shared.stopping
        self._hasten = asyncio.Event()
        self._hurry = shared.hurry
        self.tally = shared.tally
        self.restarted_s: dict[str, float] = {}
        """When the loop of a worker last died."""
        self.lanes = {name: Lane(spec, options, shared) for name, (spec, options) in workers.items()}
        self._watches: list[asyncio.Task[None]] = []
        self._stop: asyncio.Task[None] | None = None
        self._abandoned: list[Job] = []
        self._pulse: asyncio.Task[None] | None = None
        self.pulse_s = time.monotonic()
        """When the event loop last showed that it is not blocked."""

    @property
    def is_stopping(self) -> bool:
        """Whether a stop has begun."""
        return self._stopping.is_set()

    def start(self, beside: Coroutine[Any, Any, None]) -> None:
        """Begin to poll, and let something else go on beside that."""
        loop = asyncio.get_running_loop()
        self._watches = [
            loop.create_task(self._watch(lane), name=f"conductor-{lane.name}") for lane in self.lanes.values()
        ]
        self._watches.append(loop.create_task(beside))
        self._pulse = loop.create_task(self._beat())

    async def _beat(self) -> None:
        """Show each second that the loop is alive, and tell when it was not; a stop may take long, too."""
        while True:
            await asyncio.sleep(self.timings.watchdog_interval_s)
            late_s = time.monotonic() - self.pulse_s - self.timings.watchdog_interval_s
            self.pulse_s = time.monotonic()
            if late_s > self.timings.late_s:
                hint = "an async worker does blocking work; as a plain function it would run on a thread"
                self._log.warning("the event loop of the workers was blocked for %.1f s: %s", late_s, hint)

    async def stop(self, grace_s: float) -> None:
        """Stop polling, let work in flight finish within the grace, cancel the rest; all of it is reported.

        Whoever calls it a second time waits for the first one.
        """
        if self._stop is None:
            self._stop = asyncio.get_running_loop().create_task(self._wind_down(grace_s))
        await asyncio.shield(self._stop)

    def check_caller(self) -> None:
        """Raise UsageError in a function of these workers: a stop would wait for the end of its caller."""
        task = _current_task()
        jobs = [job for lane in self.lanes.values() for job in list(lane.jobs.values())]
        is_async = task is not None and any(job.execution is task for job in jobs)
        if is_async or self._shared.threads.has_caller():
            raise UsageError("this would wait for itself: a function of a worker cannot stop its own manager")

    def hasten(self) -> None:
        """End the grace of a stop that is under way."""
        self._hasten.set()

    async def _watch(self, lane: Lane) -> None:
        """Run a poller; a poller that dies is heard of, and starts again."""
        failures = 0
        while not lane.is_stopping:
            started_s = time.monotonic()
            try:
                await lane.poller.run()
            except BaseException as error:
                # A bug here must not make a worker deaf.
                if is_cancelled():
                    raise
                failures = 1 if time.monotonic() - started_s > self.timings.calm_s else failures + 1
                delay_s = self.timings.backoffs.restart_delay_s(failures)
                self.tally.restarts += 1
                self.restarted_s[lane.name] = time.monotonic()
                self._log.of(task_def_name=lane.name).error(
                    "worker %s: its loop died and starts again in %.1f s: %r", lane.name, delay_s, error
                )
                self._events.emit(
                    WorkerRestarted(task_def_name=lane.name, error=error, failures=failures, retry_in_s=delay_s)
                )
                await wait_for(self._stopping, delay_s)

    async def _wind_down(self, grace_s: float) -> None:
        started_s = time.monotonic()
        self._stopping.set()
        for lane in self.lanes.values():
            lane.stop()
        await self._end_polls()
        await self._end_work(grace_s - (time.monotonic() - started_s))
        self._name_what_stays(self._shared.close_pools())
        for slot in self._slots():
            slot.cancel()
        await _ended(self._slots(), self.timings.cancel_s)
        await self._shared.wire.aclose()
        if self._pulse is not None:
            self._pulse.cancel()
            await _ended([self._pulse], 1.0)
        tally = self.tally
        self._log.info(
            "workers stopped: %d done, %d failed, %d handed back, %d lost",
            tally.done,
            tally.failed,
            tally.handed_back,
            tally.lost,
        )

    def _name_what_stays(self, stuck: list[str]) -> None:
        if stuck:
            self._log.error("these threads are stuck in functions of workers and stay behind: %s", ", ".join(stuck))
        deaf = [job.task.task_id for job in self._abandoned if job.execution is not None and not job.execution.done()]
        if deaf:
            self._log.error("async functions did not end when they were cancelled; their tasks: %s", ", ".join(deaf))

    async def _end_polls(self) -> None:
        """Wait for polls that are under way: what they bring must not get lost. One that hangs is given up."""
        holds_s = [(lane.options.batch_polling_timeout_ms or 1000) / 1000 for lane in self.lanes.values()]
        await _ended(self._watches, max(holds_s, default=0.0) + self.timings.poll_margin_s)
        for watch in self._watches:
            watch.cancel()
        await _ended(self._watches, 1.0)

    async def _end_work(self, grace_s: float) -> None:
        if await self._idle_within(grace_s, self._hasten):
            return
        running = [job for lane in self.lanes.values() for job in lane.jobs.values()]
        self._log.warning("the time to stop is over: %d tasks are cancelled", len(running))
        for lane in self.lanes.values():
            lane.cancel()
        if not await self._idle_within(self.timings.cancel_s, self._hurry):
            self._hurry.set()
            self._abandoned = [job for lane in self.lanes.values() for job in lane.abandon()]
            await _ended(self._slots(), self.timings.report_s)

    async def _idle_within(self, limit_s: float, end: asyncio.Event) -> bool:
        """Wait until all slots are empty, the time is up, or the event ends it; tell whether they are empty."""
        ends_s = time.monotonic() + limit_s
        ended = asyncio.get_running_loop().create_task(end.wait())
        while (slots := self._slots()) and not end.is_set() and (left_s := ends_s - time.monotonic()) > 0:
            await asyncio.wait({*slots, ended}, timeout=left_s, return_when=asyncio.FIRST_COMPLETED)
        ended.cancel()
        return not slots

    def _slots(self) -> list[asyncio.Task[None]]:
        return [slot for lane in self.lanes.values() for slot in lane.slots]


def _current_task() -> asyncio.Task[Any] | None:
    try:
        return asyncio.current_task()
    except RuntimeError:
        return None


async def _ended(tasks: Iterable[asyncio.Task[None]], limit_s: float) -> None:
    waiting = {task for task in tasks if not task.done()}
    if waiting:
        await asyncio.wait(waiting, timeout=limit_s)
