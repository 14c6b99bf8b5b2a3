"""Has the scripts evaluated that the engine waits for, and holds replies back meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from .api.http import Reply, error_reply
from .engine.engine import Engine
from .engine.runtime import ScriptJob
from .engine.script_calls import ScriptCall, ScriptOutcome, ScriptRunner
from .pending import Done, HeldReply

if TYPE_CHECKING:
    import threading

# How long a command looks for the outcome of a short script itself, with the lock held. It saves two thread switches.
_INLINE_BUDGET_S = 0.001


class ScriptDispatcher:
    """Submits scripts to a runner and applies their outcomes. To be used with the driver's lock held.

    Args:
        engine: What waits for the scripts.
        runner: What evaluates them, off the lock.
        lock: The driver's lock.
            now_ms: The time on the server's clock.
        after: Called with the lock held, when outcomes have been applied on a thread of the runner.
    """

    def __init__(
        self,
        engine: Engine,
        runner: ScriptRunner,
        lock: threading.RLock,
        now_ms: Callable[[], int],
        after: Callable[[], None],
    ) -> None:
        self._engine = engine
        self._runner = runner
        self._lock = lock
        self._now_ms = now_ms
        self._after = after
        self._held: list[HeldReply] = []
        self._is_closed = False
        self.running = 0
        """Scripts that are being evaluated."""

    def advance(self) -> bool:
        """Start the scripts that the engine has asked for; return whether an outcome was applied already."""
        has_applied = False
        for job in self._engine.take_script_jobs():
            outcomes = self.start(job.calls, partial(self._apply, job))
            if outcomes is not None:
                self._apply(job, outcomes)
                has_applied = True
        return has_applied

    def start(
        self, calls: Sequence[ScriptCall], done: Callable[[Sequence[ScriptOutcome]], None]
    ) -> Sequence[ScriptOutcome] | None:
        """Evaluate scripts; return their outcomes when they were short, else None and call `done` later.

        `done` is called with the lock held.
        """
        found: dict[int, ScriptOutcome] = {}
        # The first runs on while this loop starts the others: only with the lock held can `keep` count right.
        is_started = False

        def keep(index: int, outcome: ScriptOutcome) -> None:
            with self._lock:
                self.running -= 1
                found[index] = outcome
                if is_started and len(found) == len(calls) and not self._is_closed:
                    done([found[one] for one in range(len(calls))])
                    self._after()

        for index, call in enumerate(calls):
            budget_s = 0.0 if self.running or self._engine.rt.turn.is_over() else _INLINE_BUDGET_S
            self.running += 1
            outcome = self._runner.submit(call, partial(keep, index), inline_budget_s=budget_s)
            if outcome is not None:
                self.running -= 1
                found[index] = outcome
        if len(found) == len(calls):
            return [found[one] for one in range(len(calls))]
        is_started = True
        return None

    def _apply(self, job: ScriptJob, outcomes: Sequence[ScriptOutcome]) -> None:
        self._engine.finish_scripts(job, outcomes, self._now_ms())
        # What follows from this outcome follows from the command that the reply belongs to.
        followers = self._engine.take_suspended()
        for held in self._held:
            if job.owner in held.waits_for:
                held.waits_for |= followers
        self.note_errors()

    def note_errors(self) -> None:
        """Have commands that wait for a decision answered with the error that it ended with."""
        for workflow_id, error in self._engine.take_decision_errors().items():
            for held in self._held:
                if workflow_id in held.waits_for:
                    held.reply = error_reply(error)

    def hold(self, reply: Reply, done: Done, suspended: set[str]) -> HeldReply:
        """Withhold a reply until these executions are no longer suspended."""
        held = HeldReply(done=done, reply=reply, waits_for=suspended)
        self._held.append(held)
        return held

    def is_free(self, held: HeldReply) -> bool:
        """Return whether nothing holds a reply any longer; it is forgotten then."""
        held.waits_for = {one for one in held.waits_for if self._engine.is_suspended(one)}
        if held.waits_for:
            return False
        self._held.remove(held)
        held.over = True
        return True

    def release(self) -> None:
        """Send the replies that nothing holds any longer."""
        self.note_errors()
        for held in [held for held in self._held if held.is_returned]:
            if self.is_free(held):
                held.done(held.reply)

    def abandon(self, held: HeldReply) -> None:
        """Forget a reply whose client has gone; its command stays."""
        if held in self._held:
            self._held.remove(held)

    def close(self, reply: Reply) -> None:
        """Answer what is held with this reply; outcomes are ignored from now on."""
        self._is_closed = True
        for held in self._held:
            held.over = True
            held.done(reply)
        self._held.clear()
