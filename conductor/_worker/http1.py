"""HTTP/1.1 on transports of asyncio, for many small requests: httptools reads the answers."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, cast

import attrs
import httpx
from httptools import HttpParserError, HttpParserUpgrade, HttpResponseParser

from conductor._net.connection import transport_options
from conductor._worker.pools import shared_context

if TYPE_CHECKING:
    from collections.abc import Callable

    from conductor.config import Settings

_PLACES = 100
# Below the 20 s after which Tomcat, in the server, drops an idle connection.
_KEEP_ALIVE_S = 15.0
_FIRST_FINAL_STATUS = 200
_LENGTHS = (b"content-length", b"transfer-encoding")


@attrs.define
class Received:
    """An answer as it came over the line."""

    status: int
    headers: list[tuple[bytes, bytes]]
    content: bytes


class Connections:
    """Connections to one server, each for one request at a time.

    Args:
        settings: Those of the client that they work for: address, TLS, and how long to wait for a connection.
    """

    def __init__(self, settings: Settings) -> None:
        url = httpx.URL(settings.server_url)
        self._address = url.host, url.port or (443 if url.scheme == "https" else 80)
        self._tls = shared_context(transport_options(settings)["verify"]) if url.scheme == "https" else None
        self._limit_s = settings.connect_timeout_s
        self._places = asyncio.Semaphore(_PLACES)
        self._idle: list[Connection] = []
        self._open: set[Connection] = set()

    async def exchange(self, request: bytes) -> Received:
        """Send a request and give the answer.

        Raises:
            httpx.RequestError: there is no connection, or it broke.
        """
        async with self._places:
            connection = self._take_idle() or await self._connect()
            try:
                return await connection.exchange(request)
            finally:
                if connection.is_reusable:
                    self._idle.append(connection)
                else:
                    connection.abort()

    async def aclose(self) -> None:
        """Close all connections; what still waits for an answer gets an error."""
        for connection in list(self._open):
            connection.abort()
        # The loop closes the sockets in its next round.
        await asyncio.sleep(0)

    def _take_idle(self) -> Connection | None:
        """Give the connection that was used last: the others can get old, and be closed."""
        while self._idle:
            connection = self._idle.pop()
            if connection.is_reusable and time.monotonic() - connection.answered_s < _KEEP_ALIVE_S:
                return connection
            connection.abort()
        return None

    async def _connect(self) -> Connection:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(self._limit_s):
                _, connection = await loop.create_connection(
                    lambda: Connection(self._open.discard), *self._address, ssl=self._tls
                )
        except TimeoutError as error:
            raise httpx.ConnectTimeout("") from error
        except OSError as error:
            raise httpx.ConnectError(str(error)) from error
        self._open.add(connection)
        return connection


class Connection(asyncio.Protocol):
    """A connection: sends a request, and reads its answer before the next one.

    Args:
        forget: Called when it is closed.
    """

    def __init__(self, forget: Callable[[Connection], object]) -> None:
        self.is_reusable = False
        """Whether it is open, and nothing of the last request or answer is left over."""
        self.answered_s = 0.0
        self._forget = forget
        self._parser = HttpResponseParser(self)
        self._answer: asyncio.Future[Received] | None = None
        self._headers: list[tuple[bytes, bytes]] = []
        self._parts: list[bytes] = []
        self._has_head = False

    def exchange(self, request: bytes) -> asyncio.Future[Received]:
        """Send a request; give a future of its answer."""
        self.is_reusable = self._has_head = False
        self._answer = answer = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return answer

    def abort(self) -> None:
        """Close it at once."""
        self._transport.abort()

    # Called by asyncio:

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        try:
            self._parser.feed_data(data)
        except (HttpParserError, HttpParserUpgrade) as error:
            self._fail(httpx.RemoteProtocolError(f"the answer is not HTTP/1.1: {error}"))

    def connection_lost(self, exc: Exception | None) -> None:
        self._forget(self)
        if exc is None and self._answer is not None and self._ends_with_connection():
            self.on_message_complete()
        self._fail(httpx.ReadError(str(exc) if exc else "the server closed it before the answer was complete"))

    # Called by the parser:

    def on_message_begin(self) -> None:
        if self._answer is None:
            raise ValueError("nobody asked")
        self._headers, self._parts = [], []

    def on_header(self, name: bytes, value: bytes) -> None:
        # What comes after the body is of no use.
        if not self._has_head:
            self._headers.append((name, value))

    def on_headers_complete(self) -> None:
        self._has_head = self._parser.get_status_code() >= _FIRST_FINAL_STATUS

    def on_body(self, part: bytes) -> None:
        self._parts.append(part)

    def on_message_complete(self) -> None:
        answer = self._answer
        if answer is None or not self._has_head:
            return
        self._answer = None
        self.is_reusable = self._parser.should_keep_alive() and not self._transport.get_write_buffer_size()
        self.answered_s = time.monotonic()
        if not answer.done():
            answer.set_result(Received(self._parser.get_status_code(), self._headers, b"".join(self._parts)))

    def _ends_with_connection(self) -> bool:
        return self._has_head and not any(name.lower() in _LENGTHS for name, _ in self._headers)

    def _fail(self, error: httpx.RequestError) -> None:
        self.is_reusable = False
        answer, self._answer = self._answer, None
        if answer is not None and not answer.done():
            answer.set_exception(error)
        self._transport.abort()
