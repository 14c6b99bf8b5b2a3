"""The times a WAIT task may be given, as the server reads them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from .errors import BadRequestError

_DURATION = re.compile(
    r"\s*(?:(\d+)\s*(?:days?|d))?\s*(?:(\d+)\s*(?:hours?|hrs?|h))?"
    r"\s*(?:(\d+)\s*(?:minutes?|mins?|m))?\s*(?:(\d+)\s*(?:seconds?|secs?|s))?\s*",
    re.IGNORECASE,
)
# A short name means the same hours from UTC all the year, as in the server; names of regions are not taken.
_SHORT_NAMES = {
    "PST": -8, "PDT": -7, "MST": -7, "MDT": -6, "CST": -6, "CDT": -5, "EST": -5, "EDT": -4, "AST": -4, "ADT": -3,
    "AKST": -9, "AKDT": -8, "HST": -10, "NST": -3.5, "NDT": -2.5, "GMT": 0, "UTC": 0, "WET": 0, "WEST": 1, "BST": 1,
    "IST": 2, "IDT": 3, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "SAST": 2, "EAT": 3, "WAT": 1, "CAT": 2,
    "PKT": 5, "WIB": 7, "WITA": 8, "WIT": 9, "HKT": 8, "JST": 9, "KST": 9, "AWST": 8, "ACST": 9.5, "ACDT": 9.5,
    "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "CHST": 10, "SST": -11,
}  # fmt: skip
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?: (\d{1,2}):(\d{1,2})(?: (.+))?)?")


def parse_duration_s(text: str) -> int:
    """Seconds of a text such as `1 days 2 hours 3 minutes 4 seconds` or `1h 5s`.

    Raises BadRequestError when it cannot be read.
    """
    match = _DURATION.fullmatch(text)
    if match is None:
        raise BadRequestError(f"Not valid duration: {text}")
    days, hours, minutes, seconds = (int(group or 0) for group in match.groups())
    return int(timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds).total_seconds())


def parse_date_ms(text: str) -> int:
    """Epoch milliseconds of `yyyy-MM-dd`, with ` HH:mm` and a zone if given (else UTC).

    Lenient as the server: month 13 is January of the next year. Raises ValueError when it cannot be read.
    """
    match = _DATE.fullmatch(text.lstrip())
    zone = None if match is None else _zone(match[6]) if match[6] else UTC
    if match is None or zone is None:
        raise ValueError(f"Unable to parse date {text}")
    year, month, day, hour, minute = (int(group or 0) for group in match.groups()[:5])
    years, month = divmod(month - 1, 12)
    begin = datetime(year + years, month + 1, 1, tzinfo=zone)
    return int((begin + timedelta(days=day - 1, hours=hour, minutes=minute)).timestamp() * 1000)


def _zone(name: str) -> timezone | None:
    match = re.fullmatch(r"([+-])(\d\d)([0-5]\d)", name) or re.fullmatch(r"GMT([+-])(\d{1,2}):([0-5]\d)", name)
    if match is not None:
        offset = timedelta(hours=int(match[2]), minutes=int(match[3]))
        return timezone(-offset if match[1] == "-" else offset)
    hours = _SHORT_NAMES.get(name.upper())
    return None if hours is None else timezone(timedelta(hours=hours))
