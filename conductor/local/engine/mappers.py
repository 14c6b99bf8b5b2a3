"""From workflow tasks to tasks: what is scheduled for each type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from .durations import parse_date_ms, parse_duration_s
from .errors import BadRequestError, EngineError, TerminateWorkflowError
from .inputs import resolve, task_input
from .model import NEVER_S, Task, Workflow
from .runtime import Runtime, ScriptError, ScriptLimitError
from .values import JsonMap, hash_ordered, is_map, java_text, map_or_empty

Mapper: TypeAlias = Callable[[Runtime, Workflow, JsonMap], list[Task]]

SYNC_TYPES = frozenset(
    {
        "SWITCH", "DECISION", "FORK", "EXCLUSIVE_JOIN", "DO_WHILE", "TERMINATE", "SET_VARIABLE", "INLINE", "LAMBDA",
        "JSON_JQ_TRANSFORM", "NOOP", "EVENT", "HUMAN",
    }
)  # fmt: skip
ASYNC_TYPES = frozenset({"JOIN", "SUB_WORKFLOW", "START_WORKFLOW", "HTTP", "KAFKA_PUBLISH", "WAIT"})
SYSTEM_TYPES = SYNC_TYPES | ASYNC_TYPES
NOT_RETRIED_TYPES = frozenset({"DECISION", "SWITCH", "FORK", "JOIN", "EXCLUSIVE_JOIN", "DO_WHILE"})


def is_system(task: Task) -> bool:
    """Whether the engine itself runs the task."""
    return task.task_type in SYSTEM_TYPES


def already_there(workflow: Workflow, reference: str) -> bool:
    """Whether the execution has a task with exactly this reference."""
    found = workflow.by_ref.get(reference)
    return found is not None and found.reference == reference


def map_spec(rt: Runtime, workflow: Workflow, spec: JsonMap) -> list[Task]:
    """The tasks to schedule for a workflow task, less those that are there already.

    Raises TerminateWorkflowError when the workflow has to fail instead.
    """
    mapper = _MAPPERS.get(spec["type"], _user_defined)
    return [task for task in mapper(rt, workflow, spec) if not already_there(workflow, task.reference)]


def new_task(rt: Runtime, workflow: Workflow, spec: JsonMap, task_type: str, **fields: Any) -> Task:
    """A task for a workflow task; `fields` override what is usual."""
    fields.setdefault("task_id", rt.new_id())
    if "input" in fields:
        fields["input"] = hash_ordered(fields["input"])
    return Task(
        task_type=task_type,
        reference=spec["taskReferenceName"],
        def_name=task_type if task_type in NOT_RETRIED_TYPES - {"DO_WHILE"} else spec["name"],
        workflow_id=workflow.workflow_id,
        workflow_type=workflow.name,
        spec=spec,
        priority=workflow.priority,
        correlation_id=workflow.correlation_id,
        scheduled_ms=rt.now_ms,
        **fields,
    )


def _with_limits(task: Task) -> Task:
    definition = task.definition
    if definition is not None:
        task.rate_limit = definition["rateLimitPerFrequency"]
        task.rate_limit_window_s = definition["rateLimitFrequencyInSeconds"]
        task.isolation_group = definition.get("isolationGroupId")
        task.execution_namespace = definition.get("executionNameSpace")
    return task


def _worker_task(rt: Runtime, workflow: Workflow, spec: JsonMap, task_type: str) -> Task:
    task_id = rt.new_id()
    task = new_task(
        rt,
        workflow,
        spec,
        task_type,
        task_id=task_id,
        input=task_input(rt, workflow, spec, task_id),
        start_delay_s=spec["startDelay"],
        callback_after_s=spec["startDelay"],
    )
    task.response_timeout_s = (task.definition or {}).get("responseTimeoutSeconds", 0)
    return task


def _simple(rt: Runtime, workflow: Workflow, spec: JsonMap) -> list[Task]:
    return [_with_limits(_worker_task(rt, workflow, _defined(rt, spec), spec["name"]))]


def _user_defined(rt: Runtime, workflow: Workflow, spec: JsonMap) -> list[Task]:
    return [_with_limits(_worker_task(rt, workflow, _defined(rt, spec), spec["type"]))]


def _defined(rt: Runtime, spec: JsonMap) -> JsonMap:
    if spec.get("taskDefinition") is not None:
        return spec
    return {**spec, "taskDefinition": rt.metadata.task_definition_for(spec)}


def _dynamic(rt: Runtime, workflow: Workflow, spec: JsonMap) -> list[Task]:
    parameter = spec["dynamicTaskNameParam"]
    inputs: JsonMap = resolve(rt, workflow, spec["inputParameters"])
    name = inputs.get(parameter)
    if name is None:
        raise TerminateWorkflowError(
            "Cannot map a dynamic task based on the parameter and input. "
            f"Parameter= {parameter}, input= {java_text(inputs)}"
        )
    return [_worker_task(rt, workflow, {**spec, "name": java_text(name)}, java_text(name))]


def _system(task_type: str, status: str) -> Mapper:
    def mapper(rt: Runtime, workflow: Workflow, spec: JsonMap) -> list[Task]:
        task_id = rt.new_id()
        inputs = task_input(rt, workflow, spec, task_id)
        return [new_task(rt, workflow, spec, task_type, task_id=task_id, input=inputs, status=status)]

    return mapper


def _without_id(task_type: str, status: str) -> Mapper:
    """A type whose input does not see the id of its own task."""

    def mapper(rt: Runtime, workflow: Workflow, spec: JsonMap) -> list[Task]:
        inputs = resolve(rt, workflow, spec["inputParameters"])
        return [new_task(rt, workflow, spec, task_type, input=inputs, status=status)]

    return mapper


def _noop(rt: Runtime, workflow: Workflow, spec: JsonMap) -> list[Task]:
    return [new_task(rt, workflow, spec, "NOOP", status="IN_PROGRESS")]


def _http(rt: Runtime, workflow: Workflow, spec: JsonMap) -> list[Task]:
    (task,) = _system("HTTP", "SCHEDULED")(rt, workflow, spec)
    task.input["asyncComplete"] = spec["asyncComplete"]
    task.start_delay_s = task.callback_after_s = spec["startDelay"]
    return [_with_limits(task)]


def _kafka(rt: Runtime, workflow: Workflow, spec: JsonMap) -> list[Task]:
    return [_with_limits(task) for task in _system("KAFKA_PUBLISH", "SCHEDULED")(rt, workflow, spec)]


def _event(rt: Runtime, workflow: Workflow, spec: JsonMap) -> list[Task]:
    parameters = {**spec["inputParameters"], "sink": spec.get("sink"), "asyncComplete": spec["asyncComplete"]}
    return _system("EVENT", "SCHEDULED")(rt, workflow, {**spec, "inputParameters": parameters})


def _wait(rt: Runtime, workflow: Workflow, spec: JsonMap) -> list[Task]:
    (task,) = _system("WAIT", "IN_PROGRESS")(rt, workflow, spec)
    duration, until = task.input.get("duration"), task.input.get("until")
    if duration is not None and until is not None:
        raise BadRequestError("Both 'duration' and 'until' specified. Please provide only one input")
    if duration is not None:
        task.callback_after_s = parse_duration_s(java_text(duration))
        task.wait_until_ms = rt.now_ms + task.callback_after_s * 1000
    elif until is not None:
        task.wait_until_ms = _until_ms(java_text(until))
        task.callback_after_s = max((task.wait_until_ms - rt.now_ms) // 1000, 0)
    else:
        task.callback_after_s = NEVER_S
    return [task]


def _until_ms(text: str) -> int:
    try:
        return parse_date_ms(text)
    except ValueError as error:
        raise EngineError(str(error)) from None


def _join(rt: Runtime, workflow: Workflow, spec: JsonMap) -> list[Task]:
    return [new_task(rt, workflow, spec, "JOIN", status="IN_PROGRESS", input={"joinOn": list(spec["joinOn"])})]


def _exclusive_join(rt: Runtime, workflow: Workflow, spec: JsonMap) -> list[Task]:
    inputs: JsonMap = {name: list(spec[name]) for name in ("joinOn", "defaultExclusiveJoinTask")}
    return [new_task(rt, workflow, spec, "EXCLUSIVE_JOIN", status="IN_PROGRESS", input=inputs)]


def _do_while(rt: Runtime, workflow: Workflow, spec: JsonMap) -> list[Task]:
    return [_with_limits(task) for task in _system("DO_WHILE", "IN_PROGRESS")(rt, workflow, spec)]


def _with_case(rt: Runtime, workflow: Workflow, task: Task, chosen: str) -> list[Task]:
    spec = task.spec or {}
    tasks = spec["decisionCases"].get(chosen, spec["defaultCase"])
    if not tasks:
        return [task]
    children = map_spec(rt, workflow, tasks[0])
    task.input["hasChildren"] = "true"
    return [task, *children]


def _switch(rt: Runtime, workflow: Workflow, spec: JsonMap) -> list[Task]:
    (task,) = _without_id("SWITCH", "IN_PROGRESS")(rt, workflow, spec)
    inputs = task.input
    try:
        chosen = java_text(evaluate(rt, spec["evaluatorType"], spec["expression"], inputs))
    except ScriptError as error:
        is_final = isinstance(error, ScriptLimitError)
        task.status = "FAILED_WITH_TERMINAL_ERROR" if is_final else "FAILED"
        task.reason, task.end_ms = str(error), rt.now_ms
        return [task]
    task.input["case"] = chosen
    task.output = {"evaluationResult": [chosen], "selectedCase": chosen}
    return _with_case(rt, workflow, task, chosen)


def evaluate(rt: Runtime, evaluator: str, expression: str, inputs: JsonMap) -> Any:
    """The value of an expression by a named evaluator; TerminateWorkflowError for an unknown one."""
    if evaluator == "value-param":
        return inputs.get(expression)
    if evaluator in {"javascript", "graaljs"}:
        return rt.scripts.javascript(expression, inputs)
    if evaluator == "python":
        return rt.scripts.python(expression, inputs)
    raise TerminateWorkflowError(f"No evaluator registered for type: {evaluator}")


def _decision(rt: Runtime, workflow: Workflow, spec: JsonMap) -> list[Task]:
    inputs: JsonMap = resolve(rt, workflow, spec["inputParameters"])
    if spec.get("caseExpression"):
        try:
            value = rt.scripts.javascript(spec["caseExpression"], inputs)
        except ScriptError as error:
            message = f"Error while evaluating script: {spec['caseExpression']}"
            raise TerminateWorkflowError(f"{message}: {error}") from error
    else:
        value = inputs.get(spec["caseValueParam"])
    chosen = java_text(value)
    task = new_task(rt, workflow, spec, "DECISION", status="IN_PROGRESS", input={"case": chosen})
    task.output = {"caseOutput": [chosen]}
    return _with_case(rt, workflow, task, chosen)


def _sub_workflow(rt: Runtime, workflow: Workflow, spec: JsonMap) -> list[Task]:
    given = spec.get("subWorkflowParam")
    if given is None:
        raise TerminateWorkflowError(
            f"Task {spec['name']} is defined as sub-workflow and is missing subWorkflowParams. "
            "Please check the workflow definition"
        )
    inner = given.get("workflowDefinition")
    param = resolve(rt, workflow, {key: item for key, item in given.items() if key != "workflowDefinition"})
    inner = resolve(rt, workflow, inner) if isinstance(inner, str) else inner
    name = param.get("name") or map_or_empty(inner).get("name")
    inputs: JsonMap = {
        "subWorkflowName": name,
        "subWorkflowVersion": _sub_version(rt, name, param.get("version"), inner),
        "subWorkflowDefinition": inner,
        "subWorkflowTaskToDomain": param.get("taskToDomain"),
        "workflowInput": resolve(rt, workflow, spec["inputParameters"]),
        "priority": param.get("priority"),
        "idempotencyKey": param.get("idempotencyKey"),
        "idempotencyStrategy": param.get("idempotencyStrategy"),
    }
    delay_s = spec["startDelay"]
    task = new_task(rt, workflow, spec, "SUB_WORKFLOW", input=inputs, callback_after_s=delay_s)
    task.start_delay_s = delay_s
    if isinstance(given.get("priority"), int):
        task.priority = given["priority"]
    return [task]


def _sub_version(rt: Runtime, name: Any, version: Any, inner: Any) -> Any:
    if is_map(inner) and inner.get("tasks"):
        return None
    if version is not None:
        return int(version) if isinstance(version, str) and version.isdigit() else version
    found = rt.metadata.find_workflow(java_text(name), None)
    if found is None:
        raise EngineError(f"The Task {name} defined as a sub-workflow has no workflow definition available ")
    return found["version"]


_MAPPERS: dict[str, Mapper] = {
    "SIMPLE": _simple,
    "DYNAMIC": _dynamic,
    "SWITCH": _switch,
    "DECISION": _decision,
    "JOIN": _join,
    "EXCLUSIVE_JOIN": _exclusive_join,
    "DO_WHILE": _do_while,
    "SUB_WORKFLOW": _sub_workflow,
    "WAIT": _wait,
    "HTTP": _http,
    "KAFKA_PUBLISH": _kafka,
    "EVENT": _event,
    "HUMAN": _system("HUMAN", "IN_PROGRESS"),
    "START_WORKFLOW": _without_id("START_WORKFLOW", "SCHEDULED"),
    "JSON_JQ_TRANSFORM": _system("JSON_JQ_TRANSFORM", "SCHEDULED"),
    "INLINE": _system("INLINE", "IN_PROGRESS"),
    "LAMBDA": _system("LAMBDA", "IN_PROGRESS"),
    "SET_VARIABLE": _without_id("SET_VARIABLE", "IN_PROGRESS"),
    "TERMINATE": _system("TERMINATE", "IN_PROGRESS"),
    "NOOP": _noop,
}


def register_mapper(task_type: str, mapper: Mapper) -> None:
    """Add the mapper of a type that lives in a module of its own."""
    _MAPPERS[task_type] = mapper
