"""Reading JSON whose shape nobody has checked."""

from __future__ import annotations

from typing import Any, cast


def mapping(value: Any) -> dict[str, Any]:
    """Return an object as it is, and an empty one for anything else."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def items(value: Any) -> list[Any]:
    """Return a list as it is, and an empty one for anything else."""
    found: Any = value
    return found if isinstance(value, list) else []


def text(value: Any) -> str | None:
    """Return a string, and None for anything else."""
    return value if isinstance(value, str) else None
