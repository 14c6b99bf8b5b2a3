"""Which workers a manager has, and the options that each goes by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import ModuleType
from typing import Any, Protocol, cast, runtime_checkable

import attrs

from conductor._worker.options import (
    ALL,
    PollingOptions,
    TaskManagerOptions,
    read_environment,
    read_options,
    variables_of,
)
from conductor._worker.spec import WorkerSpec
from conductor.errors import ConfigurationError


@runtime_checkable
class AnyWorker(Protocol):
    """A ConductorWorker, or a function with the decorator ``worker``."""

    task_def_name: str

    def spec(self) -> WorkerSpec:
        """Give what the runtime needs to know of it."""
        ...


Workers = Iterable[AnyWorker] | ModuleType
"""What a manager takes: workers, or a module that holds some."""


class Roster:
    """The workers and their options, in layers: defaults, manager, worker, environment, changes while running.

    Args:
        workers: Workers, or a module with workers.
        options: Options for all of them.
        use_env: Whether environment variables count.
    """

    def __init__(self, workers: Workers | None, options: Mapping[str, Any] | None, *, use_env: bool) -> None:
        self.workers = _as_list(workers)
        self._common = read_options(options, "options")
        self._use_env = use_env
        self._changes: dict[str, dict[str, Any]] = {worker.task_def_name: {} for worker in self.workers}

    def check(self) -> None:
        """Check all workers.

        Raises:
            ConfigurationError: there is none, two have the same name, one is wrong in itself, or an environment
                variable may mean several of them.
        """
        if not self.workers:
            raise ConfigurationError("No workers supplied to TaskManager")
        names = [worker.task_def_name for worker in self.workers]
        for name in names:
            if names.count(name) > 1:
                raise ConfigurationError(f"Duplicate worker taskDefName: {name}")
        self._check_variables(names)
        for spec, options in self.specs().values():
            if options.isolation == "process":
                from conductor._worker.processes import check_importable

                check_importable(spec)

    def variables(self) -> list[str]:
        """Give the names of the environment variables that are for these workers."""
        names = [ALL, *(worker.task_def_name for worker in self.workers)] if self._use_env else []
        return sorted({variable for name in names for variable in variables_of(name)})

    def _check_variables(self, names: list[str]) -> None:
        owners = dict.fromkeys(variables_of(ALL), "all workers") if self._use_env and len(names) > 1 else {}
        for name in names if self._use_env else ():
            for variable in variables_of(name):
                other = owners.setdefault(variable, f"worker {name!r}")
                if other != f"worker {name!r}":
                    raise ConfigurationError(_ambiguous_text(variable, name, other))

    def specs(self) -> dict[str, tuple[WorkerSpec, PollingOptions]]:
        """Give each worker with its options, by name."""
        specs = [worker.spec() for worker in self.workers]
        return {spec.name: (spec, self._options_of(spec)) for spec in specs}

    def common(self) -> TaskManagerOptions:
        """Give the options for all workers, times in milliseconds."""
        values = attrs.asdict(PollingOptions(**self._common))
        return cast("TaskManagerOptions", {name.removesuffix("_ms"): value for name, value in values.items()})

    def change_all(self, options: Mapping[str, Any]) -> None:
        """Set options for all workers; they win over what workers say themselves, except for a worker's own domain.

        Raises:
            ConfigurationError: an option is unknown or has a wrong value.
        """
        values = read_options(options, "options")
        self._common.update(values)
        for worker in self.workers:
            self._change(worker, values)

    def change(self, task_def_name: str, options: Mapping[str, Any]) -> bool:
        """Set options for one worker; tell whether there is one of that name.

        Raises:
            ConfigurationError: an option is unknown or has a wrong value.
        """
        values = read_options(options, "options")
        for worker in self.workers:
            if worker.task_def_name == task_def_name:
                self._change(worker, values)
                return True
        return False

    def _change(self, worker: AnyWorker, values: Mapping[str, Any]) -> None:
        own = worker.spec().options
        allowed = {name: value for name, value in values.items() if name != "domain" or "domain" not in own}
        self._changes[worker.task_def_name].update(allowed)

    def _options_of(self, spec: WorkerSpec) -> PollingOptions:
        environment = read_environment(spec.name) if self._use_env else {}
        layers = (self._common, spec.options, environment, self._changes[spec.name])
        return PollingOptions(**{name: value for layer in layers for name, value in layer.items()})


def _ambiguous_text(variable: str, name: str, other: str) -> str:
    way_out = (
        "rename that worker"
        if other == "all workers"
        else f"use the dotted form, such as conductor.worker.{name}.concurrency"
    )
    return f"{variable} means {other} and worker {name!r}: {way_out}, or set the option in code"


def _as_list(workers: Workers | None) -> list[AnyWorker]:
    if isinstance(workers, ModuleType):
        return _in_module(workers)
    try:
        found = list(workers or ())
    except TypeError:
        found = None
    if workers is None or found is None:
        raise ConfigurationError("No workers supplied to TaskManager. Please pass a list of workers.")
    for position, worker in enumerate(found):
        if not _is_worker(worker):
            hint = "a ConductorWorker or a function with the decorator @worker is needed"
            raise ConfigurationError(f"workers[{position}] is no worker but {worker!r}: {hint}")
    return found


def _in_module(module: ModuleType) -> list[AnyWorker]:
    found = _unique(value for value in vars(module).values() if _is_worker(value))
    if not found:
        raise ConfigurationError(
            f"No workers supplied to TaskManager: the module {module.__name__!r} has none; "
            "decorate a function with @worker('name'), or make a ConductorWorker"
        )
    return found


def _is_worker(value: object) -> bool:
    return not isinstance(value, type) and isinstance(value, AnyWorker)


def _unique(workers: Iterable[AnyWorker]) -> list[AnyWorker]:
    return list({id(worker): worker for worker in workers}.values())
