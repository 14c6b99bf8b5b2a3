from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from conductor import simple_task, wait_task_duration, workflow
from conductor.local import LocalServer

# Each test runs a pytest of its own.
pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "docs" / "testing.md").read_text("utf-8")
[MONTH_TEST] = [code for code in re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL) if "def test_" in code]


def run_pytest(folder: Path, source: str, *options: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run pytest in a project of its own, in which nothing but our plugin is there."""
    reminder = [
        wait_task_duration("month", "30 days"),
        simple_task("mail", "send_mail", {"to": "${workflow.input.to}"}),
    ]
    (folder / "reminder.json").write_text(json.dumps(workflow("reminder", reminder).to_dict()))
    (folder / "pytest.ini").write_text("[pytest]\nfilterwarnings = error\naddopts = --strict-markers\n")
    (folder / "test_it.py").write_text(f"from datetime import timedelta\nimport pytest\n{source}")
    hidden = {name: value for name, value in os.environ.items() if not name.startswith(("CONDUCTOR_", "PYTEST_"))}
    environment = {**hidden, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", **variables}
    command = [sys.executable, "-m", "pytest", "-p", "conductor.testing.plugin", "-ra", *options]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=50, check=False)


@pytest.fixture
def server_url() -> Iterator[str]:
    """A server elsewhere, as far as the tests know."""
    with LocalServer() as server:
        yield server.listen()


@pytest.mark.parametrize("option", ["--conductor=local", "--conductor=local-http", "-oconductor=local"])
def test_the_test_of_the_guide_passes(tmp_path: Path, option: str) -> None:
    """The test of the guide, in a project of its own, waits for a month and passes."""
    done = run_pytest(tmp_path, MONTH_TEST, option)
    assert "1 passed" in done.stdout, done.stdout + done.stderr


def test_on_a_server_elsewhere_it_is_skipped_with_the_reason(tmp_path: Path, server_url: str) -> None:
    """On a server without a skipping clock a test that waits for a month is skipped with a line, others pass."""
    source = f"""{MONTH_TEST}

@pytest.mark.conductor_time_skipping
def test_marked(conductor_env):
    raise AssertionError

def test_short(conductor_env, conductor_client):
    conductor_env.mock_worker("quick", {{"ok": True}})
    definition = {{"name": "short", "version": 1, "tasks": [{{"name": "quick", "taskReferenceName": "q"}}]}}
    assert conductor_env.execute(definition).completed
    assert conductor_client is conductor_env.client
"""
    done = run_pytest(tmp_path, source, f"--conductor={server_url}")
    assert "1 passed, 2 skipped" in done.stdout, done.stdout + done.stderr
    assert re.search(r"SKIPPED .*reminder waits in month until .*: this needs a clock that skips", done.stdout)
    assert f"needs a clock that skips, --conductor=local; this is --conductor={server_url}" in done.stdout


def test_real_takes_the_server_of_the_environment(tmp_path: Path, server_url: str) -> None:
    """``real`` runs on CONDUCTOR_SERVER_URL."""
    source = "def test_it(conductor_env):\n    assert conductor_env.client.settings.server_url == " + repr(server_url)
    done = run_pytest(tmp_path, source, "--conductor=real", CONDUCTOR_SERVER_URL=server_url)
    assert "1 passed" in done.stdout, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("--conductor=real", "--conductor=real needs CONDUCTOR_SERVER_URL, the address of a running server"),
        ("--conductor=staging", "--conductor=staging: expected local, local-http, real, or an address with http://"),
    ],
)
def test_options_that_make_no_sense_are_refused(tmp_path: Path, option: str, message: str) -> None:
    """A target without an address, or an unknown one, ends pytest with one line and the way out."""
    done = run_pytest(tmp_path, "def test_it(): pass", option)
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert message in done.stderr


def test_a_failure_shows_the_workflows_that_ran(tmp_path: Path) -> None:
    """The report of a test that failed has each workflow with its tasks, and why they failed."""
    source = """
def test_it(conductor_env):
    conductor_env.register({"name": "send_mail", "retryCount": 0}, "reminder.json")
    conductor_env.mock_worker("send_mail", error="mailbox full")
    run = conductor_env.execute("reminder")
    run.assert_completed()
"""
    done = run_pytest(tmp_path, source)
    assert "1 failed" in done.stdout
    assert "E       AssertionError: expected COMPLETED" in done.stdout
    report = done.stdout.partition("---- workflow ----")[2]
    assert re.search(r"reminder v1 \S+ FAILED after 30 days, 0:00:00: .*mailbox full", report)
    assert re.search(r"mail +send_mail +FAILED +mailbox full", report)
    assert "runs.py" not in done.stdout


def test_tests_may_share_an_environment(tmp_path: Path) -> None:
    """With the fixture of the session time goes on from test to test, and never between waits."""
    source = """
SEEN = []

def test_first(conductor_session_env):
    conductor_session_env.sleep(timedelta(days=400))
    SEEN.append(conductor_session_env.now)

def test_second(conductor_session_env):
    assert conductor_session_env.now == SEEN[0]
    conductor_session_env.register("reminder.json")
    conductor_session_env.mock_worker("send_mail")
    assert conductor_session_env.execute("reminder").completed
    assert conductor_session_env.now == SEEN[0] + timedelta(days=30)
"""
    done = run_pytest(tmp_path, source)
    assert "2 passed" in done.stdout, done.stdout + done.stderr


def test_the_plugin_is_light() -> None:
    """Whoever installs the package pays nothing for the plugin in tests that do not use it."""
    program = (
        "import sys, conductor.testing.plugin; print(sorted({'httpx', 'attrs', 'conductor._sync'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_plugin_comes_with_the_package() -> None:
    """The package tells pytest of its plugin."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["entry-points"]["pytest11"] == {"conductor": "conductor.testing.plugin"}
