"""Reads JSON values as the types of annotations say; the error names the place and what is wrong, never the value."""

from __future__ import annotations

import json
import types
from collections.abc import Callable
from enum import Enum
from typing import Any, Literal, Union, get_args, get_origin

import attrs

from conductor._shared.annotations import LISTS, MAPPINGS, declared_fields, has_fields, plain_hint
from conductor._worker.scalars import SCALARS, Reader, ReadError, as_is, is_list, is_object, refuse


def reader_of(hint: Any) -> Reader:
    """Give the reader for a type: done once for each annotation, not for each task.

    Known are scalars, Decimal, UUID, dates and times (ISO 8601), timedelta (seconds), paths, enums, Literal, unions,
    lists, tuples, sets, mappings, dataclasses, attrs classes, TypedDict, NamedTuple and pydantic models. Values for any
    other type are given as they are.
    """
    hint = plain_hint(hint)
    origin = get_origin(hint)
    if origin in {Union, types.UnionType}:
        return _union_reader(get_args(hint))
    if origin is Literal:
        return _literal_reader(get_args(hint))
    if origin is not None:
        return _container_reader(origin, get_args(hint))
    if hint in SCALARS:
        return SCALARS[hint]
    if hint in _BARE_CONTAINERS:
        return _container_reader(hint, ())
    return _class_reader(hint) if isinstance(hint, type) else as_is


_BARE_CONTAINERS = frozenset({*LISTS, *MAPPINGS, tuple})


def _container_reader(origin: Any, arguments: tuple[Any, ...]) -> Reader:
    if origin in MAPPINGS:
        return _mapping_reader(arguments)
    if origin is tuple and arguments and arguments[-1] is not Ellipsis:
        return _tuple_reader([reader_of(argument) for argument in arguments])
    if origin is tuple:
        return _list_reader(tuple, arguments)
    if origin in LISTS:
        return _list_reader(LISTS[origin], arguments)
    return reader_of(origin)


def _list_reader(make: Callable[[list[Any]], Any], arguments: tuple[Any, ...]) -> Reader:
    item = reader_of(arguments[0]) if arguments else as_is

    def read(value: Any, place: str) -> Any:
        if not is_list(value):
            raise refuse(place, "a list", value)
        entries = [item(entry, f"{place}[{index}]") for index, entry in enumerate(value)]
        return _made(place, lambda: make(entries))

    return read


def _made(place: str, make: Callable[[], Any]) -> Any:
    """Make a value of its parts; what the class of the user has against them is told with the place."""
    try:
        return make()
    except (ValueError, TypeError) as error:
        raise ReadError(_findings(error, place) or f"{place}: {error}") from error


def _tuple_reader(items: list[Reader]) -> Reader:
    def read(value: Any, place: str) -> Any:
        if not is_list(value):
            raise refuse(place, "a list", value)
        if len(value) != len(items):
            raise ReadError(f"{place} must have {len(items)} entries, not {len(value)}")
        return tuple(
            item(entry, f"{place}[{index}]") for index, (item, entry) in enumerate(zip(items, value, strict=True))
        )

    return read


def _mapping_reader(arguments: tuple[Any, ...]) -> Reader:
    item = reader_of(arguments[1]) if len(arguments) == 2 else as_is
    read_key = _key_reader(arguments[0]) if len(arguments) == 2 else as_is

    def read(value: Any, place: str) -> Any:
        if not is_object(value):
            raise refuse(place, "an object", value)
        return {read_key(key, f"a key of {place}"): item(entry, f"{place}.{key}") for key, entry in value.items()}

    return read


def _key_reader(hint: Any) -> Reader:
    """Give the reader for keys, which are texts in JSON, numbers too."""
    reader = reader_of(hint)

    def read(value: Any, place: str) -> Any:
        try:
            return reader(value, place)
        except ReadError as error:
            try:
                return reader(json.loads(value), place)
            except ValueError:
                raise error from None

    return read


def _union_reader(members: tuple[Any, ...]) -> Reader:
    readers = [(member, reader_of(member)) for member in members]

    def read(value: Any, place: str) -> Any:
        for member, _ in readers:
            # An exact match goes first: `int | float` and `date | str` must not depend on their order.
            if member is type(value):
                return value
        problems: list[str] = []
        for _, reader in readers:
            try:
                return reader(value, place)
            except ReadError as error:
                problems.append(str(error))
        raise ReadError("; or ".join(dict.fromkeys(problems)))

    return read


def _literal_reader(values: tuple[Any, ...]) -> Reader:
    def read(value: Any, place: str) -> Any:
        for known in values:
            wanted = known.value if isinstance(known, Enum) else known
            if type(wanted) is type(value) and wanted == value:
                return known
        raise ReadError(f"{place} must be one of {', '.join(map(repr, values))}")

    return read


def _class_reader(kind: Any) -> Reader:
    if issubclass(kind, Enum):
        return _enum_reader(kind)
    if not has_fields(kind):
        return as_is
    if hasattr(kind, "model_validate"):
        return _pydantic_reader(kind)
    if hasattr(kind, "from_dict"):
        return _object_reader(lambda value, _: kind.from_dict(value))
    return _record_reader(kind)


def _enum_reader(kind: type[Enum]) -> Reader:
    def read(value: Any, place: str) -> Any:
        try:
            return kind(value)
        except ValueError:
            known = ", ".join(repr(member.value) for member in kind)
            raise ReadError(f"{place} must be one of {known}") from None

    return read


def _pydantic_reader(kind: Any) -> Reader:
    def read(value: Any, place: str) -> Any:
        try:
            return kind.model_validate(value)
        except ValueError as error:
            raise ReadError(_findings(error, place) or f"{place} is no {kind.__name__}") from None

    return read


def _findings(error: Exception, place: str) -> str:
    """Give what pydantic found, each with its place; the text of its error quotes values, which may be secret."""
    find = getattr(error, "errors", None)
    findings: Any = find() if callable(find) else ()
    return "; ".join(f"{_path(place, finding['loc'])}: {finding['msg']}" for finding in findings)


def _path(place: str, steps: tuple[Any, ...]) -> str:
    return place + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)


def _object_reader(read_object: Callable[[dict[str, Any], str], Any]) -> Reader:
    def read(value: Any, place: str) -> Any:
        if not is_object(value):
            raise refuse(place, "an object", value)
        return read_object(value, place)

    return read


@attrs.frozen
class _Field:
    name: str
    is_required: bool
    reader: Reader


def _record_reader(kind: Any) -> Reader:
    """Give the reader for a class with fields; they are looked up at the first use, since a class may hold itself."""
    fields: list[_Field] = []

    def read(value: dict[str, Any], place: str) -> Any:
        if not fields:
            fields.extend(_fields_of(kind))
        missing = [field.name for field in fields if field.is_required and field.name not in value]
        if missing:
            raise ReadError(f"{place} lacks {', '.join(missing)}")
        values = {
            field.name: field.reader(value[field.name], f"{place}.{field.name}")
            for field in fields
            if field.name in value
        }
        return _made(place, lambda: kind(**values))

    return _object_reader(read)


def _fields_of(kind: Any) -> list[_Field]:
    return [_Field(name, required, reader_of(hint)) for name, (hint, required) in declared_fields(kind).items()]
