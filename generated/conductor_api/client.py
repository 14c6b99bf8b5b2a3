# Generated from openapi/openapi.json by `make regen`; do not edit.
"""Where the server is and how to reach it: what every operation takes as ``client``."""

import json
from collections.abc import Callable, Mapping
from typing import Any, Self

import httpx

from .errors import UnexpectedResponse


def encode_json(body: Any) -> bytes:
    """Compact JSON; raises TypeError or ValueError for what JSON cannot hold (NaN too)."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


class Client:
    """The server and the HTTP clients that reach it; safe to share between threads.

    Args:
        base_url: URL of the server without ``/api``: the paths of the operations carry it
        headers: sent with every request
        timeout: for the HTTP clients that are made here, in seconds
        http_client: a ready client for ``sync``; without it one is made when first needed
        async_http_client: the same for ``asyncio``
        encoder: makes JSON bytes of a request body
        error_factory: gives the exception for an answer that is not declared (reason None) or not readable
    """

    def __init__(
        self,
        base_url: str,
        *,
        headers: Mapping[str, str] | None = None,
        timeout: float | httpx.Timeout = 60.0,
        http_client: httpx.Client | None = None,
        async_http_client: httpx.AsyncClient | None = None,
        encoder: Callable[[Any], bytes] = encode_json,
        error_factory: Callable[[httpx.Response, str | None], Exception] = UnexpectedResponse,
    ) -> None:
        self.base_url = base_url.rstrip("/")
        self.encoder = encoder
        self.error_factory = error_factory
        self._headers = dict(headers or {})
        self._timeout = timeout
        self._http_client = http_client
        self._async_http_client = async_http_client

    def get_httpx_client(self) -> httpx.Client:
        if self._http_client is None:
            self._http_client = httpx.Client(timeout=self._timeout)
        return self._http_client

    def get_async_httpx_client(self) -> httpx.AsyncClient:
        if self._async_http_client is None:
            self._async_http_client = httpx.AsyncClient(timeout=self._timeout)
        return self._async_http_client

    def send(self, method: str, path: str, **request: Any) -> httpx.Response:
        return self.get_httpx_client().request(method, self.base_url + path, **self._prepared(request))

    async def send_async(self, method: str, path: str, **request: Any) -> httpx.Response:
        return await self.get_async_httpx_client().request(method, self.base_url + path, **self._prepared(request))

    def _prepared(self, request: dict[str, Any]) -> dict[str, Any]:
        if "params" in request:
            request["params"] = {key: value for key, value in request["params"].items() if value is not None}
        headers = {"Accept": "application/json, text/plain, */*", **self._headers, **request.pop("headers", {})}
        if "json" in request:
            request["content"] = self.encoder(request.pop("json"))
            headers["Content-Type"] = "application/json"
        return {**request, "headers": headers}

    def unexpected(self, response: httpx.Response, reason: str | None = None) -> Exception:
        """The exception for an answer whose status is not declared, or whose body cannot be read for ``reason``."""
        return self.error_factory(response, reason)

    def read_json(self, response: httpx.Response) -> Any:
        try:
            return json.loads(response.content)
        except (ValueError, RecursionError) as error:
            kind = response.headers.get("content-type", "none")
            reason = f"the body is not JSON (content type: {kind}, {len(response.content)} bytes)"
            raise self.unexpected(response, reason) from error

    def read_json_as(self, kind: type, response: httpx.Response) -> Any:
        value = self.read_json(response)
        if not isinstance(value, kind):
            raise self.unexpected(response, f"expected a JSON {kind.__name__}, found {type(value).__name__}")
        return value

    def read_text(self, response: httpx.Response) -> str:
        if "html" in response.headers.get("content-type", ""):
            raise self.unexpected(response, "expected plain text, found HTML")
        return response.text

    def close(self) -> None:
        if self._http_client is not None:
            self._http_client.close()

    async def aclose(self) -> None:
        if self._async_http_client is not None:
            await self._async_http_client.aclose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()


__all__ = ["Client", "encode_json"]
