"""How the real server's implementation of jq (jackson-jq) differs from the C one.

It lacks functions and some syntax, and keeps a number that a query does not touch as it was written: 2.0 stays 2.0,
where the C implementation says 2. Such numbers are found by a second run in which each of them is a little off.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from conductor.local.engine.values import is_list, is_map

from .jq_grammar import Token, tokens

# The functions of the C implementation (1.8) that the real server does not have. Recorded from server 3.32.3, which was
# asked for each entry of `builtins` and answered "Function NAME/ARITY does not exist".
_MISSING: Final = (
    "IN/1 IN/2 INDEX/1 INDEX/2 JOIN/2 JOIN/3 JOIN/4 abs/0 acos/0 acosh/0 add/1 asin/0 asinh/0 atan2/2 atanh/0 "
    "bsearch/1 builtins/0 cbrt/0 ceil/0 copysign/2 cosh/0 debug/0 debug/1 delpaths/1 drem/2 env/0 erf/0 erfc/0 "
    "error/0 exp/0 exp10/0 exp2/0 expm1/0 fabs/0 fdim/2 finites/0 fma/3 fmax/2 fmin/2 fmod/2 format/1 frexp/0 "
    "fromdate/0 fromdateiso8601/0 fromstream/1 gamma/0 get_jq_origin/0 get_prog_origin/0 get_search_list/0 "
    "getpath/1 gmtime/0 halt/0 halt_error/0 halt_error/1 have_decnum/0 have_literal_numbers/0 hypot/2 input/0 "
    "input_filename/0 input_line_number/0 inputs/0 isempty/1 isfinite/0 isnormal/0 j0/0 j1/0 jn/2 ldexp/2 lgamma/0 "
    "lgamma_r/0 localtime/0 log/0 log10/0 log1p/0 logb/0 ltrim/0 mktime/0 modf/0 modulemeta/0 nearbyint/0 "
    "nextafter/2 nexttoward/2 normals/0 now/0 path/1 pick/1 remainder/2 repeat/1 rint/0 round/0 rtrim/0 scalb/2 "
    "scalbln/2 setpath/2 significand/0 sinh/0 skip/2 stderr/0 strflocaltime/1 strftime/1 strptime/1 tan/0 tanh/0 "
    "tgamma/0 toboolean/0 todate/0 todateiso8601/0 tostream/0 trim/0 trimstr/1 trunc/0 truncate_stream/1 y0/0 y1/0 "
    "yn/2"
)
# Those of them that look outside of a query: at the clock, the environment, files, other inputs; or that write, or
# end the process.
_OUTSIDE: Final = (
    "now/0 env/0 input/0 inputs/0 debug/0 debug/1 stderr/0 halt/0 halt_error/0 halt_error/1 input_filename/0 "
    "input_line_number/0 builtins/0 get_search_list/0 get_jq_origin/0 get_prog_origin/0 modulemeta/0 localtime/0 "
    "strflocaltime/1 mktime/0 gmtime/0 strftime/1 strptime/1"
)
_UNDEFINED: Final = {"$ENV", "$__loc__"}
_NOT_ITS_SYNTAX: Final = {"label", "import", "include"}


def shadow(name: str, arity: int) -> str:
    """Return a definition by which a function fails as one that does not exist does in the real server.

    It fails when it is called, not when the query is compiled: `if false then now else 1 end` is 1 there (recorded).
    """
    parameters = ";".join(f"a{number}" for number in range(arity))
    head = f"{name}({parameters})" if arity else name
    return f'def {head}: error("Function {name}/{arity} does not exist");'


def _by_name(functions: str) -> dict[str, str]:
    shadows: dict[str, str] = {}
    for function in functions.split():
        name, _, arity = function.partition("/")
        shadows[name] = shadows.get(name, "") + shadow(name, int(arity))
    return shadows


_ALWAYS: Final = "".join(_by_name(_OUTSIDE).values())
_SHADOWS: Final = _by_name(" ".join(one for one in _MISSING.split() if one not in _OUTSIDE.split()))
_NAME: Final = re.compile(r"[A-Za-z_]\w*", re.ASCII)


def shadows(query: str) -> str:
    """Return what goes in front of a query, so that it has the functions of the real server, and reaches no others.

    As definitions come first, `import` and `include` are errors of syntax: jq has them at the beginning only.
    """
    used = sorted(_SHADOWS.keys() & set(_NAME.findall(query)))
    return f"{_ALWAYS}{''.join(map(_SHADOWS.__getitem__, used))}{{}} as $ENV | "


def refusal(query: str) -> str | None:
    """Return the error of the real server for what is not in its grammar but in that of the C implementation.

    It is for the same errors. What a query can reach does not depend on it.
    """
    found = list(tokens(query))
    for number, token in enumerate(found):
        if token.kind == "variable" and token.text in _UNDEFINED:
            return f"Undefined variable: {token.text}"
        following = found[number + 1] if number + 1 < len(found) else None
        if token.kind == "name" and token.text in _NOT_ITS_SYNTAX and following is not None:
            is_label = token.text == "label" and following.kind == "variable"
            if is_label or (token.text != "label" and number == 0 and following.kind == "string"):
                return _encountered(query, token)
    return None


def _encountered(query: str, token: Token) -> str:
    """Return the first line of the error of its parser (ParseException of JavaCC)."""
    before = query[: token.start]
    line, column = before.count("\n") + 1, token.start - (before.rfind("\n") + 1) + 1
    return f'Encountered " "{token.text}" "{token.text} "" at line {line}, column {column}.'


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
    return any(_is_literal_double(token) for token in tokens(query))


def _is_literal_double(token: Token) -> bool:
    return token.kind == "number" and not token.text.isdecimal() and _is_double(token.text)


def _is_double(text: str) -> bool:
    return float(text).is_integer()  # also "1e999", which is infinite and is not


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
    pieces: list[str] = []
    position = 0
    for token in tokens(query):
        if _is_literal_double(token):
            pieces += [query[position : token.start], repr(_one_step(float(token.text)))]
            position = token.start + len(token.text)
    return "".join([*pieces, query[position:]])


def _marked(result: Any, moved: Any) -> Any:
    if is_map(result) and is_map(moved) and result.keys() == moved.keys():
        return {key: _marked(item, moved[key]) for key, item in result.items()}
    if is_list(result) and is_list(moved) and len(result) == len(moved):
        return [_marked(item, other) for item, other in zip(result, moved, strict=True)]
    if isinstance(result, int) and not isinstance(result, bool) and moved == _one_step(float(result)):
        return float(result)
    return result
