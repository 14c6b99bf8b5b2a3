"""Refuses requests whose end another HTTP parser could see at another place (request smuggling).

h11 is lenient where RFC 9112 lets a server choose. A proxy in front of this server may choose differently, and then a
request hidden in the body of another one passes the proxy's checks. So every ambiguity is an error here, and the
connection is closed after it.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import h11

MAX_HEAD_BYTES = 8192
"""The longest head of a request: that of Tomcat (`server.tomcat.max-http-request-header-size`)."""
END_OF_HEAD = b"\r\n\r\n"
# A line that ends without CR, a CR inside a line, and a header value that goes on in the next line (obs-fold).
_AMBIGUOUS = re.compile(rb"(?<!\r)\n|\r(?!\n)|\n[ \t]")


def check_lines(head: bytes) -> None:
    """Raise h11.RemoteProtocolError when the lines of a head, complete or not, can be read in two ways."""
    # The last byte may be a CR whose LF is still on its way.
    if _AMBIGUOUS.search(head[:-1] if head.endswith(b"\r") else head):
        raise h11.RemoteProtocolError("a line of the head does not end with CR LF, or goes on in the next line")


def check_head(head: h11.Request) -> None:
    """Raise h11.RemoteProtocolError when a head is too large, or does not tell clearly where the body ends.

    h11 itself refuses several different Content-Length values, transfer codings other than `chunked`, several
    Transfer-Encoding or Host headers, and white space before the colon.
    """
    if len(head.target) + sum(len(name) + len(value) + 4 for name, value in head.headers) > MAX_HEAD_BYTES:
        raise h11.RemoteProtocolError("the head of the request is too large")
    names = {name for name, _ in head.headers}
    if b"transfer-encoding" not in names:
        return
    if b"content-length" in names:
        raise h11.RemoteProtocolError("a request has either Content-Length or Transfer-Encoding")
    if head.http_version < b"1.1":
        raise h11.RemoteProtocolError("HTTP/1.0 has no Transfer-Encoding")


def split_target(target: str, host: str) -> tuple[str, str]:
    """Return path and query of a request target.

    The absolute form (`GET http://host/path`) is served when it names the same authority as the Host header: RFC 9112
    has the target win, and a server that takes one for the access check and the other for routing can be tricked.

    Raises:
        h11.RemoteProtocolError: The target is a path of another form, or names another host.
    """
    if not target.startswith("/") and target != "*":
        try:
            parts = urlsplit(target)
        except ValueError:
            raise h11.RemoteProtocolError("the request target is not a URL") from None
        if parts.scheme not in ("http", "https") or parts.netloc.lower() != host.lower():
            raise h11.RemoteProtocolError("the request target names another host than the Host header")
        target = target[target.index("://") + 3 + len(parts.netloc) :]
        if not target.startswith("/"):
            target = "/" + target
    path, _, query = target.partition("?")
    return path, query
