"""What a worker asks of the server; the one place that knows how."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Protocol, cast

from conductor._net.retry import without_retries
from conductor.errors import ApiError, ConductorTimeoutError
from conductor.models import Task, TaskState
from conductor_api.api.task import batch_poll, get_task

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable

    import httpx

    from conductor_api import Client

_MARGIN_S = 10.0
_UPDATE_LIMIT_S = 60.0
_SLOWEST_BYTES_PER_S = 100_000
_NO_CONTENT = 204


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


class ClientWire:
    """Goes through the generated client, and so through whatever connects it.

    Args:
        api: The generated client.
        close: Closes its connections.
    """

    def __init__(self, api: Client, close: Callable[[], Awaitable[None]]) -> None:
        self._api = api
        self._close = close

    async def poll(
        self, task_def_name: str, *, worker_id: str, domain: str | None, count: int, timeout_ms: int
    ) -> list[Task]:
        """Take up to ``count`` tasks; entries that are no tasks are left out.

        Raises:
            ConductorError: there was no answer in time, or an error.
        """
        try:
            async with _limit(timeout_ms / 1000 + _MARGIN_S, f"poll of {task_def_name!r}"):
                with without_retries():
                    tasks: list[Any] = await batch_poll.asyncio(
                        task_def_name,
                        client=self._api,
                        workerid=worker_id,
                        domain=domain,
                        count=count,
                        timeout=timeout_ms,
                    )
        except ApiError as error:
            if error.status == _NO_CONTENT:
                return []
            raise
        return [task for task in tasks if isinstance(task, Task)]

    async def update(self, body: bytes) -> None:
        """Report a result.

        Raises:
            ConductorError: there was no answer in time, or an error.
        """
        self._api.read_text(await self._post("/api/tasks", body))

    async def update_and_take(self, body: bytes) -> Task | None:
        """Report a result and take the next task.

        Raises:
            ConductorError: there was no answer in time, or an error.
        """
        response = await self._post("/api/tasks/update-v2", body)
        if response.status_code == _NO_CONTENT or not response.content:
            return None
        return Task.from_dict(cast("dict[str, Any]", self._api.read_json_as(dict, response)))

    async def is_wanted(self, task_id: str) -> bool:
        """Tell whether the task is still in progress.

        Raises:
            ConductorError: there was no answer in time, or an error.
        """
        async with _limit(_MARGIN_S, f"look at task {task_id}"):
            with without_retries():
                task = await get_task.asyncio(task_id, client=self._api)
        return task.status in {TaskState.IN_PROGRESS, TaskState.SCHEDULED}

    async def aclose(self) -> None:
        """Close the connections."""
        await self._close()

    async def _post(self, path: str, body: bytes) -> httpx.Response:
        async with _limit(_UPDATE_LIMIT_S + len(body) / _SLOWEST_BYTES_PER_S, f"POST {path}"):
            with without_retries():
                headers = {"Content-Type": "application/json"}
                response = await self._api.send_async("POST", path, content=body, headers=headers)
        if response.status_code not in {200, _NO_CONTENT}:
            raise self._api.unexpected(response)
        return response


@asynccontextmanager
async def _limit(limit_s: float, what: str) -> AsyncGenerator[None]:
    # Above all limits of the client, so that a connection that hangs cannot make a worker deaf.
    try:
        async with asyncio.timeout(limit_s):
            yield
    except TimeoutError as error:
        raise ConductorTimeoutError(f"{what}: no answer within {limit_s:g} s") from error
