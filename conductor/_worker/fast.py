"""Sends past httpx, with what the extra ``fast`` brings."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import httpx

from conductor._net.auth import HEADER, is_token_error, token_at_hand
from conductor._net.connection import transport_options
from conductor._worker.http1 import Connections
from conductor._worker.senders import HEADERS, is_unsigned, longest_s, signed, too_late
from conductor._worker.wire import SLOWEST_BYTES_PER_S, Answer
from conductor.errors import UsageError, from_transport_error

if TYPE_CHECKING:
    from conductor._async.client import AsyncConductorClient
    from conductor.config import Settings

_CODING = b"content-encoding"
_REFUSED = frozenset({401, 403})


def why_not(settings: Settings) -> str | None:
    """Tell what of these settings needs httpx; None: nothing, this wire does it all."""
    options = transport_options(settings)
    if options["http2"]:
        return "http2"
    return None if options["proxy"] is None else "a proxy"


class FastSender:
    """Sends over connections of its own.

    Args:
        client: Its settings, headers and auth count.
        close: Closes what the client has connected for other calls.
    """

    def __init__(self, client: AsyncConductorClient, close: Callable[[], Awaitable[None]]) -> None:
        self._http = client.api.get_async_httpx_client()
        self._is_unsigned = is_unsigned(self._http)
        self._url = httpx.URL(client.settings.server_url)
        self._path = self._url.raw_path.decode().rstrip("/")
        self._read_timeout_s = client.settings.read_timeout_s
        self._longest_s = longest_s(client.settings)
        self._close = close
        self._headers = httpx.Headers(self._http.headers)
        self._headers.update(HEADERS)
        everything = httpx.Request("GET", self._url, headers=self._headers).headers.multi_items()
        self._lines = "".join(f"{name}: {value}\r\n" for name, value in everything)
        self._connections: Connections | None = Connections(client.settings)

    async def send(self, method: str, target: str, body: bytes | None, limit_s: float) -> Answer:
        """Send the request and give the answer."""
        if body is not None:
            limit_s = min(limit_s, self._longest_s, self._read_timeout_s + len(body) / SLOWEST_BYTES_PER_S)
        try:
            async with asyncio.timeout(limit_s):
                token = token_at_hand(self._http.auth)
                if token is None:
                    return await self._signed(method, target, body, {})
                answer = await self._exchange(method, target, body, token)
                return await self._signed(method, target, body, {token: answer}) if self._is_refused(answer) else answer
        except TimeoutError as error:
            raise too_late(limit_s, method, target) from error

    async def aclose(self) -> None:
        """Close the connections."""
        connections, self._connections = self._connections, None
        if connections is not None:
            await connections.aclose()
        await self._close()

    async def _signed(self, method: str, target: str, body: bytes | None, tried: dict[str, Answer]) -> Answer:
        """Send the request as the auth says, which hears of what was tried already, with which token."""

        async def exchange(request: httpx.Request) -> httpx.Response:
            token = request.headers.get(HEADER, "")
            answer = tried.pop(token, None) or await self._exchange(method, target, body, token)
            return answer.response()

        response = await signed(self._http, self._request(method, target, ""), exchange)
        return Answer(response.status_code, response.content, lambda: response)

    def _is_refused(self, answer: Answer) -> bool:
        return answer.status in _REFUSED and not self._is_unsigned and is_token_error(answer.response())

    async def _exchange(self, method: str, target: str, body: bytes | None, token: str) -> Answer:
        if self._connections is None:
            raise UsageError("the client is closed: make a new one")

        def response() -> httpx.Response:
            stream = httpx.ByteStream(received.content)
            answer = httpx.Response(
                received.status, headers=received.headers, stream=stream, request=self._request(method, target, token)
            )
            answer.read()
            return answer

        try:
            received = await self._connections.exchange(self._written(method, target, body, token))
            is_encoded = any(name.lower() == _CODING for name, _ in received.headers)
            content = response().content if is_encoded else received.content
        except httpx.RequestError as error:
            raise from_transport_error(error, self._request(method, target, token)) from error
        return Answer(received.status, content, response)

    def _written(self, method: str, target: str, body: bytes | None, token: str) -> bytes:
        # Names and values of headers were checked when they were given.
        lines = f"{method} {self._path}{target} HTTP/1.1\r\n{self._lines}"
        if token:
            lines += f"{HEADER}: {token}\r\n"
        if body is None:
            return f"{lines}\r\n".encode("ascii")
        return f"{lines}content-length: {len(body)}\r\n\r\n".encode("ascii") + body

    def _request(self, method: str, target: str, token: str) -> httpx.Request:
        """Give the request as httpx has it: errors name it, and know by it what must not be shown."""
        headers = {**self._headers, **({HEADER: token} if token else {})}
        return httpx.Request(method, f"{str(self._url).rstrip('/')}{target}", headers=headers)
