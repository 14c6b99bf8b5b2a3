"""Decides whether and when a request is sent again; pure, the transports do the waiting."""

from __future__ import annotations

import math
import random
import re
from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar

import attrs
import httpx

from conductor._answers import RETRYABLE_STATUSES, retry_after_s

EXTENSION = "conductor_retry"
"""Request extension: False sends this request once, whatever happens."""

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE"})

# These GETs act: a poll hands tasks out (each repeat after a lost answer would lock further tasks until their
# response timeout), an execute starts a workflow.
_ACTING_GETS = re.compile(r"^/api/(tasks/poll|workflow/execute)/")

# These POSTs may arrive twice: they read, they overwrite with the same, or the server ignores the second (the update
# of a task that has ended). Not here, on purpose: tasks/update-v2 (its answer hands out a task), updates by reference
# name (a loop may have brought the next task of that name meanwhile), signals, starts, reruns, retries.
_REPEATABLE_POSTS = re.compile(
    r"^/api/(token|tasks|metadata/taskdefs|human/tasks/search|workflow/test|workflow/[^/]+/correlated)$"
)

# Nothing was sent when one of these is raised.
_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError)
_MAYBE_SENT = (httpx.NetworkError, httpx.RemoteProtocolError)

_switched_off: ContextVar[bool] = ContextVar("conductor_without_retries", default=False)

Outcome = httpx.Response | Exception
"""What came of an attempt: an answer, or the httpx error in its place."""


@attrs.frozen
class RetryPolicy:
    """How often and how long: full jitter below a cap that doubles from ``base_s`` to ``cap_s``.

    A server that asks (Retry-After) for more than ``longest_wait_s`` gets its way: the caller has the error at once.
    """

    max_retries: int = 3
    base_s: float = 0.5
    cap_s: float = 10.0
    longest_wait_s: float = 30.0
    draw: Callable[[], float] = random.random

    def delay_s(self, attempt: int, method: str, path: str, outcome: Outcome) -> float | None:
        """Give the wait before the next attempt in seconds, or None when there shall be none.

        ``attempt`` counts from 1 and is the one that just ended; ``path`` begins with ``/api``.
        """
        if attempt > self.max_retries or not _may_repeat(method, path, outcome):
            return None
        backoff_s = self.draw() * min(self.cap_s, math.ldexp(self.base_s, min(attempt - 1, 30)))
        asked_s = retry_after_s(outcome.headers.get("retry-after")) if isinstance(outcome, httpx.Response) else None
        if asked_s is None:
            return backoff_s
        # Jitter on top, or all clients come back in the same moment.
        return asked_s + min(backoff_s, self.base_s) if asked_s <= self.longest_wait_s else None


def is_repeatable(method: str, path: str) -> bool:
    """Tell whether the server may get this request twice without harm."""
    if method == "POST":
        return _REPEATABLE_POSTS.match(path) is not None
    return method in _SAFE_METHODS and path.startswith("/api/") and not _ACTING_GETS.match(path)


def is_switched_off(request: httpx.Request) -> bool:
    """Tell whether this request is to be sent once only."""
    return _switched_off.get() or request.extensions.get(EXTENSION) is False


@contextmanager
def without_retries() -> Generator[None]:
    """Send each request of this block once: for callers that have a retry of their own."""
    token = _switched_off.set(True)
    try:
        yield
    finally:
        _switched_off.reset(token)


def _may_repeat(method: str, path: str, outcome: Outcome) -> bool:
    if isinstance(outcome, _NEVER_SENT):
        # A certificate does not become valid by asking again.
        return "CERTIFICATE_VERIFY_FAILED" not in str(outcome)
    if isinstance(outcome, httpx.Response):
        return outcome.status_code in RETRYABLE_STATUSES and is_repeatable(method, path)
    return isinstance(outcome, _MAYBE_SENT) and is_repeatable(method, path)
