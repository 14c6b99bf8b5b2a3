"""Takes tasks for the free slots of a worker.

The server holds a batch poll until as many tasks are there as were asked for, or the time is up. So a poll for all
free slots asks it not to hold at all; only when the queue is empty, a poll for one task is held. After it, all free
slots are asked for again. Queued work never waits for a fuller batch.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol

import attrs

from conductor._worker.bell import is_cancelled
from conductor._worker.events import PollCompleted, PollFailed, WorkerFull
from conductor._worker.options import DEFAULT_BATCH_POLLING_TIMEOUT

if TYPE_CHECKING:
    from conductor._worker.bell import Bell
    from conductor._worker.options import PollingOptions
    from conductor._worker.shared import Shared
    from conductor.models import Task

_LONGEST_HOLD_MS = 1_000
_SECONDS_BETWEEN_WARNINGS = 60.0


class Slots(Protocol):
    """What a poller needs to know of the lane that it works for."""

    bell: Bell
    """Rung when a slot becomes free, options change, or the lane stops."""
    is_stopping: bool

    @property
    def options(self) -> PollingOptions:
        """The options of the moment."""
        ...

    def free(self) -> int:
        """Give how many tasks may be taken now."""
        ...

    def take(self, tasks: list[Task]) -> None:
        """Take over what a poll brought."""
        ...


@attrs.frozen
class Ask:
    """What to poll for: how many tasks, and how long the server may hold the poll."""

    count: int
    hold_ms: int


class Pace:
    """Decides what to poll for next, from what the last polls brought."""

    def __init__(self) -> None:
        self._empty_holds = 0
        self._may_be_more = True

    def next_ask(self, free: int, longest_hold_ms: int | None) -> Ask:
        """Give the next poll for so many free slots."""
        if self._may_be_more and free > 1:
            return Ask(free, 0)
        return Ask(1, self._hold_ms(longest_hold_ms))

    def note(self, ask: Ask, received: int) -> None:
        """Learn from an answer."""
        self._may_be_more = received > 0
        if received:
            self._empty_holds = 0
        elif ask.hold_ms:
            self._empty_holds += 1

    def _hold_ms(self, given_ms: int | None) -> int:
        if given_ms is not None:
            return given_ms
        return min(_LONGEST_HOLD_MS, DEFAULT_BATCH_POLLING_TIMEOUT << min(self._empty_holds, 10))


class Poller:
    """Polls for one worker until the lane stops.

    Args:
        name: Name of the tasks.
        slots: Where tasks go.
        shared: What it shares with the others.
    """

    def __init__(self, name: str, slots: Slots, shared: Shared) -> None:
        self._name = name
        self._backoffs = shared.timings.backoffs
        self._slots = slots
        self._wire = shared.wire
        self._holds = shared.holds
        self._events = shared.events
        self._log = shared.log.of(task_def_name=name)
        self._pace = Pace()
        self._failures = 0
        self._warned_s = float("-inf")
        self.domain: str | None = None
        """Domain that the last poll asked for: changed options only count for the next one."""
        self.last_answer_s = time.monotonic()
        """When the server last answered a poll."""

    @property
    def failures(self) -> int:
        """How many polls failed in a row."""
        return self._failures

    async def run(self) -> None:
        """Poll until the lane stops."""
        slots = self._slots
        while not slots.is_stopping:
            free = slots.free()
            if free < 1:
                self._note_full()
                await slots.bell.wait()
                continue
            started_s = time.monotonic()
            ask = self._pace.next_ask(free, slots.options.batch_polling_timeout_ms)
            try:
                tasks = await self._poll(ask)
            except BaseException as error:
                # Whatever a transport raises, polling goes on.
                if is_cancelled():
                    raise
                await self._rest_until(time.monotonic() + self._note_failure(error, started_s))
            else:
                self._note_answer(ask, tasks, started_s)
                slots.take(tasks)
                if not tasks and ask.count == 1:
                    await self._rest_after_empty(ask, started_s)

    async def _poll(self, ask: Ask) -> list[Task]:
        if ask.hold_ms == 0:
            return await self._ask_server(ask)
        # Where more workers wait than polls may be held, the turns are short.
        if self._holds.locked():
            ask = attrs.evolve(ask, hold_ms=min(ask.hold_ms, DEFAULT_BATCH_POLLING_TIMEOUT))
        async with self._holds:
            return [] if self._slots.is_stopping else await self._ask_server(ask)

    async def _ask_server(self, ask: Ask) -> list[Task]:
        options = self._slots.options
        self.domain = options.domain
        return await self._wire.poll(
            self._name, worker_id=options.worker_id, domain=options.domain, count=ask.count, timeout_ms=ask.hold_ms
        )

    async def _rest_after_empty(self, ask: Ask, started_s: float) -> None:
        was_held = time.monotonic() - started_s >= ask.hold_ms / 2000
        if not was_held or ask.hold_ms == 0:
            await self._rest_until(started_s + self._slots.options.poll_interval_ms / 1000, or_change=True)

    async def _rest_until(self, end_s: float, *, or_change: bool = False) -> None:
        """Wait until then, or until the lane stops; rings that do not matter here are not lost on the way."""
        slots = self._slots
        while not slots.is_stopping and (left_s := end_s - time.monotonic()) > 0:
            before = slots.options
            if await slots.bell.wait(left_s) and or_change and slots.options is not before:
                return

    def _note_full(self) -> None:
        if self._events.wanted and not self._slots.options.paused:
            self._events.emit(WorkerFull(task_def_name=self._name))

    def _note_answer(self, ask: Ask, tasks: list[Task], started_s: float) -> None:
        self._pace.note(ask, len(tasks))
        self.last_answer_s = time.monotonic()
        if self._failures:
            self._log.info("worker %s: polls again after %d failures", self._name, self._failures)
            self._failures = 0
            self._warned_s = float("-inf")
        if self._events.wanted:
            duration_s = self.last_answer_s - started_s
            self._events.emit(
                PollCompleted(task_def_name=self._name, asked=ask.count, received=len(tasks), duration_s=duration_s)
            )

    def _note_failure(self, error: BaseException, started_s: float) -> float:
        self._failures += 1
        delay_s = self._backoffs.poll_delay_s(error, self._failures)
        now_s = time.monotonic()
        is_news = now_s - self._warned_s >= _SECONDS_BETWEEN_WARNINGS
        write = self._log.warning if is_news else self._log.debug
        self._warned_s = now_s if is_news else self._warned_s
        write("worker %s: poll failed (%d in a row, next in %.1f s): %s", self._name, self._failures, delay_s, error)
        if self._events.wanted:
            event = PollFailed(
                task_def_name=self._name,
                error=error,
                failures=self._failures,
                retry_in_s=delay_s,
                duration_s=now_s - started_s,
            )
            self._events.emit(event)
        return delay_s
