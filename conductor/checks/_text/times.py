"""The times that a WAIT task takes, as the server reads them."""

from __future__ import annotations

import re

from conductor.checks._text.words import words

DURATION_HELP = "write it as '1 days 2 hours 3 minutes 4 seconds' or '2h 30m', in this order"
DATE_HELP = "write it as 'yyyy-MM-dd', 'yyyy-MM-dd HH:mm' or 'yyyy-MM-dd HH:mm UTC'"

_MAX_INT = 2**31 - 1
_DURATION = re.compile(
    r"\s*(?:(\d{1,99})\s*(?:days?|d))?\s*(?:(\d{1,99})\s*(?:hours?|hrs?|h))?"
    r"\s*(?:(\d{1,99})\s*(?:minutes?|mins?|m))?\s*(?:(\d{1,99})\s*(?:seconds?|secs?|s))?\s*",
    re.IGNORECASE | re.ASCII,
)
_SECONDS = (86400, 3600, 60, 1)
_NUMBER = r"\s*(\d{1,9})"
_DATE = re.compile(rf"{_NUMBER}-{_NUMBER}-{_NUMBER}(?: {_NUMBER}:{_NUMBER}(?: (?P<zone>.+))?)?")
_LONG_ZONE = re.compile(r"[A-Za-z][A-Za-z .'&()/-]* time", re.IGNORECASE | re.ASCII)
_OFFSET = re.compile(r"[+-]\d\d[0-5]\d|GMT[+-]\d{1,2}:\d\d", re.IGNORECASE | re.ASCII)
# The short names of Java's English locale; the long ones all end with the word Time.
_ZONES = words(
    "ACDT ACST ACT ADT AEDT AEST AET AKDT AKST AKT AST AT AWDT AWST AWT BST CAT CDT CEST CET CHST CST CT EAT EDT EEST "
    "EET EST ET GMT HADT HAST HAT HDT HKST HKT HST IDT IST IT JDT JST JT KST MDT MSK MST MT NDT NST NT NZDT NZST NZT "
    "PDT PKST PKT PST PT SAST SST UTC WAT WEST WET WIB WIT WITA"
)


def seconds_of(duration: str) -> int | None:
    """Give the seconds of a text such as ``1 days 2h 5 sec``; None where the server cannot read it."""
    found = _DURATION.fullmatch(duration)
    if found is None:
        return None
    numbers = [int(group or 0) for group in found.groups()]
    if max(numbers) > _MAX_INT:
        return None
    return sum(number * seconds for number, seconds in zip(numbers, _SECONDS, strict=True))


def is_date(text: str) -> bool:
    """Tell whether the server can read a date; like the server it does not mind a 45th of the month."""
    found = _DATE.fullmatch(text)
    return found is not None and (found["zone"] is None or _is_zone(found["zone"]))


def _is_zone(zone: str) -> bool:
    return zone.upper() in _ZONES or any(form.fullmatch(zone) for form in (_LONG_ZONE, _OFFSET))
