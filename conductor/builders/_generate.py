"""How the generators fill in what the caller left out."""

from __future__ import annotations

import random
import re
import string
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING, Any, cast

import attrs

from conductor._shared.inputs import wire_name
from conductor.builders._fields import TaskFields
from conductor.builders._options import option_names, refuse_unknown
from conductor.builders._samples import sample_of
from conductor.builders._tasks import as_list, refuse_round_marks, walk
from conductor.builders._values import checked, kind_of, mapping, plain, text
from conductor.builders.enums import TaskType
from conductor.builders.fork import close_branches
from conductor.errors import ConfigurationError
from conductor_api.models import WorkflowTask

if TYPE_CHECKING:
    from conductor.builders.types import NestedTaskMapper
    from conductor_api.models import WorkflowDef

_TASK_FIELDS = option_names(TaskFields)
_ALPHABET = string.digits + string.ascii_lowercase
_SUFFIX_CHARS = 5
_GENERATED = re.compile(rf"\w+__task_\w{{{_SUFFIX_CHARS}}}_ref(_end)?")
_RANDOM = random.Random()  # noqa: S311 - names have to differ, nobody must be unable to guess them


def make(
    kind: str,
    overrides: WorkflowTask | Mapping[str, Any] | None,
    fields: Mapping[str, Any],
    rng: random.Random | None,
    mapper: NestedTaskMapper,
) -> WorkflowTask:
    """Give a task of this kind: the sample, then what the caller gave, then the tasks inside it, filled in as well."""
    where = f"generated {kind} task"
    refuse_unknown(fields, _TASK_FIELDS, where)
    given = wire_fields(overrides, fields, WorkflowTask, where)
    sample = sample_of(kind)
    name = text(given.get("name") or f"{sample.prefix}__task_{_suffix(rng or _RANDOM)}", f"{where}: name")
    defaults = {"name": name, "taskReferenceName": f"{name}_ref", **deepcopy(dict(sample.fields))}
    values: dict[str, Any] = {**defaults, **given, "type": str(kind)}
    if kind == TaskType.INLINE:
        values["inputParameters"] = {
            **sample.fields["inputParameters"],
            **mapping(given.get("inputParameters", {}), f"{where}: inputParameters"),
        }
    return checked(_with_inner_tasks(values, mapper, where), where)


def wire_fields(
    overrides: WorkflowTask | WorkflowDef | Mapping[str, Any] | None,
    fields: Mapping[str, Any],
    model: type[WorkflowTask | WorkflowDef],
    where: str,
) -> dict[str, Any]:
    """Give what the caller gave under the names of the wire."""
    if overrides is not None and not isinstance(overrides, model | Mapping):
        raise ConfigurationError(f"{where}: expected a {model.__name__} or a mapping, found {kind_of(overrides)}")
    given = mapping(plain(overrides or {}, where), where)
    known = attrs.fields_dict(model)
    for key in given:
        if "_" in key and key in known:
            raise ConfigurationError(f"{where}: mappings have the names of the wire: {wire_name(key)!r}, not {key!r}")
    return given | {wire_name(name): plain(value, f"{where}: {name}") for name, value in fields.items()}


def map_tasks(tasks: Sequence[object], mapper: NestedTaskMapper, rng: random.Random | None) -> list[WorkflowTask]:
    """Give each task filled in, and a join after each fork that has none."""
    entries = as_list(tasks, "tasks")
    kinds = [_kind(entry, f"tasks[{position}]") for position, entry in enumerate(entries)]
    made: list[WorkflowTask] = []
    for entry, kind, following in zip(entries, kinds, [*kinds, ""][1:], strict=True):
        task = make(kind, cast("Mapping[str, Any]", entry), {}, rng, mapper)
        made.append(task)
        if kind in {TaskType.FORK_JOIN, TaskType.FORK_JOIN_DYNAMIC} and following != TaskType.JOIN:
            made.append(make(TaskType.JOIN, {"joinOn": close_branches(task)}, {}, rng, mapper))
    return made


def _kind(entry: object, argument: str) -> str:
    if isinstance(entry, WorkflowTask):
        return entry.type
    fields = mapping(entry, argument)
    return text(fields.get("type") or TaskType.SIMPLE.value, f"{argument}: type")


def _with_inner_tasks(values: dict[str, Any], mapper: NestedTaskMapper, where: str) -> WorkflowTask:
    inner = {
        name: values.pop(name) for name in ("loopOver", "forkTasks", "decisionCases", "defaultCase") if name in values
    }
    task = WorkflowTask.from_dict(values)
    if "loopOver" in inner:
        task.loop_over = mapper(_entries(inner["loopOver"], f"{where}: loopOver"))
        _unmark_rounds(task.loop_over)
        refuse_round_marks(task.loop_over, f"{where}: loopOver")
    if "forkTasks" in inner:
        task.fork_tasks = [mapper(_entries(branch, f"{where}: forkTasks")) for branch in inner["forkTasks"]]
    if "decisionCases" in inner:
        cases = mapping(inner["decisionCases"], f"{where}: decisionCases")
        task.decision_cases = {
            case: mapper(_entries(tasks, f"{where}: decisionCases")) for case, tasks in cases.items()
        }
    if "defaultCase" in inner:
        task.default_case = mapper(_entries(inner["defaultCase"], f"{where}: defaultCase"))
    return task


def _unmark_rounds(body: Sequence[WorkflowTask]) -> None:
    # Inside a loop `__` marks the round: the server would schedule a task with a generated reference for ever.
    for _, task in walk(body, "loopOver"):
        task.task_reference_name = _without_marks(task.task_reference_name)
        task.join_on = task.join_on and [_without_marks(name) for name in task.join_on]


def _without_marks(reference: str) -> str:
    return reference.replace("__", "_") if _GENERATED.fullmatch(reference) else reference


def _entries(value: object, argument: str) -> list[WorkflowTask | Mapping[str, Any]]:
    return cast("list[WorkflowTask | Mapping[str, Any]]", as_list(value, argument))


def _suffix(rng: random.Random) -> str:
    return "".join(rng.choices(_ALPHABET, k=_SUFFIX_CHARS))
