"""WAIT with `until`: the zones that the real server takes, as measured on it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from conductor.local.engine.durations import parse_date_ms

NOON_MS = int(datetime(2027, 7, 15, 12, tzinfo=UTC).timestamp() * 1000)


@pytest.mark.parametrize(
    ("zone", "hours"),
    [("CEST", 2), ("JST", 9), ("PST", -8), ("pdt", -7), ("EST", -5), ("NST", -3.5), ("GMT", 0), ("+0530", 5.5)],
)
def test_short_name_is_a_fixed_offset(zone: str, hours: float) -> None:
    """A short name means the same hours in summer and in winter; its case does not matter."""
    assert parse_date_ms(f"2027-07-15 12:00 {zone}") == NOON_MS - int(hours * 3_600_000)


@pytest.mark.parametrize("zone", ["MET", "Japan", "Europe/Paris", "XYZ"])
def test_other_names_are_refused(zone: str) -> None:
    """Names of regions, and short names that the server does not know, cannot be read."""
    with pytest.raises(ValueError, match="Unable to parse date"):
        parse_date_ms(f"2027-07-15 12:00 {zone}")
