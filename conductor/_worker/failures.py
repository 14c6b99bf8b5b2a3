"""Make the result of a task whose function raised."""

from __future__ import annotations

import asyncio
import sysconfig
import traceback
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from conductor._shared.task_result import TaskResult, as_logs
from conductor._worker.encoding import OutputError, sendable
from conductor.errors import TaskFailed
from conductor.models import TaskResultStatus

if TYPE_CHECKING:
    from types import TracebackType

UNKNOWN_ERROR = "An unknown error occurred"

_MAX_REASON_CHARS = 4_000
_MAX_TRACE_CHARS = 20_000
_PACKAGE = Path(__file__).parents[1]


def failure(error: BaseException, *, include_traceback: bool = True) -> TaskResult:
    """Return the failed result for an exception.

    The reason names class and message and ends with file, line and function of the user's code. The traceback, with
    causes and the members of exception groups, becomes an entry of the task's log. Without `include_traceback` the
    result holds neither.
    """
    output, logs = (error.output, error.logs) if isinstance(error, TaskFailed) else ({}, [])
    return TaskResult(
        status=_failure_status(error),
        reason_for_incompletion=reason_of(error, include_location=include_traceback),
        output_data=output,
        logs=as_logs([*logs, _formatted(error)] if include_traceback else logs),
    )


def bare_failure(error: BaseException, obstacle: Exception, *, include_traceback: bool = True) -> TaskResult:
    """Return the failed result for an exception whose output or logs cannot be sent because of `obstacle`."""
    reasons = dict.fromkeys(reason_of(one, include_location=include_traceback) for one in (error, obstacle))
    return TaskResult(
        status=_failure_status(error),
        reason_for_incompletion="; ".join(reasons),
        logs=as_logs([_formatted(error)] if include_traceback else []),
    )


def reason_of(error: BaseException, *, include_location: bool = True) -> str:
    """Return class, message and location of an exception, such as `ValueError: no such item (shop.py:41, in sell)`.

    A TaskFailed is raised to choose the reason, and an OutputError names the place in the output: the message of these
    two is the whole reason.
    """
    if isinstance(error, asyncio.CancelledError):
        return "the function was cancelled"
    name = type(error).__name__
    try:
        message = str(error)
    except BaseException:  # noqa: BLE001 - the user's __str__ may raise anything
        message = UNKNOWN_ERROR
    if isinstance(error, TaskFailed | OutputError):
        return sendable(message or name)[:_MAX_REASON_CHARS]
    text = sendable(f"{name}: {message}" if message else name)
    location = _location(error.__traceback__) if include_location else None
    if location is None:
        return text[:_MAX_REASON_CHARS]
    suffix = f" ({location})"
    return text[: _MAX_REASON_CHARS - len(suffix)] + suffix


def _failure_status(error: BaseException) -> TaskResultStatus:
    is_terminal = isinstance(error, TaskFailed) and error.terminal
    return TaskResultStatus.FAILED_WITH_TERMINAL_ERROR if is_terminal else TaskResultStatus.FAILED


def _location(trace: TracebackType | None) -> str | None:
    """Return file, line and function of the innermost frame that is the user's code.

    Frames of this package are skipped. Frames of the standard library and of installed packages count only when there
    is no other frame, as for a worker that is installed as a package itself.
    """
    frames = [frame for frame in traceback.extract_tb(trace) if _PACKAGE not in Path(frame.filename).parents]
    own = [frame for frame in frames if not _is_library(frame.filename)] or frames[:1]
    if not own:
        return None
    return sendable(f"{Path(own[-1].filename).name}:{own[-1].lineno}, in {own[-1].name}")


@lru_cache(maxsize=1024)
def _is_library(filename: str) -> bool:
    # Code that is compiled from a string or frozen into the interpreter has names such as <string> and <frozen os>.
    parents = Path(filename).parents
    return filename.startswith("<frozen ") or any(folder in parents for folder in _library_folders())


@lru_cache(maxsize=1)
def _library_folders() -> frozenset[Path]:
    return frozenset(Path(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib", "purelib", "platlib"))


def _formatted(error: BaseException) -> str:
    try:
        return sendable("".join(traceback.format_exception(error)))[-_MAX_TRACE_CHARS:]
    except BaseException:  # noqa: BLE001 - formatting calls the user's __str__, too
        return f"{type(error).__name__}: {UNKNOWN_ERROR}"
