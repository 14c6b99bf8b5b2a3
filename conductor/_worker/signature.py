"""Fills the arguments of a decorated function from the input of a task, by its signature."""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

import attrs

from conductor._shared.annotations import declared_fields, has_fields, plain_hint
from conductor._shared.schemas import object_schema, schema_of
from conductor._worker.context import TaskContext
from conductor._worker.reading import reader_of
from conductor._worker.scalars import Reader, ReadError
from conductor.errors import ConfigurationError, NonRetryableError
from conductor.models import Task

if TYPE_CHECKING:
    Fill = Callable[[Task, TaskContext], Any]

_SPECIAL: Mapping[str, type] = {"Task": Task, "TaskContext": TaskContext}


@attrs.frozen(kw_only=True)
class _Argument:
    name: str
    special: type | None
    """Task or TaskContext, when the argument gets one of these."""
    hint: Any
    reader: Reader
    default: Any
    is_positional: bool
    may_take_all: bool = False


class Signature:
    """How a function gets its arguments.

    An argument of type ``Task`` gets the task, one of type ``TaskContext`` the context. A single argument without a
    type that is called ``task`` gets the task as well. All others are taken from the input by name; ``**rest`` gets
    what is left. A function with one argument of a class with fields gets the whole input, unless that has a key of the
    argument's name.

    Args:
        name: Name of the worker, for messages.
        function: The function.

    Raises:
        ConfigurationError: the function has ``*args``.
    """

    def __init__(self, name: str, function: Callable[..., Any]) -> None:
        self._name = name
        self._function = function
        parameters = list(inspect.signature(function).parameters.values())
        hints = _hints_of(function)
        self.result: Any = hints.get("return", Any)
        """The type that the function returns."""
        self._takes_rest = any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters)
        self._arguments = [
            self._argument(parameter, hints.get(parameter.name, Any), is_only=len(parameters) == 1)
            for parameter in parameters
            if parameter.kind is not parameter.VAR_KEYWORD
        ]
        self._let_only_argument_take_all(hints)

    def call(self, task: Task, context: TaskContext) -> Any:
        """Call the function for a task.

        Raises:
            NonRetryableError: the input does not fit; it would not fit the next time either.
        """
        given = task.input_data
        positional: list[Any] = []
        keywords: dict[str, Any] = {}
        for argument in self._arguments:
            value = self._value(argument, task, context)
            if argument.is_positional:
                positional.append(value)
            else:
                keywords[argument.name] = value
        if self._takes_rest:
            keywords.update((name, value) for name, value in given.items() if name not in keywords)
        return self._function(*positional, **keywords)

    def inputs(self, given: Collection[str] = ()) -> Mapping[str, bool] | None:
        """Give the inputs that there are, and whether each is needed; None where any may be given.

        Args:
            given: the names of those that are given: a single argument with fields is filled from these too
        """
        plain = [argument for argument in self._arguments if argument.special is None]
        if self._takes_rest or (not plain and self._arguments):
            return None
        if plain and plain[0].may_take_all and plain[0].name not in given:
            return {name: is_needed for name, (_, is_needed) in declared_fields(plain[0].hint).items()}
        return {argument.name: argument.default is inspect.Parameter.empty for argument in plain}

    def input_schema(self, strict: bool) -> dict[str, Any] | None:
        """Give the JSON schema of the input; None when the function takes the task as a whole."""
        plain = [argument for argument in self._arguments if argument.special is None]
        if not plain:
            return None
        if len(plain) == 1 and plain[0].may_take_all:
            return schema_of(plain[0].hint, strict=strict)
        empty = inspect.Parameter.empty
        fields = {argument.name: (argument.hint, argument.default is empty) for argument in plain}
        return object_schema(fields, strict=strict and not self._takes_rest)

    def output_schema(self, strict: bool) -> dict[str, Any] | None:
        """Give the JSON schema of the output; None where the annotation does not tell."""
        schema = schema_of(self.result, strict=strict)
        if not schema:
            return None
        if schema.get("type") == "object":
            return schema
        return object_schema({"result": (self.result, True)}, strict=strict) if "type" in schema else None

    def _argument(self, parameter: inspect.Parameter, hint: Any, *, is_only: bool) -> _Argument:
        if parameter.kind is parameter.VAR_POSITIONAL:
            raise ConfigurationError(f"worker {self._name!r}: *{parameter.name} cannot be filled from named input")
        return _Argument(
            name=parameter.name,
            special=_special_kind(parameter, hint, is_only=is_only),
            hint=hint,
            reader=reader_of(hint),
            default=parameter.default,
            is_positional=parameter.kind is parameter.POSITIONAL_ONLY,
        )

    def _let_only_argument_take_all(self, hints: Mapping[str, Any]) -> None:
        plain = [argument for argument in self._arguments if argument.special is None]
        if len(plain) == 1 and has_fields(hints.get(plain[0].name)):
            position = self._arguments.index(plain[0])
            self._arguments[position] = attrs.evolve(plain[0], may_take_all=True)

    def _value(self, argument: _Argument, task: Task, context: TaskContext) -> Any:
        given = task.input_data
        if argument.special is not None:
            return task if argument.special is Task else context
        if argument.name in given:
            return self._read(argument, given[argument.name], f"argument {argument.name!r}")
        if argument.may_take_all:
            return self._read(argument, given, "the input")
        if argument.default is not inspect.Parameter.empty:
            return argument.default
        raise NonRetryableError(self._missing_text(argument.name, given))

    def _read(self, argument: _Argument, value: Any, place: str) -> Any:
        try:
            return argument.reader(value, place)
        except ReadError as error:
            raise NonRetryableError(f"{self._name}: {error}") from error.__cause__

    def _missing_text(self, name: str, given: Mapping[str, Any]) -> str:
        there = ", ".join(sorted(given)) or "nothing"
        return f"{self._name}: argument {name!r} is missing (input has: {there})"


def _hints_of(function: Callable[..., Any]) -> dict[str, Any]:
    target = inspect.unwrap(function)
    target = target if inspect.isroutine(target) else getattr(target, "func", type(target).__call__)
    try:
        return get_type_hints(target, include_extras=True)
    except Exception:  # noqa: BLE001 - annotations may name what exists for type checkers only
        return _hints_one_by_one(target)


def _hints_one_by_one(function: Any) -> dict[str, Any]:
    hints: dict[str, Any] = {}
    for name, hint in getattr(function, "__annotations__", {}).items():
        try:
            alone = type("Alone", (), {"__annotations__": {name: hint}, "__module__": function.__module__})
            hints[name] = get_type_hints(alone, getattr(function, "__globals__", {}), include_extras=True)[name]
        except Exception:  # noqa: BLE001 - same; the value is given as it is then
            hints[name] = _SPECIAL.get(str(hint).rpartition(".")[2], Any)
    return hints


def _special_kind(parameter: inspect.Parameter, hint: Any, *, is_only: bool) -> type | None:
    kind = _not_optional(plain_hint(hint))
    if isinstance(kind, type) and issubclass(kind, Task | TaskContext):
        return TaskContext if issubclass(kind, TaskContext) else Task
    is_untyped_task = is_only and parameter.annotation is parameter.empty and parameter.name == "task"
    return Task if is_untyped_task else None


def _not_optional(hint: Any) -> Any:
    """Give the T of Optional[T]: who calls such a function by hand may leave it out."""
    others = [member for member in get_args(hint) if member is not type(None)]
    is_optional = get_origin(hint) in {Union, types.UnionType} and len(others) == 1
    return plain_hint(others[0]) if is_optional else hint
