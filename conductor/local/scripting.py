"""JavaScript, jq and python expressions; the interpreters are optional and loaded when first used."""

from __future__ import annotations

import json
import math
import re
import sys
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Protocol, cast

from .engine.errors import EngineError
from .engine.runtime import ScriptError
from .engine.values import JsonMap, hash_ordered, is_list, is_map
from .jq_dialect import keep_doubles, refusal
from .plain_scripts import is_plain, plain_value
from .prelude import PRELUDE

TIME_LIMIT_S = 4.0
MEMORY_LIMIT_BYTES = 64 * 1024 * 1024
STACK_LIMIT_BYTES = 512 * 1024
_INTERPRETERS = {"javascript": ("quickjs", "JavaScript"), "jq": ("jq", "jq")}
_MISSING = "{what} expressions need the extra 'local' of conductor-sdk (pip install 'conductor-sdk[local]')"


class _Context(Protocol):
    """The part of the JavaScript interpreter that is used."""

    def eval(self, code: str) -> Any: ...
    def set_time_limit(self, limit: float) -> None: ...
    def set_memory_limit(self, limit: int) -> None: ...
    def set_max_stack_size(self, limit: int) -> None: ...


class LocalScripts:
    """Runs the scripts of workflows: no host, no network, bounded time and memory.

    Python expressions run on the host and are refused unless `allow_python` is set.
    """

    def __init__(self, *, allow_python: bool = False, time_limit_s: float = TIME_LIMIT_S) -> None:
        self._allow_python = allow_python
        self._time_limit_s = time_limit_s
        self._compiled: dict[str, Any] = {}

    def javascript(self, source: str, scope: JsonMap) -> Any:
        """The value of a script that sees `scope` as `$`; ScriptError when it fails."""
        known, value = plain_value(source, scope)
        if known:
            return value
        context = _new_context(self._time_limit_s)
        prelude = context.eval(PRELUDE)
        try:
            answer = prelude(source, json.dumps(scope))
        except Exception as error:  # noqa: BLE001 - the interpreter's own type; whatever a script throws fails it
            raise ScriptError(_javascript_failure(source, str(error))) from None
        return _from_wire(json.loads(answer))

    def syntax_error(self, source: str) -> str | None:
        """The error text of a script that cannot be parsed, else None (also without an interpreter)."""
        try:
            context = _new_context(self._time_limit_s)
        except ScriptError:
            return None
        try:
            context.eval(_parse_only(source))
        except Exception as error:  # noqa: BLE001 - the interpreter's own type
            text = str(error).strip().splitlines()[0]
            return _syntax_text(source, text) if text.startswith("SyntaxError") else None
        return None

    def missing(self, language: str, source: str) -> str | None:
        """Why a script cannot run here, as its interpreter (of javascript or jq) is not installed, else None."""
        module, what = _INTERPRETERS[language]
        if find_spec(module) is not None or (language == "javascript" and is_plain(source)):
            return None
        return _MISSING.format(what=what)

    def jq(self, query: str, value: Any) -> list[Any]:
        """All results of a jq query; ScriptError when it fails."""
        refused = refusal(query)
        if refused is not None:
            raise ScriptError(refused)
        try:
            return keep_doubles(self._run_jq, query, value)
        except ValueError as error:
            raise ScriptError(_jq_failure(str(error))) from None

    def _run_jq(self, query: str, value: Any) -> list[Any]:
        program = self._compiled.get(query)
        if program is None:
            program = self._compiled[query] = _optional("jq", "jq").compile(query)
        text: str = program.input_text(json.dumps(value)).text()
        return [json.loads(line, parse_float=_finite) for line in text.splitlines()]

    def python(self, source: str, scope: JsonMap) -> Any:
        """The value a function body returns; ScriptError when it fails or is not allowed."""
        if not self._allow_python:
            raise ScriptError("python expressions run on the host: start the server with --allow-python to permit them")
        body = "".join(f"\n    {line}" for line in source.splitlines()) or "\n    pass"
        names: dict[str, Any] = {name: item for name, item in scope.items() if name.isidentifier()}
        try:
            exec(f"def __evaluate__():{body}", names)  # noqa: S102 - the user asked for it by --allow-python
            found = names["__evaluate__"]()
        except Exception as error:  # noqa: BLE001 - whatever the user's code raises fails the task
            raise ScriptError(f"{type(error).__name__}: {error}") from None
        if isinstance(found, list | tuple | set):
            raise EngineError("Unable to upload payload to external storage for workflow")
        return found


def _new_context(time_limit_s: float) -> _Context:
    quickjs = _optional("quickjs", "JavaScript")
    context = cast("_Context", quickjs.Context())
    context.set_time_limit(time_limit_s)
    context.set_memory_limit(MEMORY_LIMIT_BYTES)
    context.set_max_stack_size(STACK_LIMIT_BYTES)
    return context


def _optional(module: str, what: str) -> Any:
    try:
        return import_module(module)
    except ImportError:
        raise ScriptError(_MISSING.format(what=what)) from None


def _parse_only(source: str) -> str:
    return f"(0, eval)({json.dumps('if (false) {' + chr(10) + source + chr(10) + '}')})"


def _syntax_text(source: str, text: str) -> str:
    detail = text.partition(":")[2].strip()
    last = source.splitlines()[-1] if source.splitlines() else ""
    return f"SyntaxError: inline:{max(len(source.splitlines()), 1)}:{len(last)} {detail}"


def _javascript_failure(source: str, error: str) -> str:
    lines = error.strip().splitlines()
    first = lines[0] if lines else "Error"
    name = first.partition(":")[0]
    if name == "ReferenceError":
        first = re.sub(r"^ReferenceError: '?(\w+)'? is not defined", r"ReferenceError: \1 is not defined", first)
    if name == "InternalError" and "interrupted" in first:
        return f"Script not evaluated within {TIME_LIMIT_S:.0f} seconds, interrupted."
    place = " at line 1" if name in {"ReferenceError", "TypeError", "RangeError"} else ""
    if name == "SyntaxError":
        first, place = _syntax_text(source, first), " at line 1"
    match = re.search(r"<(?:input|eval|evalScript)>:(\d+)", error)
    if place and match is not None and name != "SyntaxError":
        place = f" at line {match[1]}"
    return f"Error evaluating the script `{first}`{place}"


def _finite(text: str) -> float | str:
    """A number; jq writes an infinite one as the largest there is, and the server as a text."""
    number = float(text)
    if abs(number) < sys.float_info.max:
        return number
    return "Infinity" if number > 0 else "-Infinity"


def _jq_failure(text: str) -> str:
    return text.removeprefix("jq: error: ").strip()


def _from_wire(value: Any) -> Any:
    if not is_map(value):
        return value
    ((kind, held),) = value.items()
    if kind == "$list" and is_list(held):
        return [_from_wire(item) for item in held]
    if kind == "$map":
        return hash_ordered({key: _from_wire(item) for key, item in held})
    if kind in {"$int", "$big"}:
        return int(held) if abs(int(held)) < 1 << 63 else float(held)
    if kind == "$float":
        found = float(held)
        return found if math.isfinite(found) else str(held)
    return held
