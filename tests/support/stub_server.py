"""A stub of the worker endpoints: queues in memory, and misbehaviour on demand."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections import defaultdict, deque
from collections.abc import Callable
from typing import Any, Literal

import attrs
import httpx

Fault = httpx.Response | BaseException | Literal["hang"]
"""An answer in place of the real one, an error of the transport, or no answer at all."""

_PATIENCE_S = 30.0
_POLL = re.compile(r"/api/tasks/poll/batch/([^/]+)$")
_TASK = re.compile(r"/api/tasks/([^/]+)$")


@attrs.frozen
class Poll:
    """A poll as it came in."""

    name: str
    count: int
    timeout_ms: int
    params: dict[str, str]


class StubServer:
    """Answers requests of workers; given to a client as ``fetch``. May be used from any thread.

    Polls are held as the real server does: until ``count`` tasks are there, or the time is up. ``chain=False`` has no
    update-v2.
    """

    def __init__(self, *, chain: bool = True) -> None:
        self.chain = chain
        self.polls: list[Poll] = []
        self.results: list[dict[str, Any]] = []
        """What was reported, heartbeats and tasks handed back included."""
        self.paths: list[str] = []
        self.faults: dict[str, deque[Fault]] = defaultdict(deque)
        """What goes wrong next with `poll`, `update` or `get`."""
        self.unwanted: set[str] = set()
        self.overdeliver = 0
        self.storage: dict[str, str] = {}
        """Addresses in external storage, by path."""
        self.edition = {
            "/api/version": httpx.Response(200, text="9.8.7"),
            "/api/token/userInfo": httpx.Response(404, json={"message": "No static resource api/token/userInfo."}),
        }
        """What a manager asks when it starts."""
        self._queues: dict[str, deque[dict[str, Any]]] = defaultdict(deque)
        self._names: dict[str, str] = {}
        self._count = 0

    def add(self, name: str, count: int = 1, **fields: Any) -> list[str]:
        """Queue tasks and give their ids; ``fields`` are those of the wire, None leaves one out."""
        ids: list[str] = []
        for _ in range(count):
            self._count += 1
            task = _task(name, self._count) | fields
            self._queues[name].append({key: value for key, value in task.items() if value is not None})
            self._names[str(task["taskId"])] = name
            ids.append(str(task["taskId"]))
        return ids

    def spoil(self, task_id: str, **fields: Any) -> None:
        """Change fields of a task that is queued, nulls included."""
        for queue in self._queues.values():
            for task in queue:
                if task["taskId"] == task_id:
                    task.update(fields)

    def fail(self, what: Literal["poll", "update", "get"], *faults: Fault) -> None:
        """Let the next calls go wrong, one after the other."""
        self.faults[what].extend(faults)

    def queued(self, name: str) -> int:
        """Give how many tasks wait."""
        return len(self._queues[name])

    def results_of(self, task_id: str) -> list[dict[str, Any]]:
        """Give what was reported for a task."""
        return [result for result in self.results if result.get("taskId") == task_id]

    def outcome_of(self, task_id: str) -> dict[str, Any]:
        """Give the one final result of a task."""
        (result,) = [result for result in self.results_of(task_id) if not result.get("extendLease")]
        return result

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        """Answer a request."""
        if request.url.path in self.edition:
            return self.edition[request.url.path]
        self.paths.append(request.url.path)
        return await self._answer(request)

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path
        if poll := _POLL.search(path):
            return await self._poll(poll[1], request)
        if path == "/api/tasks/externalstoragelocation":
            where = request.url.params["path"]
            return httpx.Response(200, json={"path": where, "uri": self.storage.get(where)})
        if request.method == "GET" and (task := _TASK.search(path)):
            await self._misbehave("get")
            state = "CANCELED" if task[1] in self.unwanted else "IN_PROGRESS"
            return httpx.Response(200, json=_task("any", 0) | {"taskId": task[1], "status": state})
        return await self._update(request)

    async def _poll(self, name: str, request: httpx.Request) -> httpx.Response:
        params = dict(request.url.params)
        poll = Poll(name, int(params["count"]), int(params["timeout"]), params)
        self.polls.append(poll)
        fault = await self._misbehave("poll")
        if fault is not None:
            return fault
        tasks = await self._take(name, poll)
        return httpx.Response(200, json=tasks)

    async def _take(self, name: str, poll: Poll) -> list[dict[str, Any]]:
        queue, wanted = self._queues[name], poll.count + self.overdeliver
        ends_s = time.monotonic() + poll.timeout_ms / 1000
        while len(queue) < wanted and time.monotonic() < ends_s:  # noqa: ASYNC110 - tasks come from any thread
            await asyncio.sleep(0.001)
        return [queue.popleft() for _ in range(min(wanted, len(queue)))]

    async def _update(self, request: httpx.Request) -> httpx.Response:
        is_chained = request.url.path.endswith("/update-v2")
        if is_chained and not self.chain:
            return httpx.Response(404, json={"message": "No static resource api/tasks/update-v2."})
        fault = await self._misbehave("update")
        if fault is not None:
            return fault
        result = json.loads(request.content)
        self.results.append(result)
        if not is_chained:
            return httpx.Response(200, text=result["taskId"], headers={"content-type": "text/plain"})
        queue = self._queues[self._names.get(result["taskId"], "")]
        return httpx.Response(200, json=queue.popleft()) if queue else httpx.Response(204)

    async def _misbehave(self, what: str) -> httpx.Response | None:
        if not self.faults[what]:
            return None
        fault = self.faults[what].popleft()
        if fault == "hang":
            await asyncio.Event().wait()
        if isinstance(fault, BaseException):
            raise fault
        return fault if isinstance(fault, httpx.Response) else None


def wait_until(condition: Callable[[], bool]) -> None:
    """Wait until it is so, however long that takes; for threads without an event loop."""
    ends_s = time.monotonic() + _PATIENCE_S
    while not condition():
        if time.monotonic() > ends_s:
            raise TimeoutError("it never came to this")
        time.sleep(0.001)


async def until(condition: Callable[[], bool]) -> None:
    """Do the same on an event loop."""
    async with asyncio.timeout(_PATIENCE_S):
        while not condition():  # noqa: ASYNC110 - what a test waits for is no event
            await asyncio.sleep(0.001)


def _task(name: str, number: int) -> dict[str, Any]:
    return {
        "taskType": name,
        "taskDefName": name,
        "status": "IN_PROGRESS",
        "referenceTaskName": f"{name}_ref",
        "inputData": {"n": number},
        "retryCount": 0,
        "pollCount": 1,
        "responseTimeoutSeconds": 3600,
        "workflowInstanceId": f"w{number}",
        "taskId": f"t{number}",
    }
