"""Cron expressions as the server's scheduler reads them: six fields, seconds first."""

from __future__ import annotations

import re
from dataclasses import dataclass

HELP = "write six fields: second minute hour day-of-month month day-of-week, such as '0 0 9 * * MON-FRI'"

_MACROS = frozenset({"@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"})
_NUMBER = re.compile(r"[+-]?\d{1,9}")
_NEAREST_WEEKDAY = re.compile(r"(\d+)W")
_BEFORE_LAST = re.compile(r"L(?:-(\d+))?|LW")
_LAST_OF_KIND = re.compile(r"(.+)L")
_NTH_OF_KIND = re.compile(r"(.+)#(\d+)")
_DAYS_OF_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True)
class _Field:
    name: str
    lowest: int
    highest: int
    names: str = ""


_SECOND, _MINUTE, _HOUR = _Field("second", 0, 59), _Field("minute", 0, 59), _Field("hour", 0, 23)
_DAY = _Field("day of month", 1, 31)
_MONTH = _Field("month", 1, 12, "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC")
_WEEKDAY = _Field("day of week", 0, 7, "MON TUE WED THU FRI SAT SUN")
_FIELDS = (_SECOND, _MINUTE, _HOUR, _DAY, _MONTH, _WEEKDAY)


class _UnreadableError(Exception):
    pass


def problem_of(expression: str) -> str | None:
    """Say why the server cannot read a cron expression, or that it never fires; None when it is fine."""
    if expression.strip().lower() in _MACROS:
        return None
    texts = [text for text in expression.strip(" ").split(" ") if text]
    if len(texts) != len(_FIELDS):
        return f"it has {len(texts)} fields"
    try:
        for field, text in zip(_FIELDS, texts, strict=True):
            _read_field(field, text)
    except _UnreadableError as error:
        return str(error)
    return _impossible_day(texts[3], texts[4])


def _read_field(field: _Field, text: str) -> None:
    if field in {_DAY, _WEEKDAY} and text == "?":
        return
    for item in _with_numbers(field, text).split(","):
        if not _is_special(field, item):
            _read_item(field, item)


def _with_numbers(field: _Field, text: str) -> str:
    if field.names:
        text = text.upper()
    for number, name in enumerate(field.names.split(), start=1):
        text = text.replace(name, str(number))
    return text


def _is_special(field: _Field, item: str) -> bool:
    if field is _DAY:
        last, nearest = _BEFORE_LAST.fullmatch(item), _NEAREST_WEEKDAY.fullmatch(item)
        if nearest is not None:
            return _number(field, nearest[1]) > 0
        return last is not None and last[1] not in {"0", "00"}
    if field is _WEEKDAY:
        kind = _LAST_OF_KIND.fullmatch(item) or _NTH_OF_KIND.fullmatch(item)
        return kind is not None and "#0" not in item and _number(field, kind[1]) >= 0
    return False


def _read_item(field: _Field, item: str) -> None:
    values, slash, step = item.partition("/")
    first, dash, last = values.partition("-")
    if slash and (not _NUMBER.fullmatch(step) or int(step) < 1):
        raise _UnreadableError(f"the step {step!r} of the {field.name} is no positive number")
    if values == "*":
        return
    low = _number(field, first)
    high = _number(field, last) if dash else field.highest
    if dash and low > high and not (field is _WEEKDAY and low == field.highest):
        raise _UnreadableError(f"the range {values!r} of the {field.name} runs backwards")


def _number(field: _Field, text: str) -> int:
    if not _NUMBER.fullmatch(text) or not field.lowest <= int(text) <= field.highest:
        raise _UnreadableError(f"{text!r} is no {field.name} (it goes from {field.lowest} to {field.highest})")
    return int(text)


def _impossible_day(days: str, months: str) -> str | None:
    named = _with_numbers(_MONTH, months).split(",")
    if not all(text.isdigit() for text in (days, *named)):
        return None
    longest = max(_DAYS_OF_MONTH[int(month) - 1] for month in named)
    return f"it never fires: no such month has a day {days}" if int(days) > longest else None
