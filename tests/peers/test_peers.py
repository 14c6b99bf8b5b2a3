"""Programs of other SDKs run unchanged on the embedded server."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent

# The first run installs them.
pytestmark = pytest.mark.timeout(300)


def last_line_of(*command: str | Path) -> Any:
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout.splitlines()[-1])


def test_the_javascript_sdk_runs_a_workflow(javascript: Path, url: str) -> None:
    """Its builders, executor and workers do their work: a switch, a variable, two workers."""
    assert last_line_of("node", HERE / "javascript_program.js", javascript, f"{url}/api") == {
        "status": "COMPLETED",
        "output": {"receipt": "r-5", "packed": True},
        "variables": {"receipt": "r-5"},
        "tasks": [[name, "COMPLETED"] for name in ("charge", "size", "pack", "note")],
    }


def test_conductor_python_runs_a_workflow(python: Path, url: str) -> None:
    """Its builder, clients and workers, plain and async, do their work."""
    assert last_line_of(python, HERE / "python_program.py", url) == {
        "status": "COMPLETED",
        "output": {"receipt": "r-5", "packed": "r-5"},
        "tasks": [["charge", "COMPLETED"], ["pack", "COMPLETED"]],
    }
