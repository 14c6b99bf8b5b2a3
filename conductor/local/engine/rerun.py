"""Running an ended execution again from one of its tasks, or from the start."""

from __future__ import annotations

from .control import clear_tasks, revive_parents
from .decider import decide, launch_added, settle
from .errors import BadRequestError, ConflictError
from .lookup import get_workflow
from .model import Task, Workflow
from .runtime import Runtime, drop_tasks, reopen_task, set_running
from .starting import set_timeout
from .values import JsonMap


def rerun(rt: Runtime, workflow_id: str, request: JsonMap) -> str:
    """Run again; gives the id, which stays the same."""
    workflow = get_workflow(rt, workflow_id)
    task_id = request.get("reRunFromTaskId")
    if not _rerun(rt, workflow, task_id, request):
        raise BadRequestError(f"Task {task_id} not found")
    return workflow_id


def _rerun(rt: Runtime, workflow: Workflow, task_id: str | None, request: JsonMap) -> bool:
    if not workflow.terminal:
        raise ConflictError(
            f"Workflow: {workflow.short_name}.{workflow.status} is not in terminal state, unable to rerun."
        )
    if task_id is None:
        _reset(rt, workflow, request)
        clear_tasks(rt, workflow)
    else:
        task = _find(rt, workflow, task_id, request)
        if task is None:
            return False
        _reset(rt, workflow, request)
        _from_task(rt, workflow, task, request)
    revive_parents(rt, workflow)
    decide(rt, workflow)
    settle(rt, workflow)
    return True


def _find(rt: Runtime, workflow: Workflow, task_id: str, request: JsonMap) -> Task | None:
    for task in workflow.tasks:
        if task.task_id == task_id:
            return task
    for task in workflow.tasks:
        child = rt.workflows.get(task.sub_workflow_id or "")
        if task.task_type == "SUB_WORKFLOW" and child is not None:
            inner = {"taskInput": request.get("taskInput")}
            if _rerun(rt, child, task_id, inner):
                return task
    return None


def _reset(rt: Runtime, workflow: Workflow, request: JsonMap) -> None:
    workflow.status = "RUNNING"
    workflow.reason = workflow.failed_task_id = None
    workflow.failed_refs.clear()
    workflow.failed_names.clear()
    workflow.end_ms = 0
    workflow.update_ms = rt.now_ms
    workflow.correlation_id = request.get("correlationId") or workflow.correlation_id
    if request.get("workflowInput") is not None:
        workflow.input = request["workflowInput"]
    set_running(rt, workflow)
    set_timeout(rt, workflow)
    rt.touch_workflow(workflow)


def _from_task(rt: Runtime, workflow: Workflow, task: Task, request: JsonMap) -> None:
    drop_tasks(rt, workflow, [other for other in workflow.tasks if other.seq > task.seq])
    workflow.last_seq = max((other.seq for other in workflow.tasks), default=0)
    is_child = task.task_type == "SUB_WORKFLOW"
    reopen_task(rt, workflow, task, "IN_PROGRESS" if is_child else "SCHEDULED")
    task.scheduled_ms, task.update_ms, task.end_ms = rt.now_ms, 0, 0
    task.start_ms = rt.now_ms if is_child else 0
    task.output = {}
    task.external_output = None
    task.reason = None
    task.retried = False
    task.poll_count = 0
    task.join_cursor = 0
    if is_child:
        task.output["subWorkflowId"] = task.sub_workflow_id
        rt.work.append(task.task_id)
        return
    if request.get("taskInput") is not None:
        task.input = request["taskInput"]
    workflow.launching.append(task.task_id)
    launch_added(rt, workflow)
