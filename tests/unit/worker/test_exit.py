"""How programs with workers end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]

FORKED = """
import os, sys
import httpx
from conductor import TaskManager, orkes_conductor_client, worker
from tests.support.stub_server import StubServer

@worker("echo")
def echo(n: int) -> int:
    return n

client = orkes_conductor_client(server_url="http://stub", fetch=httpx.MockTransport(StubServer()))
with TaskManager(client, [echo]) as manager:
    child = os.fork()
    if child == 0:
        {child}
    assert os.waitpid(child, 0)[1] == 0
    assert manager.is_polling
print("done")
"""


def run(program: str) -> None:
    """Run a program that ends in less time than a stop has; it complains about nothing."""
    command = [sys.executable, "-c", program]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=25, check=False)
    assert (result.returncode, result.stdout, result.stderr) == (0, "done\n", "")


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.parametrize("child", ["sys.exit()", "manager.stop_polling(); os._exit(0)"], ids=["exit", "stop"])
def test_a_forked_process_ends_at_once(child: str) -> None:
    """The workers of its parent are not its own: it does not wait for them, and they go on."""
    run(FORKED.format(child=child))
