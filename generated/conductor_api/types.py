# Generated from openapi/openapi.json by `make regen`; do not edit.
"""What the generated modules share: how JSON is read tolerantly and written back unharmed."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import Enum, StrEnum
from typing import Any, Generic, Self, TypeVar
from urllib.parse import quote

from attrs import define

T = TypeVar("T")


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


def read_model(read: Callable[[Any], Any], value: Any) -> Any:
    """Read an object; null, or something that is not an object, stays what it is."""
    return read(value) if isinstance(value, Mapping) else value


def read_value(read: Callable[[Any], Any], value: Any) -> Any:
    """Read a text (enum, date); what cannot be read stays what it is."""
    try:
        return read(value) if isinstance(value, str) else value
    except ValueError:
        return value


def read_list(read: Callable[[Any], Any], value: Any) -> Any:
    return [read(item) for item in value] if isinstance(value, list) else value


def read_map(read: Callable[[Any], Any], value: Any) -> Any:
    return {key: read(item) for key, item in value.items()} if isinstance(value, Mapping) else value


def read_moment(epoch_ms: int | None) -> datetime | None:
    return datetime.fromtimestamp(epoch_ms / 1000, UTC) if epoch_ms else None


def write_value(value: Any) -> Any:
    """Give a value as JSON has it; what is in free-form payloads stays as it is."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, list | tuple):
        return [write_value(item) for item in value]
    if isinstance(value, dict):
        return {key: write_value(item) for key, item in value.items()}
    if hasattr(value, "to_dict"):
        return value.to_dict()
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value


def path_segment(name: str, value: object) -> str:
    """Quote a path parameter; one that would name another path is refused."""
    text = str(value)
    if text in ("", ".", ".."):
        raise ValueError(f"{name}: {text!r} cannot be part of a URL; give the id or name itself")
    return quote(text, safe="")


__all__ = ["OpenEnum", "DetailedResponse"]
