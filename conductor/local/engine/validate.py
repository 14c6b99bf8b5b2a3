"""Checks of definitions before they are stored: the real server's constraints and messages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .errors import EngineError, InvalidRequestError, Violation
from .expressions import Surroundings, checked_expressions, is_readable
from .plan import all_specs
from .validate_tasks import Syntax, problems_of
from .values import JsonMap, as_list, as_map

# The server's own checks fall over a task without a name, and over a list of tasks that is null.
NO_NAME = "HV000028: Unexpected exception during isValid call."


def check_workflow_def(definition: JsonMap, path: str, syntax: Syntax, surroundings: Surroundings) -> None:
    """Raise InvalidRequestError with everything that is wrong with a workflow definition."""
    found = list(workflow_def_violations(definition, path, syntax, surroundings))
    if found:
        raise InvalidRequestError(list(dict.fromkeys(found)))


def start_violations(request: JsonMap, path: str) -> Iterator[Violation]:
    """What is wrong with a request to start, its definition left aside; `path` goes before the fields."""
    if request.get("name") is None:
        yield Violation(f"{path}name", "Workflow name cannot be null or empty")
    priority = request["priority"]
    if not 0 <= priority <= 99:
        limit = "maximum 99" if priority > 99 else "minimum 0"
        yield Violation(f"{path}priority", f"priority: {priority} should be {limit}", str(priority))


def workflow_def_violations(
    definition: JsonMap, path: str, syntax: Syntax, surroundings: Surroundings
) -> Iterator[Violation]:
    """Everything that is wrong with a workflow definition; `path` names it in the messages."""
    if not definition.get("name"):
        yield Violation(f"{path}.name", "WorkflowDef name cannot be null or empty", definition.get("name"))
    if definition["schemaVersion"] != 2:
        shown = str(definition["schemaVersion"])
        yield Violation(f"{path}.schemaVersion", "workflowDef schemaVersion: 2 is only supported", shown)
    if not definition["tasks"]:
        yield Violation(f"{path}.tasks", "WorkflowTask list cannot be empty")
    yield from _task_list_violations(definition["tasks"], f"{path}.tasks", syntax)
    yield from _reference_violations(definition, path, surroundings)
    syntax.require_syntax()


def _task_list_violations(tasks: list[JsonMap], path: str, syntax: Syntax) -> Iterator[Violation]:
    for index, spec in _there(tasks):
        yield from _task_violations(spec, f"{path}[{index}]", syntax)


def _there(items: list[Any] | None) -> Iterator[tuple[int, Any]]:
    """The items with their places, without the nulls that lists may have which the type does not use."""
    return ((index, item) for index, item in enumerate(items or []) if item is not None)


def _task_violations(spec: JsonMap, path: str, syntax: Syntax) -> Iterator[Violation]:
    """What is wrong with a task and those inside it; the server does not look into the body of a loop."""
    if not spec.get("name"):
        yield Violation(f"{path}.name", "WorkflowTask name cannot be empty or null", spec.get("name"))
    if not spec.get("taskReferenceName"):
        message = "WorkflowTask taskReferenceName name cannot be empty or null"
        yield Violation(f"{path}.taskReferenceName", message, spec.get("taskReferenceName"))
    if spec["startDelay"] < 0:
        yield Violation(f"{path}.startDelay", "must be greater than or equal to 0", str(spec["startDelay"]))
    messages = list(problems_of(spec, syntax))
    if messages and spec.get("name") is None:
        raise EngineError(NO_NAME)
    yield from (Violation(path, message) for message in messages)
    for case, tasks in spec["decisionCases"].items():
        yield from _task_list_violations(tasks, f"{path}.decisionCases[{case}].<map value>", syntax)
    yield from _task_list_violations(spec["defaultCase"], f"{path}.defaultCase", syntax)
    for index, tasks in _there(spec["forkTasks"]):
        yield from _task_list_violations(tasks, f"{path}.forkTasks[{index}].<list element>", syntax)


def _reference_violations(definition: JsonMap, path: str, surroundings: Surroundings) -> Iterator[Violation]:
    known: set[str] = set()
    specs = list(all_specs(definition["tasks"]))
    for spec in specs:
        reference = spec.get("taskReferenceName") or ""
        if reference in known:
            message = f"taskReferenceName: {reference} should be unique across tasks for a given workflowDefinition: "
            yield Violation(path, message + str(definition.get("name")))
        known.add(reference)
    references = [spec.get("taskReferenceName") for spec in specs]
    # The server does not look at the inputs of nested tasks.
    for spec in definition["tasks"]:
        yield from _input_violations(spec, path, references, surroundings)


def _input_violations(
    spec: JsonMap, path: str, references: list[str | None], surroundings: Surroundings
) -> Iterator[Violation]:
    for key, text in _deep_texts("", spec["inputParameters"]):
        for expression in checked_expressions(text):
            problem = _expression_problem(expression, key, references, surroundings)
            if problem is not None:
                yield Violation(path, problem.format(task=spec.get("name"), key=key, text=text))


def _deep_texts(key: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
        return
    for name, item in (as_map(value) or {}).items():
        yield from _deep_texts(name, item)
    for item in as_list(value) or []:
        yield from _deep_texts(key, item)


def _expression_problem(
    expression: str, key: str, references: list[str | None], surroundings: Surroundings
) -> str | None:
    if not is_readable(expression):
        return f"key: {key} input parameter value: {expression} is not valid".replace("{", "{{").replace("}", "}}")
    root = expression.split(".", 1)[0].strip()
    if root == "workflow" or surroundings.is_system_name(expression):
        return None
    if _is_found(root, references):
        return None
    shown = root.replace("{", "{{").replace("}", "}}")
    return (
        f"taskReferenceName: {shown} for given task: {{task}} input value: {{key}} "
        "of input parameter: {text} is not defined in workflow definition."
    )


def _is_found(root: str, references: list[str | None]) -> bool:
    for reference in references:
        if reference is None:
            raise EngineError(NO_NAME)
        if reference == root:
            return True
    return False


def check_task_def(definition: JsonMap, path: str) -> None:
    """Raise InvalidRequestError with everything that is wrong with a task definition."""
    found = list(task_def_violations(definition, path))
    if found:
        raise InvalidRequestError(found)


_AT_LEAST_ZERO = ("retryCount", "maxRetryDelaySeconds", "backoffJitterMs", "totalTimeoutSeconds")


def task_def_violations(definition: JsonMap, path: str) -> Iterator[Violation]:
    """Everything that is wrong with a task definition; `path` names it in the messages."""
    if not definition.get("name"):
        yield Violation(f"{path}.name", "TaskDef name cannot be null or empty", definition.get("name"))
    for field in _AT_LEAST_ZERO:
        if definition[field] < 0:
            yield Violation(f"{path}.{field}", f"TaskDef {field}: 0 must be >= 0", str(definition[field]))
    response_s, timeout_s = definition["responseTimeoutSeconds"], definition["timeoutSeconds"]
    if response_s < 1:
        message = "TaskDef responseTimeoutSeconds: 0 should be minimum 1 second"
        yield Violation(f"{path}.responseTimeoutSeconds", message, str(response_s))
    if definition["backoffScaleFactor"] < 1:
        message = "Backoff scale factor. Applicable for LINEAR_BACKOFF"
        yield Violation(f"{path}.backoffScaleFactor", message, str(definition["backoffScaleFactor"]))
    if timeout_s > 0 and response_s > timeout_s:
        message = f"TaskDef: {definition.get('name')} responseTimeoutSeconds: {response_s}"
        yield Violation(path, f"{message} must be less than timeoutSeconds: {timeout_s}")
    if 0 < definition["totalTimeoutSeconds"] < timeout_s:
        message = f"TaskDef: {definition.get('name')} timeoutSeconds: {timeout_s} must be less than or equal to"
        yield Violation(path, f"{message} totalTimeoutSeconds: {definition['totalTimeoutSeconds']}")
