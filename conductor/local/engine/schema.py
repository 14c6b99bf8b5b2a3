"""Reading JSON bodies the way the server's parser does: what it coerces, what it refuses, its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from .errors import JsonProblemError
from .values import JsonMap, as_list, as_map, copy_json

Reader: TypeAlias = Callable[[Any], Any]

_TOKENS: tuple[tuple[type, str, str], ...] = (
    (dict, "Object", "START_OBJECT"),
    (list, "Array", "START_ARRAY"),
    (str, "String", "VALUE_STRING"),
    (float, "Floating-point", "VALUE_NUMBER_FLOAT"),
    (int, "Integer", "VALUE_NUMBER_INT"),
)


def _refuse(java_type: str, value: Any) -> JsonProblemError:
    return JsonProblemError(f"Cannot deserialize value of type `{java_type}` from {_kind(value)}")


def is_blank(value: Any) -> bool:
    """Whether this is a text without a word, which the parser takes for nothing."""
    return isinstance(value, str) and not value.strip()


def _refuse_scalar(java_type: str, value: Any) -> JsonProblemError:
    if isinstance(value, str):
        kind, shown = "String", f"String value ('{value}')"
    elif isinstance(value, bool):
        kind, shown = "boolean/Boolean", f"boolean value ({str(value).lower()})"
    else:
        kind = "double/Double" if isinstance(value, float) else "int/Int"
        shown = f"Number value ({value})"
    return JsonProblemError(
        f"Cannot construct instance of `{java_type}` (although at least one Creator exists): "
        f"no {kind}-argument constructor/factory method to deserialize from {shown}"
    )


def _refuse_empty(what: str) -> JsonProblemError:
    return JsonProblemError(
        f'Cannot coerce empty String ("") to {what} (but could if coercion was enabled using `CoercionConfig`)'
    )


def _refuse_container(container: str, members: str, value: Any) -> JsonProblemError:
    if is_blank(value):
        return _refuse_empty(f"element of `{container}`")
    return _refuse_scalar(container, value) if isinstance(value, str) else _refuse(f"{container}<{members}>", value)


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return f"Boolean value (token `JsonToken.VALUE_{'TRUE' if value else 'FALSE'}`)"
    for python_type, word, token in _TOKENS:
        if isinstance(value, python_type):
            return f"{word} value (token `JsonToken.{token}`)"
    return "null"


def text(value: Any) -> str | None:
    """A text; numbers and booleans become their text."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    raise _refuse("java.lang.String", value)


def _number(java_type: str, bits: int) -> Reader:
    limit = 1 << (bits - 1)

    def read(value: Any) -> int | None:
        if value is None or is_blank(value):
            # A primitive number cannot be null.
            return None if "." in java_type else 0
        if isinstance(value, str):
            value = _digits(java_type, value, limit)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise _refuse(java_type, value)
        if not -limit <= value < limit:
            word = "long" if bits == 64 else "int"
            raise JsonProblemError(f"Numeric value ({value}) out of range of {word} ({-limit} - {limit - 1})")
        return int(value)

    return read


def _digits(java_type: str, value: str, limit: int) -> int:
    try:
        number = int(value.strip())
        shown = f"`{java_type}`" if "." in java_type else java_type
        detail = f"Overflow: numeric value ({value}) out of range of {shown} ({-limit} -{limit - 1})"
    except ValueError:
        number, detail = limit, f"not a valid `{java_type}` value"
    if -limit <= number < limit:
        return number
    raise JsonProblemError(f'Cannot deserialize value of type `{java_type}` from String "{value}": {detail}')


integer = _number("java.lang.Integer", 32)
plain_int = _number("int", 32)
plain_long = _number("long", 64)
long = _number("java.lang.Long", 64)


_BOOLEANS = frozenset({"true", "True", "TRUE", "false", "False", "FALSE", ""})


def boolean(value: Any) -> bool | None:
    """A boolean; the texts true and false count, and so do numbers."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value != 0
    if isinstance(value, str) and value.strip() in _BOOLEANS:
        return value.strip().lower() == "true"
    if isinstance(value, str):
        detail = 'only "true"/"True"/"TRUE" or "false"/"False"/"FALSE" recognized'
        raise JsonProblemError(f'Cannot deserialize value of type `boolean` from String "{value}": {detail}')
    raise _refuse("boolean", value)


def free_map(value: Any) -> JsonMap | None:
    """Any JSON object."""
    if value is None:
        return None
    found = as_map(value)
    if found is not None:
        return found
    raise _refuse_container("java.util.LinkedHashMap", "java.lang.String,java.lang.Object", value)


def anything(value: Any) -> Any:
    """Any JSON value."""
    return value


def _refuse_plain_list(container: str, members: str, value: Any) -> JsonProblemError:
    return _refuse(f"{container}<{members}>", value)


def list_of(read: Reader, java_type: str = "java.lang.Object", container: str = "java.util.ArrayList") -> Reader:
    """A list whose members are read by `read`."""

    def read_list(value: Any) -> list[Any] | None:
        if value is None:
            return None
        items = as_list(value)
        if items is None:
            refuse = _refuse_container if read is text else _refuse_plain_list
            raise refuse(container, java_type, value)
        return [read(item) for item in items]

    return read_list


def map_of(read: Reader, java_type: str = "java.lang.Object") -> Reader:
    """An object whose values are read by `read`."""

    def read_map(value: Any) -> JsonMap | None:
        if value is None:
            return None
        items = as_map(value)
        if items is None:
            raise _refuse_container("java.util.LinkedHashMap", f"java.lang.String,{java_type}", value)
        return {key: read(item) for key, item in items.items()}

    return read_map


def one_of(java_type: str, *names: str) -> Reader:
    """One of the names of an enum, or its place among them."""

    def _name_at(place: int) -> str:
        if 0 <= place < len(names):
            return names[place]
        detail = f"index value outside legal index range [0..{len(names) - 1}]"
        raise JsonProblemError(f"Cannot deserialize value of type `{java_type}` from number {place}: {detail}")

    def read_name(value: Any) -> str | None:
        if value is None or (isinstance(value, str) and value in names):
            return value
        if is_blank(value):
            raise _refuse_empty(f"`{java_type}` value")
        if isinstance(value, int) and not isinstance(value, bool):
            return _name_at(value)
        if isinstance(value, str):
            known = ", ".join(names)
            raise JsonProblemError(
                f'Cannot deserialize value of type `{java_type}` from String "{value}": '
                f"not one of the values accepted for Enum class: [{known}]"
            )
        raise _refuse(java_type, value)

    return read_name


@dataclass
class Record:
    """The shape of one kind of JSON object: its fields, their readers and defaults.

    A field that is absent or null gets its default; one whose default is None is left out.
    Unknown fields are dropped, as the server does. A bare text stands for an object with `text_field`.
    """

    java_type: str
    fields: dict[str, Reader] = field(default_factory=dict[str, Reader])
    defaults: Mapping[str, Any] = field(default_factory=dict[str, Any])
    text_field: str | None = None

    def __call__(self, value: Any) -> JsonMap | None:
        """Read a value of this shape; raises JsonProblemError where the server would refuse it."""
        if value is None:
            return None
        if self.text_field is not None and isinstance(value, str):
            value = {self.text_field: value}
        source = as_map(value)
        if source is None:
            raise self._refusal(value)
        result: JsonMap = {}
        for name, read in self.fields.items():
            found = read(source[name]) if name in source else None
            if found is None:
                found = copy_json(self.defaults.get(name))
            if found is not None:
                result[name] = found
        return result

    def _refusal(self, value: Any) -> JsonProblemError:
        if is_blank(value):
            return _refuse_empty(f"`{self.java_type}` value")
        if as_list(value) is not None:
            return _refuse(self.java_type, value)
        return _refuse_scalar(self.java_type, value)
