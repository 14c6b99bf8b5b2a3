"""How the tasks of the AI family are made: options that are no task settings become input parameters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from conductor._shared.inputs import wire_name
from conductor.builders._options import (
    TASK_OPTIONS,
    OptionalTaskOptions,
    make_task,
    option_names,
    refuse_unknown,
    task_name,
)
from conductor.builders._values import inputs, mapping, text
from conductor.errors import ConfigurationError

if TYPE_CHECKING:
    from conductor.builders.enums import TaskType
    from conductor_api.models import WorkflowTask


class AiTaskOptions(OptionalTaskOptions, total=False):
    """And ``input_parameters``: further input, for what this version does not know by name."""

    input_parameters: Mapping[str, Any]


class EmbeddingModel(NamedTuple):
    """A model that gives embeddings, and who provides it."""

    provider: str
    model: str


def make_ai_task(
    kind: TaskType,
    task_reference_name: str,
    options: Mapping[str, Any],
    known: type[Any],
    **fixed: object,
) -> WorkflowTask:
    """Make a task of its fixed input (names of the wire), of options that are input, and of those for the task."""
    where = task_name(kind, task_reference_name)
    refuse_unknown(options, option_names(known), where)
    own = {name: value for name, value in options.items() if name in TASK_OPTIONS}
    more = options.get("input_parameters")
    chosen = {
        wire_name(name): value
        for name, value in options.items()
        if name not in TASK_OPTIONS and name != "input_parameters"
    }
    return make_task(kind, task_reference_name, own, input_parameters=inputs(where, more, **fixed, **chosen))


def required(kind: TaskType, task_reference_name: str, **values: object) -> dict[str, object]:
    """Give the values, each of which has to be a text, under the names of the wire."""
    where = task_name(kind, task_reference_name)
    return {wire_name(name): text(value, f"{where}: {name}") for name, value in values.items()}


def embedding_inputs(value: object, where: str) -> dict[str, str]:
    """Give the input parameters for an embedding model: a pair, or a mapping with ``provider`` and ``model``."""
    argument = f"{where}: embedding_model"
    if isinstance(value, Mapping):
        named = mapping(cast("object", value), argument)
        pair: list[object] = [named.get("provider"), named.get("model")]
    else:
        pair = list(cast("tuple[object, ...]", value)) if isinstance(value, tuple | list) else []
    if len(pair) != 2:
        raise ConfigurationError(f"{argument}: expected EmbeddingModel(provider, model)")
    provider, model = text(pair[0], f"{argument}: provider"), text(pair[1], f"{argument}: model")
    return {"embeddingModelProvider": provider, "embeddingModel": model}
