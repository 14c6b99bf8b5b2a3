"""The programs of the README do what it says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

README = Path(__file__).parents[2] / "README.md"
PROGRAMS = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
FIRST, FIRST_ASYNC, RAW = PROGRAMS


def run(program: str, server_url: str) -> str:
    """Run a program as a user who pasted it would, on the server of the test session."""
    environment = {**os.environ, "CONDUCTOR_SERVER_URL": server_url, "PYTHONWARNINGS": "error"}
    command = [sys.executable, "-c", program]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=50, check=False)
    assert result.returncode == 0, result.stderr
    return result.stdout


@pytest.mark.parametrize("program", [FIRST, FIRST_ASYNC], ids=["sync", "async"])
def test_first_program_prints_what_the_readme_says(program: str, real_server_url: str) -> None:
    """The first program, pasted, runs a workflow with a worker and prints its output, sync and async."""
    assert run(program, real_server_url) == "COMPLETED {'message': 'Hello Ada'}\n"
    assert "it prints\n`COMPLETED {'message': 'Hello Ada'}`" in README.read_text(encoding="utf-8")


@pytest.mark.parametrize("program", [FIRST, FIRST_ASYNC], ids=["sync", "async"])
def test_first_program_runs_without_a_server(program: str) -> None:
    """With the address local:// and nothing else changed it prints the same; the environment does not come between."""
    own = program.replace("http://localhost:8080", "local://")
    assert own != program
    assert run(own, "http://127.0.0.1:9") == "COMPLETED {'message': 'Hello Ada'}\n"


def test_first_program_has_fifteen_lines() -> None:
    """The first program is short: 15 lines of code, besides blank ones."""
    assert len([line for line in FIRST.splitlines() if line.strip()]) <= 15


def test_raw_endpoints(real_server_url: str) -> None:
    """The program that calls generated endpoints starts, reads and ends an execution, and catches our error."""
    first, second = run(RAW, real_server_url).splitlines()
    assert first.startswith("RUNNING {'any': ['payload', None]} 20")
    assert second == "No such workflow found by id: nobody"


def test_commands_are_make_targets() -> None:
    """Each make command of the README exists."""
    makefile = (README.parent / "Makefile").read_text(encoding="utf-8")
    targets = set(
        re.findall(r"^(?:CONDUCTOR_SERVER_URL=\S+ )?make (\w+)", README.read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert {"demo", "test", "regen"} <= targets
    assert [target for target in targets if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []
