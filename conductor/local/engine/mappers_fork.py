"""Forks: the static one, and the dynamic one with its four ways of saying what to run."""

from __future__ import annotations

from typing import Any

from .errors import EngineError, JsonProblemError, TerminateWorkflowError
from .inputs import resolve
from .mappers import map_spec, new_task
from .model import Task, Workflow
from .runtime import Runtime
from .shapes import WORKFLOW_TASK
from .values import JsonMap, as_list, as_map, copy_json, java_text

_WORKER_TYPES = frozenset({"SIMPLE", "USER_DEFINED"})


def _join_after(workflow: Workflow, spec: JsonMap, message: str) -> JsonMap:
    following = workflow.plan.successor(spec["taskReferenceName"])
    if following is None or following["type"] != "JOIN":
        raise TerminateWorkflowError(message)
    return following


def _fork(rt: Runtime, workflow: Workflow, spec: JsonMap, inputs: JsonMap) -> Task:
    fork = new_task(rt, workflow, spec, "FORK", status="COMPLETED", input=inputs)
    fork.start_ms = fork.end_ms = fork.update_ms = rt.now_ms
    return fork


def map_fork(rt: Runtime, workflow: Workflow, spec: JsonMap) -> list[Task]:
    """The fork, the first task of each branch, and the join after it."""
    inputs: JsonMap = resolve(rt, workflow, spec["inputParameters"])
    tasks = [_fork(rt, workflow, spec, inputs)]
    for branch in spec["forkTasks"]:
        if not branch:
            raise EngineError("Index 0 out of bounds for length 0")
        tasks += map_spec(rt, workflow, branch[0])
    problem = "Fork task definition is not followed by a join task.  Check the blueprint"
    return tasks + map_spec(rt, workflow, _join_after(workflow, spec, problem))


def map_dynamic_fork(rt: Runtime, workflow: Workflow, spec: JsonMap) -> list[Task]:
    """The fork, a task for each member of its list, and the join that waits for them."""
    inputs: JsonMap = resolve(rt, workflow, spec["inputParameters"])
    specs, task_inputs = _forked(spec, inputs)
    specs = [_bound(rt, forked, task_inputs.get(forked["taskReferenceName"])) for forked in specs]
    mapped = [_forked_tasks(rt, workflow, forked) for forked in specs]
    references = [forked["taskReferenceName"] for forked in specs]
    fork_input = {**inputs, "forkedTasks": references, "forkedTaskDefs": copy_json(specs)}
    fork = _fork(rt, workflow, spec, fork_input)
    problem = "Dynamic join definition is not followed by a join task.  Check the blueprint"
    join_spec = _join_after(workflow, spec, problem)
    awaited = [tasks[-1].reference for tasks in mapped]
    join = new_task(rt, workflow, join_spec, "JOIN", status="IN_PROGRESS", input={"joinOn": awaited})
    return [fork, *_once([task for tasks in mapped for task in tasks]), join]


def _forked_tasks(rt: Runtime, workflow: Workflow, forked: JsonMap) -> list[Task]:
    tasks = map_spec(rt, workflow, forked)
    if not tasks:
        reference = forked["taskReferenceName"]
        raise TerminateWorkflowError(
            f"No dynamic tasks could be created for the Workflow: {workflow.short_name}, Dynamic Fork Task: "
            f"{forked['name']}/{reference} attempted to create a duplicate task reference name: {reference}"
        )
    return tasks


def _once(tasks: list[Task]) -> list[Task]:
    return list({task.reference: task for task in reversed(tasks)}.values())[::-1]


def _bound(rt: Runtime, forked: JsonMap, given: JsonMap | None) -> JsonMap:
    bound = {**forked, "inputParameters": {**forked["inputParameters"], **(given or {})}}
    if "taskDefinition" not in bound and bound["type"] in _WORKER_TYPES:
        bound["taskDefinition"] = rt.metadata.task_definition_for(bound)
    if bound["type"] == "HTTP":
        bound["inputParameters"].setdefault("asyncComplete", False)
    return bound


def _forked(spec: JsonMap, inputs: JsonMap) -> tuple[list[JsonMap], dict[str, JsonMap]]:
    if inputs.get("forkTaskName") is not None or inputs.get("forkTaskWorkflow") is not None:
        return _forked_alike(spec, inputs), {}
    if spec.get("dynamicForkJoinTasksParam") is not None:
        return _forked_joined(spec["dynamicForkJoinTasksParam"], inputs), {}
    if spec.get("dynamicForkTasksParam") is not None:
        return _forked_listed(spec, inputs)
    return _forked_alike(spec, inputs), {}


def _forked_listed(spec: JsonMap, inputs: JsonMap) -> tuple[list[JsonMap], dict[str, JsonMap]]:
    parameter = spec["dynamicForkTasksParam"]
    given = inputs.get(parameter)
    try:
        members = as_list(given)
        if members is None:
            raise JsonProblemError("not a list")
        specs = [_required_spec(member) for member in members]
    except EngineError:
        raise TerminateWorkflowError(
            f"Input '{parameter}' is invalid. Cannot deserialize a list of Workflow Tasks from '{java_text(given)}'"
        ) from None
    task_inputs = inputs.get(spec["dynamicForkTasksInputParamName"])
    if task_inputs is None:
        return specs, {}
    found = as_map(task_inputs)
    if found is None:
        raise TerminateWorkflowError(
            "Input to the dynamically forked tasks is not a map -> expecting a map of K,V  "
            f"but found {java_text(task_inputs)}"
        )
    return specs, {reference: as_map(value) or {} for reference, value in found.items()}


def _required_spec(member: Any) -> JsonMap:
    spec = WORKFLOW_TASK(member)
    if spec is None or spec.get("taskReferenceName") is None:
        raise JsonProblemError("a workflow task needs a reference")
    return spec


def _forked_joined(parameter: str, inputs: JsonMap) -> list[JsonMap]:
    given = as_map(inputs.get(parameter))
    members = None if given is None else as_list(given.get("dynamicTasks"))
    if members is None:
        raise TerminateWorkflowError(
            f"Dynamic tasks could not be created. The value of {parameter} from task's input "
            f"{java_text(inputs)} has no dynamic tasks to be scheduled"
        )
    return [_joined_spec(as_map(member) or {}) for member in members]


def _joined_spec(member: JsonMap) -> JsonMap:
    name = member.get("taskName")
    return _required_spec(
        {
            "name": name,
            "taskReferenceName": member.get("referenceName"),
            "inputParameters": member.get("input") or {},
            "type": member.get("type") or "SIMPLE",
        }
    )


def _forked_alike(spec: JsonMap, inputs: JsonMap) -> list[JsonMap]:
    given = inputs.get("forkTaskInputs")
    members = as_list(given)
    if members is None:
        raise TerminateWorkflowError(
            f"Dynamic tasks could not be created. The value of {java_text(given)} from task's input "
            f"{java_text(inputs)} has no dynamic tasks to be scheduled"
        )
    return [_alike(spec, inputs, index, member) for index, member in enumerate(members)]


def _alike(spec: JsonMap, inputs: JsonMap, index: int, member: Any) -> JsonMap:
    given = as_map(member)
    if given is None and inputs.get("forkTaskWorkflow") is None:
        given = {"input": member}
    if given is None:
        raise EngineError(
            f"class {_java_class(member)} cannot be cast to class java.util.Map "
            f"({_java_class(member)} and java.util.Map are in module java.base of loader 'bootstrap')"
        )
    task_inputs = {**given, "__index": index}
    workflow = inputs.get("forkTaskWorkflow")
    if workflow is not None:
        return _alike_workflow(spec, inputs, index, task_inputs)
    name = java_text(inputs.get("forkTaskName"))
    return _required_spec(
        {
            "name": name,
            "taskReferenceName": f"_{name}_{index}",
            "inputParameters": task_inputs,
            "type": inputs.get("forkTaskType") or "SIMPLE",
        }
    )


def _alike_workflow(spec: JsonMap, inputs: JsonMap, index: int, task_inputs: JsonMap) -> JsonMap:
    version = inputs.get("forkTaskWorkflowVersion")
    if version is not None and not isinstance(version, str):
        raise EngineError("class java.lang.Integer cannot be cast to class java.lang.String")
    name = java_text(inputs["forkTaskWorkflow"])
    return _required_spec(
        {
            "name": name,
            "taskReferenceName": f"_{spec['taskReferenceName']}_{index}",
            "inputParameters": task_inputs,
            "type": "SUB_WORKFLOW",
            "subWorkflowParam": {"name": name, **({} if version is None else {"version": version})},
        }
    )


def _java_class(value: Any) -> str:
    if isinstance(value, bool):
        return "java.lang.Boolean"
    if isinstance(value, int):
        return "java.lang.Integer"
    return "java.lang.Double" if isinstance(value, float) else "java.lang.String"


FORK_MAPPERS = {"FORK_JOIN": map_fork, "FORK_JOIN_DYNAMIC": map_dynamic_fork}
