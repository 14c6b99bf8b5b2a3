"""How the requests of workers are sent through httpx: by a client, or past it where nothing of it is needed."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

import httpx

from conductor._net.auth import is_unsigned
from conductor._net.connection import time_limits
from conductor._net.retry import without_retries
from conductor._worker.wire import Answer
from conductor.errors import ConductorTimeoutError, UsageError, from_transport_error

if TYPE_CHECKING:
    from conductor._async.client import AsyncConductorClient
    from conductor._worker.pools import PooledTransport
    from conductor.config import Settings
    from conductor_api import Client

HEADERS = {"Accept": "application/json, text/plain, */*", "Content-Type": "application/json"}
_NO_AUTH = httpx.Auth()

Exchange = Callable[[httpx.Request], Awaitable[httpx.Response]]


class ClientSender:
    """Sends through the generated client, and so through whatever the user gave to connect it.

    Args:
        api: The generated client.
        close: Closes its connections.
    """

    def __init__(self, api: Client, close: Callable[[], Awaitable[None]]) -> None:
        self._api = api
        self._close = close

    async def send(self, method: str, target: str, body: bytes | None, limit_s: float) -> Answer:
        """Send the request and give the answer."""
        async with time_limit(limit_s, method, target):
            with without_retries():
                response = await self._api.send_async(method, target, content=body, headers=HEADERS)
        return Answer(response.status_code, response.content, lambda: response)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._close()


class DirectSender:
    """Sends over connections of our own, past the client of httpx.

    What that does for each request (cookies, redirects, hooks, a line in the log) no worker needs.

    Args:
        client: Its settings, headers and auth count.
        network: The connections.
        close: Closes them.
    """

    def __init__(
        self, client: AsyncConductorClient, network: PooledTransport, close: Callable[[], Awaitable[None]]
    ) -> None:
        self._http = client.api.get_async_httpx_client()
        self._server_url = client.settings.server_url
        self._longest_s = longest_s(client.settings)
        self._network = network
        self._close = close
        self._headers = httpx.Headers(self._http.headers)
        self._headers.update(HEADERS)
        self._timeouts = time_limits(client.settings).as_dict()
        self._is_closed = False

    async def send(self, method: str, target: str, body: bytes | None, limit_s: float) -> Answer:
        """Send the request and give the answer."""
        if self._is_closed:
            raise UsageError("the client is closed: make a new one")
        if body is not None:
            limit_s = min(limit_s, self._longest_s)
        timeouts = self._timeouts if body is not None else {**self._timeouts, "read": None}
        url = _url(self._server_url + target)
        request = httpx.Request(method, url, content=body, headers=self._headers, extensions={"timeout": timeouts})
        async with time_limit(limit_s, method, target):
            response = await signed(self._http, request, self._exchange)
        return Answer(response.status_code, response.content, lambda: response)

    async def aclose(self) -> None:
        """Close the connections."""
        self._is_closed = True
        await self._close()

    async def _exchange(self, request: httpx.Request) -> httpx.Response:
        try:
            response = await self._network.handle_async_request(request)
        except httpx.RequestError as error:
            raise from_transport_error(error, request) from error
        response.request = request
        return response


async def signed(http: httpx.AsyncClient, request: httpx.Request, exchange: Exchange) -> httpx.Response:
    """Send a request as the auth of the client says; what asks for a token goes through the client itself."""
    if is_unsigned(http.auth):
        return await exchange(request)
    flow = (http.auth or _NO_AUTH).async_auth_flow(request)
    try:
        outgoing = await anext(flow)
        while True:
            sent = exchange(outgoing) if outgoing is request else http.send(outgoing, auth=_NO_AUTH)
            response = await sent
            try:
                outgoing = await flow.asend(response)
            except StopAsyncIteration:
                return response
    finally:
        await flow.aclose()


def longest_s(settings: Settings) -> float:
    """Give the limit for a whole update; a poll has the time for which the server may hold it, whatever they say."""
    return math.inf if settings.timeout_s is None else settings.timeout_s


@asynccontextmanager
async def time_limit(limit_s: float, method: str, target: str) -> AsyncGenerator[None]:
    """End what hangs: above all limits of a client, so that a connection cannot make a worker deaf.

    Raises:
        ConductorTimeoutError: the time is up.
    """
    try:
        async with asyncio.timeout(limit_s):
            yield
    except TimeoutError as error:
        raise too_late(limit_s, method, target) from error


def too_late(limit_s: float, method: str, target: str) -> ConductorTimeoutError:
    """Give the error for an answer that did not come in time."""
    return ConductorTimeoutError(f"{method} {target.partition('?')[0]}: no answer within {limit_s:g} s")


@lru_cache(maxsize=4096)
def _url(address: str) -> httpx.URL:
    return httpx.URL(address)
