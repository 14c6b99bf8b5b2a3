"""Texts of a server that try to command the terminal are shown as text."""

from __future__ import annotations

import json
import sys
from typing import Any

import httpx
import pytest

from conductor import MetadataClient, TaskClient, WorkflowExecutor, orkes_conductor_client, simple_task, workflow
from conductor.cli.output import visible
from conductor.local import LocalServer
from tests.cli.conftest import Call

EVIL = "e\x1b[31m\x1b]0;title\x07\x9b2J\x7f\u202e\u2028[red]"
SHOWN = r"e\x1b[31m\x1b]0;title\x07\x9b2J\x7f\u202e\u2028[red]"


@pytest.fixture
def workflow_id(server: LocalServer) -> str:
    """A failed execution whose name, reason, log and worker hold escape sequences."""
    with orkes_conductor_client(server_url=server) as client:
        metadata, executor, tasks = MetadataClient(client), WorkflowExecutor(client), TaskClient(client)
        metadata.register_task({"name": EVIL, "retryCount": 0, "ownerEmail": "a@example.com"})
        executor.register_workflow(True, workflow(EVIL, [simple_task("ref", EVIL)]))
        workflow_id = executor.start_workflow({"name": EVIL, "input": {EVIL: EVIL}})
        task = tasks.poll_task(EVIL, worker_id=EVIL)
        assert task is not None
        tasks.add_task_log(task.task_id, EVIL)
        result = {"taskId": task.task_id, "workflowInstanceId": workflow_id, "status": "FAILED"}
        with httpx.Client(transport=server.transport(), base_url="http://local/api") as raw:
            raw.post("/tasks", json={**result, "reasonForIncompletion": EVIL, "outputData": {"o": EVIL}})
        return workflow_id


def texts_in(value: Any) -> list[str]:
    """All texts of a JSON value."""
    if isinstance(value, dict):
        return [text for item in value.values() for text in texts_in(item)]
    if isinstance(value, list):
        return [text for item in value for text in texts_in(item)]
    return [str(value)]


COMMANDS = (
    ("workflow", "show", "{id}"),
    ("workflow", "show", "{id}", "--json"),
    ("workflow", "search"),
    ("workflow", "list"),
    ("workflow", "logs", "{id}"),
    ("workflow", "logs", "{id}", "--json"),
    ("task", "queues"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("is_terminal", [False, True], ids=["pipe", "terminal"])
def test_escape_sequences_are_shown_as_text(
    call: Call,
    server: LocalServer,
    workflow_id: str,
    command: tuple[str, ...],
    is_terminal: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No command prints a control character that a server has sent, neither on a terminal nor in a pipe."""
    if is_terminal:
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    arguments = [word.format(id=workflow_id) for word in command]
    done = call(*arguments, "--server", server.url)
    printed = done.out + done.err
    assert not any(char in printed for char in "\x07\x9b\x7f\u202e\u2028")
    assert "\x1b]0" not in printed
    assert "\x1b[31m\x1b" not in printed
    if "--json" in command:
        assert EVIL in texts_in(json.loads(done.out))
    elif not is_terminal:
        assert SHOWN in printed


def test_an_error_is_shown_as_text(call: Call, server: LocalServer) -> None:
    """The message of an error repeats what the server says, without its control characters."""
    done = call("workflow", "show", f"no{EVIL}".replace("/", ""), "--server", server.url)
    assert done.code != 0
    assert not any(char in done.err for char in "\x1b\x07\x9b\x7f\u202e\u2028")


def test_what_is_printable_stays() -> None:
    """Lines, tabs, letters of any script and emoji are printed as they are; half a character is not."""
    assert visible("a\tb\n\u00e9\u4e16\u754c\U0001f600 \ud83d") == "a\tb\n\u00e9\u4e16\u754c\U0001f600 \\ud83d"
