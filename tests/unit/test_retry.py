"""Which requests are sent again, and when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest

from conductor._net.retry import RetryPolicy, is_repeatable, is_switched_off, without_retries

FULL = RetryPolicy(draw=lambda: 1.0)
NEVER_SENT = [httpx.ConnectError("refused"), httpx.ConnectTimeout("slow"), httpx.ProxyError("no tunnel")]
MAYBE_SENT = [httpx.ReadError("reset"), httpx.WriteError("broken pipe"), httpx.RemoteProtocolError("half a body")]
ONCE_ONLY = [
    ("POST", "/api/workflow"),
    ("POST", "/api/workflow/order"),
    ("POST", "/api/workflow/execute/order/1"),
    ("POST", "/api/workflow/id/rerun"),
    ("POST", "/api/workflow/id/retry"),
    ("POST", "/api/workflow/id/restart"),
    ("POST", "/api/tasks/update-v2"),
    ("POST", "/api/tasks/id/ref/COMPLETED"),
    ("POST", "/api/tasks/id/COMPLETED/signal/sync"),
    ("POST", "/api/tasks/id/log"),
    ("GET", "/api/tasks/poll/greet"),
    ("GET", "/api/tasks/poll/batch/greet"),
    ("GET", "/api/workflow/execute/order"),
    ("GET", "/webhook/1"),
    ("PATCH", "/api/workflow/id"),
]
REPEATABLE = [
    ("GET", "/api/workflow/id"),
    ("HEAD", "/api/workflow/id"),
    ("PUT", "/api/metadata/workflow"),
    ("DELETE", "/api/workflow/id"),
    ("POST", "/api/tasks"),
    ("POST", "/api/token"),
    ("POST", "/api/metadata/taskdefs"),
    ("POST", "/api/workflow/order/correlated"),
]


def answer(status: int, **headers: str) -> httpx.Response:
    return httpx.Response(status, headers={name.replace("_", "-"): value for name, value in headers.items()})


@pytest.mark.parametrize(("method", "path"), ONCE_ONLY)
@pytest.mark.parametrize("outcome", [*MAYBE_SENT, answer(503), answer(429, retry_after="1")], ids=repr)
def test_what_acts_is_never_sent_twice(method: str, path: str, outcome: Exception | httpx.Response) -> None:
    """A start, a poll or a signal that may have arrived is not repeated."""
    assert FULL.delay_s(1, method, path, outcome) is None


@pytest.mark.parametrize(("method", "path"), [*ONCE_ONLY, *REPEATABLE])
@pytest.mark.parametrize("outcome", NEVER_SENT, ids=repr)
def test_what_was_never_sent_is_sent_again(method: str, path: str, outcome: Exception) -> None:
    """Without a connection nothing can have happened, so any request is repeated."""
    assert FULL.delay_s(1, method, path, outcome) is not None


@pytest.mark.parametrize(("method", "path"), REPEATABLE)
@pytest.mark.parametrize("outcome", [*MAYBE_SENT, answer(429), answer(502), answer(503), answer(504)], ids=repr)
def test_harmless_requests_are_sent_again(method: str, path: str, outcome: Exception | httpx.Response) -> None:
    """What the server may get twice is repeated on broken connections and passing failures."""
    assert FULL.delay_s(1, method, path, outcome) is not None


@pytest.mark.parametrize(
    "outcome",
    [
        httpx.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED] self-signed"),
        answer(200),
        answer(404),
        answer(500),
        answer(501),
        httpx.ReadTimeout("slow"),
        httpx.PoolTimeout("full"),
    ],
    ids=repr,
)
def test_other_outcomes_are_final(outcome: Exception | httpx.Response) -> None:
    """A slow server does not get the same work again; 500 is how Conductor refuses some requests."""
    assert FULL.delay_s(1, "GET", "/api/workflow/id", outcome) is None


def test_waits_double_up_to_the_cap() -> None:
    """The wait doubles with each attempt and stays below the cap."""
    policy = RetryPolicy(max_retries=100, base_s=0.5, cap_s=10, draw=lambda: 1.0)
    waits = [policy.delay_s(attempt, "GET", "/api/x", answer(503)) for attempt in (1, 2, 3, 5, 6, 99)]
    assert waits == [0.5, 1.0, 2.0, 8.0, 10.0, 10.0]


def test_waits_are_spread_over_the_whole_span() -> None:
    """Full jitter: the draw scales the wait from zero on."""
    assert RetryPolicy(draw=lambda: 0.0).delay_s(2, "GET", "/api/x", answer(503)) == 0.0
    assert RetryPolicy(base_s=1.0, draw=lambda: 0.25).delay_s(2, "GET", "/api/x", answer(503)) == 0.5


def test_attempts_are_counted() -> None:
    """After max_retries repeats there is no other; 0 means none at all."""
    policy = RetryPolicy(max_retries=2)
    assert policy.delay_s(2, "GET", "/api/x", answer(503)) is not None
    assert policy.delay_s(3, "GET", "/api/x", answer(503)) is None
    assert RetryPolicy(max_retries=0).delay_s(1, "GET", "/api/x", NEVER_SENT[0]) is None


def test_retry_after_in_seconds_is_the_least_wait() -> None:
    """The wait is what the server asks for, and a little more so that not all come back at once."""
    policy = RetryPolicy(base_s=0.5, draw=lambda: 1.0)
    assert policy.delay_s(1, "GET", "/api/x", answer(429, retry_after="7")) == 7.5
    assert policy.delay_s(1, "GET", "/api/x", answer(503, retry_after="0")) == 0.5


def test_retry_after_may_be_a_date() -> None:
    """An HTTP date is turned into the seconds until then; one in the past is no wait."""
    policy = RetryPolicy(draw=lambda: 0.0)
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=20), usegmt=True)
    delay_s = policy.delay_s(1, "GET", "/api/x", answer(429, retry_after=soon))
    assert delay_s is not None
    assert 0 < delay_s <= 20
    assert policy.delay_s(1, "GET", "/api/x", answer(429, retry_after="Wed, 21 Oct 2015 07:28:00 GMT")) == 0.0


def test_long_retry_after_is_left_to_the_caller() -> None:
    """Coming back earlier than asked would be rude, waiting for minutes would look like hanging."""
    assert FULL.delay_s(1, "GET", "/api/x", answer(429, retry_after="3600")) is None


def test_nonsense_in_retry_after_is_ignored() -> None:
    """Then the usual back-off counts."""
    assert FULL.delay_s(1, "GET", "/api/x", answer(503, retry_after="tomorrow")) == 0.5


def test_repeats_can_be_switched_off_for_one_request() -> None:
    """A request extension sends it once."""
    once = httpx.Request("GET", "http://server/api/x", extensions={"conductor_retry": False})
    assert is_switched_off(once)
    assert not is_switched_off(httpx.Request("GET", "http://server/api/x"))


def test_repeats_can_be_switched_off_for_a_block() -> None:
    """Inside the block each request is sent once, afterwards not any more."""
    request = httpx.Request("GET", "http://server/api/x")
    with without_retries():
        assert is_switched_off(request)
    assert not is_switched_off(request)


def test_method_decides_only_below_the_api() -> None:
    """Addresses outside /api are not known to be harmless."""
    assert is_repeatable("GET", "/api/workflow/id")
    assert not is_repeatable("GET", "/health")
