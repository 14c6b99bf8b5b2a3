"""Metrics of what a client sends: each call by its address with the ids left out, and the starts of workflows."""

from __future__ import annotations

import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import attrs
import httpx

from conductor_api import Client

if TYPE_CHECKING:
    from conductor.telemetry.metrics import WorkerMetrics

_STARTS = frozenset(
    {
        "/api/workflow",
        "/api/workflow/{name}",
        "/api/workflow/start/{name}/{version}",
        "/api/workflow/execute/{name}",
        "/api/workflow/execute/{name}/{version}",
    }
)


class WatchedApi(Client):
    """A generated client that tells what each call took, over the connections of another one.

    Args:
        api: The other one.
    """

    def __init__(self, api: Client) -> None:
        vars(self).update(vars(api))
        self.watchers: list[WorkerMetrics] = []

    def send(self, method: str, path: str, **request: Any) -> httpx.Response:
        """Send a request."""
        with self._watched(method, path, request) as call:
            call.response = response = super().send(method, path, **request)
        return response

    async def send_async(self, method: str, path: str, **request: Any) -> httpx.Response:
        """Send a request."""
        with self._watched(method, path, request) as call:
            call.response = response = await super().send_async(method, path, **request)
        return response

    @contextmanager
    def _watched(self, method: str, path: str, request: Mapping[str, Any]) -> Generator[_Call]:
        call = _Call(self)
        begun_s = time.monotonic()
        try:
            yield call
        except Exception as error:
            call.error = error
            raise
        finally:
            duration_s = time.monotonic() - begun_s
            for metrics in self.watchers:
                metrics.note_call(method, path, call.status, duration_s)
            if method == "POST" and path in _STARTS:
                self._note_start(_Start.of(request), call)

    def _note_start(self, start: _Start, call: _Call) -> None:
        error = call.problem()
        input_bytes = None if call.response is None else len(self.encoder(start.input))
        for metrics in self.watchers:
            if error is not None:
                metrics.note_start_error(start.name, error)
            if input_bytes is not None:
                metrics.note_start(start.name, start.version, input_bytes)


@attrs.define
class _Call:
    api: Client
    response: httpx.Response | None = None
    error: Exception | None = None

    @property
    def status(self) -> int:
        return 0 if self.response is None else self.response.status_code

    def problem(self) -> Exception | None:
        """Give why the call failed: it did not come through, or the server refused it."""
        if self.response is None or self.response.is_success:
            return self.error
        return self.api.unexpected(self.response)


@attrs.frozen
class _Start:
    """A workflow that somebody wants to start."""

    name: str
    version: str
    input: Any

    @classmethod
    def of(cls, request: Mapping[str, Any]) -> _Start:
        """Read it from the arguments of a call: one way to start has all of it in the body, the others in the path."""
        body = request.get("model")
        given: dict[str, Any] = {**request.get("params", {}), **request.get("path_params", {})}
        name = given.get("name") or getattr(body, "name", None)
        version = given.get("version") or getattr(body, "version", None)
        workflow_input = request.get("json") if body is None else getattr(body, "input", None)
        return cls(str(name or ""), str(version or ""), workflow_input or {})
