"""Checks of definitions before they are sent: what the server refuses in a puzzling way, or ignores without a word."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Any, Protocol, TypeAlias, cast, runtime_checkable

from conductor._shared.inputs import Model, as_model, as_text, fields_of, wire_name
from conductor.errors import ConfigurationError
from conductor_api.models import TaskDef, WorkflowDef

_DEFAULT_RESPONSE_TIMEOUT_S = 3600


@runtime_checkable
class Defined(Protocol):
    """Something that gives a workflow definition, such as a workflow that is built step by step."""

    def to_def(self) -> WorkflowDef:
        """Give the definition."""
        ...


WorkflowLike: TypeAlias = WorkflowDef | Mapping[str, Any] | Defined
"""A workflow definition: a model, a mapping with the names of the wire, or what gives one."""


def as_task_def(value: TaskDef | Mapping[str, Any], argument: str) -> TaskDef:
    """Give the task definition.

    Raises:
        ConfigurationError: it has an unknown key or a slash in its name, or its response timeout is not below its
            timeout
    """
    task_def = as_model(TaskDef, value, argument)
    refuse_slash(task_def.name, argument)
    _refuse_unknown_keys(task_def, value, argument)
    _check_timeouts(task_def, argument)
    return task_def


def as_workflow_def(value: WorkflowLike, argument: str) -> WorkflowDef:
    """Give the workflow definition.

    Raises:
        ConfigurationError: it has a slash in its name, or it or one of its tasks has an unknown key
    """
    workflow_def = value.to_def() if isinstance(value, Defined) else as_model(WorkflowDef, value, argument)
    refuse_slash(workflow_def.name, argument)
    _refuse_unknown_keys(workflow_def, value, argument)
    return workflow_def


def refuse_slash(name: str | None, argument: str) -> None:
    """Raise ConfigurationError when a name has a slash: the server would take it, and never find it again."""
    if name is not None and "/" in as_text(name, f"{argument}: name"):
        raise ConfigurationError(
            f"{argument}: the name {name!r} has a slash, with which no server lets a call read, change or remove it; "
            "use another character, such as . or _"
        )


def _check_timeouts(task_def: TaskDef, argument: str) -> None:
    limit_s = task_def.timeout_seconds or 0
    response_s = task_def.response_timeout_seconds
    if limit_s <= 0 or (_DEFAULT_RESPONSE_TIMEOUT_S if response_s is None else response_s) < limit_s:
        return
    found = f"it is {response_s}" if response_s is not None else f"the server takes {_DEFAULT_RESPONSE_TIMEOUT_S}"
    raise ConfigurationError(
        f"{argument} {task_def.name!r}: responseTimeoutSeconds must be from 1 and below timeoutSeconds ({limit_s}), "
        f"but {found}; set it, or timeoutSeconds=0 for no limit"
    )


def _refuse_unknown_keys(model: Model, given: object, argument: str) -> None:
    # A model may hold what this version does not know, on purpose; in a mapping it is a slip of the pen.
    if not isinstance(given, Mapping):
        return
    for place, part, key in _unknown_keys(model, argument):
        known = [wire_name(name) for name in fields_of(part.__class__)]
        close = difflib.get_close_matches(key, known, 1)
        hint = f"did you mean {close[0]!r}?" if close else f"{type(model).__name__}.from_dict(...) lets it pass"
        raise ConfigurationError(f"{place}: unknown key {key!r}; {hint}")


def _unknown_keys(whole: object, argument: str) -> Iterator[tuple[str, Any, str]]:
    # With a list of what is left to look at instead of a recursion: definitions may be nested as deep as they like.
    left: list[tuple[str, Any]] = [(argument, whole)]
    while left:
        place, value = left.pop()
        if hasattr(value, "additional_properties"):
            yield from ((place, value, key) for key in value.additional_properties)
        left += reversed(list(_parts(place, value)))


def _parts(place: str, value: Any) -> Iterator[tuple[str, Any]]:
    """The parts of a value in their order, with their places."""
    if hasattr(value, "additional_properties"):
        yield from ((f"{place}.{wire_name(name)}", getattr(value, name)) for name in fields_of(value.__class__))
    elif isinstance(value, list):
        yield from ((f"{place}[{position}]", item) for position, item in enumerate(cast("list[object]", value)))
    elif isinstance(value, dict):
        yield from ((f"{place}[{key!r}]", item) for key, item in cast("dict[str, object]", value).items())
