"""A script worker: a process that evaluates one script after the other, and is killed when one does not end.

It reads requests from the socket that is file descriptor 0, and writes one reply for each. It ends when the socket
closes. Everything that a script can influence happens while the timer of processor time runs.
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeVar

from conductor.local.scripting.config import WorkerConfig, missing_interpreter
from conductor.local.scripting.frames import ReplyKind, Request, decode_request, encode_reply
from conductor.local.scripting.limits import ScriptLimits

from .confinement import confine, cpu_timer, peak_memory_bytes, permit_environment
from .javascript import JavaScript
from .jq_evaluator import Jq
from .python_expression import PythonExpression

if TYPE_CHECKING:
    import socket

# Values of JSON may be nested 1,000 levels deep; python's own functions take several calls for a level.
_RECURSION_LIMIT: Final = 5_000
_OUT_OF_MEMORY: Final = encode_reply(ReplyKind.OUT_OF_MEMORY, last=True)
# The interpreter of JavaScript stops a script at the limit itself, and the worker lives on: the kernel comes after it.
_KERNEL_GRACE_S: Final = 0.05
# A worker whose scripts needed more than this is replaced, so that the next script has the same memory as any other.
_MAX_GROWTH_BYTES: Final = 16 * 1024 * 1024
_READ_BYTES: Final = 256 * 1024
_Kind = TypeVar("_Kind")


class Evaluators:
    """The interpreters of a worker; those that are not installed answer with an error."""

    def __init__(self, config: WorkerConfig) -> None:
        self._javascript = _optional(lambda: JavaScript(config.limits))
        self._jq = _optional(lambda: Jq(config.limits, check_dialect=config.check_dialect))
        self._python = PythonExpression(config.limits)

    def prepare(self) -> None:
        """Do what makes the next script faster."""
        if self._javascript is not None:
            self._javascript.prepare()

    def evaluate(self, request: Request) -> tuple[ReplyKind, str]:
        """Return the kind and the text of the reply to a request."""
        if request.language == "python":
            return self._python.evaluate(request)
        if request.language == "jq":
            return (ReplyKind.ERROR, missing_interpreter("jq")) if self._jq is None else self._jq.evaluate(request)
        if self._javascript is None:
            return ReplyKind.ERROR, missing_interpreter("JavaScript")
        if request.language == "javascript":
            return self._javascript.evaluate(request)
        return self._javascript.parse(request)


def load_interpreters() -> None:
    """Load all that a script may need: a confined process can open no file."""
    Evaluators(WorkerConfig(ScriptLimits())).prepare()


def _optional(make: Callable[[], _Kind]) -> _Kind | None:
    try:
        return make()
    except ImportError:
        return None


def serve(config: WorkerConfig, connection: socket.socket) -> None:
    """Confine this process, and evaluate scripts until the socket closes."""
    sys.setrecursionlimit(_RECURSION_LIMIT)
    confine(config.limits.memory_bytes, is_python=config.is_for_python)
    if config.environment is not None:
        permit_environment(dict(config.environment))
    evaluators = Evaluators(config)
    switch_timer = cpu_timer(config.limits.time_s + _KERNEL_GRACE_S)
    connection.sendall(encode_reply(ReplyKind.READY))
    evaluators.prepare()
    max_peak_bytes = peak_memory_bytes() + _MAX_GROWTH_BYTES
    while True:
        body = _receive(connection)
        if body is None:
            return
        switch_timer(True)
        kind, text = _evaluate(evaluators, body)
        last = config.is_for_python or peak_memory_bytes() > max_peak_bytes
        reply = _encode(kind, text, last=last)
        switch_timer(False)
        connection.sendall(reply)
        if last:
            return
        evaluators.prepare()


def _evaluate(evaluators: Evaluators, body: bytes) -> tuple[ReplyKind, str]:
    try:
        return evaluators.evaluate(decode_request(body))
    except MemoryError:
        return ReplyKind.OUT_OF_MEMORY, ""
    except Exception as error:  # noqa: BLE001 - whatever a script causes fails its task, and not the worker
        return ReplyKind.ERROR, f"{type(error).__name__}: {error}"


def _encode(kind: ReplyKind, text: str, *, last: bool) -> bytes:
    try:
        return encode_reply(kind, text, last=last)
    except MemoryError:
        return _OUT_OF_MEMORY
    except UnicodeEncodeError:
        return encode_reply(ReplyKind.ERROR, "the result has a text that is not Unicode", last=last)


def _receive(connection: socket.socket) -> bytes | None:
    """Return the body of a request, or None when the server has closed the socket."""
    received = connection.recv(_READ_BYTES)
    if not received:
        return None
    if len(received) >= 4 and len(received) == 4 + _length(received):
        return received[4:]
    rest = bytearray(received)
    while len(rest) < 4 or len(rest) < 4 + _length(rest):
        data = connection.recv(_READ_BYTES)
        if not data:
            return None
        rest += data
    return bytes(memoryview(rest)[4:])


def _length(received: bytes | bytearray) -> int:
    length: int = struct.unpack_from(">I", received)[0]
    return length
