# Derived from tests/behaviour/async_/test_task_updates.py by scripts/unasync.py; do not edit.
"""Reporting on tasks, and signals to what waits."""

from __future__ import annotations

import pytest

from conductor import (
    TaskClient,
    WorkflowExecutor,
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


def start(executor: WorkflowExecutor, name: str, *kinds: str) -> str:
    """Start a workflow of tasks of these kinds, with the references t0, t1, ..."""
    tasks = [
        WorkflowTask(name=f"{name}_{position}", task_reference_name=f"t{position}", type=kind)
        for position, kind in enumerate(kinds)
    ]
    executor.register_workflow(True, WorkflowDef(name=name, version=1, tasks=tasks, timeout_seconds=0))
    return executor.start_workflow({"name": name, "version": 1})


def test_a_task_is_updated_by_its_id(executor: WorkflowExecutor, name: str) -> None:
    """The update gives the id of the task; what has ended stays as it is, without an error."""
    workflow_id = start(executor, name, "SIMPLE")
    execution = executor.get_workflow(workflow_id)
    task_id = execution.tasks[0].task_id
    updated_id = executor.update_task(task_id, workflow_id, TaskResultStatus.COMPLETED, {"a": None})
    assert updated_id == task_id
    task = executor.get_task(task_id)
    assert (task.status, task.output_data) == (TaskState.COMPLETED, {"a": None})
    assert executor.update_task(task_id, workflow_id, "FAILED", {}) == task_id
    task = executor.get_task(task_id)
    assert task.status == TaskState.COMPLETED


def test_a_task_is_updated_by_its_reference(
    executor: WorkflowExecutor, task_client: TaskClient, name: str
) -> None:
    """The open task of a reference is updated; when none is open the answer is empty."""
    workflow_id = start(executor, name, "SIMPLE", "SIMPLE")
    assert executor.update_task_by_ref_name("t0", workflow_id, "COMPLETED", {"a": 1})
    assert task_client.update_task_result(workflow_id, "t1", "COMPLETED", {"b": 2}, "me")
    assert executor.update_task_by_ref_name("t1", workflow_id, "COMPLETED", {}) == ""
    ended = executor.get_workflow(workflow_id)
    assert ended.status == WorkflowState.COMPLETED
    assert ended.tasks[1].worker_id == "me"


def test_a_synchronous_update_gives_the_execution(
    executor: WorkflowExecutor, task_client: TaskClient, name: str
) -> None:
    """The answer shows the state after the update; a task that is not open is not found."""
    workflow_id = start(executor, name, "SIMPLE", "SIMPLE")
    running = executor.update_task_sync("t0", workflow_id, "COMPLETED", {"a": 1}, "me")
    assert [task.status for task in running.tasks] == [TaskState.COMPLETED, TaskState.SCHEDULED]
    ended = task_client.update_task_sync(workflow_id, "t1", "COMPLETED", {})
    assert ended.status == WorkflowState.COMPLETED
    with pytest.raises(NotFoundError, match="no running task t1"):
        executor.update_task_sync("t1", workflow_id, "COMPLETED", {})


def test_a_status_that_nobody_can_report_is_refused(executor: WorkflowExecutor) -> None:
    """A wrong word is an error that lists the right ones, before anything is sent."""
    with pytest.raises(ConfigurationError, match="task_status: 'DONE' is none of CANCELED, COMPLETED, FAILED"):
        executor.update_task("t", "w", "DONE", {})
    with pytest.raises(ConfigurationError, match="return_strategy: 'ALL' is none of"):
        executor.signal("w", "COMPLETED", {}, "ALL")


def test_a_signal_gives_the_workflow_that_goes_on(executor: WorkflowExecutor, name: str) -> None:
    """By default the answer is about the workflow: its state after the signal, and its tasks."""
    workflow_id = start(executor, name, "WAIT", "WAIT")
    answer = executor.signal(workflow_id, "COMPLETED", {"a": 1})
    assert isinstance(answer, SignalResponse)
    assert answer.is_target_workflow()
    assert answer.is_running()
    workflow = answer.get_workflow()
    assert workflow.workflow_id == workflow_id
    assert workflow.tasks[0].output_data == {"a": 1}
    assert answer.get_target_workflow_id() == workflow_id


def test_a_signal_gives_the_task_that_waits_next(executor: WorkflowExecutor, name: str) -> None:
    """With BLOCKING_TASK the answer is about the next WAIT task; when none waits any more nothing can be signalled."""
    workflow_id = start(executor, name, "WAIT", "WAIT")
    answer = executor.signal(workflow_id, "COMPLETED", {}, ReturnStrategy.BLOCKING_TASK)
    task = answer.get_blocking_task()
    assert (task.reference_task_name, task.workflow_instance_id) == ("t1", workflow_id)
    ended = executor.signal(workflow_id, "COMPLETED", {})
    assert ended.is_terminal()
    with pytest.raises(NotFoundError, match="no blocked task"):
        executor.signal(workflow_id, "COMPLETED", {})


def test_an_asynchronous_signal_gives_nothing(executor: WorkflowExecutor, name: str) -> None:
    """The task that waits is ended; where nothing waits nothing happens."""
    workflow_id = start(executor, name, "WAIT", "SIMPLE")
    executor.signal_async(workflow_id, "COMPLETED", {"a": 1})
    running = executor.get_workflow(workflow_id)
    assert running.tasks[0].status == TaskState.COMPLETED
    executor.signal_async(workflow_id, "COMPLETED", {})
    running = executor.get_workflow(workflow_id)
    assert running.tasks[1].status == TaskState.SCHEDULED
