"""What a running function may ask and tell about its task."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextvars import ContextVar, Token
from typing import Any

from conductor._shared.task_result import log_entry
from conductor._worker.encoding import sendable
from conductor.errors import UsageError
from conductor.models import Task, TaskExecLog, TaskResult


class TaskContext:
    """The task at hand; all methods may be called from any thread.

    A function of a worker gets it by an argument with this annotation, or from :func:`get_task_context`.
    """

    def __init__(
        self,
        task: Task,
        *,
        beat: Callable[[Task], None] = lambda _: None,
        is_shutting_down: Callable[[], bool] = lambda: False,
    ) -> None:
        self.task = task
        """The task as the server handed it out."""
        self._beat = beat
        self._is_shutting_down = is_shutting_down
        self._is_cancelled = False
        self._logs: list[TaskExecLog] = []
        self._output: dict[str, Any] = {}

    @property
    def task_id(self) -> str:
        """Id of the task; a retry is another task with another id."""
        return self.task.task_id

    @property
    def workflow_instance_id(self) -> str:
        """Id of the execution that the task belongs to."""
        return self.task.workflow_instance_id

    @property
    def attempt(self) -> int:
        """How often the task was tried before: 0 is the first try."""
        return self.task.retry_count or 0

    @property
    def poll_count(self) -> int:
        """How often the task was handed out: above 1 when it was put back in between."""
        return self.task.poll_count or 1

    @property
    def cancelled(self) -> bool:
        """Whether nobody wants the result any more, or the time to stop is over: end soon."""
        return self._is_cancelled

    @property
    def shutting_down(self) -> bool:
        """Whether the manager is stopping: finish, or put the task back."""
        return self._is_shutting_down()

    def log(self, text: object) -> None:
        """Add a line to the log of the task; it is sent with the result."""
        self._logs.append(log_entry(sendable(str(text))))

    def heartbeat(self) -> None:
        """Ask for another response timeout from now on; returns at once.

        It also looks whether the server still waits for the task: if not, ``cancelled`` becomes true.
        """
        self._beat(self.task)

    def set_output(self, output: Mapping[str, Any] | None = None, /, **values: Any) -> None:
        """Add to the output, also when the function fails later; what the function returns wins."""
        self._output.update(output or {}, **values)

    def cancel(self) -> None:
        """Make ``cancelled`` true; the worker runtime does."""
        self._is_cancelled = True

    @property
    def logs(self) -> list[TaskExecLog]:
        """The lines so far."""
        return list(self._logs)

    @property
    def output(self) -> dict[str, Any]:
        """What :meth:`set_output` collected so far."""
        return dict(self._output)

    def add_to(self, result: TaskResult) -> None:
        """Put lines and output into the result; the worker runtime does. What the result has already wins."""
        if self._output:
            result.output_data = {**self._output, **(result.output_data or {})}
        if self._logs:
            result.logs = [*self._logs, *(result.logs or [])]


_current: ContextVar[TaskContext] = ContextVar("conductor_task_context")


def get_task_context() -> TaskContext:
    """Give the context of the task that is running here.

    Raises:
        UsageError: no task is running here.
    """
    context = _current.get(None)
    if context is None:
        raise UsageError("get_task_context() was called outside of a worker's function")
    return context


def current_task() -> Task | None:
    """Give the task that is running here, or None."""
    context = _current.get(None)
    return None if context is None else context.task


def enter(context: TaskContext) -> Token[TaskContext]:
    """Make it the current context of this thread or coroutine, until :func:`leave`."""
    return _current.set(context)


def leave(token: Token[TaskContext]) -> None:
    """Make current what was so before."""
    _current.reset(token)
