"""Checks and conversions of single values; each error names the argument and what would be right."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import timedelta
from enum import Enum
from typing import Any, TypeVar, cast

import attrs

from conductor._shared.inputs import wire_name
from conductor._shared.references import Reference
from conductor.errors import ConfigurationError

A = TypeVar("A", bound=attrs.AttrsInstance)

_SCALARS: Mapping[str, type] = {"str": str, "bool": bool, "int": int}
_MAX_INT = 2**31 - 1
_SIMPLE_VALUES = (str, bool, int, float, type(None))


def text(value: object, argument: str) -> str:
    """Give a text that is not empty; that of a reference is ``${...}``."""
    if isinstance(value, Reference):
        return str(value)
    if isinstance(value, str) and value.strip():
        return value
    found = "an empty text" if isinstance(value, str) else kind_of(value)
    raise ConfigurationError(f"{argument}: expected a text, found {found}")


def expression(value: object, argument: str) -> str:
    """Give a text that holds a reference such as ``${workflow.input.names}``."""
    found = text(value, argument)
    if "${" not in found:
        raise ConfigurationError(f"{argument}: {found!r} is no reference; write it like ${{workflow.input.names}}")
    return found


def seconds(value: object, argument: str) -> int:
    """Give whole seconds, a broken number rounded up: nobody waits shorter than asked."""
    number = math.ceil(value.total_seconds()) if isinstance(value, timedelta) else value
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number <= _MAX_INT:
        raise ConfigurationError(
            f"{argument}: expected whole seconds from 0 to {_MAX_INT}, or a timedelta, found {value!r}"
        )
    return number


def plain(value: object, argument: str) -> Any:
    """Give the value as JSON has it: a copy, in which models are mappings and enums are texts."""
    if isinstance(value, Reference):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, _SIMPLE_VALUES):
        return value
    if hasattr(value, "to_dict"):
        return plain(cast("Any", value).to_dict(), argument)
    if isinstance(value, Mapping):
        items = cast("Mapping[object, object]", value).items()
        return {_key(key, argument): plain(item, f"{argument}[{key!r}]") for key, item in items}
    if isinstance(value, list | tuple):
        entries = cast("list[object]", value)
        return [plain(item, f"{argument}[{position}]") for position, item in enumerate(entries)]
    raise ConfigurationError(f"{argument}: JSON has no {kind_of(value)}; give a text, number, list or mapping")


def mapping(value: object, argument: str) -> dict[str, Any]:
    """Give a mapping as JSON has it."""
    if not isinstance(value, Mapping):
        raise ConfigurationError(f"{argument}: expected a mapping, found {kind_of(value)}")
    return cast("dict[str, Any]", plain(cast("object", value), argument))


def texts(value: object, argument: str) -> list[str]:
    """Give a list of texts."""
    if not isinstance(value, list | tuple):
        raise ConfigurationError(f"{argument}: expected a list of texts, found {kind_of(value)}")
    entries = cast("list[object]", value)
    return [text(item, f"{argument}[{position}]") for position, item in enumerate(entries)]


def inputs(where: str, more: Mapping[str, Any] | None, /, **fixed: object) -> dict[str, Any]:
    """Give the input parameters of a task: what the builder sets (None is left out) and what the user adds."""
    argument = f"{where}: input_parameters"
    added = mapping(more, argument) if more is not None else {}
    if taken := [name for name in fixed if name in added]:
        raise ConfigurationError(f"{argument}: the builder sets {taken[0]!r}; use its argument instead")
    return added | {name: plain(value, f"{where}: {name}") for name, value in fixed.items() if value is not None}


def wire_names(value: Mapping[str, Any], python_names: Iterable[str]) -> dict[str, Any]:
    """Rename those keys that are known in snake_case; the others stay."""
    known = {name: wire_name(name) for name in python_names}
    return {known.get(key, key): item for key, item in value.items()}


def checked(model: A, where: str) -> A:
    """Give the model, if its texts, numbers and truth values are such."""
    for field in attrs.fields(type(model)):
        expected = _SCALARS.get(str(field.type).removesuffix(" | None"))
        value = getattr(model, field.name)
        if expected and value is not None and not _is(value, expected):
            raise ConfigurationError(f"{where}: {field.name}: expected {expected.__name__}, found {kind_of(value)}")
    return model


def kind_of(value: object) -> str:
    """Give the word for a value in an error, never the value: it may be a secret."""
    return "None" if value is None else type(value).__name__


def _is(value: object, expected: type) -> bool:
    # True is an int for Python, but no number for the server.
    return isinstance(value, expected) and (expected is bool or not isinstance(value, bool))


def _key(key: object, argument: str) -> str:
    if isinstance(key, Enum):
        key = key.value
    if not isinstance(key, str):
        raise ConfigurationError(f"{argument}: keys are texts in JSON, but {key!r} is of type {kind_of(key)}")
    return key
