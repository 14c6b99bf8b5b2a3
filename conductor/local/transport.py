"""An httpx transport that leads straight into an embedded server, without a socket."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from typing import TYPE_CHECKING

import httpx

from .api.http import LargeReply, Reply, Request
from .driver import Driver, ServerClosed
from .hands import current_caller

if TYPE_CHECKING:
    from .pending import Done, PendingReply


class LocalTransport(httpx.AsyncBaseTransport, httpx.BaseTransport):
    """For httpx.Client and httpx.AsyncClient: every request is handled inside this process."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answer one request; waits for as long as the server holds it."""
        answered = threading.Event()
        replies: list[Reply] = []

        def done(reply: Reply) -> None:
            replies.append(reply)
            answered.set()

        answer = self._submit(request, request.read(), done)
        if isinstance(answer, Reply):
            return to_response(answer, request)
        if not answered.wait(_read_timeout_s(request)):
            self._driver.abandon(answer)
            raise httpx.ReadTimeout("the embedded server has not answered in time", request=request)
        return to_response(replies[0], request)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer one request; waits for as long as the server holds it."""
        loop = asyncio.get_running_loop()
        answered: asyncio.Future[Reply] = loop.create_future()

        def resolve(reply: Reply) -> None:
            if not answered.done():
                answered.set_result(reply)

        def done(reply: Reply) -> None:
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(resolve, reply)

        answer = self._submit(request, await request.aread(), done)
        if isinstance(answer, Reply):
            return await self._response(answer, request)
        try:
            reply = await asyncio.wait_for(answered, _read_timeout_s(request))
        except TimeoutError:
            raise httpx.ReadTimeout("the embedded server has not answered in time", request=request) from None
        finally:
            if not answer.over:
                self._driver.abandon(answer)
        return await self._response(reply, request)

    async def _response(self, reply: Reply, request: httpx.Request) -> httpx.Response:
        if isinstance(reply, LargeReply):
            return await asyncio.to_thread(to_response, reply, request)
        return to_response(reply, request)

    def _submit(self, request: httpx.Request, body: bytes, done: Done) -> Reply | PendingReply:
        try:
            return self._driver.submit(to_request(request, body), done, current_caller())
        except ServerClosed as error:
            raise httpx.ConnectError(str(error), request=request) from None


def _read_timeout_s(request: httpx.Request) -> float | None:
    timeouts: dict[str, float | None] = request.extensions.get("timeout") or {}
    return timeouts.get("read")


def to_request(request: httpx.Request, body: bytes) -> Request:
    """An httpx request as the embedded server takes it."""
    path, _, query = request.url.raw_path.decode("latin-1").partition("?")
    headers = {name.lower(): value for name, value in request.headers.items()}
    return Request(request.method, path, query, headers, body)


def to_response(reply: Reply, request: httpx.Request) -> httpx.Response:
    """A reply of the embedded server as httpx gives it."""
    shown = reply.rendered()
    headers = {} if shown.content_type is None else {"content-type": shown.content_type}
    return httpx.Response(shown.status, headers=headers, content=shown.body, request=request)
