"""A stub server on a real socket, which can misbehave as only a socket can, be killed and come back."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Literal, Self

import httpx

Roughness = Literal["reset", "half", "silent"]
"""What happens to a request: connection reset, half an answer, no answer."""


class RoughServer:
    """Serves a StubServer, or anything that answers requests, on a free port of 127.0.0.1, on the running loop."""

    def __init__(self, stub: Callable[[httpx.Request], Awaitable[httpx.Response]]) -> None:
        self.next: deque[Roughness] = deque()
        """How the next requests are treated."""
        self._stub = stub
        self._server: asyncio.Server | None = None
        self._connections: dict[asyncio.StreamWriter, asyncio.Task[None] | None] = {}
        self._port = 0

    @property
    def url(self) -> str:
        """Address of the server; it stays the same over a restart."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def connections(self) -> int:
        """How many connections are open."""
        return len(self._connections)

    async def start(self) -> None:
        """Begin to listen."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self._port)
        self._port = self._server.sockets[0].getsockname()[1]

    async def kill(self) -> None:
        """Stop listening and reset all connections; what was being answered is forgotten."""
        assert self._server is not None
        self._server.close()
        for writer, serving in list(self._connections.items()):
            writer.transport.abort()
            if serving is not None:
                serving.cancel()
        await self._server.wait_closed()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.kill()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._connections[writer] = asyncio.current_task()
        try:
            while request := await _read(reader):
                await self._answer(request, reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            del self._connections[writer]
            writer.close()

    async def _answer(self, request: httpx.Request, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        roughness = self.next.popleft() if self.next else None
        if roughness == "reset":
            writer.transport.abort()
            raise ConnectionResetError
        if roughness == "silent":
            await reader.read()
            raise ConnectionResetError
        response = await self._stub(request)
        body = response.content
        head = f"HTTP/1.1 {response.status_code} X\r\ncontent-length: {len(body)}\r\n"
        kind = f"content-type: {response.headers.get('content-type', 'text/plain')}\r\n\r\n"
        if roughness == "half":
            writer.write((head + kind).encode() + body[: len(body) // 2])
            await writer.drain()
            raise ConnectionResetError
        writer.write((head + kind).encode() + body)
        await writer.drain()


async def _read(reader: asyncio.StreamReader) -> httpx.Request | None:
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    except asyncio.IncompleteReadError:
        return None
    method, target, _ = head[0].split(" ")
    headers = httpx.Headers(dict(line.split(": ", 1) for line in head[1:] if line))
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return httpx.Request(method, f"http://rough{target}", headers=headers, content=body)
