"""JSON values whose kind is not known yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias, TypeGuard

Json: TypeAlias = Mapping[str, Any]


def is_map(value: Any) -> TypeGuard[Json]:
    """Tell whether a value is a JSON object."""
    return isinstance(value, Mapping)


def is_list(value: Any) -> TypeGuard[list[Any]]:
    """Tell whether a value is a JSON list."""
    return isinstance(value, list)


def as_map(value: Any) -> Json:
    """Give a JSON object; an empty one for anything else."""
    return value if is_map(value) else {}


def as_list(value: Any) -> list[Any]:
    """Give a JSON list; an empty one for anything else."""
    return value if is_list(value) else []


def number(value: Any) -> int:
    """Give a number of seconds or tries; 0 for anything else."""
    return int(value) if isinstance(value, int | float) else 0
