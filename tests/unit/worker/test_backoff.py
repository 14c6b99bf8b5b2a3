"""How long workers stay away from a server that fails."""

from __future__ import annotations

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conductor._worker.backoff import Backoff, Backoffs
from conductor.errors import ConductorConnectionError, from_response

BACKOFFS = Backoffs()
POLL, AUTH, UPDATE, RESTART = BACKOFFS.poll, BACKOFFS.auth, BACKOFFS.update, BACKOFFS.restart
FAILED = ConductorConnectionError("refused")


def answer(status: int, **headers: str) -> Exception:
    return from_response(httpx.Response(status, headers=headers, request=httpx.Request("GET", "http://stub/api")))


@pytest.mark.parametrize(("backoff", "longest_s"), [(POLL, 10), (UPDATE, 10), (RESTART, 30), (AUTH, 60)])
@given(failures=st.integers(1, 10_000), draw=st.floats(0, 1))
def test_waits_double_up_to_the_bound_that_the_guide_states(
    backoff: Backoff, longest_s: float, failures: int, draw: float
) -> None:
    """Never above the cap, never below half of it once it is reached; each draw gives another wait."""
    delay_s = Backoff(backoff.base_s, backoff.cap_s, lambda: draw).delay_s(failures)
    span_s = min(longest_s, backoff.base_s * 2 ** min(failures - 1, 30))
    assert span_s / 2 <= delay_s <= span_s


def test_without_jitter_the_first_waits_are_known() -> None:
    """From a tenth of a second on, doubling."""
    exact = Backoff(POLL.base_s, POLL.cap_s, lambda: 1.0)
    assert [round(exact.delay_s(failures), 1) for failures in (1, 2, 3, 8, 9)] == [0.1, 0.2, 0.4, 10.0, 10.0]


def test_hosts_do_not_come_back_all_at_once() -> None:
    """Two waits after the same number of failures differ."""
    assert len({BACKOFFS.poll_delay_s(FAILED, 20) for _ in range(10)}) > 1


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_key_is_tried_less_often(status: int) -> None:
    """A revoked key does not storm the server: from half a second on, up to a minute."""
    assert 0.5 <= BACKOFFS.poll_delay_s(answer(status), 1) <= 1
    assert 30 <= BACKOFFS.poll_delay_s(answer(status), 50) <= 60


@pytest.mark.parametrize("delay_s", [BACKOFFS.poll_delay_s, BACKOFFS.update_delay_s])
def test_a_server_may_ask_for_a_longer_wait(delay_s: object) -> None:
    """Retry-After counts, up to a minute; a shorter one does not shorten the wait."""
    assert callable(delay_s)
    assert delay_s(answer(429, **{"retry-after": "20"}), 1) == 20
    assert delay_s(answer(503, **{"retry-after": "86400"}), 1) == 60
    assert delay_s(answer(429, **{"retry-after": "0"}), 1) >= POLL.base_s / 2


def test_a_loop_that_dies_comes_back_within_the_bound() -> None:
    """At most half a minute after the last of many deaths."""
    assert BACKOFFS.restart_delay_s(100) <= 30
