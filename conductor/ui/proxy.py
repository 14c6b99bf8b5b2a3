"""The page in front of a server that has none: requests for the API go on to that server, with its authentication."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from conductor import AsyncConductorClient
from conductor.errors import ConductorError
from conductor.local.api.http import TEXT, Reply, Request
from conductor.local.http_server import HttpServer
from conductor.ui.page import Page

if TYPE_CHECKING:
    import httpx

_HOST = "127.0.0.1"
_PASSED_ON = frozenset({"accept", "content-type"})


class Proxy:
    """Passes requests on to a server, with the rights of the client.

    :class:`HttpServer` has refused by then what other sites make the browser send, and names that are not allowed.

    Args:
        http: The client's HTTP client, which authenticates.
        server_url: The server, without ``/api``.
    """

    def __init__(self, http: httpx.AsyncClient, server_url: str) -> None:
        self._http = http
        self._server_url = server_url

    async def respond(self, request: Request) -> Reply:
        """Return the server's answer."""
        if not request.path.startswith("/api/"):
            return _text(404, f"nothing is at {request.path}")
        return await self._pass_on(request)

    async def _pass_on(self, request: Request) -> Reply:
        target = f"{self._server_url}{request.path}{'?' if request.query else ''}{request.query}"
        headers = {name: value for name, value in request.headers.items() if name in _PASSED_ON}
        try:
            answer = await self._http.request(request.method, target, headers=headers, content=request.body)
        except ConductorError as error:
            return _text(502, str(error))
        kind = answer.headers.get("content-type")
        return Reply(answer.status_code, kind, answer.content if kind else b"")


async def serve(
    client: AsyncConductorClient, *, port: int = 0, ready: Callable[[str], object], allowed_hosts: Iterable[str] = ()
) -> None:
    """Serve the page on the loopback address for the server of a client, until cancelled.

    Args:
        client: It stays open.
        port: Where to listen; 0 lets the system choose.
        ready: Called with the page's URL when it can be opened.
        allowed_hosts: Host names that the page answers to, besides loopback names.
    """
    page = Page()
    proxy: Proxy | None = None

    async def respond(request: Request) -> Reply:
        if proxy is None:
            return _text(503, "not ready")
        return await page.before(proxy.respond)(request)

    server = HttpServer(respond, _HOST, port, allowed_hosts)
    chosen = await server.start()
    proxy = Proxy(client.api.get_async_httpx_client(), client.settings.server_url)
    try:
        ready(f"http://{_HOST}:{chosen}/")
        await asyncio.get_running_loop().create_future()
    finally:
        await server.stop()


def _text(status: int, text: str) -> Reply:
    return Reply(status, TEXT, text.encode())
