"""The result that a worker returns, with the parts left out that the worker runtime fills in."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any, cast

import attrs

import conductor_api.models as generated
from conductor_api.models import TaskExecLog


def as_logs(logs: Any) -> list[TaskExecLog] | None:
    """Make lines of a task's log, or None of None."""
    return None if logs is None else [log_entry(log) for log in logs]


# Without hooks for later writes, which would cost more than all else that is done to a result.
@attrs.define(kw_only=True, on_setattr=attrs.setters.NO_OP)
class TaskResult(generated.TaskResult):
    """A result with a status of its own, for workers to return.

    The ids are filled in by the worker runtime; ``logs`` may be given as plain texts.
    """

    task_id: str = ""
    workflow_instance_id: str = ""
    logs: list[TaskExecLog] | None = attrs.field(default=None, converter=as_logs)


def log_entry(log: Any) -> TaskExecLog:
    """Make a line of the task's log; a plain text gets the present time."""
    if isinstance(log, TaskExecLog):
        return log
    if isinstance(log, Mapping):
        return TaskExecLog.from_dict(cast("Mapping[str, Any]", log))
    return TaskExecLog(log=str(log), created_time=time.time_ns() // 1_000_000)
