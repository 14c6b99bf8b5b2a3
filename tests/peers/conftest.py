"""Other SDKs, as their registries have them, in folders of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

import pytest

from tests.support.local_process import LocalProcess

PEERS = Path(__file__).parents[2] / "build" / "peers"


@pytest.fixture(scope="module")
def url() -> Generator[str]:
    """`python -m conductor.local` as a process of its own."""
    with LocalProcess() as server:
        yield server.url


def install(name: str, *steps: list[str]) -> Path:
    """Run the steps of an installation once; gives its folder. Where they cannot run, the test is skipped."""
    folder = PEERS / name
    done = folder / ".done"
    if done.exists():
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for step in steps:
        ended = subprocess.run(step, cwd=folder, capture_output=True, text=True, check=False)
        if ended.returncode:
            refuse(f"{name} cannot be installed: {ended.stderr[-300:]}")
    done.touch()
    return folder


def refuse(reason: str) -> None:
    """Skip, or fail where peers are required."""
    if os.environ.get("CONDUCTOR_TEST_PEERS") == "required":
        pytest.fail(f"{reason}, and CONDUCTOR_TEST_PEERS=required")
    pytest.skip(f"other SDKs are tried against the embedded server: {reason}")


@pytest.fixture(params=["2.1.5", "4.0.0"])
def javascript(request: pytest.FixtureRequest) -> Path:
    """The JavaScript SDK in a version."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        refuse("there is no Node.js")
    package = f"@io-orkes/conductor-javascript@{request.param}"
    # Its optional peers contradict each other.
    command = [str(npm), "install", "--silent", "--no-audit", "--no-fund", "--legacy-peer-deps", package]
    return install(f"javascript-{request.param}", command) / "node_modules/@io-orkes/conductor-javascript"


@pytest.fixture
def python() -> Path:
    """A Python that has conductor-python, which cannot live beside this package."""
    steps = (
        [sys.executable, "-m", "venv", "venv"],
        ["venv/bin/pip", "install", "conductor-python==2.0.0"],
    )
    return install("python-2.0.0", *steps) / "venv/bin/python"
