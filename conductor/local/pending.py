"""Requests whose reply is not there yet, and calls that wait for the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from .api.http import Answer, Reply
from .app import Deferred
from .engine.waiting import Park
from .hands import Caller

Done: TypeAlias = Callable[[Reply], None]


@dataclass(eq=False, kw_only=True)
class PendingReply:
    """A request whose reply comes later, by `done`."""

    done: Done
    over: bool = False
    inner: PendingReply | None = None
    """What the request became when its command was repeated."""


@dataclass(eq=False, kw_only=True)
class HeldReply(PendingReply):
    """A reply that is withheld until the executions that its command has changed are no longer suspended."""

    reply: Reply
    waits_for: set[str]
    is_returned: bool = False
    """Whether its client waits for `done`; before, the command itself looks at it."""


@dataclass(eq=False, kw_only=True)
class Waiter(PendingReply):
    """A parked request.

    A worker's poll ends by real time when the clock skips: such a clock stands still meanwhile.
    """

    park: Park[Reply]
    real_deadline_s: float | None = None
    caller: Caller | None = None
    warn_at_ms: int | None = None


@dataclass(frozen=True)
class Command:
    """A request, or a command of this process: how it is answered, and who waits for the answer."""

    respond: Callable[[int], Answer | Deferred]
    done: Done
    caller: Caller | None
    owner: str
    """Names it among those that wait for scripts."""
    changes_state: bool


@dataclass(eq=False)
class Sleeper:
    """Who lets time pass, and until when (epoch milliseconds)."""

    until_ms: int
    caller: Caller
