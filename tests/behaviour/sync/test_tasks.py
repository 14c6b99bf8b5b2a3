# Derived from tests/behaviour/async_/test_tasks.py by scripts/unasync.py; do not edit.
"""Queues and logs of tasks."""

from __future__ import annotations

import pytest

from conductor import (
    TaskClient,
    WorkflowExecutor,
    NotFoundError,
    TaskState,
    WorkflowDef,
    WorkflowTask,
)

SMOKE = True


def queue_one(executor: WorkflowExecutor, name: str) -> str:
    """Put a task into the queue of that name, and give its id."""
    task = WorkflowTask(name=name, task_reference_name="one", type="SIMPLE")
    executor.register_workflow(True, WorkflowDef(name=name, version=1, tasks=[task], timeout_seconds=0))
    execution = executor.get_workflow(executor.start_workflow({"name": name}))
    return execution.tasks[0].task_id


def test_a_polled_task_leaves_its_queue(
    executor: WorkflowExecutor, task_client: TaskClient, name: str
) -> None:
    """The queue counts what waits; a poll takes the task and leaves a trace; an empty queue gives None."""
    task_id = queue_one(executor, name)
    assert task_client.get_queue_size_for_task(name) == 1
    assert (task_client.get_queue_sizes())[name] == 1
    assert task_client.get_task_poll_data(name) == []
    task = task_client.poll_task(name, "me")
    assert task is not None
    assert (task.task_id, task.status, task.worker_id) == (task_id, TaskState.IN_PROGRESS, "me")
    assert task_client.poll_task(name) is None
    seen = task_client.get_task_poll_data(name)
    assert [poll.queue_name for poll in seen] == [name]


def test_logs_are_kept_line_by_line(
    executor: WorkflowExecutor, task_client: TaskClient, name: str
) -> None:
    """Each line comes back as it was given, with its time."""
    task_id = queue_one(executor, name)
    for line in ('first "quoted"', "zweite: Zo\u00eb \u2603"):
        task_client.add_task_log(task_id, line)
    logs = task_client.get_task_logs(task_id)
    assert sorted(log.log for log in logs) == ['first "quoted"', "zweite: Zo\u00eb \u2603"]
    assert all(log.created_time for log in logs)
    assert task_client.get_task_logs(f"{name}-none") == []


def test_pending_tasks_are_counted_when_requeued(
    executor: WorkflowExecutor, task_client: TaskClient, name: str
) -> None:
    """The number of tasks that are in the queue again is given."""
    assert task_client.requeue_pending_tasks(name) == 0
    queue_one(executor, name)
    assert task_client.requeue_pending_tasks(name) in {0, 1}


def test_an_unknown_task_is_not_found(task_client: TaskClient, name: str) -> None:
    """A task of an unknown id is an error that names it."""
    with pytest.raises(NotFoundError, match=name):
        task_client.get_task(name)
