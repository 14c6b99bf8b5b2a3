"""Heartbeats."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from conductor._async.client import AsyncConductorClient
from conductor._worker.context import TaskContext, get_task_context
from conductor._worker.decorator import worker
from conductor._worker.events import LeaseExtended, WorkerEvent
from conductor._worker.manager import AsyncTaskManager
from conductor._worker.timings import WorkerTimings
from conductor.errors import UsageError
from tests.support.stub_server import StubServer, until, wait_until

BEAT = {"status": "IN_PROGRESS", "extendLease": True}


# Heartbeats of a task with a timeout of a second follow at once.
TIMINGS = WorkerTimings(shortest_heartbeat_pause_s=0.001, heartbeat_part=0.001)


def beats(stub: StubServer) -> list[dict[str, Any]]:
    return [result for result in stub.results if result.get("extendLease")]


async def test_a_long_task_is_kept(client: AsyncConductorClient, stub: StubServer) -> None:
    """With lease_extend heartbeats are sent while the function runs, and then no more."""
    end = asyncio.Event()

    @worker("long", lease_extend=True)
    async def long() -> None:
        await end.wait()

    (task_id,) = stub.add("long", responseTimeoutSeconds=1)
    events: list[WorkerEvent] = []
    async with AsyncTaskManager(client, [long], listeners=[events.append], timings=TIMINGS):
        await until(lambda: len(beats(stub)) >= 3)
        end.set()
        await until(lambda: any(result["status"] == "COMPLETED" for result in stub.results))
    assert BEAT.items() <= beats(stub)[0].items()
    assert stub.outcome_of(task_id) == stub.results[-1]
    assert all(event.error is None for event in events if isinstance(event, LeaseExtended))


@pytest.mark.parametrize("timeout_s", [0, None, 3600])
async def test_without_need_there_is_no_heartbeat(
    timeout_s: int | None, client: AsyncConductorClient, stub: StubServer
) -> None:
    """A task without a response timeout needs none, and one that is done soon neither."""

    @worker("short", lease_extend=True)
    async def short() -> None: ...

    stub.add("short", 3, responseTimeoutSeconds=timeout_s)
    async with AsyncTaskManager(client, [short], timings=TIMINGS):
        await until(lambda: len(stub.results) == 3)
    assert beats(stub) == []


@pytest.mark.parametrize("fault", [httpx.ConnectError("refused"), asyncio.CancelledError(), SystemExit(3)])
async def test_a_heartbeat_that_fails_is_followed_by_another(
    fault: BaseException, client: AsyncConductorClient, stub: StubServer
) -> None:
    """The failure is told; the task runs on."""
    stub.fail("update", fault)
    end = asyncio.Event()

    @worker("long", lease_extend=True)
    async def long() -> None:
        await end.wait()

    stub.add("long", responseTimeoutSeconds=1)
    events: list[WorkerEvent] = []
    async with AsyncTaskManager(client, [long], listeners=[events.append], timings=TIMINGS):
        await until(lambda: len(beats(stub)) == 2)
        end.set()
    errors = [event.error for event in events if isinstance(event, LeaseExtended)]
    assert [error is None for error in errors[:2]] == [False, True]


async def test_a_plain_function_may_ask_for_a_heartbeat(client: AsyncConductorClient, stub: StubServer) -> None:
    """heartbeat() may be called from any thread, and returns at once."""

    @worker("asks")
    def asks(ctx: TaskContext) -> None:
        ctx.heartbeat()
        wait_until(lambda: len(beats(stub)) == 1)

    stub.add("asks")
    async with AsyncTaskManager(client, [asks], timings=TIMINGS):
        await until(lambda: len(stub.results) == 2)


async def test_a_task_that_nobody_wants_any_more_is_told(client: AsyncConductorClient, stub: StubServer) -> None:
    """When the server has ended the task, `cancelled` becomes true at the next heartbeat."""

    @worker("asks")
    def asks(ctx: TaskContext) -> bool:
        stub.unwanted.add(ctx.task_id)
        ctx.heartbeat()
        wait_until(lambda: ctx.cancelled)
        return ctx.cancelled

    (task_id,) = stub.add("asks")
    async with AsyncTaskManager(client, [asks], timings=TIMINGS):
        await until(lambda: len(stub.results) == 2)
    assert stub.outcome_of(task_id)["outputData"] == {"result": True}


async def test_a_context_that_outlives_its_task_does_no_harm(client: AsyncConductorClient, stub: StubServer) -> None:
    """Heartbeats of a task that has ended are not sent, also after the manager has stopped."""
    kept: list[TaskContext] = []

    @worker("keep")
    async def keep(ctx: TaskContext) -> None:
        kept.append(ctx)

    stub.add("keep")
    async with AsyncTaskManager(client, [keep], timings=TIMINGS):
        await until(lambda: len(stub.results) == 1)
        kept[0].heartbeat()
    kept[0].heartbeat()
    assert beats(stub) == []


async def test_the_context_tells_about_the_task(client: AsyncConductorClient, stub: StubServer) -> None:
    """Ids, attempt and polls; get_task_context finds it, in threads of the function too when the context is copied."""

    @worker("ask")
    async def ask() -> list[Any]:
        ctx = await asyncio.to_thread(get_task_context)
        assert ctx is get_task_context()
        return [ctx.task_id, ctx.workflow_instance_id, ctx.attempt, ctx.poll_count, ctx.cancelled, ctx.shutting_down]

    (task_id,) = stub.add("ask", workflowInstanceId="w", retryCount=2, pollCount=None)
    async with AsyncTaskManager(client, [ask], timings=TIMINGS):
        await until(lambda: len(stub.results) == 1)
    assert stub.outcome_of(task_id)["outputData"]["result"] == [task_id, "w", 2, 1, False, False]


def test_without_a_task_there_is_no_context() -> None:
    """get_task_context outside of a worker is an error."""
    with pytest.raises(UsageError, match="outside of a worker"):
        get_task_context()
