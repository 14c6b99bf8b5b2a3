"""Runs the engine in real life: one lock, a clock, parked requests, HTTP tasks."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from .api.http import Reply, Request, problem
from .app import App
from .clocks import Clock
from .engine.runtime import Job
from .engine.waiting import Park
from .outbound import perform

Done = Callable[[Reply], None]
_MAX_SLEEP_S = 60.0
_JOB_THREADS = 16
_QUIET_S = 0.25
_NEVER_MS = 1 << 62
_LET_IN_S = 0.0005


class ServerClosed(Exception):
    """The server takes no requests any more."""


@dataclass(eq=False)
class Waiter:
    """A parked request and who wants its reply.

    A worker's poll ends by real time when the clock skips: such a clock stands still meanwhile.
    """

    park: Park[Reply]
    done: Done
    real_deadline_s: float | None = None
    over: bool = False


class Driver:
    """The only way into the engine; every method may be called from any thread."""

    def __init__(self, app: App, clock: Clock) -> None:
        self._app = app
        self.clock = clock
        self._lock = threading.RLock()
        self._changed = threading.Condition(self._lock)
        self._waiters: dict[str, list[Waiter]] = {}
        self._jobs = ThreadPoolExecutor(_JOB_THREADS, thread_name_prefix="conductor-local-http")
        self._busy_jobs = 0
        self._sleepers: dict[object, int] = {}
        self._holds = 0
        self._last_call_s = 0.0
        self._sleeps_until_ms = 0
        self._closed = False
        self._timer = threading.Thread(target=self._run_timer, name="conductor-local-timer", daemon=True)
        self._timer.start()

    def submit(self, request: Request, done: Done) -> Reply | Waiter:
        """Handle a request: gives the reply, or a waiter when `done` gets it later.

        Raises:
            ServerClosed: close() was called before.
        """
        with self._lock:
            if self._closed:
                raise ServerClosed("the embedded server is closed")
            self._last_call_s = time.monotonic()
            answer = self._app.handle(request, self.clock.now_ms())
            if isinstance(answer, Reply):
                self._after()
                return answer
            waiter = Waiter(answer, done, self._real_deadline_s(answer))
            self._waiters.setdefault(answer.topic, []).append(waiter)
            self._after(answer.deadline_ms)
            return waiter

    def _real_deadline_s(self, park: Park[Reply]) -> float | None:
        if park.for_user or not self.clock.skips:
            return None
        return time.monotonic() + (park.deadline_ms - self.clock.now_ms()) / 1000

    def abandon(self, waiter: Waiter) -> None:
        """Forget a parked request whose client has gone."""
        with self._lock:
            waiter.over = True
            self._forget(waiter)

    def close(self) -> None:
        """Stop the timer and the HTTP tasks; parked requests are answered with a 503."""
        with self._lock:
            self._closed = True
            for waiter in self._all_waiters():
                waiter.over = True
                waiter.done(problem(503, "the embedded server is closed"))
            self._waiters.clear()
            self._changed.notify_all()
        self._timer.join()
        self._jobs.shutdown(wait=False, cancel_futures=True)

    # all below: with the lock held

    def _after(self, deadline_ms: int | None = None) -> None:
        """See to what a call has set in motion; wake the timer when there is something earlier to do."""
        engine = self._app.engine
        while touched := engine.take_touched():
            for topic in touched & self._waiters.keys():
                for waiter in list(self._waiters.get(topic, ())):
                    self._retry(waiter)
        for job in engine.take_jobs():
            self._busy_jobs += 1
            self._jobs.submit(self._perform, job)
        due = [time_ms for time_ms in (engine.next_due(), deadline_ms) if time_ms is not None]
        if self.clock.skips or min(due, default=_NEVER_MS) < self._sleeps_until_ms:
            self._changed.notify_all()

    def _retry(self, waiter: Waiter) -> None:
        if waiter.over:
            return
        reply = self._app.retry(waiter.park, self.clock.now_ms())
        if reply is not None:
            waiter.over = True
            self._forget(waiter)
            waiter.done(reply)

    def _forget(self, waiter: Waiter) -> None:
        held = self._waiters.get(waiter.park.topic, [])
        if waiter in held:
            held.remove(waiter)
        if not held:
            self._waiters.pop(waiter.park.topic, None)

    def _perform(self, job: Job) -> None:
        outcome = perform(job.request)
        with self._lock:
            self._busy_jobs -= 1
            self._app.engine.finish_job(job, outcome, self.clock.now_ms())
            self._after()

    # the timer

    def _run_timer(self) -> None:
        with self._lock:
            while not self._closed:
                if self.clock.skips:
                    self._end_polls()
                    self._skip()
                now_ms = self.clock.now_ms()
                due_ms = self._next_due()
                if due_ms is None or due_ms > now_ms:
                    self._sleeps_until_ms = _NEVER_MS if due_ms is None else due_ms
                    self._sleep(due_ms, now_ms)
                    self._sleeps_until_ms = 0
                    continue
                self._app.engine.run_due(now_ms)
                for waiter in self._due_waiters(now_ms):
                    self._retry(waiter)
                self._after()
                self._changed.wait(_LET_IN_S)

    def _sleep(self, due_ms: int | None, now_ms: int) -> None:
        if self.clock.skips:
            longest_s = _QUIET_S if self._somebody_waits() else _MAX_SLEEP_S
            ends = [waiter.real_deadline_s for waiter in self._all_waiters() if waiter.real_deadline_s is not None]
            self._changed.wait(max(min([end_s - time.monotonic() for end_s in ends], default=longest_s), 0.001))
        elif due_ms is None:
            self._changed.wait(_MAX_SLEEP_S)
        else:
            self._changed.wait(min((due_ms - now_ms) / 1000, _MAX_SLEEP_S))

    def _next_due(self) -> int | None:
        deadlines = [waiter.park.deadline_ms for waiter in self._all_waiters() if waiter.real_deadline_s is None]
        deadlines += self._sleepers.values()
        due_ms = self._app.engine.next_due()
        if due_ms is not None:
            deadlines.append(due_ms)
        return min(deadlines, default=None)

    def _due_waiters(self, now_ms: int) -> list[Waiter]:
        return [waiter for waiter in self._all_waiters() if waiter.park.deadline_ms <= now_ms]

    def _all_waiters(self) -> list[Waiter]:
        return [waiter for held in self._waiters.values() for waiter in held]

    # time that skips

    def _somebody_waits(self) -> bool:
        return bool(self._sleepers) or any(waiter.park.for_user for waiter in self._all_waiters())

    def _end_polls(self) -> None:
        now_s = time.monotonic()
        for waiter in self._all_waiters():
            if waiter.real_deadline_s is not None and waiter.real_deadline_s <= now_s:
                waiter.over = True
                self._forget(waiter)
                waiter.done(self._app.expire(waiter.park, self.clock.now_ms()))

    def _skip(self) -> None:
        """Jump to the next event when somebody waits for it and nobody else can act before."""
        if self._holds or self._busy_jobs or not self._somebody_waits():
            return
        quiet_s = time.monotonic() - self._last_call_s
        if self._app.engine.has_worker_tasks() and quiet_s < _QUIET_S:
            return
        due_ms = self._next_user_due()
        if due_ms is not None:
            self.clock.jump_to(due_ms)
            for sleeper in [sleeper for sleeper, until_ms in self._sleepers.items() if until_ms <= due_ms]:
                del self._sleepers[sleeper]
            self._changed.notify_all()

    def _next_user_due(self) -> int | None:
        deadlines = [waiter.park.deadline_ms for waiter in self._all_waiters() if waiter.park.for_user]
        deadlines += self._sleepers.values()
        due_ms = self._app.engine.next_due()
        return min([*deadlines, *([] if due_ms is None else [due_ms])], default=None)

    def sleep(self, seconds: float) -> None:
        """Let a time pass on the clock: at once where it skips and nothing is to be done meanwhile."""
        with self._lock:
            if not self.clock.skips:
                until_s = time.monotonic() + seconds
                while (left_s := until_s - time.monotonic()) > 0:
                    self._changed.wait(left_s)
                return
            sleeper = object()
            self._sleepers[sleeper] = self.clock.now_ms() + round(seconds * 1000)
            self._changed.notify_all()
            while sleeper in self._sleepers and not self._closed:
                self._changed.wait()

    @contextmanager
    def without_skipping(self) -> Generator[None, None, None]:
        """A block in which a skipping clock stands still."""
        with self._lock:
            self._holds += 1
        try:
            yield
        finally:
            with self._lock:
                self._holds -= 1
                self._changed.notify_all()
