# Generated from openapi/openapi.json by `make regen`; do not edit.
"""Where the server is and how to reach it: what every operation takes as ``client``."""

import json
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from threading import Lock
from typing import TYPE_CHECKING, Any, Self, TypeVar

import httpx

from .errors import UnexpectedResponse
from .types import cookie_header, fill_path, plain_text, query_value, write_value

if TYPE_CHECKING:
    from .events import ServerEvent

T = TypeVar("T")

MAX_ERROR_BYTES = 64 * 1024
"""How much is read of the answer to a request for events that is not a stream of events."""

JSON_NAMES = {
    dict: "object",
    list: "array",
    str: "string",
    int: "number",
    float: "number",
    bool: "boolean",
    type(None): "null",
}


def encode_json(body: Any) -> bytes:
    """Compact JSON; raises ValueError with the place of what JSON cannot hold (NaN too)."""
    try:
        return json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    except RecursionError:
        raise ValueError("body: it is nested too deep") from None
    except (TypeError, ValueError) as error:
        raise ValueError(f"body{_misfit(body, str(error))}") from None


def written(body: Any) -> Any:
    """Models as JSON objects; raises ValueError when they are nested deeper than Python can follow."""
    try:
        return write_value(body)
    except RecursionError:
        raise ValueError("body: it is nested too deep") from None


def _misfit(value: Any, reason: str) -> str:
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list | tuple) else ()
    # A circle has no end to find.
    for key, child in () if reason.startswith("Circular") else children:
        try:
            json.dumps(child, ensure_ascii=False, allow_nan=False).encode()
        except (TypeError, ValueError) as error:
            return f"[{key!r}]{_misfit(child, str(error))}"
    return f": {reason}"


def header_value(name: str, value: object) -> str:
    values = value if isinstance(value, list | tuple) else [value]
    text = ",".join(plain_text(item) for item in values)
    if not (text.isascii() and text.isprintable()):
        raise ValueError(f"header {name}: {text!r} is not printable ASCII, and headers take nothing else")
    return text


def _encode_form(request: dict[str, Any], headers: httpx.Headers) -> None:
    from .forms import encode_fields, encode_multipart

    if "form" in request:
        request["content"] = encode_fields(written(request.pop("form")))
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    else:
        request["content"], headers["Content-Type"] = encode_multipart(written(request.pop("multipart")))


def _as_stream(request: dict[str, Any]) -> dict[str, Any]:
    """Ask for events, and tell transports not to wait for the end of the answer."""
    headers = {"Accept": "text/event-stream", **request.get("headers", {})}
    return {**request, "headers": headers, "extensions": {"stream": True}}


def _is_stream(response: httpx.Response) -> bool:
    kind = response.headers.get("content-type", "").lower()
    return response.status_code == 204 or (response.is_success and kind.startswith("text/event-stream"))


def _start(chunks: Iterator[bytes]) -> bytes:
    content = b""
    for chunk in chunks:
        content += chunk
        if len(content) > MAX_ERROR_BYTES:
            break
    return content[:MAX_ERROR_BYTES]


async def _start_async(chunks: AsyncIterator[bytes]) -> bytes:
    content = b""
    async for chunk in chunks:
        content += chunk
        if len(content) > MAX_ERROR_BYTES:
            break
    return content[:MAX_ERROR_BYTES]


class Client:
    """The server and the HTTP clients that reach it; safe to share between threads.

    Args:
        base_url: URL of the server without ``/api``: the paths of the operations carry it
        headers: sent with every request
        timeout: for the HTTP clients that are made here, in seconds
        http_client: a ready client for ``sync``, never closed from here; without it one is made when first needed
        async_http_client: the same for ``asyncio``
        encoder: makes JSON bytes of a request body
        error_factory: gives the exception for an answer that is not declared (reason None) or not readable
        argument_error: gives the exception for an argument that cannot be sent
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
        argument_error: Callable[[str], Exception] = ValueError,
    ) -> None:
        self.base_url = base_url.rstrip("/")
        self.encoder = encoder
        self.error_factory = error_factory
        self.argument_error = argument_error
        self._headers = dict(headers or {})
        self._timeout = timeout
        self._http_client = http_client
        self._async_http_client = async_http_client
        self._given = (http_client, async_http_client)
        self._lock = Lock()

    def get_httpx_client(self) -> httpx.Client:
        with self._lock:
            if self._http_client is None:
                self._http_client = httpx.Client(timeout=self._timeout)
            return self._http_client

    def get_async_httpx_client(self) -> httpx.AsyncClient:
        with self._lock:
            if self._async_http_client is None:
                self._async_http_client = httpx.AsyncClient(timeout=self._timeout)
            return self._async_http_client

    def send(self, method: str, path: str, **request: Any) -> httpx.Response:
        client = self.get_httpx_client()
        return client.send(self._built(client, method, path, request))

    async def send_async(self, method: str, path: str, **request: Any) -> httpx.Response:
        client = self.get_async_httpx_client()
        return await client.send(self._built(client, method, path, request))

    def events(self, method: str, path: str, **request: Any) -> Iterator["ServerEvent"]:
        """Send a request and give the events of the answer as they come; leaving the loop closes the connection."""
        from .events import EventReader

        client = self.get_httpx_client()
        response = client.send(self._built(client, method, path, _as_stream(request)), stream=True)
        try:
            if not _is_stream(response):
                raise self._no_stream(response, _start(response.iter_bytes()))
            reader = EventReader()
            for chunk in response.iter_bytes():
                yield from reader.feed(chunk)
            yield from reader.end()
        except ValueError as error:
            raise self._no_stream(response, b"", str(error)) from None
        finally:
            response.close()

    async def events_async(self, method: str, path: str, **request: Any) -> AsyncIterator["ServerEvent"]:
        """As ``events``; ``contextlib.aclosing`` closes the connection at once when the loop is left early."""
        from .events import EventReader

        client = self.get_async_httpx_client()
        response = await client.send(self._built(client, method, path, _as_stream(request)), stream=True)
        try:
            if not _is_stream(response):
                raise self._no_stream(response, await _start_async(response.aiter_bytes()))
            reader = EventReader()
            async for chunk in response.aiter_bytes():
                for event in reader.feed(chunk):
                    yield event
            for event in reader.end():
                yield event
        except ValueError as error:
            raise self._no_stream(response, b"", str(error)) from None
        finally:
            await response.aclose()

    def _no_stream(self, response: httpx.Response, content: bytes, reason: str | None = None) -> Exception:
        if reason is None and response.is_success:
            kind = response.headers.get("content-type", "none")
            reason = f"the body is not a stream of events (content type: {kind})"
        headers = {"Content-Type": response.headers.get("content-type", "")}
        shown = httpx.Response(response.status_code, headers=headers, content=content, request=response.request)
        return self.unexpected(shown, reason)

    def _built(
        self, client: httpx.Client | httpx.AsyncClient, method: str, path: str, request: dict[str, Any]
    ) -> httpx.Request:
        try:
            url = self.base_url + fill_path(path, request.pop("path_params", {}))
            return client.build_request(method, url, **self._prepared(request))
        except httpx.InvalidURL as error:
            raise self.argument_error(f"{path}: {error}") from None
        except (TypeError, ValueError) as error:
            raise self.argument_error(str(error)) from None

    def _prepared(self, request: dict[str, Any]) -> dict[str, Any]:
        headers = httpx.Headers({"Accept": "application/json, text/plain, */*"})
        headers.update(self._headers)
        for name, value in request.get("headers", {}).items():
            if value is not None:
                headers[name] = header_value(name, value)
        request["headers"] = headers
        if cookies := cookie_header(request.pop("cookies", {})):
            headers["Cookie"] = "; ".join([*filter(None, [headers.get("Cookie")]), cookies])
        if "params" in request:
            request["params"] = {
                key: query_value(key, value) for key, value in request["params"].items() if value is not None
            }
        if "model" in request:
            request["json"] = written(request.pop("model"))
        if "json" in request:
            request["content"] = self.encoder(request.pop("json"))
            headers["Content-Type"] = request.pop("media", "application/json")
        if "form" in request or "multipart" in request:
            _encode_form(request, headers)
        return request

    def unexpected(self, response: httpx.Response, reason: str | None = None) -> Exception:
        """The exception for an answer whose status is not declared, or whose body cannot be read for ``reason``."""
        return self.error_factory(response, reason)

    def refuse_html(self, response: httpx.Response) -> None:
        """Raise on a web page: a proxy or a login form answered, not the server."""
        is_page = response.content[:100].lstrip().lower().startswith((b"<!doctype html", b"<html"))
        if is_page or "html" in response.headers.get("content-type", "").lower():
            raise self.unexpected(response, "the body is a web page")

    def read_json(self, response: httpx.Response) -> Any:
        try:
            return json.loads(response.content)
        except (ValueError, RecursionError) as error:
            kind = response.headers.get("content-type", "none")
            reason = f"the body is not JSON (content type: {kind}, {len(response.content)} bytes)"
            raise self.unexpected(response, reason) from error

    def read_any(self, response: httpx.Response) -> Any:
        """JSON of a type that the API leaves open; None for no body."""
        return self.read_json(response) if response.content else None

    def read_json_as(self, kind: type[T], response: httpx.Response) -> T:
        value = self.read_json(response)
        if not isinstance(value, kind):
            raise self.unexpected(response, f"expected a JSON {JSON_NAMES[kind]}, found: {JSON_NAMES[type(value)]}")
        return value

    def read_page(self, response: httpx.Response) -> str:
        """The body of an operation that answers with a web page."""
        return response.text

    def read_text(self, response: httpx.Response) -> str:
        """The body as it is, never parsed: an id may look like JSON."""
        self.refuse_html(response)
        return response.text

    def close(self) -> None:
        """Close the HTTP client of ``sync`` if it was made here."""
        if self._http_client is not None and self._http_client not in self._given:
            self._http_client.close()

    async def aclose(self) -> None:
        """Close the HTTP client of ``asyncio`` if it was made here."""
        if self._async_http_client is not None and self._async_http_client not in self._given:
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
