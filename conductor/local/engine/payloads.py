"""How large inputs and outputs may be, and which of them the API shows as stored elsewhere.

The limits are those of the server's default configuration. What it would put into external storage stays here: it is
shown as the server shows it, empty and with a path, and expressions see it in full.
"""

from __future__ import annotations

import json
from typing import Any

from .errors import EngineError
from .model import Task, Workflow

_KIB = 1024
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
SHOWN_WORKFLOW_BYTES = 5120 * _KIB
SHOWN_TASK_BYTES = 3072 * _KIB
MOST_BYTES = 10240 * _KIB
MOST_VARIABLES_KIB = 256
_TOO_LARGE = "The payload size: {size} of {whose} is greater than the permissible limit: {limit} bytes"


def size_of(value: Any) -> int:
    """Bytes of a value as compact JSON."""
    text = _encode(value)
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def workflow_is_external(workflow: Workflow, payload: Any) -> bool:
    """Whether an input or output of an execution is shown as stored elsewhere; EngineError when it is too large."""
    size = size_of(payload) if payload else 0
    if size > MOST_BYTES:
        whose = f"workflow: {workflow.workflow_id}"
        raise EngineError(_TOO_LARGE.format(size=size, whose=whose, limit=MOST_BYTES))
    return size > SHOWN_WORKFLOW_BYTES


def task_is_external(task: Task, payload: Any) -> bool:
    """Whether an input or output of a task is shown as stored elsewhere; EngineError when it is too large."""
    size = size_of(payload) if payload else 0
    if size > MOST_BYTES:
        whose = f"task: {task.task_id} in workflow: {task.workflow_id} "
        raise EngineError(_TOO_LARGE.format(size=size, whose=whose, limit=MOST_BYTES))
    return size > SHOWN_TASK_BYTES


def variables_problem(workflow: Workflow, variables: Any) -> str | None:
    """Why variables are too large, None when they are not."""
    size = size_of(variables)
    if size <= MOST_VARIABLES_KIB * _KIB:
        return None
    return (
        f"The variables payload size: {size} of workflow: {workflow.workflow_id} "
        f"is greater than the permissible limit: {MOST_VARIABLES_KIB} kilobytes"
    )
