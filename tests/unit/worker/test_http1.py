"""The connections of the fast wire: what servers may answer, and how connections are kept."""

from __future__ import annotations

import asyncio
import gzip
import socket
import ssl
import threading
import tracemalloc
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from contextlib import ExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import Any, Self

import httpx
import pytest
import trustme

from conductor._async.client import async_orkes_conductor_client
from conductor._worker import http1
from conductor._worker._twin import Twin
from conductor._worker.fast import FastSender
from conductor._worker.http1 import Connection, Connections, Received
from conductor._worker.senders import ClientSender
from conductor._worker.wire import Answer, Sender
from conductor.errors import (
    ConductorConnectionError,
    ConductorError,
    ConductorTimeoutError,
    ConfigurationError,
    UsageError,
)
from tests.support.stub_server import until

GZIP = gzip.compress(b"hello", mtime=0)
WHOLE: dict[str, bytes] = {
    "with a length": b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-A: 1\r\nx-a: 2\r\n\r\nhello",
    "in chunks": b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2;a=b\r\nhe\r\n3\r\nllo\r\n0\r\nX-E: 1\r\n\r\n",
    "no content": b"HTTP/1.1 204 No Content\r\n\r\n",
    "no reason": b"HTTP/1.1 200\r\ncontent-length: 0\r\n\r\n",
    "nothing new": b"HTTP/1.1 304 Not Modified\r\ncontent-length: 5\r\n\r\n",
    "after a hint": b"HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok",
    "after go on": b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 500 Oops\r\ncontent-length: 2\r\n\r\nno",
    "compressed": b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: %d\r\n\r\n%b" % (len(GZIP), GZIP),
    "the last one": b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello",
    "as of old": b"HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello",
    "blanks": b"HTTP/1.1 200 OK\r\ncontent-length: 2 \t\r\nx-a:\t v  \t \r\n\r\nok",
    "no UTF-8": b"HTTP/1.1 200 OK\r\ncontent-length: 3\r\nx-name: \xe4\r\n\r\n\xff\x00\xfe",
}
UNTIL_THE_END: dict[str, bytes] = {
    "no length": b"HTTP/1.1 200 OK\r\n\r\nhello",
    "no length, as of old": b"HTTP/1.0 503 Busy\r\nRetry-After: 3\r\n\r\nhello",
    "no length, nothing": b"HTTP/1.1 200 OK\r\n\r\n",
}
BROKEN: dict[str, bytes] = {
    "nothing": b"",
    "half a line": b"HTTP/1.1 20",
    "half of the headers": b"HTTP/1.1 200 OK\r\ncontent-le",
    "half a body": b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhello",
    "half of the chunks": b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n",
    "only a hint": b"HTTP/1.1 103 Early Hints\r\n\r\n",
    "another protocol": b"SSH-2.0-OpenSSH_9.9\r\n",
    "bad length": b"HTTP/1.1 200 OK\r\ncontent-length: five\r\n\r\nhello",
    "bad chunk": b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\nhello",
    "no such status": b"HTTP/1.1 099 OK\r\ncontent-length: 2\r\n\r\nok",
    "unknown coding": b"HTTP/1.1 200 OK\r\ntransfer-encoding: gzip\r\n\r\nhello",
    "two codings": b"HTTP/1.1 200 OK\r\ntransfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    "a head without end": b"HTTP/1.1 200 OK\r\nx-a: " + b"a" * 150_000,
    "headers without end": b"HTTP/1.1 200 OK\r\n" + b"x-a: a\r\n" * 20_000,
    "hints without end": b"HTTP/1.1 103 Early Hints\r\nx-a: a\r\n\r\n" * 5_000,
    "an end without end": b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n" + b"x-a: a\r\n" * 20_000,
    "bad header": b"HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
    "another protocol, agreed": b"HTTP/1.1 101 Over\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n",
}


class Scripted:
    """Answers each request with the bytes that are next in the script; b"" at the end of an entry closes."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.script: list[bytes] = []
        self.closes = False
        """Whether connections end after each answer."""
        self.requests: list[tuple[int, bytes]] = []
        """Number of the connection, and request."""
        self.writers: list[asyncio.StreamWriter] = []
        self._tls = tls

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self._tls, limit=2**26)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for writer in self.writers:
            writer.transport.abort()
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        number = len(self.writers)
        self.writers.append(writer)
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
                self.requests.append((number, head + await reader.readexactly(int(length or 0))))
                writer.write(self.script.pop(0))
                await writer.drain()
                if self.closes:
                    break
        writer.close()


@pytest.fixture
async def server() -> AsyncGenerator[Scripted]:
    async with Scripted() as server:
        yield server


@asynccontextmanager
async def sender(
    port: int, make: Callable[[Twin], Sender] | None = None, scheme: str = "http", **options: Any
) -> AsyncGenerator[Sender]:
    async with async_orkes_conductor_client(server_url=f"{scheme}://127.0.0.1:{port}", **options) as client:
        twin = Twin(client)
        assert twin.network is not None
        made = make(twin) if make else FastSender(twin.client, twin.network, twin.aclose)
        try:
            yield made
        finally:
            await made.aclose()


def pooled(**limits: Any) -> Callable[[Twin], Sender]:
    """Make senders whose connections have limits of their own."""

    def make(twin: Twin) -> Sender:
        assert twin.network is not None
        connections = Connections(twin.client.settings, twin.network.tls, **limits)
        return FastSender(twin.client, twin.network, twin.aclose, connections)

    return make


async def ask(sender: Sender, body: bytes | None = b"{}") -> Answer:
    return await sender.send("GET" if body is None else "POST", "/api/tasks", body, 5)


async def outcome(sender: Sender) -> Any:
    try:
        answer = await ask(sender)
    except ConductorError as error:
        return type(error)
    return answer.status, answer.content, answer.response().headers.multi_items()


@pytest.mark.parametrize("answer", [*WHOLE.values(), *UNTIL_THE_END.values()], ids=[*WHOLE, *UNTIL_THE_END])
async def test_answers_are_read_as_httpx_reads_them(answer: bytes, server: Scripted) -> None:
    """Status, headers and body, however the server tells where the answer ends."""
    server.closes = answer in UNTIL_THE_END.values()
    server.script = [answer, answer]
    async with (
        sender(server.port, lambda twin: ClientSender(twin.client.api, twin.aclose)) as reference,
        sender(server.port) as fast,
    ):
        expected = await outcome(reference)
        assert isinstance(expected, tuple)
        assert await outcome(fast) == expected


@pytest.mark.parametrize("answer", BROKEN.values(), ids=BROKEN)
async def test_broken_answers_are_errors_and_nothing_of_them_stays(answer: bytes, server: Scripted) -> None:
    """What is not the whole of an answer is none: the error says so, and the next request has a new connection."""
    server.closes, server.script = True, [answer]
    async with sender(server.port) as fast:
        with pytest.raises(ConductorConnectionError, match=r"\(POST http://127.0.0.1:\d+/api/tasks\)$") as info:
            await ask(fast)
        assert not isinstance(info.value, ConductorTimeoutError)
        server.script = [WHOLE["with a length"]]
        assert (await ask(fast)).content == b"hello"
    assert [number for number, _ in server.requests] == [0, 1]


async def test_a_body_that_cannot_be_decompressed_is_told(server: Scripted) -> None:
    """The answer was whole, so that the connection goes on."""
    server.script = [
        b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 5\r\n\r\nhello",
        WHOLE["no content"],
    ]
    async with sender(server.port) as fast:
        with pytest.raises(ConductorConnectionError, match="cannot be decompressed"):
            await ask(fast)
        assert (await ask(fast)).status == 204
    assert [number for number, _ in server.requests] == [0, 0]


OnThread = Callable[[Callable[[], None]], Awaitable[None]]


@pytest.fixture
def on_thread() -> OnThread:
    """Run a function that blocks beside the loop."""
    return lambda function: asyncio.get_running_loop().run_in_executor(None, function)


@pytest.fixture
def sockets() -> Generator[socket.socket]:
    """A socket that listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening


class Line(asyncio.Transport):
    """A transport that goes nowhere."""

    def __init__(self) -> None:
        super().__init__()
        self.is_open = True
        self.unsent = 0

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        return default

    def write(self, data: bytes | bytearray | memoryview) -> None:
        assert self.is_open

    def abort(self) -> None:
        self.is_open = False

    def get_write_buffer_size(self) -> int:
        return self.unsent


def connection() -> tuple[Connection, Line]:
    made, line = Connection(lambda _: None), Line()
    made.connection_made(line)
    return made, line


@pytest.mark.parametrize("name", WHOLE)
async def test_it_does_not_matter_how_an_answer_is_cut(name: str) -> None:
    """In one piece, in two at any place, or byte by byte: the same answer, and the same fate of the connection."""
    answer = WHOLE[name]
    pieces = [[answer], [answer[i : i + 1] for i in range(len(answer))]]
    pieces += [[answer[:cut], answer[cut:]] for cut in range(1, len(answer))]
    seen: list[tuple[Received, bool]] = []
    for cut in pieces:
        made, _ = connection()
        received = made.exchange(b"")
        for piece in cut:
            made.data_received(piece)
        seen.append((await received, made.is_reusable))
    assert seen == [seen[0]] * len(pieces)
    assert seen[0][1] is (name not in {"the last one", "as of old"})


@pytest.mark.parametrize("unasked", [WHOLE["no content"], b"HTTP/1.1 2", b"hm?"])
async def test_what_nobody_asked_for_is_no_answer(unasked: bytes) -> None:
    """Whether it comes with the answer or later, in one piece or byte by byte, it closes the connection."""
    answer = WHOLE["with a length"]
    for pieces in ([answer + unasked], [answer, unasked], [answer, *(bytes([byte]) for byte in unasked)]):
        made, line = connection()
        received = made.exchange(b"")
        for piece in pieces:
            made.data_received(piece)
        assert (await received).content == b"hello"
        assert not made.is_reusable
        assert not line.is_open


async def test_an_answer_before_the_request_has_gone_out_ends_the_connection() -> None:
    """A server that refuses a body need not read it: the rest of it must not become the next request."""
    made, line = connection()
    received = made.exchange(b"much")
    line.unsent = 1
    made.data_received(WHOLE["with a length"])
    assert (await received).status == 200
    assert not made.is_reusable


async def test_a_lost_connection_after_the_answer_changes_nothing() -> None:
    """The answer was whole; the connection is not used again."""
    made, _ = connection()
    received = made.exchange(b"")
    made.data_received(WHOLE["with a length"])
    made.connection_lost(ConnectionResetError())
    assert (await received).content == b"hello"
    assert not made.is_reusable


async def test_a_reset_in_an_answer_without_a_length_is_no_end() -> None:
    """Only an orderly end is one."""
    made, _ = connection()
    received = made.exchange(b"")
    made.data_received(UNTIL_THE_END["no length"])
    made.connection_lost(ConnectionResetError("reset"))
    with pytest.raises(httpx.ReadError, match="reset"):
        await received


async def test_a_connection_is_used_again(server: Scripted) -> None:
    """Requests one after another share it, and it has what HTTP needs."""
    server.script = [WHOLE["with a length"], WHOLE["in chunks"], WHOLE["no content"]]
    async with sender(server.port, headers={"X-Team": "blue"}) as fast:
        assert [(await ask(fast, body)).status for body in (b"{}", None, b"")] == [200, 200, 204]
    assert [number for number, _ in server.requests] == [0, 0, 0]
    first, second, third = (request.lower().split(b"\r\n") for _, request in server.requests)
    assert first[0] == b"post /api/tasks http/1.1"
    assert {b"content-length: 2", b"x-team: blue", f"host: 127.0.0.1:{server.port}".encode()} < set(first)
    assert second[0] == b"get /api/tasks http/1.1"
    assert not [line for line in second if line.startswith(b"content-length")]
    assert b"content-length: 0" in third


async def test_a_path_of_the_server_goes_before_all_others(server: Scripted) -> None:
    """As with a gateway that serves several things at one address."""
    server.script = [WHOLE["no content"]]
    async with async_orkes_conductor_client(server_url=f"http://127.0.0.1:{server.port}/team a/") as client:
        twin = Twin(client)
        assert twin.network is not None
        fast = FastSender(twin.client, twin.network, twin.aclose)
        await ask(fast)
        await fast.aclose()
    assert server.requests[0][1].startswith(b"POST /team%20a/api/tasks HTTP/1.1\r\n")


@pytest.mark.parametrize("is_blocked", [False, True], ids=["at once", "while the loop is blocked"])
async def test_a_connection_that_the_server_closed_is_not_used(
    is_blocked: bool, sockets: socket.socket, on_thread: OnThread
) -> None:
    """The next request has a new one, without an error, even if the loop had no time to hear of the end."""

    def serve() -> None:
        for _ in range(20):
            line, _ = sockets.accept()
            with line:
                line.recv(65536)
                line.sendall(WHOLE["with a length"])
                line.shutdown(socket.SHUT_RDWR)
                closed.set()

    closed = threading.Event()
    served = on_thread(serve)
    async with sender(sockets.getsockname()[1]) as fast:
        for _ in range(20):
            assert (await ask(fast)).content == b"hello"
            closed.wait()
            closed.clear()
            if not is_blocked:
                await asyncio.sleep(0)
    await served


async def test_a_connection_that_was_idle_for_long_is_not_used(server: Scripted) -> None:
    """The server may be about to close it."""
    server.script = [WHOLE["with a length"]] * 2
    async with sender(server.port, pooled(keep_alive_s=0)) as fast:
        await ask(fast)
        await ask(fast)
    assert [number for number, _ in server.requests] == [0, 1]


async def test_a_request_that_was_given_up_takes_its_connection_along(server: Scripted) -> None:
    """Its answer, which comes late, is not taken for that of the next request."""
    server.script = [b"", WHOLE["with a length"]]
    async with sender(server.port) as fast:
        waiting = asyncio.create_task(ask(fast))
        await until(lambda: len(server.requests) == 1)
        waiting.cancel()
        with suppress(asyncio.CancelledError):
            await waiting
        server.writers[0].write(WHOLE["no content"])
        assert (await ask(fast)).content == b"hello"
    assert [number for number, _ in server.requests] == [0, 1]


async def test_requests_wait_when_all_connections_are_in_use(server: Scripted) -> None:
    """There are never more than a limit; those that wait go on when others have ended, in whatever way."""
    server.script = [*[WHOLE["with a length"]] * 15, *[BROKEN["another protocol"]] * 5, *[WHOLE["in chunks"]] * 10]
    async with sender(server.port, pooled(size=3)) as fast:
        answers = await asyncio.gather(*(outcome(fast) for _ in range(30)))
        assert len(fast._connections._open) <= 3  # type: ignore[attr-defined] # what the limit is about
    assert answers.count(ConductorConnectionError) == 5
    assert len(server.requests) == 30
    assert len(server.writers) <= 3 + 5


async def test_large_bodies_go_both_ways(server: Scripted) -> None:
    """20 MB there and 20 MB back."""
    body = bytes(range(256)) * 80_000
    server.script = [b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%b" % (len(body), body)]
    async with sender(server.port) as fast:
        assert (await ask(fast, body)).content == body
    assert server.requests[0][1].endswith(body)


async def test_closing_ends_all_that_waits(server: Scripted) -> None:
    """Requests without an answer, without a connection and without a place for one get an error; no socket stays."""
    server.script = [b""] * 5
    async with sender(server.port, pooled(size=2)) as fast:
        waiting = [asyncio.create_task(ask(fast)) for _ in range(5)]
        await until(lambda: len(server.requests) == 2)
    outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    assert {type(each) for each in outcomes} == {ConductorConnectionError, UsageError}
    assert len(server.requests) == 2


async def test_closing_while_a_connection_is_made_leaves_none(server: Scripted) -> None:
    """The request is not sent, and the new connection is closed."""
    async with sender(server.port) as fast:
        waiting = asyncio.create_task(ask(fast))
        await asyncio.sleep(0)
    with pytest.raises(UsageError, match="the client is closed"):
        await waiting
    assert not server.requests


async def test_an_answer_is_not_kept() -> None:
    """What a connection has read does not stay with it while it is idle."""
    made, _ = connection()
    head = b"HTTP/1.1 200 OK\r\ncontent-length: 9000000\r\n\r\n"
    body = bytes(9_000_000)
    tracemalloc.start()
    received = made.exchange(b"")
    for part in (head, body):
        made.data_received(part)
    assert (await received).content == body
    del received
    kept, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most > 9_000_000
    assert kept < 100_000


async def test_the_next_address_is_tried_when_one_does_not_answer(
    server: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name with an address that is dead, as a broken IPv6 has, is reached by the other."""

    async def two(*_: Any, **__: Any) -> list[Any]:
        kind = (socket.AF_INET, socket.SOCK_STREAM, 6, "")
        return [(*kind, full.getsockname()), (*kind, ("127.0.0.1", server.port))]

    server.script = [WHOLE["with a length"]]
    # Its queue is full: the system answers no more.
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full, ExitStack() as clients:
        for _ in range(4):
            client = clients.enter_context(socket.socket())
            client.setblocking(False)
            client.connect_ex(full.getsockname())
        monkeypatch.setattr(http1, "_look_up", two)
        async with sender(server.port) as fast:
            assert (await ask(fast)).content == b"hello"


async def test_names_are_looked_up_as_httpx_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python would make fass.de of faß.de, which belongs to somebody else; a bad name is an error of the connection."""

    async def look_up(host: Any, *_: Any, **__: Any) -> list[Any]:
        names.append(host)
        raise socket.gaierror("not here")

    names: list[Any] = []
    monkeypatch.setattr(http1, "_look_up", look_up)
    for host in ("faß.de", "[::1]", "127.0.0.1"):
        async with async_orkes_conductor_client(server_url=f"http://{host}:1") as client:
            twin = Twin(client)
            assert twin.network is not None
            with pytest.raises(ConductorConnectionError, match="cannot connect to the server: not here"):
                await ask(FastSender(twin.client, twin.network, twin.aclose))
    assert names == [b"xn--fa-hia.de", b"::1", b"127.0.0.1"]


@pytest.mark.parametrize("host", ["a..b", "a" * 70 + ".example"])
async def test_a_name_that_is_none_is_told(host: str) -> None:
    """The error is one of the connection."""
    async with async_orkes_conductor_client(server_url=f"http://{host}:1") as client:
        twin = Twin(client)
        assert twin.network is not None
        with pytest.raises(ConductorConnectionError, match="cannot connect to the server"):
            await ask(FastSender(twin.client, twin.network, twin.aclose))


async def test_the_token_stands_alone(server: Scripted) -> None:
    """A header of that name, given by the user, does not go beside it."""
    server.script = [WHOLE["no content"]]
    async with sender(server.port, token="right", headers={"X-Authorization": "wrong"}) as fast:
        await ask(fast)
    assert b"right" in server.requests[0][1]
    assert b"wrong" not in server.requests[0][1]


async def test_an_address_that_is_too_long_is_told(server: Scripted) -> None:
    """Nothing is sent, and the error is not that of a library."""
    async with sender(server.port) as fast:
        with pytest.raises(ConfigurationError, match="too long"):
            await fast.send("GET", f"/api/{'a' * 70_000}", None, 5)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def ca_cert(authority: trustme.CA) -> Generator[str]:
    with authority.cert_pem.tempfile() as path:
        yield path


def server_context(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


async def test_tls_trusts_those_it_is_told_to_trust(authority: trustme.CA, ca_cert: str) -> None:
    """With ca_cert there is an answer, with verify=False too; otherwise an error that tells what to do."""
    async with Scripted(server_context(authority)) as server:
        server.script = [WHOLE["with a length"], WHOLE["in chunks"]]
        options: list[dict[str, Any]] = [{"ca_cert": ca_cert}, {"verify": False}]
        for option in options:
            async with sender(server.port, scheme="https", **option) as fast:
                assert (await ask(fast)).content == b"hello"
        async with sender(server.port, scheme="https") as fast:
            with pytest.raises(ConductorConnectionError, match=r"cannot connect .* name the authority's certificate"):
                await ask(fast)


async def test_tls_speaks_http1_whatever_the_context_is_for(authority: trustme.CA) -> None:
    """A context of the user that offers HTTP/2 as well does not lead there."""
    context = server_context(authority)
    context.set_alpn_protocols(["h2", "http/1.1"])
    own = ssl.create_default_context()
    authority.configure_trust(own)
    own.set_alpn_protocols(["h2", "http/1.1"])
    async with Scripted(context) as server:
        server.script = [WHOLE["with a length"]]
        async with sender(server.port, scheme="https", verify=own) as fast:
            assert (await ask(fast)).content == b"hello"
            line = server.writers[0].get_extra_info("ssl_object")
            assert line.selected_alpn_protocol() == "http/1.1"


async def test_a_refused_body_over_tls_ends_the_connection(authority: trustme.CA, ca_cert: str) -> None:
    """A server that answers before it has read the body gets no second request behind it."""

    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines.append(writer)
        begun.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 413 Too Large\r\ncontent-length: 0\r\n\r\n")

    begun: list[bytes] = []
    lines: list[asyncio.StreamWriter] = []
    server = await asyncio.start_server(refuse, "127.0.0.1", 0, ssl=server_context(authority))
    async with sender(server.sockets[0].getsockname()[1], scheme="https", ca_cert=ca_cert) as fast:
        assert (await ask(fast, bytes(20_000_000))).status == 413
        assert (await ask(fast)).status == 413
    server.close()
    for line in lines:
        line.transport.abort()
    assert [head.partition(b" ")[0] for head in begun] == [b"POST", b"POST"]


async def test_tls_shows_the_certificate_of_the_client(authority: trustme.CA, ca_cert: str, tmp_path: Path) -> None:
    """A server that asks for one gets it."""
    context = server_context(authority)
    authority.configure_trust(context)
    context.verify_mode = ssl.CERT_REQUIRED
    own = authority.issue_cert("worker@example.org")
    own.private_key_and_cert_chain_pem.write_to_path(str(tmp_path / "own.pem"))
    async with Scripted(context) as server:
        server.script = [WHOLE["with a length"]]
        async with sender(server.port, scheme="https", ca_cert=ca_cert, client_cert=str(tmp_path / "own.pem")) as fast:
            assert (await ask(fast)).content == b"hello"


async def test_a_server_without_tls_is_told() -> None:
    """TLS where there is none is an error of the connection, not one of a library."""

    def refuse(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 This is no HTTP\r\n\r\n")
        writer.close()

    plain = await asyncio.start_server(refuse, "127.0.0.1", 0)
    async with plain, sender(plain.sockets[0].getsockname()[1], scheme="https") as fast:
        with pytest.raises(ConductorConnectionError, match="cannot connect to the server"):
            await ask(fast)


async def test_a_connection_that_does_not_come_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the setting."""

    async def hang(*_: Any, **__: Any) -> None:
        await asyncio.Event().wait()

    async with sender(9, connect_timeout_s=0.01) as fast:
        monkeypatch.setattr(http1, "_look_up", hang)
        with pytest.raises(ConductorTimeoutError, match="no connection within connect_timeout_s"):
            await ask(fast)
