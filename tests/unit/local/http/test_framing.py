"""Request smuggling: what two HTTP parsers could read in two ways is refused, and the connection is closed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from conductor.local import LocalServer
from tests.unit.local.http.raw import exchange, statuses

HIDDEN = b"GET /api/version HTTP/1.1\r\nHost: localhost\r\n\r\n"
HEAD = b"POST /api/workflow HTTP/1.1\r\nHost: localhost\r\n"


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with LocalServer() as server:
        yield server.listen()


AMBIGUOUS = {
    "Content-Length and Transfer-Encoding": b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "Transfer-Encoding and Content-Length": b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
    "two different Content-Length": b"Content-Length: 0\r\nContent-Length: 5\r\n\r\n",
    "a list of Content-Length": b"Content-Length: 0, 5\r\n\r\n",
    "a negative Content-Length": b"Content-Length: -1\r\n\r\n",
    "a Content-Length with a sign": b"Content-Length: +0\r\n\r\n",
    "a hexadecimal Content-Length": b"Content-Length: 0x0\r\n\r\n",
    "an empty Content-Length": b"Content-Length: \r\n\r\n",
    "another transfer coding": b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    "chunked twice": b"Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
    "a misspelt transfer coding": b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "identity": b"Transfer-Encoding: identity\r\n\r\n",
    "two Transfer-Encoding": b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
    "a vertical tab before the coding": b"Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n",
    "a space before the colon": b"Content-Length : 0\r\n\r\n",
    "a tab before the colon": b"Transfer-Encoding\t: chunked\r\n\r\n0\r\n\r\n",
    "a line that is folded": b"X-A: b\r\n c\r\n\r\n",
    "a folded Transfer-Encoding": b"Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
    "a line that ends with LF": b"X-A: b\nContent-Length: 0\r\n\r\n",
    "an empty line of LF": b"X-A: b\r\n\nX",
    "a CR inside a line": b"X-A: b\rContent-Length: 5\r\n\r\n",
    "a zero byte": b"X-A: b\x00\r\n\r\n",
    "a line without a colon": b"X-A\r\n\r\n",
    "a second Host": b"Host: evil.example\r\n\r\n",
    "a chunk size with a sign": b"Transfer-Encoding: chunked\r\n\r\n+0\r\n\r\n",
    "a chunk size with a prefix": b"Transfer-Encoding: chunked\r\n\r\n0x0\r\n\r\n",
    "a chunk that is longer than its size": b"Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n",
    "a chunk that ends with LF": b"Transfer-Encoding: chunked\r\n\r\n1\r\na\n0\r\n\r\n",
    "a chunk size that overflows": b"Transfer-Encoding: chunked\r\n\r\n" + b"f" * 40 + b"\r\n",
}


@pytest.mark.parametrize("rest", AMBIGUOUS.values(), ids=AMBIGUOUS)
def test_ambiguous_request_is_refused_and_the_connection_closed(url: str, rest: bytes) -> None:
    """The request gets a 400, and what follows it on the connection is not read as a request."""
    received = exchange(url, HEAD + rest + HIDDEN * 3)
    assert statuses(received) == [400]
    assert b"Connection: close" in received


def test_ambiguity_is_seen_in_whatever_pieces_it_comes(url: str) -> None:
    """A head that arrives byte by byte is checked like one that arrives at once."""
    request = HEAD + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + HIDDEN
    assert statuses(exchange(url, *[request[index : index + 1] for index in range(len(request))])) == [400]


def test_transfer_encoding_in_http_1_0_is_refused(url: str) -> None:
    """HTTP/1.0 has no chunks: a proxy of that version would take the body for the next request."""
    head = b"POST /api/workflow HTTP/1.0\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    assert statuses(exchange(url, head + HIDDEN)) == [400]


def test_clear_requests_are_served_one_after_the_other(url: str) -> None:
    """Pipelined requests with either kind of body are all answered, in whatever pieces they come."""
    chunked = HEAD + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
    plain = HEAD + b"Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
    request = chunked + plain + HIDDEN
    for step in (1, 7, len(request)):
        pieces = [request[index : index + step] for index in range(0, len(request), step)]
        assert statuses(exchange(url, *pieces)) == [500, 400, 200]


def test_head_without_end_is_refused(url: str) -> None:
    """A head beyond 8 KiB is a 400, whether it is one line or many."""
    assert statuses(exchange(url, HEAD + b"X-A: " + b"a" * 20_000)) == [400]
    assert statuses(exchange(url, HEAD + b"X-A: b\r\n" * 3_000)) == [400]
