"""System tasks that run at once, inside the decision."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from .completion import given_output
from .model import Task, Workflow
from .payloads import variables_problem
from .runtime import Runtime, close_task
from .scripted import run_inline, run_jq, run_lambda
from .values import JsonMap, copy_json, hash_ordered, java_text

Runner: TypeAlias = Callable[[Runtime, Workflow, Task], bool]


def run_sync(rt: Runtime, workflow: Workflow, task: Task) -> bool:
    """Run a synchronous system task; True when it changed something."""
    runner = _RUNNERS.get(task.task_type)
    return runner is not None and runner(rt, workflow, task)


def _complete(rt: Runtime, workflow: Workflow, task: Task) -> bool:
    close_task(rt, workflow, task, "COMPLETED")
    return True


def _terminate(rt: Runtime, workflow: Workflow, task: Task) -> bool:
    status = task.input.get("terminationStatus")
    if status not in ("COMPLETED", "FAILED", "TERMINATED"):
        close_task(rt, workflow, task, "FAILED", "given termination status is not valid")
        return True
    task.output = given_output(task)
    return _complete(rt, workflow, task)


def _set_variable(rt: Runtime, workflow: Workflow, task: Task) -> bool:
    variables = {**workflow.variables, **copy_json(task.input)}
    problem = variables_problem(workflow, variables)
    if problem is not None:
        close_task(rt, workflow, task, "FAILED_WITH_TERMINAL_ERROR", problem)
        return True
    workflow.variables = variables
    return _complete(rt, workflow, task)


def _event(rt: Runtime, workflow: Workflow, task: Task) -> bool:
    sink = java_text(task.input.get("sink"))
    payload: JsonMap = {
        **copy_json(task.input),
        "workflowInstanceId": workflow.workflow_id,
        "workflowType": workflow.name,
        "workflowVersion": workflow.version,
        "correlationId": workflow.correlation_id,
        "taskToDomain": dict(workflow.task_to_domain),
    }
    kind, _, name = sink.partition(":")
    known = kind == "conductor"
    produced = f"conductor:{workflow.name}:{name or task.reference}" if known else sink
    task.output = hash_ordered({**payload, "event_produced": produced})
    if not known:
        reason = f"Error loading queue:{sink}, for task:{task.task_id}, error: Unknown queue type {kind}"
        close_task(rt, workflow, task, "FAILED", reason)
        return True
    rt.published.append((produced, task.task_id, copy_json(task.output)))
    if task.input.get("asyncComplete"):
        task.status = "IN_PROGRESS"
        return False
    return _complete(rt, workflow, task)


def _exclusive_join(rt: Runtime, workflow: Workflow, task: Task) -> bool:
    for reference in task.input["joinOn"]:
        joined = workflow.by_ref.get(_in_loop(task, reference))
        if joined is None:
            continue
        if not joined.terminal:
            return False
        return _take_over(rt, workflow, task, joined)
    for reference in task.input.get("defaultExclusiveJoinTask", []):
        joined = workflow.by_ref.get(_in_loop(task, reference))
        if joined is not None and joined.terminal:
            return _take_over(rt, workflow, task, joined)
    return False


def _in_loop(task: Task, reference: str) -> str:
    return f"{reference}__{task.iteration}" if task.iteration > 0 else reference


def _take_over(rt: Runtime, workflow: Workflow, task: Task, joined: Task) -> bool:
    if joined.successful:
        task.output = copy_json(joined.output)
        return _complete(rt, workflow, task)
    if joined.executed:
        close_task(rt, workflow, task, "FAILED", joined.reason)
        return True
    return False


_RUNNERS: dict[str, Runner] = {
    "SWITCH": _complete,
    "DECISION": _complete,
    "NOOP": _complete,
    "TERMINATE": _terminate,
    "SET_VARIABLE": _set_variable,
    "EVENT": _event,
    "EXCLUSIVE_JOIN": _exclusive_join,
    "INLINE": run_inline,
    "LAMBDA": run_lambda,
    "JSON_JQ_TRANSFORM": run_jq,
}
