"""Scripts that do not end, with the server as a process of its own: restarts, limits and SIGTERM."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.local_process import LocalProcess
from tests.unit.local.support import simple, system

# Generous: what is shown is that the process ends, not how fast.
STOP_LIMIT_S = 15.0
HANGING = {
    "javascript": system(
        "s", "INLINE", inputParameters={"evaluatorType": "javascript", "expression": "while (true) {}"}
    ),
    "jq": system("s", "JSON_JQ_TRANSFORM", inputParameters={"queryExpression": "def f: f; f"}),
    "switch": system(
        "s", "SWITCH", evaluatorType="javascript", expression="while (true) {}", decisionCases={"a": [simple("b")]}
    ),
    "loop": system("s", "DO_WHILE", loopCondition="while (true) {}", loopOver=[system("n", "NOOP")]),
}


def define(client: httpx.Client, name: str, *tasks: dict[str, Any]) -> None:
    reply = client.post("/metadata/workflow", json={"name": name, "tasks": list(tasks)})
    assert reply.status_code == 200, reply.text


def status(client: httpx.Client, workflow_id: str) -> str:
    return str(client.get(f"/workflow/{workflow_id}").json()["status"])


def ended(client: httpx.Client, workflow_id: str) -> dict[str, Any]:
    """Wait until a workflow has ended; the limit is that of the test."""
    while (found := client.get(f"/workflow/{workflow_id}").json())["status"] == "RUNNING":
        pass
    return dict(found)


def test_a_file_with_hanging_scripts_can_be_used(tmp_path: Path) -> None:
    """A server that is killed while scripts hang starts again, answers, ends each of them by its limit, and stops."""
    options = ("--db", str(tmp_path / "state.db"), "--script-time-limit")
    ids: dict[str, str] = {}
    with LocalProcess(*options, "600") as server, server.client() as client:
        wait = system("w", "WAIT", inputParameters={"duration": "1 seconds"})
        for name, task in HANGING.items():
            define(client, name, wait, task)
            ids[name] = client.post(f"/workflow/{name}", json={}).text
    with LocalProcess(*options, "600") as server, server.client() as client:
        define(client, "other", simple("q"))
        other = client.post("/workflow/other", json={}).text
        (task,) = client.get("/tasks/poll/batch/work").json()
        client.post("/tasks", json={**task, "status": "COMPLETED"})
        assert status(client, other) == "COMPLETED"
        assert {name: status(client, one) for name, one in ids.items()} == dict.fromkeys(ids, "RUNNING")
        assert server.terminate(STOP_LIMIT_S) == 0
    with LocalProcess(*options, "0.3") as server, server.client() as client:
        reasons = {name: ended(client, one)["reasonForIncompletion"] for name, one in ids.items()}
        assert [name for name, reason in reasons.items() if "--script-time-limit" not in reason] == []
    with LocalProcess(*options, "600") as server, server.client() as client:
        # Had one of them been run again, it would be running now.
        assert {name: status(client, one) for name, one in ids.items()} == dict.fromkeys(ids, "FAILED")
        assert server.terminate(STOP_LIMIT_S) == 0


def test_a_start_that_hangs_does_not_keep_the_server_from_its_end() -> None:
    """SIGTERM stops the server while a request waits for its script."""
    with LocalProcess("--script-time-limit", "600") as server, server.client() as client:
        define(client, "hangs", HANGING["javascript"])
        with pytest.raises(httpx.ReadTimeout):
            client.post("/workflow/hangs", json={}, timeout=1)
        (workflow_id,) = client.get("/workflow/running/hangs").json()
        assert status(client, workflow_id) == "RUNNING"
        assert server.terminate(STOP_LIMIT_S) == 0
