"""Whether a manager can tell how its workers are."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import httpx
import pytest
from attrs import evolve

from conductor._async.client import AsyncConductorClient
from conductor._sync.client import ConductorClient
from conductor._worker import host
from conductor._worker.decorator import worker
from conductor._worker.poller import Poller
from conductor.telemetry import MetricsServer
from tests.support.short_waits import TIMINGS, AsyncTaskManager, TaskManager
from tests.support.stub_server import StubServer, until, wait_until


@worker("echo")
async def echo(n: int) -> int:
    return n


async def test_a_manager_that_works_is_healthy(client: AsyncConductorClient, stub: StubServer) -> None:
    """It counts what was done; one that does not poll is not healthy."""
    manager = AsyncTaskManager(client, [echo])
    assert not manager.health().is_healthy
    stub.add("echo", 2)
    async with manager:
        await until(lambda: manager.health().tally.done == 2)
        assert manager.health().is_healthy
        assert manager.health().workers["echo"].state == "running"
        manager.pause_worker("echo")
        assert manager.health().workers["echo"].state == "paused"
        assert manager.health().is_healthy


async def test_polls_that_fail_for_long_are_no_health(
    client: AsyncConductorClient, stub: StubServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker that the server does not answer is failing, and well again after the next answer."""
    manager = AsyncTaskManager(client, [echo], timings=evolve(TIMINGS, failing_s=0.0))
    stub.fail("poll", *[httpx.ConnectError("refused")] * 100)
    async with manager:
        await until(lambda: manager.health().workers["echo"].state == "failing")
        assert not manager.health().is_healthy
        await until(lambda: manager.health().is_healthy)


async def test_a_server_that_is_away_is_no_reason_to_restart(
    client: AsyncConductorClient, stub: StubServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """/health is 503 then, /live is 200: a restart would lose the results that wait for the server."""
    stub.fail("poll", *[httpx.ConnectError("refused")] * 100_000)
    manager = AsyncTaskManager(client, [echo], timings=evolve(TIMINGS, failing_s=0.0))
    with MetricsServer(None, manager.health, host="127.0.0.1", port=0) as server:
        async with manager, httpx.AsyncClient(base_url=f"http://127.0.0.1:{server.port}") as probe:
            await until(lambda: manager.health().workers["echo"].state == "failing")
            statuses = [(await probe.get(path)).status_code for path in ("/health", "/live")]
    assert statuses == [503, 200]


async def test_a_long_stop_is_alive(
    client: AsyncConductorClient, stub: StubServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While work in flight goes on after a stop has begun, the loop still shows that it is not blocked."""
    begun, end = asyncio.Event(), asyncio.Event()

    @worker("slow")
    async def slow() -> None:
        begun.set()
        await end.wait()

    stub.add("slow")
    manager = AsyncTaskManager(client, [slow], timings=evolve(TIMINGS, watchdog_interval_s=0.001))
    await manager.start_polling()
    await begun.wait()
    stopping = asyncio.create_task(manager.stop_polling())
    await until(lambda: not manager.is_polling)
    assert manager._crew is not None
    before_s = manager._crew.pulse_s
    await until(lambda: manager._crew is not None and manager._crew.pulse_s > before_s)
    end.set()
    await stopping


async def test_a_dead_loop_is_no_health(
    client: AsyncConductorClient, stub: StubServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker whose loop died is unhealthy for a while, though it was started again."""
    bugs = iter([RuntimeError("bug")])
    real = Poller.run

    async def buggy(self: Poller) -> None:
        if bug := next(bugs, None):
            raise bug
        await real(self)

    monkeypatch.setattr(Poller, "run", buggy)
    manager = AsyncTaskManager(client, [echo])
    async with manager:
        await until(lambda: manager.health().workers["echo"].state == "restarted")
        assert (manager.health().is_healthy, manager.health().tally.restarts) == (False, 1)


def test_a_blocked_loop_is_no_health(
    sync_client: ConductorClient, stub: StubServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """An async worker that does blocking work is found out, and the log tells what to do."""
    timings = evolve(TIMINGS, blocked_s=0.02, watchdog_interval_s=0.001, late_s=0.01)
    go_on = threading.Event()

    @worker("block")
    async def block() -> None:
        wait_until(lambda: manager.health().is_blocked and go_on.is_set())

    manager = TaskManager(sync_client, [block], timings=timings)
    stub.add("block")
    with manager, MetricsServer(None, manager.health, host="127.0.0.1", port=0) as server:
        wait_until(lambda: httpx.get(f"http://127.0.0.1:{server.port}/live").status_code == 503)
        go_on.set()
        wait_until(lambda: len(stub.results) == 1)
        wait_until(lambda: "as a plain function it would run on a thread" in caplog.text)


@pytest.mark.parametrize("error", [SystemExit(3), KeyboardInterrupt()])
@pytest.mark.parametrize("new_loop", [asyncio.new_event_loop, host.fastest_loop], ids=["asyncio", "default"])
def test_what_ends_a_loop_does_not_end_this_one(
    new_loop: Any,
    error: BaseException,
    sync_client: ConductorClient,
    stub: StubServer,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A task that a worker started beside itself may raise SystemExit: the loop goes on, and the log tells."""
    monkeypatch.setattr(host, "fastest_loop", new_loop)

    async def exit_program() -> None:
        raise error

    @worker("starts")
    async def starts() -> None:
        asyncio.get_running_loop().create_task(exit_program())

    stub.add("starts", 3)
    manager = TaskManager(sync_client, [starts])
    with manager:
        wait_until(lambda: len(stub.results) == 3)
        assert manager.health().is_healthy
    assert f"something that a worker started raised {error!r}" in caplog.text
