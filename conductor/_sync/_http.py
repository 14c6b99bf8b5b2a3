# Derived from conductor/_async/_http.py by scripts/unasync.py; do not edit.
"""The HTTP client under the facade: one transport that repeats, limits and translates, around another that sends."""

from __future__ import annotations

import time
import logging
from collections.abc import Iterator, Callable
from typing import TYPE_CHECKING

import httpx

from conductor import _answers
from conductor._net import retry
from conductor._net.auth import ERROR_AS_ANSWER, build_auth, default_headers
from conductor._net.connection import time_limits, transport_options
from conductor._net.streams import EXTENSION, is_stream
from conductor._net.timeouts import TimeBudget
from conductor._options import is_local_address
from conductor.errors import ConfigurationError, UsageError, from_transport_error

if TYPE_CHECKING:
    from conductor._net.lifetime import Lifetime
    from conductor.config import Settings

logger = logging.getLogger("conductor")

FetchFn = Callable[[httpx.Request], httpx.Response]
"""A function that answers requests in place of the network."""

Fetch = httpx.BaseTransport | httpx.Client | FetchFn
"""What may replace the connections of a client: an httpx transport, a ready httpx client, or a function."""


class RetryTransport(httpx.BaseTransport):
    """Sends through another transport: repeats what may be repeated, keeps time, turns httpx errors into ours.

    Args:
        inner: Does the sending.
        lifetime: Says whether the client may still be used.
        policy: Says whether and when a request is sent again.
        base_path: Path of the server's address, which precedes ``/api``.
        timeouts: Limits for requests that bring none.
        total_s: Limit for a call with all its repeats in seconds, or None.
    """

    def __init__(
        self,
        inner: httpx.BaseTransport,
        lifetime: Lifetime,
        *,
        policy: retry.RetryPolicy,
        base_path: str = "",
        timeouts: httpx.Timeout,
        total_s: float | None = None,
    ) -> None:
        self._inner = inner
        self._lifetime = lifetime
        self._policy = policy
        self._base_path = base_path.rstrip("/")
        self._timeouts = timeouts.as_dict()
        self._total_s = total_s

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request, several times if need be, and give the whole answer.

        Raises:
            UsageError: the client is closed, or belongs to another process.
            ConductorConnectionError: there was no answer.
        """
        self._lifetime.check()
        budget = TimeBudget(request, self._total_s)
        attempt = 1
        while True:
            outcome = self._attempt(request, budget)
            delay_s = self._delay_s(attempt, request, outcome)
            if delay_s is None or not budget.allows(delay_s):
                return _settle(request, outcome)
            logger.debug("%s: attempt %d failed, next one in %.2f s", _shown(request), attempt, delay_s)
            time.sleep(delay_s)
            attempt += 1

    def close(self) -> None:
        """Close the connections, unless they belong to the caller."""
        if self._lifetime.owns_connections:
            self._inner.close()

    def _attempt(self, request: httpx.Request, budget: TimeBudget) -> retry.Outcome:
        timeouts = request.extensions.get("timeout", self._timeouts)
        request.extensions = {**request.extensions, "timeout": budget.phases(timeouts)}
        try:
            response = self._inner.handle_request(request)
            if is_stream(request, response) and isinstance(response.stream, httpx.SyncByteStream):
                response.stream = OpenStream(response.stream, request)
                return response
            # Read here, so that an answer that breaks off half-way is repeated and reported as well.
            try:
                response.read()
            finally:
                response.close()
        except httpx.RequestError as error:
            return error
        return response

    def _delay_s(self, attempt: int, request: httpx.Request, outcome: retry.Outcome) -> float | None:
        if not isinstance(request.stream, httpx.ByteStream) or retry.is_switched_off(request):
            return None
        path = request.url.path.removeprefix(self._base_path)
        return self._policy.delay_s(attempt, request.method, path, outcome)


class OpenStream(httpx.SyncByteStream):
    """The body of an answer that the caller reads piece by piece; turns httpx errors into ours."""

    def __init__(self, inner: httpx.SyncByteStream, request: httpx.Request) -> None:
        self._inner = inner
        self._request = request

    def __iter__(self) -> Iterator[bytes]:
        try:
            for chunk in self._inner:
                yield chunk
        except httpx.RequestError as error:
            raise from_transport_error(error, self._request) from error

    def close(self) -> None:
        """Close the connection."""
        self._inner.close()


class ClientTransport(httpx.BaseTransport):
    """Sends through a client of the caller: its headers, cookies, auth, hooks and proxies apply, its base_url not."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request as if the caller's client had made it; what the request says goes first."""
        if self._client.is_closed:
            raise UsageError("the HTTP client that was given as fetch is closed")
        content = request.read()
        own = self._client.build_request(
            request.method, request.url, headers=request.headers, content=content or None, extensions=request.extensions
        )
        return self._client.send(own, stream=bool(request.extensions.get(EXTENSION)))


def build_transport(settings: Settings, fetch: Fetch | None, lifetime: Lifetime) -> RetryTransport:
    """Make the transport of a client; with ``fetch`` requests go that way instead of the network.

    Raises:
        ConfigurationError: ``fetch`` is of no use here, or TLS, proxy or HTTP/2 cannot be set up.
    """
    return RetryTransport(
        _sender(settings, fetch),
        lifetime,
        policy=retry.RetryPolicy(max_retries=settings.max_retries),
        base_path=httpx.URL(settings.server_url).path,
        timeouts=_time_limits(settings, fetch),
        total_s=settings.timeout_s,
    )


def build_http_client(
    settings: Settings, fetch: Fetch | None, transport: RetryTransport
) -> httpx.Client:
    """Make the HTTP client that signs requests and sends them through the transport."""
    client = httpx.Client(
        transport=transport,
        timeout=_time_limits(settings, fetch),
        auth=build_auth(settings),
        # The environment was read for the inner transport, and must not lead past this one.
        trust_env=False,
    )
    if isinstance(fetch, httpx.Client):
        # The defaults of the caller's client apply, not those of httpx.
        for name in list(client.headers):
            del client.headers[name]
    client.headers.update(default_headers(settings))
    return client


def _time_limits(settings: Settings, fetch: Fetch | None) -> httpx.Timeout:
    return fetch.timeout if isinstance(fetch, httpx.Client) else time_limits(settings)


def _sender(settings: Settings, fetch: Fetch | None) -> httpx.BaseTransport:
    _check(fetch)
    if fetch is None and is_local_address(settings.server_url):
        # Loaded for those who ask for it.
        from conductor.local import connect

        return connect(settings.server_url)
    if fetch is None:
        return httpx.HTTPTransport(**transport_options(settings))
    if isinstance(fetch, httpx.BaseTransport):
        return fetch
    return ClientTransport(fetch) if isinstance(fetch, httpx.Client) else httpx.MockTransport(fetch)


def _check(fetch: object) -> None:
    if not (fetch is None or isinstance(fetch, httpx.BaseTransport | httpx.Client) or callable(fetch)):
        kinds = "an httpx.BaseTransport, an httpx.Client or a function"
        raise ConfigurationError(f"fetch must be {kinds}, not {type(fetch).__name__}")


def _settle(request: httpx.Request, outcome: retry.Outcome) -> httpx.Response:
    if isinstance(outcome, httpx.Response):
        return outcome
    error = from_transport_error(outcome, request)
    if request.extensions.get(ERROR_AS_ANSWER):
        return httpx.Response(503, request=request, extensions={"conductor_error": error})
    raise error from outcome


def _shown(request: httpx.Request) -> str:
    return f"{request.method} {_answers.safe_url(request.url)}"
