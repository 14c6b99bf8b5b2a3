"""Time zones by the names that the server takes."""

from __future__ import annotations

import re
from datetime import UTC, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from .errors import EngineError

_OFFSET = re.compile(r"([+-])(?:(\d)|(\d\d)(?::?(\d\d)(?::?(\d\d))?)?)", re.ASCII)
_PREFIXED = re.compile(r"(?:UTC|GMT|UT)([+-].*)", re.DOTALL)
_REGION = re.compile(r"[A-Za-z][A-Za-z0-9~/._+-]+")
# Python's data has these short names, that of Java has not.
_NO_REGIONS = frozenset({"EST", "HST", "MST", "ROC"})
_FARTHEST = timedelta(hours=18)


def zone_of(name: str) -> tzinfo:
    """The time zone with a name, or with an offset such as `+01:00` or `UTC+1`; an EngineError when there is none."""
    if len(name) < 2 or name[0] in "+-":
        return _offset(name)
    if name in {"UTC", "GMT", "UT"}:
        return UTC
    if prefixed := _PREFIXED.fullmatch(name):
        return _offset_after_prefix(name, prefixed[1])
    if not _REGION.fullmatch(name):
        raise EngineError(f"Invalid ID for region-based ZoneId, invalid format: {name}")
    try:
        if name not in _NO_REGIONS:
            return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        pass
    raise EngineError(f"Unknown time-zone ID: {name}")


def _offset_after_prefix(name: str, offset: str) -> tzinfo:
    try:
        return _offset(offset)
    except EngineError:
        raise EngineError(f"Invalid ID for offset-based ZoneId: {name}") from None


def _offset(text: str) -> tzinfo:
    if text == "Z":
        return UTC
    found = _OFFSET.fullmatch(text)
    if found is None:
        raise EngineError(f"Invalid ID for ZoneOffset, invalid format: {text}")
    sign, hour, hours, minutes, seconds = found.groups()
    offset = timedelta(hours=int(hour or hours), minutes=int(minutes or 0), seconds=int(seconds or 0))
    if offset > _FARTHEST:
        raise EngineError("Zone offset not in valid range: -18:00 to +18:00")
    return timezone(-offset if sign == "-" else offset)
