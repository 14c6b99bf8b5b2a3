"""An execution as tests look at it."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from types import EllipsisType
from typing import Any, Self, TypeAlias

import attrs

import conductor_api.models as generated
from conductor._shared.states import is_terminal
from conductor.errors import TaskNotFoundError
from conductor.models import Task, WorkflowState

Step: TypeAlias = str | EllipsisType
"""The reference of a task; ``...`` stands for any number of tasks."""


@attrs.define(kw_only=True, repr=False)
class Run(generated.Workflow):
    """An execution, with questions and assertions; all fields of ``Workflow`` are there.

    ``print(run)`` shows its tasks, what became of each, and why.
    """

    @classmethod
    def of(cls, execution: generated.Workflow) -> Self:
        """Make one of an execution."""
        return cls(**{field.name: getattr(execution, field.name) for field in attrs.fields(generated.Workflow)})

    @property
    def completed(self) -> bool:
        """Whether it has ended well."""
        return self.status == WorkflowState.COMPLETED

    @property
    def ended(self) -> bool:
        """Whether it has ended, well or not."""
        return is_terminal(self.status)

    @property
    def started_at(self) -> datetime:
        """When it started, in UTC."""
        return datetime.fromtimestamp((self.start_time or self.create_time) / 1000, UTC)

    @property
    def duration(self) -> timedelta:
        """How long it took; until its last change when it has not ended."""
        last_ms = max(self.end_time or 0, self.update_time or 0, self.start_time)
        return timedelta(milliseconds=(self.end_time or last_ms) - self.start_time)

    @property
    def path(self) -> list[str]:
        """The references of the tasks in the order in which they were scheduled; retries of a task count once."""
        return list(dict.fromkeys(task.reference_task_name for task in self.tasks))

    def task(self, reference: str) -> Task:
        """Give the task of this reference, of several tries the last one.

        Raises:
            TaskNotFoundError: there is none; the text names those that there are.
        """
        tries = self.tries(reference)
        if tries:
            return tries[-1]
        raise TaskNotFoundError(f"no task {reference!r} in this run; there are: {', '.join(self.path) or 'none'}")

    def tries(self, reference: str) -> list[Task]:
        """Give all tries of the task of this reference, in order."""
        return [task for task in self.tasks if task.reference_task_name == reference]

    def assert_completed(self) -> None:
        """Fail unless it has ended well; the text says what happened instead."""
        __tracebackhide__ = True
        if not self.completed:
            raise AssertionError(f"expected COMPLETED\n{self}")

    def assert_failed(self, reason: str = "") -> None:
        """Fail unless it ended with FAILED, TIMED_OUT or TERMINATED, and a reason that contains this text."""
        __tracebackhide__ = True
        if not self.ended or self.completed:
            raise AssertionError(f"expected a failure\n{self}")
        if reason not in (self.reason_for_incompletion or ""):
            raise AssertionError(f"expected a reason with {reason!r}\n{self}")

    def assert_path(self, *steps: Step) -> None:
        """Fail unless exactly these tasks were scheduled, in this order; ``...`` stands for any number of tasks."""
        __tracebackhide__ = True
        if not _matches(self.path, steps):
            expected = ["..." if step is ... else str(step) for step in steps]
            raise AssertionError(f"another path than expected\n{_diff(expected, self.path)}\n{self}")

    def assert_output(self, expected: dict[str, Any]) -> None:
        """Fail unless this is the output of the workflow."""
        __tracebackhide__ = True
        if self.output != expected:
            raise AssertionError(
                f"another output than expected\n{_diff(_lines(expected), _lines(self.output))}\n{self}"
            )

    def __str__(self) -> str:
        return "\n".join([repr(self)[1:-1], *(f"  {line}" for line in _table(self.tasks))])

    def __repr__(self) -> str:
        reason = f": {self.reason_for_incompletion}" if self.reason_for_incompletion else ""
        took = f" after {self.duration}" if self.ended else ""
        return f"<{self.workflow_name} v{self.workflow_version} {self.workflow_id} {self.status}{took}{reason}>"


def _table(tasks: Sequence[Task]) -> Iterator[str]:
    if not tasks:
        yield "(no tasks)"
    width = max((len(task.reference_task_name) for task in tasks), default=0)
    kinds = [_kind(task) for task in tasks]
    for task, kind in zip(tasks, kinds, strict=True):
        attempt = f"  attempt {task.retry_count + 1}" if task.retry_count or task.retried else ""
        reason = f"  {task.reason_for_incompletion}" if task.reason_for_incompletion else ""
        kind_width = max(map(len, kinds))
        yield f"{task.reference_task_name:<{width}}  {kind:<{kind_width}}  {task.status}{attempt}{reason}"


def _kind(task: Task) -> str:
    return task.task_type if task.task_type == task.task_def_name else f"{task.task_type} {task.task_def_name}".strip()


def _matches(path: Sequence[str], steps: Sequence[Step]) -> bool:
    if not steps:
        return not path
    if steps[0] is ...:
        return any(_matches(path[start:], steps[1:]) for start in range(len(path) + 1))
    return bool(path) and path[0] == steps[0] and _matches(path[1:], steps[1:])


def _diff(expected: Sequence[str], found: Sequence[str]) -> str:
    lines = difflib.ndiff(expected, found)
    return "\n".join(["  - expected", "  + found", *(f"    {line}" for line in lines if not line.startswith("?"))])


def _lines(value: Any) -> list[str]:
    return json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False, default=str).splitlines()
