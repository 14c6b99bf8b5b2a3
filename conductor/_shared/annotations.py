"""Types as annotations write them: what is behind their marks, and which fields a class declares."""

from __future__ import annotations

import dataclasses
import typing
from collections import abc
from collections.abc import Callable, Mapping
from typing import Annotated, Any, NotRequired, Required, TypeVar, get_args, get_origin

import attrs

_MARKS = frozenset({Annotated, NotRequired, Required})


def plain_hint(hint: Any) -> Any:
    """Give the type behind Annotated, NewType, NotRequired and type variables."""
    while True:
        if get_origin(hint) in _MARKS:
            hint = get_args(hint)[0]
        elif isinstance(hint, TypeVar):
            hint = hint.__bound__ or Any
        elif hasattr(hint, "__supertype__"):
            hint = hint.__supertype__
        else:
            return hint


LISTS: Mapping[Any, Callable[[list[Any]], Any]] = {
    list: list,
    abc.Sequence: list,
    abc.MutableSequence: list,
    abc.Iterable: list,
    abc.Collection: list,
    set: set,
    abc.Set: set,
    abc.MutableSet: set,
    frozenset: frozenset,
}
MAPPINGS = frozenset({dict, abc.Mapping, abc.MutableMapping})


def has_fields(kind: Any) -> bool:
    """Tell whether this is a class that can be read from an object with the fields that it declares."""
    known_by = ("__dataclass_fields__", "__attrs_attrs__", "__total__", "_field_defaults", "model_validate")
    return isinstance(kind, type) and any(hasattr(kind, name) for name in known_by)


def declared_fields(kind: Any) -> dict[str, tuple[Any, bool]]:
    """Give the fields of a class: the type of each, and whether it is required."""
    hints = _hints_of(kind)
    return {name: (hints.get(name, Any), is_required) for name, is_required in _declared(kind, hints)}


def _hints_of(kind: Any) -> dict[str, Any]:
    try:
        return typing.get_type_hints(kind, include_extras=True)
    except Exception:  # noqa: BLE001 - annotations may name what exists for type checkers only
        return dict.fromkeys(getattr(kind, "__annotations__", ()), Any)


def _declared(kind: Any, hints: Mapping[str, Any]) -> list[tuple[str, bool]]:
    if hasattr(kind, "model_fields"):
        return [(name, field.is_required()) for name, field in kind.model_fields.items()]
    if attrs.has(kind):
        return [(field.alias, field.default is attrs.NOTHING) for field in attrs.fields(kind) if field.init]
    if dataclasses.is_dataclass(kind):
        nothing = dataclasses.MISSING
        return [
            (field.name, field.default is nothing and field.default_factory is nothing)
            for field in dataclasses.fields(kind)
            if field.init
        ]
    if hasattr(kind, "__required_keys__"):
        # Under postponed annotations the class itself does not know what is marked as NotRequired.
        marks = {name: get_origin(hint) for name, hint in hints.items()}
        optional = {name for name, mark in marks.items() if mark is NotRequired}
        return [(name, name in kind.__required_keys__ and name not in optional) for name in hints]
    return [(name, name not in kind._field_defaults) for name in kind._fields]
