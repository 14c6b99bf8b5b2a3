"""An execution in words."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

from conductor import is_terminal
from conductor.cli.output import print_table, say, span
from conductor.models import Task, Workflow


def print_execution(execution: Workflow) -> None:
    """Print the state of an execution, its tasks with all attempts, and its output."""
    say(headline(execution))
    if execution.reason_for_incompletion:
        say(f"  {execution.reason_for_incompletion}")
    if execution.tasks:
        print_table(("Task", "Definition", "Status", "Queue", "Run", "Attempt"), list(_rows(execution)), none="")
    say(json.dumps(execution.output or {}, ensure_ascii=False))


def headline(execution: Workflow) -> str:
    """Give what an execution is and how it stands, in a line."""
    name = f"{execution.workflow_name} v{execution.workflow_version}"
    since = "in" if is_terminal(execution.status) else "for"
    return f"{name}  {execution.workflow_id}  {execution.status} {since} {span(_took_ms(execution))}"


def _took_ms(execution: Workflow) -> float | None:
    begun = execution.create_time or execution.start_time
    ended = execution.end_time or execution.update_time if is_terminal(execution.status) else time.time() * 1000
    return ended - begun if begun and ended else None


def _rows(execution: Workflow) -> Iterator[tuple[object, ...]]:
    for task in execution.tasks:
        yield (
            task.reference_task_name,
            task.task_def_name,
            task.status,
            span(_queued_ms(task)),
            span(_ran_ms(task)),
            (task.retry_count or 0) + 1,
        )


def _queued_ms(task: Task) -> int | None:
    return task.start_time - task.scheduled_time if task.start_time and task.scheduled_time else None


def _ran_ms(task: Task) -> int | None:
    return task.end_time - task.start_time if task.start_time and task.end_time else None
