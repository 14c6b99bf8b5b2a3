"""Reading free-form values, in which anything may be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast


def as_list(value: Any) -> list[Any]:
    """Give a list as it is, and an empty one for everything else."""
    return list(cast("Iterable[Any]", value)) if isinstance(value, list) else []


def as_mapping(value: Any) -> Mapping[str, Any]:
    """Give a mapping as it is, and an empty one for everything else."""
    return cast("Mapping[str, Any]", value) if isinstance(value, Mapping) else {}
