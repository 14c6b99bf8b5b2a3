"""Values that are known only when a workflow runs: written in Python like the value, sent as ``${...}``."""

from __future__ import annotations

import difflib
import re
import types
from collections.abc import Iterable, Mapping
from typing import Any, NoReturn, TypedDict, Union, cast, get_args, get_origin

from conductor._shared.annotations import LISTS, MAPPINGS, declared_fields, has_fields, plain_hint
from conductor._shared.schemas import schema_of
from conductor.errors import ConfigurationError

_PLAIN_KEY = re.compile(r"[A-Za-z_]\w*", re.ASCII)
# The server ends an expression at the first brace, and a quoted key at the first quote.
_NO_KEY = re.compile(r"[{}'\\]")


class Reference:
    """A value that is known only when the workflow runs; its text is ``${...}``.

    Attributes and items are references again: ``order.lines[0].sku``, ``order["odd name"]``. Where the type is known, a
    field that it lacks is an error. References stand for values in inputs and outputs, however deep, and in f-strings.

    Args:
        path: what is inside of ``${...}``
        hint: the type of the value, as an annotation has it
    """

    __slots__ = ("_hint", "_path")

    def __init__(self, path: str, hint: Any = Any) -> None:
        self._path = path
        self._hint = _meant(hint)

    def __getattr__(self, name: str) -> Reference:
        if name.startswith("_"):
            raise AttributeError(f"a reference has no {name!r}; a field that begins with _ is read as [{name!r}]")
        try:
            return self[name]
        except KeyError as error:
            raise AttributeError(error.args[0]) from None

    def __getitem__(self, key: str | int) -> Reference:
        hint = self._hint_of(key)
        if isinstance(key, int):
            return Reference(f"{self._path}[{int(key)}]", hint)
        if not isinstance(key, str):  # pyright: ignore[reportUnnecessaryIsInstance] - a slice, in untyped code
            raise TypeError(f"{self}: a key is a text or a whole number, not {key!r}")
        if not key or _NO_KEY.search(key):
            raise ConfigurationError(f"{self}: the server cannot read a key such as {key!r}; let a task rename it")
        return Reference(f"{self._path}.{key}" if _PLAIN_KEY.fullmatch(key) else f"{self._path}['{key}']", hint)

    def __str__(self) -> str:
        return f"${{{self._path}}}"

    def __repr__(self) -> str:
        return f"<reference {self}>"

    def __format__(self, spec: str) -> str:
        if spec:
            raise self._unknown_yet(f"the format {spec!r} cannot be applied")
        return str(self)

    def __dir__(self) -> list[str]:
        return list(_fields_of(self._hint) or ())

    def __hash__(self) -> int:
        return hash(self._path)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Reference):
            raise self._unknown_yet("compare it in a switch or in the condition of a loop")
        return self._path == other._path

    def __bool__(self) -> bool:
        raise self._unknown_yet("decide in a switch or in the condition of a loop")

    def __iter__(self) -> NoReturn:
        raise self._unknown_yet("go through it with for_each")

    def _unknown_yet(self, way_out: str) -> TypeError:
        return TypeError(f"{self} has no value while the workflow is built; {way_out}")

    def _hint_of(self, key: str | int) -> Any:
        fields = _fields_of(self._hint)
        if fields is None:
            return _item_hint(self._hint)
        if key in fields:
            return fields[str(key)]
        raise KeyError(f"{self._path} has no field {key!r}; {close_to(str(key), fields)}")


def object_of(fields: Mapping[str, Any]) -> Any:
    """Give a type with these fields."""
    return cast("Any", TypedDict)("Fields", dict(fields))


def output_of(result: Any) -> Any:
    """Give the type of the output of a worker that returns such a result."""
    hint = _meant(result)
    if hint in (None, type(None)):
        return object_of({})
    if hint is Any or hasattr(hint, "to_dict"):
        return Any
    schema = schema_of(hint)
    is_single = "enum" in schema or schema.get("type", "object") != "object"
    return object_of({"result": hint}) if is_single else hint


def close_to(name: str, known: Iterable[str]) -> str:
    """Give the end of an error about a name that does not exist: the nearest one, else all."""
    names = list(known)
    near = difflib.get_close_matches(name, names, 1)
    return f"did you mean {near[0]!r}?" if near else f"there is {', '.join(map(repr, names)) or 'none'}"


def _meant(hint: Any) -> Any:
    """Give the type without marks, and that of a value that may be None."""
    hint = plain_hint(hint)
    if get_origin(hint) in (Union, types.UnionType):
        members = [member for member in get_args(hint) if member is not type(None)]
        return _meant(members[0]) if len(members) == 1 else Any
    return hint


def _fields_of(hint: Any) -> Mapping[str, Any] | None:
    """Give the fields that a value has; None when it may have any."""
    if has_fields(hint):
        return {name: kind for name, (kind, _) in declared_fields(hint).items()}
    is_container = (get_origin(hint) or hint) in {*LISTS, *MAPPINGS, tuple, Any}
    return None if is_container or not schema_of(hint) else {}


def _item_hint(hint: Any) -> Any:
    arguments = get_args(hint)
    if (get_origin(hint) or hint) in MAPPINGS:
        return arguments[1] if len(arguments) == 2 else Any
    return arguments[0] if len(set(arguments) - {Ellipsis}) == 1 else Any
