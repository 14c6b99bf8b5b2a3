"""Thousands of workers and slots in one process."""

from __future__ import annotations

import asyncio
import threading

import pytest

from conductor._async.client import AsyncConductorClient
from conductor._worker.context import TaskContext
from conductor._worker.decorator import worker
from conductor._worker.manager import AsyncTaskManager
from tests.support.sizes import SIZES
from tests.support.stub_server import StubServer, until


async def test_thousands_of_tasks_run_at_once(client: AsyncConductorClient, stub: StubServer) -> None:
    """Two thousand slots of one async worker: all of its tasks are in flight at the same time, on no thread."""
    running, all_there = 0, asyncio.Event()

    @worker("wait", concurrency=SIZES.slots)
    async def wait() -> None:
        nonlocal running
        running += 1
        if running == SIZES.slots:
            all_there.set()
        await all_there.wait()

    stub.add("wait", SIZES.slots)
    threads = set(threading.enumerate())
    async with AsyncTaskManager(client, [wait]):
        await until(lambda: len(stub.results) == SIZES.slots)
        assert set(threading.enumerate()) <= threads
    assert {result["status"] for result in stub.results} == {"COMPLETED"}


@pytest.mark.timeout(180)
async def test_thousands_of_workers_poll(client: AsyncConductorClient, stub: StubServer) -> None:
    """Each of a thousand workers gets its turn and does its task, on no thread of its own."""
    names = [f"w{number}" for number in range(SIZES.workers)]

    done: set[str] = set()
    all_done = asyncio.Event()

    async def work(ctx: TaskContext) -> None:
        done.add(ctx.task_id)
        if len(done) == len(names):
            all_done.set()

    for name in names:
        stub.add(name)
    threads = set(threading.enumerate())
    async with AsyncTaskManager(client, [worker(name)(work) for name in names]):
        await all_done.wait()
        assert set(threading.enumerate()) <= threads


async def test_plain_functions_take_no_more_threads_than_slots(client: AsyncConductorClient, stub: StubServer) -> None:
    """A hundred tasks on three slots: three threads, and none is left."""
    seen: set[str] = set()

    @worker("plain", concurrency=3)
    def plain() -> None:
        seen.add(threading.current_thread().name)

    stub.add("plain", 100)
    threads = set(threading.enumerate())
    async with AsyncTaskManager(client, [plain]):
        await until(lambda: len(stub.results) == 100)
    assert 1 <= len(seen) <= 3
    assert set(threading.enumerate()) <= threads
