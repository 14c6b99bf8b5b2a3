"""Tasks in which the server computes: JavaScript, Python, jq."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from conductor._shared.inputs import as_member
from conductor.builders._options import make_task, task_name
from conductor.builders._values import inputs, text
from conductor.builders.enums import EvaluatorType, TaskType

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Unpack

    from conductor.builders._options import TaskOptions
    from conductor_api.models import WorkflowTask


def inline_task(
    task_reference_name: str,
    script: str,
    evaluator_type: EvaluatorType | str = EvaluatorType.JAVASCRIPT,
    optional: bool | None = None,
    *,
    input_parameters: Mapping[str, Any] | None = None,
    **options: Unpack[TaskOptions],
) -> WorkflowTask:
    """Give a task in which the server runs a script; its output is ``{"result": ...}``.

    Args:
        task_reference_name: what other tasks of the workflow call it
        script: the text of the script; the value of its last statement is the result. :func:`js_function` makes one of
            statements with ``return``. With ``python``, it is the body of a function
        evaluator_type: ``javascript``, ``graaljs``, ``python``, or ``value-param``: the input that ``script`` names
        optional: when the task fails, the workflow goes on
        input_parameters: what the script reads, as ``$.name``; in Python as ``name``
        **options: see :class:`TaskOptions`
    """
    where = task_name(TaskType.INLINE, task_reference_name)
    return make_task(
        TaskType.INLINE,
        task_reference_name,
        options,
        input_parameters=inputs(
            where,
            input_parameters,
            evaluatorType=as_member(EvaluatorType, evaluator_type, f"{where}: evaluator_type"),
            expression=text(script, f"{where}: script"),
        ),
        optional=optional,
    )


def js_function(body: str) -> str:
    """Wrap JavaScript statements, which may ``return``, as a function that is called at once."""
    return f"(function(){{{body}}})();"


def json_jq_task(
    task_reference_name: str,
    script: str,
    optional: bool | None = None,
    *,
    input_parameters: Mapping[str, Any] | None = None,
    **options: Unpack[TaskOptions],
) -> WorkflowTask:
    """Give a task that queries its input with jq; its output is ``{"result": first, "resultList": all}``.

    Args:
        task_reference_name: what other tasks of the workflow call it
        script: the query, over the input parameters: ``.orders | length``
        optional: when the task fails, the workflow goes on
        input_parameters: what the query reads
        **options: see :class:`TaskOptions`
    """
    where = task_name(TaskType.JSON_JQ_TRANSFORM, task_reference_name)
    return make_task(
        TaskType.JSON_JQ_TRANSFORM,
        task_reference_name,
        options,
        input_parameters=inputs(where, input_parameters, queryExpression=text(script, f"{where}: script")),
        optional=optional,
    )
