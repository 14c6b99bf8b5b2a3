"""The demo runs anywhere, and shows what happened."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conductor.local import LocalServer

ROOT = Path(__file__).parents[2]


def demo(*options: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the demo where there is nothing but Python."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CONDUCTOR_", "JAVA"))}
    environment = {**kept, "PATH": "/nowhere", **variables}
    command = [sys.executable, "-W", "error", "-m", "examples.demo", *options]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=50, check=False)


def test_the_demo_needs_nothing_but_python() -> None:
    """On the embedded server the demo ends well, and shows each task, the retry, the output and where the time went."""
    done = demo()
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("server   embedded, in this process\nstarted demo_order ")
    assert re.search(r"payment +SCHEDULED +attempt 2 +\(the bank did not answer\)", done.stdout)
    for part in ("'shelf': 'B-7'", "'receipt': 'R-1843'", "'parcel': \"express to 12 St James"):
        assert re.search(rf"^output   .*{re.escape(part)}", done.stdout, re.MULTILINE), part
    assert re.search(r"time     \d+ ms: workers busy \d+ ms, .*, waiting for retries 1000 ms", done.stdout)
    assert done.stdout.endswith("demo_order COMPLETED\n")


@pytest.mark.parametrize("options", [(), ("--real",)])
def test_the_demo_runs_on_the_server_that_is_named(options: tuple[str, ...]) -> None:
    """With CONDUCTOR_SERVER_URL the same program runs there."""
    with LocalServer() as server:
        url = server.listen()
        done = demo(*options, CONDUCTOR_SERVER_URL=url)
        assert done.stdout.startswith(f"server   {url}\n"), done.stderr
    assert done.stdout.endswith("demo_order COMPLETED\n"), done.stderr


def test_the_real_server_needs_more_than_python(tmp_path: Path) -> None:
    """Where the real server cannot be started the demo says so in one line, and names the other way."""
    done = demo("--real", CONDUCTOR_SERVER_JAR=str(tmp_path / "missing.jar"))
    assert done.returncode != 0
    assert "CONDUCTOR_SERVER_URL=http://host:8080 make demo" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(shutil.which("make") is None, reason="this test runs make, and there is none")
@pytest.mark.parametrize(("arguments", "command"), [((), "examples.demo"), (("REAL=1",), "examples.demo --real")])
def test_make_demo_says_where_to_run(arguments: tuple[str, ...], command: str) -> None:
    """``make demo`` takes the embedded server, ``make demo REAL=1`` the real one."""
    planned = subprocess.run(
        ["make", "--no-print-directory", "--dry-run", "demo", *arguments],  # noqa: S607 - the make of whoever develops
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert planned.stdout.splitlines()[-1].rstrip().endswith(command)
