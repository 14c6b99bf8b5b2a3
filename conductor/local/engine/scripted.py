"""Tasks that evaluate something: INLINE, LAMBDA, JSON_JQ_TRANSFORM."""

from __future__ import annotations

from typing import Any

from .expressions import reveal_secrets
from .model import Task, Workflow
from .runtime import Runtime, ScriptError, ScriptLimitError, close_task
from .values import JsonMap, java_text


def revealed_input(rt: Runtime, task: Task) -> JsonMap:
    """The input with secrets in place, as it is at run time."""
    inputs: JsonMap = reveal_secrets(task.input, rt.surroundings.secrets)
    return inputs


def run_inline(rt: Runtime, workflow: Workflow, task: Task) -> bool:
    """Evaluate the expression of an INLINE task."""
    inputs = revealed_input(rt, task)
    try:
        task.output = {"result": _inline_value(rt, inputs)}
    except ScriptError as error:
        task.output = {"error": str(error)}
        close_task(rt, workflow, task, "FAILED_WITH_TERMINAL_ERROR", str(error))
        return True
    close_task(rt, workflow, task, "COMPLETED")
    return True


def _inline_value(rt: Runtime, inputs: JsonMap) -> Any:
    evaluator = inputs.get("evaluatorType") or "javascript"
    expression = inputs.get("expression")
    if not expression:
        raise ScriptError(
            "Empty 'expression' in INLINE task's input parameters. A non-empty String value must be provided."
        )
    if evaluator == "value-param":
        return inputs.get(java_text(expression))
    if evaluator in {"javascript", "graaljs"}:
        return rt.scripts.javascript(java_text(expression), inputs)
    if evaluator == "python":
        return rt.scripts.python(java_text(expression), inputs)
    raise ScriptError(f"Unknown evaluator '{evaluator}' in INLINE task.")


def run_lambda(rt: Runtime, workflow: Workflow, task: Task) -> bool:
    """Evaluate the function body of a LAMBDA task."""
    inputs = revealed_input(rt, task)
    try:
        task.output = {"result": _lambda_value(rt, inputs)}
    except ScriptError as error:
        task.output = {"error": str(error)}
        close_task(rt, workflow, task, status_after(error), str(error))
        return True
    close_task(rt, workflow, task, "COMPLETED")
    return True


def status_after(error: ScriptError) -> str:
    """Return the status of a task whose script failed; the script that a limit stopped is not tried again."""
    return "FAILED_WITH_TERMINAL_ERROR" if isinstance(error, ScriptLimitError) else "FAILED"


def _lambda_value(rt: Runtime, inputs: JsonMap) -> Any:
    expression = inputs.get("scriptExpression")
    if not expression:
        raise ScriptError(
            "Empty 'scriptExpression' in Lambda task's input parameters. A non-empty String value must be provided."
        )
    return rt.scripts.javascript(f"function scriptFun(){{{java_text(expression)}}} scriptFun();", inputs)


def run_jq(rt: Runtime, workflow: Workflow, task: Task) -> bool:
    """Evaluate the query of a JSON_JQ_TRANSFORM task."""
    inputs = revealed_input(rt, task)
    query = inputs.get("queryExpression")
    if not query:
        reason = "Missing 'queryExpression' in input parameters"
        close_task(rt, workflow, task, "FAILED", reason)
        return True
    try:
        results = rt.scripts.jq(java_text(query), inputs)
    except ScriptError as error:
        task.output = {"error": str(error)}
        close_task(rt, workflow, task, status_after(error), str(error))
        return True
    task.output = {"result": results[0] if results else None, "resultList": results}
    close_task(rt, workflow, task, "COMPLETED")
    return True
