"""Somebody waits for a workflow, and nobody works on its task: the server says so."""

from __future__ import annotations

import logging

import httpx
import pytest

from conductor.local import Clock, LocalServer, SkippingClock, WallClock
from tests.unit.local.support import simple, system

MESSAGE = "workflow 'hello' waits for task 'greet', but nothing has polled 'greet' yet"


def client_of(server: LocalServer) -> httpx.Client:
    return httpx.Client(base_url=f"{server.url}/api", transport=server.transport(), timeout=30)


def warnings_of(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]


@pytest.mark.slow
@pytest.mark.parametrize("clock", [WallClock(), SkippingClock()], ids=["wall", "skipping"])
def test_task_that_nobody_polls_is_named_once(clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    """Two waits for a workflow whose task no worker has asked for give one warning; the task may be in a child."""
    with LocalServer(clock=clock) as server, client_of(server) as client:
        client.post("/metadata/workflow", json={"name": "hello", "tasks": [simple("g", "greet")]})
        parent = system("s", "SUB_WORKFLOW", subWorkflowParam={"name": "hello", "version": 1})
        client.post("/metadata/workflow", json={"name": "parent", "tasks": [parent]})
        for name in ("hello", "parent"):
            reply = client.post(f"/workflow/execute/{name}/1", params={"waitForSeconds": 2}, json={})
            assert reply.json()["signalTimeout"] is True
    assert warnings_of(caplog) == [MESSAGE]


@pytest.mark.slow
def test_task_that_was_polled_once_is_not_named(caplog: pytest.LogCaptureFixture) -> None:
    """A worker that has polled may be busy: no warning."""
    with LocalServer(clock=SkippingClock()) as server, client_of(server) as client:
        client.post("/metadata/workflow", json={"name": "hello", "tasks": [simple("g", "greet")]})
        client.get("/tasks/poll/greet")
        client.post("/workflow/execute/hello/1", params={"waitForSeconds": 2}, json={})
    assert warnings_of(caplog) == []
