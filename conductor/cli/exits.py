"""Exit codes that scripts can rely on, and errors in one line."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, cast

import typer

from conductor.cli.output import echo_error
from conductor.errors import ApiError, ConductorConnectionError, ConductorError, ConfigurationError, UsageError

FAILED = 1
"""What was asked for was done, and what came of it is bad: an execution that failed, a definition with errors."""
USAGE = 2
"""The command or one of its arguments is wrong."""
REFUSED = 3
"""The server refused, or has no such thing."""
UNREACHABLE = 4
"""The server does not answer."""
INTERRUPTED = 130
"""Ctrl-C."""
# The class of all wrong command lines. typer does not export it, and it has moved from release to release.
_WRONG_USAGE = cast("tuple[type[Exception], ...]", typer.BadParameter.__bases__)


@contextmanager
def one_line_errors() -> Generator[None]:
    """Turn errors into a line on stderr and an exit code."""
    try:
        yield
    except ConductorError as error:
        fail(f"{_with_notes(error)}{_way_out(error)}", code_of(error))
    except _WRONG_USAGE as error:
        _fail_by_usage(error)
    except RecursionError:
        fail("what was given, or what the server answered, is nested too deeply to be read", FAILED)
    except BrokenPipeError:
        # The reader of our output has seen enough, such as `head`; Python would complain when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None
    except OSError as error:
        fail(f"{error.filename or 'this system'}: {error.strerror or error}", USAGE)


def _fail_by_usage(error: Any) -> None:
    message = error.format_message()
    # Where a command is missing, typer shows the help: before this error, or as its message.
    if error.ctx is None or not message or "\n" in message:
        raise error
    fail(f"{message} (`{error.ctx.command_path} -h` shows what there is)", USAGE)


def _with_notes(error: ConductorError) -> str:
    # In a traceback the notes would be the lines below it.
    return ". ".join([str(error), *getattr(error, "__notes__", [])])


def _way_out(error: ConductorError) -> str:
    if not isinstance(error, ConductorConnectionError):
        return ""
    return "; --server or CONDUCTOR_SERVER_URL names another server, `conductor-py server` starts one"


def code_of(error: ConductorError) -> int:
    """Give the exit code for an error."""
    if isinstance(error, ConductorConnectionError):
        return UNREACHABLE
    if isinstance(error, ApiError):
        return REFUSED
    return USAGE if isinstance(error, ConfigurationError | UsageError) else FAILED


def fail(message: str, code: int) -> None:
    """Say what is wrong and end.

    Raises:
        typer.Exit: always
    """
    echo_error(f"error: {' '.join(message.split())}", color="red")
    raise typer.Exit(code)
