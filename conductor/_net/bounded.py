"""Reads response bodies up to a limit, which counts what is left after decompression.

httpx decompresses each chunk as a whole: 64 KiB of a gzip bomb become 64 MiB at once. Here a body is decompressed in
small steps, and reading ends with the first byte too much.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import httpx

from conductor import _answers
from conductor.errors import ResponseTooLargeError

if TYPE_CHECKING:
    from collections.abc import Iterator

ACCEPT_ENCODING = "gzip, deflate"
"""What clients ask for: the codings that can be decompressed in steps."""

_STEP_BYTES = 64 * 1024
# zlib's numbers for gzip, for deflate with a header (RFC 9110), and without (as some servers send it).
_GZIP, _ZLIB, _RAW = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS
_WINDOWS = {"gzip": _GZIP, "x-gzip": _GZIP, "deflate": _ZLIB}


class BoundedBody:
    """Collects the body of a response.

    Args:
        response: Its headers say how long the body is, and how it is compressed.
        limit_bytes: How long it may become.

    Raises:
        ResponseTooLargeError: The body is announced with more than the limit.
        httpx.DecodingError: The body is compressed in a way that was not asked for.
    """

    def __init__(self, response: httpx.Response, request: httpx.Request, limit_bytes: int) -> None:
        self._request = request
        self._limit_bytes = limit_bytes
        self._body = bytearray()
        self._window = self._window_of(response)
        self._decompressor = None if self._window is None else zlib.decompressobj(self._window)
        length = response.headers.get("content-length", "")
        if length.isascii() and length.isdigit() and int(length[:20]) > limit_bytes:
            raise too_large(self._request, self._limit_bytes)

    def _window_of(self, response: httpx.Response) -> int | None:
        coding = response.headers.get("content-encoding", "identity").strip().lower()
        if coding in ("identity", ""):
            return None
        if coding not in _WINDOWS:
            text = f"the response has the content-encoding {coding[:40]!r}, and the request accepts {ACCEPT_ENCODING}"
            raise httpx.DecodingError(text, request=self._request)
        return _WINDOWS[coding]

    def feed(self, chunk: bytes) -> None:
        """Add the next bytes as they came.

        Raises:
            ResponseTooLargeError: The body is longer than the limit.
            httpx.DecodingError: The bytes are not compressed as the headers say.
        """
        for part in self._decompressed(chunk):
            self._body += part
            if len(self._body) > self._limit_bytes:
                self._body.clear()
                raise too_large(self._request, self._limit_bytes)

    def content(self) -> bytes:
        """Return the whole body."""
        return bytes(self._body)

    def _decompressed(self, chunk: bytes) -> Iterator[bytes]:
        if self._decompressor is None:
            yield chunk
            return
        try:
            while chunk:
                yield self._decompressor.decompress(chunk, _STEP_BYTES)
                chunk = self._decompressor.unconsumed_tail
        except zlib.error as error:
            if self._window == _ZLIB and not self._body:
                self._window, self._decompressor = _RAW, zlib.decompressobj(_RAW)
                yield from self._decompressed(chunk)
                return
            raise httpx.DecodingError(str(error), request=self._request) from error


def finished(response: httpx.Response, request: httpx.Request, content: bytes) -> httpx.Response:
    """Return a response whose body has been read."""
    # The body is neither compressed nor chunked any more. As bytes: a server may send what no text encoding takes.
    framing = (b"content-encoding", b"content-length", b"transfer-encoding")
    headers = [(name, value) for name, value in response.headers.raw if name.lower() not in framing]
    return httpx.Response(
        response.status_code, headers=headers, content=content, request=request, extensions=response.extensions
    )


def has_content(response: httpx.Response, request: httpx.Request, limit_bytes: int) -> bool:
    """Return whether a response was made with its body, as those of a function are.

    Raises:
        ResponseTooLargeError: That body is larger than the limit.
    """
    if not hasattr(response, "_content"):
        return False
    if len(response.content) > limit_bytes:
        raise too_large(request, limit_bytes)
    return True


def decompressed(response: httpx.Response, request: httpx.Request, content: bytes, limit_bytes: int) -> bytes:
    """Return the body of a response, of which ``content`` is what came over the connection.

    Raises:
        ResponseTooLargeError: It is larger than the limit.
    """
    body = BoundedBody(response, request, limit_bytes)
    body.feed(content)
    return body.content()


def too_large(request: httpx.Request, limit_bytes: int) -> ResponseTooLargeError:
    """Return the error for a response that is larger than the limit."""
    where = f"{request.method} {_answers.safe_url(request.url)}"
    return ResponseTooLargeError(
        f"the response is larger than the limit of this client (max_response_bytes={limit_bytes}): {where}"
    )
