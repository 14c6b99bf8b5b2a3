"""What the workers survive on real connections."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

import pytest
from attrs import evolve

from conductor._async.client import AsyncConductorClient, async_orkes_conductor_client
from conductor._worker.decorator import worker
from tests.support.rough_server import Roughness, RoughServer
from tests.support.short_waits import TIMINGS, AsyncTaskManager
from tests.support.stub_server import StubServer, until


@worker("echo", concurrency=3)
async def echo(n: int) -> int:
    return n


@pytest.fixture
async def server(stub: StubServer) -> AsyncGenerator[RoughServer]:
    async with RoughServer(stub) as server:
        yield server


@pytest.fixture
async def rough_client(server: RoughServer) -> AsyncGenerator[AsyncConductorClient]:
    async with async_orkes_conductor_client(server_url=server.url) as client:
        yield client


@pytest.mark.slow
@pytest.mark.parametrize("roughness", ["reset", "silent"])
async def test_every_task_is_done_over_bad_connections(
    roughness: Roughness,
    rough_client: AsyncConductorClient,
    server: RoughServer,
    stub: StubServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Requests that are reset, or never answered, are made again; each task is done, and reported the same way."""
    timings = evolve(TIMINGS, request_margin_s=0.2, update_limit_s=0.2)
    ids = stub.add("echo", 30)
    server.next.extend([roughness] * 10)
    async with AsyncTaskManager(rough_client, [echo], timings=timings):
        await until(lambda: {result["taskId"] for result in stub.results} == set(ids))
    assert len({str(result) for result in stub.results}) == 30


async def test_half_an_answer_to_an_update_is_no_loss(
    rough_client: AsyncConductorClient, server: RoughServer, stub: StubServer
) -> None:
    """The server has the result, and gets it once more: it ignores the second."""
    (task_id,) = stub.add("echo")
    stub.chain = False
    async with AsyncTaskManager(rough_client, [echo]):
        await until(lambda: len(stub.results) == 1)
        (second,) = stub.add("echo")
        await until(lambda: stub.queued("echo") == 0)
        server.next.append("half")
        await until(lambda: not server.next)
        await until(lambda: len(stub.results_of(second)) >= 1)
    assert {str(result["outputData"]) for result in stub.results_of(task_id)} == {"{'result': 1}"}


async def test_a_server_that_is_killed_and_comes_back(
    rough_client: AsyncConductorClient, server: RoughServer, stub: StubServer
) -> None:
    """Work in flight is reported when the server is back, and polling goes on by itself."""
    begun, end = asyncio.Event(), asyncio.Event()

    @worker("slow")
    async def slow() -> None:
        begun.set()
        await end.wait()

    (task_id,) = stub.add("slow")
    async with AsyncTaskManager(rough_client, [slow, echo]):
        await begun.wait()
        await server.kill()
        end.set()
        ids = stub.add("echo", 5)
        await server.start()
        await until(lambda: len(stub.results) == 6)
    assert [stub.outcome_of(done)["status"] for done in [task_id, *ids]] == ["COMPLETED"] * 6


async def test_no_socket_is_left_behind(server: RoughServer, stub: StubServer) -> None:
    """After the stop the server sees no open connection, though the client is still open."""
    stub.add("echo", 10)
    async with async_orkes_conductor_client(server_url=server.url) as client:
        async with AsyncTaskManager(client, [echo]):
            await until(lambda: len(stub.results) == 10)
            assert server.connections > 0
        await until(lambda: server.connections == 0)


async def test_many_workers_share_connections(server: RoughServer, stub: StubServer) -> None:
    """Hundreds of idle workers are served by a pool of a fixed size, and each finds its task."""
    names = [f"w{number}" for number in range(300)]

    @worker("any")
    async def work() -> None: ...

    workers = [worker(name)(work.function) for name in names]
    async with (
        async_orkes_conductor_client(server_url=server.url) as client,
        AsyncTaskManager(client, workers, options={"batch_polling_timeout": 20}),
    ):
        for name in names[::30]:
            stub.add(name)
        await until(lambda: len(stub.results) == 10)
        assert server.connections <= 100
