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


@attrs.frozen(kw_only=True)
class Backoffs:
    """The delays of a manager, by what has failed."""

    poll: Backoff = Backoff(base_s=0.1, cap_s=10.0)
    auth: Backoff = Backoff(base_s=1.0, cap_s=60.0)
    update: Backoff = Backoff(base_s=0.1, cap_s=10.0)
    restart: Backoff = Backoff(base_s=0.5, cap_s=30.0)

    def poll_delay_s(self, error: BaseException, failures: int) -> float:
        """Return the delay before the next poll, capped at 10 s, or at 60 s after an auth error or a Retry-After."""
        refused = isinstance(error, AuthenticationError | PermissionDeniedError)
        return (self.auth if refused else self.poll).delay_s(failures, asked_s(error))

    def update_delay_s(self, error: BaseException, attempt: int) -> float:
        """Return the delay before a result is sent again, capped at 10 s, or at 60 s after a Retry-After."""
        return self.update.delay_s(attempt, asked_s(error))

    def restart_delay_s(self, failures: int) -> float:
        """Return the delay before a poll loop that crashed is restarted, capped at 30 s."""
        return self.restart.delay_s(failures)


def asked_s(error: BaseException) -> float | None:
    """Give the wait that the server asked for, if it did."""
    return error.retry_after_s if isinstance(error, ApiError) else None
