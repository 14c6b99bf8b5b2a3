"""Spring's six-field cron expressions: second minute hour day-of-month month day-of-week."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import TypeAlias

_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_DAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
_MACROS = {
    "@yearly": "0 0 0 1 1 *",
    "@annually": "0 0 0 1 1 *",
    "@monthly": "0 0 0 1 * *",
    "@weekly": "0 0 0 * * 0",
    "@daily": "0 0 0 * * *",
    "@midnight": "0 0 0 * * *",
    "@hourly": "0 0 * * * *",
}
_LONGEST_SEARCH_DAYS = 366 * 45
DayTest: TypeAlias = Callable[[date], bool]


class CronError(ValueError):
    """An expression that cannot be read."""


@dataclass(frozen=True)
class Cron:
    """A cron expression; `next_after` says when it fires."""

    seconds: tuple[int, ...]
    minutes: tuple[int, ...]
    hours: tuple[int, ...]
    months: frozenset[int]
    month_day: DayTest
    week_day: DayTest

    def next_after(self, moment: datetime) -> datetime | None:
        """The first time after a moment (in its zone), None when there is none for years."""
        zone = moment.tzinfo
        local = moment.replace(microsecond=0, tzinfo=None) + timedelta(seconds=1)
        day = local.date()
        for _ in range(_LONGEST_SEARCH_DAYS):
            if day.month in self.months and self.month_day(day) and self.week_day(day):
                found = self._time_on(day, local)
                if found is not None:
                    return _in_zone(found, zone)
            day += timedelta(days=1)
        return None

    def _time_on(self, day: date, earliest: datetime) -> datetime | None:
        for hour in self.hours:
            for minute in self.minutes:
                for second in self.seconds:
                    found = datetime.combine(day, time(hour, minute, second))
                    if found >= earliest:
                        return found
                    if found.replace(second=59) < earliest:
                        break
        return None


def _in_zone(found: datetime, zone: tzinfo | None) -> datetime:
    return found.replace(tzinfo=zone)


def parse(expression: str) -> Cron:
    """Read an expression; raises CronError."""
    fields = _MACROS.get(expression.strip().lower(), expression).split()
    if len(fields) != 6:
        raise CronError(f'Cron expression must consist of 6 fields (found {len(fields)} in "{expression}")')
    try:
        return Cron(
            seconds=_numbers(fields[0], 0, 59),
            minutes=_numbers(fields[1], 0, 59),
            hours=_numbers(fields[2], 0, 23),
            months=frozenset(_numbers(_named(fields[4], _MONTHS), 1, 12)),
            month_day=_any_of(_every(fields[3]), _month_day),
            week_day=_any_of(_named(_every(fields[5]), _DAYS), _week_day),
        )
    except ValueError as error:
        raise CronError(f'{error} in cron expression "{expression}"') from None


def _every(field: str) -> str:
    return "*" if field == "?" else field


def _named(field: str, names: tuple[str, ...]) -> str:
    field = field.upper()
    for number, name in enumerate(names, start=1):
        field = field.replace(name, str(number))
    return field


def _numbers(field: str, lowest: int, highest: int) -> tuple[int, ...]:
    found: set[int] = set()
    for part in field.split(","):
        span, slash, step_text = part.partition("/")
        start, stop = _span(span, lowest, highest, open_end=bool(slash))
        step = int(step_text) if slash else 1
        if step <= 0 or not lowest <= start <= highest or not lowest <= stop <= highest:
            raise ValueError(f"invalid field {field}")
        if start > stop:
            raise ValueError(f"range {span} of the field {field} runs backwards")
        found.update(range(start, stop + 1, step))
    return tuple(sorted(found))


def _span(span: str, lowest: int, highest: int, *, open_end: bool) -> tuple[int, int]:
    if span == "*":
        return lowest, highest
    first, dash, last = span.partition("-")
    if dash:
        return int(first), int(last)
    return int(first), highest if open_end else int(first)


def _any_of(field: str, read: Callable[[str], DayTest]) -> DayTest:
    tests = [read(part) for part in field.split(",")]
    return lambda day: any(test(day) for test in tests)


def _last_day(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1]


def _month_day(part: str) -> DayTest:
    part = part.upper()
    if part == "L":
        return lambda day: day.day == _last_day(day)
    if part == "LW":
        return lambda day: day.day == _nearest_weekday(day, _last_day(day))
    if part.startswith("L-"):
        offset = int(part[2:])
        return lambda day: day.day == _last_day(day) - offset
    if part.endswith("W"):
        wanted = int(part[:-1])
        return lambda day: wanted <= _last_day(day) and day.day == _nearest_weekday(day, wanted)
    numbers = frozenset(_numbers(part, 1, 31))
    return lambda day: day.day in numbers


def _nearest_weekday(day: date, wanted: int) -> int:
    target = day.replace(day=wanted)
    if target.weekday() == 5:
        return wanted - 1 if wanted > 1 else wanted + 2
    if target.weekday() == 6:
        return wanted + 1 if wanted < _last_day(day) else wanted - 2
    return wanted


def _iso_weekday(number: int) -> int:
    if not 0 <= number <= 7:
        raise ValueError(f"day of week {number}")
    return 7 if number == 0 else number


def _week_day(part: str) -> DayTest:
    if part.endswith("L") and len(part) > 1:
        last = _iso_weekday(int(part[:-1]))
        return lambda day: day.isoweekday() == last and day.day + 7 > _last_day(day)
    if "#" in part:
        number, _, nth = part.partition("#")
        wanted, week = _iso_weekday(int(number)), int(nth)
        if week < 1:
            raise ValueError(f"{nth} in {part} must be 1 or more")
        return lambda day: day.isoweekday() == wanted and (day.day - 1) // 7 + 1 == week
    # At the beginning of a range, Sunday is the first day.
    span = "0" + part[1:] if part.startswith("7-") else part
    numbers = frozenset(_iso_weekday(number) for number in _numbers(span, 0, 7))
    return lambda day: day.isoweekday() in numbers
