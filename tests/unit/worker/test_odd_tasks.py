"""Tasks as no server should send them: each is run all the same, or refused, and never takes others with it."""

from __future__ import annotations

from typing import Any

import pytest

from conductor._async.client import AsyncConductorClient
from conductor._worker.context import TaskContext
from conductor._worker.decorator import worker
from conductor._worker.manager import AsyncTaskManager
from conductor._worker.spec import ConductorWorker
from conductor.models import Task
from tests.support.stub_server import StubServer, until

ODD: dict[str, list[Any]] = {
    "inputData": ["text", [1], 7, None],
    "retryCount": ["x", 1.5, -1, {}, None],
    "pollCount": ["x", None],
    "responseTimeoutSeconds": ["x", -5, 1e99, 0, None],
    "workflowInstanceId": [7],
    "taskId": [7],
    "taskType": [3, None],
    "taskDefName": [3, None],
    "workerId": [3],
    "status": [3, "", None],
    "taskDefinition": ["x", 3, []],
    "workflowTask": ["x", 3],
    "externalInputPayloadStoragePath": [""],
}


@worker("odd", lease_extend=True, concurrency=3)
async def work(ctx: TaskContext) -> dict[str, Any]:
    """Look at what a function may look at."""
    return {"seen": [bool(ctx.task_id), ctx.workflow_instance_id is not None, ctx.attempt is not None]}


def execute(task: Task) -> dict[str, Any]:
    """The same for the other kind of worker."""
    return {"seen": [bool(task.task_id), task.input_data is not None]}


@pytest.mark.parametrize("kind", [work, ConductorWorker("odd", execute)], ids=["worker", "ConductorWorker"])
@pytest.mark.parametrize(("field", "value"), [(field, value) for field, values in ODD.items() for value in values])
async def test_an_odd_field_stops_nobody(
    field: str, value: Any, kind: Any, client: AsyncConductorClient, stub: StubServer
) -> None:
    """The task is reported, whatever the field holds, and so is the other one of the batch."""
    odd, good = stub.add("odd", 2)
    stub.spoil(odd, **{field: value})
    async with AsyncTaskManager(client, [kind]) as manager:
        await until(lambda: len(stub.results) == 2)
        await until(lambda: manager.health().workers["odd"].running == 0)
        assert manager.health().tally.lost == 0
    assert stub.outcome_of(good)["status"] == "COMPLETED"


@pytest.mark.parametrize("field", ["taskId", "workflowInstanceId"])
async def test_an_empty_id_is_none(field: str, client: AsyncConductorClient, stub: StubServer) -> None:
    """A task with an empty id is refused; the other one of the batch is done."""
    odd, good = stub.add("odd", 2)
    stub.spoil(odd, **{field: ""})
    async with AsyncTaskManager(client, [work]) as manager:
        await until(lambda: len(stub.results) == 1)
        assert manager.health().tally.refused == 1
    assert stub.outcome_of(good)["status"] == "COMPLETED"


async def test_generators_are_no_results(client: AsyncConductorClient, stub: StubServer) -> None:
    """A function that yields gives nothing that can be sent; the task fails and says so."""

    @worker("plain")
    def plain() -> Any:
        yield 1

    @worker("asynchronous")
    async def asynchronous() -> Any:
        yield 1

    ids = stub.add("plain") + stub.add("asynchronous")
    async with AsyncTaskManager(client, [plain, asynchronous]):
        await until(lambda: len(stub.results) == 2)
    reasons = [stub.outcome_of(task_id)["reasonForIncompletion"] for task_id in ids]
    assert ["generator, which has no form in JSON" in reason for reason in reasons] == [True, True]
