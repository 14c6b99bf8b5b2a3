"""Responses that are too large: read up to the limit, then the connection is closed."""

from __future__ import annotations

import gzip
import socket
import threading
import zlib
from collections.abc import Callable, Generator
from functools import cache
from typing import Any

import httpx
import pytest

from conductor import (
    AsyncTaskManager,
    ConductorConnectionError,
    ConfigurationError,
    PollFailed,
    ResponseTooLargeError,
    WorkerEvent,
    WorkflowExecutor,
    async_orkes_conductor_client,
    orkes_conductor_client,
    worker,
)
from conductor._async.workflow_executor import AsyncWorkflowExecutor
from tests.support.stub_server import until

LIMIT_BYTES = 1_000_000
CHUNK = b"x" * 65_536
# What sockets on both sides may hold besides what was read.
SLACK_BYTES = 16_000_000


@cache
def gzip_bomb() -> bytes:
    """A few hundred KB that become 300 MB."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(b"\0" * 1_000_000) for _ in range(300)) + packer.flush()


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


def endless() -> Generator[bytes]:
    yield HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
    while True:
        yield b"%x\r\n" % len(CHUNK) + CHUNK + b"\r\n"


def announced() -> Generator[bytes]:
    yield HEAD + b"Content-Length: 99999999999\r\n\r\n"
    while True:
        yield CHUNK


def unannounced() -> Generator[bytes]:
    yield HEAD + b"Connection: close\r\n\r\n"
    while True:
        yield CHUNK


def error() -> Generator[bytes]:
    yield HEAD.replace(b"200 OK", b"500 No") + b"Transfer-Encoding: chunked\r\n\r\n"
    while True:
        yield b"%x\r\n" % len(CHUNK) + CHUNK + b"\r\n"


def bomb() -> Generator[bytes]:
    body = gzip_bomb()
    yield HEAD + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(body)
    yield body


ATTACKS: list[Callable[[], Generator[bytes]]] = [endless, announced, unannounced, error, bomb]
each_attack = pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)


class HostileServer:
    """Sends a response to each request until the client closes the connection, and counts what it could send."""

    def __init__(self, attack: Callable[[], Generator[bytes]]) -> None:
        self._attack = attack
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.requests = 0
        self.sent_bytes = 0
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=[connection], daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection:
            try:
                while connection.recv(65_536):
                    self.requests += 1
                    for part in self._attack():
                        connection.sendall(part)
                        self.sent_bytes += len(part)
            except OSError:
                return

    def close(self) -> None:
        self._listener.close()


@pytest.fixture
def server(attack: Callable[[], Generator[bytes]]) -> Generator[HostileServer]:
    gzip_bomb()  # made before a request waits for it
    hostile = HostileServer(attack)
    yield hostile
    hostile.close()


def options(server: HostileServer) -> dict[str, Any]:
    return {"server_url": server.url, "max_response_bytes": LIMIT_BYTES}


@each_attack
def test_a_sync_call_ends_at_the_limit(server: HostileServer) -> None:
    """The error names the limit; the request is not repeated, and the server can send little more than the limit."""
    limit = f"max_response_bytes={LIMIT_BYTES}"
    with orkes_conductor_client(options(server)) as client, pytest.raises(ResponseTooLargeError, match=limit):
        WorkflowExecutor(client).get_workflow("w", True)
    assert server.requests == 1
    assert server.sent_bytes < LIMIT_BYTES + SLACK_BYTES


@each_attack
async def test_an_async_call_ends_at_the_limit(server: HostileServer) -> None:
    """The same for the async client, and for a client of the caller."""
    async with async_orkes_conductor_client(options(server)) as client:
        with pytest.raises(ResponseTooLargeError):
            await AsyncWorkflowExecutor(client).get_workflow("w", True)
    async with (
        httpx.AsyncClient() as own,
        async_orkes_conductor_client(options(server), fetch=own) as client,
    ):
        with pytest.raises(ResponseTooLargeError):
            await AsyncWorkflowExecutor(client).get_workflow("w", True)
    assert server.sent_bytes < 2 * (LIMIT_BYTES + SLACK_BYTES)


@each_attack
@pytest.mark.parametrize("is_fast", [True, False], ids=["fast", "plain"])
async def test_a_worker_goes_on_polling(server: HostileServer, is_fast: bool) -> None:
    """A poll whose response is too large fails with the limit, and the worker polls again later."""
    seen: list[WorkerEvent] = []

    @worker("w")
    async def work() -> None:
        pass

    # HTTP/2 is what the fast connections cannot do; the server is asked with HTTP/1.1 all the same.
    async with (
        async_orkes_conductor_client({**options(server), "http2": not is_fast}) as client,
        AsyncTaskManager(client, [work], listeners=[seen.append]),
    ):
        await until(lambda: len([one for one in seen if isinstance(one, PollFailed)]) >= 2)
    failed = [one for one in seen if isinstance(one, PollFailed)]
    assert isinstance(failed[0].error, ResponseTooLargeError)
    assert f"max_response_bytes={LIMIT_BYTES}" in str(failed[0].error)


def test_a_token_request_has_the_limit() -> None:
    """The response to a request for a token is bounded as all others are."""
    hostile = HostileServer(endless)
    try:
        keys = {"key_id": "k", "key_secret": "s"}
        with (
            orkes_conductor_client({**options(hostile), **keys}) as client,
            pytest.raises(ConductorConnectionError, match="max_response_bytes"),
        ):
            WorkflowExecutor(client).get_workflow("w", True)
    finally:
        hostile.close()
    assert hostile.sent_bytes < 2 * (LIMIT_BYTES + SLACK_BYTES)


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda body: zlib.compress(body)[2:-4]),
        ("identity", bytes),
    ],
    ids=["gzip", "x-gzip", "zlib", "raw deflate", "identity"],
)
def test_what_fits_is_read(coding: str, pack: Callable[[bytes], bytes]) -> None:
    """A compressed response within the limit is decompressed; exactly the limit is no error."""
    body = b'{"workflowId": "w"}'.ljust(LIMIT_BYTES)
    packed = pack(body)

    def once() -> Generator[bytes]:
        yield HEAD + f"Content-Encoding: {coding}\r\nContent-Length: {len(packed)}\r\n\r\n".encode() + packed

    hostile = HostileServer(once)
    with orkes_conductor_client(options(hostile)) as client:
        assert WorkflowExecutor(client).get_workflow("w", True).workflow_id == "w"
    hostile.close()


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip"])
def test_another_coding_is_refused(coding: str) -> None:
    """A coding that was not asked for, or several in a row, is an error and not decompressed."""

    def once() -> Generator[bytes]:
        yield HEAD + f"Content-Encoding: {coding}\r\nContent-Length: 2\r\n\r\n{{}}".encode()

    hostile = HostileServer(once)
    refused = pytest.raises(ConductorConnectionError, match="content-encoding")
    with orkes_conductor_client(options(hostile)) as client, refused:
        WorkflowExecutor(client).get_workflow("w", True)
    hostile.close()


@pytest.mark.parametrize("wrong", [0, -1, "many", 1.5])
def test_a_wrong_limit_is_refused(wrong: Any) -> None:
    """The limit is a positive number of bytes."""
    with pytest.raises(ConfigurationError, match="max_response_bytes"):
        orkes_conductor_client({"server_url": "http://server", "max_response_bytes": wrong})
