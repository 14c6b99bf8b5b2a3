# Async source: scripts/unasync.py derives tests/behaviour/sync/test_workers.py from it, line by line.
"""Workers on each server."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from conductor import (
    AsyncConductorClient,
    AsyncMetadataClient,
    AsyncTaskClient,
    AsyncWorkflowExecutor,
    NonRetryableError,
    TaskState,
    Workflow,
    WorkflowDef,
    WorkflowState,
    WorkflowTask,
)
from conductor._worker.context import TaskContext
from conductor._worker.decorator import worker
from conductor._worker.manager import AsyncTaskManager
from conductor._worker.results import TaskResult, in_progress

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
async def defined(executor: AsyncWorkflowExecutor, metadata: AsyncMetadataClient, name: str) -> str:
    """A workflow of one task for workers, both of this name; the task is retried at once, and times out soon."""
    retries = {"retryCount": 3, "retryLogic": "FIXED", "retryDelaySeconds": 0}
    limits = {"timeoutSeconds": 0, "responseTimeoutSeconds": 2}
    await metadata.register_task({"name": name, "ownerEmail": "test@example.com", **retries, **limits})
    given = {"n": "${workflow.input.n}"}
    task = WorkflowTask(name=name, task_reference_name="one", type="SIMPLE", input_parameters=given)
    await executor.register_workflow(True, WorkflowDef(name=name, version=1, tasks=[task], timeout_seconds=0))
    return name


async def start(executor: AsyncWorkflowExecutor, name: str, n: Any = 1, **fields: Any) -> str:
    return await executor.start_workflow({"name": name, "version": 1, "input": {"n": n}, **fields})


async def ended(executor: AsyncWorkflowExecutor, workflow_id: str) -> Workflow:
    """Wait until the execution has ended."""
    while True:
        execution = await executor.get_workflow(workflow_id)
        if execution.status != WorkflowState.RUNNING:
            return execution
        await asyncio.sleep(0.02)


def states(execution: Workflow) -> Sequence[TaskState]:
    return [task.status for task in execution.tasks]


async def test_every_execution_is_done_once(
    client: AsyncConductorClient, executor: AsyncWorkflowExecutor, defined: str
) -> None:
    """Plain and async functions, many at once: each task is done exactly once, each output arrives."""
    calls: list[int] = []

    @worker(defined, concurrency=10)
    async def double(n: int) -> dict[str, int]:
        calls.append(n)
        return {"twice": 2 * n}

    ids = [await start(executor, defined, n) for n in range(40)]
    async with AsyncTaskManager(client, [double]):
        executions = [await ended(executor, workflow_id) for workflow_id in ids]
    assert [execution.tasks[0].output_data for execution in executions] == [{"twice": 2 * n} for n in range(40)]
    assert sorted(calls) == list(range(40))


async def test_a_failed_task_is_retried(
    client: AsyncConductorClient, executor: AsyncWorkflowExecutor, task_client: AsyncTaskClient, defined: str
) -> None:
    """The reason of each attempt and its stack can be read; the retry succeeds."""

    @worker(defined)
    def fail_once(ctx: TaskContext) -> str:
        ctx.log(f"attempt {ctx.attempt}")
        if ctx.attempt == 0:
            raise ValueError("not yet")
        return "now"

    async with AsyncTaskManager(client, [fail_once]):
        execution = await ended(executor, await start(executor, defined))
    assert states(execution) == [TaskState.FAILED, TaskState.COMPLETED]
    assert (execution.tasks[0].reason_for_incompletion or "").startswith("ValueError: not yet (test_workers.py:")
    logs = "\n".join([log.log for log in await task_client.get_task_logs(execution.tasks[0].task_id)])
    assert "attempt 0" in logs
    assert "in fail_once" in logs


async def test_a_terminal_error_ends_the_workflow(
    client: AsyncConductorClient, executor: AsyncWorkflowExecutor, defined: str
) -> None:
    """No retry: the workflow fails with the reason, be it raised or an input that does not fit."""

    @worker(defined)
    def refuse(n: int) -> None:
        raise NonRetryableError(f"{n} is not allowed")

    async with AsyncTaskManager(client, [refuse]):
        first = await ended(executor, await start(executor, defined, 5))
        second = await ended(executor, await start(executor, defined, "five"))
    assert [states(first), states(second)] == [[TaskState.FAILED_WITH_TERMINAL_ERROR]] * 2
    assert "5 is not allowed" in (first.reason_for_incompletion or "")
    assert "argument 'n' must be a whole number, not a text" in (second.reason_for_incompletion or "")


async def test_a_task_that_is_put_back_comes_again(
    client: AsyncConductorClient, executor: AsyncWorkflowExecutor, defined: str
) -> None:
    """in_progress hands the same task out again later."""

    @worker(defined)
    async def wait_once(ctx: TaskContext) -> TaskResult | int:
        return in_progress(1, {"half": True}) if ctx.poll_count == 1 else ctx.poll_count

    async with AsyncTaskManager(client, [wait_once]):
        execution = await ended(executor, await start(executor, defined))
    assert (states(execution), execution.tasks[0].output_data) == ([TaskState.COMPLETED], {"result": 2})


async def test_domains_keep_workers_apart(
    client: AsyncConductorClient, executor: AsyncWorkflowExecutor, defined: str
) -> None:
    """A worker with a domain gets the tasks of that domain, one without the others."""

    @worker(defined)
    async def common() -> str:
        return "common"

    @worker(defined, domain="blue")
    async def blue() -> str:
        return "blue"

    async with AsyncTaskManager(client, [common]), AsyncTaskManager(client, [blue]):
        first = await ended(executor, await start(executor, defined))
        second = await ended(executor, await start(executor, defined, taskToDomain={defined: "blue"}))
    assert [first.tasks[0].output_data, second.tasks[0].output_data] == [{"result": "common"}, {"result": "blue"}]


async def test_heartbeats_keep_a_long_task(
    client: AsyncConductorClient, executor: AsyncWorkflowExecutor, defined: str
) -> None:
    """A task that takes longer than its response timeout is done once."""

    @worker(defined, lease_extend=True)
    async def long() -> None:
        await asyncio.sleep(5)

    async with AsyncTaskManager(client, [long]):
        execution = await ended(executor, await start(executor, defined))
    assert states(execution) == [TaskState.COMPLETED]


async def test_heartbeats_find_out_that_nobody_waits(
    client: AsyncConductorClient, executor: AsyncWorkflowExecutor, defined: str
) -> None:
    """When the execution was terminated, the function is told."""
    begun, told = asyncio.Event(), asyncio.Event()

    @worker(defined, lease_extend=True)
    async def long(ctx: TaskContext) -> None:
        begun.set()
        while not ctx.cancelled:  # noqa: ASYNC110 - a function that looks now and then, as users write it
            await asyncio.sleep(0.02)
        told.set()

    async with AsyncTaskManager(client, [long]):
        workflow_id = await start(executor, defined)
        await begun.wait()
        await executor.terminate(workflow_id, "enough")
        await told.wait()
    assert (await executor.get_execution(workflow_id)).status is WorkflowState.TERMINATED


async def test_an_output_beyond_the_limit_of_the_server_fails_the_task(
    client: AsyncConductorClient, executor: AsyncWorkflowExecutor, defined: str
) -> None:
    """Twenty megabytes are too much for this server; it says so in the reason."""

    @worker(defined)
    def big() -> str:
        return "x" * 20_000_000

    async with AsyncTaskManager(client, [big]):
        execution = await ended(executor, await start(executor, defined))
    assert "greater than the permissible limit" in (execution.tasks[0].reason_for_incompletion or "")


async def test_an_input_in_external_storage_fails_the_task_clearly(
    client: AsyncConductorClient, executor: AsyncWorkflowExecutor, defined: str
) -> None:
    """Four megabytes go to a storage that this server gives no address of: no retry, and the reason says why."""
    calls: list[str] = []

    @worker(defined)
    async def big(n: str) -> None:
        calls.append(n)

    async with AsyncTaskManager(client, [big]):
        execution = await ended(executor, await start(executor, defined, "x" * 4_000_000))
    assert (states(execution), calls) == ([TaskState.FAILED_WITH_TERMINAL_ERROR], [])
    assert "the server gives no address to read it from" in (execution.tasks[0].reason_for_incompletion or "")


async def test_work_that_was_stopped_is_retried_by_another(
    client: AsyncConductorClient, executor: AsyncWorkflowExecutor, defined: str
) -> None:
    """A manager that stops without waiting fails its task, and the next one gets the retry."""
    begun = asyncio.Event()

    @worker(defined)
    async def endless() -> None:
        begun.set()
        await asyncio.Event().wait()

    @worker(defined)
    async def quick() -> None: ...

    manager = AsyncTaskManager(client, [endless])
    await manager.start_polling()
    workflow_id = await start(executor, defined)
    await begun.wait()
    await manager.stop_polling(drain=False)
    async with AsyncTaskManager(client, [quick]):
        execution = await ended(executor, workflow_id)
    assert states(execution) == [TaskState.FAILED, TaskState.COMPLETED]


PROCESS = """
import logging, sys, time
from conductor import TaskManager, orkes_conductor_client, worker

logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
logging.getLogger("httpx").setLevel(logging.WARNING)
url, name, is_stuck = sys.argv[1], sys.argv[2], sys.argv[3] == "stuck"

@worker(name, concurrency=3)
def work(n: int) -> int:
    print("begun\\n", end="", flush=True)
    while is_stuck:
        time.sleep(1)
    return n

TaskManager(orkes_conductor_client(server_url=url), [work]).run()
"""


def worker_process(url: str, name: str, how: str) -> subprocess.Popen[str]:
    """Start workers in a process of their own."""
    command = [sys.executable, "-c", PROCESS, url, name, how]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT)


async def line_of(process: subprocess.Popen[str], text: str) -> str:
    """Give the next line with the text."""
    assert process.stdout is not None
    while text not in (line := await asyncio.to_thread(process.stdout.readline)):
        assert line, f"the process ended before it wrote {text!r}"
    return line


@pytest.mark.timeout(180)
async def test_tasks_of_a_killed_process_are_done_by_another(
    executor: AsyncWorkflowExecutor, server_address: str, defined: str
) -> None:
    """Two processes on one queue, one killed (-9) amid three tasks: these time out, and the other does each once."""
    if server_address.startswith("local://"):
        pytest.skip("no other process can reach a server inside this one")
    victims = [await start(executor, defined, n) for n in range(3)]
    with worker_process(server_address, defined, "stuck") as victim:
        try:
            for _ in range(3):
                await line_of(victim, "begun")
            with worker_process(server_address, defined, "quick") as survivor:
                others = [await start(executor, defined, n) for n in range(3, 12)]
                await line_of(survivor, "begun")
                victim.kill()
                executions = [await ended(executor, workflow_id) for workflow_id in [*victims, *others]]
                survivor.send_signal(signal.SIGTERM)
                stopped = await line_of(survivor, "workers stopped")
        finally:
            victim.kill()
    timed_out_then_done = [TaskState.TIMED_OUT, TaskState.COMPLETED]
    assert [states(execution) for execution in executions] == [timed_out_then_done] * 3 + [[TaskState.COMPLETED]] * 9
    assert [execution.tasks[-1].output_data for execution in executions] == [{"result": n} for n in range(12)]
    assert stopped == "workers stopped: 12 done, 0 failed, 0 handed back, 0 lost\n"
    assert survivor.returncode == 0
