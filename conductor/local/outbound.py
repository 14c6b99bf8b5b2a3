"""The requests of HTTP tasks, made with httpx."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import httpx

from .engine.requests import HttpOutcome
from .engine.values import JsonMap, as_map, java_text

_DEFAULT_TIMEOUT_MS = 3000
_REPEATED_STATUS = 503
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"})


def perform(request: JsonMap) -> HttpOutcome:
    """Make the request of an HTTP task; it never raises."""
    method, uri = java_text(request.get("method")).upper(), java_text(request.get("uri"))
    if method not in _METHODS:
        return HttpOutcome(error=f"java.lang.IllegalArgumentException: Invalid HTTP method: {method}")
    try:
        with httpx.Client(timeout=_timeouts(request), follow_redirects=True) as client:
            response = _send(client, method, uri, request)
    except httpx.TimeoutException:
        return HttpOutcome(error=f'I/O error on {method} request for "{uri}": Read timed out')
    except httpx.ConnectError:
        return HttpOutcome(
            error=f'I/O error on {method} request for "{uri}": Connect to {_origin(uri)} failed: Connection refused'
        )
    except httpx.UnsupportedProtocol:
        return HttpOutcome(error=f'I/O error on {method} request for "/{quote(uri)}": Target host is not specified')
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, UnicodeError) as error:
        return HttpOutcome(error=f'I/O error on {method} request for "{uri}": {error}')
    return _outcome(response)


def _timeouts(request: JsonMap) -> httpx.Timeout:
    read_ms = _milliseconds(request.get("readTimeOut"))
    connect_ms = _milliseconds(request.get("connectionTimeOut"))
    return httpx.Timeout(read_ms / 1000, connect=connect_ms / 1000)


def _milliseconds(value: Any) -> int:
    try:
        return int(value) or _DEFAULT_TIMEOUT_MS
    except (TypeError, ValueError):
        return _DEFAULT_TIMEOUT_MS


def _send(client: httpx.Client, method: str, uri: str, request: JsonMap) -> httpx.Response:
    headers = {"accept": _media_type(request, "accept"), "content-type": _media_type(request, "contentType")}
    for name, value in (as_map(request.get("headers")) or {}).items():
        headers[name.lower()] = java_text(value)
    content = _content(request.get("body"))
    response = client.request(method, uri, headers=headers, content=content)
    if response.status_code == _REPEATED_STATUS:
        response = client.request(method, uri, headers=headers, content=content)
    return response


def _media_type(request: JsonMap, name: str) -> str:
    return java_text(request.get(name) or "application/json")


def _content(body: Any) -> bytes | None:
    if body is None:
        return None
    return body.encode() if isinstance(body, str) else json.dumps(body).encode()


def _origin(uri: str) -> str:
    url = httpx.URL(uri)
    return f"{url.scheme}://{url.netloc.decode()}"


def _outcome(response: httpx.Response) -> HttpOutcome:
    headers: dict[str, list[str]] = {}
    for raw_name, value in response.headers.raw:
        name = raw_name.decode("latin-1")
        headers.setdefault(name, []).append(value.decode("latin-1"))
    return HttpOutcome(response.status_code, response.reason_phrase, headers, response.text)
