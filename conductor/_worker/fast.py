"""Sends with pyreqwest, of the extra ``fast``: a maintained HTTP client on Rust, called with no other client on top."""

from __future__ import annotations

import atexit
import os
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import certifi
import httpx
from pyreqwest import exceptions
from pyreqwest.client import Client, ClientBuilder, SyncClientBuilder
from pyreqwest.http import Url

from conductor._net.auth import HEADER, default_headers
from conductor._net.connection import transport_options
from conductor._worker.senders import HEADERS, is_unsigned, longest_s, signed, time_limit, too_late
from conductor._worker.wire import SLOWEST_BYTES_PER_S, Answer
from conductor.errors import ConductorConnectionError, UsageError, from_transport_error

if TYPE_CHECKING:
    from pyreqwest.response import Response

    from conductor._async.client import AsyncConductorClient
    from conductor.config import Settings

_CONNECTIONS = 100
# Below the 20 s after which Tomcat, in the server, drops an idle connection.
_KEEP_ALIVE = timedelta(seconds=15)
# The threads of pyreqwest do not live on in a forked process.
_PROCESS_ID = os.getpid()
_OF_THE_TRANSFER = frozenset({"content-encoding", "content-length", "transfer-encoding"})


def why_not(settings: Settings) -> str | None:
    """Tell what of these settings needs httpx; None: nothing, this wire does it all."""
    if os.getpid() != _PROCESS_ID:
        return "a process that was forked from one with workers"
    options = transport_options(settings)
    if options["http2"]:
        return "http2"
    if options["proxy"] is not None:
        return "a proxy"
    is_usual = settings.verify is True and not settings.ca_cert and not settings.client_cert
    return None if is_usual else "verify, ca_cert or client_cert"


class FastSender:
    """Sends over connections of pyreqwest.

    Args:
        client: Its settings, headers and auth count.
        close: Closes what the client has connected for other calls.
    """

    def __init__(self, client: AsyncConductorClient, close: Callable[[], Awaitable[None]]) -> None:
        self._http = client.api.get_async_httpx_client()
        self._is_unsigned = is_unsigned(self._http)
        self._server_url = client.settings.server_url
        self._read_timeout_s = client.settings.read_timeout_s
        self._longest_s = longest_s(client.settings)
        self._close = close
        self._headers = httpx.Headers(default_headers(client.settings))
        self._headers.update(HEADERS)
        _settle_at_exit()
        self._rust: Client | None = _connections(client.settings, dict(self._headers))

    def send(self, method: str, target: str, body: bytes | None, limit_s: float) -> Awaitable[Answer]:
        """Send the request and give the answer."""
        if body is not None:
            limit_s = min(limit_s, self._longest_s, self._read_timeout_s + len(body) / SLOWEST_BYTES_PER_S)
        url = _url(self._server_url + target)
        if self._is_unsigned:
            return self._exchange(method, url, body, limit_s, None)
        return self._signed(method, url, body, limit_s)

    async def aclose(self) -> None:
        """Close the connections."""
        rust, self._rust = self._rust, None
        if rust is not None:
            await rust.close()
        await self._close()

    async def _signed(self, method: str, url: Url, body: bytes | None, limit_s: float) -> Answer:
        async def exchange(request: httpx.Request) -> httpx.Response:
            return (await self._exchange(method, url, body, limit_s, request.headers.get(HEADER))).response()

        async with time_limit(limit_s, method, url.path):
            response = await signed(self._http, httpx.Request(method, str(url)), exchange)
        return Answer(response.status_code, response.content, lambda: response)

    async def _exchange(self, method: str, url: Url, body: bytes | None, limit_s: float, token: str | None) -> Answer:
        if self._rust is None:
            raise UsageError("the client is closed: make a new one")
        call = self._rust.request(method, url).timeout(timedelta(seconds=limit_s))
        if body is not None:
            call = call.body_bytes(body)
        if token:
            call = call.header(HEADER, token, is_sensitive=True)
        try:
            response = await call.build().send()
            content = (await response.bytes()).to_bytes()
        except exceptions.PyreqwestError as error:
            raise _failure(error, self._request(method, url, token), limit_s) from error
        return Answer(response.status, content, lambda: _as_httpx(response, content, self._request(method, url, token)))

    def _request(self, method: str, url: Url, token: str | None) -> httpx.Request:
        """Give the request as httpx has it: errors name it, and know by it what must not be shown."""
        return httpx.Request(method, str(url), headers={**self._headers, **({HEADER: token} if token else {})})


def _connections(settings: Settings, headers: dict[str, str]) -> Client:
    builder = (
        ClientBuilder()
        .runtime_multithreaded(False)
        .default_headers(headers)
        .connect_timeout(timedelta(seconds=settings.connect_timeout_s))
        .max_connections(_CONNECTIONS)
        .pool_idle_timeout(_KEEP_ALIVE)
        .follow_redirects(False)
        .referer(False)
        .no_proxy()
    )
    if settings.server_url.startswith("https") and not os.environ.keys() & {"SSL_CERT_FILE", "SSL_CERT_DIR"}:
        # The authorities that httpx trusts; those of the machine are trusted too. Both libraries go by these variables.
        builder = builder.add_root_certificate_pem(Path(certifi.where()).read_bytes())
    return builder.build()


@cache
def _settle_at_exit() -> None:
    # Now and only once: managers, which register later, stop before.
    atexit.register(_settle)


def _settle() -> None:
    """Wait until the thread of pyreqwest has told all that it had to tell.

    Having woken an event loop it needs the interpreter once more, and aborts a process (0.15) that is ending by then.
    """
    if os.getpid() == _PROCESS_ID:
        with suppress(exceptions.PyreqwestError):
            # Port 0 fails at once, but on that thread: it does one thing after another.
            SyncClientBuilder().runtime_multithreaded(False).no_proxy().build().get("http://127.0.0.1:0").build().send()


# Nearly all requests of a worker go to the same few addresses.
_url = lru_cache(maxsize=1024)(Url)


def _as_httpx(response: Response, content: bytes, request: httpx.Request) -> httpx.Response:
    headers = [(name, value) for name, value in response.headers.items() if name not in _OF_THE_TRANSFER]
    return httpx.Response(response.status, headers=headers, content=content, request=request)


def _failure(error: exceptions.PyreqwestError, request: httpx.Request, limit_s: float) -> ConductorConnectionError:
    # By the causes: the class of the error does not always fit (0.15 calls a closed connection a timeout).
    details: dict[str, Any] = getattr(error, "details", {})
    found: list[dict[str, str]] = details.get("causes") or []
    causes = [cause["message"] for cause in found]
    # The outermost one shows the address as it is.
    detail = causes[-1] if len(causes) > 1 else ""
    kind: type[httpx.RequestError]
    is_connecting, is_late = "client error (Connect)" in causes, detail.endswith("timed out")
    if is_late and not is_connecting:
        return too_late(limit_s, request.method, request.url.path)
    if is_connecting:
        kind = httpx.ConnectTimeout if is_late else httpx.ConnectError
        detail = f"CERTIFICATE_VERIFY_FAILED: {detail}" if "certificate" in detail else detail
    else:
        is_broken = {"client error (SendRequest)", "error reading a body from connection"} & set(causes)
        kind = httpx.ReadError if is_broken else httpx.DecodingError
    return from_transport_error(kind("" if is_late else detail), request)
