"""HTTP tasks that call a hostile server: limits of size and time, and credentials that stay where they belong."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from conductor.local import outbound
from conductor.local.engine.requests import HttpOutcome
from conductor.local.outbound import perform

MIB = 1024 * 1024
Answer = Callable[[BaseHTTPRequestHandler], None]


class Remote:
    """A server that answers as a test says, and notes what it was asked."""

    def __init__(self, answer: Answer) -> None:
        remote = self
        self.seen: list[tuple[str, str, dict[str, str], bytes]] = []

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_one_request(self) -> None:
                with suppress(ConnectionError):
                    super().handle_one_request()

            def respond(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length") or 0))
                headers = {name.lower(): value for name, value in self.headers.items()}
                remote.seen.append((self.command, self.path, headers, body))
                answer(self)

            do_GET = do_POST = do_PUT = do_HEAD = respond  # noqa: N815 - the names that the base class calls

            def log_message(self, *_: object) -> None:
                """Stay silent."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        self.port = int(self._server.server_address[1])
        self.url = f"http://127.0.0.1:{self.port}"

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@contextmanager
def remote(answer: Answer) -> Generator[Remote]:
    server = Remote(answer)
    try:
        yield server
    finally:
        server.close()


def send(handler: BaseHTTPRequestHandler, status: int, body: bytes = b"", **headers: str) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def get(url: str, method: str = "GET", **fields: Any) -> HttpOutcome:
    return perform({"uri": url, "method": method, **fields})


# size


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    with suppress(OSError):
        while True:
            handler.wfile.write(chunk)


def zipped(body: bytes, coding: str) -> Answer:
    return lambda handler: send(handler, 200, body, Content_Encoding=coding)


BOMB = gzip.compress(bytes(200 * MIB))
NESTED = gzip.compress(gzip.compress(bytes(200 * MIB)))


@pytest.mark.parametrize(
    "answer",
    [
        endless,
        lambda handler: send(handler, 200, b"x" * (10 * MIB + 1)),
        zipped(BOMB, "gzip"),
        zipped(BOMB, "X-GZIP"),
        zipped(zlib.compress(bytes(200 * MIB)), "deflate"),
    ],
    ids=["endless chunks", "one byte too many", "gzip bomb", "x-gzip bomb", "deflate bomb"],
)
def test_answer_beyond_the_limit_is_cut(answer: Answer) -> None:
    """However large it is, the answer fails the task at 10 MiB after decompression, and the reason names the limit."""
    with remote(answer) as server:
        outcome = get(server.url)
    assert outcome.error is not None
    assert outcome.error.endswith("the response is larger than 10485760 bytes, the limit of an HTTP task")


def test_answer_at_the_limit_is_taken() -> None:
    """10 MiB are the output of a task that the engine can store."""
    with remote(lambda handler: send(handler, 200, b"x" * (10 * MIB))) as server:
        assert get(server.url).body == "x" * (10 * MIB)


def test_codings_of_the_server_are_decoded_and_no_others() -> None:
    """Gzip and deflate in both forms are decoded; several codings on each other are passed on as they are."""
    raw = zlib.compressobj(wbits=-15)
    bodies = {
        "/gzip": (gzip.compress(b'{"a":1}'), "gzip"),
        "/zlib": (zlib.compress(b'{"a":1}'), "deflate"),
        "/raw": (raw.compress(b'{"a":1}') + raw.flush(), "deflate"),
        "/nested": (NESTED, "gzip, gzip"),
    }
    with remote(lambda handler: zipped(*bodies[handler.path])(handler)) as server:
        values = {path: get(server.url + path).value for path in bodies}
    assert [values[path] for path in ("/gzip", "/zlib", "/raw")] == [{"a": 1}] * 3
    assert len(values["/nested"]) <= len(NESTED)


@pytest.mark.timeout(30)
def test_answer_of_too_many_values_fails() -> None:
    """JSON that takes long to store is refused, and the reason names the limit."""
    with remote(lambda handler: send(handler, 200, b"[" + b"[]," * 3_000_000 + b"1]")) as server:
        error = get(server.url).error
    assert error is not None
    assert error.endswith("more than 100000 JSON values, the limit of an HTTP task")


def test_text_with_many_commas_is_taken() -> None:
    """A table of commas is not JSON, whatever it counts like."""
    with remote(lambda handler: send(handler, 200, b"a,b\n" * 500_000)) as server:
        assert get(server.url).value == "a,b\n" * 500_000


@pytest.mark.timeout(30)
@pytest.mark.parametrize("charset", ["punycode", "unicode_escape", "zlib", "no-such", "utf-8", "iso-8859-1"])
def test_charset_is_one_of_text(charset: str) -> None:
    """Codecs of Python that are no charsets are not used: some take hours."""
    with remote(
        lambda handler: send(handler, 200, b"a-" * 500_000, Content_Type=f"text/plain; charset={charset}")
    ) as server:
        assert get(server.url).body == "a-" * 500_000


# time


def dribble(handler: BaseHTTPRequestHandler) -> None:
    """Send the body byte by byte, for ever."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    drip(handler)


def dribble_head(handler: BaseHTTPRequestHandler) -> None:
    """Send a head that does not end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-A: ")
    drip(handler)


def drip(handler: BaseHTTPRequestHandler) -> None:
    with suppress(OSError):
        while True:
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.02)


@pytest.mark.timeout(30)
@pytest.mark.parametrize("answer", [dribble, dribble_head])
def test_slow_answer_is_cut(answer: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that never stops within the read timeout is cut after the total time, whatever the task allows."""
    monkeypatch.setattr(outbound, "TOTAL_LIMIT_S", 0.5)
    with remote(answer) as server:
        outcome = get(server.url, readTimeOut=3_600_000)
    assert outcome.error is not None
    assert outcome.error.endswith("not completed within 0.5 seconds, the limit of an HTTP task")


@pytest.mark.timeout(30)
def test_request_that_is_not_read_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that accepts and then does nothing is cut, too."""
    monkeypatch.setattr(outbound, "TOTAL_LIMIT_S", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        outcome = get(f"http://127.0.0.1:{silent.getsockname()[1]}", "POST", body="x" * MIB, readTimeOut=3_600_000)
    assert outcome.error is not None
    assert "the limit of an HTTP task" in outcome.error


def test_read_timeout_of_the_task_still_holds() -> None:
    """A pause beyond readTimeOut is the server's own error."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        outcome = get(f"http://127.0.0.1:{silent.getsockname()[1]}", readTimeOut=100)
    assert outcome.error is not None
    assert outcome.error.endswith("Read timed out")


# redirects


@pytest.fixture
def other() -> Iterator[Remote]:
    with remote(lambda handler: send(handler, 200, b"{}")) as server:
        yield server


@contextmanager
def redirecting(target: str, status: int = 302) -> Generator[Remote]:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        if handler.path == "/end":
            send(handler, 200, b"{}")
        else:
            send(handler, status, Location=target, Set_Cookie="own=1; Path=/")

    with remote(answer) as server:
        yield server


@pytest.mark.parametrize("name", ["Authorization", "Cookie"])
def test_credentials_are_not_redirected(other: Remote, name: str) -> None:
    """As on the real server, a task with credentials gets the redirect itself, and the other host gets nothing."""
    for target in (other.url, f"http://localhost:{other.port}"):
        with redirecting(target) as server:
            outcome = get(server.url, headers={name: "secret"})
        assert (outcome.status, outcome.error, outcome.value) == (302, None, None)
    assert other.seen == []


def test_other_keys_stay_behind(other: Remote) -> None:
    """X-Authorization and Proxy-Authorization do not go along to another host; other headers do."""
    headers = {"X-Authorization": "key", "Proxy-Authorization": "key", "X-Other": "o"}
    with redirecting(other.url, 307) as server:
        assert get(server.url, "POST", headers=headers, body={"a": 1}).status == 200
    (method, _, seen, body), *_ = other.seen
    assert (method, body, seen["x-other"], seen["host"]) == ("POST", b'{"a": 1}', "o", f"127.0.0.1:{other.port}")
    assert not {"x-authorization", "proxy-authorization", "cookie"} & set(seen)


def test_credentials_and_cookies_go_along_on_the_same_origin() -> None:
    """A redirect to the same host, port and scheme is followed with all headers, and with the cookie it sets."""
    with redirecting("/end") as server:
        assert get(server.url, headers={"Authorization": "a", "X-Authorization": "b"}).status == 200
    _, (_, path, seen, _) = server.seen
    assert (path, seen["authorization"], seen["x-authorization"], seen["cookie"]) == ("/end", "a", "b", "own=1")


@pytest.mark.parametrize(
    ("status", "method", "then"),
    [
        (301, "POST", "GET"),
        (302, "POST", "GET"),
        (303, "POST", "GET"),
        (303, "PUT", "GET"),
        (302, "PUT", "PUT"),
        (307, "POST", "POST"),
        (308, "POST", "POST"),
        (303, "HEAD", "HEAD"),
    ],
)
def test_methods_change_as_on_the_real_server(status: int, method: str, then: str) -> None:
    """Measured on Conductor 3.32.3; a request that became a GET has lost body and headers."""
    with redirecting("/end", status) as server:
        get(server.url, method, headers={"X-Other": "o"}, body=None if method == "HEAD" else {"a": 1})
    _, (found, _, seen, body) = server.seen
    assert found == then
    assert (body, seen.get("x-other")) == ((b"", None) if then != method else (server.seen[0][3], "o"))


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    ("url", "words"),
    [("/self", "Circular redirect to '{url}/self'"), ("/new", "Maximum redirects (50) exceeded")],
)
def test_redirects_without_end(url: str, words: str) -> None:
    """They are the errors of the real server."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        send(handler, 302, Location="/self" if handler.path == "/self" else f"/new{len(handler.path)}{handler.path}")

    with remote(answer) as server:
        outcome = get(server.url + url)
    assert outcome.error is not None
    assert outcome.error.endswith(words.format(url=server.url))


def test_credentials_in_the_url_are_refused() -> None:
    """As on the real server."""
    error = get("http://user:secret@127.0.0.1:1/").error
    assert error is not None
    assert error.endswith("Request URI authority contains deprecated userinfo component")
