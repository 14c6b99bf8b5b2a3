"""Connections for many requests at once, at a cost that does not grow with their number."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, Any

import httpx

from conductor._async._http import read_bounded
from conductor._net.connection import transport_options

if TYPE_CHECKING:
    from conductor.config import Settings

_POOLS = 12
_POOL_SIZE = 8


class PooledTransport(httpx.AsyncBaseTransport):
    """Spreads requests over several small pools, each made when those before it are busy.

    For each request the pool of httpcore looks at each of its connections several times, so that one pool for a hundred
    slots spends most of its time on that.

    Args:
        settings: The settings of the client that it works for.
    """

    def __init__(self, settings: Settings) -> None:
        self._options = _options(settings)
        self._max_bytes = settings.max_response_bytes
        self.tls: ssl.SSLContext = self._options["verify"]
        """What all its connections share."""
        self._pools: list[_Pool] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request through a pool with a free connection, and read the whole answer."""
        pool = self._free_pool()
        pool.busy += 1
        try:
            response = await pool.transport.handle_async_request(request)
            try:
                return await read_bounded(response, request, self._max_bytes)
            finally:
                await response.aclose()
        finally:
            pool.busy -= 1

    async def aclose(self) -> None:
        """Close all connections."""
        for pool in self._pools:
            await pool.transport.aclose()

    def _free_pool(self) -> _Pool:
        for pool in self._pools:
            if pool.busy < _POOL_SIZE:
                return pool
        if len(self._pools) < _POOLS:
            self._pools.append(_Pool(httpx.AsyncHTTPTransport(**self._options)))
            return self._pools[-1]
        return min(self._pools, key=lambda pool: pool.busy)


class _Pool:
    def __init__(self, transport: httpx.AsyncHTTPTransport) -> None:
        self.transport = transport
        self.busy = 0


def _options(settings: Settings) -> dict[str, Any]:
    options = transport_options(settings)
    limits: httpx.Limits = options["limits"]
    if not settings.http2:
        keep_s = limits.keepalive_expiry
        limits = httpx.Limits(max_connections=_POOL_SIZE, max_keepalive_connections=_POOL_SIZE, keepalive_expiry=keep_s)
    return {**options, "limits": limits, "verify": _shared_context(options["verify"])}


def _shared_context(verify: ssl.SSLContext | bool) -> ssl.SSLContext:
    """Give one for all pools: to read the certificates of all authorities takes longer than a hundred tasks."""
    return verify if isinstance(verify, ssl.SSLContext) else httpx.create_ssl_context(verify=verify)
