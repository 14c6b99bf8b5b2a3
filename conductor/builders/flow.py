"""Tasks that steer a workflow: choices, loops, variables, the early end."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from conductor._shared.inputs import as_member
from conductor.builders._options import make_task, task_name
from conductor.builders._tasks import as_cases, as_tasks, refuse_round_marks
from conductor.builders._values import expression as reference
from conductor.builders._values import inputs, mapping, text
from conductor.builders.enums import EvaluatorType, TaskType, TerminationStatus
from conductor.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Unpack

    from conductor.builders._options import OptionalTaskOptions, TaskOptions
    from conductor.builders._tasks import TaskLike
    from conductor_api.models import WorkflowTask

_JAVASCRIPT_NAME = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")
_SWITCH_INPUT = "switchCaseValue"


def switch_task(
    task_reference_name: str,
    expression: str,
    decision_cases: Mapping[str, Sequence[TaskLike]] | None = None,
    default_case: Sequence[TaskLike] = (),
    optional: bool | None = None,
    *,
    evaluator: EvaluatorType | str = EvaluatorType.VALUE_PARAM,
    input_parameters: Mapping[str, Any] | None = None,
    **options: Unpack[TaskOptions],
) -> WorkflowTask:
    """Give a task that goes on with one of several lists of tasks.

    Args:
        task_reference_name: what other tasks of the workflow call it
        expression: what is compared with the cases, a ``${...}`` reference; with a script evaluator the script, which
            reads the ``input_parameters`` as ``$.name``; with ``python`` the body of a function, which reads them as
            ``name``
        decision_cases: the tasks by case; the value is compared as text, so the cases of a boolean are "true", "false"
        default_case: the tasks for any other value
        optional: when the task fails, the workflow goes on
        evaluator: ``value-param``, ``javascript``, ``graaljs`` or ``python``
        input_parameters: further input, which a script reads
        **options: see :class:`TaskOptions`
    """
    where = task_name(TaskType.SWITCH, task_reference_name)
    kind = as_member(EvaluatorType, evaluator, f"{where}: evaluator")
    compared = text(expression, f"{where}: expression")
    by_value = kind is EvaluatorType.VALUE_PARAM
    return make_task(
        TaskType.SWITCH,
        task_reference_name,
        options,
        evaluator_type=kind.value,
        expression=_SWITCH_INPUT if by_value else compared,
        input_parameters=inputs(where, input_parameters, **({_SWITCH_INPUT: compared} if by_value else {})),
        decision_cases=as_cases({} if decision_cases is None else decision_cases, f"{where}: decision_cases"),
        default_case=as_tasks(default_case, f"{where}: default_case"),
        optional=optional,
    )


def do_while_task(
    task_reference_name: str,
    termination_condition: str,
    tasks: Sequence[TaskLike],
    optional: bool | None = None,
    *,
    input_parameters: Mapping[str, Any] | None = None,
    **options: Unpack[TaskOptions],
) -> WorkflowTask:
    """Give a loop: its tasks run once, and again as long as the condition is true.

    Args:
        task_reference_name: what other tasks of the workflow call it
        termination_condition: JavaScript that is true as long as the loop **goes on**; it reads the input parameters
            as ``$.name``, the round as ``$.<reference>['iteration']``, outputs of the tasks as ``$.<their reference>``
        tasks: what is repeated; their references must not have ``__``, by which the server marks the rounds
        optional: when the loop fails, the workflow goes on
        input_parameters: what the condition reads; ``keepLastN`` makes the server forget older rounds
        **options: see :class:`TaskOptions`
    """
    where = task_name(TaskType.DO_WHILE, task_reference_name)
    body = as_tasks(tasks, f"{where}: tasks")
    refuse_round_marks(body, f"{where}: tasks")
    return make_task(
        TaskType.DO_WHILE,
        task_reference_name,
        options,
        loop_condition=text(termination_condition, f"{where}: termination_condition"),
        input_parameters=inputs(where, input_parameters),
        loop_over=body,
        optional=optional,
    )


def new_loop_task(
    task_reference_name: str,
    iterations: int | str,
    tasks: Sequence[TaskLike],
    optional: bool | None = None,
    **options: Unpack[TaskOptions],
) -> WorkflowTask:
    """Give a loop of a number of rounds, 1 or more.

    Args:
        task_reference_name: what other tasks of the workflow call it
        iterations: how many rounds; a number, or a ``${...}`` that gives one
        tasks: what is repeated
        optional: when the loop fails, the workflow goes on
        **options: see :class:`TaskOptions`
    """
    where = task_name(TaskType.DO_WHILE, task_reference_name)
    _check_iterations(iterations, f"{where}: iterations")
    condition = f"if ( {_property(task_reference_name)}['iteration'] < $.value ) {{ true; }} else {{ false; }}"
    return do_while_task(
        task_reference_name, condition, tasks, optional, input_parameters={"value": iterations}, **options
    )


def for_each_task(
    task_reference_name: str,
    items: str,
    tasks: Sequence[TaskLike],
    optional: bool | None = None,
    **options: Unpack[TaskOptions],
) -> WorkflowTask:
    """Give a loop over the items of a list, one after the other; none for an empty list.

    Its tasks read the item as ``${<reference>.output.loopItem}`` and its position, from 0, as ``loopIndex``.

    Args:
        task_reference_name: what other tasks of the workflow call it
        items: a ``${...}`` that gives the list
        tasks: what is done for each item
        optional: when the loop fails, the workflow goes on
        **options: see :class:`TaskOptions`
    """
    where = task_name(TaskType.DO_WHILE, task_reference_name)
    # The server wants a condition even where the list decides.
    loop = do_while_task(task_reference_name, "true", tasks, optional, **options)
    loop.items = reference(items, f"{where}: items")
    return loop


def terminate_task(
    task_reference_name: str,
    status: TerminationStatus | str,
    termination_reason: str | None = None,
    *,
    workflow_output: Mapping[str, Any] | str | None = None,
    **options: Unpack[OptionalTaskOptions],
) -> WorkflowTask:
    """Give a task that ends the workflow at once.

    Args:
        task_reference_name: what other tasks of the workflow call it
        status: COMPLETED, FAILED or TERMINATED; the server takes no ``${...}`` here
        termination_reason: why; the reason of the workflow
        workflow_output: the output of the workflow, a mapping or a ``${...}`` that gives one; empty without it
        **options: see :class:`OptionalTaskOptions`
    """
    where = task_name(TaskType.TERMINATE, task_reference_name)
    return make_task(
        TaskType.TERMINATE,
        task_reference_name,
        options,
        input_parameters=inputs(
            where,
            None,
            terminationStatus=as_member(TerminationStatus, status, f"{where}: status"),
            terminationReason=termination_reason,
            workflowOutput=workflow_output,
        ),
    )


def set_variable_task(
    task_reference_name: str,
    input_parameters: Mapping[str, Any],
    optional: bool | None = None,
    **options: Unpack[TaskOptions],
) -> WorkflowTask:
    """Give a task that sets variables of the workflow, to be read as ``${workflow.variables.name}``.

    Args:
        task_reference_name: what other tasks of the workflow call it
        input_parameters: the variables; each key becomes one
        optional: when the task fails, the workflow goes on
        **options: see :class:`TaskOptions`
    """
    where = task_name(TaskType.SET_VARIABLE, task_reference_name)
    return make_task(
        TaskType.SET_VARIABLE,
        task_reference_name,
        options,
        input_parameters=mapping(input_parameters, f"{where}: input_parameters"),
        optional=optional,
    )


def _check_iterations(value: object, argument: str) -> None:
    if isinstance(value, str):
        reference(value, argument)
    elif isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ConfigurationError(f"{argument}: expected a whole number from 1, found {value!r}")


def _property(name: str) -> str:
    # `$.my-loop` would be a subtraction.
    return f"$.{name}" if _JAVASCRIPT_NAME.fullmatch(name) else f"$[{json.dumps(name)}]"
