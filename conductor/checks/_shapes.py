"""JSON as the server's parser reads it: what it converts, what it refuses, what it ignores."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from math import isfinite
from typing import Any, TypeAlias

import attrs

from conductor._shared.inputs import wire_name
from conductor.checks._json import is_list, is_map
from conductor.checks._known import did_you_mean
from conductor.checks._registry import Problem
from conductor.checks._text.expressions import join
from conductor.checks._text.words import words
from conductor_api import models

_LONGS = words(
    "createTime updateTime timeoutSeconds responseTimeoutSeconds totalTimeoutSeconds "
    "updatedTime nextRunTime scheduleStartTime scheduleEndTime"
)
# Fields of other editions, and those that the server adds: no misspelling.
_KNOWN_ELSEWHERE = words("tags overwriteTags")
_INTEGER = re.compile(r"[+-]?\d{1,30}")
_TRUTHS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_GENERIC = re.compile(r"(list|dict)\[(?:str, )?(.+)\]")
_BLANKS = "".join(map(chr, range(33)))


@dataclass
class Reading:
    """What was found while reading: values that the server refuses, and fields that it ignores."""

    refused: list[Problem] = field(default_factory=list[Problem])
    ignored: list[Problem] = field(default_factory=list[Problem])

    def refuse(self, path: str, wanted: str, value: Any) -> None:
        """Note a value that the server's parser cannot read."""
        self.refused.append(Problem(path, f"{_shown(value)} is not {wanted}", f"give {wanted}"))

    def ignore(self, path: str, name: str, owner: str, known: Iterable[str]) -> None:
        """Note a field that the server drops without a word."""
        hint = did_you_mean(name, list(known)) or f"a {owner} has no such field: leave it out"
        self.ignored.append(Problem(join(path, name), f"{name!r} is unknown to the server, which ignores it", hint))


Reader: TypeAlias = Callable[[Any, str, Reading], Any]


def read(model: str, value: Any, path: str, reading: Reading) -> dict[str, Any]:
    """Read an object of a model (``WorkflowDef``); values are converted as by the server, refused ones are left out."""
    return _reader_of(model)(value, path, reading) or {}


def _shown(value: Any) -> str:
    if value is None:
        return "null"
    if is_map(value):
        return "an object"
    if is_list(value):
        return "a list"
    if isinstance(value, str):
        return f"the text {value[:40]!r}"
    return str(value).lower() if isinstance(value, bool) else str(value)


@cache
def _reader_of(annotation: str) -> Reader:
    kind = annotation.removesuffix(" | None")
    if found := _GENERIC.fullmatch(kind):
        inner = _reader_of(found[2])
        return _list_of(inner) if found[1] == "list" else _map_of(inner)
    if kind in _SCALARS:
        return _SCALARS[kind]
    model: Any = getattr(models, kind)
    return _one_of(model) if issubclass(model, Enum) else _record(model)


class _Refused:
    """Stands in a list for what the server cannot read, so that the positions of the others stay."""


def _any(value: Any, _path: str, _reading: Reading) -> Any:
    return value


def _text(value: Any, path: str, reading: Reading) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    reading.refuse(path, "a text", value)
    return None


def _boolean(value: Any, path: str, reading: Reading) -> bool | None:
    if isinstance(value, int):
        return bool(value)
    text = value.strip(_BLANKS) if isinstance(value, str) else ""
    if text in _TRUTHS:
        return _TRUTHS[text]
    if value is not None and not (isinstance(value, str) and _is_nothing(value)):
        reading.refuse(path, "true or false", value)
    return None


def _number(value: Any, path: str, reading: Reading) -> int | None:
    limit = 2 ** (63 if path.rpartition(".")[2] in _LONGS else 31)
    if value is None or (isinstance(value, str) and _is_nothing(value)):
        return None
    found = _whole(value)
    if found is not None and -limit <= found < limit:
        return found
    reading.refuse(path, "an integer", value)
    return None


def _whole(value: Any) -> int | None:
    if isinstance(value, str):
        text = value.strip(_BLANKS)
        return int(text) if _INTEGER.fullmatch(text) else None
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        return None
    return int(value)


def _is_nothing(text: str) -> bool:
    return text.strip(_BLANKS) in {"", "null"}


def _list_of(read_item: Reader) -> Reader:
    def read_list(value: Any, path: str, reading: Reading) -> list[Any] | None:
        if is_list(value):
            return [_tried(read_item, item, f"{path}[{index}]", reading) for index, item in enumerate(value)]
        if value is not None:
            reading.refuse(path, "a list", value)
        return None

    return read_list


def _map_of(read_item: Reader) -> Reader:
    def read_map(value: Any, path: str, reading: Reading) -> dict[str, Any] | None:
        if is_map(value):
            found = {str(key): _tried(read_item, item, join(path, str(key)), reading) for key, item in value.items()}
            return _without_refused(found)
        if value is not None:
            reading.refuse(path, "an object", value)
        return None

    return read_map


def _one_of(enum: type[Enum]) -> Reader:
    names = [str(member.value) for member in enum]

    def read_name(value: Any, path: str, reading: Reading) -> str | None:
        if value is None:
            return None
        if isinstance(value, str) and value in names:
            return value
        is_position = not isinstance(value, bool) and re.fullmatch(r"\s*\d{1,9}\s*", str(value), re.ASCII)
        if is_position and int(value) < len(names):
            return names[int(value)]
        reading.refuse(path, f"one of {', '.join(names)}", value)
        return None

    return read_name


def _record(model: Any) -> Reader:
    fields = {wire_name(each.name): str(each.type) for each in attrs.fields(model)}
    fields.pop("additionalProperties")

    def read_record(value: Any, path: str, reading: Reading) -> dict[str, Any] | None:
        if not is_map(value):
            if value is not None:
                reading.refuse(path, "an object", value)
            return None
        for name in value:
            if name not in fields and name not in _KNOWN_ELSEWHERE:
                reading.ignore(path, str(name), _spoken(model.__name__), fields)
        known = {name: item for name, item in value.items() if name in fields}
        read_field = {name: _field_reader(name, fields[name]) for name in known}
        found = {name: _tried(read_field[name], item, join(path, name), reading) for name, item in known.items()}
        return _without_refused(found)

    return read_record


def _tried(read_value: Reader, value: Any, path: str, reading: Reading) -> Any:
    refused = len(reading.refused)
    found = read_value(value, path, reading)
    return _Refused() if found is None and len(reading.refused) > refused else found


def _without_refused(found: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in found.items() if not isinstance(value, _Refused)}


@cache
def _field_reader(name: str, annotation: str) -> Reader:
    return _SPECIAL_FIELDS.get(name) or _reader_of(annotation)


def _task_definition(value: Any, path: str, reading: Reading) -> Any:
    return {"name": value} if isinstance(value, str) else _reader_of("TaskDef")(value, path, reading)


def _task_type(value: Any, path: str, reading: Reading) -> Any:
    if value is None:
        reading.refuse(path, "the name of a task type", value)
    return _reader_of("WorkflowTaskWorkflowTaskType")(value, path, reading)


def _inline_definition(value: Any, path: str, reading: Reading) -> Any:
    if not isinstance(value, str):
        return _reader_of("WorkflowDef")(value, path, reading)
    if not (value.startswith("${") and value.endswith("}")):
        reading.refuse(path, "a definition or one ${...}", value)
        return None
    return value


def _spoken(model: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model).lower().replace(" def", " definition")


_SPECIAL_FIELDS: dict[str, Reader] = {
    "taskDefinition": _task_definition,
    "workflowDefinition": _inline_definition,
    "workflowTaskType": _task_type,
}
_SCALARS: dict[str, Reader] = {"str": _text, "bool": _boolean, "int": _number, "Any": _any}
