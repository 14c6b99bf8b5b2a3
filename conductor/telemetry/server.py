"""A small HTTP server for metrics and probes, on a thread: it answers while workers block their loop."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Self

import attrs

if TYPE_CHECKING:
    from conductor._worker.health import Health
    from conductor.telemetry.metrics import WorkerMetrics

Answer = tuple[int, str, str]


class MetricsServer:
    """Serves ``/metrics`` for Prometheus, and ``/health`` and ``/live`` for probes: 200, or 503.

    ``/health`` is 503 when anything is wrong, a server that is away included; ``/live`` only when the event loop of the
    workers is blocked, which a restart of the process mends.

    Args:
        metrics: What to show; without it there is no ``/metrics``.
        health: Gives the health, such as the method ``health`` of a manager; without it ``/health`` is always fine.
        host: Address to listen on; default: all.
        port: Port to listen on; 0 takes a free one.
    """

    def __init__(
        self,
        metrics: WorkerMetrics | None = None,
        health: Callable[[], Health] | None = None,
        *,
        host: str = "",
        port: int = 9090,
    ) -> None:
        self._metrics = metrics
        self._health = health
        self._server = ThreadingHTTPServer((host, port), _handler(self._answer))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, name="conductor-metrics", daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return self._server.server_port

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _answer(self, path: str) -> Answer:
        if path == "/metrics" and self._metrics is not None:
            return 200, self._metrics.content_type, self._metrics.render()
        if path == "/health":
            return self._probe_answer(lambda health: health.is_healthy)
        if path == "/live":
            return self._probe_answer(lambda health: not health.is_blocked)
        return 404, "text/plain", "there are /metrics, /health and /live\n"

    def _probe_answer(self, is_fine: Callable[[Health], bool]) -> Answer:
        health = self._health() if self._health is not None else None
        body = {"is_healthy": True} if health is None else attrs.asdict(health)
        return 200 if health is None or is_fine(health) else 503, "application/json", json.dumps(body)


def _handler(answer: Callable[[str], Answer]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, kind, text = answer(self.path.partition("?")[0])
            body = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Stay silent: probes come every few seconds."""

    return Handler
