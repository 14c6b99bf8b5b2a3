"""What each type of workflow task must have, in the words of the real server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol, TypeAlias

from .durations import parse_date_ms, parse_duration_s
from .errors import BadRequestError
from .values import JsonMap, map_or_empty

_JAVASCRIPT = ("javascript", "graaljs")
_NO_TIME = "Either date or duration is passed as null "


class Syntax(Protocol):
    """Finds syntax errors in scripts before they run."""

    def syntax_error(self, source: str) -> str | None:
        """The error text of a script that cannot be parsed, else None."""
        ...

    def require_syntax(self) -> None:
        """Raise ScriptPending when `syntax_error` was asked about scripts that are not parsed yet."""
        ...

    def missing(self, language: str, source: str) -> str | None:
        """Why a script cannot run here, as its interpreter (of javascript or jq) is not installed, else None."""
        ...


Check: TypeAlias = Callable[[JsonMap, Syntax], Iterator[str]]


def problems_of(spec: JsonMap, syntax: Syntax) -> Iterator[str]:
    """The messages about one workflow task (not those nested inside it)."""
    check = _CHECKS.get(spec["type"])
    if check is not None:
        yield from check(spec, syntax)
    yield from _interpreter(spec, syntax)


def _interpreter(spec: JsonMap, syntax: Syntax) -> Iterator[str]:
    """What no real server would say: it has its interpreters always with it."""
    language, source = _script_of(spec)
    problem = syntax.missing(language, source) if isinstance(source, str) else None
    if problem is not None:
        yield f"{problem}, taskType: {spec['type']} taskName {spec.get('name')}"


def _script_of(spec: JsonMap) -> tuple[str, Any]:
    kind, inputs = spec["type"], spec["inputParameters"]
    if kind == "JSON_JQ_TRANSFORM":
        return "jq", inputs.get("queryExpression")
    if kind == "INLINE":
        evaluator = inputs.get("evaluatorType") or "javascript"
        return "javascript", inputs.get("expression") if evaluator in _JAVASCRIPT else None
    if kind == "SWITCH":
        return "javascript", spec.get("expression") if spec.get("evaluatorType") in _JAVASCRIPT else None
    field = {"DECISION": "caseExpression", "DO_WHILE": "loopCondition"}.get(kind)
    return "javascript", inputs.get("scriptExpression") if kind == "LAMBDA" else spec.get(field or "")


def _required(field: str, spec: JsonMap) -> str:
    return f"{field} field is required for taskType: {spec['type']} taskName: {spec.get('name')}"


def _needs(*fields: str) -> Check:
    def check(spec: JsonMap, _syntax: Syntax) -> Iterator[str]:
        for field in fields:
            if spec.get(field) is None:
                yield _required(field, spec)

    return check


def _needs_inputs(*named: str, others: tuple[str, ...] = ()) -> Check:
    """One of the inputs must be there, null included; the first may be in the template of the task definition."""

    def check(spec: JsonMap, _syntax: Syntax) -> Iterator[str]:
        template = map_or_empty(map_or_empty(spec.get("taskDefinition")).get("inputTemplate"))
        if named[0] not in template and not any(name in spec["inputParameters"] for name in (*named, *others)):
            yield _required(" or ".join(f"inputParameters.{name}" for name in named), spec)

    return check


def _cases(spec: JsonMap) -> Iterator[str]:
    if not spec["decisionCases"]:
        yield f"decisionCases should have atleast one task for taskType: {spec['type']} taskName: {spec.get('name')}"


def _decision(spec: JsonMap, syntax: Syntax) -> Iterator[str]:
    if spec.get("caseValueParam") is None and spec.get("caseExpression") is None:
        yield _required("caseValueParam or caseExpression", spec)
    yield from _script(spec, spec.get("caseExpression"), syntax)
    yield from _cases(spec)


def _script(spec: JsonMap, source: str | None, syntax: Syntax) -> Iterator[str]:
    error = None if source is None else syntax.syntax_error(source)
    if error is not None:
        yield f"Expression is not well formatted: {error}, taskType: {spec['type']} taskName {spec.get('name')}"


def _switch(spec: JsonMap, syntax: Syntax) -> Iterator[str]:
    if spec.get("evaluatorType") is None:
        yield _required("evaluatorType", spec)
    elif spec.get("expression") is None:
        yield _required("expression", spec)
    elif spec["evaluatorType"] == "javascript":
        yield from _script(spec, spec["expression"], syntax)
    yield from _cases(spec)


def _dynamic_fork(spec: JsonMap, _syntax: Syntax) -> Iterator[str]:
    if "forkTaskInputs" in spec["inputParameters"]:
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
    if spec["optional"]:
        yield f"terminate task cannot be optional, taskName: {spec.get('name')}"
    if spec["inputParameters"].get("terminationStatus") not in ("COMPLETED", "FAILED", "TERMINATED"):
        yield (
            "terminate task must have an terminationStatus parameter and must be set to COMPLETED or FAILED, "
            f"taskName: {spec.get('name')}"
        )


def _wait(spec: JsonMap, _syntax: Syntax) -> Iterator[str]:
    duration, until = (_time(spec["inputParameters"].get(name)) for name in ("duration", "until"))
    if duration and until:
        yield "Both 'duration' and 'until' specified. Please provide only one input"
    if duration and not duration.startswith("${"):
        yield from _wait_duration(duration)
    elif until and not until.startswith("${"):
        yield from _wait_until(until)


def _time(value: Any) -> str:
    text = "" if value is None else str(value)
    return text if text.strip() else ""


def _wait_duration(text: str) -> Iterator[str]:
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
    "HTTP": _needs_inputs("http_request", "uri", others=("method",)),
    "SUB_WORKFLOW": _needs("subWorkflowParam"),
    "KAFKA_PUBLISH": _needs_inputs("kafka_request"),
    "DO_WHILE": _loop,
    "WAIT": _wait,
    "JSON_JQ_TRANSFORM": _needs_inputs("queryExpression"),
    "TERMINATE": _terminate,
}
