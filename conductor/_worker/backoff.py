"""How long to stay away after failures: doubling, capped, with jitter."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

import attrs

from conductor.errors import ApiError, AuthenticationError, PermissionDeniedError

_LONGEST_ASKED_S = 60.0


@attrs.frozen
class Backoff:
    """Waits between half and all of a span that doubles from ``base_s`` up to ``cap_s``."""

    base_s: float
    cap_s: float
    draw: Callable[[], float] = random.random

    def delay_s(self, failures: int, asked_s: float | None = None) -> float:
        """Give the wait after so many failures in a row; ``asked_s`` is what the server asked for."""
        span_s = min(self.cap_s, math.ldexp(self.base_s, min(failures - 1, 30)))
        own_s = span_s * (0.5 + 0.5 * self.draw())
        return own_s if asked_s is None else max(own_s, min(asked_s, _LONGEST_ASKED_S))


POLL = Backoff(base_s=0.1, cap_s=10.0)
AUTH = Backoff(base_s=1.0, cap_s=60.0)
UPDATE = Backoff(base_s=0.1, cap_s=10.0)
RESTART = Backoff(base_s=0.5, cap_s=30.0)


def poll_delay_s(error: BaseException, failures: int) -> float:
    """Give the wait before the next poll: at most 10 s, or 60 s where the server refused who asks or named a time."""
    refused = isinstance(error, AuthenticationError | PermissionDeniedError)
    return (AUTH if refused else POLL).delay_s(failures, asked_s(error))


def update_delay_s(error: BaseException, attempt: int) -> float:
    """Give the wait before a result is sent again: at most 10 s, or 60 s where the server named a time."""
    return UPDATE.delay_s(attempt, asked_s(error))


def restart_delay_s(failures: int) -> float:
    """Give the wait before a loop that died starts again: at most 30 s."""
    return RESTART.delay_s(failures)


def asked_s(error: BaseException) -> float | None:
    """Give the wait that the server asked for, if it did."""
    return error.retry_after_s if isinstance(error, ApiError) else None
