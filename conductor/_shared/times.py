"""Times and spans that users hand in, as the numbers that the server takes; and spans as people read them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from conductor.errors import ConfigurationError

_UNITS = ((86400, "d", 3600, "h"), (3600, "h", 60, "min"), (60, "min", 1, "s"))


def epoch_ms(moment: object, argument: str) -> int | None:
    """Give milliseconds since 1970 (UTC); a number is taken as such.

    Raises:
        ConfigurationError: the datetime has no time zone, or it is something else
    """
    if moment is None or isinstance(moment, int):
        return moment
    if not isinstance(moment, datetime):
        raise ConfigurationError(f"{argument}: expected a datetime or milliseconds since 1970, found {moment!r}")
    if moment.tzinfo is None:
        raise ConfigurationError(f"{argument}: {moment} has no time zone; give one, as in datetime.now(UTC)")
    return round(moment.timestamp() * 1000)


def whole_seconds(span: timedelta | float | None, argument: str) -> int | None:
    """Give seconds, a broken number rounded up: nobody waits shorter than asked.

    Raises:
        ConfigurationError: it is no span
    """
    return None if span is None else math.ceil(_seconds(span, 1, argument))


def seconds_of_ms(span: timedelta | float, argument: str) -> float:
    """Give seconds; a number counts milliseconds.

    Raises:
        ConfigurationError: it is no span
    """
    return _seconds(span, 1000, argument)


def _seconds(span: object, units_per_second: int, argument: str) -> float:
    if isinstance(span, timedelta):
        return span.total_seconds()
    if isinstance(span, int | float) and 0 <= span < math.inf:
        return span / units_per_second
    raise ConfigurationError(f"{argument}: expected a timedelta or a number from 0, found {span!r}")


def with_epoch_ms(fields: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """Give the mapping with each datetime under these names as a number."""
    return {name: epoch_ms(value, name) if name in names else value for name, value in fields.items()}


def duration_text(duration_ms: float) -> str:
    """Give a duration in the two units that matter: ``12 ms``, ``1.2 s``, ``3 min 4 s``, ``2 d 5 h``."""
    if duration_ms < 999.5:
        return f"{round(duration_ms)} ms"
    if duration_ms < 59_950:
        return f"{duration_ms / 1000:.1f}".removesuffix(".0") + " s"
    seconds = round(duration_ms / 1000)
    unit_s, unit, part_s, part = next(row for row in _UNITS if seconds >= row[0])
    rest = seconds % unit_s // part_s
    return f"{seconds // unit_s} {unit}" + (f" {rest} {part}" if rest else "")
