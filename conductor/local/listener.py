"""The HTTP server on a thread of its own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterable
from concurrent.futures import Future

from .http.access import url_host
from .http_server import HttpServer, Respond


class Listener:
    """Serves over HTTP until close(); its arguments are those of :class:`HttpServer`."""

    def __init__(self, respond: Respond, host: str, port: int, allowed_hosts: Iterable[str] = ()) -> None:
        self._server = HttpServer(respond, host, port, allowed_hosts)
        self._started: Future[int] = Future()
        self._loop = asyncio.new_event_loop()
        self._stop = asyncio.Event()
        self._thread = threading.Thread(target=self._run, name="conductor-local-listener", daemon=True)
        self._thread.start()
        self.url = f"http://{url_host(host)}:{self._started.result()}"

    def close(self) -> None:
        """Stop listening and drop all connections."""
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()
        self._loop.close()

    def _run(self) -> None:
        self._loop.run_until_complete(self._serve())

    async def _serve(self) -> None:
        try:
            chosen = await self._server.start()
        except OSError as error:
            self._started.set_exception(error)
            return
        self._started.set_result(chosen)
        await self._stop.wait()
        await self._server.stop()
