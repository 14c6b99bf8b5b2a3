"""How workers stop: nothing is lost, nothing is left behind."""

from __future__ import annotations

import asyncio
import gc
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from attrs import evolve

from conductor._async.client import AsyncConductorClient
from conductor._sync.client import ConductorClient
from conductor._worker.context import TaskContext
from conductor._worker.decorator import worker
from conductor._worker.events import TaskHandedBack, TaskStarted, WorkerEvent
from conductor._worker.spec import ConductorWorker
from conductor.models import Task
from tests.support.short_waits import TIMINGS, AsyncTaskManager, TaskManager
from tests.support.sizes import SIZES
from tests.support.stub_server import StubServer, until, wait_until


async def echo(task: Task) -> dict[str, Any]:
    return {"n": task.input_data["n"]}


class Gate:
    """Lets a function wait until the test opens it."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.go_on = threading.Event()

    def pass_through(self) -> None:
        self.begun.set()
        assert self.go_on.wait(30)

    async def until_begun(self) -> None:
        await asyncio.to_thread(self.begun.wait, 30)


@pytest.fixture
def gate() -> Any:
    gate = Gate()
    yield gate
    gate.go_on.set()


async def test_a_stop_waits_for_work_in_flight(client: AsyncConductorClient, stub: StubServer, gate: Gate) -> None:
    """What runs when the stop begins is finished and reported, by the plain update."""

    @worker("slow")
    def slow(ctx: TaskContext) -> bool:
        gate.pass_through()
        return ctx.shutting_down

    first, second = stub.add("slow", 2)
    manager = AsyncTaskManager(client, [slow])
    await manager.start_polling()
    await gate.until_begun()
    stopping = asyncio.create_task(manager.stop_polling())
    await until(lambda: not manager.is_polling)
    gate.go_on.set()
    await stopping
    assert stub.outcome_of(first)["outputData"] == {"result": True}
    assert stub.results_of(second) == []
    assert stub.paths[-1] == "/api/tasks"


async def test_tasks_that_arrive_during_a_stop_are_handed_back(client: AsyncConductorClient, stub: StubServer) -> None:
    """A poll that was under way may bring a task: another worker shall have it."""
    events: list[WorkerEvent] = []
    options = {"batch_polling_timeout": 5000}
    manager = AsyncTaskManager(client, [ConductorWorker("echo", echo)], options=options, listeners=[events.append])
    await manager.start_polling()
    await until(lambda: len(stub.polls) == 1)
    stopping = asyncio.create_task(manager.stop_polling())
    await until(lambda: not manager.is_polling)
    (task_id,) = stub.add("echo")
    await stopping
    result = stub.outcome_of(task_id)
    assert (result["status"], result["callbackAfterSeconds"]) == ("IN_PROGRESS", 1)
    assert [type(event) for event in events if isinstance(event, TaskHandedBack | TaskStarted)] == [TaskHandedBack]


async def test_tasks_without_a_slot_are_handed_back(client: AsyncConductorClient, stub: StubServer, gate: Gate) -> None:
    """What the server sent beyond what was asked for has not begun yet, and goes back."""
    stub.overdeliver = 2

    @worker("slow")
    def slow() -> None:
        gate.pass_through()

    first, *others = stub.add("slow", 3)
    manager = AsyncTaskManager(client, [slow])
    await manager.start_polling()
    await gate.until_begun()
    stopping = asyncio.create_task(manager.stop_polling())
    await until(lambda: len(stub.results) == 2)
    gate.go_on.set()
    await stopping
    assert [stub.outcome_of(task_id)["status"] for task_id in others] == ["IN_PROGRESS", "IN_PROGRESS"]
    assert stub.outcome_of(first)["status"] == "COMPLETED"


async def test_after_the_grace_a_coroutine_is_cancelled(client: AsyncConductorClient, stub: StubServer) -> None:
    """It is reported as failed, so that the server can retry it."""
    begun = asyncio.Event()

    @worker("endless")
    async def endless(ctx: TaskContext) -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ctx.set_output(cancelled=ctx.cancelled)

    (task_id,) = stub.add("endless")
    manager = AsyncTaskManager(client, [endless])
    await manager.start_polling()
    await begun.wait()
    await manager.stop_polling(grace_s=0)
    result = stub.outcome_of(task_id)
    assert (result["status"], result["outputData"]) == ("FAILED", {"cancelled": True})
    assert "the worker was stopped" in result["reasonForIncompletion"]


async def test_a_coroutine_may_save_its_result_when_cancelled(client: AsyncConductorClient, stub: StubServer) -> None:
    """What a cancelled function returns counts."""
    begun = asyncio.Event()

    @worker("saves")
    async def saves() -> str:
        begun.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            return "saved"
        return "never"

    (task_id,) = stub.add("saves")
    manager = AsyncTaskManager(client, [saves])
    await manager.start_polling()
    await begun.wait()
    await manager.stop_polling(drain=False)
    assert stub.outcome_of(task_id)["outputData"] == {"result": "saved"}


async def test_after_the_grace_a_plain_function_can_end_itself(client: AsyncConductorClient, stub: StubServer) -> None:
    """A plain function cannot be cancelled, but it sees that it should end."""
    begun = threading.Event()

    @worker("polite")
    def polite(ctx: TaskContext) -> str:
        begun.set()
        while not ctx.cancelled:
            pass
        return "ended"

    (task_id,) = stub.add("polite")
    manager = AsyncTaskManager(client, [polite])
    await manager.start_polling()
    await asyncio.to_thread(begun.wait)
    await manager.stop_polling(drain=False)
    assert stub.outcome_of(task_id)["outputData"] == {"result": "ended"}


IMPATIENT = evolve(
    TIMINGS,
    cancel_s=0.01,
    report_s=0.05,
    poll_margin_s=0.05,
    stop_margin_s=0.2,
    loop_end_s=0.05,
    loop_step_s=0.01,
)


async def test_a_function_that_never_returns_does_not_block_a_stop(
    client: AsyncConductorClient, stub: StubServer, gate: Gate, caplog: pytest.LogCaptureFixture
) -> None:
    """Its task is reported as failed, and its thread is named in the log."""

    @worker("stuck")
    def stuck() -> None:
        gate.pass_through()

    (task_id,) = stub.add("stuck")
    manager = AsyncTaskManager(client, [stuck], timings=IMPATIENT)
    await manager.start_polling()
    await gate.until_begun()
    await manager.stop_polling(grace_s=0)
    assert stub.outcome_of(task_id)["status"] == "FAILED"
    assert "stuck in functions of workers" in caplog.text
    assert "conductor-worker-1" in caplog.text


async def test_a_coroutine_that_refuses_to_end_does_not_block_a_stop(
    client: AsyncConductorClient, stub: StubServer
) -> None:
    """Its task is reported as failed; what it returns later is dropped."""
    begun, end = asyncio.Event(), asyncio.Event()

    @worker("stubborn")
    async def stubborn() -> str:
        begun.set()
        while not end.is_set():
            try:
                await end.wait()
            except asyncio.CancelledError:
                continue
        return "late"

    (task_id,) = stub.add("stubborn")
    manager = AsyncTaskManager(client, [stubborn], timings=IMPATIENT)
    await manager.start_polling()
    await begun.wait()
    await manager.stop_polling(grace_s=0)
    assert stub.outcome_of(task_id)["status"] == "FAILED"
    end.set()
    await until(lambda: len(asyncio.all_tasks()) == 1)
    assert len(stub.results) == 1


async def test_a_stop_does_not_wait_for_a_server_that_is_gone(
    client: AsyncConductorClient, stub: StubServer, caplog: pytest.LogCaptureFixture
) -> None:
    """A result that cannot be reported in time is lost, and counted."""
    stub.fail("update", *[httpx.ConnectError("refused")] * 100_000)
    stub.add("echo")
    manager = AsyncTaskManager(client, [ConductorWorker("echo", echo)], timings=IMPATIENT)
    await manager.start_polling()
    await until(lambda: "/api/tasks" in stub.paths)
    with caplog.at_level("INFO", logger="conductor.worker"):
        await manager.stop_polling(grace_s=0)
    assert "0 done, 0 failed, 0 handed back, 1 lost" in caplog.text


async def test_a_stop_does_not_wait_for_a_server_that_hangs(
    client: AsyncConductorClient, stub: StubServer, caplog: pytest.LogCaptureFixture
) -> None:
    """Polls and updates that never end are given up."""
    stub.fail("update", "hang")
    stub.add("echo")
    manager = AsyncTaskManager(
        client, [ConductorWorker("echo", echo, concurrency=2, batch_polling_timeout=10)], timings=IMPATIENT
    )
    await manager.start_polling()
    await until(lambda: "/api/tasks/update-v2" in stub.paths)
    stub.fail("poll", "hang")
    await until(lambda: not stub.faults["poll"])
    await manager.stop_polling(grace_s=0)
    assert "is lost" in caplog.text
    await until(lambda: len(asyncio.all_tasks()) == 1)


async def test_a_second_request_ends_the_grace(client: AsyncConductorClient, stub: StubServer) -> None:
    """After a second signal work in flight gets no more time."""
    begun = asyncio.Event()

    @worker("endless")
    async def endless() -> None:
        begun.set()
        await asyncio.Event().wait()

    (task_id,) = stub.add("endless")
    manager = AsyncTaskManager(client, [endless], grace_s=3600)
    await manager.start_polling()
    await begun.wait()
    stopping = asyncio.create_task(manager.stop_polling())
    await until(lambda: not manager.is_polling)
    manager._hasten()
    await stopping
    assert stub.outcome_of(task_id)["status"] == "FAILED"


async def test_many_may_stop_at_once(client: AsyncConductorClient) -> None:
    """A stop that is under way is waited for; one without a start does nothing."""
    manager = AsyncTaskManager(client, [ConductorWorker("echo", echo)])
    await manager.stop_polling()
    await manager.start_polling()
    await asyncio.gather(*(manager.stop_polling() for _ in range(5)))
    assert not manager.is_polling
    async with manager:
        assert manager.is_polling


def test_threads_may_stop_at_once(sync_client: ConductorClient) -> None:
    """The same for the sync front, from several threads."""
    manager = TaskManager(sync_client, [ConductorWorker("echo", echo)])
    manager.stop_polling()
    manager.start_polling()
    threads = [threading.Thread(target=manager.stop_polling) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not manager.is_polling


async def test_a_cancelled_stop_goes_on(client: AsyncConductorClient, stub: StubServer, gate: Gate) -> None:
    """Whoever waits for a stop may be cancelled; the work is reported all the same."""

    @worker("slow")
    def slow() -> None:
        gate.pass_through()

    stub.add("slow")
    manager = AsyncTaskManager(client, [slow])
    await manager.start_polling()
    await gate.until_begun()
    stopping = asyncio.create_task(manager.stop_polling())
    await until(lambda: not manager.is_polling)
    stopping.cancel()
    with pytest.raises(asyncio.CancelledError):
        await stopping
    gate.go_on.set()
    await manager.stop_polling()
    assert len(stub.results) == 1


def test_an_async_worker_cannot_stop_its_own_thread(sync_client: ConductorClient, stub: StubServer) -> None:
    """It would wait for itself: the call is refused, and the task fails with the reason."""

    async def stop(task: Task) -> None:
        manager.stop_polling()

    (task_id,) = stub.add("stop")
    manager = TaskManager(sync_client, [ConductorWorker("stop", stop)])
    with manager:
        wait_until(lambda: len(stub.results) == 1)
    assert "would wait for itself" in stub.outcome_of(task_id)["reasonForIncompletion"]


def test_an_async_worker_that_blocks_the_loop_does_not_block_a_stop(
    sync_client: ConductorClient, stub: StubServer, gate: Gate, caplog: pytest.LogCaptureFixture
) -> None:
    """The stop returns after its grace and says what is left behind."""

    async def block(task: Task) -> None:
        gate.pass_through()

    stub.add("block")
    manager = TaskManager(sync_client, [ConductorWorker("block", block)], grace_s=0, timings=IMPATIENT)
    manager.start_polling()
    assert gate.begun.wait(30)
    blocked = next(thread for thread in threading.enumerate() if thread.name == "conductor-workers")
    manager.stop_polling()
    assert "thread conductor-workers is stuck" in caplog.text
    gate.go_on.set()
    blocked.join(30)
    assert not blocked.is_alive()


async def test_an_async_function_that_ignores_its_end_is_named(
    client: AsyncConductorClient, stub: StubServer, caplog: pytest.LogCaptureFixture
) -> None:
    """Its task is reported as failed; that the function goes on is told."""
    end = asyncio.Event()

    @worker("deaf")
    async def deaf() -> None:
        while not end.is_set():
            with suppress(asyncio.CancelledError):
                await end.wait()

    (task_id,) = stub.add("deaf")
    manager = AsyncTaskManager(client, [deaf], grace_s=0, timings=IMPATIENT)
    async with manager:
        await until(lambda: manager.health().workers["deaf"].running == 1)
    end.set()
    assert stub.outcome_of(task_id)["status"] == "FAILED"
    assert f"did not end when they were cancelled; their tasks: {task_id}" in caplog.text


async def test_a_function_cannot_stop_its_own_manager(client: AsyncConductorClient, stub: StubServer) -> None:
    """It would wait for itself: that is an error at once, and its manager goes on."""

    @worker("ends")
    async def ends() -> None:
        await manager.stop_polling()

    (task_id,) = stub.add("ends")
    manager = AsyncTaskManager(client, [ends])
    async with manager:
        await until(lambda: len(stub.results) == 1)
        assert manager.is_polling
    assert "cannot stop its own manager" in stub.outcome_of(task_id)["reasonForIncompletion"]


def test_a_plain_function_cannot_stop_its_own_manager(sync_client: ConductorClient, stub: StubServer) -> None:
    """The same on a thread."""

    @worker("ends")
    def ends() -> None:
        manager.stop_polling()

    (task_id,) = stub.add("ends")
    manager = TaskManager(sync_client, [ends])
    with manager:
        wait_until(lambda: len(stub.results) == 1)
        assert manager.is_polling
    assert "cannot stop its own manager" in stub.outcome_of(task_id)["reasonForIncompletion"]


@pytest.mark.slow
def test_starts_and_stops_leave_nothing_behind(sync_client: ConductorClient, stub: StubServer) -> None:
    """No thread, no open file and no memory stays after a thousand cycles."""
    manager = TaskManager(sync_client, [ConductorWorker("echo", echo, batch_polling_timeout=0)])

    def cycle() -> None:
        stub.add("echo")
        before = len(stub.results)
        with manager:
            wait_until(lambda: len(stub.results) > before)
        for kept in (stub.results, stub.polls, stub.paths):
            kept.clear()

    def kept() -> tuple[int, int, int]:
        gc.collect()
        return threading.active_count(), len(list(Path("/dev/fd").iterdir())), len(gc.get_objects())

    for _ in range(10):
        cycle()
    threads, files, objects = kept()
    for _ in range(SIZES.cycles - 10):
        cycle()
    threads_now, files_now, objects_now = kept()
    assert (threads_now, files_now) == (threads, files)
    assert objects_now - objects < SIZES.cycles / 10
