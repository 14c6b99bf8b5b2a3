"""The client of the workers: made of the user's client, for the loop of the workers, with connections of its own."""

from __future__ import annotations

import asyncio
import contextvars
from typing import TYPE_CHECKING

import httpx

from conductor._async.client import AsyncConductorClient
from conductor._options import is_local_address
from conductor._sync._http import ClientTransport
from conductor._worker.pools import PooledTransport
from conductor._worker.threads import ThreadPool

if TYPE_CHECKING:
    from conductor._async._http import AsyncFetch
    from conductor._sync._http import Fetch
    from conductor._sync.client import ConductorClient


class Twin:
    """An async client with the settings of another client: the same server, keys and limits.

    What was given to the other client as ``fetch`` is used here too: on threads, if it is only sync.

    Args:
        client: The client of the user; it may be closed before this one.
    """

    def __init__(self, client: ConductorClient | AsyncConductorClient) -> None:
        self._given = client.fetch if isinstance(client, AsyncConductorClient) else _async_fetch(client.fetch)
        self.network = PooledTransport(client.settings) if _needs_network(client) else None
        """The connections that were made here, where nobody gave others."""
        self.client = AsyncConductorClient(client.settings, self._given or self.network)

    async def aclose(self) -> None:
        """Close the connections and threads that were made here."""
        await self.client.aclose()
        if isinstance(self._given, ThreadedTransport):
            await self._given.aclose()
        if self.network is not None:
            await self.network.aclose()


def _needs_network(client: ConductorClient | AsyncConductorClient) -> bool:
    return client.fetch is None and not is_local_address(client.settings.server_url)


def _async_fetch(fetch: Fetch | None) -> AsyncFetch | None:
    if fetch is None or isinstance(fetch, httpx.AsyncBaseTransport):
        return fetch
    if isinstance(fetch, httpx.Client):
        return ThreadedTransport(ClientTransport(fetch))
    if isinstance(fetch, httpx.BaseTransport):
        return ThreadedTransport(fetch)
    return ThreadedTransport(httpx.MockTransport(fetch))


class ThreadedTransport(httpx.AsyncBaseTransport):
    """Calls a transport that is only sync on threads, so that the loop goes on meanwhile; never closes it."""

    def __init__(self, inner: httpx.BaseTransport) -> None:
        self._inner = inner
        # The loop has few threads of its own: held polls would occupy all of them, and results would have to wait.
        self._threads = ThreadPool("conductor-transport")

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request on a thread and give the whole answer."""
        content = await request.aread()
        outcome: asyncio.Future[httpx.Response | BaseException] = asyncio.get_running_loop().create_future()
        scope = contextvars.copy_context()
        self._threads.run(lambda: scope.run(self._tried, request, content), outcome)
        answer = await outcome
        if isinstance(answer, BaseException):
            raise answer
        return answer

    async def aclose(self) -> None:
        """End the threads."""
        self._threads.close()

    def _tried(self, request: httpx.Request, content: bytes) -> httpx.Response | BaseException:
        try:
            return self._send(request, content)
        except BaseException as error:  # noqa: BLE001 - it is raised where the answer is waited for
            return error

    def _send(self, request: httpx.Request, content: bytes) -> httpx.Response:
        own = httpx.Request(
            request.method, request.url, headers=request.headers, content=content, extensions=request.extensions
        )
        response = self._inner.handle_request(own)
        try:
            body = response.read()
        finally:
            response.close()
        return httpx.Response(
            response.status_code, headers=_plain(response.headers), content=body, extensions=_kept(response)
        )


def _plain(headers: httpx.Headers) -> list[tuple[str, str]]:
    # The body was decoded on the way.
    dropped = {"content-encoding", "content-length", "transfer-encoding"}
    return [(name, value) for name, value in headers.multi_items() if name.lower() not in dropped]


def _kept(response: httpx.Response) -> dict[str, object]:
    return {key: value for key, value in response.extensions.items() if key != "network_stream"}
