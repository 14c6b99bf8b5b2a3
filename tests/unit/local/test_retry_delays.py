"""How long a failed task waits for its next try."""

from __future__ import annotations

from typing import Any

import pytest

from conductor.local.engine.retries import MAX_INT, retry_delay_s
from conductor.local.engine.shapes import TASK_DEF


def delay_s(retry_count: int, **fields: Any) -> int:
    return retry_delay_s(TASK_DEF({"name": "t", **fields}) or {}, retry_count)


@pytest.mark.parametrize(("retry_count", "seconds"), [(0, 7), (3, 7)])
def test_fixed_delay_stays(retry_count: int, seconds: int) -> None:
    """FIXED waits the same time before each try."""
    assert delay_s(retry_count, retryLogic="FIXED", retryDelaySeconds=7) == seconds


@pytest.mark.parametrize(("retry_count", "seconds"), [(0, 6), (1, 12), (2, 18)])
def test_linear_delay_grows_by_its_factor(retry_count: int, seconds: int) -> None:
    """LINEAR_BACKOFF waits delay x factor x number of the try."""
    fields = {"retryLogic": "LINEAR_BACKOFF", "retryDelaySeconds": 3, "backoffScaleFactor": 2}
    assert delay_s(retry_count, **fields) == seconds


@pytest.mark.parametrize(("retry_count", "seconds"), [(0, 1), (1, 2), (5, 32)])
def test_exponential_delay_doubles(retry_count: int, seconds: int) -> None:
    """EXPONENTIAL_BACKOFF doubles the wait with each try."""
    assert delay_s(retry_count, retryLogic="EXPONENTIAL_BACKOFF", retryDelaySeconds=1) == seconds


def test_longest_delay_is_a_cap() -> None:
    """MaxRetryDelaySeconds limits what the logic gives."""
    fields = {"retryLogic": "EXPONENTIAL_BACKOFF", "retryDelaySeconds": 10, "maxRetryDelaySeconds": 25}
    assert delay_s(4, **fields) == 25


def test_overflow_is_the_largest_int() -> None:
    """A delay too large for the server's integers becomes the largest of them."""
    assert delay_s(60, retryLogic="EXPONENTIAL_BACKOFF", retryDelaySeconds=10) == MAX_INT


def test_default_definition_waits_a_minute() -> None:
    """A definition that says nothing waits 60 seconds."""
    assert delay_s(0) == 60
