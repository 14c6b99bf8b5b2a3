"""The embedded server on a socket: HTTP/1.1 with keep-alive."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import time
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeAlias

import h11

from .api.http import BAD_REQUEST, LargeReply, Reply, Request, problem
from .driver import Driver
from .http.access import AccessPolicy
from .http.framing import END_OF_HEAD, MAX_HEAD_BYTES, check_head, check_lines, split_target
from .pending import PendingReply

MAX_BODY_BYTES = 32 * 1024 * 1024
"""The largest body: the payload limit (10 MiB) in any spelling, and the longest string of JSON (20,000,000)."""
MAX_CHUNKS = 100_000
"""The most pieces of a chunked body: each costs processor time, however small it is."""
MAX_CONNECTIONS = 800
"""Most systems let a process open 1,024 files, and the rest of it needs some as well."""
SLOWEST_S = 20.0
"""The longest pause inside a request, in seconds."""
LONGEST_S = 120.0
"""The longest time from the first byte of a request to its last, in seconds."""
LINGER_S = 2.0
"""How long the rest of a request that was refused is read and dropped, in seconds."""
LARGE_BYTES = 64 * 1024
"""A request with a larger body is read and answered on a thread: the event loop serves all other connections."""
_READ_BYTES = 64 * 1024
_EVENTS_IN_A_ROW = 200
_LARGE_THREADS = 2
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_BUSY = Reply(503, "text/plain", b"too many connections")
Event: TypeAlias = "type[h11.NEED_DATA | h11.PAUSED] | h11.Event"
Respond: TypeAlias = Callable[[Request], Awaitable[Reply]]


class HttpServer:
    """Serves on one address what `respond` answers; runs on the loop that starts it.

    Args:
        respond: Answers a request.
        host: Address to listen on.
        port: Port to listen on; 0 lets the system choose.
        allowed_hosts: Names that the server answers to, besides loopback names and `host`.
    """

    def __init__(self, respond: Respond, host: str, port: int, allowed_hosts: Iterable[str] = ()) -> None:
        self._respond = respond
        self._host = host
        self._port = port
        self._access = AccessPolicy(allowed_hosts, bound_to=host)
        self._server: asyncio.Server | None = None
        self._connections: dict[asyncio.Task[None], _Connection] = {}

    async def start(self) -> int:
        """Start listening; return the port (the one the system chose when 0 was asked for)."""
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
        connection = _Connection(self._respond, self._access, reader, writer)
        has_room = self._make_room()
        self._connections[task] = connection
        try:
            await (connection.run() if has_room else connection.refuse(_BUSY))
        except TimeoutError:
            writer.transport.abort()  # closing it would wait until the client reads what is left
        except (ConnectionError, asyncio.CancelledError):
            return
        finally:
            self._connections.pop(task, None)
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()

    def _make_room(self) -> bool:
        """Return whether one more connection can be served, after closing the one that has been idle the longest."""
        if len(self._connections) < MAX_CONNECTIONS:
            return True
        idle = [(each.idle_since_s, task) for task, each in self._connections.items() if each.idle_since_s is not None]
        if not idle:
            return False
        _, task = min(idle, key=lambda entry: entry[0])
        self._connections.pop(task)
        task.cancel()
        return True


class _Connection:
    """Reads requests from one connection and writes the replies."""

    def __init__(
        self, respond: Respond, access: AccessPolicy, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._respond = respond
        self._access = access
        self._reader = reader
        self._writer = writer
        self._http = _new_parser()
        self._head: bytearray | None = bytearray()
        self._deadline_s = 0.0
        self._has_body = True  # the reply; that to HEAD has none
        self.idle_since_s: float | None = time.monotonic()

    async def run(self) -> None:
        """Serve requests until the client closes the connection or breaks the protocol."""
        while True:
            try:
                request = await self._read_request()
            except (h11.RemoteProtocolError, TimeoutError):
                await self.refuse(BAD_REQUEST)
                return
            if request is None:
                return
            stays = self._http.their_state is h11.DONE
            reply = request if isinstance(request, Reply) else await self._respond(request)
            await self._send(reply, stays=stays)
            if not stays:
                return
            self._begin_next()

    async def refuse(self, reply: Reply) -> None:
        """Answer without having read a whole request; the connection cannot be used any more."""
        await self._send(reply, stays=False)
        self._writer.write_eof()
        # Closing a socket with unread data resets the connection, and the client would lose the reply.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LINGER_S):
                while await self._reader.read(_READ_BYTES):
                    pass

    def _begin_next(self) -> None:
        rest, _ = self._http.trailing_data
        self._http = _new_parser()
        self._head = bytearray()
        self._has_body = True
        self.idle_since_s = time.monotonic()
        if rest:
            self._take(rest)

    async def _read_request(self) -> Request | Reply | None:
        """Return the next request, the reply to one that is refused, or None at the end of the connection.

        The body of a refused request is read and dropped, so that the connection can be used again.
        """
        head: h11.Request | None = None
        refusal: Reply | None = None
        chunks: list[bytes] = []
        size = events = 0
        while True:
            event = self._http.next_event()
            events += 1
            if event is h11.NEED_DATA:
                if refusal is not None and self._http.they_are_waiting_for_100_continue:
                    return refusal
                await self._receive()
            elif isinstance(event, h11.Request):
                check_head(event)
                head = event
                refusal = self._refusal_of(head)
            elif isinstance(event, h11.Data):
                size += len(event.data)
                if size > MAX_BODY_BYTES or events > MAX_CHUNKS:
                    refusal, chunks = refusal or _too_large(), []
                if refusal is None:
                    chunks.append(bytes(event.data))
            elif isinstance(event, h11.EndOfMessage) and head is not None:
                return refusal or _request(head, b"".join(chunks))
            else:
                return None
            if events % _EVENTS_IN_A_ROW == 0:
                await asyncio.sleep(0)  # one read may hold thousands of tiny chunks: let other connections in

    def _refusal_of(self, head: h11.Request) -> Reply | None:
        request = _request(head, b"")
        self._has_body = request.method != "HEAD"
        return self._access.refusal(request.method, request.path, request.headers)

    async def _receive(self) -> None:
        if self._http.they_are_waiting_for_100_continue:
            go_on = self._http.send(h11.InformationalResponse(status_code=100, headers=[]))
            self._writer.write(go_on or b"")
        # Between requests a client may be silent for as long as it likes.
        limit_s = None if self.idle_since_s is not None else min(SLOWEST_S, self._deadline_s - time.monotonic())
        async with asyncio.timeout(limit_s):
            data = await self._reader.read(_READ_BYTES)
        self._take(data)

    def _take(self, data: bytes) -> None:
        """Pass received bytes on to the parser; those of a head once it is complete and has been checked."""
        if self.idle_since_s is not None:
            self.idle_since_s = None
            self._deadline_s = time.monotonic() + LONGEST_S
        if self._head is None:
            self._http.receive_data(data)
            return
        if not data:  # the client has gone: h11 tells whether that is in the middle of a head
            self._http.receive_data(bytes(self._head))
            self._http.receive_data(data)
            return
        self._head += data
        end = self._head.find(END_OF_HEAD)
        check_lines(bytes(self._head[: end + len(END_OF_HEAD)] if end >= 0 else self._head[:MAX_HEAD_BYTES]))
        if end >= 0 or len(self._head) > MAX_HEAD_BYTES:
            complete, self._head = bytes(self._head), None
            self._http.receive_data(complete)

    async def _send(self, reply: Reply, *, stays: bool) -> None:
        self._writer.write(to_bytes(reply, stays=stays, head_only=not self._has_body))
        async with asyncio.timeout(LONGEST_S):  # a client that does not read its reply must not hold it for ever
            await self._writer.drain()


def _too_large() -> Reply:
    return problem(413, f"the request body is larger than {MAX_BODY_BYTES} bytes or {MAX_CHUNKS} chunks")


def _new_parser() -> h11.Connection:
    """Return a parser of one request. Replies need no checks, and are written without h11."""
    return h11.Connection(h11.SERVER, max_incomplete_event_size=MAX_HEAD_BYTES)


def to_bytes(reply: Reply, *, stays: bool = True, head_only: bool = False) -> bytes:
    """Return a reply as it goes over the wire; `stays` says whether the connection is kept."""
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
    """Return a time (epoch seconds) as HTTP writes it."""
    moment = time.gmtime(now_s)
    day, month = _DAYS[moment.tm_wday], _MONTHS[moment.tm_mon - 1]
    clock = f"{moment.tm_hour:02}:{moment.tm_min:02}:{moment.tm_sec:02}"
    return f"{day}, {moment.tm_mday:02} {month} {moment.tm_year} {clock} GMT"


def responder(driver: Driver) -> Respond:
    """Return what answers requests by a driver: at once, or when what a request waits for has come."""
    # Few threads: large requests wait for each other, and all other requests share the processor with two at most.
    large = ThreadPoolExecutor(_LARGE_THREADS, thread_name_prefix="conductor-local-large")

    async def respond(request: Request) -> Reply:
        loop = asyncio.get_running_loop()
        answered: asyncio.Future[Reply] = loop.create_future()
        done = _resolver(loop, answered)
        answer: Reply | PendingReply
        if len(request.body) > LARGE_BYTES:
            answer = await loop.run_in_executor(large, driver.submit, request, done)
        else:
            answer = driver.submit(request, done)
        try:
            reply = answer if isinstance(answer, Reply) else await answered
        finally:
            if not isinstance(answer, Reply) and not answered.done():
                driver.abandon(answer)
        return await loop.run_in_executor(large, reply.rendered) if isinstance(reply, LargeReply) else reply

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
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in head.headers}
    path, query = split_target(head.target.decode("latin-1"), headers.get("host", ""))
    return Request(head.method.decode("latin-1"), path, query, headers, body)
