"""JSON schemas of annotations: what the input and the output of a worker look like, for those who build workflows."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from pathlib import Path, PurePath
from typing import Any, Literal, TypeGuard, Union, get_args, get_origin
from uuid import UUID

from conductor._shared.annotations import LISTS, MAPPINGS, declared_fields, has_fields, plain_hint

_SCALARS: Mapping[Any, dict[str, Any]] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    str: {"type": "string"},
    type(None): {"type": "null"},
    None: {"type": "null"},
    Decimal: {"type": ["string", "number"]},
    UUID: {"type": "string", "format": "uuid"},
    datetime: {"type": "string", "format": "date-time"},
    date: {"type": "string", "format": "date"},
    time: {"type": "string", "format": "time"},
    timedelta: {"type": "number"},
    Path: {"type": "string"},
    PurePath: {"type": "string"},
}


def schema_of(hint: Any, *, strict: bool = False, above: tuple[Any, ...] = ()) -> dict[str, Any]:
    """Give the JSON schema (draft 7) for a type; anything goes where the type says nothing that JSON can hold.

    Args:
        hint: The annotation.
        strict: Whether objects may have no other fields than those of their class.
        above: Classes that are being described; one that holds itself is not described again.
    """
    hint = plain_hint(hint)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in {Union, types.UnionType}:
        return {"anyOf": [schema_of(member, strict=strict, above=above) for member in arguments]}
    if origin is Literal:
        return {"enum": [value.value if isinstance(value, Enum) else value for value in arguments]}
    kind = origin or hint
    if kind in LISTS or kind is tuple:
        item = arguments[0] if arguments and (kind is not tuple or arguments[-1] is Ellipsis) else Any
        return {"type": "array", "items": schema_of(item, strict=strict, above=above)}
    if kind in MAPPINGS:
        item = arguments[1] if len(arguments) == 2 else Any
        return {"type": "object", "additionalProperties": schema_of(item, strict=strict, above=above)}
    if kind in _SCALARS:
        return dict(_SCALARS[kind])
    return _class_schema(kind, strict=strict, above=above)


def object_schema(
    fields: Mapping[str, tuple[Any, bool]], *, strict: bool, above: tuple[Any, ...] = ()
) -> dict[str, Any]:
    """Give the schema of an object with these fields: the type of each, and whether it is required."""
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {name: schema_of(hint, strict=strict, above=above) for name, (hint, _) in fields.items()},
    }
    required = [name for name, (_, is_required) in fields.items() if is_required]
    if required:
        schema["required"] = required
    if strict:
        schema["additionalProperties"] = False
    return schema


def _class_schema(kind: Any, *, strict: bool, above: tuple[Any, ...]) -> dict[str, Any]:
    if _is_enum(kind):
        return {"enum": [member.value for member in kind]}
    if not has_fields(kind) or kind in above:
        return {}
    if hasattr(kind, "model_json_schema"):
        return typing.cast("dict[str, Any]", kind.model_json_schema())
    return object_schema(declared_fields(kind), strict=strict, above=(*above, kind))


def _is_enum(kind: object) -> TypeGuard[type[Enum]]:
    return isinstance(kind, type) and issubclass(kind, Enum)
