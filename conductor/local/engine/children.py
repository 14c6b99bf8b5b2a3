"""SUB_WORKFLOW and START_WORKFLOW: tasks that begin other executions."""

from __future__ import annotations

from . import idempotency
from .completion import FAILURE_KEY
from .errors import EngineError, JsonProblemError
from .model import Start, Task, Workflow
from .plan import Plan
from .runtime import Runtime, close_task
from .shapes import START_REQUEST, WORKFLOW_DEF
from .starting import start, start_by_name
from .validate import start_violations
from .values import JsonMap, as_map, copy_json, java_text, map_or_empty

DEEPEST = 100
_TASK_STATUS = {"FAILED": "FAILED", "TERMINATED": "CANCELED", "TIMED_OUT": "TIMED_OUT", "COMPLETED": "COMPLETED"}


def run_sub_workflow(rt: Runtime, workflow: Workflow, task: Task) -> bool:
    """Start the child, or take over how it ended; True when the task has ended."""
    rt.note(task)
    if task.status == "SCHEDULED":
        return _start_child(rt, workflow, task)
    child = rt.workflows.get(task.sub_workflow_id or "")
    if child is None or not child.terminal:
        return False
    # A parent hears of the end before the child's failure workflow is started.
    task.output.update({key: copy_json(item) for key, item in child.output.items() if key != FAILURE_KEY})
    status = _TASK_STATUS[child.status]
    reason = None
    if status != "COMPLETED":
        reason = f"Sub workflow {child.short_name} failure reason: {java_text(child.reason)}"
    close_task(rt, workflow, task, status, reason)
    return True


def _start_child(rt: Runtime, workflow: Workflow, task: Task) -> bool:
    try:
        _check_depth(rt, workflow)
        plan, dynamic = _plan_of_child(rt, task)
    except EngineError as error:
        task.start_ms = rt.now_ms
        close_task(rt, workflow, task, "FAILED", error.message)
        return True
    child_id = rt.new_id()
    task.status = "IN_PROGRESS"
    task.start_ms = rt.now_ms
    task.sub_workflow_id = child_id
    task.output["subWorkflowId"] = child_id
    inputs = copy_json(task.input.get("workflowInput") or task.input)
    if dynamic:
        inputs["_systemMetadata"] = {"dynamic": True}
    try:
        start(rt, plan, _child_start(workflow, task, child_id, inputs))
    except EngineError as error:
        task.sub_workflow_id = None
        task.output.pop("subWorkflowId", None)
        close_task(rt, workflow, task, "FAILED", error.message)
        return True
    return False


def _check_depth(rt: Runtime, workflow: Workflow) -> None:
    depth = 1
    above: Workflow | None = workflow
    while above is not None and above.parent_id:
        depth += 1
        above = rt.workflows.get(above.parent_id)
    if depth > DEEPEST:
        raise EngineError(f"Sub-workflows are nested more than {DEEPEST} deep: does {workflow.name} contain itself?")


def _plan_of_child(rt: Runtime, task: Task) -> tuple[Plan, bool]:
    inner = as_map(task.input.get("subWorkflowDefinition"))
    if inner is not None:
        return rt.metadata.bind(WORKFLOW_DEF(inner) or {}), True
    return rt.metadata.plan(java_text(task.input["subWorkflowName"]), task.input["subWorkflowVersion"]), False


def _child_start(workflow: Workflow, task: Task, child_id: str, inputs: JsonMap) -> Start:
    priority = task.input.get("priority")
    return Start(
        inputs=inputs,
        workflow_id=child_id,
        correlation_id=workflow.correlation_id,
        priority=0 if priority is None else int(priority),
        task_to_domain=task.input.get("subWorkflowTaskToDomain") or workflow.task_to_domain,
        parent_id=workflow.workflow_id,
        parent_task_id=task.task_id,
        mocks=map_or_empty((workflow.mocks or {}).get("subWorkflowTestRequest")).get(task.reference),
    )


def run_start_workflow(rt: Runtime, workflow: Workflow, task: Task) -> bool:
    """Start another execution and end at once."""
    rt.note(task)
    task.start_ms = task.start_ms or rt.now_ms
    given = task.input.get("startWorkflow")
    if given is None:
        close_task(rt, workflow, task, "FAILED", "Missing 'startWorkflow' in input data.")
        return True
    try:
        started = _start_other(rt, workflow, _start_request(given))
    except EngineError as error:
        close_task(rt, workflow, task, "FAILED", error.message)
        return True
    task.output = {"workflowId": started.workflow_id}
    close_task(rt, workflow, task, "COMPLETED")
    return True


def _start_request(given: object) -> JsonMap:
    try:
        request = START_REQUEST(given) or {}
    except JsonProblemError as error:
        raise EngineError(f"Error reading StartWorkflowRequest. {error.detail}") from None
    wrong = [f"'{found.path}' -> {found.message}. " for found in start_violations(request, "")]
    if wrong:
        raise EngineError(f"startWorkflow validation failed. {''.join(wrong)}")
    return request


def _start_other(rt: Runtime, workflow: Workflow, request: JsonMap) -> Workflow:
    name = java_text(request.get("name"))
    started = idempotency.repeated(rt, name, request)
    if started is None:
        started = _start_new(rt, workflow, request)
        idempotency.note(rt, name, request, started)
    return started


def _start_new(rt: Runtime, workflow: Workflow, request: JsonMap) -> Workflow:
    begin = Start(
        inputs=copy_json(request["input"]),
        correlation_id=request.get("correlationId") or workflow.correlation_id,
        priority=request["priority"],
        task_to_domain=request["taskToDomain"],
    )
    inner = request.get("workflowDef")
    if inner is not None:
        return start(rt, rt.metadata.bind(inner), begin)
    return start_by_name(rt, request.get("name") or "", request.get("version"), begin)
