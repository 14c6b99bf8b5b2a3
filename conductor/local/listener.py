"""The HTTP server on a thread of its own."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import Future

from .http_server import HttpServer, Respond


class Listener:
    """Serves over HTTP until close()."""

    def __init__(self, respond: Respond, host: str, port: int) -> None:
        self._respond = respond
        self._started: Future[int] = Future()
        self._loop = asyncio.new_event_loop()
        self._stop = asyncio.Event()
        self._thread = threading.Thread(
            target=self._run, args=(host, port), name="conductor-local-listener", daemon=True
        )
        self._thread.start()
        self.url = f"http://{host}:{self._started.result()}"

    def close(self) -> None:
        """Stop listening and drop all connections."""
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()
        self._loop.close()

    def _run(self, host: str, port: int) -> None:
        self._loop.run_until_complete(self._serve(host, port))

    async def _serve(self, host: str, port: int) -> None:
        server = HttpServer(self._respond, host, port)
        try:
            chosen = await server.start()
        except OSError as error:
            self._started.set_exception(error)
            return
        self._started.set_result(chosen)
        await self._stop.wait()
        await server.stop()
