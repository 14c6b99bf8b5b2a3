"""Finding executions and tasks, or saying that there are none."""

from __future__ import annotations

from .errors import NotFoundError
from .model import Task, Workflow
from .runtime import Runtime
from .values import JsonMap, java_text


def get_workflow(rt: Runtime, workflow_id: str) -> Workflow:
    """The execution with an id; NotFoundError when there is none."""
    found = rt.workflows.get(workflow_id)
    if found is None:
        raise NotFoundError(f"No such workflow found by id: {workflow_id}")
    return found


def get_task(rt: Runtime, task_id: str) -> Task:
    """The task with an id; NotFoundError when there is none."""
    found = rt.tasks.get(task_id)
    if found is None:
        raise NotFoundError(f"Task not found for taskId: {task_id}")
    return found


def find_task(rt: Runtime, details: JsonMap) -> Task | None:
    """The task that an event action names by id, or by execution and reference."""
    if details.get("taskId"):
        return rt.tasks.get(java_text(details["taskId"]))
    workflow = rt.workflows.get(java_text(details.get("workflowId")))
    return None if workflow is None else workflow.by_ref.get(java_text(details.get("taskRefName")))
