"""Runs the engine in real life: one lock, a clock, parked requests, HTTP tasks."""

from __future__ import annotations

import itertools
import logging
import threading
import time
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial

from .api.http import Answer, Reply, Request, problem
from .app import App, CommandOf, Deferred
from .clocks import Clock
from .engine.outlook import FOREVER_MS
from .engine.runtime import Job
from .engine.script_calls import ScriptOutcome, ScriptRunner
from .engine.turn import Turn
from .engine.unserved import Unserved
from .engine.waiting import Park
from .hands import Arrivals, Caller, Hands, current_caller
from .pending import Command, Done, HeldReply, PendingReply, Sleeper, Waiter
from .script_dispatch import ScriptDispatcher

_log = logging.getLogger("conductor")
_MAX_SLEEP_S = 60.0
_JOB_THREADS = 16
_QUIET_S = 0.25
_PATIENCE_S = 1.0
_LAST_PATIENCE_S = 3.0
_POLL = "/tasks/poll/"
_NEVER_MS = 1 << 62
_LET_IN_S = 0.0005
_UNSERVED_AFTER_MS = 1000
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
# A command that takes longer goes on in a later turn. A request has two: what is due, and its own command.
_TURN_S = 0.015


class ServerClosed(Exception):
    """The server takes no requests any more."""


class Driver:
    """The only way into the engine; every method may be called from any thread."""

    def __init__(self, app: App, clock: Clock, scripts: ScriptRunner) -> None:
        self._app = app
        self.clock = clock
        self._lock = threading.RLock()
        self._changed = threading.Condition(self._lock)
        self._waiters: dict[str, list[Waiter]] = {}
        self._jobs = ThreadPoolExecutor(_JOB_THREADS, thread_name_prefix="conductor-local-http")
        self._busy_jobs = 0
        self._sleepers: list[Sleeper] = []
        self._hands = Hands()
        self._arrivals = Arrivals()
        self._told: set[Unserved] = set()
        self._holds = 0
        self._last_call_s = 0.0
        self._sleeps_until_ms = 0
        self._closed = False
        self._numbers = itertools.count()
        app.engine.rt.turn = Turn(_TURN_S)
        self._scripts = ScriptDispatcher(app.engine, scripts, self._lock, clock.now_ms, self._after)
        self._timer = threading.Thread(target=self._run_timer, name="conductor-local-timer", daemon=True)
        self._timer.start()

    def submit(self, request: Request, done: Done, caller: Caller | None = None) -> Reply | PendingReply:
        """Handle a request: gives the reply, or a waiter when `done` gets it later.

        `caller` is who makes it, when that is somebody of this process.

        Raises:
            ServerClosed: close() was called before.
        """
        if _POLL not in request.path:
            self._last_call_s = time.monotonic()
        ready = self._app.prepare(request)  # without the lock: a large body takes long to read
        respond = partial(self._app.handle, ready)
        return self._serve(Command(respond, done, caller, self._new_owner(), request.method not in _READING))

    def command(self, command: CommandOf, done: Done) -> Reply | PendingReply:
        """As :meth:`submit`, for a command of this process that only reads, in place of a request."""
        respond = partial(self._app.perform, command)
        return self._serve(Command(respond, done, current_caller(), self._new_owner(), changes_state=False))

    def _new_owner(self) -> str:
        return f"request:{next(self._numbers)}"

    def _serve(self, command: Command) -> Reply | PendingReply:
        with self._lock:
            if self._closed:
                raise ServerClosed("the embedded server is closed")
            return self._answered(command, command.respond(self.clock.now_ms()))

    # all below: with the lock held, but for abandon() and close()

    def _answered(self, command: Command, answer: Answer | Deferred) -> Reply | PendingReply:
        if isinstance(answer, Deferred):
            return self._deferred(command, answer)
        self._note_taken(command.caller)
        if isinstance(answer, Park):
            return self._parked(command, answer)
        suspended = self._app.engine.take_suspended() if command.changes_state else None
        if not suspended:
            self._after()
            return answer
        held = self._scripts.hold(answer, command.done, suspended)
        self._after()
        if self._scripts.is_free(held):
            return held.reply
        held.is_returned = True
        return held

    def _deferred(self, command: Command, deferred: Deferred) -> Reply | PendingReply:
        pending = PendingReply(done=command.done)
        outcomes = self._scripts.start(deferred.calls, partial(self._finish_later, command, deferred, pending))
        self._after()
        return pending if outcomes is None else self._repeat(command, deferred, outcomes)

    def _repeat(self, command: Command, deferred: Deferred, outcomes: Sequence[ScriptOutcome]) -> Reply | PendingReply:
        """Run a command again whose scripts have been evaluated."""
        scripts = self._app.engine.rt.scripts
        scripts.learn(command.owner, zip(deferred.calls, outcomes, strict=True))
        with scripts.on_behalf_of(command.owner):
            answer = command.respond(self.clock.now_ms())
        if not isinstance(answer, Deferred):
            scripts.forget(command.owner)
        return self._answered(command, answer)

    def _finish_later(
        self, command: Command, deferred: Deferred, pending: PendingReply, outcomes: Sequence[ScriptOutcome]
    ) -> None:
        if pending.over:
            self._app.engine.rt.scripts.forget(command.owner)
            return
        result = self._repeat(command, deferred, outcomes)
        if isinstance(result, Reply):
            pending.over = True
            command.done(result)
        else:
            pending.inner = result

    def _parked(self, command: Command, park: Park[Reply]) -> Waiter:
        waiter = Waiter(
            park=park, done=command.done, real_deadline_s=self._real_deadline_s(park), caller=command.caller
        )
        if park.for_user:
            waiter.warn_at_ms = self.clock.now_ms() + _UNSERVED_AFTER_MS
            self._arrivals.start_again()
        self._waiters.setdefault(park.topic, []).append(waiter)
        self._after(min(park.deadline_ms, waiter.warn_at_ms or park.deadline_ms))
        return waiter

    def _real_deadline_s(self, park: Park[Reply]) -> float | None:
        if park.for_user or not self.clock.skips:
            return None
        return time.monotonic() + (park.deadline_ms - self.clock.now_ms()) / 1000

    def abandon(self, pending: PendingReply) -> None:
        """Forget a request whose client has gone; what its command has changed stays."""
        with self._lock:
            following: PendingReply | None = pending
            while following is not None:
                following.over = True
                if isinstance(following, Waiter):
                    self._forget(following)
                elif isinstance(following, HeldReply):
                    self._scripts.abandon(following)
                following = following.inner

    def close(self) -> None:
        """Stop the timer and the HTTP tasks; parked requests are answered with a 503."""
        with self._lock:
            self._closed = True
            for waiter in self._all_waiters():
                waiter.over = True
                waiter.done(problem(503, "the embedded server is closed"))
            self._waiters.clear()
            self._scripts.close(problem(503, "the embedded server is closed"))
            self._changed.notify_all()
        self._timer.join()
        self._jobs.shutdown(wait=False, cancel_futures=True)

    def _after(self, deadline_ms: int | None = None) -> None:
        """See to what a call has set in motion; wake the timer when there is something earlier to do."""
        engine = self._app.engine
        while (touched := engine.take_touched()) or self._scripts.advance():
            for topic in touched:
                for waiter in list(self._waiters.get(topic, ())):
                    self._retry(waiter)
        self._scripts.release()
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
        self._note_taken(waiter.caller)
        if reply is not None:
            self._answer(waiter, reply)

    def _answer(self, waiter: Waiter, reply: Reply) -> None:
        waiter.over = True
        self._forget(waiter)
        waiter.done(reply)

    def _note_taken(self, caller: Caller | None) -> None:
        handed_out = self._app.engine.take_handed_out()
        if self.clock.skips:
            self._hands.take(handed_out, caller)

    def _forget(self, waiter: Waiter) -> None:
        held = self._waiters.get(waiter.park.topic, [])
        if waiter in held:
            held.remove(waiter)
        if not held:
            self._waiters.pop(waiter.park.topic, None)

    def _perform(self, job: Job) -> None:
        from .outbound import perform

        outcome = perform(job.request)
        with self._lock:
            self._busy_jobs -= 1
            if self._closed:
                return
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
                self._app.run_due(now_ms)
                self._warn(now_ms)
                for waiter in self._due_waiters(now_ms):
                    self._retry(waiter)
                self._after()
                self._changed.wait(_LET_IN_S)

    def _sleep(self, due_ms: int | None, now_ms: int) -> None:
        if self.clock.skips:
            longest_s = _QUIET_S if self._somebody_waits() else _MAX_SLEEP_S
            ends = [waiter.real_deadline_s for waiter in self._all_waiters() if waiter.real_deadline_s is not None]
            self._changed.wait(max(min([longest_s, *(end_s - time.monotonic() for end_s in ends)]), 0.001))
        elif due_ms is None:
            self._changed.wait(_MAX_SLEEP_S)
        else:
            self._changed.wait(min((due_ms - now_ms) / 1000, _MAX_SLEEP_S))

    def _next_due(self) -> int | None:
        deadlines = [waiter.park.deadline_ms for waiter in self._all_waiters() if waiter.real_deadline_s is None]
        deadlines += [waiter.warn_at_ms for waiter in self._all_waiters() if waiter.warn_at_ms is not None]
        deadlines += [sleeper.until_ms for sleeper in self._sleepers]
        due_ms = self._app.engine.next_due()
        if due_ms is not None:
            deadlines.append(due_ms)
        return min(deadlines, default=None)

    def _warn(self, now_ms: int) -> None:
        """Name, once each, the tasks that somebody waits for and no worker has asked for."""
        for waiter in self._all_waiters():
            if waiter.warn_at_ms is None or waiter.warn_at_ms > now_ms:
                continue
            waiter.warn_at_ms = None
            for found in self._app.engine.unserved(waiter.park.topic):
                if found not in self._told:
                    self._told.add(found)
                    _log.warning("%s", found)

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
                self._expire(waiter)

    def _expire(self, waiter: Waiter) -> None:
        self._answer(waiter, self._app.expire(waiter.park, self.clock.now_ms()))

    def _is_worked_on(self) -> bool:
        waiting = [waiter.caller for waiter in self._all_waiters() if waiter.park.for_user]
        waiting += [sleeper.caller for sleeper in self._sleepers]
        return self._hands.are_busy(self._app.engine.is_in_progress, waiting)

    def _skip(self) -> None:
        """Jump to the next event when somebody waits for it and nobody else can act before."""
        if (
            self._is_worked_on()
            or self._holds
            or self._busy_jobs
            or self._scripts.running
            or not self._somebody_waits()
        ):
            return
        if self._workers_may_act(_PATIENCE_S):
            return
        self._warn(FOREVER_MS)
        due_ms = self._next_user_due()
        if due_ms is None or due_ms >= FOREVER_MS:
            # To say so of a worker that is only slow would fail somebody's test.
            if not self._workers_may_act(_LAST_PATIENCE_S):
                self._tell_that_nothing_comes()
            return
        self.clock.jump_to(due_ms)
        self._sleepers = [sleeper for sleeper in self._sleepers if sleeper.until_ms > due_ms]
        self._changed.notify_all()

    def _workers_may_act(self, patience_s: float) -> bool:
        """Whether a worker that is not known here may be about to take a task, or to take the next one."""
        now_s = time.monotonic()
        tasks = {task_id for task_id in self._app.engine.open_to_workers() if not self._hands.hold(task_id)}
        just_called = bool(tasks) and now_s - self._last_call_s < _QUIET_S
        return just_called or self._arrivals.are_due(tasks, now_s, patience_s)

    def _tell_that_nothing_comes(self) -> None:
        for waiter in self._all_waiters():
            if waiter.park.for_user and waiter.park.deadline_ms >= FOREVER_MS:
                self._expire(waiter)

    def _next_user_due(self) -> int | None:
        deadlines = [waiter.park.deadline_ms for waiter in self._all_waiters() if waiter.park.for_user]
        deadlines += [sleeper.until_ms for sleeper in self._sleepers]
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
            sleeper = Sleeper(self.clock.now_ms() + round(seconds * 1000), current_caller())
            self._sleepers.append(sleeper)
            self._arrivals.start_again()
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
