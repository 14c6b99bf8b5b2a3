"""Tasks that wait for a worker although nobody has ever asked for them."""

from __future__ import annotations

from typing import NamedTuple

from .mappers import is_system
from .model import Workflow
from .runtime import Runtime


class Unserved(NamedTuple):
    """A task type that no worker has polled, and the workflow that waits for it."""

    workflow: str
    task_type: str
    domain: str | None

    def __str__(self) -> str:
        where = f" in domain {self.domain!r}" if self.domain else ""
        task = f"{self.task_type!r}{where}"
        return f"workflow {self.workflow!r} waits for task {task}, but nothing has polled {task} yet"


def unserved(rt: Runtime, workflow_id: str) -> list[Unserved]:
    """What an execution and its sub-workflows wait for in vain so far."""
    workflow = rt.workflows.get(workflow_id)
    return [] if workflow is None else list(dict.fromkeys(_of(rt, workflow)))


def _of(rt: Runtime, workflow: Workflow) -> list[Unserved]:
    found: list[Unserved] = []
    for task in workflow.tasks:
        if task.terminal:
            continue
        if task.sub_workflow_id:
            found += unserved(rt, task.sub_workflow_id)
        elif task.status == "SCHEDULED" and not is_system(task) and (task.task_type, task.domain) not in rt.polls:
            found.append(Unserved(workflow.name, task.task_type, task.domain))
    return found
