"""What the real server's implementation of jq does otherwise than the C one.

It lacks functions, and keeps a number that a query does not touch as it was written: 2.0 stays 2.0, where
the C implementation says 2. Such numbers are found by a second run in which each of them is a little off.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from conductor.local.engine.values import is_list, is_map

MISSING = frozenset(
    {
        "now", "env", "getpath", "setpath", "delpaths", "todate", "fromdate", "date", "pick", "abs", "round", "input",
        "inputs", "debug", "stderr", "ascii", "halt", "halt_error", "input_line_number", "input_filename", "dateadd",
        "datesub", "strptime", "strftime", "strflocaltime", "mktime", "gmtime", "localtime", "significand", "gamma",
        "log", "log2", "log10", "exp", "exp2", "exp10", "drem", "ldexp", "scalb", "nearbyint", "trunc", "repeat",
        "tostream", "fromstream", "truncate_stream", "have_literal_numbers", "have_decnum", "IN", "INDEX", "builtins",
        "toarray", "normals", "trim", "ltrim", "rtrim",
    }
)  # fmt: skip
# The functions of the C implementation that look outside of a query: at the clock, the environment, files, other
# inputs, or that write or end the process.
_OUTSIDE = (
    "now",
    "env",
    "input",
    "inputs",
    "debug",
    "debug(m)",
    "stderr",
    "halt",
    "halt_error",
    "halt_error(c)",
    "input_filename",
    "input_line_number",
    "builtins",
    "get_search_list",
    "modulemeta",
)


def _shadow(head: str) -> str:
    name, _, arguments = head.partition("(")
    return f'def {head}: error("Function {name}/{1 if arguments else 0} does not exist");'


SHADOWS = "".join(map(_shadow, _OUTSIDE)) + "{} as $ENV | "
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"|#[^\n]*')
_WORD = re.compile(r"(?<![\w.$@:])([A-Za-z_]\w*)(\s*\()?(?!\s*:(?!:))")
_DEFINED = re.compile(r"\bdef\s+(\w+)")
_NUMBER = re.compile(r"(?<![\w.$])\d+(?:\.\d+(?:[eE][+-]?\d+)?|[eE][+-]?\d+)(?![\w.])")


def refusal(query: str) -> str | None:
    """Why the server refuses a query that the C implementation takes, if it does."""
    code = _STRING.sub('""', query)
    if "$ENV" in code or "$__loc__" in code:
        return f"Undefined variable: {'$ENV' if '$ENV' in code else '$__loc__'}"
    own = set(_DEFINED.findall(code))
    for match in _WORD.finditer(code):
        if match[1] in MISSING and match[1] not in own:
            return f"Function {match[1]}/{1 if match[2] else 0} does not exist"
        if match[1] == "label":
            return 'Encountered "label"'
    return None


def keep_doubles(run: Callable[[str, Any], list[Any]], query: str, value: Any, results: list[Any]) -> list[Any]:
    """Return results in which numbers such as 2.0 are as written where the query only passed them on.

    `run` evaluates the query, or a changed one, with a changed value; it raises ValueError when that fails.
    """
    try:
        moved = run(_move_literals(query), _moved(value))
    except ValueError:
        return results
    return _marked(results, moved) if len(results) == len(moved) else results


def has_doubles(value: Any) -> bool:
    """Whether a whole number written as a double is anywhere in a value."""
    if is_map(value):
        return any(has_doubles(item) for item in value.values())
    if is_list(value):
        return any(has_doubles(item) for item in value)
    return isinstance(value, float) and value.is_integer()


@lru_cache(maxsize=128)
def literal_doubles(query: str) -> bool:
    """Return whether a query has a whole number written as a double."""
    return any(map(_is_double, _literals(query)))


def _literals(query: str) -> list[str]:
    return _NUMBER.findall(_STRING.sub('""', query))


def _is_double(text: str) -> bool:
    return float(text).is_integer()


def _one_step(value: float) -> float:
    """The value, off by a few units in the last place; how many depends on it, or 2 x 2.0 would look like 4.0."""
    mantissa, exponent = math.frexp(value)
    steps = 3 + (exponent * 37 + int(mantissa * 4096)) % 89
    return value + steps * math.ulp(value)


def _moved(value: Any) -> Any:
    if is_map(value):
        return {key: _moved(item) for key, item in value.items()}
    if is_list(value):
        return [_moved(item) for item in value]
    return _one_step(value) if isinstance(value, float) and value.is_integer() else value


@lru_cache(maxsize=128)
def _move_literals(query: str) -> str:
    def move(match: re.Match[str]) -> str:
        return repr(_one_step(float(match[0]))) if _is_double(match[0]) else match[0]

    pieces: list[str] = []
    position = 0
    for string in _STRING.finditer(query):
        pieces += [_NUMBER.sub(move, query[position : string.start()]), string[0]]
        position = string.end()
    return "".join([*pieces, _NUMBER.sub(move, query[position:])])


def _marked(result: Any, moved: Any) -> Any:
    if is_map(result) and is_map(moved) and result.keys() == moved.keys():
        return {key: _marked(item, moved[key]) for key, item in result.items()}
    if is_list(result) and is_list(moved) and len(result) == len(moved):
        return [_marked(item, other) for item, other in zip(result, moved, strict=True)]
    if isinstance(result, int) and not isinstance(result, bool) and moved == _one_step(float(result)):
        return float(result)
    return result
