"""Sends past httpx, with what the extra ``fast`` brings."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import lru_cache
from typing import TYPE_CHECKING

import httpx

from conductor._net.auth import HEADER, is_token_error, is_unsigned, token_at_hand
from conductor._net.connection import transport_options
from conductor._worker.http1 import Connections, Received
from conductor._worker.senders import HEADERS, longest_s, signed, too_late
from conductor._worker.wire import SLOWEST_BYTES_PER_S, Answer
from conductor.errors import ConfigurationError, from_transport_error

if TYPE_CHECKING:
    from conductor._async.client import AsyncConductorClient
    from conductor._worker.pools import PooledTransport
    from conductor.config import Settings

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
        network: Connections for other calls.
        close: Closes these.
        connections: Connections for the calls of workers; None makes a pool of the usual size.
    """

    def __init__(
        self,
        client: AsyncConductorClient,
        network: PooledTransport,
        close: Callable[[], Awaitable[None]],
        connections: Connections | None = None,
    ) -> None:
        self._http = client.api.get_async_httpx_client()
        self._is_unsigned = is_unsigned(self._http.auth)
        self._server_url = client.settings.server_url
        self._read_timeout_s = client.settings.read_timeout_s
        self._longest_s = longest_s(client.settings)
        self._close = close
        self._headers = httpx.Headers(self._http.headers)
        self._headers.update(HEADERS)
        if not self._is_unsigned:
            self._headers.pop(HEADER, None)
        everything = self._request("GET", "", "").headers.multi_items()
        self._lines = "".join(f"{name}: {value}\r\n" for name, value in everything)
        self._connections = connections or Connections(client.settings, network.tls)

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
        await self._connections.aclose()
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
        try:
            received = await self._connections.exchange(self._written(method, target, body, token))
            content = received.content
            if received.is_compressed:
                content = _response(received, self._request(method, target, token)).content
        except httpx.RequestError as error:
            raise from_transport_error(error, self._request(method, target, token)) from error
        return Answer(received.status, content, lambda: _response(received, self._request(method, target, token)))

    def _written(self, method: str, target: str, body: bytes | None, token: str) -> bytes:
        # Names and values of headers were checked when they were given.
        lines = f"{method} {_quoted(self._server_url + target)} HTTP/1.1\r\n{self._lines}"
        if token:
            lines += f"{HEADER}: {token}\r\n"
        if body is None:
            return f"{lines}\r\n".encode("ascii")
        return f"{lines}content-length: {len(body)}\r\n\r\n".encode("ascii") + body

    def _request(self, method: str, target: str, token: str) -> httpx.Request:
        """Give the request as httpx has it: errors name it, and know by it what must not be shown."""
        headers = {**self._headers, **({HEADER: token} if token else {})}
        return httpx.Request(method, self._server_url + target, headers=headers)


# Nearly all requests of a worker go to the same few addresses.
@lru_cache(maxsize=1024)
def _quoted(address: str) -> str:
    """Give path and query of an address, as httpx sends them."""
    try:
        return httpx.URL(address).raw_path.decode("ascii")
    except httpx.InvalidURL as error:
        raise ConfigurationError(f"{address[:200]}: {error}") from None


def _response(received: Received, request: httpx.Request) -> httpx.Response:
    # As a stream, which brings no headers along.
    stream = httpx.ByteStream(received.content)
    response = httpx.Response(received.status, headers=received.headers, stream=stream, request=request)
    response.read()
    return response
