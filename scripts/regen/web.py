"""Reading a document from a server: credentials, redirects, limits, and errors that say what to do next."""

from __future__ import annotations

import base64
import re
import ssl
import time
from collections.abc import Mapping
from urllib.parse import unquote

import httpx
from attrs import field, frozen

from conductor.regen.documents import RegenError
from conductor.regen.served import MAX_DOCUMENT_BYTES

ANSWER_LIMIT_S = 60.0
"""Longest wait for a connection, and between two parts of an answer."""
WHOLE_LIMIT_S = 300.0
"""Longest time for one answer."""
MAX_REDIRECTS = 10
SHOWN_BODY = 200
BY_FILE = "or save the document and use DOC=FILE"
CREDENTIALS = 'set CONDUCTOR_AUTH_KEY and CONDUCTOR_AUTH_SECRET, use HEADER="X-Authorization: <token>"'
SERVER_FAULT = "try to start the server with --springdoc.override-with-generic-response=false"


class HttpStatusError(RegenError):
    """The server answered with an error status."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


@frozen
class Access:
    """How to reach a server.

    Attributes:
        headers: sent to the origin that was named and to no other
        key, secret: exchanged for a token
        ca_file: certificates to trust, PEM
    """

    headers: Mapping[str, str] = field(factory=dict[str, str], repr=False)
    key: str = ""
    secret: str = field(default="", repr=False)
    ca_file: str = ""


def header(text: str) -> tuple[str, str]:
    """Parse ``Name: value``.

    Raises:
        RegenError: it has another form; the message does not contain the value
    """
    name, colon, value = text.partition(":")
    if not colon or not re.fullmatch(r"[\w!#$%&'*+.^`|~-]+", name.strip()) or not value.strip().isprintable():
        raise RegenError("HEADER: expected 'Name: value'")
    if not value.isascii():
        raise RegenError(f"HEADER: the value of {name.strip()} is not ASCII")
    return name.strip(), value.strip()


def shown_url(url: str) -> str:
    """Return an address as it may be in a message: without user, password, query and fragment."""
    scheme, separator, rest = url.rpartition("://") if "://" in url else ("", "", url)
    # Everything before the last @: a password may contain any character.
    return scheme + separator + re.split(r"[?#]", rest.rpartition("@")[2])[0]


class Web:
    """Sends requests to one server, with its credentials."""

    def __init__(self, url: str, access: Access) -> None:
        self._shown = shown_url(url)
        self._start = _parsed(url)
        self._headers = dict(access.headers)
        self._client = httpx.Client(
            timeout=ANSWER_LIMIT_S, trust_env=False, verify=_certificates(access.ca_file), headers={"Accept": "*/*"}
        )
        if self._start.userinfo:
            # Not left to httpx, whose messages may show the address.
            userinfo = unquote(self._start.userinfo.decode())
            self._headers["Authorization"] = "Basic " + base64.b64encode(userinfo.encode()).decode()

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def log_in(self, url: str, access: Access) -> None:
        """Exchange key and secret for a token; a server without tokens (Conductor OSS) is used without one."""
        if not access.key or not access.secret:
            return
        try:
            answer = self._send("POST", url, {"keyId": access.key, "keySecret": access.secret})
            token = answer.json().get("token")
        except HttpStatusError as error:
            if error.status in (httpx.codes.NOT_FOUND, httpx.codes.METHOD_NOT_ALLOWED):
                return
            raise RegenError(f"{shown_url(url)}: CONDUCTOR_AUTH_KEY and _SECRET: HTTP {error.status}") from error
        except (ValueError, AttributeError):
            token = None
        if not isinstance(token, str) or not token.isascii() or not token.isprintable():
            raise RegenError(f"{shown_url(url)}: no token in the answer; {CREDENTIALS}")
        self._headers["X-Authorization"] = token

    def get(self, url: str) -> httpx.Response:
        """Return the answer to a GET request, its body read.

        Raises:
            RegenError: there is none, or it is an error; one line with the next step
        """
        answer = self._send("GET", url, None)
        if "html" in answer.headers.get("content-type", "") or answer.text.lstrip()[:1] == "<":
            place = shown_url(str(answer.request.url))
            raise RegenError(f"{place}: a web page, perhaps a login; {CREDENTIALS}, {BY_FILE}")
        return answer

    def _send(self, method: str, url: str, body: dict[str, str] | None) -> httpx.Response:
        address = _parsed(url)
        for _ in range(MAX_REDIRECTS + 1):
            answer = self._once(method, address.copy_with(userinfo=b""), body)
            if not answer.has_redirect_location:
                return _checked(answer)
            if body is not None:
                raise RegenError(f"{shown_url(url)}: a redirect: use the address to which it leads")
            try:
                address = address.join(answer.headers["location"])
            except httpx.InvalidURL as error:
                raise RegenError(f"{shown_url(url)}: a redirect to an address that is not valid") from error
            if address.scheme not in ("http", "https"):
                raise RegenError(f"{shown_url(url)}: a redirect to something other than HTTP")
        last = shown_url(str(address))
        raise RegenError(
            f"{shown_url(url)}: more than {MAX_REDIRECTS} redirects, the last to {last}; {CREDENTIALS}, {BY_FILE}"
        )

    def _once(self, method: str, address: httpx.URL, body: dict[str, str] | None) -> httpx.Response:
        headers = self._headers if _origin(address) == _origin(self._start) else {}
        place = shown_url(str(address))
        end = time.monotonic() + WHOLE_LIMIT_S
        content = bytearray()
        try:
            with self._client.stream(method, address, headers=headers, json=body) as answer:
                for chunk in answer.iter_bytes():
                    content += chunk
                    if len(content) > MAX_DOCUMENT_BYTES:
                        raise RegenError(f"{place}: larger than {MAX_DOCUMENT_BYTES} bytes")
                    if time.monotonic() > end:
                        raise RegenError(f"{place}: the answer takes longer than {WHOLE_LIMIT_S:g} s; use DOC=FILE")
        except httpx.InvalidURL as error:
            raise RegenError(f"{place}: not an address") from error
        except httpx.HTTPError as error:
            reason = " ".join(str(error).split()) or type(error).__name__
            hint = "; name its certificate with CA=FILE" if "CERTIFICATE" in reason else ""
            raise RegenError(f"{place}: no answer: {reason}{hint}") from error
        # The body is decoded: the headers about its encoding no longer apply.
        kept = {name: value for name, value in answer.headers.items() if name in ("content-type", "location")}
        return httpx.Response(answer.status_code, headers=kept, content=bytes(content), request=answer.request)


def _checked(answer: httpx.Response) -> httpx.Response:
    if answer.is_success:
        return answer
    place, status = shown_url(str(answer.request.url)), answer.status_code
    said = " ".join(answer.text.split())
    said = f": {said[:SHOWN_BODY]}" if said and status >= httpx.codes.INTERNAL_SERVER_ERROR else ""
    if status in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
        way = f"; {CREDENTIALS}, {BY_FILE}"
    elif status >= httpx.codes.INTERNAL_SERVER_ERROR:
        way = f"; {SERVER_FAULT}, {BY_FILE}"
    else:
        way = f"; check the address, {BY_FILE}"
    raise HttpStatusError(f"{place}: HTTP {status}{said}{way}", status)


def _parsed(url: str) -> httpx.URL:
    try:
        address = httpx.URL(url)
        is_usable = address.scheme in ("http", "https") and bool(address.host)
    except (httpx.InvalidURL, ValueError):
        is_usable = False
    if not is_usable:
        raise RegenError(f"{shown_url(url)!r}: not an address; one like http://host:8080 is expected")
    return httpx.URL(url)


def _origin(address: httpx.URL) -> tuple[str, str, int]:
    return address.scheme, address.host, address.port or {"http": 80, "https": 443}.get(address.scheme, 0)


def _certificates(ca_file: str) -> ssl.SSLContext | bool:
    if not ca_file:
        return True
    try:
        return ssl.create_default_context(cafile=ca_file)
    except (OSError, ssl.SSLError) as error:
        raise RegenError(f"CA={ca_file}: cannot be read as certificates (PEM): {error}") from error
