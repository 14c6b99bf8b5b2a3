"""Reads JSON values as scalars: the error names the place and what is wrong, never the value, which may be secret."""

from __future__ import annotations

from collections import abc
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path, PurePath
from typing import Any, TypeGuard
from uuid import UUID

from dateutil.parser import isoparse

Reader = Callable[[Any, str], Any]
"""Takes a JSON value and the name of its place, gives the typed value."""


class ReadError(ValueError):
    """A value is not what the annotation asks for."""


def is_list(value: object) -> TypeGuard[abc.Sequence[Any]]:
    """Tell whether this is a list or tuple, whatever is in it."""
    return isinstance(value, list | tuple)


def is_object(value: object) -> TypeGuard[dict[Any, Any]]:
    """Tell whether this is a JSON object."""
    return isinstance(value, dict)


def kind_of(value: Any) -> str:
    """Name the kind of a JSON value."""
    for kind, name in _KINDS:
        if isinstance(value, kind):
            return name
    return type(value).__name__


_KINDS: tuple[tuple[type, str], ...] = (
    (type(None), "null"),
    (bool, "a boolean"),
    (int, "a whole number"),
    (float, "a number"),
    (str, "a text"),
    (list, "a list"),
    (dict, "an object"),
)


def refuse(place: str, wanted: str, value: Any) -> ReadError:
    """Make the error for a value of the wrong kind."""
    return ReadError(f"{place} must be {wanted}, not {kind_of(value)}")


def as_is(value: Any, place: str) -> Any:
    """Take the value as it is."""
    del place
    return value


def _read_none(value: Any, place: str) -> None:
    if value is not None:
        raise refuse(place, "null", value)


def _read_bool(value: Any, place: str) -> bool:
    if isinstance(value, bool):
        return value
    raise refuse(place, "a boolean", value)


def _read_int(value: Any, place: str) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    raise refuse(place, "a whole number", value)


def _read_float(value: Any, place: str) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    raise refuse(place, "a number", value)


def _read_text(value: Any, place: str) -> str:
    if isinstance(value, str):
        return value
    raise refuse(place, "a text", value)


def _read_decimal(value: Any, place: str) -> Decimal:
    if isinstance(value, int | float | str) and not isinstance(value, bool):
        try:
            return Decimal(str(value))
        except InvalidOperation:
            pass
    raise refuse(place, "a decimal number", value)


def _from_text(wanted: str, read: Callable[[str], Any]) -> Reader:
    def reader(value: Any, place: str) -> Any:
        if not isinstance(value, str):
            raise refuse(place, wanted, value)
        try:
            return read(value)
        except (ValueError, OverflowError):
            raise ReadError(f"{place} must be {wanted}, and this text is none") from None

    return reader


def _read_timedelta(value: Any, place: str) -> timedelta:
    seconds = _read_float(value, f"{place} (seconds)")
    try:
        return timedelta(seconds=seconds)
    except (ValueError, OverflowError):
        raise ReadError(f"{place} (seconds) is no length of time") from None


SCALARS: Mapping[Any, Reader] = {
    Any: as_is,
    object: as_is,
    type(None): _read_none,
    None: _read_none,
    bool: _read_bool,
    int: _read_int,
    float: _read_float,
    str: _read_text,
    Decimal: _read_decimal,
    UUID: _from_text("a UUID", UUID),
    datetime: _from_text("a date and time (ISO 8601)", isoparse),
    date: _from_text("a date (ISO 8601)", date.fromisoformat),
    time: _from_text("a time of day (ISO 8601)", time.fromisoformat),
    timedelta: _read_timedelta,
    Path: _from_text("a path", Path),
    PurePath: _from_text("a path", PurePath),
}
