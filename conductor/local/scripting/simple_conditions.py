"""Scripts so simple that no interpreter is needed: `$.a.b`, `$.a < 3`, `true`.

They are what most conditions of loops are, and an interpreter for each takes milliseconds. They also give
integers above 2^53 unharmed, as the real server does.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from typing import Any

from conductor.local.engine.values import JsonMap, copy_json, is_list, is_map

_PATH = re.compile(r"\s*\$((?:\.[A-Za-z_]\w*)+)\s*;?\s*")
_COMPARISON = re.compile(r"\s*\$((?:\.[A-Za-z_]\w*)+)\s*(<=?|>=?|[!=]==?)\s*(-?\d+(?:\.\d+)?)\s*;?\s*")
_LITERAL = {"true": True, "false": False}
_OPERATORS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "===": operator.eq,
    "!=": operator.ne,
    "!==": operator.ne,
}


def is_simple(source: str) -> bool:
    """Whether the script needs no interpreter, as long as what it names is there."""
    return source in _LITERAL or bool(_PATH.fullmatch(source) or _COMPARISON.fullmatch(source))


def evaluate_simple(source: str, scope: JsonMap) -> tuple[bool, Any]:
    """(True, value) when the script is plain enough, else (False, None)."""
    if source in _LITERAL:
        return True, _LITERAL[source]
    path = _PATH.fullmatch(source)
    if path is not None:
        found, value = _follow(scope, path[1])
        return (True, _rounded(copy_json(value))) if found else (False, None)
    comparison = _COMPARISON.fullmatch(source)
    if comparison is None:
        return False, None
    found, value = _follow(scope, comparison[1])
    if not found or isinstance(value, bool) or not isinstance(value, int | float):
        return False, None
    return True, _OPERATORS[comparison[2]](value, float(comparison[3]))


def _follow(scope: JsonMap, path: str) -> tuple[bool, Any]:
    value: Any = scope
    for name in path.split(".")[1:]:
        if not is_map(value) or name not in value:
            return False, None
        value = value[name]
    return True, value


def _rounded(value: Any) -> Any:
    """A value as it comes out of JavaScript, where 1.0 is 1."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if is_map(value):
        return {key: _rounded(item) for key, item in value.items()}
    return [_rounded(item) for item in value] if is_list(value) else value
