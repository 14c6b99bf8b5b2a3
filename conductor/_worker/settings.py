"""What a manager takes besides its workers: the names, and their checks."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar, cast

from conductor import _options
from conductor._worker.options import option_name, read_switch
from conductor._worker.scalars import is_list
from conductor.errors import ConfigurationError

if TYPE_CHECKING:
    from conductor._worker.events import Listener
    from conductor._worker.log import ConductorLogger
    from conductor._worker.options import TaskManagerOptions
    from conductor._worker.shared import TaskErrorHandler
    from conductor._worker.tracing import Tracing
    from conductor.models import Task

C = TypeVar("C")

GRACE_S = 25.0
"""How long a stop lets work in flight go on: less than the 30 s that Kubernetes gives."""


class TaskManagerConfig(TypedDict, total=False):
    """What a manager takes besides its workers; camelCase is understood too."""

    options: TaskManagerOptions | Mapping[str, Any]
    """Options for all workers."""
    logger: ConductorLogger
    """Takes messages; default: the logger ``conductor.worker``."""
    on_error: TaskErrorHandler
    """Called with the error and the task when a function failed, and when the update of a task did."""
    max_retries: int
    """How often a result is sent at most; default: as long as the server waits for it."""
    listeners: Sequence[Listener]
    """Functions that are called with each WorkerEvent, on the event loop of the workers."""
    grace_s: float
    """How long a stop lets work in flight go on, in seconds, default 25."""
    tracing: Tracing
    """Makes spans, see ``conductor.telemetry.WorkerTracing``; default: none."""
    use_env: bool
    """False leaves environment variables out."""


def noop_error_handler(error: BaseException, task: Task | None = None) -> None:
    """Do nothing with an error: the default of ``on_error``."""


def read_config(
    config: TaskManagerConfig | Mapping[str, Any] | None, arguments: TaskManagerConfig
) -> TaskManagerConfig:
    """Merge a mapping with keyword arguments, which win, and check all; None counts as not given.

    Raises:
        ConfigurationError: a setting is unknown or has a wrong value.
    """
    if not isinstance(cast("object", config or {}), Mapping):
        raise ConfigurationError(f"the settings of a manager must be a mapping, not {config!r}")
    given = {option_name(key): value for key, value in {**(config or {}), **arguments}.items()}
    unknown = given.keys() - TaskManagerConfig.__annotations__.keys()
    if unknown:
        raise ConfigurationError(f"unknown setting {min(unknown)!r} of the manager: options go into options={{...}}")
    read = {name: _READERS.get(name, _as_it_is)(name, value) for name, value in given.items() if value is not None}
    return cast("TaskManagerConfig", read)


def check_client(client: C) -> C:
    """Give the client.

    Raises:
        ConfigurationError: it is none.
    """
    if not hasattr(client, "settings"):
        raise ConfigurationError(f"a manager needs a client, such as orkes_conductor_client() makes, not {client!r}")
    return client


def _as_it_is(name: str, value: Any) -> Any:
    del name
    return value


def _read_function(name: str, value: Any) -> Any:
    if not callable(value):
        raise ConfigurationError(f"{name} must be a function, not {value!r}")
    if inspect.iscoroutinefunction(value) or inspect.iscoroutinefunction(type(value).__call__):
        raise ConfigurationError(f"{name} must be a plain function: nobody would wait for an async one")
    return value


def _read_listeners(name: str, value: Any) -> Sequence[Any]:
    if not is_list(value):
        raise ConfigurationError(f"{name} must be a list of functions, not {value!r}")
    return [_read_function(f"{name}[{position}]", one) for position, one in enumerate(value)]


def _read_logger(name: str, value: Any) -> Any:
    if not all(callable(getattr(value, level, None)) for level in ("debug", "info", "error")):
        raise ConfigurationError(f"{name} must have the methods debug, info and error, as loggers have: {value!r}")
    return value


def _read_tracing(name: str, value: Any) -> Any:
    if not all(callable(getattr(value, method, None)) for method in ("wrap_run", "wrap_report")):
        raise ConfigurationError(f"{name} must make spans, as conductor.telemetry.WorkerTracing() does: {value!r}")
    return value


def _read_grace(name: str, value: Any) -> float:
    return 0.0 if value in (0, timedelta()) else _options.read_seconds(name, value)


_READERS: Mapping[str, Callable[[str, Any], Any]] = {
    "logger": _read_logger,
    "on_error": _read_function,
    "max_retries": _options.read_count,
    "listeners": _read_listeners,
    "grace_s": _read_grace,
    "tracing": _read_tracing,
    "use_env": read_switch,
}
