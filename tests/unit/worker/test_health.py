"""Whether a manager can tell how its workers are."""

from __future__ import annotations

import httpx
import pytest

from conductor._async.client import AsyncConductorClient
from conductor._sync.client import ConductorClient
from conductor._worker import crew, health
from conductor._worker.decorator import worker
from conductor._worker.manager import AsyncTaskManager, TaskManager
from conductor._worker.poller import Poller
from tests.support.stub_server import StubServer, until, wait_until

pytestmark = pytest.mark.usefixtures("short_waits")


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
    monkeypatch.setattr(health, "_FAILING_S", 0.0)
    manager = AsyncTaskManager(client, [echo])
    stub.fail("poll", *[httpx.ConnectError("refused")] * 100)
    async with manager:
        await until(lambda: manager.health().workers["echo"].state == "failing")
        assert not manager.health().is_healthy
        await until(lambda: manager.health().is_healthy)


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
    monkeypatch.setattr(health, "_BLOCKED_S", 0.02)
    monkeypatch.setattr(crew, "_PULSE_S", 0.001)
    monkeypatch.setattr(crew, "_LATE_S", 0.01)

    @worker("block")
    async def block() -> None:
        wait_until(lambda: manager.health().is_blocked)

    manager = TaskManager(sync_client, [block])
    stub.add("block")
    with manager:
        wait_until(lambda: len(stub.results) == 1)
        wait_until(lambda: "as a plain function it would run on a thread" in caplog.text)
