"""Workers that are played: they answer as they are told, and remember what they were asked."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn, TypeAlias, TypeGuard, cast

import attrs

from conductor._worker.context import TaskContext
from conductor._worker.results import read_executed
from conductor._worker.spec import WorkerSpec, check_name
from conductor.errors import ConfigurationError, TaskFailed
from conductor.models import Task, TaskResult

Answer: TypeAlias = (
    Mapping[str, Any] | TaskResult | BaseException | type[BaseException] | Callable[[dict[str, Any]], Any] | None
)
"""What a mock does with one task: give this output or result, raise this error, or call this function with the input
and do as its return value says."""


@attrs.frozen
class MockCall:
    """One task that a mock got."""

    input: dict[str, Any]
    task: Task = attrs.field(repr=False)

    @property
    def attempt(self) -> int:
        """How often the task was tried before: 0 is the first try."""
        return self.task.retry_count


class MockWorker:
    """Plays the worker of one kind of task; made by ``env.mock_worker(...)``.

    ``calls`` has what it was asked, in order. It may also be given to a ``TaskManager`` as any other worker.

    Args:
        task_def_name: Name of the tasks.
        output: What it answers, see ``Answer``; a list has one answer for each call, and the last one stays.
        error: Fail instead: a text for the reason (the task may be retried), or the exception to raise.

    Raises:
        ConfigurationError: both are given, the list is empty, or the name is.
    """

    def __init__(
        self,
        task_def_name: str,
        output: Answer | Sequence[Answer] = None,
        *,
        error: str | BaseException | type[BaseException] | None = None,
    ) -> None:
        check_name(task_def_name)
        if error is not None and output is not None:
            raise ConfigurationError(f"mock {task_def_name!r}: give output or error, not both")
        self.task_def_name = task_def_name
        self.calls: list[MockCall] = []
        self._answers = _answers(task_def_name, TaskFailed(error) if isinstance(error, str) else error or output)

    @property
    def inputs(self) -> list[dict[str, Any]]:
        """The inputs of all calls, in order."""
        return [call.input for call in self.calls]

    def spec(self) -> WorkerSpec:
        """Give what the runtime needs to know of it."""
        return WorkerSpec(
            name=self.task_def_name, call=self._play, read=read_executed, is_async=False, options={}, source=self
        )

    def _play(self, task: Task, context: TaskContext) -> Any:
        del context
        self.calls.append(MockCall(task.input_data, task))
        answer = self._answers[min(len(self.calls), len(self._answers)) - 1]
        return answer(dict(task.input_data))

    def __repr__(self) -> str:
        return f"<mock of worker {self.task_def_name!r}: {len(self.calls)} calls>"


def _answers(name: str, output: Answer | Sequence[Answer]) -> list[Callable[[dict[str, Any]], Any]]:
    answers = cast("Sequence[object]", output) if isinstance(output, list | tuple) else [output]
    if not answers:
        raise ConfigurationError(f"mock {name!r}: the list of answers is empty")
    return [_as_function(name, answer) for answer in answers]


def _as_function(name: str, answer: Any) -> Callable[[dict[str, Any]], Any]:
    if _is_error(answer):
        return lambda _: _raise(answer)
    if answer is None or isinstance(answer, Mapping | TaskResult):
        return functools.partial(_same, cast("object", answer))
    if callable(answer):
        return cast("Callable[[dict[str, Any]], Any]", answer)
    kinds = "a mapping, a TaskResult, an exception, a function or None"
    raise ConfigurationError(f"mock {name!r}: an answer must be {kinds}, not {answer!r}")


def _is_error(answer: object) -> TypeGuard[BaseException | type[BaseException]]:
    return isinstance(answer, BaseException) or (isinstance(answer, type) and issubclass(answer, BaseException))


def _same(answer: object, _: dict[str, Any]) -> object:
    return answer


def _raise(error: BaseException | type[BaseException]) -> NoReturn:
    raise error
