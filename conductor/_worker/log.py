"""A logger that never raises, over the one that the user gave."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

if TYPE_CHECKING:
    from conductor.models import Task

# The caller of debug(), info() and so on is what a record names.
_FRAMES = 3


@runtime_checkable
class ConductorLogger(Protocol):
    """What a logger needs: methods that take a text. A :class:`logging.Logger` is one."""

    def debug(self, message: str, /) -> object:
        """Take what only matters when something is searched for."""
        ...

    def info(self, message: str, /) -> object:
        """Take what an operator likes to see."""
        ...

    def error(self, message: str, /) -> object:
        """Take what somebody has to look at."""
        ...


class WorkerLog:
    """Writes to the user's logger, or to ``conductor.worker``; a failing logger is ignored.

    A logger without ``warning`` gets warnings as errors. The fields go along as ``extra`` where the logger is a
    :class:`logging.Logger`, and by ``bind`` where it has that, as the loggers of structlog do.
    """

    def __init__(self, target: ConductorLogger | None = None, fields: Mapping[str, Any] | None = None) -> None:
        self._target = target or logging.getLogger("conductor.worker")
        self._fields = dict(fields or {})

    def of(self, **fields: Any) -> WorkerLog:
        """Give a log whose records have these fields as well."""
        return WorkerLog(self._target, {**self._fields, **fields})

    def of_task(self, task: Task) -> WorkerLog:
        """Give a log whose records say which task they are about."""
        return self.of(**task_fields(task))

    @property
    def shows_info(self) -> bool:
        """Whether anybody sees what :meth:`info` writes."""
        return not isinstance(self._target, logging.Logger) or self._target.isEnabledFor(logging.INFO)

    def debug(self, text: str, *values: object) -> None:
        """Write what only matters when something is searched for."""
        self._write("debug", logging.DEBUG, text, values)

    def info(self, text: str, *values: object) -> None:
        """Write what an operator likes to see."""
        self._write("info", logging.INFO, text, values)

    def warning(self, text: str, *values: object, error: BaseException | None = None) -> None:
        """Write what went wrong but mends itself; a logging.Logger gets `error` as `exc_info`."""
        self._write("warning", logging.WARNING, text, values, error)

    def error(self, text: str, *values: object) -> None:
        """Write what somebody has to look at."""
        self._write("error", logging.ERROR, text, values)

    def _write(
        self, name: str, level: int, text: str, values: tuple[object, ...], error: BaseException | None = None
    ) -> None:
        try:
            if isinstance(self._target, logging.Logger):
                self._target.log(level, text, *values, extra=self._fields, stacklevel=_FRAMES, exc_info=error)
            else:
                target = self._bound()
                write = getattr(target, name, None) or target.error
                write(text % values if values else text)
        except Exception:  # noqa: BLE001, S110 - there is nowhere left to write to
            pass

    def _bound(self) -> ConductorLogger:
        bind: Callable[..., ConductorLogger] | None = getattr(self._target, "bind", None)
        return bind(**self._fields) if bind and self._fields else self._target


def task_fields(task: Task) -> dict[str, Any]:
    """Give what names a task in records of a log, under names that no formatter has taken."""
    return {
        "task_def_name": task.task_def_name or task.task_type,
        "task_id": task.task_id,
        "workflow_id": task.workflow_instance_id,
        "attempt": task.retry_count or 0,
        "worker_id": task.worker_id,
    }
