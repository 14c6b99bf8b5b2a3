"""The tasks of a workflow that is built, and the blocks that are open in it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from conductor.builders._tasks import walk
from conductor.errors import ConfigurationError
from conductor.fluent._names import free_name
from conductor.fluent._steps import tasks_of
from conductor_api.models import WorkflowTask

if TYPE_CHECKING:
    Tasks = list[WorkflowTask]


class Body:
    """The tasks of a workflow.

    Args:
        where: the workflow, for errors
        tasks: those that are there already
    """

    def __init__(self, where: str, tasks: Sequence[WorkflowTask]) -> None:
        self._where = where
        self._tasks = list(tasks)
        self._innermost = self._tasks
        self.known = {task.task_reference_name: task for task in _all_in(self._tasks)}
        """Every task by its reference name, also those in blocks that are open."""

    @property
    def tasks(self) -> list[WorkflowTask]:
        """Those at the top, in their order.

        Raises:
            ConfigurationError: a block is open, and what is in it would be missing
        """
        if self._innermost is not self._tasks:
            raise ConfigurationError(f"{self._where}: a block is still open; ask after the end of its `with`")
        return list(self._tasks)

    def add(self, parts: Sequence[object]) -> None:
        """Add new steps inside of the innermost block that is open."""
        tasks = tasks_of(tuple(parts), self._new_names())
        new: dict[str, WorkflowTask] = {}
        for _, task in walk(tasks, f"{self._where}: steps"):
            self._refuse_taken(task, self.known)
            self._refuse_taken(task, new)
            new[task.task_reference_name] = task
        self.known |= new
        self._innermost.extend(tasks)

    def attach(self, tasks: Sequence[WorkflowTask]) -> None:
        """Add the task of a block that ended; those inside of it are known."""
        for _, task in walk(tasks, f"{self._where}: steps"):
            if self.known.get(task.task_reference_name) is not task:
                self._refuse_taken(task, self.known)
            self.known[task.task_reference_name] = task
        self._innermost.extend(tasks)

    @contextmanager
    def collecting(self) -> Generator[Tasks]:
        """Give the list of what is added meanwhile."""
        outer = self._innermost
        self._innermost = list[WorkflowTask]()
        try:
            yield self._innermost
        finally:
            self._innermost = outer

    def _new_names(self) -> Callable[[str], str]:
        given: set[str] = set()

        def new_name(wanted: str) -> str:
            name = free_name(wanted, {*self.known, *given})
            given.add(name)
            return name

        return new_name

    def _refuse_taken(self, task: WorkflowTask, known: dict[str, WorkflowTask]) -> None:
        name = task.task_reference_name
        if known.get(name) is task:
            raise ConfigurationError(f"{self._where}: the step {name!r} was added already")
        if name in known:
            raise ConfigurationError(
                f"{self._where}: the reference name {name!r} is taken; give this step another one as its first "
                f"argument, such as {free_name(name, {*self.known, *known})!r}"
            )


def _all_in(value: object) -> Iterator[WorkflowTask]:
    """Give the tasks of a definition that was read, in which anything may be in the place of anything."""
    if isinstance(value, WorkflowTask):
        yield value
        yield from _all_in([value.decision_cases, value.default_case, value.fork_tasks, value.loop_over])
    elif isinstance(value, list | dict):
        parts = cast("dict[str, object]", value).values() if isinstance(value, dict) else cast("list[object]", value)
        for part in parts:
            yield from _all_in(part)
