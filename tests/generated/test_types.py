"""Both type checkers find nothing in a right program, and every mistake in a wrong one."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RIGHT = "tests/typing/raw_endpoints.py"
WRONG = "tests/data/wrong_raw_endpoints.py"
EXPECTED = re.compile(r"  # (?P<mypy>[a-z-]+(?: [a-z-]+)*) (?P<pyright>report\w+)$")

# `make check` runs these: they take as long as the type checkers.
pytestmark = pytest.mark.types

Errors = dict[str, list[str]]


def expected(checker: str) -> Errors:
    """Give what the comments of the wrong program announce: file and line with the codes."""
    lines = enumerate((ROOT / WRONG).read_text("utf-8").splitlines(), start=1)
    matches = {f"{WRONG}:{number}": EXPECTED.search(line) for number, line in lines}
    return {place: sorted(match[checker].split()) for place, match in matches.items() if match}


def output_of(*command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *command, RIGHT, WRONG], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout


def test_mypy_finds_the_mistakes_and_nothing_else() -> None:
    """What mypy strict reports is what the comments of the wrong program say, line by line."""
    found: Errors = defaultdict(list)
    for line in output_of("mypy", "--no-error-summary").splitlines():
        if match := re.fullmatch(r"(?P<place>[^:]+:\d+): error: .*\[(?P<code>[a-z-]+)\]", line):
            found[match["place"]].append(match["code"])
    assert {place: sorted(codes) for place, codes in found.items()} == expected("mypy")


def test_pyright_finds_the_mistakes_and_nothing_else() -> None:
    """What pyright reports, strict for the right program, is what the comments of the wrong one say."""
    found: Errors = {}
    for error in json.loads(output_of("pyright", "--outputjson"))["generalDiagnostics"]:
        place = f"{Path(error['file']).relative_to(ROOT).as_posix()}:{error['range']['start']['line'] + 1}"
        found[place] = [error.get("rule", error["message"])]
    assert found == expected("pyright")
