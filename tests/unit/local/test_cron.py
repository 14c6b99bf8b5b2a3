"""Spring's six-field cron expressions; the times were asked of a real server."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from conductor.local.engine.cron import CronError, parse
from conductor.local.engine.scheduler import next_times_ms

ASKED_AT_MS = 1_795_492_749_000

FROM_THE_REAL_SERVER = {
    "0 0 1 1 1 ?": [1798765200000, 1830301200000, 1861923600000],
    "*/10 * * * * *": [1795492750000, 1795492760000, 1795492770000],
    "0 0 12 ? * MON-FRI": [1795521600000, 1795608000000, 1795694400000],
    "0 0 0 L * ?": [1795996800000, 1798675200000, 1801353600000],
    "0 0 0 15W * *": [1797292800000, 1799971200000, 1802649600000],
    "0 0 0 ? * 5#2": [1796947200000, 1799366400000, 1802390400000],
    "0 0 0 * * 1L": [1795996800000, 1798416000000, 1800835200000],
    "@daily": [1795564800000, 1795651200000, 1795737600000],
    "0 0/5 * * * ?": [1795492800000, 1795493100000, 1795493400000],
    "0 0 0 ? * 0": [1795910400000, 1796515200000, 1797120000000],
    "0 0 0 ? * 7": [1795910400000, 1796515200000, 1797120000000],
    "0 0 0 LW * *": [1795996800000, 1798675200000, 1801180800000],
    "0 0 0 L-3 * *": [1795737600000, 1798416000000, 1801094400000],
    "0 0 0 30 2 *": [],
    "5,10 0 0 1-3 JAN,FEB *": [1798761605000, 1798761610000, 1798848005000],
    "0 0 0 1 * 1": [1801440000000, 1803859200000, 1825027200000],
    "0 0 0 ? * MONL": [1795996800000, 1798416000000, 1800835200000],
    "0 0 0 29 2 ?": [1835395200000, 1961625600000, 2087856000000],
    "0 0 0 * * SUN-TUE": [1795910400000, 1795996800000, 1796083200000],
    "0 0 0 ? * SUN#5": [1795910400000, 1801353600000, 1811635200000],
}


@pytest.mark.parametrize("expression", FROM_THE_REAL_SERVER)
def test_next_times_are_those_of_the_real_server(expression: str) -> None:
    """Each kind of field fires when the real server's does."""
    assert next_times_ms(expression, "UTC", ASKED_AT_MS, 3) == FROM_THE_REAL_SERVER[expression]


@pytest.mark.parametrize(
    "expression",
    [
        "bad",
        "0 0 * * *",
        "0 0 0 ? ? ?",
        "0 0 0 ? * MON#0",
        "60 * * * * *",
        "0 0 0 ? * 8",
        "0 0 0 32 * *",
        "* * * 5-2 * *",
        "",
    ],
)
def test_unreadable_expression_is_refused(expression: str) -> None:
    """An expression with a wrong field or a wrong number of fields is an error."""
    with pytest.raises(CronError):
        parse(expression)


def test_time_itself_is_not_next() -> None:
    """The next time is always after the moment asked for."""
    noon = datetime(2026, 5, 4, 12, tzinfo=UTC)
    assert parse("0 0 12 * * *").next_after(noon) == noon.replace(day=5)


def test_zone_decides_what_noon_is() -> None:
    """A schedule's zone is where its hours are counted."""
    after_ms = int(datetime(2026, 7, 1, tzinfo=UTC).timestamp() * 1000)
    (found_ms,) = next_times_ms("0 0 12 * * *", "Europe/Prague", after_ms, 1)
    assert datetime.fromtimestamp(found_ms / 1000, UTC).hour == 10
