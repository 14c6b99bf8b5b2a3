"""Beginning executions."""

from __future__ import annotations

from .decider import decide, settle
from .model import Start, Workflow
from .payloads import workflow_is_external
from .plan import Plan
from .runtime import Runtime, drop_tasks, set_running, unset_running
from .values import JsonMap, copy_json


def start_by_name(rt: Runtime, name: str, version: int | None, request: Start) -> Workflow:
    """Start a registered definition; NotFoundError when there is none."""
    return start(rt, rt.metadata.plan(name, version), request)


def start(rt: Runtime, plan: Plan, request: Start) -> Workflow:
    """Start a definition and take it as far as it goes by itself."""
    workflow = create(rt, plan, request)
    try:
        decide(rt, workflow)
    except Exception:
        forget(rt, workflow)
        raise
    settle(rt, workflow)
    workflow.starting = workflow.suspended
    return workflow


def create(rt: Runtime, plan: Plan, request: Start) -> Workflow:
    """A new execution in which nothing is scheduled yet."""
    definition = plan.definition
    workflow = Workflow(
        workflow_id=request.workflow_id or rt.new_id(),
        plan=plan,
        input=_with_template(definition["inputTemplate"], request.inputs),
        variables=copy_json(definition["variables"]),
        priority=request.priority,
        correlation_id=request.correlation_id,
        created_by=request.created_by,
        event=request.event,
        parent_id=request.parent_id,
        parent_task_id=request.parent_task_id,
        task_to_domain=dict(request.task_to_domain or {}),
        mocks=request.mocks,
        create_ms=rt.now_ms,
    )
    workflow.external_input = rt.storage_path() if workflow_is_external(workflow, workflow.input) else None
    rt.note_plan(plan)
    rt.workflows[workflow.workflow_id] = workflow
    set_running(rt, workflow)
    set_timeout(rt, workflow)
    return workflow


def _with_template(template: JsonMap, inputs: JsonMap) -> JsonMap:
    given = {key: value for key, value in inputs.items() if value is not None or key not in template}
    # The inputs belong to this execution already: they come from a request, or their caller has copied them.
    return given | {key: copy_json(value) for key, value in template.items() if key not in given}


def set_timeout(rt: Runtime, workflow: Workflow) -> None:
    """Set the timer of the definition's timeoutSeconds, counted from the start or last retry."""
    timeout_s = workflow.definition["timeoutSeconds"]
    if timeout_s > 0:
        began_ms = workflow.retried_ms or workflow.create_ms
        rt.timers.set("workflow", workflow.workflow_id, began_ms + timeout_s * 1000)


def forget_family(rt: Runtime, workflow: Workflow) -> None:
    """Remove an execution and its sub-workflows."""
    for task in list(workflow.tasks):
        child = rt.workflows.get(task.sub_workflow_id or "")
        if child is not None:
            forget_family(rt, child)
    forget(rt, workflow)


def forget(rt: Runtime, workflow: Workflow) -> None:
    """Remove an execution and all that belongs to it."""
    drop_tasks(rt, workflow, list(workflow.tasks))
    rt.timers.cancel("workflow", workflow.workflow_id)
    unset_running(rt, workflow)
    rt.workflows.pop(workflow.workflow_id, None)
    rt.ended.pop(workflow.workflow_id, None)
    rt.touch_workflow(workflow)
