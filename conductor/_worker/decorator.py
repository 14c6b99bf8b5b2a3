"""The decorator that makes a worker of a function."""

from __future__ import annotations

import functools
import importlib
import operator
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar, Unpack, overload

from conductor._worker.options import WorkerOptions, read_options
from conductor._worker.results import read_returned
from conductor._worker.signature import Signature
from conductor._worker.spec import WorkerSpec, check_name, is_async, task_def_of
from conductor.errors import ConfigurationError

if TYPE_CHECKING:
    from conductor.fluent import Step

P = ParamSpec("P")
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)
T = TypeVar("T")


class WorkerFunction(Generic[P, R_co]):
    """A function that is a worker: calling it still runs the function itself.

    Made by :func:`worker`. ``task_def_name`` is the name of the tasks, ``function`` the function as it was written.
    """

    __wrapped__: Callable[P, R_co]

    def __init__(self, function: Callable[P, R_co], task_def_name: str, options: WorkerOptions) -> None:
        functools.update_wrapper(self, function)
        self.function = function
        self.task_def_name = task_def_name
        self.options = options
        check_name(task_def_name)
        self._signature = signature = Signature(task_def_name, function)
        self._spec = WorkerSpec(
            name=task_def_name,
            call=signature.call,
            read=read_returned,
            is_async=is_async(function),
            source=self,
            options=read_options(options, f"worker {task_def_name!r}"),
            task_def=task_def_of(options),
            input_schema=signature.input_schema,
            output_schema=signature.output_schema,
        )

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R_co:
        return self.function(*args, **kwargs)

    def __reduce__(self) -> tuple[Any, ...]:
        # Another process imports the module and finds the worker in the place of the function.
        return _imported, (self.function.__module__, self.function.__qualname__)

    @overload
    def task(
        self: WorkerFunction[P, Coroutine[Any, Any, T]], task_reference_name: str | None = None, /, **inputs: Any
    ) -> Step[T]: ...
    @overload
    def task(self, task_reference_name: str | None = None, /, **inputs: Any) -> Step[R_co]: ...
    def task(self, task_reference_name: str | None = None, /, **inputs: Any) -> Step[Any]:
        """Give the step of a workflow that this worker does.

        Args:
            task_reference_name: what other tasks of the workflow call it; the name of the worker when left out
            **inputs: the arguments of the function, less the task and its context: values, or references

        Raises:
            TypeError: the function has no such argument, or one is missing
        """
        from conductor.fluent._workers import worker_step

        known = self._signature.inputs(inputs)
        return worker_step(self.task_def_name, task_reference_name, inputs, known, self._signature.result)

    def spec(self) -> WorkerSpec:
        """Give what the runtime needs to know of it."""
        return self._spec

    def __repr__(self) -> str:
        return f"<worker {self.task_def_name!r}: {getattr(self.function, '__qualname__', self.function)}>"


def worker(task_def_name: str, **options: Unpack[WorkerOptions]) -> Callable[[Callable[P, R]], WorkerFunction[P, R]]:
    """Make a worker of a plain or async function.

    Its arguments are filled from the task's input by name and checked against their types; an argument of type
    ``Task`` gets the task, one of type ``TaskContext`` the context. A mapping or dataclass that it returns is the
    output, any other value the output's ``result``, None an empty output; a TaskResult says more. A plain function runs
    on a thread.

    Args:
        task_def_name: Name of the task definition.
        **options: See :class:`WorkerOptions`; they win over those of the manager.

    Raises:
        ConfigurationError: the name is empty, an option is wrong, or the function has ``*args``.
    """
    if callable(task_def_name):
        raise ConfigurationError('the decorator needs the name of a task definition: @worker("greet")')

    def decorate(function: Callable[P, R]) -> WorkerFunction[P, R]:
        return WorkerFunction(function, task_def_name, options)

    return decorate


AnyWorkerFunction = WorkerFunction[Any, Any]


def _imported(module: str, name: str) -> Any:
    return operator.attrgetter(name)(importlib.import_module(module))
