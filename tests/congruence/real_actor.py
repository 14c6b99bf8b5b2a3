"""The real server as an actor of a scenario: requests go over HTTP, and time passes by itself."""

from __future__ import annotations

import time
from typing import Self

import httpx

from conductor.local.api.http import Reply
from tests.congruence.actors import Json, Server


class RealServer(Server):
    """The real server, with the methods of the embedded one."""

    def __init__(self, url: str) -> None:
        self._client = httpx.Client(base_url=f"{url}/api", timeout=60)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._client.close()

    @property
    def now_ms(self) -> int:
        """The time of this machine (epoch milliseconds)."""
        return int(time.time() * 1000)

    def restart(self) -> None:
        """Nothing: nobody ends a server that others use."""

    def send(self, method: str, path: str, step: Json) -> Reply:
        """Send a request; it waits for its answer."""
        known = {key: step[key] for key in ("json", "params", "headers") if key in step}
        reply = self._client.request(method, path, **known)
        return Reply(reply.status_code, reply.headers.get("content-type"), reply.content)

    def pass_time(self, duration_ms: int) -> None:
        """Wait."""
        time.sleep(duration_ms / 1000)
