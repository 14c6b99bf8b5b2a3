"""python -m conductor.local --db FILE: what was acknowledged is there after kill -9, again and again."""

from __future__ import annotations

import random
import threading
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.local_process import LocalProcess
from tests.support.sizes import SIZES

MOST_ACKNOWLEDGED = 60


class Ledger:
    """A client that notes what the server has acknowledged, and that later asks for all of it."""

    def __init__(self) -> None:
        self.count = 0
        self.started: list[str] = []
        self.done: dict[str, int] = {}
        self.logged: list[str] = []
        self.definitions: list[str] = []
        self.on_acknowledged: dict[int, threading.Event] = {}

    def acknowledged(self, reply: httpx.Response) -> httpx.Response:
        assert reply.status_code in (200, 204), reply.text
        self.count += 1
        if self.count in self.on_acknowledged:
            self.on_acknowledged[self.count].set()
        return reply

    def prepare(self, client: httpx.Client) -> None:
        task_def = {"name": "kt", "retryCount": 1000, "retryDelaySeconds": 0, "responseTimeoutSeconds": 1}
        self.acknowledged(client.post("/metadata/taskdefs", json=[task_def]))
        tasks = [{"name": "kt", "taskReferenceName": f"t{index}", "type": "SIMPLE"} for index in range(3)]
        wait = {"name": "w", "taskReferenceName": "w", "type": "WAIT", "inputParameters": {"duration": "1 seconds"}}
        self.acknowledged(client.post("/metadata/workflow", json={"name": "kw", "tasks": [*tasks, wait]}))

    def work(self, client: httpx.Client) -> None:
        """Define, start, poll, log and report, until the server is gone."""
        while True:
            name = f"def_{self.count}"
            self.acknowledged(client.post("/metadata/workflow", json={"name": name, "tasks": [noop()]}))
            self.definitions.append(name)
            self.started.append(self.acknowledged(client.post("/workflow/kw", json={"n": self.count})).text)
            for task in poll(client, count=3):
                self.acknowledged(client.post(f"/tasks/{task['taskId']}/log", content="a line"))
                self.logged.append(task["taskId"])
                self.finish(client, task)

    def finish(self, client: httpx.Client, task: dict[str, Any]) -> None:
        number = len(self.done)
        ids = {"workflowInstanceId": task["workflowInstanceId"], "taskId": task["taskId"]}
        result = {**ids, "status": "COMPLETED", "outputData": {"number": number}}
        self.acknowledged(client.post("/tasks", json=result))
        self.done[task["taskId"]] = number

    def lost(self, client: httpx.Client) -> list[str]:
        """What was acknowledged and is not there."""
        names = {found["name"] for found in client.get("/metadata/workflow").json()}
        return [
            *(name for name in self.definitions if name not in names),
            *(key for key in self.started if client.get(f"/workflow/{key}").status_code != 200),
            *(key for key, number in self.done.items() if not is_done(client.get(f"/tasks/{key}").json(), number)),
            *(key for key in self.logged if client.get(f"/tasks/{key}/log").status_code != 200),
        ]


def noop() -> dict[str, Any]:
    return {"name": "n", "taskReferenceName": "n", "type": "NOOP"}


def is_done(task: dict[str, Any], number: int) -> bool:
    return bool(task.get("status") == "COMPLETED" and task["outputData"] == {"number": number})


def poll(client: httpx.Client, count: int, timeout_ms: int = 0) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(
        "/tasks/poll/batch/kt", params={"count": count, "timeout": timeout_ms}
    ).json()
    return found


def kill_when(event: threading.Event, server: LocalProcess) -> threading.Thread:
    def wait_and_kill() -> None:
        event.wait()
        server.kill()

    killer = threading.Thread(target=wait_and_kill)
    killer.start()
    return killer


@pytest.mark.slow
@pytest.mark.timeout(180)
def test_nothing_acknowledged_is_lost_by_killing_the_server(tmp_path: Path) -> None:
    """Each of many kills in the midst of requests loses nothing, and in the end every execution completes."""
    seed = random.randrange(1 << 30)  # noqa: S311 - when to kill, nothing secret
    chance, ledger = random.Random(seed), Ledger()  # noqa: S311 - same
    with LocalProcess("--db", str(tmp_path / "kept.db")) as server:
        with server.client() as client:
            ledger.prepare(client)
        for _ in range(SIZES.kills):
            work_until_killed(server, ledger, chance.randint(1, MOST_ACKNOWLEDGED))
            server.start()
            with server.client() as client:
                assert ledger.lost(client) == [], f"seed {seed}"
        with server.client() as client:
            complete_all(client, ledger)


def work_until_killed(server: LocalProcess, ledger: Ledger, after: int) -> None:
    event = ledger.on_acknowledged[ledger.count + after] = threading.Event()
    killer = kill_when(event, server)
    with pytest.raises(httpx.TransportError), server.client() as client:
        ledger.work(client)
    killer.join()


def complete_all(client: httpx.Client, ledger: Ledger) -> None:
    """Work off what is left: tasks that a lost poll took come back by their timeout, waits end."""
    while any(status(client, key) == "RUNNING" for key in ledger.started):
        for task in poll(client, count=20, timeout_ms=500):
            ledger.finish(client, task)
    assert {status(client, key) for key in ledger.started} == {"COMPLETED"}


def status(client: httpx.Client, workflow_id: str) -> str:
    return str(client.get(f"/workflow/{workflow_id}/status").json()["status"])
