"""Requests that wait: long polls, synchronous execution, synchronous signals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from .model import NEVER_S, Task, Workflow
from .runtime import Runtime

T = TypeVar("T")
U = TypeVar("U")


@dataclass
class Park(Generic[T]):
    """A request whose answer is not there yet.

    `attempt` gives the answer or None; it is worth another try when the topic was touched.
    At `deadline_ms` (epoch milliseconds) `expire` gives the answer. `for_user` tells a wait that
    somebody asked for from a worker's poll: only the former lets a skipping clock go on.
    """

    topic: str
    deadline_ms: int
    attempt: Callable[[Runtime], T | None]
    expire: Callable[[Runtime], T]
    for_user: bool = False

    def then(self, convert: Callable[[T], U]) -> Park[U]:
        """The same wait, with a converted answer."""

        def attempt(rt: Runtime) -> U | None:
            found = self.attempt(rt)
            return None if found is None else convert(found)

        return Park(self.topic, self.deadline_ms, attempt, lambda rt: convert(self.expire(rt)), self.for_user)


def park_unless_ready(rt: Runtime, park: Park[T]) -> T | Park[T]:
    """The answer when it is there already or must not be waited for, else the park."""
    found = park.attempt(rt)
    if found is not None:
        return found
    return park.expire(rt) if park.deadline_ms <= rt.now_ms else park


@dataclass(frozen=True)
class Standing:
    """Where an execution stands when somebody who waited for it gets an answer."""

    root: Workflow
    blocking: Workflow
    task: Task | None
    timed_out: bool = False


def blocking_task(rt: Runtime, workflow: Workflow) -> tuple[Workflow, Task] | None:
    """The first WAIT without a time that holds an execution up, children included."""
    for task in workflow.tasks:
        if task.terminal:
            continue
        if task.task_type == "WAIT" and task.callback_after_s == NEVER_S:
            return workflow, task
        child = rt.workflows.get(task.sub_workflow_id or "")
        if child is not None and not child.terminal:
            found = blocking_task(rt, child)
            if found is not None:
                return found
    return None


def standing(rt: Runtime, workflow: Workflow, references: frozenset[str] = frozenset()) -> Standing | None:
    """Where an execution stands, if it has ended, is held up, or one of the references is done."""
    if workflow.terminal:
        return Standing(workflow, workflow, None)
    found = blocking_task(rt, workflow)
    if found is not None:
        return Standing(workflow, *found)
    for reference in references:
        task = workflow.by_ref.get(reference)
        if task is not None and task.terminal:
            return Standing(workflow, workflow, None)
    return None


def wait_for_workflow(workflow: Workflow, deadline_ms: int, references: frozenset[str] = frozenset()) -> Park[Standing]:
    """A park that ends when the execution has ended or is held up, or the time is up."""
    return Park(
        topic=workflow.workflow_id,
        deadline_ms=deadline_ms,
        attempt=lambda rt: standing(rt, workflow, references),
        expire=lambda _rt: Standing(workflow, workflow, None, timed_out=True),
        for_user=True,
    )
