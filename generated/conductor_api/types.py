# Generated from openapi/openapi.json by `make regen`; do not edit.
"""What the generated modules share: how JSON is read tolerantly and written back unharmed."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import Enum, StrEnum
from typing import Any, Generic, Protocol, Self, TypeVar, cast
from urllib.parse import quote

from attrs import define

T = TypeVar("T")
E = TypeVar("E", bound=Enum)
M = TypeVar("M", bound="Model")


@define
class DetailedResponse(Generic[T]):
    """An answer with everything around it; ``parsed`` is what ``sync`` and ``asyncio`` return."""

    status_code: int
    content: bytes
    headers: Mapping[str, str]
    parsed: T


class OpenEnum(StrEnum):
    """An enum that takes values which this version of the client does not know: newer servers send them."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = value
        member._value_ = value
        return member

    def __reduce_ex__(self, _protocol: Any) -> tuple[type[Self], tuple[str]]:
        # The first releases of Python 3.11 look for the name, which only known values have.
        return self.__class__, (self._value_,)


class Model(Protocol):
    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self: ...


def read_model(model: type[M], value: Any) -> M:
    """Read an object; null, something that is not an object, or what is nested too deep stays what it is."""
    try:
        return model.from_dict(value) if isinstance(value, (dict, Mapping)) else value
    except RecursionError:
        # One such definition on a server must not keep a list from being read.
        return cast(M, value)


def read_models(model: type[M], value: Any) -> list[M]:
    return [read_model(model, item) for item in value] if isinstance(value, list) else value


def read_enum(enum: type[E], value: Any) -> E:
    """Read a value of an enum; null, or something that cannot be one, stays what it is."""
    if value is None:
        return cast(E, None)
    try:
        return enum(value)
    except ValueError:
        return cast(E, value)


def read_list(read: Callable[[Any], Any], value: Any) -> list[Any]:
    return [read(item) for item in value] if isinstance(value, list) else value


def read_map(read: Callable[[Any], Any], value: Any) -> dict[str, Any]:
    return {key: read(item) for key, item in value.items()} if isinstance(value, Mapping) else value


def read_one_of(field: str, models: Mapping[str, Any], value: Any) -> Any:
    """Read one of several models, the one that a field names; an object that names none of them stays what it is."""
    name = value.get(field) if isinstance(value, Mapping) else None
    model = models.get(name) if isinstance(name, str) else None
    return value if model is None else read_model(model, value)


def read_default(default: Any, value: Any) -> Any:
    return default if value is None else value


def read_moment(epoch_ms: int | None) -> datetime | None:
    try:
        return datetime.fromtimestamp(epoch_ms / 1000, UTC) if epoch_ms else None
    except (TypeError, ValueError, OverflowError):
        # The end of time, as some servers write "never", or not a number at all.
        return None


def write_value(value: Any) -> Any:
    """Give a value as JSON has it; what is in free-form payloads stays as it is."""
    if isinstance(value, Enum):
        return value._value_
    if isinstance(value, list | tuple):
        return [write_value(item) for item in value]
    if isinstance(value, dict):
        return {key: write_value(item) for key, item in value.items()}
    return value.to_dict() if hasattr(value, "to_dict") else value


def fill_path(path: str, parameters: dict[str, object]) -> str:
    """Put the parameters into the path."""
    return path.format(**{name: _segment(name, value) for name, value in parameters.items()}) if parameters else path


def query_value(name: str, value: Any) -> Any:
    """Give the value of a query parameter, or each of its values, if an address can hold it."""
    for item in value if isinstance(value, list | tuple) else [value]:
        _text(name, item)
    return value


def joined(name: str, value: Any, separator: str) -> str | None:
    """Give a list, or the keys and values of an object, as one text; None for nothing."""
    if value is None:
        return None
    if isinstance(value, dict):
        value = [part for key, item in value.items() if item is not None for part in (key, item)]
    return separator.join(_text(name, item) for item in (value if isinstance(value, list | tuple) else [value]))


def deep(name: str, value: Mapping[str, Any] | None) -> dict[str, Any]:
    """Give the fields of an object as parameters named ``name[field]``."""
    found: dict[str, Any] = {}
    for key, item in (value or {}).items():
        found |= deep(f"{name}[{key}]", item) if isinstance(item, Mapping) else {f"{name}[{key}]": item}
    return found


def as_json(value: Any) -> str | None:
    """Give a value as JSON text; None for nothing."""
    return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def cookie_header(cookies: Mapping[str, Any]) -> str:
    """Give the cookies that are not None as the value of a header."""
    return "; ".join(f"{name}={_cookie(name, value)}" for name, value in cookies.items() if value is not None)


def _cookie(name: str, value: Any) -> str:
    text = ",".join(plain_text(item) for item in (value if isinstance(value, list | tuple) else [value]))
    # RFC 6265, 4.1.1; commas are taken by servers nevertheless.
    if not (text.isascii() and text.isprintable()) or set(text) & set(' ";\\'):
        raise ValueError(f"cookie {name}: {text!r} has a character that a cookie cannot hold")
    return text


def plain_text(value: object) -> str:
    """Give a value as text, booleans as JSON spells them."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _text(name: str, value: object) -> str:
    if not isinstance(value, str | int | float):
        raise TypeError(f"{name}: expected a text or a number, found {type(value).__name__}")
    text = plain_text(value)
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError(f"{name}: {text!r} holds half a character, which cannot be sent") from None
    return text


def _segment(name: str, value: object) -> str:
    """Quote a path parameter; one that would name another path is refused."""
    if isinstance(value, list | tuple) and value:
        return ",".join(_segment(name, item) for item in value)
    text = "" if value is None else _text(name, value)
    if text in ("", ".", ".."):
        raise ValueError(f"{name}: {value!r} cannot be part of a URL; give the id or name itself")
    if "/" in text:
        raise ValueError(f"{name}: {value!r} has a slash, which servers refuse in a path even when it is quoted")
    return quote(text, safe="")


__all__ = ["OpenEnum", "DetailedResponse"]
