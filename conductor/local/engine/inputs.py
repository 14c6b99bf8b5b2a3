"""What a task gets as input: parameters with their expressions replaced, templates filled in."""

from __future__ import annotations

from typing import Any

from .expressions import Resolver
from .model import Task, Workflow
from .runtime import Runtime
from .values import JsonMap, copy_json, map_or_empty


class WorkflowScope:
    """The roots of expressions inside an execution: `workflow` and the latest task of each reference."""

    def __init__(self, workflow: Workflow) -> None:
        self._workflow = workflow

    def root(self, name: str) -> Any:
        """What a root shows; None for an unknown reference."""
        if name == "workflow":
            return workflow_root(self._workflow)
        task = self._workflow.by_ref.get(name)
        if task is None or (task.iteration > 0 and name != task.plain_reference):
            return None
        return task_root(task)

    def roots(self) -> JsonMap:
        """All roots at once."""
        names = {task.plain_reference if task.iteration > 0 else task.reference for task in self._workflow.tasks}
        return {"workflow": workflow_root(self._workflow), **{name: self.root(name) for name in names}}


def workflow_root(workflow: Workflow) -> JsonMap:
    """What ${workflow...} can see."""
    return {
        "input": workflow.input,
        "output": workflow.output,
        "status": workflow.status,
        "workflowId": workflow.workflow_id,
        "parentWorkflowId": workflow.parent_id,
        "parentWorkflowTaskId": workflow.parent_task_id,
        "workflowType": workflow.name,
        "version": workflow.version,
        "correlationId": workflow.correlation_id,
        "reasonForIncompletion": workflow.reason,
        "schemaVersion": workflow.definition["schemaVersion"],
        "variables": workflow.variables,
    }


def task_root(task: Task) -> JsonMap:
    """What ${reference...} can see."""
    return {
        "input": task.input,
        "output": task.output,
        "status": task.status,
        "taskType": task.task_type,
        "referenceTaskName": task.reference,
        "retryCount": task.retry_count,
        "correlationId": task.correlation_id,
        "pollCount": task.poll_count,
        "taskDefName": task.def_name,
        "scheduledTime": task.scheduled_ms,
        "startTime": task.start_ms,
        "endTime": task.end_ms,
        "workflowInstanceId": task.workflow_id,
        "taskId": task.task_id,
        "reasonForIncompletion": task.reason,
        "callbackAfterSeconds": task.callback_after_s,
        "workerId": task.worker_id,
        "iteration": task.iteration,
    }


def resolver(rt: Runtime, workflow: Workflow, task_id: str | None = None) -> Resolver:
    """Replaces expressions as seen from an execution (and from one of its tasks)."""
    return Resolver(WorkflowScope(workflow), rt.surroundings, task_id)


def resolve(rt: Runtime, workflow: Workflow, value: Any, task_id: str | None = None) -> Any:
    """A value with its expressions replaced; it shares nothing with what it was made from."""
    return copy_json(resolver(rt, workflow, task_id).value(value))


def task_input(rt: Runtime, workflow: Workflow, spec: JsonMap, task_id: str | None = None) -> JsonMap:
    """The input of a task: its parameters over the input template of its task definition.

    The template fills keys that are absent, and, with its raw value, keys whose value is null.
    """
    resolved: JsonMap = resolve(rt, workflow, spec["inputParameters"], task_id)
    template = map_or_empty(map_or_empty(spec.get("taskDefinition")).get("inputTemplate"))
    for key, default in template.items():
        if key not in spec["inputParameters"]:
            resolved[key] = resolve(rt, workflow, default, task_id)
        elif resolved.get(key) is None:
            resolved[key] = copy_json(default)
    return resolved
