"""``conductor-py workflow``, ``task`` and ``schedule``."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Call

pytestmark = pytest.mark.usefixtures("at")

WAITS = {
    "name": "waits",
    "version": 1,
    "schemaVersion": 2,
    "ownerEmail": "a@example.com",
    "tasks": [{"name": "hold", "taskReferenceName": "hold", "type": "HUMAN"}],
    "outputParameters": {"by": "${hold.output.by}"},
}


@pytest.fixture
def waits(call: Call, tmp_path: Path) -> str:
    """Name of a workflow that waits for somebody."""
    (tmp_path / "waits.json").write_text(json.dumps(WAITS))
    assert call("workflow", "register", str(tmp_path / "waits.json")).out == "waits v1 registered\n"
    return "waits"


def test_definitions_are_listed(call: Call, waits: str) -> None:
    """``workflow list`` gives a line for each definition, tab-separated in a pipe, or JSON."""
    assert call("workflow", "list").rows == [["waits", "1", "1", ""]]
    assert call("workflow", "list", "--json").json[0]["tasks"][0]["type"] == "HUMAN"


def test_an_execution_goes_through_its_life(call: Call, waits: str) -> None:
    """Started, shown, paused, resumed, completed and found: each command does what it says."""
    workflow_id = call("workflow", "start", waits, "--input", '{"a": 1}', "--correlation-id", "c1").out.strip()
    assert call("workflow", "show", workflow_id, "--json").json["input"] == {"a": 1}
    assert call("workflow", "pause", workflow_id).out == f"{workflow_id} paused\n"
    assert "PAUSED" in call("workflow", "show", workflow_id).out
    assert call("workflow", "resume", workflow_id).code == 0
    assert call("task", "complete", workflow_id, "hold", "-o", '{"by": "Ada"}').out == "hold COMPLETED\n"
    waited = call("workflow", "wait", workflow_id)
    assert waited.code == 0
    assert waited.out.splitlines()[-1] == '{"by": "Ada"}'
    assert [row[0] for row in call("workflow", "search", "--correlation-id", "c1").rows] == [workflow_id]


def test_what_failed_runs_again(call: Call, waits: str) -> None:
    """Terminate, restart, retry and rerun reach the execution."""
    workflow_id = call("workflow", "start", waits).out.strip()
    call("workflow", "terminate", workflow_id, "--reason", "too late")
    assert "too late" in call("workflow", "show", workflow_id).out
    assert call("workflow", "restart", workflow_id).out == f"{workflow_id} restarted\n"
    call("task", "fail", workflow_id, "hold", "--terminal")
    assert call("workflow", "retry", workflow_id).code == 0
    call("workflow", "terminate", workflow_id)
    assert call("workflow", "rerun", workflow_id, "--from", "hold").code == 0
    assert call("workflow", "show", workflow_id, "--json").json["status"] == "RUNNING"


def test_a_failed_execution_is_exit_code_1(call: Call, waits: str) -> None:
    """Who waits for an execution that does not complete gets what came of it, and 1."""
    workflow_id = call("workflow", "start", waits).out.strip()
    call("task", "fail", workflow_id, "hold", "--terminal")
    waited = call("workflow", "wait", workflow_id)
    assert (waited.code, "FAILED" in waited.out) == (1, True)


def test_waiting_has_an_end(call: Call, waits: str) -> None:
    """``--timeout`` ends the wait, not the execution."""
    started = call("workflow", "start", waits, "--wait", "--timeout", "0")
    assert started.code == 1
    assert "has not ended in 0 s; it goes on: hold IN_PROGRESS (`conductor-py task queues`" in started.err
    assert call("workflow", "search", "--status", "RUNNING").rows != []


def test_logs_are_printed(call: Call, waits: str, at: str) -> None:
    """The logs of all tasks come with their task; a task that is not there is named with those that are."""
    from conductor import TaskClient, orkes_conductor_client

    workflow_id = call("workflow", "start", waits).out.strip()
    task_id = call("workflow", "show", workflow_id, "--json").json["tasks"][0]["taskId"]
    with orkes_conductor_client(server_url=at) as client:
        TaskClient(client).add_task_log(task_id, "half\tdone")
    assert call("workflow", "logs", workflow_id).rows[0][1:] == ["hold", "half done"]
    assert call("task", "logs", task_id, "--json").json[0]["log"] == "half\tdone"
    assert call("task", "show", task_id).json["referenceTaskName"] == "hold"
    assert call("workflow", "logs", workflow_id, "--task", "nobody").err.endswith("no task 'nobody', but hold\n")


def test_queues_and_task_definitions(call: Call) -> None:
    """``task queues`` and ``task list`` tell when there is nothing, on stderr."""
    for command in ("queues", "list"):
        outcome = call("task", command)
        assert (outcome.code, outcome.out) == (0, "")
        assert outcome.err != ""


def test_schedules(call: Call, waits: str, tmp_path: Path) -> None:
    """A schedule is saved, listed, paused, resumed and deleted."""
    file = tmp_path / "nightly.json"
    schedule = {"name": "nightly", "cronExpression": "0 0 3 * * *", "startWorkflowRequest": {"name": "waits"}}
    file.write_text(json.dumps(schedule))
    assert call("schedule", "save", str(file)).out == "nightly saved\n"
    assert call("schedule", "list").rows == [["nightly", "0 0 3 * * *", "UTC", "waits", "active"]]
    call("schedule", "pause", "nightly")
    assert call("schedule", "show", "nightly").json["paused"] is True
    call("schedule", "resume", "nightly")
    assert len(call("schedule", "next", "0 0 3 * * *", "--json").json) >= 3
    assert call("schedule", "delete", "nightly").code == 0
    assert call("schedule", "list").out == ""


@pytest.mark.parametrize(
    ("arguments", "code", "text"),
    [
        (["workflow", "show", "nobody"], 3, "nobody"),
        (["workflow", "start", "nobody"], 3, "nobody"),
        (["workflow", "start", "w", "--input", "{a: 1}"], 2, """it looks like '{"name": "Ada"}'"""),
        (["workflow", "start", "w", "--input", "[1]"], 2, "--input has to be a JSON object"),
        (["workflow", "start", "w", "--input", "@missing.json"], 2, "missing.json cannot be read"),
        (["workflow", "search", "--since", "yesterday"], 2, "'yesterday' is no age"),
        (["workflow", "search", "--query", "status:FAILED OR a=b"], 2, "OR"),
        (["workflow", "list", "--server", "http://127.0.0.1:1"], 4, "`conductor-py server` starts one"),
        (["workflow", "search", "--status", "RUNING"], 2, "--status: there is no state 'RUNING', but "),
        (["workflow", "shwo", "an-id"], 2, "Did you mean 'show'? (`conductor-py workflow -h` shows what there is)"),
        (["workflow", "show"], 2, "Missing argument 'ID'. (`conductor-py workflow show -h` shows"),
        (["--nonsense"], 2, "--nonsense"),
        (["ui", "--port", "99999"], 2, "99999"),
        (["server", "--port", "99999"], 2, "--port 99999: a port is 0 to 65535"),
        (["task", "complete", "nobody", "hold"], 3, "no task 'hold' is open in execution 'nobody'"),
        (["workflow", "list", "--server", "nonsense"], 2, "nonsense"),
        (["schedule", "next", "every day"], 3, "Write six fields, seconds first"),
        (["worker", "no.such.module"], 2, "there is no module 'no'"),
        (["worker", "missing.py"], 2, "there is no file missing.py"),
        (["worker", ""], 2, "'' is no module"),
        (["worker", "./"], 2, "'./' is no module"),
        (["diagram", "missing.json"], 2, "missing.json cannot be read"),
        (["regen", "--offline", "--nonsense"], 2, "nonsense"),
    ],
)
def test_errors_are_one_line(call: Call, arguments: list[str], code: int, text: str) -> None:
    """What is wrong is said in one line on stderr, with an exit code for scripts."""
    outcome = call(*arguments)
    assert (outcome.code, outcome.out) == (code, "")
    assert text in outcome.err
    assert "Traceback" not in outcome.err
    assert len(outcome.err.splitlines()) == 1


def test_a_misspelt_workflow_is_guessed(call: Call, waits: str) -> None:
    """Who starts a workflow by a name that is nearly right is told the right one."""
    assert "Known names that are close: 'waits'" in call("workflow", "start", "wait").err


def test_a_group_without_a_command_shows_its_help(call: Call) -> None:
    """A newcomer who types half a command sees how it goes on."""
    outcome = call("workflow")
    assert "terminate" in outcome.out + outcome.err
    assert "error: " not in outcome.err


def test_a_terminal_shows_how_a_wait_goes_on(call: Call, waits: str, at: str) -> None:
    """On a terminal the wait for an execution tells its state and what is open; no word of a table is cut."""
    pty = pytest.importorskip("pty", reason="pseudo-terminals need POSIX")
    workflow_id = call("workflow", "start", waits).out.strip()
    chunks: list[bytes] = []

    def read(descriptor: int) -> bytes:
        chunks.append(os.read(descriptor, 4096))
        return chunks[-1]

    command = [sys.executable, "-m", "conductor.cli", "workflow"]
    pty.spawn([*command, "wait", workflow_id, "--timeout", "3"], read)
    assert f"{workflow_id}  RUNNING for".encode() in b"".join(chunks)
    chunks.clear()
    pty.spawn(["env", "COLUMNS=20", *command, "search"], read)
    assert workflow_id.encode() in b"".join(chunks)
