# Generated from openapi/openapi.json by `make regen`; do not edit.
"""Server-sent events, read as they come: https://html.spec.whatwg.org/multipage/server-sent-events.html."""

import json
from collections.abc import Iterator
from typing import Any

from attrs import define

MAX_EVENT_BYTES = 16 * 1024 * 1024
"""An event that is larger ends the stream with an error: a server that never ends one would fill the memory."""


@define
class ServerEvent:
    """One event of a stream.

    Attributes:
        data: its text, the lines joined by line ends
        event: its type; "message" when the server names none
        id: the last id that the server sent, or ""
        retry_ms: how long the server asks to wait before the next connection; None when it does not say
    """

    data: str
    event: str = "message"
    id: str = ""
    retry_ms: int | None = None

    def json(self) -> Any:
        """Return the data read as JSON; raises ValueError when it is not JSON."""
        return json.loads(self.data)


class EventReader:
    """Turns the bytes of a stream into events, in pieces of any size."""

    def __init__(self) -> None:
        self._rest = b""
        self._lines: list[str] = []
        self._size = 0
        self._event = ""
        self._id = ""
        self._retry_ms: int | None = None
        self._is_first = True

    def feed(self, chunk: bytes) -> Iterator[ServerEvent]:
        """Give the events that are complete; raises ValueError for one that is too large."""
        lines = (self._rest + chunk).splitlines(keepends=True)
        # A line end may still lack its second half.
        self._rest = lines.pop() if lines and not lines[-1].endswith(b"\n") else b""
        for line in lines:
            yield from self._line(line.rstrip(b"\r\n"))
        if self._size + len(self._rest) > MAX_EVENT_BYTES:
            raise ValueError(f"an event is larger than {MAX_EVENT_BYTES} bytes")

    def end(self) -> Iterator[ServerEvent]:
        """Give the event that the last line end completes, if there is one; what is not complete is no event."""
        if self._rest.endswith(b"\r"):
            yield from self._line(self._rest.rstrip(b"\r"))
        self._rest = b""

    def _line(self, raw: bytes) -> Iterator[ServerEvent]:
        line = raw.decode("utf-8", "replace")
        if self._is_first:
            line = line.removeprefix("\ufeff")
            self._is_first = False
        if not line:
            if self._lines:
                yield ServerEvent("\n".join(self._lines), self._event or "message", self._id, self._retry_ms)
            self._lines, self._event, self._size = [], "", 0
            return
        name, _, value = line.partition(":")
        self._field(name, value.removeprefix(" "))
        if self._size > MAX_EVENT_BYTES:
            raise ValueError(f"an event is larger than {MAX_EVENT_BYTES} bytes")

    def _field(self, name: str, value: str) -> None:
        if name == "data":
            self._lines.append(value)
            self._size += len(value) + 1
        elif name == "event":
            self._event = value
        elif name == "id" and "\0" not in value:
            self._id = value
        elif name == "retry" and value.isascii() and value.isdigit():
            self._retry_ms = int(value[:9])


__all__ = ["EventReader", "ServerEvent"]
