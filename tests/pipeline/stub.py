"""A server on the loopback interface that answers with what a test put there, and what its callers may not say."""

from __future__ import annotations

import json
import threading
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from conductor.regen.documents import RegenError

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable

SECRET = "s3cret-word"


@attrs.frozen
class Answer:
    """Status, headers and body of an answer."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = attrs.field(factory=dict[str, str])


@attrs.frozen
class Request:
    """What the server was asked."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@attrs.define
class Stub:
    """The address of the server, its answers by path, and the requests that came; None is no answer at all."""

    url: str
    answers: dict[str, Answer | None] = attrs.field(factory=dict[str, "Answer | None"])
    requests: list[Request] = attrs.field(factory=list[Request])

    def headers_of(self, path: str) -> Mapping[str, str]:
        """Return the headers of the last request for a path."""
        return [request.headers for request in self.requests if request.path == path][-1]


def served(content: Any, kind: str = "application/json") -> Answer:
    """Return an answer with JSON, or with text as it is."""
    body = content if isinstance(content, str) else json.dumps(content)
    return Answer(body.encode(), headers={"Content-Type": kind})


def moved(target: str) -> Answer:
    """Return an answer that redirects."""
    return Answer(status=302, headers={"Location": target})


@contextmanager
def running(tls: ssl.SSLContext | None = None) -> Generator[Stub]:
    """Run a stub, with TLS if there is a context for it."""
    is_over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            stub.requests.append(Request(self.command, self.path, dict(self.headers), self.rfile.read(length)))
            answer = stub.answers.get(self.path, Answer(b"{}", 404))
            if answer is None:
                is_over.wait()
                return
            self.send_response(answer.status)
            for name, value in {"Content-Length": str(len(answer.body)), **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)

        do_POST = do_GET  # noqa: N815 - the name that the base class looks for

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    stub = Stub(f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield stub
    finally:
        is_over.set()
        server.shutdown()
        thread.join()
        server.server_close()


def problem_of(call: Callable[[], object]) -> str:
    """Return the error of a call, which must be one line and free of secrets."""
    with pytest.raises(RegenError) as error:
        call()
    line = str(error.value)
    assert len(line.splitlines()) == 1
    assert SECRET not in line
    assert error.value.__cause__ is None
    return line
