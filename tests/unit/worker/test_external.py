"""Inputs that the server keeps in external storage."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Any

import httpx
import pytest

from conductor import AsyncTaskManager, WorkerEvent, async_orkes_conductor_client, worker
from conductor._async.client import AsyncConductorClient
from conductor._worker.events import ExternalInputRead
from conductor.telemetry import WorkerMetrics
from tests.support.rough_server import RoughServer
from tests.support.stub_server import StubServer, until

SIGNED = "/inputs/1.json?signature=do-not-show"


class Storage:
    """Answers every request the same way, and keeps what it was asked."""

    def __init__(self) -> None:
        self.answer = httpx.Response(200, json={"n": 41})
        self.requests: list[httpx.Request] = []

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self.answer


@pytest.fixture
def storage() -> Storage:
    return Storage()


@pytest.fixture
async def where(storage: Storage, stub: StubServer) -> AsyncGenerator[str]:
    """The path of an input in the storage."""
    async with RoughServer(storage) as server:
        stub.storage["1.json"] = f"{server.url}{SIGNED}"
        yield "1.json"


@worker("next")
async def next_number(n: int) -> int:
    return n + 1


@worker("next")
def next_number_on_a_thread(n: int) -> int:
    return n + 1


async def outcome_with(client: AsyncConductorClient, stub: StubServer, path: str, **settings: Any) -> dict[str, Any]:
    (task_id,) = stub.add("next", inputData={}, externalInputPayloadStoragePath=path)
    async with AsyncTaskManager(client, [next_number], **settings):
        await until(lambda: len(stub.results) == 1)
    return stub.outcome_of(task_id)


@pytest.mark.parametrize("function", [next_number, next_number_on_a_thread])
async def test_an_input_in_external_storage_is_read(
    function: Any, client: AsyncConductorClient, stub: StubServer, where: str
) -> None:
    """The function gets the input as if it had come with the task; an event and a metric tell of it."""
    events: list[WorkerEvent] = []
    metrics = WorkerMetrics()
    (task_id,) = stub.add("next", inputData={}, externalInputPayloadStoragePath=where)
    async with AsyncTaskManager(client, [function], listeners=[events.append, metrics]):
        await until(lambda: len(stub.results) == 1)
    assert stub.outcome_of(task_id)["outputData"] == {"result": 42}
    assert sum(isinstance(event, ExternalInputRead) for event in events) == 1
    line = 'external_payload_used_total{entityName="next",operation="READ",payloadType="TASK_INPUT"} 1'
    assert line in metrics.render()


async def test_the_storage_gets_no_secrets_of_the_server(
    stub: StubServer, storage: Storage, where: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Token and headers are for the server; the signed address is not written to the log."""
    caplog.set_level("DEBUG")
    settings: dict[str, Any] = {"token": "top-secret", "headers": {"x-gateway": "also-secret"}}
    async with async_orkes_conductor_client(server_url="http://stub", fetch=stub, **settings) as client:
        await outcome_with(client, stub, where)
    (request,) = storage.requests
    assert not {"authorization", "x-authorization", "x-gateway"} & {name.lower() for name in request.headers}
    assert "do-not-show" not in caplog.text


async def test_without_an_address_the_task_fails_for_good(client: AsyncConductorClient, stub: StubServer) -> None:
    """A server whose storage cannot be read from outside, as OSS has by default, is named as the reason."""
    outcome = await outcome_with(client, stub, "7.json")
    assert outcome["status"] == "FAILED_WITH_TERMINAL_ERROR"
    reason = "the input of this task is in external storage (path '7.json'), and the server gives no address to read"
    assert outcome["reasonForIncompletion"].startswith(reason)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (httpx.Response(403, text="expired"), "reading it failed"),
        (httpx.Response(200, text="<html>"), "reading it failed"),
        (httpx.Response(200, json=[1]), "no JSON object"),
    ],
)
async def test_a_storage_that_fails_fails_the_attempt(
    answer: httpx.Response, reason: str, client: AsyncConductorClient, stub: StubServer, storage: Storage, where: str
) -> None:
    """The server may retry the task; the reason does not show the address, which is signed."""
    storage.answer = answer
    outcome = await outcome_with(client, stub, where)
    assert outcome["status"] == "FAILED"
    assert reason in outcome["reasonForIncompletion"]
    assert "do-not-show" not in str(outcome)


async def test_a_storage_that_is_gone_fails_the_attempt(client: AsyncConductorClient, stub: StubServer) -> None:
    """Nobody listens there; the function is not called."""
    async with RoughServer(stub) as server:
        stub.storage["1.json"] = f"{server.url}{SIGNED}"
    outcome = await outcome_with(client, stub, "1.json")
    assert (outcome["status"], "ConnectError" in outcome["reasonForIncompletion"]) == ("FAILED", True)


async def test_a_stop_does_not_wait_for_the_storage(client: AsyncConductorClient, stub: StubServer) -> None:
    """A storage that hangs is given up after the grace, and the task is reported as failed."""
    asked = asyncio.Event()

    async def hang(request: httpx.Request) -> httpx.Response:
        asked.set()
        await asyncio.Event().wait()
        return httpx.Response(200)

    answer: Callable[[httpx.Request], Awaitable[httpx.Response]] = hang
    (task_id,) = stub.add("next", externalInputPayloadStoragePath="1.json")
    async with RoughServer(answer) as server:
        stub.storage["1.json"] = f"{server.url}{SIGNED}"
        manager = AsyncTaskManager(client, [next_number])
        await manager.start_polling()
        await asked.wait()
        await manager.stop_polling(grace_s=0)
    assert "the worker was stopped" in stub.outcome_of(task_id)["reasonForIncompletion"]
