"""What each type of workflow task must have, in the words of the real server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol, TypeAlias

from .durations import parse_date_ms, parse_duration_s
from .errors import BadRequestError
from .values import JsonMap

_NO_TIME = "Either date or duration is passed as null "


class Syntax(Protocol):
    """Finds syntax errors in scripts before they run."""

    def syntax_error(self, source: str) -> str | None:
        """The error text of a script that cannot be parsed, else None."""
        ...


Check: TypeAlias = Callable[[JsonMap, Syntax], Iterator[str]]


def problems_of(spec: JsonMap, syntax: Syntax) -> Iterator[str]:
    """The messages about one workflow task (not those nested inside it)."""
    check = _CHECKS.get(spec["type"])
    if check is not None:
        yield from check(spec, syntax)


def _required(field: str, spec: JsonMap) -> str:
    return f"{field} field is required for taskType: {spec['type']} taskName: {spec.get('name')}"


def _needs(*fields: str) -> Check:
    def check(spec: JsonMap, _syntax: Syntax) -> Iterator[str]:
        for field in fields:
            if spec.get(field) in (None, ""):
                yield _required(field, spec)

    return check


def _needs_inputs(*alternatives: str) -> Check:
    def check(spec: JsonMap, _syntax: Syntax) -> Iterator[str]:
        if not any(spec["inputParameters"].get(name) is not None for name in alternatives):
            yield _required(" or ".join(f"inputParameters.{name}" for name in alternatives), spec)

    return check


def _cases(spec: JsonMap) -> Iterator[str]:
    if not spec["decisionCases"]:
        yield f"decisionCases should have atleast one task for taskType: {spec['type']} taskName: {spec.get('name')}"


def _decision(spec: JsonMap, _syntax: Syntax) -> Iterator[str]:
    if spec.get("caseValueParam") is None and spec.get("caseExpression") is None:
        yield _required("caseValueParam or caseExpression", spec)
    yield from _cases(spec)


def _switch(spec: JsonMap, syntax: Syntax) -> Iterator[str]:
    if spec.get("evaluatorType") is None:
        yield _required("evaluatorType", spec)
    elif spec.get("expression") is None:
        yield _required("expression", spec)
    elif spec["evaluatorType"] == "javascript":
        error = syntax.syntax_error(spec["expression"])
        if error is not None:
            yield f"Expression is not well formatted: {error}, taskType: {spec['type']} taskName {spec.get('name')}"
    yield from _cases(spec)


def _dynamic_fork(spec: JsonMap, _syntax: Syntax) -> Iterator[str]:
    inputs = spec["inputParameters"]
    if "forkTaskInputs" in inputs and (inputs.get("forkTaskName") or inputs.get("forkTaskWorkflow")):
        return
    joined, tasks = spec.get("dynamicForkJoinTasksParam"), spec.get("dynamicForkTasksParam")
    task_inputs = spec.get("dynamicForkTasksInputParamName")
    if joined is not None:
        if tasks is not None or task_inputs is not None:
            yield (
                "dynamicForkJoinTasksParam or combination of dynamicForkTasksInputParamName and dynamicForkTasksParam "
                f"cam be used for taskType: {spec['type']} taskName: {spec.get('name')}"
            )
        return
    if tasks is None:
        yield _required("dynamicForkTasksParam", spec)
    if task_inputs is None:
        yield _required("dynamicForkTasksInputParamName", spec)


def _fork(spec: JsonMap, _syntax: Syntax) -> Iterator[str]:
    if not spec["forkTasks"]:
        yield f"forkTasks should have atleast one task for taskType: {spec['type']} taskName: {spec.get('name')}"


def _loop(spec: JsonMap, _syntax: Syntax) -> Iterator[str]:
    if spec.get("loopCondition") is None:
        yield _required("loopCondition", spec)
    if not spec["loopOver"]:
        yield _required("loopOver", spec)


def _terminate(spec: JsonMap, _syntax: Syntax) -> Iterator[str]:
    if spec["inputParameters"].get("terminationStatus") not in ("COMPLETED", "FAILED", "TERMINATED"):
        yield (
            "terminate task must have an terminationStatus parameter and must be set to COMPLETED or FAILED, "
            f"taskName: {spec.get('name')}"
        )


def _wait(spec: JsonMap, _syntax: Syntax) -> Iterator[str]:
    duration, until = spec["inputParameters"].get("duration"), spec["inputParameters"].get("until")
    if duration is not None and until is not None:
        yield "Both 'duration' and 'until' specified. Please provide only one input"
    elif duration is not None:
        yield from _wait_duration(str(duration))
    elif until is not None and not str(until).startswith("${"):
        yield from _wait_until(str(until))


def _wait_duration(text: str) -> Iterator[str]:
    if text.startswith("${"):
        return
    try:
        parse_duration_s(text)
    except BadRequestError:
        yield _NO_TIME


def _wait_until(text: str) -> Iterator[str]:
    try:
        parse_date_ms(text)
    except ValueError:
        yield "Unable to parse date "


_CHECKS: dict[str, Check] = {
    "EVENT": _needs("sink"),
    "DECISION": _decision,
    "SWITCH": _switch,
    "DYNAMIC": _needs("dynamicTaskNameParam"),
    "FORK_JOIN_DYNAMIC": _dynamic_fork,
    "FORK_JOIN": _fork,
    "HTTP": _needs_inputs("http_request", "uri"),
    "SUB_WORKFLOW": _needs("subWorkflowParam"),
    "KAFKA_PUBLISH": _needs_inputs("kafka_request"),
    "DO_WHILE": _loop,
    "WAIT": _wait,
    "JSON_JQ_TRANSFORM": _needs_inputs("queryExpression"),
    "TERMINATE": _terminate,
}
