"""The same clients on a real server: how many tasks a second, and how long each waits."""

from __future__ import annotations

import json
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import attrs

from benchmarks.clients import Client
from benchmarks.figures import Latency, quantiles

_LIMIT_S = 120.0
_GAP_S = 0.06
_STARTERS = 8


@attrs.frozen
class Real:
    """A client on a real server."""

    tasks_per_s: float
    cpu_ms: float
    """For 1,000 tasks."""
    handed_out: Latency
    """From scheduled to handed out, by the server's own clock: the client's wait for its poll, and the server's."""
    invoked: Latency
    """From scheduled to the first line of the function."""


def measure(url: str, client: Client, concurrency: int, tasks: int, trickle: int) -> Real:
    """Run workflows of one task: many at once, then one every 60 ms."""
    name = f"bench_{time.time_ns()}"
    server = _Server(url, name)
    server.define()
    with client.start(url, concurrency, task=name, BENCH_POLL_INTERVAL_MS="100") as program:
        server.await_all([server.start()])
        before_s, began_s = program.cpu_s(), time.monotonic()
        with ThreadPoolExecutor(_STARTERS) as pool:
            ids = list(pool.map(lambda _: server.start(), range(tasks)))
        server.await_all(ids)
        took_s, spent_s = time.monotonic() - began_s, program.cpu_s() - before_s
        waits = server.await_all([server.start(after_s=_GAP_S) for _ in range(trickle)])
    return Real(
        tasks_per_s=tasks / took_s,
        cpu_ms=spent_s * 1e6 / tasks,
        handed_out=quantiles([task["startTime"] - task["scheduledTime"] for task in waits]),
        invoked=quantiles([task["outputData"]["invokedAt"] / 1000 - task["scheduledTime"] for task in waits]),
    )


class _Server:
    def __init__(self, url: str, name: str) -> None:
        self._url = f"{url}/api"
        self._name = name

    def define(self) -> None:
        task = {"name": self._name, "ownerEmail": "bench@example.com", "retryCount": 0, "responseTimeoutSeconds": 600}
        inputs = {"n": "${workflow.input.n}"}
        step = {"name": self._name, "taskReferenceName": "t", "type": "SIMPLE", "inputParameters": inputs}
        workflow = {"name": self._name, "version": 1, "ownerEmail": "bench@example.com", "tasks": [step]}
        self._call("POST", "/metadata/taskdefs", [{**task, "timeoutSeconds": 600}])
        self._call("PUT", "/metadata/workflow", [workflow])

    def start(self, *, after_s: float = 0.0) -> str:
        time.sleep(after_s)
        return self._call("POST", "/workflow", {"name": self._name, "version": 1, "input": {"n": 1}}).decode()

    def await_all(self, ids: list[str]) -> list[dict[str, Any]]:
        """Wait until the workflows have ended; give their tasks."""
        ends_s = time.monotonic() + _LIMIT_S
        return [self._task(workflow_id, ends_s) for workflow_id in ids]

    def _task(self, workflow_id: str, ends_s: float) -> dict[str, Any]:
        while time.monotonic() < ends_s:
            execution = json.loads(self._call("GET", f"/workflow/{workflow_id}"))
            if execution["status"] == "COMPLETED":
                task: dict[str, Any] = execution["tasks"][0]
                return task
            time.sleep(0.05)
        raise RuntimeError(f"workflow {workflow_id} has not ended")

    def _call(self, method: str, path: str, body: Any = None) -> bytes:
        content = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(self._url + path, content, headers, method=method)  # noqa: S310 - our server
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - same
            found: bytes = answer.read()
            return found
