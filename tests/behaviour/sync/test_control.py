# Derived from tests/behaviour/async_/test_control.py by scripts/unasync.py; do not edit.
"""Steering executions: pausing, repeating, skipping, going back, removing."""

from __future__ import annotations

import pytest

from conductor import (
    WorkflowExecutor,
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


def start(executor: WorkflowExecutor, name: str) -> str:
    executor.register_workflow(True, two_steps(name))
    return executor.start_workflow({"name": name, "version": 1, "input": {"n": 1}})


def finish(executor: WorkflowExecutor, workflow_id: str) -> None:
    for reference in ("one", "two"):
        executor.update_task_sync(reference, workflow_id, "COMPLETED", {"by": reference})


def test_a_paused_workflow_goes_on_when_resumed(executor: WorkflowExecutor, name: str) -> None:
    """While paused no further task is scheduled; resuming schedules it, and works once only."""
    workflow_id = start(executor, name)
    executor.pause(workflow_id)
    paused = executor.update_task_sync("one", workflow_id, "COMPLETED", {})
    assert (paused.status, len(paused.tasks)) == (WorkflowState.PAUSED, 1)
    executor.resume(workflow_id)
    status = executor.get_workflow_status(workflow_id)
    assert status.status == WorkflowState.RUNNING
    with pytest.raises(ServerError, match="is not PAUSED"):
        executor.resume(workflow_id)


def test_an_ended_workflow_cannot_be_paused(executor: WorkflowExecutor, name: str) -> None:
    """Pausing what has ended is a conflict, pausing what is not there is not found."""
    workflow_id = start(executor, name)
    executor.terminate(workflow_id, "enough")
    with pytest.raises(ConflictError, match="has ended"):
        executor.pause(workflow_id)
    with pytest.raises(NotFoundError):
        executor.pause(f"{name}-none")


def test_restart_runs_it_again_from_the_start(executor: WorkflowExecutor, name: str) -> None:
    """A restarted workflow has its id and input, and its first task open again; running it cannot be restarted."""
    workflow_id = start(executor, name)
    with pytest.raises(ConflictError):
        executor.restart(workflow_id)
    finish(executor, workflow_id)
    executor.restart(workflow_id, use_latest_definitions=True)
    again = executor.get_workflow(workflow_id)
    assert (again.status, again.input) == (WorkflowState.RUNNING, {"n": 1})
    assert [task.reference_task_name for task in again.tasks] == ["one"]


def test_a_workflow_that_is_not_restartable_is_not_found(executor: WorkflowExecutor, name: str) -> None:
    """The server answers 404 when the definition forbids to restart what is COMPLETED."""
    executor.register_workflow(True, two_steps(name, restartable=False))
    workflow_id = executor.start_workflow({"name": name, "version": 1})
    finish(executor, workflow_id)
    with pytest.raises(NotFoundError, match="non-restartable"):
        executor.restart(workflow_id)


def test_retry_repeats_the_failed_task(executor: WorkflowExecutor, name: str) -> None:
    """A failed task gets a second attempt, the finished one before it stays; what is completed has none to repeat."""
    workflow_id = start(executor, name)
    executor.update_task_sync("one", workflow_id, "COMPLETED", {})
    failed = executor.update_task_sync("two", workflow_id, "FAILED_WITH_TERMINAL_ERROR", {})
    assert failed.status == WorkflowState.FAILED
    executor.retry(workflow_id)
    retried = executor.update_task_sync("two", workflow_id, "COMPLETED", {})
    assert retried.status == WorkflowState.COMPLETED
    assert [task.reference_task_name for task in retried.tasks] == ["one", "two", "two"]
    with pytest.raises(ConflictError, match="no retryable tasks"):
        executor.retry(workflow_id)


def test_rerun_starts_at_a_task_with_other_input(executor: WorkflowExecutor, name: str) -> None:
    """A rerun keeps the id, takes new input for the task, and drops what came after it; an unknown task is refused."""
    workflow_id = start(executor, name)
    finish(executor, workflow_id)
    ended = executor.get_workflow(workflow_id)
    request = {"reRunFromTaskId": ended.tasks[1].task_id, "taskInput": {"x": 1}}
    rerun_id = executor.re_run(workflow_id, request)
    again = executor.get_workflow(workflow_id)
    assert rerun_id == workflow_id
    assert (again.tasks[1].status, again.tasks[1].input_data["x"]) == (TaskState.SCHEDULED, 1)
    executor.terminate(workflow_id)
    with pytest.raises(BadRequestError, match="nope"):
        executor.re_run(workflow_id, {"reRunFromTaskId": "nope"})
    assert executor.re_run(workflow_id) == workflow_id


def test_going_back_takes_the_last_task_that_fits(executor: WorkflowExecutor, name: str) -> None:
    """The predicate is asked from the end; the task that fits is open again, later ones are gone."""
    workflow_id = start(executor, name)
    finish(executor, workflow_id)
    executor.go_back_to_task(workflow_id, lambda task: task.reference_task_name == "one", {"taskInput": {"y": 2}})
    again = executor.get_workflow(workflow_id)
    assert [task.reference_task_name for task in again.tasks] == ["one"]
    assert again.tasks[0].input_data["y"] == 2
    finish(executor, workflow_id)
    executor.go_back_to_first_task_matching_type(workflow_id, f"{name}_two")
    back_at_two = executor.get_workflow(workflow_id)
    assert [task.status for task in back_at_two.tasks] == [TaskState.COMPLETED, TaskState.SCHEDULED]


def test_going_back_to_no_task_is_an_error(executor: WorkflowExecutor, name: str) -> None:
    """When no task fits nothing is rerun, and the error names the execution."""
    workflow_id = start(executor, name)
    with pytest.raises(TaskNotFoundError, match=f"none of the 1 tasks of {workflow_id}"):
        executor.go_back_to_first_task_matching_type(workflow_id, f"{name}_one")


def test_a_skipped_task_is_not_run(executor: WorkflowExecutor, name: str) -> None:
    """A task that is not scheduled yet can be skipped, then the workflow ends without it; a scheduled one cannot."""
    workflow_id = start(executor, name)
    executor.skip_tasks_from_workflow(workflow_id, "two", {"taskOutput": {"z": 1}})
    with pytest.raises(ServerError, match="cannot be skipped"):
        executor.skip_tasks_from_workflow(workflow_id, "one")
    ended = executor.update_task_sync("one", workflow_id, "COMPLETED", {})
    states = {task.reference_task_name: task.status for task in ended.tasks}
    assert ended.status == WorkflowState.COMPLETED
    assert states == {"one": TaskState.COMPLETED, "two": TaskState.SKIPPED}


def test_a_removed_workflow_is_gone(executor: WorkflowExecutor, name: str) -> None:
    """A running execution is not removed, an ended one is; then it is not found."""
    workflow_id = start(executor, name)
    with pytest.raises(BadRequestError, match="Cannot archive"):
        executor.delete_workflow(workflow_id)
    executor.terminate(workflow_id)
    executor.delete_workflow(workflow_id, archive=False)
    with pytest.raises(NotFoundError):
        executor.get_workflow(workflow_id)


def test_variables_of_a_running_workflow_need_orkes(executor: WorkflowExecutor, name: str) -> None:
    """Conductor OSS cannot change a running execution from outside, and the error says so."""
    with pytest.raises(NotSupportedByServer, match=r"need.* Orkes; this server is Conductor OSS"):
        executor.update_variables(name, {"a": 1})
    with pytest.raises(NotSupportedByServer, match=r"need.* Orkes; this server is Conductor OSS"):
        executor.update_state(name, {"variables": {"a": 1}})
