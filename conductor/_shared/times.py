"""Times and spans that users hand in, as the numbers that the server takes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from conductor.errors import ConfigurationError


def epoch_ms(moment: datetime | int | None, argument: str) -> int | None:
    """Give milliseconds since 1970 (UTC); a number is taken as such.

    Raises:
        ConfigurationError: the datetime has no time zone
    """
    if not isinstance(moment, datetime):
        return moment
    if moment.tzinfo is None:
        raise ConfigurationError(f"{argument}: {moment} has no time zone; give one, as in datetime.now(UTC)")
    return round(moment.timestamp() * 1000)


def whole_seconds(span: timedelta | int | None) -> int | None:
    """Give seconds, a broken number rounded up: nobody waits shorter than asked."""
    return math.ceil(span.total_seconds()) if isinstance(span, timedelta) else span


def seconds_of_ms(span: timedelta | float) -> float:
    """Give seconds; a number counts milliseconds."""
    return span.total_seconds() if isinstance(span, timedelta) else span / 1000


def with_epoch_ms(fields: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """Give the mapping with each datetime under these names as a number."""
    return {name: epoch_ms(value, name) if name in names else value for name, value in fields.items()}
