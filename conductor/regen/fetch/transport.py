"""Requests for documents: redirects are followed, size and time are limited, failures become one line."""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Mapping
from typing import Any

import httpx

from conductor import _answers
from conductor._net.connection import transport_options
from conductor.config import Settings
from conductor.errors import ConfigurationError
from conductor.regen.documents import RegenError
from conductor.regen.fetch.access import Access, is_usable

CONNECT_LIMIT_S = 10.0
READ_LIMIT_S = 60.0
TOTAL_LIMIT_S = 180.0
MAX_BYTES = 64 * 1024 * 1024
MAX_REDIRECTS = 5
_EXCERPT_CHARS = 300

_TRANSPORT_TEXTS: tuple[tuple[type[Exception], str], ...] = (
    (httpx.ConnectTimeout, f"no connection within {CONNECT_LIMIT_S:g} s"),
    (httpx.TimeoutException, "no answer within the time limit"),
    (httpx.ConnectError, "cannot connect"),
    (httpx.ProxyError, "the proxy failed"),
    (httpx.DecodingError, "the body cannot be decompressed"),
    (httpx.TransportError, "the connection broke"),
)


class Requests:
    """Sends the requests of one run; its total time is limited."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._deadline_s = time.monotonic() + TOTAL_LIMIT_S

    def get(self, url: httpx.URL, token: str | None = None) -> httpx.Response:
        """Return the answer, read to its end; redirects are followed.

        The headers of the access and the token go to the host of the address only.

        Raises:
            RegenError: there is no answer, or it is too large
        """
        headers = {**self._access.headers, **({"X-Authorization": token} if token else {})}
        here = url
        for _ in range(MAX_REDIRECTS + 1):
            sent = headers if _is_same_place(url, here) else {}
            response = self._send(httpx.Request("GET", here, headers={**_ACCEPT, **sent}))
            if not response.has_redirect_location:
                return response
            here = _redirected(response)
        raise RegenError(
            f"{_answers.safe_url(url)}: more than {MAX_REDIRECTS} redirects, the last one to {place(here)}"
        )

    def token(self, server: httpx.URL) -> str | None:
        """Return a token for the key of the access; None if there is no key, or the server issues no tokens.

        Raises:
            RegenError: the server refuses the key
        """
        if self._access.key_id is None:
            return None
        url = at(server, "/api/token")
        body = {"keyId": self._access.key_id, "keySecret": self._access.key_secret}
        response = self._send(httpx.Request("POST", url, json=body, headers={**_ACCEPT, **self._access.headers}))
        if response.status_code == 404:
            return None
        token = _answers.json_object(response).get("token")
        if not response.is_success or not isinstance(token, str) or not token.isascii() or not token.isprintable():
            hint = "check CONDUCTOR_AUTH_KEY and CONDUCTOR_AUTH_SECRET, or unset them"
            raise RegenError(f"{place(url)}: HTTP {response.status_code}, no token: {hint}")
        return token

    def _send(self, request: httpx.Request) -> httpx.Response:
        shown = place(request.url)
        limits = httpx.Timeout(READ_LIMIT_S, connect=CONNECT_LIMIT_S)
        try:
            with (
                httpx.Client(transport=self._transport(request.url), trust_env=False, timeout=limits) as client,
                client.stream(request.method, request.url, headers=request.headers, content=request.content) as answer,
            ):
                return self._whole(request, answer)
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            raise RegenError(f"{shown}: {_what_broke(error)}") from None
        except ConfigurationError as error:
            raise RegenError(f"CA file: {error}") from None

    def _transport(self, url: httpx.URL) -> httpx.BaseTransport:
        origin = f"{url.scheme}://{url.netloc.decode()}"
        options: dict[str, Any] = transport_options(Settings(server_url=origin, ca_cert=self._access.ca_file))
        if _is_loopback(url.host):
            # No proxy can reach a server on this machine.
            options["proxy"] = None
        return httpx.HTTPTransport(**options)

    def _whole(self, request: httpx.Request, answer: httpx.Response) -> httpx.Response:
        """Read an answer within the limits, and return it in a form that knows its request."""
        body = bytearray()
        for chunk in answer.iter_bytes(65536):
            body += chunk
            if len(body) > MAX_BYTES:
                raise RegenError(f"{place(request.url)}: more than {MAX_BYTES // 1024**2} MB: pass a smaller DOC=FILE")
            if time.monotonic() > self._deadline_s:
                raise RegenError(f"{place(request.url)}: not complete within {TOTAL_LIMIT_S:g} s: pass DOC=FILE")
        # Without those that describe the transfer: the body is decompressed.
        kept = {name: answer.headers[name] for name in ("content-type", "location") if name in answer.headers}
        return httpx.Response(answer.status_code, headers=kept, content=bytes(body), request=request)


_ACCEPT: Mapping[str, str] = {
    "Accept": "application/json, application/yaml;q=0.9, */*;q=0.8",
    "Accept-Encoding": "gzip, deflate",
    "User-Agent": "conductor-sdk regen",
}


def place(url: httpx.URL) -> str:
    """Return the address for a message, without its secrets."""
    return _answers.safe_url(url)


def at(server: httpx.URL, path: str) -> httpx.URL:
    """Return the address of a path of a server, whose own path may be a context such as ``/conductor``."""
    return server.copy_with(path=server.path.rstrip("/") + path, query=None)


def excerpt(response: httpx.Response) -> str:
    """Return what an answer says, on one line, shortened and without the credentials that were sent."""
    if _answers.is_html(response):
        return f"a web page, {_answers.html_text(response, 80)!r}"
    body = _answers.json_object(response)
    said = next((body[key] for key in ("message", "error") if isinstance(body.get(key), str) and body[key]), None)
    return _answers.shorten(said, _EXCERPT_CHARS) if said else _answers.text_of(response, _EXCERPT_CHARS)


def _redirected(response: httpx.Response) -> httpx.URL:
    here = response.request.url
    try:
        target = here.join(response.headers["location"]).copy_with(fragment=None, userinfo=b"")
    except (httpx.InvalidURL, UnicodeError):
        target = httpx.URL()
    if not is_usable(target):
        raise RegenError(f"{place(here)}: HTTP {response.status_code} redirects to an address that cannot be used")
    return target


def _is_same_place(one: httpx.URL, other: httpx.URL) -> bool:
    """Return whether credentials for one address may go to the other: the same host and port, or its https side."""
    same = (one.scheme, one.host, _port(one)) == (other.scheme, other.host, _port(other))
    is_upgrade = (one.scheme, _port(one), other.scheme, _port(other)) == ("http", 80, "https", 443)
    return same or (is_upgrade and one.host == other.host)


def _port(url: httpx.URL) -> int | None:
    return url.port or {"http": 80, "https": 443}.get(url.scheme)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _what_broke(error: Exception) -> str:
    what = next((text for kind, text in _TRANSPORT_TEXTS if isinstance(error, kind)), "the request failed")
    # h11 quotes the header that it refuses, and that may be a token.
    is_quotable = isinstance(error, httpx.ConnectError | httpx.ReadError | httpx.RemoteProtocolError)
    detail = _answers.shorten(str(error), _EXCERPT_CHARS) if is_quotable else ""
    hint = "; name the authority's certificate with CA=FILE" if "CERTIFICATE_VERIFY_FAILED" in detail else ""
    return f"{what}{f': {detail}' if detail else ''}{hint}"
