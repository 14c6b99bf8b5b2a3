"""Steps of a workflow, chains of them, and the references to what they give."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeAlias, TypeVar, cast, overload

import attrs

from conductor._shared.references import Reference
from conductor.builders._options import read_options
from conductor.builders._tasks import TaskLike, as_task
from conductor.builders.fork import fork_join_task
from conductor.errors import ConfigurationError

if TYPE_CHECKING:
    from datetime import date, time, timedelta
    from decimal import Decimal
    from enum import Enum
    from typing import Unpack
    from uuid import UUID

    from conductor._shared.task_result import TaskResult
    from conductor.builders._options import OptionalTaskOptions
    from conductor_api.models import WorkflowTask

    Scalar = str | bool | int | float | Decimal | UUID | date | time | timedelta | Enum

R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)
S_co = TypeVar("S_co", covariant=True)
V = TypeVar("V", bound="Scalar | list[Any] | tuple[Any, ...]")


class SingleResult(Protocol[S_co]):
    """The output of a worker that returns a single value."""

    @property
    def result(self) -> S_co:
        """The value."""
        ...


class _Output:
    """The output of a step. Type checkers see what the worker returns, so that they know its fields."""

    @overload
    def __get__(self, step: None, owner: Any) -> _Output: ...
    @overload
    def __get__(self, step: Step[dict[Any, Any]] | Step[TaskResult], owner: Any) -> Any: ...
    @overload
    def __get__(self, step: Step[V], owner: Any) -> SingleResult[V]: ...
    @overload
    def __get__(self, step: Step[R], owner: Any) -> R: ...
    def __get__(self, step: Step[Any] | None, owner: Any) -> Any:
        return self if step is None else step.reference_to("output")


class _Sequential:
    """What can stand in a row."""

    __slots__ = ()

    def __rshift__(self, following: Part) -> StepChain:
        return StepChain(self, following)

    def __rrshift__(self, before: Part) -> StepChain:
        return StepChain(before, self)


class Step(_Sequential, Generic[R_co]):
    """A task in a workflow, or several in a row, and the references to what it gives.

    Workers give theirs with ``charge.task(...)``; what other builders make becomes one by ``Step(http_task(...))``.

    Args:
        task: the task; of several, such as a fork and its join, the last one gives the output
        output: the type of the output, where it is known
    """

    output = _Output()
    """What the task gives: ``step.output.total``."""

    @overload
    def __init__(self: Step[dict[str, Any]], task: TaskLike | Sequence[TaskLike]) -> None: ...
    @overload
    def __init__(self, task: TaskLike | Sequence[TaskLike], output: type[R_co]) -> None: ...
    def __init__(self, task: TaskLike | Sequence[TaskLike], output: Any = Any) -> None:
        given = list(cast("Sequence[TaskLike]", task)) if isinstance(task, list | tuple) else [task]
        self.tasks: list[WorkflowTask] = [as_task(each, "Step") for each in given]
        self._hint = output
        if not self.tasks:
            raise ConfigurationError("Step: expected a task, found an empty list")

    @property
    def reference(self) -> str:
        """The reference name of its task."""
        return self.tasks[-1].task_reference_name

    @property
    def input(self) -> Any:
        """What the task got: ``step.input.total``."""
        return self.reference_to("input")

    @property
    def status(self) -> Any:
        """The state of the task, such as ``COMPLETED``."""
        return self.reference_to("status")

    def reference_to(self, field: str) -> Reference:
        """Give the reference to a field of the task, such as ``taskId`` or ``reasonForIncompletion``."""
        return Reference(f"{self.reference}.{field}", self._hint if field == "output" else Any)

    def with_options(self, **options: Unpack[OptionalTaskOptions]) -> Step[R_co]:
        """Give the same step with options of its task, such as ``optional=True`` or ``retry_count=0``.

        Raises:
            ConfigurationError: a value is wrong
            TypeError: there is no such option
        """
        *before, last = self.tasks
        fields = read_options(options, f"{last.type} task {self.reference!r}")
        return Step([*before, attrs.evolve(last, **fields)], self._hint)

    def __repr__(self) -> str:
        return f"<step {self.reference!r}: {self.tasks[-1].type} {self.tasks[-1].name!r}>"


class StepChain(_Sequential):
    """Steps in a row, as ``first >> second`` makes them; a list in it is a fork and its join."""

    __slots__ = ("parts",)

    def __init__(self, *parts: Part) -> None:
        self.parts = parts

    def __repr__(self) -> str:
        return " >> ".join(map(repr, self.parts))


Part: TypeAlias = Step[Any] | StepChain | _Sequential | TaskLike | list[Any] | tuple[Any, ...]
"""What can be added to a workflow: a step, a chain, a task; a list is a fork, one entry a branch; a tuple is a row."""


def tasks_of(part: object, free_name: Callable[[str], str]) -> list[WorkflowTask]:
    """Give the tasks of a part, in their order.

    Args:
        part: what was added
        free_name: gives a reference name that nobody has
    """
    if isinstance(part, Step):
        return part.tasks
    if isinstance(part, StepChain | tuple):
        parts = part.parts if isinstance(part, StepChain) else cast("tuple[object, ...]", part)
        return [task for each in parts for task in tasks_of(each, free_name)]
    if isinstance(part, list):
        name = free_name("fork")
        branches = [tasks_of(branch, free_name) for branch in cast("list[object]", part)]
        return list(fork_join_task(name, branches))
    return [as_task(part, "step")]
