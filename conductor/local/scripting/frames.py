"""The messages between the server and a script worker: frames with a length in front, over a stream socket.

A worker has run foreign code, so the server believes nothing that comes from it: frames have a limit in size, and
their content is text that is parsed as JSON and checked.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from conductor.local.engine.script_calls import Language

LANGUAGES: Final[tuple[Language, ...]] = ("javascript", "javascript_syntax", "jq", "python")
# Room for an error text beside the largest result, and for what encodes a character in several bytes.
ERROR_BYTES: Final = 64 * 1024
# To the fork server, see there: the operation, a worker id, the length of what follows. And what it answers: a worker
# id, and a return code or SLOWED.
COMMAND: Final = struct.Struct(">cQI")
EXITED: Final = struct.Struct(">Qi")
FORK, END, WATCH, RELEASE = b"F", b"E", b"W", b"R"
SLOWED: Final = 1 << 20
_REQUEST = struct.Struct(">IBqI")
_REPLY = struct.Struct(">IB?")


class ReplyKind(IntEnum):
    """What a reply of a worker holds."""

    READY = 0  # the worker has started; no content
    VALUE = 1  # JSON text
    ERROR = 2  # the error text of the script
    OUT_OF_TIME = 3  # no content
    OUT_OF_MEMORY = 4  # no content
    RESULT_TOO_LARGE = 5  # no content
    NOT_STARTED = 6  # why there is no worker


_KINDS: Final = frozenset(ReplyKind)


@dataclass(frozen=True)
class Request:
    """One script for a worker; `scope` is JSON text."""

    language: Language
    source: str
    scope: str
    now_ms: int


class FrameError(Exception):
    """A frame that no worker of ours would send."""


def encode_request(request: Request) -> bytes:
    """Return the frame of a request."""
    # A lone surrogate in a script is legal in the JSON that brought it; the interpreters refuse it with an error.
    source = request.source.encode("utf-8", "surrogatepass")
    scope = request.scope.encode("utf-8", "surrogatepass")
    length = _REQUEST.size - 4 + len(source) + len(scope)
    head = _REQUEST.pack(length, LANGUAGES.index(request.language), request.now_ms, len(source))
    return b"".join((head, source, scope))


def decode_request(body: bytes) -> Request:
    """Return the request of a frame without its length field."""
    language, now_ms, source_length = struct.unpack_from(">BqI", body)
    start = _REQUEST.size - 4
    source = body[start : start + source_length].decode("utf-8", "surrogatepass")
    scope = body[start + source_length :].decode("utf-8", "surrogatepass")
    return Request(LANGUAGES[language], source, scope, now_ms)


@dataclass(frozen=True)
class Reply:
    """What a worker sent; after a `last` one it takes no further request."""

    kind: ReplyKind
    content: bytes = b""
    last: bool = False


def encode_reply(kind: ReplyKind, text: str = "", *, last: bool = False) -> bytes:
    """Return the frame of a reply."""
    content = text.encode("utf-8", "replace" if kind == ReplyKind.ERROR else "strict")
    return _REPLY.pack(len(content) + 2, kind, last) + content


class ReplyReader:
    """Assembles one reply from the bytes that a worker sends."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._received = bytearray()

    def feed(self, data: bytes) -> Reply | None:
        """Add bytes, and return the reply when it is complete, else None.

        Raises:
            FrameError: these bytes are not the beginning of one reply.
        """
        self._received += data
        if len(self._received) < _REPLY.size:
            return None
        length, kind, last = _REPLY.unpack_from(self._received)
        if not 2 <= length <= self._max_bytes or kind not in _KINDS:
            raise FrameError(f"a reply of kind {kind} with {length} bytes")
        if len(self._received) < 4 + length:
            return None
        if len(self._received) > 4 + length and kind != ReplyKind.READY:
            raise FrameError("more than one reply")
        content = bytes(self._received[_REPLY.size : 4 + length])
        del self._received[: 4 + length]
        return Reply(ReplyKind(kind), content, last)
