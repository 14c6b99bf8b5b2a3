"""HTTP/1.1 on transports of asyncio, for many small requests: httptools reads the answers."""

from __future__ import annotations

import asyncio
import select
import socket
import sys
import time
from typing import TYPE_CHECKING, Any, cast

import aiohappyeyeballs
import attrs
import httpx
from httptools import HttpParserError, HttpParserUpgrade, HttpResponseParser

from conductor._net.connection import KEEP_ALIVE_S, POOL_SIZE
from conductor.errors import UsageError

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Sequence

    from conductor.config import Settings

# RFC 8305, section 5.
_NEXT_ADDRESS_AFTER_S = 0.25
_LARGEST_HEAD_BYTES = 100_000
# What the system takes at once from a connection that has nothing else to send.
_SURELY_SENT_BYTES = 16_384
_BLANKS = b" \t"
_CHUNKED = b"chunked"
_LENGTHS = (b"content-length", b"transfer-encoding")
_FIRST_STATUS, _FIRST_FINAL_STATUS, _FIRST_ERROR_STATUS = 100, 200, 400


@attrs.define
class Received:
    """An answer as it came over the line."""

    status: int
    headers: list[tuple[bytes, bytes]]
    content: bytes
    is_compressed: bool


class Connections:
    """Connections to one server, each for one request at a time.

    Args:
        settings: Those of the client that they work for: address, and how long to wait for a connection.
        tls: What makes connections to an https address safe.
        size: The largest number of connections.
        keep_alive_s: A connection that was idle for so long is not used again: the server may be about to close it.
    """

    def __init__(
        self, settings: Settings, tls: ssl.SSLContext, *, size: int = POOL_SIZE, keep_alive_s: float = KEEP_ALIVE_S
    ) -> None:
        url = httpx.URL(settings.server_url)
        # Not as a text: of some names Python makes others than httpx did.
        self._host = url.raw_host
        self._port = url.port or (443 if url.scheme == "https" else 80)
        self._tls = tls if url.scheme == "https" else None
        self._limit_s = settings.connect_timeout_s
        self._places = asyncio.Semaphore(size)
        self._keep_alive_s = keep_alive_s
        self._idle: list[Connection] = []
        self._open: set[Connection] = set()
        self._is_closed = False

    async def exchange(self, request: bytes) -> Received:
        """Send a request and give the answer.

        Raises:
            httpx.RequestError: there is no connection, or it broke.
            UsageError: they are closed.
        """
        async with self._places:
            connection = self._take_idle() or await self._connect()
            try:
                self._check_open()
                return await connection.exchange(request)
            finally:
                if connection.is_reusable:
                    self._idle.append(connection)
                else:
                    connection.abort()

    async def aclose(self) -> None:
        """Close all connections; whoever waits for an answer, or for a connection, gets an error."""
        self._is_closed = True
        for connection in list(self._open):
            connection.abort()
        # The loop closes the sockets in its next round.
        await asyncio.sleep(0)

    def _check_open(self) -> None:
        if self._is_closed:
            raise UsageError("the client is closed: make a new one")

    def _take_idle(self) -> Connection | None:
        """Give the connection that was used last: the others can get old, and be closed."""
        while self._idle:
            connection = self._idle.pop()
            if connection.is_free() and time.monotonic() - connection.answered_s < self._keep_alive_s:
                return connection
            connection.abort()
        return None

    async def _connect(self) -> Connection:
        self._check_open()
        try:
            async with asyncio.timeout(self._limit_s):
                connection = await self._connected()
        except TimeoutError as error:
            raise httpx.ConnectTimeout("") from error
        except (OSError, RuntimeError, UnicodeError) as error:
            raise httpx.ConnectError(str(error)) from error
        self._open.add(connection)
        return connection

    async def _connected(self) -> Connection:
        loop = asyncio.get_running_loop()
        line = await aiohappyeyeballs.start_connection(  # pyright: ignore[reportUnknownMemberType] # its hints have holes
            await _look_up(self._host, self._port), happy_eyeballs_delay=_NEXT_ADDRESS_AFTER_S
        )
        name = None
        if self._tls is not None:
            name = self._host.decode("ascii")
            # Here, since the context may be one of the user's that others use as well.
            self._tls.set_alpn_protocols(["http/1.1"])
        _, connection = await loop.create_connection(
            lambda: Connection(self._open.discard), sock=line, ssl=self._tls, server_hostname=name
        )
        return connection


class Connection(asyncio.Protocol):
    """A connection: sends a request, and reads its answer before the next one.

    Args:
        forget: Called when it is closed.
    """

    def __init__(self, forget: Callable[[Connection], object]) -> None:
        self.is_reusable = False
        """Whether nothing of the last request or answer is left over."""
        self.answered_s = 0.0
        self._forget = forget
        self._parser = HttpResponseParser(self)
        self._answer: asyncio.Future[Received] | None = None
        self._request_bytes = 0
        self._head_bytes = 0
        self._is_final = False
        """Whether the head that was read is that of the answer, not of something before it."""
        self._ends_with_line = False
        """Whether the end of the connection is the end of the answer."""
        self._is_compressed = False
        self._headers: list[tuple[bytes, bytes]] = []
        self._parts: list[bytes] = []

    def is_free(self) -> bool:
        """Tell whether it can take a request; asks the system, too, since the loop may not have heard of its end."""
        return self.is_reusable and not self._transport.is_closing() and not _is_readable(self._socket)

    def exchange(self, request: bytes) -> asyncio.Future[Received]:
        """Send a request; give a future of its answer."""
        self.is_reusable = self._is_final = False
        self._request_bytes, self._head_bytes = len(request), 0
        self._answer = answer = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return answer

    def abort(self) -> None:
        """Close it at once."""
        self._transport.abort()

    # Called by asyncio:

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._socket: socket.socket = transport.get_extra_info("socket")
        self._is_safe = transport.get_extra_info("sslcontext") is not None

    def data_received(self, data: bytes) -> None:
        self._head_bytes += len(data)
        try:
            self._parser.feed_data(data)
        except (HttpParserError, HttpParserUpgrade) as error:
            self._fail(httpx.RemoteProtocolError(f"the answer is not HTTP/1.1: {error.__context__ or error}"))
        if self._head_bytes > _LARGEST_HEAD_BYTES:
            self._fail(httpx.RemoteProtocolError("the head of the answer is too large"))

    def connection_lost(self, exc: Exception | None) -> None:
        self._forget(self)
        if exc is None and self._is_final and self._ends_with_line:
            self.on_message_complete()
        self._fail(httpx.ReadError(str(exc) if exc else "the server closed it before the answer was complete"))

    # Called by the parser:

    def on_message_begin(self) -> None:
        if self._answer is None:
            raise ValueError("nobody asked for it")

    def on_header(self, name: bytes, value: bytes) -> None:
        # What comes after the body is of no use.
        if not self._is_final:
            self._headers.append((name, value.strip(_BLANKS)))

    def on_headers_complete(self) -> None:
        status = self._parser.get_status_code()
        named = {name.lower(): value.lower() for name, value in self._headers}
        if status < _FIRST_STATUS or named.get(b"transfer-encoding", _CHUNKED) != _CHUNKED:
            raise ValueError("its status or its transfer-encoding is unknown")
        self._is_final = status >= _FIRST_FINAL_STATUS
        self._ends_with_line = named.keys().isdisjoint(_LENGTHS)
        self._is_compressed = b"content-encoding" in named

    def on_body(self, part: bytes) -> None:
        self._head_bytes = 0
        self._parts.append(part)

    def on_message_complete(self) -> None:
        headers, parts, self._headers, self._parts = self._headers, self._parts, [], []
        answer = self._answer
        if answer is None or not self._is_final:
            return
        status = self._parser.get_status_code()
        self._answer = None
        self.is_reusable = self._parser.should_keep_alive() and not self._may_be_sending(status)
        self.answered_s = time.monotonic()
        if not answer.done():
            answer.set_result(Received(status, headers, b"".join(parts), self._is_compressed))

    def _may_be_sending(self, status: int) -> bool:
        """Tell whether some of the request is still on its way: a server that refuses a body need not read it."""
        if self._transport.get_write_buffer_size():
            return True
        # TLS does not tell what it has handed on.
        return self._is_safe and status >= _FIRST_ERROR_STATUS and self._request_bytes > _SURELY_SENT_BYTES

    def _fail(self, error: httpx.RequestError) -> None:
        self.is_reusable = False
        answer, self._answer = self._answer, None
        if answer is not None and not answer.done():
            answer.set_exception(error)
        self._transport.abort()


async def _look_up(host: bytes, port: int) -> Sequence[tuple[Any, ...]]:
    return await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)


def _is_readable(line: socket.socket) -> bool:
    if sys.platform == "win32":
        return bool(select.select([line], [], [], 0)[0])
    poll = select.poll()
    poll.register(line, select.POLLIN)
    return bool(poll.poll(0))
