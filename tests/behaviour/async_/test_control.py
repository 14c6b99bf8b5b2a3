# Async source: scripts/unasync.py derives tests/behaviour/sync/test_control.py from it, line by line.
"""Steering executions: pausing, repeating, skipping, going back, removing."""

from __future__ import annotations

import pytest

from conductor import (
    AsyncWorkflowExecutor,
    BadRequestError,
    ConflictError,
    NotFoundError,
    NotSupportedByServer,
    ServerError,
    TaskNotFoundError,
    TaskState,
    WorkflowDef,
    WorkflowState,
    WorkflowTask,
)

SMOKE = True


def two_steps(name: str, **fields: bool) -> WorkflowDef:
    """Give a workflow of two tasks for workers."""
    tasks = [WorkflowTask(name=f"{name}_{ref}", task_reference_name=ref, type="SIMPLE") for ref in ("one", "two")]
    return WorkflowDef(name=name, version=1, tasks=tasks, timeout_seconds=0, **fields)


async def start(executor: AsyncWorkflowExecutor, name: str) -> str:
    await executor.register_workflow(True, two_steps(name))
    return await executor.start_workflow({"name": name, "version": 1, "input": {"n": 1}})


async def finish(executor: AsyncWorkflowExecutor, workflow_id: str) -> None:
    for reference in ("one", "two"):
        await executor.update_task_sync(reference, workflow_id, "COMPLETED", {"by": reference})


async def test_a_paused_workflow_goes_on_when_resumed(executor: AsyncWorkflowExecutor, name: str) -> None:
    """While paused no further task is scheduled; resuming schedules it, and works once only."""
    workflow_id = await start(executor, name)
    await executor.pause(workflow_id)
    paused = await executor.update_task_sync("one", workflow_id, "COMPLETED", {})
    assert (paused.status, len(paused.tasks)) == (WorkflowState.PAUSED, 1)
    await executor.resume(workflow_id)
    status = await executor.get_workflow_status(workflow_id)
    assert status.status == WorkflowState.RUNNING
    with pytest.raises(ServerError, match="is not PAUSED"):
        await executor.resume(workflow_id)


async def test_an_ended_workflow_cannot_be_paused(executor: AsyncWorkflowExecutor, name: str) -> None:
    """Pausing what has ended is a conflict, pausing what is not there is not found."""
    workflow_id = await start(executor, name)
    await executor.terminate(workflow_id, "enough")
    with pytest.raises(ConflictError, match="has ended"):
        await executor.pause(workflow_id)
    with pytest.raises(NotFoundError):
        await executor.pause(f"{name}-none")


async def test_restart_runs_it_again_from_the_start(executor: AsyncWorkflowExecutor, name: str) -> None:
    """A restarted workflow has its id and input, and its first task open again; running it cannot be restarted."""
    workflow_id = await start(executor, name)
    with pytest.raises(ConflictError):
        await executor.restart(workflow_id)
    await finish(executor, workflow_id)
    await executor.restart(workflow_id, use_latest_definitions=True)
    again = await executor.get_workflow(workflow_id)
    assert (again.status, again.input) == (WorkflowState.RUNNING, {"n": 1})
    assert [task.reference_task_name for task in again.tasks] == ["one"]


async def test_a_workflow_that_is_not_restartable_is_not_found(executor: AsyncWorkflowExecutor, name: str) -> None:
    """The server answers 404 when the definition forbids to restart what is COMPLETED."""
    await executor.register_workflow(True, two_steps(name, restartable=False))
    workflow_id = await executor.start_workflow({"name": name, "version": 1})
    await finish(executor, workflow_id)
    with pytest.raises(NotFoundError, match="non-restartable"):
        await executor.restart(workflow_id)


async def test_retry_repeats_the_failed_task(executor: AsyncWorkflowExecutor, name: str) -> None:
    """A failed task gets a second attempt, the finished one before it stays; what is completed has none to repeat."""
    workflow_id = await start(executor, name)
    await executor.update_task_sync("one", workflow_id, "COMPLETED", {})
    failed = await executor.update_task_sync("two", workflow_id, "FAILED_WITH_TERMINAL_ERROR", {})
    assert failed.status == WorkflowState.FAILED
    await executor.retry(workflow_id)
    retried = await executor.update_task_sync("two", workflow_id, "COMPLETED", {})
    assert retried.status == WorkflowState.COMPLETED
    assert [task.reference_task_name for task in retried.tasks] == ["one", "two", "two"]
    with pytest.raises(ConflictError, match="no retryable tasks"):
        await executor.retry(workflow_id)


async def test_rerun_starts_at_a_task_with_other_input(executor: AsyncWorkflowExecutor, name: str) -> None:
    """A rerun keeps the id, takes new input for the task, and drops what came after it; an unknown task is refused."""
    workflow_id = await start(executor, name)
    await finish(executor, workflow_id)
    ended = await executor.get_workflow(workflow_id)
    request = {"reRunFromTaskId": ended.tasks[1].task_id, "taskInput": {"x": 1}}
    rerun_id = await executor.re_run(workflow_id, request)
    again = await executor.get_workflow(workflow_id)
    assert rerun_id == workflow_id
    assert (again.tasks[1].status, again.tasks[1].input_data["x"]) == (TaskState.SCHEDULED, 1)
    await executor.terminate(workflow_id)
    with pytest.raises(BadRequestError, match="nope"):
        await executor.re_run(workflow_id, {"reRunFromTaskId": "nope"})
    assert await executor.re_run(workflow_id) == workflow_id


async def test_going_back_takes_the_last_task_that_fits(executor: AsyncWorkflowExecutor, name: str) -> None:
    """The predicate is asked from the end; the task that fits is open again, later ones are gone."""
    workflow_id = await start(executor, name)
    await finish(executor, workflow_id)
    await executor.go_back_to_task(workflow_id, lambda task: task.reference_task_name == "one", {"taskInput": {"y": 2}})
    again = await executor.get_workflow(workflow_id)
    assert [task.reference_task_name for task in again.tasks] == ["one"]
    assert again.tasks[0].input_data["y"] == 2
    await finish(executor, workflow_id)
    await executor.go_back_to_first_task_matching_type(workflow_id, f"{name}_two")
    back_at_two = await executor.get_workflow(workflow_id)
    assert [task.status for task in back_at_two.tasks] == [TaskState.COMPLETED, TaskState.SCHEDULED]


async def test_going_back_to_no_task_is_an_error(executor: AsyncWorkflowExecutor, name: str) -> None:
    """When no task fits nothing is rerun, and the error names the execution."""
    workflow_id = await start(executor, name)
    with pytest.raises(TaskNotFoundError, match=f"none of the 1 tasks of {workflow_id}"):
        await executor.go_back_to_first_task_matching_type(workflow_id, f"{name}_one")


async def test_a_skipped_task_is_not_run(executor: AsyncWorkflowExecutor, name: str) -> None:
    """A task that is not scheduled yet can be skipped, then the workflow ends without it; a scheduled one cannot."""
    workflow_id = await start(executor, name)
    await executor.skip_tasks_from_workflow(workflow_id, "two", {"taskOutput": {"z": 1}})
    with pytest.raises(ServerError, match="cannot be skipped"):
        await executor.skip_tasks_from_workflow(workflow_id, "one")
    ended = await executor.update_task_sync("one", workflow_id, "COMPLETED", {})
    states = {task.reference_task_name: task.status for task in ended.tasks}
    assert ended.status == WorkflowState.COMPLETED
    assert states == {"one": TaskState.COMPLETED, "two": TaskState.SKIPPED}


async def test_a_removed_workflow_is_gone(executor: AsyncWorkflowExecutor, name: str) -> None:
    """A running execution is not removed, an ended one is; then it is not found."""
    workflow_id = await start(executor, name)
    with pytest.raises(BadRequestError, match="Cannot archive"):
        await executor.delete_workflow(workflow_id)
    await executor.terminate(workflow_id)
    await executor.delete_workflow(workflow_id, archive=False)
    with pytest.raises(NotFoundError):
        await executor.get_workflow(workflow_id)


async def test_variables_of_a_running_workflow_need_orkes(executor: AsyncWorkflowExecutor, name: str) -> None:
    """Conductor OSS cannot change a running execution from outside, and the error says so."""
    with pytest.raises(NotSupportedByServer, match=r"need.* Orkes; this server is Conductor OSS"):
        await executor.update_variables(name, {"a": 1})
    with pytest.raises(NotSupportedByServer, match=r"need.* Orkes; this server is Conductor OSS"):
        await executor.update_state(name, {"variables": {"a": 1}})
