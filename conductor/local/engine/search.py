"""Searching executions and tasks: the query grammar and the summaries."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from .errors import BadRequestError, EngineError
from .model import Task, Workflow
from .values import JsonMap, java_text
from .views import drop_none

T = TypeVar("T")
_CONDITION = re.compile(r"([a-zA-Z]+)\s?(=|>|<|IN)\s?(.*)", re.DOTALL)


@dataclass(frozen=True)
class Condition:
    """One comparison of a query; `values` has several for IN only."""

    field: str
    operator: str
    values: tuple[str, ...]

    def holds(self, value: Any) -> bool:
        """Whether a value meets the condition."""
        if self.operator in {"=", "IN"}:
            return java_text(value) in self.values
        return _ordered(value, self.operator, self.values[0])


def _ordered(value: Any, operator: str, limit: str) -> bool:
    if isinstance(value, int):
        try:
            difference = value - int(limit)
        except ValueError:
            return False
        return difference > 0 if operator == ">" else difference < 0
    return str(value) > limit if operator == ">" else str(value) < limit


def parse_query(query: str) -> list[Condition]:
    """The conditions of a query, joined by upper-case AND; BadRequestError when it cannot be read."""
    if not query.strip():
        return []
    return [_condition(part, query) for part in query.split(" AND ")]


def _condition(part: str, query: str) -> Condition:
    match = _CONDITION.fullmatch(part.strip())
    if match is None:
        raise BadRequestError(f"Incorrectly formatted query string: {query}")
    field, operator, text = match.groups()
    text = text.strip()
    if operator == "IN":
        values = tuple(_unquoted(value) for value in text.strip("()").split(","))
    else:
        values = (_unquoted(text),)
    return Condition(field, operator, values)


def _unquoted(text: str) -> str:
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"" else text


@dataclass(frozen=True)
class Index(Generic[T]):
    """How one kind of thing can be searched: its fields, and the text that free text looks at."""

    fields: dict[str, Callable[[T], Any]]
    text_of: Callable[[T], str]
    missing_columns: frozenset[str] = frozenset()
    holds: Callable[[T], bool] = lambda _item: True

    def find(self, items: Sequence[T], query: str, free_text: str, sort: str) -> list[T]:
        """The items that meet a query, sorted by `field:ASC` or `field:DESC` if asked for."""
        items = [item for item in items if self.holds(item)]
        conditions = parse_query(query)
        for condition in conditions:
            if condition.field in self.missing_columns:
                raise EngineError(_no_column(condition.field))
        known = [condition for condition in conditions if condition.field in self.fields]
        found = [item for item in items if all(one.holds(self.fields[one.field](item)) for one in known)]
        if free_text and free_text != "*":
            found = [item for item in found if free_text in self.text_of(item)]
        name, _, direction = sort.partition(":")
        if name in self.fields:
            found.sort(key=lambda item: _sort_key(self.fields[name](item)), reverse=direction.upper() == "DESC")
        return found


def _sort_key(value: Any) -> tuple[int, Any]:
    return (0, value) if isinstance(value, int) else (1, java_text(value))


def _no_column(field: str) -> str:
    column = re.sub(r"([A-Z])", lambda match: "_" + match[1].lower(), field)
    return (
        f"Cannot prepare statement for query: [SQLITE_ERROR] SQL error or missing database (no such column: {column})"
    )


def iso(time_ms: int) -> str | None:
    """A time as the summaries write it; None when it is not set."""
    if not time_ms:
        return None
    moment = datetime.fromtimestamp(time_ms / 1000, tz=UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{time_ms % 1000:03d}Z"


def workflow_summary(workflow: Workflow) -> JsonMap:
    """An execution as search shows it."""
    inputs, output = java_text(workflow.input), java_text(workflow.output)
    return drop_none(
        {
            "workflowType": workflow.name,
            "version": workflow.version,
            "workflowId": workflow.workflow_id,
            "correlationId": workflow.correlation_id,
            "startTime": iso(workflow.create_ms),
            "updateTime": iso(workflow.update_ms),
            "endTime": iso(workflow.end_ms),
            "status": workflow.status,
            "input": inputs,
            "output": output,
            "reasonForIncompletion": workflow.reason,
            "executionTime": max(workflow.end_ms - workflow.create_ms, 0) if workflow.end_ms else 0,
            "event": workflow.event,
            "failedReferenceTaskNames": ",".join(workflow.failed_refs),
            "priority": workflow.priority,
            "failedTaskNames": list(workflow.failed_names),
            "createdBy": workflow.created_by,
            "taskToDomain": workflow.task_to_domain,
            "parentWorkflowId": workflow.parent_id or "",
            "classifier": "workflow",
            "inputSize": len(inputs),
            "outputSize": len(output),
        }
    )


def task_summary(task: Task) -> JsonMap:
    """A task as search shows it."""
    return drop_none(
        {
            "workflowId": task.workflow_id,
            "workflowType": task.workflow_type,
            "correlationId": task.correlation_id,
            "scheduledTime": iso(task.scheduled_ms),
            "startTime": iso(task.start_ms),
            "updateTime": iso(task.update_ms),
            "endTime": iso(task.end_ms),
            "status": task.status,
            "reasonForIncompletion": task.reason,
            "executionTime": max(task.end_ms - task.start_ms, 0) if task.end_ms and task.start_ms else 0,
            "queueWaitTime": task.queue_wait_ms,
            "taskDefName": task.def_name,
            "taskType": task.task_type,
            "input": java_text(task.input),
            "output": java_text(task.output),
            "taskId": task.task_id,
            "workflowPriority": task.priority,
            "domain": task.domain,
        }
    )


def _was_updated(task: Task) -> bool:
    """The server's index has a task from its first update on; a WAIT has none while it waits."""
    if task.status == "SCHEDULED":
        return task.poll_count > 0
    return not (task.task_type == "WAIT" and task.status == "IN_PROGRESS")


WORKFLOWS: Index[Workflow] = Index(
    fields={
        "workflowType": lambda workflow: workflow.name,
        "workflowId": lambda workflow: workflow.workflow_id,
        "correlationId": lambda workflow: workflow.correlation_id,
        "status": lambda workflow: workflow.status,
        "startTime": lambda workflow: workflow.create_ms,
        "updateTime": lambda workflow: workflow.update_ms,
        "parentWorkflowId": lambda workflow: workflow.parent_id or "",
    },
    text_of=lambda workflow: json.dumps(workflow_summary(workflow), ensure_ascii=False),
)

TASKS: Index[Task] = Index(
    fields={
        "workflowType": lambda task: task.workflow_type,
        "taskId": lambda task: task.task_id,
        "taskType": lambda task: task.task_type,
        "taskDefName": lambda task: task.def_name,
        "status": lambda task: task.status,
        "startTime": lambda task: task.start_ms,
        "updateTime": lambda task: task.update_ms,
    },
    text_of=lambda task: json.dumps(task_summary(task), ensure_ascii=False),
    missing_columns=frozenset({"workflowId"}),
    holds=_was_updated,
)
