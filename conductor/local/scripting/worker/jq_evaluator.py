"""jq in a worker process."""

from __future__ import annotations

import json
import re
from collections import OrderedDict
from importlib import import_module
from typing import Any, Final

from conductor.local.scripting.frames import ReplyKind, Request
from conductor.local.scripting.limits import ScriptLimits

from .jq_dialect import has_doubles, keep_doubles, literal_doubles, refusal, shadow, shadows

_MAX_UNKNOWN: Final = 20
_UNKNOWN_FUNCTION: Final = re.compile(r"jq: error: ([A-Za-z_]\w*)/(\d{1,2}) is not defined", re.ASCII)
_UNKNOWN_VARIABLE: Final = re.compile(r"jq: error: (\$\w+) is not defined", re.ASCII)
_MAX_PROGRAMS: Final = 32
_MAX_CACHED_SOURCE: Final = 16 * 1024
# What may be a double such as 2.0 or 1e3 in JSON text. It also finds some in strings, which costs time only.
_MAYBE_DOUBLE: Final = re.compile(r"\d(?:\.0|[eE])")


class Jq:
    """Evaluates jq queries with the C implementation.

    The environment of the process is empty and it can open no file, so queries that ask for them get nothing.
    Functions that reach the outside, and are not in the real server's jq, are shadowed by ones that fail.
    """

    def __init__(self, limits: ScriptLimits, *, check_dialect: bool = True) -> None:
        self._limits = limits
        self._check_dialect = check_dialect
        self._module = import_module("jq")
        self._programs: OrderedDict[str, Any] = OrderedDict()

    def evaluate(self, request: Request) -> tuple[ReplyKind, str]:
        """Return the reply to a request; its value is the list of all results."""
        query = request.source
        refused = refusal(query) if self._check_dialect and query not in self._programs else None
        if refused is not None:
            return ReplyKind.ERROR, refused
        try:
            texts = self._run_as_written(query, request.scope)
        except ValueError as error:
            return ReplyKind.ERROR, _error_text(str(error))
        except RecursionError:
            return ReplyKind.ERROR, "the result of the query is nested too deeply"
        if sum(map(len, texts)) + len(texts) > self._limits.result_bytes:
            return ReplyKind.RESULT_TOO_LARGE, ""
        return ReplyKind.VALUE, f"[{','.join(texts)}]"

    def _run_as_written(self, query: str, scope: str) -> list[str]:
        """Run a query so that numbers such as 2.0 stay as written where the query only passes them on."""
        texts = self._run(query, scope)
        has_literals = literal_doubles(query)
        if not texts or not (has_literals or _MAYBE_DOUBLE.search(scope)):
            return texts
        value = json.loads(scope)
        if not has_literals and not has_doubles(value):
            return texts
        results = keep_doubles(self._run_parsed, query, value, [json.loads(text) for text in texts])
        return [json.dumps(result) for result in results]

    def _run_parsed(self, query: str, value: Any) -> list[Any]:
        return [json.loads(text) for text in self._run(query, json.dumps(value))]

    def _run(self, query: str, scope: str) -> list[str]:
        text: str = self._compiled(query).input_text(scope).text()
        return text.splitlines()

    def _compiled(self, query: str) -> Any:
        program = self._programs.get(query)
        if program is None:
            program = self._compile(query)
            if len(query) <= _MAX_CACHED_SOURCE:
                self._programs[query] = program
            if len(self._programs) > _MAX_PROGRAMS:
                self._programs.popitem(last=False)
        else:
            self._programs.move_to_end(query)
        return program

    def _compile(self, query: str) -> Any:
        """Return the compiled query; ValueError when that fails.

        A function that does not exist fails a query here when it is compiled, and there only when it is called.
        """
        before = shadows(query)
        for _ in range(_MAX_UNKNOWN):
            try:
                return self._module.compile(before + query)
            except ValueError as error:
                unknown = _UNKNOWN_FUNCTION.match(str(error)) if self._check_dialect else None
                if unknown is None:
                    break
                before = shadow(unknown[1], int(unknown[2])) + before
        # The error of the query alone names the place in it.
        self._module.compile(query)
        raise ValueError("syntax error: import and include are not supported")


def _error_text(error: str) -> str:
    unknown = _UNKNOWN_VARIABLE.match(error)
    return f"Undefined variable: {unknown[1]}" if unknown else error.removeprefix("jq: error: ").strip()
