"""JavaScript in a worker process: a fresh interpreter for each script."""

from __future__ import annotations

import json
import re
from importlib import import_module
from typing import Any, Protocol, cast

from conductor.local.scripting.frames import ReplyKind, Request
from conductor.local.scripting.limits import ScriptLimits

from .confinement import peak_memory_bytes
from .javascript_prelude import JAVA_METHODS, PRELUDE, RESULTS

# Half a MiB is not enough for the conversion of a result of 900 levels.
STACK_LIMIT_BYTES = 2 * 1024 * 1024
_INTERRUPTED = re.compile(r"InternalError: interrupted")
_OUT_OF_MEMORY = re.compile(r"InternalError: out of memory|MemoryError")


class _Context(Protocol):
    """The part of the JavaScript interpreter that is used."""

    def eval(self, code: str) -> Any: ...
    def set_time_limit(self, limit: float) -> None: ...
    def set_memory_limit(self, limit: int) -> None: ...
    def set_max_stack_size(self, limit: int) -> None: ...


class JavaScript:
    """Evaluates scripts, each in an interpreter of its own, so that none sees the data of another one.

    The interpreter stops a script at its limits with an error, and the worker lives on. The limits of the process
    stop what the interpreter does not watch, such as a long call of one built-in function.
    """

    def __init__(self, limits: ScriptLimits) -> None:
        self._limits = limits
        self._module = import_module("quickjs")
        self._prepared: Any = None
        self._idle_bytes = peak_memory_bytes()

    def prepare(self) -> None:
        """Make the interpreter of the next script, while nobody waits for it."""
        if self._prepared is None:
            self._prepared = self._new_context().eval(PRELUDE)(JAVA_METHODS, RESULTS)

    def evaluate(self, request: Request) -> tuple[ReplyKind, str]:
        """Return the reply to a request."""
        self.prepare()
        run, self._prepared = self._prepared, None
        try:
            # The binding would cut integers to 32 bits.
            answer = run(request.source, request.scope, float(request.now_ms), float(self._limits.result_bytes))
        except Exception as error:  # noqa: BLE001 - the interpreter's own type; whatever a script does fails it
            return self._stopped(request, str(error))
        if not isinstance(answer, str):
            return ReplyKind.ERROR, f"Error evaluating the script `{type(answer).__name__}`"
        if answer[:1] == "V":
            return ReplyKind.VALUE, answer[1:]
        if answer[:1] == "L":
            return ReplyKind.RESULT_TOO_LARGE, ""
        return self._thrown(request, answer[1:])

    def parse(self, request: Request) -> tuple[ReplyKind, str]:
        """Return the error text of a script that cannot be parsed, or null, as JSON."""
        context = self._new_context()
        try:
            context.eval(_parse_only(request.source))
        except Exception as error:  # noqa: BLE001 - the interpreter's own type
            kind, text = self._stopped(request, str(error))
            if kind != ReplyKind.ERROR:
                return kind, text
            first = (str(error).strip().splitlines() or [""])[0]
            if first.startswith("SyntaxError"):
                return ReplyKind.VALUE, json.dumps(_syntax_text(request.source, first))
        return ReplyKind.VALUE, "null"

    def _new_context(self) -> _Context:
        context = cast("_Context", self._module.Context())
        context.set_time_limit(self._limits.time_s)
        context.set_memory_limit(self._limits.memory_bytes)
        context.set_max_stack_size(STACK_LIMIT_BYTES)
        return context

    def _stopped(self, request: Request, error: str) -> tuple[ReplyKind, str]:
        """Return the reply for an error that the prelude did not catch.

        Only the interpreter can end a script past the prelude. A script that throws an error of this name is caught.
        """
        if _INTERRUPTED.match(error):
            return ReplyKind.OUT_OF_TIME, ""
        return self._thrown(request, error)

    def _thrown(self, request: Request, error: str) -> tuple[ReplyKind, str]:
        # The interpreter throws null when it has no memory for an error; a script can throw null, too.
        is_full = peak_memory_bytes() - self._idle_bytes > self._limits.memory_bytes // 2
        if _OUT_OF_MEMORY.match(error) or (is_full and error.strip() == "null"):
            return ReplyKind.OUT_OF_MEMORY, ""
        return ReplyKind.ERROR, _error_text(request.source, error)


def _parse_only(source: str) -> str:
    return f"(0, eval)({json.dumps('if (false) {' + chr(10) + source + chr(10) + '}')})"


def _syntax_text(source: str, text: str) -> str:
    detail = text.partition(":")[2].strip()
    lines = source.splitlines()
    return f"SyntaxError: inline:{max(len(lines), 1)}:{len(lines[-1]) if lines else 0} {detail}"


def _error_text(source: str, error: str) -> str:
    """Return what the server shows of an error; `error` has the stack of the interpreter after its first line."""
    lines = error.strip().splitlines()
    first = lines[0] if lines else "Error"
    name = first.partition(":")[0]
    if name == "ReferenceError":
        first = re.sub(r"^ReferenceError: '?(\w+)'? is not defined", r"ReferenceError: \1 is not defined", first)
    if name == "SyntaxError":
        return f"Error evaluating the script `{_syntax_text(source, first)}` at line 1"
    place = ""
    if name in {"ReferenceError", "TypeError", "RangeError"}:
        match = re.search(r"<(?:input|eval|evalScript)>:(\d+)", error)
        place = f" at line {match[1] if match else 1}"
    return f"Error evaluating the script `{first}`{place}"
