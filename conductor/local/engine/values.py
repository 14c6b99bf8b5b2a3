"""JSON values as the server sees them: narrowing helpers and Java's text forms."""

from __future__ import annotations

import json
import math
import re
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeAlias, TypeGuard

JsonMap: TypeAlias = dict[str, Any]
JsonList: TypeAlias = list[Any]
_ESCAPED = re.compile("[\x7f-\x9f\u2000-\u20ff]")


def is_map(value: object) -> TypeGuard[JsonMap]:
    """Whether the value is a JSON object."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[JsonList]:
    """Whether the value is a JSON array."""
    return isinstance(value, list)


def as_map(value: object) -> JsonMap | None:
    """The value when it is a JSON object, else None."""
    return value if is_map(value) else None


def as_list(value: object) -> JsonList | None:
    """The value when it is a JSON array, else None."""
    return value if is_list(value) else None


def map_or_empty(value: object) -> JsonMap:
    """The value when it is a JSON object, else a new empty one."""
    return as_map(value) or {}


def copy_json(value: Any) -> Any:
    """A deep copy of a JSON value; scalars are shared."""
    if is_map(value):
        return {key: copy_json(item) for key, item in value.items()}
    if is_list(value):
        return [copy_json(item) for item in value]
    return value


class JsonArray(JsonList):
    """A list that Java writes as JSON text: what a path with several answers gives."""

    def __str__(self) -> str:
        text = json.dumps(self, ensure_ascii=False, separators=(",", ":")).replace("/", "\\/")
        return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04X}", text)


def hash_ordered(value: JsonMap) -> JsonMap:
    """The map with its keys in the order in which a Java HashMap gives them: texts and queries show it."""
    if len(value) < 2:
        return value
    buckets = 16
    while len(value) > buckets * 3 // 4:
        buckets *= 2
    return dict(sorted(value.items(), key=lambda entry: _java_hash(entry[0]) & (buckets - 1)))


@lru_cache(maxsize=8192)
def _java_hash(key: str) -> int:
    units = key.encode("utf-16-le", "surrogatepass")
    found = 0
    for low, high in zip(units[::2], units[1::2], strict=True):
        found = (31 * found + low + 256 * high) & 0xFFFFFFFF
    return found ^ (found >> 16)


def java_text(value: Any) -> str:
    """What Java's String.valueOf gives for a JSON value: {a=1}, [1, two], 2.0, null."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return java_double(value)
    if is_map(value):
        return "{" + ", ".join(f"{key}={java_text(item)}" for key, item in value.items()) + "}"
    if is_list(value) and not isinstance(value, JsonArray):
        return "[" + ", ".join(java_text(item) for item in value) + "]"
    return str(value)


def java_double(value: float) -> str:
    """Double.toString: plain between 1e-3 and 1e7, scientific outside."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == 0 or 1e-3 <= abs(value) < 1e7:
        text = format(Decimal(repr(value)), "f")
        return text if "." in text else text + ".0"
    mantissa, _, exponent = format(Decimal(repr(value)).normalize(), "E").partition("E")
    return f"{mantissa if '.' in mantissa else mantissa + '.0'}E{int(exponent)}"


def json_equal(left: Any, right: Any) -> bool:
    """Equality of JSON values in which true and 1 differ."""
    return type(left) is type(right) and bool(left == right)
