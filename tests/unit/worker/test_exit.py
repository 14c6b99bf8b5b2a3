"""How programs with workers end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]

LATE = """
import asyncio, sys, threading, time
from conductor import AsyncTaskManager, async_orkes_conductor_client, worker
from conductor._worker.fast import FastSender
from tests.support.rough_server import RoughServer
from tests.support.stub_server import StubServer, until

class Loop(asyncio.SelectorEventLoop):
    def _write_to_self(self):
        super()._write_to_self()
        if threading.get_ident() != threading.main_thread().ident:
            time.sleep(0.2)

class SlowEnd:
    def __init__(self):
        self.sleep = time.sleep

    def __del__(self):
        self.sleep(0.5)

@worker("echo")
async def echo(n: int) -> int:
    return n

async def main():
    stub = StubServer()
    stub.add("echo")
    async with RoughServer(stub) as server, async_orkes_conductor_client(server_url=server.url) as client:
        async with AsyncTaskManager(client, [echo]) as manager:
            assert isinstance(manager._crew._shared.wire._sender, FastSender)
            await until(lambda: stub.results)

sys.slow_end = SlowEnd()
with asyncio.Runner(loop_factory=Loop) as runner:
    runner.run(main())
print("done")
"""

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


def test_a_late_thread_of_the_fast_wire_does_not_abort_the_program() -> None:
    """The thread that woke the event loop last may need the interpreter once more: the end waits for it."""
    run(LATE)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.parametrize("child", ["sys.exit()", "manager.stop_polling(); os._exit(0)"], ids=["exit", "stop"])
def test_a_forked_process_ends_at_once(child: str) -> None:
    """The workers of its parent are not its own: it does not wait for them, and they go on."""
    run(FORKED.format(child=child))
