"""What is written into the box of a task."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from conductor._shared.times import duration_text
from conductor.diagrams.model import Run, Shape
from conductor.diagrams.payload import as_mapping
from conductor.diagrams.text import clean, counted
from conductor_api.models import WorkflowTask

_SHAPES = {
    "SWITCH": Shape.SWITCH,
    "DECISION": Shape.SWITCH,
    "FORK_JOIN": Shape.FORK,
    "FORK_JOIN_DYNAMIC": Shape.FORK,
    "JOIN": Shape.JOIN,
    "EXCLUSIVE_JOIN": Shape.JOIN,
    "DO_WHILE": Shape.LOOP,
    "SUB_WORKFLOW": Shape.SUBFLOW,
    "START_WORKFLOW": Shape.SUBFLOW,
    "TERMINATE": Shape.STOP,
    "WAIT": Shape.WAIT,
    "WAIT_FOR_WEBHOOK": Shape.WAIT,
    "HUMAN": Shape.WAIT,
    "YIELD": Shape.WAIT,
    "EVENT": Shape.EVENT,
    "KAFKA_PUBLISH": Shape.EVENT,
}

# How nearly all loop conditions are written; what is in the brackets says it all.
_IF_TRUE_ELSE_FALSE = re.compile(
    r"if ?\((.*)\) ?\{ ?(?:return )?true;? ?\} ?else ?\{ ?(?:return )?false;? ?\};?", re.IGNORECASE
)

# What a condition reads: `$.name.field`, each part also in brackets.
_KEY = r"(?:\.([A-Za-z_]\w*)|\[\s*['\"](.+?)['\"]\s*\])"
_INPUT = re.compile(rf"\${_KEY}{_KEY}?")
_WHOLE_REFERENCE = re.compile(r"\$\{([^{}]+)\}")

# What a reader sees anyway: most tasks are SIMPLE, and "while" names a loop.
_TOLD_BY_DETAIL = {"SIMPLE", "DO_WHILE"}

# Their duration says nothing: they end at once, or wait for others.
_UNTIMED = {Shape.SWITCH, Shape.FORK, Shape.JOIN, Shape.STOP}


def shape_of(task: WorkflowTask) -> Shape:
    """Give the shape for the type of the task; types without one of their own are plain boxes."""
    return _SHAPES.get(type_of(task), Shape.TASK)


def type_of(task: WorkflowTask) -> str:
    """Give the type; a task without one is SIMPLE for the server."""
    return str(task.type or "SIMPLE")


def subtitle(task: WorkflowTask, run: Run | None = None) -> str:
    """Give the second line: how it went when it ran, then the type and what is special about it."""
    ran = _run_text(shape_of(task), run)
    return f"{ran} · {_detail(task) or type_of(task)}" if ran else _kind_text(task)


def tooltip(task: WorkflowTask, run: Run | None = None) -> str:
    """Give all that is known in short lines, for pointers and screen readers."""
    lines = [f"{clean(task.task_reference_name)} ({_kind_text(task)})", clean(task.description or "")]
    if run:
        lines += [
            " · ".join(part for part in (run.status, _run_text(Shape.TASK, run)) if part),
            clean(run.reason or ""),
        ]
    return "\n".join(line for line in lines if line)


def _run_text(shape: Shape, run: Run | None) -> str:
    if not run:
        return ""
    parts = [
        counted(run.rounds, "round") if run.rounds and shape is Shape.LOOP else "",
        duration_text(run.run_ms) if run.run_ms is not None and shape not in _UNTIMED else "",
        counted(run.tries, "try") if run.tries > 1 else "",
    ]
    return " · ".join(part for part in parts if part)


def _kind_text(task: WorkflowTask) -> str:
    kind, detail = type_of(task), _detail(task)
    if kind in _TOLD_BY_DETAIL:
        return detail or kind
    return f"{kind} · {detail}" if detail else kind


def _detail(task: WorkflowTask) -> str:
    return clean(_DETAILS.get(type_of(task), _name)(task))


def _name(task: WorkflowTask) -> str:
    name = task.name or ""
    return "" if name in (task.task_reference_name, type_of(task), type_of(task).lower()) else name


def _switch(task: WorkflowTask) -> str:
    name = task.expression or task.case_value_param or ""
    if task.case_value_param or task.evaluator_type == "value-param":
        return _text(_inputs(task).get(name, name))
    return task.expression or task.case_expression or ""


def _loop(task: WorkflowTask) -> str:
    if task.items:
        return f"for each of {_text(task.items)}"
    condition = clean(task.loop_condition or "")
    spelled_out = _IF_TRUE_ELSE_FALSE.fullmatch(condition)
    shown = _INPUT.sub(lambda found: _read(task, found), (spelled_out[1] if spelled_out else condition).strip())
    return f"while {shown}" if condition else ""


def _read(task: WorkflowTask, found: re.Match[str]) -> str:
    """Give what a reader sees for ``$.name``: what the input holds, and for the loop itself just its field."""
    name, field = found[1] or found[2], found[3] or found[4]
    if name == task.task_reference_name:
        return field or name
    value = _inputs(task).get(name)
    shown = _text(value) if isinstance(value, str | int | float) else name
    return f"{shown}.{field}" if field else shown


def _fork(task: WorkflowTask) -> str:
    return counted(len(task.fork_tasks or []), "branch")


def _dynamic_fork(task: WorkflowTask) -> str:
    name = task.dynamic_fork_tasks_param or task.dynamic_fork_join_tasks_param or "forkTaskInputs"
    return _text(_inputs(task).get(name, name))


def _sub_workflow(task: WorkflowTask) -> str:
    params = task.sub_workflow_param
    return _versioned(params.name, params.version) if params else ""


def _start_workflow(task: WorkflowTask) -> str:
    request = as_mapping(_inputs(task).get("startWorkflow"))
    return _versioned(request.get("name"), request.get("version"))


def _terminate(task: WorkflowTask) -> str:
    return _text(_inputs(task).get("terminationStatus"))


def _wait(task: WorkflowTask) -> str:
    inputs = _inputs(task)
    if until := _text(inputs.get("until")):
        return f"until {until}"
    return _text(inputs.get("duration")) or "for a signal"


def _dynamic(task: WorkflowTask) -> str:
    name = task.dynamic_task_name_param or ""
    return _text(_inputs(task).get(name, name))


def _variables(task: WorkflowTask) -> str:
    return ", ".join(map(str, _inputs(task)))


def _sink(task: WorkflowTask) -> str:
    return task.sink or ""


def _nothing(_: WorkflowTask) -> str:
    return ""


_DETAILS: dict[str, Callable[[WorkflowTask], str]] = {
    "SWITCH": _switch,
    "DECISION": _switch,
    "DO_WHILE": _loop,
    "FORK_JOIN": _fork,
    "FORK_JOIN_DYNAMIC": _dynamic_fork,
    "JOIN": _nothing,
    "SUB_WORKFLOW": _sub_workflow,
    "START_WORKFLOW": _start_workflow,
    "TERMINATE": _terminate,
    "WAIT": _wait,
    "DYNAMIC": _dynamic,
    "SET_VARIABLE": _variables,
    "EVENT": _sink,
}


def _inputs(task: WorkflowTask) -> Mapping[str, Any]:
    return task.input_parameters or {}


def _text(value: object) -> str:
    """Give the text of an input; of a mere reference, what it refers to."""
    text = "" if value is None else str(value)
    reference = _WHOLE_REFERENCE.fullmatch(text)
    return reference[1] if reference else text


def _versioned(name: object, version: object) -> str:
    return f"{_text(name)} v{version}" if version else _text(name)
