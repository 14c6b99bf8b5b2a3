"""What a worker asks of the server; the one place that knows how."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Protocol, cast
from urllib.parse import quote, urlencode

import attrs
import httpx

from conductor._worker.lazy import task_reader
from conductor._worker.scalars import is_object
from conductor._worker.timings import DEFAULT_TIMINGS, WorkerTimings
from conductor.models import Task, TaskState
from conductor_api.types import fill_path

if TYPE_CHECKING:
    from conductor_api import Client

SLOWEST_BYTES_PER_S = 100_000
"""A line that is slower than this is not waited for."""

_OK, _NO_CONTENT = 200, 204


class Wire(Protocol):
    """The calls of a worker. Each is sent once: the worker knows better than the client when to try again."""

    async def poll(
        self, task_def_name: str, *, worker_id: str, domain: str | None, count: int, timeout_ms: int
    ) -> list[Task]:
        """Take up to ``count`` tasks, waiting for them up to ``timeout_ms``."""
        ...

    async def update(self, body: bytes) -> None:
        """Report a result."""
        ...

    async def update_and_take(self, body: bytes) -> Task | None:
        """Report a result and take the next task of the same kind, if there is one."""
        ...

    async def is_wanted(self, task_id: str) -> bool:
        """Tell whether the server still waits for the result of a task."""
        ...

    async def aclose(self) -> None:
        """Close the connections."""
        ...


@attrs.define
class Answer:
    """What came back: the two parts that matter when all is well, and the way to the whole."""

    status: int
    content: bytes
    response: Callable[[], httpx.Response]
    """Gives the answer as httpx has it, for errors and for whatever else is unusual."""


class Sender(Protocol):
    """Sends a request, once; HTTP errors are answers too."""

    def send(self, method: str, target: str, body: bytes | None, limit_s: float) -> Awaitable[Answer]:
        """Send the request, signed, and give the whole answer.

        Args:
            method: GET or POST.
            target: Path, from ``/api`` on, with its query.
            body: JSON, or None.
            limit_s: How long the whole may take, in seconds; the limits of the client count as well.

        Raises:
            ConductorError: there was no answer in time, or none at all, or no token.
        """
        ...

    async def aclose(self) -> None:
        """Close the connections."""
        ...


class HttpWire:
    """Makes the calls over HTTP.

    Args:
        api: The generated client: it reads what is unusual, and knows the errors.
        sender: Sends the requests.
        timings: How long requests may take.
    """

    def __init__(self, api: Client, sender: Sender, timings: WorkerTimings = DEFAULT_TIMINGS) -> None:
        self._timings = timings
        self._api = api
        self._sender = sender
        self._reader = task_reader()

    async def poll(
        self, task_def_name: str, *, worker_id: str, domain: str | None, count: int, timeout_ms: int
    ) -> list[Task]:
        """Take up to ``count`` tasks; entries that are no tasks are left out.

        Raises:
            ConductorError: there was no answer in time, or an error.
        """
        query = {"workerid": worker_id, "domain": domain, "count": count, "timeout": timeout_ms}
        given = {key: value for key, value in query.items() if value is not None}
        path = fill_path("/api/tasks/poll/batch/{tasktype}", {"tasktype": task_def_name})
        target = f"{path}?{urlencode(given, quote_via=quote)}"
        answer = await self._sender.send("GET", target, None, timeout_ms / 1000 + self._timings.request_margin_s)
        tasks = self._reader.many(answer.content) if answer.status == _OK else None
        return self._tasks_in(answer.response()) if tasks is None else tasks

    async def update(self, body: bytes) -> None:
        """Report a result.

        Raises:
            ConductorError: there was no answer in time, or an error.
        """
        response = (await self._post("/api/tasks", body)).response()
        self._check(response)
        self._api.read_text(response)

    async def update_and_take(self, body: bytes) -> Task | None:
        """Report a result and take the next task.

        Raises:
            ConductorError: there was no answer in time, or an error.
        """
        answer = await self._post("/api/tasks/update-v2", body)
        if answer.status == _NO_CONTENT:
            return None
        task = self._reader.one(answer.content) if answer.status == _OK else None
        return self._task_in(answer.response()) if task is None else task

    async def is_wanted(self, task_id: str) -> bool:
        """Tell whether the task is still in progress.

        Raises:
            ConductorError: there was no answer in time, or an error.
        """
        path = fill_path("/api/tasks/{taskId}", {"taskId": task_id})
        answer = await self._sender.send("GET", path, None, self._timings.request_margin_s)
        task = self._task_in(answer.response())
        return task is not None and task.status in {TaskState.IN_PROGRESS, TaskState.SCHEDULED}

    async def aclose(self) -> None:
        """Close the connections."""
        await self._sender.aclose()

    def _post(self, path: str, body: bytes) -> Awaitable[Answer]:
        return self._sender.send("POST", path, body, self._timings.update_limit_s + len(body) / SLOWEST_BYTES_PER_S)

    def _tasks_in(self, response: httpx.Response) -> list[Task]:
        self._check(response)
        if response.status_code == _NO_CONTENT:
            return []
        entries = cast("list[object]", self._api.read_json_as(list, response))
        return [Task.from_dict(entry) for entry in entries if is_object(entry)]

    def _task_in(self, response: httpx.Response) -> Task | None:
        self._check(response)
        if response.status_code == _NO_CONTENT or not response.content:
            return None
        return Task.from_dict(cast("dict[str, Any]", self._api.read_json_as(dict, response)))

    def _check(self, response: httpx.Response) -> None:
        if response.status_code not in {_OK, _NO_CONTENT}:
            raise self._api.unexpected(response)
