"""``conductor-py dev``, ``worker`` and ``ui``: programs that run until they are stopped."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import httpx

from conductor import WorkflowExecutor, orkes_conductor_client
from conductor.models import WorkflowState
from tests.cli.test_files import APP


@contextmanager
def running(*arguments: str) -> Generator[subprocess.Popen[str]]:
    """A command that is stopped as Ctrl-C would."""
    command = [sys.executable, "-m", "conductor.cli", *arguments]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)


def line_with(process: subprocess.Popen[str], pattern: str) -> str:
    """Read until a line fits, and give what its first group found."""
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.search(pattern, line):
            return found.group(1)
    raise AssertionError(f"ended without {pattern}")


def greet(url: str) -> str:
    with orkes_conductor_client(server_url=url) as client:
        executor = WorkflowExecutor(client)
        run = executor.execute_workflow(
            {"name": "hello_cli", "version": 1, "input": {"name": "Ada"}}, wait_for_seconds=30
        )
    assert run.status is WorkflowState.COMPLETED
    return run.output["message"] if "message" in run.output else run.tasks[0].output_data["message"]


def test_dev_runs_everything_and_reloads(tmp_path: Path) -> None:
    """One command gives a server, its page, the workers and the workflows; a change of the file counts at once."""
    app = tmp_path / "app_dev.py"
    app.write_text(APP)
    with running("dev", str(app), "--port", "0") as process:
        url = line_with(process, r"server +(http\S+)")
        line_with(process, r"(workers start)")
        assert greet(url) == "Hello Ada"
        assert "<title>Conductor</title>" in httpx.get(f"{url}/").text
        app.write_text(APP.replace("Hello", "Welcome"))
        line_with(process, r"(workers stopped)")
        line_with(process, r"(workers start)")
        assert greet(url) == "Welcome Ada"
    assert process.returncode == 0


def test_worker_runs_until_it_is_stopped(tmp_path: Path, at: str) -> None:
    """The workers of a module run against a server; on Ctrl-C they finish and the exit code is 0."""
    (tmp_path / "app_worker.py").write_text(APP)
    with running("worker", str(tmp_path / "app_worker.py"), "--server", at, "--register") as process:
        line_with(process, r"(workers start)")
        assert greet(at) == "Hello Ada"
    assert process.returncode == 0


def test_ui_serves_the_page_for_a_server(at: str) -> None:
    """The page is here, the API behind it is the server's."""
    with running("ui", "--server", at, "--port", "0") as process:
        page = line_with(process, r"page +(http\S+)")
        assert "<title>Conductor</title>" in httpx.get(page).text
        assert httpx.get(f"{page}api/metadata/workflow").json() == []


def test_a_taken_port_is_named(at: str) -> None:
    """A port that somebody has is an error in one line."""
    port = httpx.URL(at).port
    command = [sys.executable, "-m", "conductor.cli", "ui", "--server", at, "--port", str(port)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert ended.stderr.startswith(f"error: port {port}: ")


def test_workflows_without_workers_are_registered(at: str, tmp_path: Path) -> None:
    """A module whose tasks the server does itself needs no worker: its workflows are registered, and that is all."""
    lines = ("from conductor import ConductorWorkflow, wait_task_duration", "one = ConductorWorkflow('waits_alone')")
    (tmp_path / "app_alone.py").write_text("\n".join([*lines, "one >> wait_task_duration('pause', '1 second')"]))
    command = [sys.executable, "-m", "conductor.cli", "worker", str(tmp_path / "app_alone.py"), "--server", at]
    ended = subprocess.run([*command, "--register"], capture_output=True, text=True, check=False)
    assert (ended.returncode, "error" in ended.stderr) == (0, False)
    assert [each["name"] for each in httpx.get(f"{at}/api/metadata/workflow").json()] == ["waits_alone"]


def test_dev_without_reload_ends_as_its_workers_do(tmp_path: Path) -> None:
    """A module without workers is named in one line, and the exit code is that of the workers."""
    (tmp_path / "app_empty.py").write_text("")
    command = [
        sys.executable,
        "-m",
        "conductor.cli",
        "dev",
        str(tmp_path / "app_empty.py"),
        "--port",
        "0",
        "--no-reload",
    ]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "the module 'app_empty' has none" in ended.stderr
