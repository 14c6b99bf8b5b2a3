"""The embedded server on a socket: HTTP/1.1 with keep-alive."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from email.utils import formatdate
from typing import TypeAlias

import h11

from .api.http import Reply, Request
from .driver import Driver

MAX_BODY_BYTES = 64 * 1024 * 1024
_READ_BYTES = 64 * 1024
_TOO_LARGE = Reply(413, "text/plain", b"the body is too large")
Event: TypeAlias = "type[h11.NEED_DATA | h11.PAUSED] | h11.Event"


class HttpServer:
    """Serves a driver on one address; runs on the loop that starts it."""

    def __init__(self, driver: Driver, host: str, port: int) -> None:
        self._driver = driver
        self._host = host
        self._port = port
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.Task[None]] = set()

    async def start(self) -> int:
        """Begin to listen; gives the port (the one the system chose when 0 was asked for)."""
        self._server = await asyncio.start_server(self._serve, self._host, self._port)
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    async def stop(self) -> None:
        """Stop listening and drop all connections."""
        if self._server is not None:
            self._server.close()
        for task in list(self._connections):
            task.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is None:
            return
        self._connections.add(task)
        try:
            await _Connection(self._driver, reader, writer).run()
        except (ConnectionError, asyncio.CancelledError):
            return
        finally:
            self._connections.discard(task)
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()


class _Connection:
    def __init__(self, driver: Driver, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._driver = driver
        self._reader = reader
        self._writer = writer
        self._http = h11.Connection(h11.SERVER)

    async def run(self) -> None:
        while True:
            try:
                request = await self._read_request()
            except h11.RemoteProtocolError as error:
                await self._send(Reply(error.error_status_hint, "text/plain", b"bad request"))
                return
            if request is None:
                return
            reply = _TOO_LARGE if isinstance(request, int) else await self._answer(request)
            await self._send(reply)
            if self._http.our_state is h11.MUST_CLOSE:
                return
            self._http.start_next_cycle()

    async def _read_request(self) -> Request | int | None:
        """The next request, the size of one that is too large, or None at the end."""
        head: h11.Request | None = None
        chunks: list[bytes] = []
        size = 0
        while True:
            event = self._http.next_event()
            if event is h11.NEED_DATA:
                await self._receive()
            elif isinstance(event, h11.Request):
                head = event
            elif isinstance(event, h11.Data):
                size += len(event.data)
                if size <= MAX_BODY_BYTES:
                    chunks.append(bytes(event.data))
            elif isinstance(event, h11.EndOfMessage) and head is not None:
                return size if size > MAX_BODY_BYTES else _request(head, b"".join(chunks))
            else:
                return None

    async def _receive(self) -> None:
        if self._http.they_are_waiting_for_100_continue:
            go_on = self._http.send(h11.InformationalResponse(status_code=100, headers=[]))
            self._writer.write(go_on or b"")
        self._http.receive_data(await self._reader.read(_READ_BYTES))

    async def _answer(self, request: Request) -> Reply:
        loop = asyncio.get_running_loop()
        answered: asyncio.Future[Reply] = loop.create_future()
        answer = self._driver.submit(request, _resolver(loop, answered))
        if isinstance(answer, Reply):
            return answer
        try:
            return await answered
        finally:
            if not answered.done():
                self._driver.abandon(answer)

    async def _send(self, reply: Reply) -> None:
        if self._http.our_state is not h11.SEND_RESPONSE and self._http.our_state is not h11.IDLE:
            return
        headers = [("Date", formatdate(usegmt=True))]
        if reply.content_type is not None:
            headers.append(("Content-Type", reply.content_type))
        if reply.status != 204:
            headers.append(("Content-Length", str(len(reply.body))))
        parts = [self._http.send(h11.Response(status_code=reply.status, headers=headers))]
        if reply.body:
            parts.append(self._http.send(h11.Data(data=reply.body)))
        parts.append(self._http.send(h11.EndOfMessage()))
        self._writer.write(b"".join(part or b"" for part in parts))
        await self._writer.drain()


def _resolver(loop: asyncio.AbstractEventLoop, answered: asyncio.Future[Reply]) -> Callable[[Reply], None]:
    def resolve(reply: Reply) -> None:
        if not answered.done():
            answered.set_result(reply)

    def done(reply: Reply) -> None:
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(resolve, reply)

    return done


def _request(head: h11.Request, body: bytes) -> Request:
    target = head.target.decode("latin-1")
    path, _, query = target.partition("?")
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in head.headers}
    return Request(head.method.decode("latin-1"), path, query, headers, body)
