# Async source: scripts/unasync.py derives tests/behaviour/sync/test_task_updates.py from it, line by line.
"""Reporting on tasks, and signals to what waits."""

from __future__ import annotations

import pytest

from conductor import (
    AsyncTaskClient,
    AsyncWorkflowExecutor,
    ConfigurationError,
    NotFoundError,
    ReturnStrategy,
    SignalResponse,
    TaskResultStatus,
    TaskState,
    WorkflowDef,
    WorkflowState,
    WorkflowTask,
)

SMOKE = True


async def start(executor: AsyncWorkflowExecutor, name: str, *kinds: str) -> str:
    """Start a workflow of tasks of these kinds, with the references t0, t1, ..."""
    tasks = [
        WorkflowTask(name=f"{name}_{position}", task_reference_name=f"t{position}", type=kind)
        for position, kind in enumerate(kinds)
    ]
    await executor.register_workflow(True, WorkflowDef(name=name, version=1, tasks=tasks, timeout_seconds=0))
    return await executor.start_workflow({"name": name, "version": 1})


async def test_a_task_is_updated_by_its_id(executor: AsyncWorkflowExecutor, name: str) -> None:
    """The update gives the id of the task; what has ended stays as it is, without an error."""
    workflow_id = await start(executor, name, "SIMPLE")
    execution = await executor.get_workflow(workflow_id)
    task_id = execution.tasks[0].task_id
    updated_id = await executor.update_task(task_id, workflow_id, TaskResultStatus.COMPLETED, {"a": None})
    assert updated_id == task_id
    task = await executor.get_task(task_id)
    assert (task.status, task.output_data) == (TaskState.COMPLETED, {"a": None})
    assert await executor.update_task(task_id, workflow_id, "FAILED", {}) == task_id
    task = await executor.get_task(task_id)
    assert task.status == TaskState.COMPLETED


async def test_a_task_is_updated_by_its_reference(
    executor: AsyncWorkflowExecutor, task_client: AsyncTaskClient, name: str
) -> None:
    """The open task of a reference is updated; when none is open the answer is empty."""
    workflow_id = await start(executor, name, "SIMPLE", "SIMPLE")
    assert await executor.update_task_by_ref_name("t0", workflow_id, "COMPLETED", {"a": 1})
    assert await task_client.update_task_result(workflow_id, "t1", "COMPLETED", {"b": 2}, "me")
    assert await executor.update_task_by_ref_name("t1", workflow_id, "COMPLETED", {}) == ""
    ended = await executor.get_workflow(workflow_id)
    assert ended.status == WorkflowState.COMPLETED
    assert ended.tasks[1].worker_id == "me"


async def test_a_synchronous_update_gives_the_execution(
    executor: AsyncWorkflowExecutor, task_client: AsyncTaskClient, name: str
) -> None:
    """The answer shows the state after the update; a task that is not open is not found."""
    workflow_id = await start(executor, name, "SIMPLE", "SIMPLE")
    running = await executor.update_task_sync("t0", workflow_id, "COMPLETED", {"a": 1}, "me")
    assert [task.status for task in running.tasks] == [TaskState.COMPLETED, TaskState.SCHEDULED]
    ended = await task_client.update_task_sync(workflow_id, "t1", "COMPLETED", {})
    assert ended.status == WorkflowState.COMPLETED
    with pytest.raises(NotFoundError, match="no running task t1"):
        await executor.update_task_sync("t1", workflow_id, "COMPLETED", {})


async def test_a_status_that_nobody_can_report_is_refused(executor: AsyncWorkflowExecutor) -> None:
    """A wrong word is an error that lists the right ones, before anything is sent."""
    with pytest.raises(ConfigurationError, match="task_status: 'DONE' is none of CANCELED, COMPLETED, FAILED"):
        await executor.update_task("t", "w", "DONE", {})
    with pytest.raises(ConfigurationError, match="return_strategy: 'ALL' is none of"):
        await executor.signal("w", "COMPLETED", {}, "ALL")


async def test_a_signal_gives_the_workflow_that_goes_on(executor: AsyncWorkflowExecutor, name: str) -> None:
    """By default the answer is about the workflow: its state after the signal, and its tasks."""
    workflow_id = await start(executor, name, "WAIT", "WAIT")
    answer = await executor.signal(workflow_id, "COMPLETED", {"a": 1})
    assert isinstance(answer, SignalResponse)
    assert answer.is_target_workflow()
    assert answer.is_running()
    workflow = answer.get_workflow()
    assert workflow.workflow_id == workflow_id
    assert workflow.tasks[0].output_data == {"a": 1}
    assert answer.get_target_workflow_id() == workflow_id


async def test_a_signal_gives_the_task_that_waits_next(executor: AsyncWorkflowExecutor, name: str) -> None:
    """With BLOCKING_TASK the answer is about the next WAIT task; when none waits any more nothing can be signalled."""
    workflow_id = await start(executor, name, "WAIT", "WAIT")
    answer = await executor.signal(workflow_id, "COMPLETED", {}, ReturnStrategy.BLOCKING_TASK)
    task = answer.get_blocking_task()
    assert (task.reference_task_name, task.workflow_instance_id) == ("t1", workflow_id)
    ended = await executor.signal(workflow_id, "COMPLETED", {})
    assert ended.is_terminal()
    with pytest.raises(NotFoundError, match="no blocked task"):
        await executor.signal(workflow_id, "COMPLETED", {})


async def test_an_asynchronous_signal_gives_nothing(executor: AsyncWorkflowExecutor, name: str) -> None:
    """The task that waits is ended; where nothing waits nothing happens."""
    workflow_id = await start(executor, name, "WAIT", "SIMPLE")
    await executor.signal_async(workflow_id, "COMPLETED", {"a": 1})
    running = await executor.get_workflow(workflow_id)
    assert running.tasks[0].status == TaskState.COMPLETED
    await executor.signal_async(workflow_id, "COMPLETED", {})
    running = await executor.get_workflow(workflow_id)
    assert running.tasks[1].status == TaskState.SCHEDULED
