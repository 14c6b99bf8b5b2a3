"""Whether an execution goes on by itself."""

from __future__ import annotations

from typing import Literal, TypeAlias

from .model import NEVER_S, Task, Workflow
from .runtime import Runtime
from .waiting import Park

Outlook: TypeAlias = Literal["ended", "held", "stuck", "late"]
"""How a wait ended: the execution has ended; only somebody outside can go on with it; nothing will happen by itself;
or the time is up."""

FOREVER_MS = 1 << 62
_CONTAINERS = frozenset({"JOIN", "EXCLUSIVE_JOIN", "DO_WHILE"})


def wait_for_end(workflow: Workflow, until_ms: int | None) -> Park[Outlook]:
    """A park that ends when the execution has ended or is held up, or at `until_ms` (epoch milliseconds)."""
    return Park(
        topic=workflow.workflow_id,
        deadline_ms=FOREVER_MS if until_ms is None else until_ms,
        attempt=lambda rt: outlook(rt, workflow),
        expire=lambda rt: "stuck" if until_ms is None or rt.now_ms < until_ms else "late",
        for_user=True,
    )


def outlook(rt: Runtime, workflow: Workflow) -> Outlook | None:
    """How an execution stands; None when it goes on."""
    if workflow.terminal:
        return "ended"
    if workflow.status == "PAUSED":
        return "held"
    leaves = [task for task in workflow.tasks if not task.terminal and task.task_type not in _CONTAINERS]
    return "held" if leaves and all(_is_held(rt, task) for task in leaves) else None


def _is_held(rt: Runtime, task: Task) -> bool:
    if task.task_type == "HUMAN":
        return True
    if task.task_type == "WAIT":
        return task.callback_after_s == NEVER_S
    child = rt.workflows.get(task.sub_workflow_id or "")
    return child is not None and outlook(rt, child) == "held"
