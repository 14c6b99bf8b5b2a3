"""What users hand in: a generated model, or a mapping with the names of the wire."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Protocol, Self, TypeVar, cast

import attrs

from conductor.errors import ConfigurationError


class Model(Protocol):
    """A generated model."""

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self: ...

    def to_dict(self) -> dict[str, Any]: ...


M = TypeVar("M", bound=Model)
E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")


def as_model(kind: type[M], value: M | Mapping[str, Any], argument: str) -> M:
    """Give the model as it is, or make it of a mapping.

    Raises:
        ConfigurationError: neither of both, a required key is missing, or a key is no text or has the Python spelling
    """
    if isinstance(value, kind):
        return value
    if not isinstance(value, Mapping):
        raise ConfigurationError(
            f"{argument}: expected a {kind.__name__} or a mapping with its fields, found {type(value).__name__}"
        )
    fields = fields_of(kind)
    _refuse_python_names(value, fields, f"{argument} ({kind.__name__})")
    model = kind.from_dict(value)
    missing = [
        name for name, field in fields.items() if field.default is attrs.NOTHING and getattr(model, name) is None
    ]
    if missing:
        raise ConfigurationError(f"{argument} ({kind.__name__}): missing {', '.join(map(wire_name, missing))}")
    return model


def as_models(kind: type[M], values: Iterable[M | Mapping[str, Any]], argument: str) -> list[M]:
    """As :func:`as_model`, for each of a list; the error names the position."""
    return [
        as_model(kind, value, f"{argument}[{position}]") for position, value in enumerate(as_list(values, argument))
    ]


def as_list(values: Iterable[T], argument: str) -> list[T]:
    """Give the values as a list.

    Raises:
        ConfigurationError: it is one value, such as a text, which Python would take letter by letter
    """
    if not _is_several(values):
        raise ConfigurationError(f"{argument}: expected a list, found {type(values).__name__}")
    return list(values)


def as_object(value: object, argument: str) -> dict[str, Any]:
    """Give a payload as the generated client takes it.

    Raises:
        ConfigurationError: it is no mapping
    """
    if not isinstance(value, Mapping):
        raise ConfigurationError(f"{argument}: expected a mapping, found {type(value).__name__}")
    return dict(cast("Mapping[str, Any]", value))


def as_member(kind: type[E], value: E | str, argument: str) -> E:
    """Give the member of an enum for itself or its text.

    Raises:
        ConfigurationError: it is not one of those that the server takes
    """
    if value not in list(kind):
        raise ConfigurationError(f"{argument}: {str(value)!r} is none of {', '.join(kind)}")
    return kind(value)


def refuse_other(kind: type[Any], value: object, who: str) -> None:
    """Raise ConfigurationError when it is of another kind: a client of the other world would fail far from here."""
    if not isinstance(value, kind):
        raise ConfigurationError(f"{who} takes an instance of {kind.__name__}, found {type(value).__name__}")


def as_text(value: object, argument: str) -> str:
    """Give a text.

    Raises:
        ConfigurationError: it is something else
    """
    if not isinstance(value, str):
        raise ConfigurationError(f"{argument}: expected a text, found {type(value).__name__}")
    return value


def fields_of(kind: type[Any]) -> dict[str, attrs.Attribute[Any]]:
    """Give the declared fields of a generated model by their Python names, without the room for undeclared ones."""
    fields = attrs.fields_dict(kind)
    return {name: field for name, field in fields.items() if name != "additional_properties"}


def wire_name(name: str) -> str:
    """``task_reference_name`` -> ``taskReferenceName``."""
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def _is_several(values: object) -> bool:
    return isinstance(values, Iterable) and not isinstance(values, str | bytes | Mapping)


def _refuse_python_names(value: Mapping[Any, Any], fields: Mapping[str, Any], where: str) -> None:
    # Left alone they would be sent as unknown fields, which the server ignores without a word.
    for key in value:
        if not isinstance(key, str):
            raise ConfigurationError(f"{where}: a key is a text, not {key!r}")
        if "_" in key and key in fields:
            raise ConfigurationError(f"{where}: mappings have the names of the wire: {wire_name(key)!r}, not {key!r}")
