"""The requests of HTTP tasks, made with httpx.

The server that a task calls may be hostile or broken. So an answer is bounded in size (after decompression, while it is
read) and in total time, however slowly it arrives, and credentials stay with the server that they were meant for.
"""

from __future__ import annotations

import asyncio
import codecs
import json
import zlib
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import quote

import httpx

from .api.bodies import MAX_VALUES, count_values
from .engine.requests import HttpOutcome, read_body
from .engine.values import JsonMap, as_map, java_text

MAX_RESPONSE_BYTES = 10 * 1024 * 1024
"""The limit of a task's output: a larger answer could not be stored."""
TOTAL_LIMIT_S = 120.0
"""The longest time of a request with all its redirects, whatever `readTimeOut` says: it holds one of few threads."""
_DEFAULT_TIMEOUT_MS = 3000
_MOST_REDIRECTS = 50
_REPEATED_STATUS = 503
_INFLATED_BYTES = 1024 * 1024
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"})
# Of Python's codecs those of text: some others (punycode) take time that grows with the square of the length.
_CHARSETS = frozenset(
    {"ascii", "utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "iso8859-1", "iso8859-2", "iso8859-15", "cp1250"}
    | {"cp1251", "cp1252", "koi8-r", "gbk", "gb2312", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"}
)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_WITHHELD = frozenset({"authorization", "cookie"})
_STAYS_WITH_ORIGIN = ("x-authorization", "proxy-authorization", "cookie", "host")


class _LimitError(Exception):
    """An answer is beyond a limit; the message names it."""


class _RefusedError(Exception):
    """A request that the server's HTTP client would not make, in its words."""


def perform(request: JsonMap) -> HttpOutcome:
    """Make the request of an HTTP task; it never raises."""
    method, uri = java_text(request.get("method")).upper(), java_text(request.get("uri"))
    if method not in _METHODS:
        return HttpOutcome(error=f"java.lang.IllegalArgumentException: Invalid HTTP method: {method}")
    try:
        # A loop of its own: cancelling is the one way to end a request that waits at any point, the resolver included.
        return asyncio.run(_perform(method, uri, request))
    except httpx.UnsupportedProtocol:
        return HttpOutcome(error=f'I/O error on {method} request for "/{quote(uri)}": Target host is not specified')
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError, zlib.error, _LimitError, _RefusedError) as error:
        return HttpOutcome(error=f'I/O error on {method} request for "{uri}": {_reason(error, uri)}')


def _reason(error: Exception, uri: str) -> str:
    if isinstance(error, TimeoutError):
        return f"not completed within {TOTAL_LIMIT_S:g} seconds, the limit of an HTTP task"
    if isinstance(error, httpx.TimeoutException):
        return "Read timed out"
    if isinstance(error, httpx.ConnectError):
        return f"Connect to {_origin(uri)} failed: Connection refused"
    return str(error)


async def _perform(method: str, uri: str, request: JsonMap) -> HttpOutcome:
    async with asyncio.timeout(TOTAL_LIMIT_S), httpx.AsyncClient(timeout=_timeouts(request)) as client:
        made = _request(client, method, uri, request)
        outcome = await _follow(client, made)
        if outcome.status == _REPEATED_STATUS:
            outcome = await _follow(client, _request(client, method, uri, request))
    return outcome


def _timeouts(request: JsonMap) -> httpx.Timeout:
    read_ms = _milliseconds(request.get("readTimeOut"))
    connect_ms = _milliseconds(request.get("connectionTimeOut"))
    return httpx.Timeout(read_ms / 1000, connect=connect_ms / 1000)


def _milliseconds(value: Any) -> int:
    try:
        return int(value) or _DEFAULT_TIMEOUT_MS
    except (TypeError, ValueError):
        return _DEFAULT_TIMEOUT_MS


def _request(client: httpx.AsyncClient, method: str, uri: str, request: JsonMap) -> httpx.Request:
    headers = {"accept": _media_type(request, "accept"), "content-type": _media_type(request, "contentType")}
    headers["accept-encoding"] = "gzip, x-gzip, deflate"
    for name, value in (as_map(request.get("headers")) or {}).items():
        headers[name.lower()] = java_text(value)
    return client.build_request(method, uri, headers=headers, content=_content(request.get("body")))


def _media_type(request: JsonMap, name: str) -> str:
    return java_text(request.get(name) or "application/json")


def _content(body: Any) -> bytes | None:
    if body is None:
        return None
    return body.encode() if isinstance(body, str) else json.dumps(body).encode()


def _origin(uri: str) -> str:
    url = httpx.URL(uri)
    return f"{url.scheme}://{url.netloc.decode()}"


async def _follow(client: httpx.AsyncClient, request: httpx.Request) -> HttpOutcome:
    """Send a request and follow its redirects as the server's HTTP client does (Apache HttpClient 5.5, measured)."""
    has_credentials = not _WITHHELD.isdisjoint(request.headers)
    seen: set[tuple[str, httpx.URL]] = set()
    for _ in range(_MOST_REDIRECTS + 1):
        if request.url.userinfo:
            raise _RefusedError("Request URI authority contains deprecated userinfo component")
        if (request.method, request.url) in seen:
            raise _RefusedError(f"Circular redirect to '{request.url}'")
        seen.add((request.method, request.url))
        response = await client.send(request, stream=True)
        try:
            following = _redirect(response, has_credentials=has_credentials)
            if following is None:
                return await _outcome(response)
        finally:
            await response.aclose()
        if _origin_of(following.url) != _origin_of(request.url):
            client.cookies.clear()  # a cookie jar does not tell ports apart
        client.cookies.set_cookie_header(following)
        request = following
    raise _RefusedError(f"Maximum redirects ({_MOST_REDIRECTS}) exceeded")


def _redirect(response: httpx.Response, *, has_credentials: bool) -> httpx.Request | None:
    """Return the request that a redirect asks for, None when the response is the answer.

    A task with Authorization or Cookie is not redirected to another origin: the redirect itself is the answer.
    Source: DefaultRedirectStrategy.isRedirectAllowed (Apache HttpClient 5.5), measured on the server. That class does
    not know X-Authorization, the header of Conductor's own keys; here neither it nor Proxy-Authorization leaves the
    origin.
    """
    request, target = response.request, response.headers.get("location")
    if response.status_code not in _REDIRECTS or not target:
        return None
    url = request.url.join(target)
    headers = request.headers.copy()
    if _origin_of(url) != _origin_of(request.url):
        if has_credentials:
            return None
        for name in _STAYS_WITH_ORIGIN:
            headers.pop(name, None)
    method = _redirected_method(response.status_code, request.method)
    if method == request.method:
        return httpx.Request(method, url, headers=headers, content=request.content, extensions=request.extensions)
    # A request that became a GET keeps no header of the task.
    plain = {name: headers[name] for name in ("accept-encoding", "user-agent") if name in headers}
    return httpx.Request(method, url, headers=plain, extensions=request.extensions)


def _redirected_method(status: int, method: str) -> str:
    # Source: RedirectExec.execute (Apache HttpClient 5.5), measured: 301 and 302 turn POST into GET, 303 all but HEAD.
    if status in (301, 302) and method == "POST":
        return "GET"
    return "GET" if status == 303 and method not in ("GET", "HEAD") else method


def _origin_of(url: httpx.URL) -> tuple[str, str, int | None]:
    default = {"http": 80, "https": 443}.get(url.scheme)
    return url.scheme, url.host, url.port or default


async def _outcome(response: httpx.Response) -> HttpOutcome:
    headers: dict[str, list[str]] = {}
    for raw_name, value in response.headers.raw:
        name = raw_name.decode("latin-1")
        headers.setdefault(name, []).append(value.decode("latin-1"))
    text = _text(response, await _read(response))
    # The body is read here, not by the engine: nobody else waits for this thread.
    is_shown = not 300 <= response.status_code < 400
    if is_shown and text.lstrip()[:1] in ("[", "{") and count_values(text) > MAX_VALUES:
        raise _LimitError(f"the response has more than {MAX_VALUES} JSON values, the limit of an HTTP task")
    shown = read_body(text) if is_shown else None
    return HttpOutcome(response.status_code, response.reason_phrase, headers, text, shown)


async def _read(response: httpx.Response) -> bytes:
    body = bytearray()
    async for piece in _decoded(response):
        body += piece
        if len(body) > MAX_RESPONSE_BYTES:
            raise _LimitError(f"the response is larger than {MAX_RESPONSE_BYTES} bytes, the limit of an HTTP task")
    return bytes(body)


async def _decoded(response: httpx.Response) -> AsyncIterator[bytes]:
    """Yield the body, decompressed, in pieces of bounded size.

    httpx inflates each piece that arrives as a whole: 64 KiB of gzip become 64 MiB, and more with several codings.
    """
    # Source: ContentCompressionExec (Apache HttpClient 5.5): gzip and deflate are decoded, other codings are passed on.
    coding = response.headers.get("content-encoding", "").strip().lower()
    if coding not in ("gzip", "x-gzip", "deflate"):
        async for piece in response.aiter_raw():
            yield piece
        return
    inflater: Any = None  # zlib does not export the type
    async for piece in response.aiter_raw():
        inflater = inflater or zlib.decompressobj(_window(coding, piece))
        rest = piece
        while rest and not inflater.eof:
            yield inflater.decompress(rest, _INFLATED_BYTES)
            rest = inflater.unconsumed_tail


def _window(coding: str, first: bytes) -> int:
    """Return the window bits by which zlib knows a format."""
    if coding != "deflate":
        return 31
    # Some servers send deflate without the zlib header (RFC 9110, section 8.4.1.2), whose first byte ends with 8.
    return 15 if first[0] & 0x0F == 8 else -15


def _text(response: httpx.Response, body: bytes) -> str:
    try:
        name = codecs.lookup(response.charset_encoding or "utf-8").name
    except LookupError:
        name = "utf-8"
    return body.decode(name if name in _CHARSETS else "utf-8", "replace")
