"""Workers over a crash of the real server: it is killed (-9) while work is in flight, and comes back with its data."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Generator

import pytest

from conductor import (
    AsyncConductorClient,
    AsyncMetadataClient,
    AsyncTaskManager,
    AsyncWorkflowExecutor,
    PollFailed,
    TaskState,
    UpdateFailed,
    WorkerEvent,
    Workflow,
    WorkflowDef,
    WorkflowState,
    WorkflowTask,
    async_orkes_conductor_client,
    worker,
)
from scripts.real_server import START_LIMIT_S, RealServer
from tests.support.real_server import own_server
from tests.support.stub_server import until

NAME = "survives"
# As the guide for workers states it.
LONGEST_PAUSE_S = 10.0

pytestmark = [pytest.mark.real_server, pytest.mark.own_server, pytest.mark.timeout(3 * START_LIMIT_S)]


@pytest.fixture
def server(request: pytest.FixtureRequest) -> Generator[RealServer]:
    """A server that nobody else uses."""
    with own_server(request.config) as server:
        yield server


@pytest.fixture
async def client(server: RealServer) -> AsyncGenerator[AsyncConductorClient]:
    async with async_orkes_conductor_client(server_url=server.url) as client:
        yield client


async def define(client: AsyncConductorClient) -> AsyncWorkflowExecutor:
    """Register a workflow of one task, which the server waits longer for than it takes to come back."""
    limits = {"timeoutSeconds": 0, "responseTimeoutSeconds": 3 * START_LIMIT_S}
    retries = {"retryCount": 3, "retryLogic": "FIXED", "retryDelaySeconds": 0}
    await AsyncMetadataClient(client).register_task({"name": NAME, **limits, **retries})
    task = WorkflowTask(name=NAME, task_reference_name="one", input_parameters={"n": "${workflow.input.n}"})
    executor = AsyncWorkflowExecutor(client)
    await executor.register_workflow(True, WorkflowDef(name=NAME, version=1, tasks=[task], timeout_seconds=0))
    return executor


async def ended(executor: AsyncWorkflowExecutor, workflow_id: str) -> Workflow:
    """Wait until the execution has ended."""
    while True:
        execution = await executor.get_workflow(workflow_id)
        if execution.status != WorkflowState.RUNNING:
            return execution
        await asyncio.sleep(0.1)


async def test_no_result_is_lost_when_the_server_is_killed(server: RealServer, client: AsyncConductorClient) -> None:
    """What was finished meanwhile is reported once it is back, polls come back by themselves, no slot is lost."""
    executor = await define(client)
    calls: list[int] = []
    go_on = asyncio.Event()

    @worker(NAME, concurrency=5)
    async def work(n: int) -> int:
        calls.append(n)
        await go_on.wait()
        return n

    @worker("idle")
    async def idle() -> None: ...

    events: list[WorkerEvent] = []
    manager = AsyncTaskManager(client, [work, idle], listeners=[events.append])
    ids = [await executor.start_workflow({"name": NAME, "version": 1, "input": {"n": n}}) for n in range(20)]
    async with manager:
        await until(lambda: len(calls) == 5)
        server.kill()
        go_on.set()
        await until(lambda: sum(isinstance(event, UpdateFailed) for event in events) >= 5)
        await asyncio.to_thread(server.restart)
        executions = [await ended(executor, workflow_id) for workflow_id in ids]
        await until(lambda: all(not (one.running or one.poll_failures) for one in manager.health().workers.values()))
        tally = manager.health().tally
    assert [[task.status for task in execution.tasks] for execution in executions] == [[TaskState.COMPLETED]] * 20
    assert [execution.tasks[0].output_data for execution in executions] == [{"result": n} for n in range(20)]
    assert sorted(calls) == list(range(20))
    assert (tally.lost, tally.failed, tally.restarts) == (0, 0, 0)
    pauses_s = [event.retry_in_s for event in events if isinstance(event, PollFailed)]
    assert 0 < max(pauses_s, default=0) <= LONGEST_PAUSE_S
