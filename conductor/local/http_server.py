"""The embedded server on a socket: HTTP/1.1 with keep-alive."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import time
from collections.abc import Awaitable, Callable
from typing import TypeAlias

import h11

from .api.http import BAD_REQUEST, Reply, Request
from .driver import Driver

MAX_BODY_BYTES = 64 * 1024 * 1024
MAX_HEAD_BYTES = 8192
SLOWEST_S = 20.0
"""The longest pause inside a request, in seconds."""
_READ_BYTES = 64 * 1024
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TOO_LARGE = Reply(413, "text/plain", b"the body is too large")
Event: TypeAlias = "type[h11.NEED_DATA | h11.PAUSED] | h11.Event"
Respond: TypeAlias = Callable[[Request], Awaitable[Reply]]


class HttpServer:
    """Serves on one address what `respond` answers; runs on the loop that starts it."""

    def __init__(self, respond: Respond, host: str, port: int) -> None:
        self._respond = respond
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
            await _Connection(self._respond, reader, writer).run()
        except (ConnectionError, asyncio.CancelledError):
            return
        finally:
            self._connections.discard(task)
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()


class _Connection:
    def __init__(self, respond: Respond, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._respond = respond
        self._reader = reader
        self._writer = writer
        self._http = _new_parser()
        self._begun = False

    async def run(self) -> None:
        while True:
            try:
                request = await self._read_request()
            except (h11.RemoteProtocolError, TimeoutError):
                await self._send(BAD_REQUEST, stays=False)
                return
            if request is None:
                return
            stays = self._http.their_state is h11.DONE
            reply = _TOO_LARGE if isinstance(request, int) else await self._respond(request)
            head_only = not isinstance(request, int) and request.method == "HEAD"
            await self._send(reply, stays=stays, head_only=head_only)
            if not stays:
                return
            self._begin_next()

    def _begin_next(self) -> None:
        rest, _ = self._http.trailing_data
        self._http = _new_parser()
        self._begun = bool(rest)
        if rest:
            self._http.receive_data(rest)

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
                head = checked(event)
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
        # Between requests a client may be silent for as long as it likes.
        async with asyncio.timeout(SLOWEST_S if self._begun else None):
            data = await self._reader.read(_READ_BYTES)
        self._begun = True
        self._http.receive_data(data)

    async def _send(self, reply: Reply, *, stays: bool, head_only: bool = False) -> None:
        self._writer.write(to_bytes(reply, stays=stays, head_only=head_only))
        await self._writer.drain()


def _new_parser() -> h11.Connection:
    """h11 reads one request; what is answered needs no more checks, and is written without it."""
    return h11.Connection(h11.SERVER, max_incomplete_event_size=MAX_HEAD_BYTES)


def to_bytes(reply: Reply, *, stays: bool = True, head_only: bool = False) -> bytes:
    """A reply as it goes over the wire; `stays` says whether the connection is kept."""
    lines = [f"HTTP/1.1 {reply.status} ", f"Date: {date_text(int(time.time()))}"]
    lines += [f"{name}: {value}" for name, value in reply.headers]
    if reply.content_type is not None:
        lines.append(f"Content-Type: {reply.content_type}")
    if reply.status != 204 and not head_only:
        lines.append(f"Content-Length: {len(reply.body)}")
    if not stays:
        lines.append("Connection: close")
    head = "\r\n".join([*lines, "\r\n"]).encode("latin-1")
    return head if head_only else head + reply.body


@functools.lru_cache(maxsize=2)
def date_text(now_s: int) -> str:
    """A time (epoch seconds) as HTTP writes it."""
    moment = time.gmtime(now_s)
    day, month = _DAYS[moment.tm_wday], _MONTHS[moment.tm_mon - 1]
    clock = f"{moment.tm_hour:02}:{moment.tm_min:02}:{moment.tm_sec:02}"
    return f"{day}, {moment.tm_mday:02} {month} {moment.tm_year} {clock} GMT"


def checked(head: h11.Request) -> h11.Request:
    """The head of a request; h11.RemoteProtocolError when it is too large."""
    if len(head.target) + sum(len(name) + len(value) + 4 for name, value in head.headers) > MAX_HEAD_BYTES:
        raise h11.RemoteProtocolError("the head of the request is too large")
    return head


def responder(driver: Driver) -> Respond:
    """How a driver answers: at once, or when what a request waits for has come."""

    async def respond(request: Request) -> Reply:
        loop = asyncio.get_running_loop()
        answered: asyncio.Future[Reply] = loop.create_future()
        answer = driver.submit(request, _resolver(loop, answered))
        if isinstance(answer, Reply):
            return answer
        try:
            return await answered
        finally:
            if not answered.done():
                driver.abandon(answer)

    return respond


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
