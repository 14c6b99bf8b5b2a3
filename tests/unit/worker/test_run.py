"""run(): a service that signals end."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from conductor._async.client import AsyncConductorClient
from conductor._sync.client import ConductorClient, orkes_conductor_client
from conductor._worker.decorator import worker
from conductor._worker.host import LoopThread
from conductor._worker.manager import AsyncTaskManager, TaskManager
from conductor.errors import UsageError
from tests.support.stub_server import StubServer, until

ROOT = Path(__file__).resolve().parents[3]


@worker("echo")
async def echo(n: int) -> int:
    return n


PROGRAM = """
import threading, time
import httpx
from conductor._sync.client import orkes_conductor_client
from conductor._worker.context import TaskContext
from conductor._worker.decorator import worker
from conductor._worker.manager import TaskManager
from tests.support.stub_server import StubServer

@worker("slow")
def slow(ctx: TaskContext) -> str:
    print("begun", flush=True)
    while not ctx.shutting_down:
        time.sleep(0.001)
    print("told", flush=True)
    while not {end}:
        time.sleep(0.001)
    return "ended"

stub = StubServer()
stub.add("slow")
client = orkes_conductor_client(server_url="http://stub", fetch=httpx.MockTransport(stub))
manager = TaskManager(client, [slow])
{start}
print(stub.results[-1]["outputData"], threading.active_count(), flush=True)
"""


@contextmanager
def program(start: str, end: str) -> Generator[subprocess.Popen[str]]:
    """Run the program in a process of its own, until its worker has begun."""
    command = [sys.executable, "-c", PROGRAM.format(start=start, end=end)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        try:
            assert line_of(process) == "begun"
            yield process
        finally:
            process.kill()


def line_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_drains(number: signal.Signals) -> None:
    """The work in flight is finished and reported, and the program goes on after run(), without further threads."""
    with program("manager.run()", end="True") as process:
        process.send_signal(number)
        assert line_of(process) == "told"
        assert line_of(process) == "{'result': 'ended'} 1"
        assert process.wait() == 0


@pytest.mark.slow
def test_the_second_signal_ends_the_grace() -> None:
    """Ctrl-C twice: the function is asked to end at once."""
    with program("manager.run()", end="ctx.cancelled") as process:
        process.send_signal(signal.SIGINT)
        assert line_of(process) == "told"
        process.send_signal(signal.SIGINT)
        assert line_of(process) == "{'result': 'ended'} 1"
        assert process.wait() == 0


@pytest.mark.slow
def test_ctrl_c_during_a_stop_ends_the_grace() -> None:
    """In a with block the first Ctrl-C ends the program's own work, the second one the grace; all is reported."""
    start = """
try:
    with manager:
        print(input(), flush=True)
        time.sleep(600)
except KeyboardInterrupt:
    print("interrupted", flush=True)"""
    with program(start, end="ctx.cancelled") as process:
        assert process.stdin is not None
        process.stdin.write("entered\n")
        process.stdin.flush()
        assert line_of(process) == "entered"
        process.send_signal(signal.SIGINT)
        assert line_of(process) == "told"
        process.send_signal(signal.SIGINT)
        assert line_of(process) == "interrupted"
        assert line_of(process) == "{'result': 'ended'} 1"
        assert process.wait() == 0


def test_ctrl_c_during_a_start_lets_work_in_flight_finish(monkeypatch: pytest.MonkeyPatch) -> None:
    """A start that Ctrl-C cuts short stops what has begun already, and the manager can be started again."""
    stub = StubServer()
    stub.add("echo", inputData={"n": 7})
    run = LoopThread.run

    def run_until_ctrl_c(host: LoopThread, coroutine: Any, limit_s: float | None = None) -> Any:
        monkeypatch.setattr(LoopThread, "run", run)
        run(host, coroutine, limit_s)
        run(host, until(lambda: stub.queued("echo") == 0))
        raise KeyboardInterrupt

    client = orkes_conductor_client(server_url="http://stub", fetch=httpx.MockTransport(stub))
    manager = TaskManager(client, [echo])
    monkeypatch.setattr(LoopThread, "run", run_until_ctrl_c)
    with pytest.raises(KeyboardInterrupt):
        manager.start_polling()
    assert [result["outputData"] for result in stub.results] == [{"result": 7}]
    assert not manager.is_polling
    with manager:
        assert manager.is_polling


@pytest.mark.slow
def test_a_program_that_ends_without_a_stop_still_stops() -> None:
    """Workers that were never stopped are when the interpreter ends; a warning tells what is better."""
    start = "manager.start_polling(); input(); import sys; sys.exit(3)"
    with program(start, end="True") as process:
        output, errors = process.communicate("\n")
        assert "told" in output
        assert "the program ends while workers poll" in errors
        assert process.returncode == 3


async def test_the_async_front_ends_at_a_signal(client: AsyncConductorClient, stub: StubServer) -> None:
    """run() of the async front ends at SIGTERM too, and restores what the signal did before."""
    before = signal.getsignal(signal.SIGTERM)
    running = asyncio.create_task(AsyncTaskManager(client, [echo]).run())
    await until(lambda: len(stub.polls) > 0)
    os.kill(os.getpid(), signal.SIGTERM)
    await running
    assert signal.getsignal(signal.SIGTERM) is before


def test_run_needs_the_main_thread(sync_client: ConductorClient) -> None:
    """Only the main thread gets signals."""
    caught: list[Any] = []

    def run() -> None:
        try:
            TaskManager(sync_client, [echo]).run()
        except UsageError as error:
            caught.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert "main thread" in str(caught[0])
