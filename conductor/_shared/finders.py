"""Finding a task in an execution."""

from __future__ import annotations

from collections.abc import Callable

from conductor.errors import TaskNotFoundError
from conductor_api.models import Task, TaskState, Workflow

TaskFinderPredicate = Callable[[Task], bool]
"""Takes a task, says whether it is the one that is looked for."""


def completed_task_matching_type(task_type: str) -> TaskFinderPredicate:
    """Give a predicate for tasks of that type that are COMPLETED."""
    return lambda task: task.status == TaskState.COMPLETED and task.task_type == task_type


def last_task(execution: Workflow, predicate: TaskFinderPredicate) -> Task:
    """Give the last task that the predicate accepts.

    Raises:
        TaskNotFoundError: it accepts none
    """
    for task in reversed(execution.tasks):
        if predicate(task):
            return task
    raise TaskNotFoundError(
        f"Task not found: none of the {len(execution.tasks)} tasks of {execution.workflow_id} matches"
    )
