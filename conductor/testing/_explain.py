"""Says why a workflow that a test waits for does not end."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from conductor._shared.states import is_terminal
from conductor.models import TaskState

if TYPE_CHECKING:
    from conductor.models import Task
    from conductor.testing._backend import Outcome
    from conductor.testing.runs import Run


def explain(run: Run, outcome: Outcome, workers: Collection[str]) -> str:
    """Give the text of the error: where the run stands, what it waits for, and the way out."""
    what = "nothing will happen any more" if outcome == "stuck" else "the time is up"
    reasons = [_reason(task, workers) for task in run.tasks if not is_terminal(task.status)]
    return "\n".join([f"the workflow has not ended, and {what}", *filter(None, reasons), str(run)])


def _reason(task: Task, workers: Collection[str]) -> str:
    name = task.task_def_name
    if task.status == TaskState.SCHEDULED and task.task_type == name and name not in workers:
        return f"  no worker here takes {name!r} ({task.reference_task_name}): env.mock_worker({name!r}) plays one"
    if task.task_type in {"HUMAN", "WAIT"}:
        return f"  {task.reference_task_name} waits for somebody: signal or update it"
    return ""
