"""The loopback server that HTTP tasks of the recorded scenarios talk to."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar, Self
from urllib.parse import parse_qsl, urlsplit

SHOWN_HEADERS = ("accept", "content-type", "x-test", "authorization")
FIXED: dict[str, tuple[int, bytes, str]] = {
    "json": (200, b'{"ok": true, "n": 7, "items": [1, 2.5, "x", null]}', "application/json"),
    "text": (200, b"plain words", "text/plain"),
    "list": (200, b'[1, "two", {"three": 3}]', "application/json"),
    "number": (200, b"42", "application/json"),
    "badjson": (200, b"{not json", "application/json"),
}


class Handler(BaseHTTPRequestHandler):
    """Answers by the first part of the path."""

    protocol_version = "HTTP/1.1"
    hits: ClassVar[Counter[str]] = Counter()

    def log_message(self, *_args: Any) -> None:
        """Say nothing."""

    def _send(self, status: int, body: bytes, kind: str = "application/json") -> None:
        self.send_response(status)
        if status != 204:
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Fixture", "differ")
        self.end_headers()
        if status != 204 and self.command != "HEAD":
            self.wfile.write(body)

    def serve(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = urlsplit(self.path).path.strip("/").split("/")
        if parts[0] in FIXED:
            self._send(*FIXED[parts[0]])
        elif parts[0] == "empty":
            self._send(204, b"")
        elif parts[0] == "status":
            self._send(int(parts[1]), json.dumps({"code": int(parts[1])}).encode())
        elif parts[0] == "slow":
            time.sleep(int(parts[1]) / 1000)  # the slowness is what is tested: the client gives up before
            self._send(200, b"{}")
        elif parts[0] == "flaky":
            self.hits[parts[1]] += 1
            seen = self.hits[parts[1]]
            self._send(200 if seen > int(parts[2]) else 503, json.dumps({"try": seen}).encode())
        else:
            self._send(200, json.dumps(self._echo(raw)).encode())

    def _echo(self, raw: bytes) -> dict[str, Any]:
        url = urlsplit(self.path)
        try:
            body = json.loads(raw) if raw else None
        except ValueError:
            body = raw.decode()
        headers = {name.lower(): value for name, value in self.headers.items() if name.lower() in SHOWN_HEADERS}
        query = dict(parse_qsl(url.query))
        return {"method": self.command, "path": url.path, "query": query, "body": body, "headers": headers}


for _method in ("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"):
    setattr(Handler, f"do_{_method}", Handler.serve)


class QuietServer(ThreadingHTTPServer):
    """Does not print that a client has given up."""

    daemon_threads = True

    def handle_error(self, *_args: Any) -> None:
        """A client that gives up is part of the scenarios."""


class FixtureServer:
    """The loopback server on a free port."""

    def __enter__(self) -> Self:
        self._server = QuietServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
