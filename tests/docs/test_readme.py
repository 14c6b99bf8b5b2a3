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
FIRST, FIRST_ASYNC = PROGRAMS
OUTPUT = "COMPLETED {'message': 'Hello Ada'}\n"


def run(program: str, server_url: str) -> str:
    """Run a program as a user who pasted it would, on the server of the test session."""
    environment = {**os.environ, "CONDUCTOR_SERVER_URL": server_url, "PYTHONWARNINGS": "error"}
    command = [sys.executable, "-c", program]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=50, check=False)
    assert result.returncode == 0, result.stderr
    return result.stdout


@pytest.mark.parametrize("program", [FIRST, FIRST_ASYNC], ids=["sync", "async"])
def test_first_program_prints_what_the_readme_says(program: str) -> None:
    """The first program, pasted, runs a workflow with a worker and prints its output, whatever the environment says."""
    assert run(program, "http://127.0.0.1:9") == OUTPUT
    assert f"It prints\n`{OUTPUT.strip()}`" in README.read_text(encoding="utf-8")


@pytest.mark.parametrize("program", [FIRST, FIRST_ASYNC], ids=["sync", "async"])
def test_first_program_runs_on_a_real_server(program: str, real_server_url: str) -> None:
    """With another address and nothing else changed it prints the same."""
    other = program.replace("local://", "http://localhost:8080")
    assert other != program
    assert run(other, real_server_url) == OUTPUT


def test_first_program_has_fifteen_lines() -> None:
    """The first program is short: 15 lines of code, besides blank ones."""
    assert len([line for line in FIRST.splitlines() if line.strip()]) <= 15


def test_pages_that_it_names_exist() -> None:
    """Each link to a file leads to one."""
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", README.read_text(encoding="utf-8"))
    assert len(links) > 20
    assert [link for link in links if not (README.parent / link).is_file()] == []


def test_commands_are_make_targets() -> None:
    """Each make command of the README exists."""
    makefile = (README.parent / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"(?:^|[ `])make (\w+)", README.read_text(encoding="utf-8"), re.MULTILINE))
    assert {"demo", "test", "docs", "regen"} <= targets
    assert [target for target in targets if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []
