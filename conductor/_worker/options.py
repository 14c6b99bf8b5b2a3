"""Options of workers: their names, their checks, and where they may come from."""

from __future__ import annotations

import difflib
import os
import re
import socket
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal, TypedDict, cast

import attrs

from conductor import _options
from conductor.errors import ConfigurationError

if TYPE_CHECKING:
    from datetime import timedelta

    from conductor.models import TaskDef

DEFAULT_CONCURRENCY = 1
"""How many tasks of a worker run at once, unless an option says otherwise."""

DEFAULT_POLL_INTERVAL = 100
"""Longest pause after an empty poll in milliseconds, unless an option says otherwise."""

DEFAULT_BATCH_POLLING_TIMEOUT = 100
"""How long the server may hold the first poll of an empty queue, in milliseconds."""

MAX_POLLING_TIMEOUT_MS = 5_000
"""The server refuses to hold a poll any longer."""


class CommonOptions(TypedDict, total=False):
    """Options of a worker, or of all workers of a manager; camelCase is understood too.

    Times are milliseconds or a timedelta. Each option can be set by an environment variable, which wins:
    ``CONDUCTOR_WORKER_<NAME>_CONCURRENCY`` for one worker, ``CONDUCTOR_WORKER_ALL_CONCURRENCY`` for all, and so on with
    the upper-case name of the option.
    """

    concurrency: int
    """How many tasks of a worker may run at once, default 1; 0 takes none."""
    poll_interval: int | timedelta
    """Longest pause after an empty poll that the server did not hold, default 100."""
    batch_polling_timeout: int | timedelta
    """How long the server may hold a poll of an empty queue, at most 5000; default: from 100, growing to 1000 while the
    queue stays empty. A stop waits for a poll that is under way."""
    domain: str | None
    """Domain of the tasks; default: none."""
    lease_extend: bool
    """Keep tasks from their response timeout while they run, default False."""
    paused: bool
    """Take no tasks until the worker is resumed, default False."""
    isolation: Literal["thread", "process"]
    """Where plain functions run, default thread; a process (spawn) is for work that keeps a processor busy. It needs a
    function at the top of a module that can be imported, and hears nothing of a stop."""
    include_traceback: bool
    """Send the traceback of a failure to the task's log and file, line and function with its reason, default True.
    False keeps code paths out of what the server stores; the worker's own log has them in either case."""
    register_task_def: bool
    """Register the task definition at the start, with JSON schemas of the annotations, default False."""
    overwrite_task_def: bool
    """Replace a definition that the server has already, default True."""
    strict_schema: bool
    """Let the server enforce the schemas, default False; objects may have no further fields then."""


class WorkerOptions(CommonOptions, total=False):
    """Options of a worker."""

    task_def: TaskDef | Mapping[str, Any]
    """What to register with ``register_task_def``, besides the name; default: the server's own defaults."""


class TaskManagerOptions(CommonOptions, total=False):
    """Options for all workers of a manager."""

    worker_id: str
    """Who took a task, as the server shows it; default: the name of this host."""


@attrs.frozen(kw_only=True)
class PollingOptions:
    """The options that a worker goes by at the moment."""

    concurrency: int = DEFAULT_CONCURRENCY
    poll_interval_ms: int = DEFAULT_POLL_INTERVAL
    batch_polling_timeout_ms: int | None = None
    worker_id: str = attrs.field(factory=socket.gethostname)
    domain: str | None = None
    lease_extend: bool = False
    paused: bool = False
    isolation: str = "thread"
    include_traceback: bool = True
    register_task_def: bool = False
    overwrite_task_def: bool = True
    strict_schema: bool = False


def read_polling_timeout(name: str, value: Any) -> int:
    """Read how long the server may hold a poll, in milliseconds."""
    milliseconds = _options.read_milliseconds(name, value)
    if milliseconds > MAX_POLLING_TIMEOUT_MS:
        raise ConfigurationError(f"{name} must be at most {MAX_POLLING_TIMEOUT_MS} ms, the server holds no poll longer")
    return milliseconds


def read_switch(name: str, value: Any) -> bool:
    """Read True or False, in words too, as the environment has it."""
    words = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
    return _options.read_flag(name, words.get(value.lower(), value) if isinstance(value, str) else value)


def read_isolation(name: str, value: Any) -> str:
    """Read where plain functions run."""
    if value not in ("thread", "process"):
        raise ConfigurationError(f"{name} must be 'thread' or 'process', not {value!r}")
    return str(value)


_READERS: Mapping[str, Callable[[str, Any], Any]] = {
    "concurrency": _options.read_count,
    "poll_interval": _options.read_milliseconds,
    "batch_polling_timeout": read_polling_timeout,
    "worker_id": _options.read_text,
    "domain": _options.read_text,
    "lease_extend": read_switch,
    "paused": read_switch,
    "isolation": read_isolation,
    "include_traceback": read_switch,
    "register_task_def": read_switch,
    "overwrite_task_def": read_switch,
    "strict_schema": read_switch,
}
_FIELDS = {"poll_interval": "poll_interval_ms", "batch_polling_timeout": "batch_polling_timeout_ms"}
# Spellings of other SDKs.
_ALIASES = {
    "workerid": "worker_id",
    "poll_timeout": "batch_polling_timeout",
    "lease_extend_enabled": "lease_extend",
    "thread_count": "concurrency",
}
_KEYWORDS = frozenset({"options", "logger", "on_error", "max_retries", "listeners", "grace_s", "tracing"})


def read_options(given: Mapping[str, Any] | None, where: str) -> dict[str, Any]:
    """Check options and give them under the names of :class:`PollingOptions`; None counts as not given.

    Raises:
        ConfigurationError: an option is unknown or has a wrong value.
    """
    if not isinstance(cast("object", given or {}), Mapping):
        raise ConfigurationError(f"{where} must be a mapping of options, not {given!r}")
    values: dict[str, Any] = {}
    for key, value in (given or {}).items():
        name = option_name(key)
        if name == "task_def":
            continue
        if name not in _READERS:
            raise ConfigurationError(_unknown_text(key, name, where))
        if value is not None:
            values[_FIELDS.get(name, name)] = _READERS[name](f"{key} in {where}", value)
    return values


ALL = "all"
"""Stands for all workers in names of environment variables."""


def read_environment(task_def_name: str, environ: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Give the options that the environment sets for a worker; what names the worker wins over what is for all.

    Raises:
        ConfigurationError: a variable has a wrong value; the text names it.
    """
    values: dict[str, Any] = {}
    for name in (ALL, task_def_name):
        for key, (option, raw) in variables_of(name, environ).items():
            values[_FIELDS.get(option, option)] = _READERS[option](key, raw)
    return values


def variables_of(task_def_name: str, environ: Mapping[str, str] | None = None) -> dict[str, tuple[str, str]]:
    """Give the environment variables that are for a worker, or for ``ALL``: the option of each and its text.

    Besides ``CONDUCTOR_WORKER_<NAME>_<OPTION>`` the dotted form ``conductor.worker.<name>.<option>`` is read; the
    former wins.
    """
    environ = os.environ if environ is None else environ
    prefixes = [f"conductor.worker.{task_def_name}.", _upper_prefix(task_def_name)]
    found: dict[str, tuple[str, str]] = {}
    for prefix in prefixes:
        for name in [*_READERS, *_ALIASES]:
            key = f"{prefix}{name.upper() if prefix.isupper() else name}"
            raw = _options.trimmed(environ.get(key))
            if raw is not None:
                found[key] = _ALIASES.get(name, name), raw
    return found


def _upper_prefix(task_def_name: str) -> str:
    return f"CONDUCTOR_WORKER_{re.sub(r'[^A-Za-z0-9]', '_', task_def_name).upper()}_"


def option_name(key: object) -> str:
    """Turn ``pollInterval`` and ``workerID`` into the names used here."""
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", str(key)).lower()
    return _ALIASES.get(name, name)


def _unknown_text(key: object, name: str, where: str) -> str:
    if name in _KEYWORDS:
        return f"{key!r} in {where} is a keyword argument of the manager: TaskManager(client, workers, {name}=...)"
    close = difflib.get_close_matches(name, _READERS, n=2)
    hint = f"did you mean {' or '.join(close)}?" if close else f"known are {', '.join(_READERS)}"
    return f"unknown option {key!r} in {where}: {hint}"
