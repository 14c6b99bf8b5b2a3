"""``conductor-py check``, ``diagram``, ``doctor``: files, and servers as a whole."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from conductor.cli import doctor
from tests.cli.conftest import Call
from tests.cli.test_workflow import WAITS

APP = """
from conductor import ConductorWorkflow, worker

@worker("greet")
def greet(name: str) -> dict:
    return {"message": f"Hello {name}"}

hello = ConductorWorkflow("hello_cli", version=1)
hello >> greet.task(name=hello.input.name)
"""


@pytest.fixture
def app_file(tmp_path: Path) -> Path:
    """A module with a worker and a workflow."""
    path = tmp_path / f"app_{tmp_path.name.replace('-', '_')}.py"
    path.write_text(APP)
    return path


def test_a_definition_is_checked(call: Call, tmp_path: Path) -> None:
    """Each finding is a line with its severity, code, place and way out; an error is exit code 1."""
    broken = {**WAITS, "tasks": [*WAITS["tasks"], *WAITS["tasks"]]}
    (tmp_path / "broken.json").write_text(json.dumps([WAITS, broken]))
    outcome = call("check", str(tmp_path / "broken.json"))
    assert outcome.code == 1
    assert any(row[1] == "error" and "hold" in row[4] for row in outcome.rows)
    found = call("check", str(tmp_path / "broken.json"), "--json").json
    assert {"severity", "code", "path", "problem", "wayOut"} <= found[0].keys()


def test_warnings_are_errors_only_when_strict(call: Call, tmp_path: Path) -> None:
    """A warning leaves the exit code at 0, unless --strict is given."""
    nested = {"name": "inner", "taskReferenceName": "inner", "type": "DO_WHILE", "loopCondition": "false"}
    loop = {
        **nested,
        "name": "outer",
        "taskReferenceName": "outer",
        "loopOver": [{**nested, "loopOver": WAITS["tasks"]}],
    }
    (tmp_path / "loop.json").write_text(json.dumps({**WAITS, "tasks": [loop]}))
    assert {row[1] for row in call("check", str(tmp_path / "loop.json")).rows} == {"warning"}
    assert call("check", str(tmp_path / "loop.json")).code == 0
    assert call("check", str(tmp_path / "loop.json"), "--strict").code == 1


def test_task_definitions_and_schedules_are_checked_too(call: Call, tmp_path: Path) -> None:
    """A file may hold a task definition or a schedule."""
    (tmp_path / "all.json").write_text(
        json.dumps(
            [{"name": "t", "timeoutSeconds": 1, "responseTimeoutSeconds": 5}, {"name": "s", "cronExpression": "x"}]
        )
    )
    assert {row[1] for row in call("check", str(tmp_path / "all.json")).rows} >= {"error"}


def test_workflows_of_a_module_are_checked_and_drawn(call: Call, app_file: Path) -> None:
    """A Python module stands for the workflows that it builds."""
    assert call("check", str(app_file)).code == 0
    assert "greet" in call("diagram", str(app_file)).out


def test_a_file_without_definitions_is_no_success(call: Call, tmp_path: Path) -> None:
    """What holds no definition was not checked: it is an error that names the file."""
    (tmp_path / "empty.json").write_text("[]")
    outcome = call("check", str(tmp_path / "empty.json"))
    assert (outcome.code, outcome.err) == (2, f"error: {tmp_path / 'empty.json'} holds no definition\n")


def test_workflows_of_a_module_are_registered(call: Call, app_file: Path, at: str) -> None:
    """``workflow register`` takes what ``check`` and ``diagram`` take."""
    assert call("workflow", "register", str(app_file)).out == "hello_cli v1 registered\n"
    assert call("workflow", "list").rows == [["hello_cli", "1", "1", ""]]


def test_a_picture_is_written(call: Call, app_file: Path, tmp_path: Path, at: str) -> None:
    """``--output`` writes the format that its ending names; another ending is refused."""
    assert call("diagram", str(app_file), "-o", str(tmp_path / "x.svg")).code == 0
    assert (tmp_path / "x.svg").read_text().startswith("<svg")
    refused = call("diagram", str(app_file), "-o", str(tmp_path / "x.gif"))
    assert (refused.code, ".svg" in refused.err) == (2, True)


def test_an_execution_is_drawn(call: Call, at: str, tmp_path: Path) -> None:
    """An id stands for an execution on the server, as a diagram or as a time line."""
    (tmp_path / "waits.json").write_text(json.dumps(WAITS))
    call("workflow", "register", str(tmp_path / "waits.json"))
    workflow_id = call("workflow", "start", "waits").out.strip()
    assert "flowchart" in call("diagram", workflow_id).out
    assert "hold" in call("diagram", workflow_id, "--timeline").out


def test_doctor_looks_at_a_server(call: Call, at: str) -> None:
    """Version, edition, authentication and clock are told; nothing wrong is exit code 0."""
    outcome = call("doctor", "--json")
    found = {each["what"]: each for each in outcome.json}
    assert outcome.code == 0
    assert found["edition"]["text"] == "Conductor OSS"
    assert {found[what]["state"] for what in ("server", "version", "authentication", "clock")} == {"ok"}
    assert (found["endpoints"]["state"], found["endpoints"]["text"][:12]) == ("note", "not compared")


def test_doctor_compares_with_the_real_server(call: Call, real_server_url: str) -> None:
    """On the server that the client was generated from, nothing is missing that the client calls."""
    found = {each["what"]: each["text"] for each in call("doctor", "-s", real_server_url, "--json").json}
    assert found["server lacks"] == "nothing"


def test_doctor_sees_what_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that is off is a warning, with how far; operations are compared without the names of variables."""
    assert doctor._clock("Wed, 01 Jan 2025 00:00:00 GMT", 1735689600 - 60).text.startswith("+60 s")
    assert doctor._clock("Wed, 01 Jan 2025 00:00:00 GMT", 1735689600.9).state == "ok"
    assert doctor._operation("get", "/api/a/{b}/") == doctor._operation("GET", "/api/a/{c}")


def test_doctor_names_a_refused_key(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that refuses the key gets an error line without the secret, and an exit code."""
    from conductor.local import LocalServer

    monkeypatch.setenv("CONDUCTOR_AUTH_KEY", "wrong-key")
    monkeypatch.setenv("CONDUCTOR_AUTH_SECRET", "hidden-secret")
    with LocalServer(edition="orkes", keys={"key": "secret"}) as server:
        outcome = call("doctor", "-s", server.listen())
    assert outcome.code in {1, 3}
    assert "hidden-secret" not in outcome.out + outcome.err


def test_help_is_there_for_everything(call: Call) -> None:
    """Each command has a help text with what it does; the version is that of the package."""
    for command in ("workflow", "task", "schedule", "check", "diagram", "doctor", "dev", "worker", "ui", "regen"):
        outcome = call(command, "--help")
        assert (outcome.code, "Usage" in outcome.out) == (0, True), command
    assert "--port" in call("server", "--help").out
    assert call("--version").out.startswith("conductor-py ")


def test_a_missing_extra_is_named(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra the command says how to get it."""
    for name in [name for name in sys.modules if name.startswith("conductor.cli.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "typer", None)
    outcome = call("--help")
    assert (outcome.code, outcome.err) == (
        2,
        "conductor-py needs the extra cli, and typer is missing: pip install 'conductor-sdk[cli]'\n",
    )


def test_the_start_is_light() -> None:
    """A command loads neither the embedded server nor checks nor diagrams unless it needs them."""
    program = "import sys, conductor.cli.main; print([m for m in sys.modules if m.startswith('conductor.')])"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert not any(name in loaded for name in ("'conductor.local", "'conductor.checks", "'conductor.diagrams"))


def test_a_terminal_gets_colours(at: str) -> None:
    """On a terminal the table is coloured; nothing of that is in a pipe."""
    pty = pytest.importorskip("pty", reason="pseudo-terminals need POSIX")
    chunks: list[bytes] = []

    def read(descriptor: int) -> bytes:
        import os

        chunks.append(os.read(descriptor, 4096))
        return chunks[-1]

    pty.spawn([sys.executable, "-m", "conductor.cli", "doctor"], read)
    assert b"\x1b[" in b"".join(chunks)
    piped = subprocess.run([sys.executable, "-m", "conductor.cli", "doctor"], capture_output=True, check=True).stdout
    assert b"\x1b[" not in piped
    assert httpx.get(f"{at}/health").status_code == 200


@pytest.mark.parametrize(
    ("command", "code", "text"),
    [
        (
            "worker",
            'raise RuntimeError("the database\\nis away")',
            "odd_module.py:1: RuntimeError: the database is",
        ),
        ("worker", "from conductor import nothing", "odd_module.py:1: ImportError: cannot import name 'nothing'"),
        ("worker", "def broken(:", "odd_module.py:1: invalid syntax"),
        ("check", "x = 1", "builds no workflow"),
    ],
)
def test_a_broken_module_is_one_line(call: Call, tmp_path: Path, at: str, command: str, code: str, text: str) -> None:
    """Whatever a module raises while it is imported is one line with its place; what lacks a workflow is no success."""
    module = tmp_path / "odd_module.py"
    module.write_text(code)
    sys.modules.pop("odd_module", None)
    outcome = call(command, str(module))
    assert (outcome.code, len(outcome.err.splitlines())) == (2, 1)
    assert text in outcome.err


def test_a_file_named_as_a_module_of_python(call: Call, tmp_path: Path, at: str) -> None:
    """A file whose name Python has taken is not silently something else."""
    (tmp_path / "json.py").write_text(APP)
    assert "rename the file" in call("worker", str(tmp_path / "json.py")).err


def test_a_file_nested_without_end(call: Call, tmp_path: Path) -> None:
    """JSON that is too deep is an error in one line that names the file."""
    (tmp_path / "deep.json").write_text("[" * 100_000)
    outcome = call("check", str(tmp_path / "deep.json"))
    assert (outcome.code, len(outcome.err.splitlines())) == (2, 1)
    assert "deep.json is nested too deeply" in outcome.err


def test_a_picture_that_cannot_be_written(call: Call, app_file: Path, tmp_path: Path) -> None:
    """A folder that is not there is an error in one line."""
    outcome = call("diagram", str(app_file), "-o", str(tmp_path / "nowhere" / "flow.svg"))
    assert (outcome.code, len(outcome.err.splitlines())) == (2, 1)


def test_a_pipe_that_is_closed_early(app_file: Path) -> None:
    """Who has seen enough, such as head, makes no error."""
    command = [sys.executable, "-m", "conductor.cli", "diagram", str(app_file)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    with process.stderr as errors:
        assert errors.read() == b""
    assert process.wait() == 0
