"""Input that would hurt: bounded, a clear error, and the server lives on."""

from __future__ import annotations

import socket
from typing import Any

import httpx
import pytest

from conductor.local import LocalServer, http_server
from tests.support.local_process import LocalProcess
from tests.support.sizes import SIZES
from tests.unit.local.support import Server, system


def test_workflow_that_contains_itself_ends() -> None:
    """A sub-workflow that starts itself for ever is stopped at a depth, with a reason that names it."""
    server = Server()
    server.define(system("s", "SUB_WORKFLOW", inputParameters={"a": 1}, subWorkflowParam={"name": "wf", "version": 1}))
    found = server.workflow(server.start())
    assert found["status"] == "FAILED"
    assert "Sub-workflows are nested more than 100 deep: does wf contain itself?" in found["reasonForIncompletion"]


@pytest.mark.slow
def test_fork_of_thousands_of_branches_is_joined() -> None:
    """Thousands of branches are scheduled by one start, and their join ends."""
    server = Server()
    names = [f"n{index}" for index in range(SIZES.branches)]
    fork = system("f", "FORK_JOIN", forkTasks=[[system(name, "NOOP")] for name in names])
    server.define(fork, system("j", "JOIN", joinOn=names))
    found = server.workflow(server.start())
    assert (found["status"], len(found["tasks"])) == ("COMPLETED", SIZES.branches + 2)


@pytest.mark.parametrize(
    "expression", ["var a = []; while (true) { a.push(new Array(100000).fill('x')) }", "'x'.repeat(1e9)"]
)
def test_script_that_takes_all_memory_fails_its_task(expression: str) -> None:
    """A script has a limit of memory; beyond it the task fails and says so."""
    server = Server()
    server.define(system("i", "INLINE", inputParameters={"evaluatorType": "javascript", "expression": expression}))
    (task,) = server.workflow(server.start())["tasks"]
    assert (task["status"], "out of memory" in task["reasonForIncompletion"]) == ("FAILED_WITH_TERMINAL_ERROR", True)


def test_client_that_stops_in_the_middle_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a request is answered with a 400 when the rest does not come in time."""
    monkeypatch.setattr(http_server, "SLOWEST_S", 0.01)
    with LocalServer() as server:
        url = httpx.URL(server.listen())
        with socket.create_connection((url.host, url.port or 80), timeout=30) as connection:
            connection.sendall(b"POST /api/workflow HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
            assert connection.recv(65536).startswith(b"HTTP/1.1 400 ")
        assert httpx.get(f"{url}/api/version").status_code == 200


def test_body_beyond_all_bounds_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A body that is larger than the server reads is a 413; it is not held in memory."""
    monkeypatch.setattr(http_server, "MAX_BODY_BYTES", 1000)
    with LocalServer() as server, httpx.Client(base_url=server.listen()) as client:
        assert client.post("/api/workflow", content=b"x" * 2000).status_code == 413
        assert client.get("/api/version").status_code == 200


def nested(depth: int) -> dict[str, Any]:
    task = system("n", "NOOP")
    for index in range(depth):
        given = {"evaluatorType": "value-param", "expression": "x", "inputParameters": {"x": 1}}
        task = system(f"s{index}", "SWITCH", decisionCases={"1": [task]}, **given)
    return task


@pytest.mark.slow
def test_deeply_nested_definition_runs_on_a_server_of_its_own() -> None:
    """The command takes what the real server takes: 300 switches inside each other."""
    with LocalProcess() as server, server.client() as client:
        reply = client.post("/metadata/workflow", json={"name": "deep", "tasks": [nested(300)]})
        assert reply.status_code == 200
        found = client.get(f"/workflow/{client.post('/workflow/deep', json={}).text}").json()
        assert (found["status"], len(found["tasks"])) == ("COMPLETED", 301)


def test_deeply_nested_definition_is_refused_inside_another_program() -> None:
    """In-process the limit is that of the program's interpreter, and the error says so."""
    server = Server()
    reply = server.call("POST", "/metadata/workflow", {"name": "deep", "tasks": [nested(300)]})
    assert reply["message"] == "the value is nested too deeply for this process: python -m conductor.local takes it"
