"""Makes JSON of what workers return: what has an obvious form is converted, for the rest the error names the place."""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum
from pathlib import PurePath
from typing import Any
from uuid import UUID

import attrs

from conductor._worker.scalars import is_list, is_object

try:
    from conductor._worker.fast_writer import written
except ImportError:

    def written(value: Any) -> bytes | None:
        """Leave all to the writer of the standard library."""
        del value
        return None


_MAX_DEPTH = 200
_BYTES = "bytes; encode it as text first, for example with base64"


class OutputError(ValueError):
    """The output cannot be sent; the text names the place and the reason."""


def encode(value: Any) -> bytes:
    """Give the value as JSON in UTF-8.

    Dataclasses, attrs classes, pydantic models, mappings, sets, enums, dates and times (ISO 8601), timedelta (seconds),
    Decimal, UUID and paths (text) are converted.

    Raises:
        OutputError: JSON cannot hold a part of it.
    """
    try:
        return written(value) or _JSON.encode(value).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise OutputError(f"the result cannot be sent: {_finding(value, '', ()) or error}") from None


def sendable(text: str) -> str:
    """Give the text with what UTF-8 cannot hold (half a character: a surrogate) written out."""
    return text.encode("utf-8", "backslashreplace").decode()


def plain(value: Any) -> Any:
    """Give the next simpler form of a value that JSON does not know.

    Raises:
        TypeError: it has no obvious form.
    """
    fields = fields_of(value)
    if fields is not None:
        return fields
    for kind, simplify in _FORMS:
        if isinstance(value, kind):
            return simplify(value)
    if isinstance(value, bytes | bytearray | memoryview):
        raise TypeError(_BYTES)
    raise TypeError(f"a {type(value).__name__}, which has no form in JSON")


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=plain)


def fields_of(value: Any) -> dict[str, Any] | None:
    """Give the fields of a dataclass, an attrs class or a pydantic model; None for anything else."""
    kind: Any = value.__class__
    if dataclasses.is_dataclass(kind):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(kind)}
    if attrs.has(kind):
        # The generated models know their own names on the wire.
        return value.to_dict() if hasattr(kind, "to_dict") else attrs.asdict(value, recurse=False)
    return _dumped(value) if hasattr(kind, "model_dump") else None


def _dumped(model: Any) -> dict[str, Any]:
    try:
        fields: dict[str, Any] = model.model_dump(mode="json")
    except ValueError as error:
        raise TypeError(f"a {type(model).__name__}, which pydantic cannot write: {error}") from error
    return fields


def _in_order(values: AbstractSet[Any]) -> list[Any]:
    try:
        return sorted(values)
    except TypeError:
        return list(values)


_FORMS: Sequence[tuple[type | tuple[type, ...], Callable[[Any], Any]]] = (
    (Enum, lambda member: member.value),
    (Mapping, dict),
    (AbstractSet, _in_order),
    ((Decimal, UUID, PurePath), str),
    ((date, time), lambda moment: moment.isoformat()),
    (timedelta, timedelta.total_seconds),
)


def _finding(value: Any, place: str, above: tuple[int, ...]) -> str | None:
    """Find the first part that JSON cannot hold, and say where and why."""
    if value is None or isinstance(value, str | bool | int | float):
        return _finding_in_scalar(value, place)
    if id(value) in above:
        return f"{place} contains itself"
    if len(above) > _MAX_DEPTH:
        return f"{place} is nested too deeply"
    above = (*above, id(value))
    parts = _parts(value, place)
    if isinstance(parts, str):
        return parts
    return next(filter(None, (_finding(part, where, above) for where, part in parts)), None)


def _parts(value: Any, place: str) -> Sequence[tuple[str, Any]] | str:
    """Give what a value is made of, each with its place; or why it cannot be taken apart."""
    if is_object(value):
        wrong: list[object] = [key for key in value if not isinstance(key, str | int | float | bool | None)]
        if wrong:
            return f"{place} has a key of type {type(wrong[0]).__name__}; keys must be texts"
        if any(isinstance(key, str) and _is_broken(key) for key in value):
            return f"{place} has a key with half a character (a surrogate)"
        return [(f"{place}.{key}" if place else str(key), entry) for key, entry in value.items()]
    if is_list(value):
        return [(f"{place}[{index}]", item) for index, item in enumerate(value)]
    try:
        return [(place, plain(value))]
    except TypeError as error:
        return f"{place} is {error}"


def _finding_in_scalar(value: Any, place: str) -> str | None:
    if isinstance(value, float) and not math.isfinite(value):
        return f"{place} is {value}, which JSON does not have"
    if isinstance(value, str) and _is_broken(value):
        return f"{place} is a text with half a character (a surrogate)"
    return None


def _is_broken(text: str) -> bool:
    return text != sendable(text)
