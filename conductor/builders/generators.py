"""Tasks and workflows out of a few values: everything else is filled in, names included.

Each generator takes fields as a mapping (names of the wire), as keyword arguments (snake_case), or both; the keyword
goes before the mapping. What is given replaces the sample as a whole; only the input of an INLINE task is merged. The
type is always the one of the generator, and fields that are not known pass through.

``rng`` draws the generated names, ``<prefix>__task_<suffix>``; a seeded one gives the same names again. A reference
that is not given is ``<name>_ref``. All raise ConfigurationError for a wrong value.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from conductor.builders._fields import GenerateFields
from conductor.builders._generate import make, map_tasks, wire_fields
from conductor.builders._options import option_names, refuse_unknown
from conductor.builders._samples import WORKFLOW_SAMPLE
from conductor.builders._values import checked
from conductor.builders.enums import TaskType
from conductor_api.models import WorkflowDef

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping, Sequence
    from typing import Unpack

    from conductor.builders._fields import TaskFields
    from conductor.builders._tasks import TaskLike
    from conductor.builders.types import NestedTaskMapper
    from conductor_api.models import WorkflowTask

_GENERATE_FIELDS = option_names(GenerateFields)


def task_gen_mapper(tasks: Sequence[TaskLike], *, rng: random.Random | None = None) -> list[WorkflowTask]:
    """Fill in each task by its ``type``, SIMPLE without one, and put a join after each fork that has none.

    Such a join waits for all branches. Types that have no generator keep their type and get names.
    """
    return map_tasks(tasks, _mapper(None, rng), rng)


def generate(
    overrides: WorkflowDef | Mapping[str, Any] | None = None,
    *,
    rng: random.Random | None = None,
    **fields: Unpack[GenerateFields],
) -> WorkflowDef:
    """Give a workflow definition; its tasks go through :func:`task_gen_mapper`."""
    where = "generated workflow"
    refuse_unknown(fields, _GENERATE_FIELDS, where)
    values: dict[str, Any] = {**WORKFLOW_SAMPLE, **wire_fields(overrides, fields, WorkflowDef, where)}
    tasks = task_gen_mapper(values.pop("tasks") or [], rng=rng)
    definition = WorkflowDef.from_dict({**values, "tasks": []})
    definition.tasks = tasks
    return checked(definition, where)


def generate_simple_task(
    overrides: TaskLike | None = None, *, rng: random.Random | None = None, **fields: Unpack[TaskFields]
) -> WorkflowTask:
    """Give a task for a worker."""
    return make(TaskType.SIMPLE, overrides, fields, rng, _mapper(None, rng))


def generate_http_task(
    overrides: TaskLike | None = None, *, rng: random.Random | None = None, **fields: Unpack[TaskFields]
) -> WorkflowTask:
    """Give an HTTP task; the sample asks a public test server."""
    return make(TaskType.HTTP, overrides, fields, rng, _mapper(None, rng))


def generate_inline_task(
    overrides: TaskLike | None = None, *, rng: random.Random | None = None, **fields: Unpack[TaskFields]
) -> WorkflowTask:
    """Give a script task; the sample gives true."""
    return make(TaskType.INLINE, overrides, fields, rng, _mapper(None, rng))


def generate_jq_transform_task(
    overrides: TaskLike | None = None, *, rng: random.Random | None = None, **fields: Unpack[TaskFields]
) -> WorkflowTask:
    """Give a jq task; the sample joins two lists."""
    return make(TaskType.JSON_JQ_TRANSFORM, overrides, fields, rng, _mapper(None, rng))


def generate_kafka_publish_task(
    overrides: TaskLike | None = None, *, rng: random.Random | None = None, **fields: Unpack[TaskFields]
) -> WorkflowTask:
    """Give a Kafka task."""
    return make(TaskType.KAFKA_PUBLISH, overrides, fields, rng, _mapper(None, rng))


def generate_event_task(
    overrides: TaskLike | None = None, *, rng: random.Random | None = None, **fields: Unpack[TaskFields]
) -> WorkflowTask:
    """Give an event task; the sample goes to an SQS queue."""
    return make(TaskType.EVENT, overrides, fields, rng, _mapper(None, rng))


def generate_sub_workflow_task(
    overrides: TaskLike | None = None, *, rng: random.Random | None = None, **fields: Unpack[TaskFields]
) -> WorkflowTask:
    """Give a task that runs another workflow."""
    return make(TaskType.SUB_WORKFLOW, overrides, fields, rng, _mapper(None, rng))


def generate_set_variable_task(
    overrides: TaskLike | None = None, *, rng: random.Random | None = None, **fields: Unpack[TaskFields]
) -> WorkflowTask:
    """Give a task that sets variables."""
    return make(TaskType.SET_VARIABLE, overrides, fields, rng, _mapper(None, rng))


def generate_terminate_task(
    overrides: TaskLike | None = None, *, rng: random.Random | None = None, **fields: Unpack[TaskFields]
) -> WorkflowTask:
    """Give a task that ends the workflow; the sample as COMPLETED."""
    return make(TaskType.TERMINATE, overrides, fields, rng, _mapper(None, rng))


def generate_wait_task(
    overrides: TaskLike | None = None, *, rng: random.Random | None = None, **fields: Unpack[TaskFields]
) -> WorkflowTask:
    """Give a wait; without a time in its input it waits until it is completed."""
    return make(TaskType.WAIT, overrides, fields, rng, _mapper(None, rng))


def generate_join_task(
    overrides: TaskLike | None = None, *, rng: random.Random | None = None, **fields: Unpack[TaskFields]
) -> WorkflowTask:
    """Give a join."""
    return make(TaskType.JOIN, overrides, fields, rng, _mapper(None, rng))


def generate_fork_join_dynamic(
    overrides: TaskLike | None = None, *, rng: random.Random | None = None, **fields: Unpack[TaskFields]
) -> WorkflowTask:
    """Give a dynamic fork; the next task has to be its join."""
    return make(TaskType.FORK_JOIN_DYNAMIC, overrides, fields, rng, _mapper(None, rng))


def generate_fork_join_task(
    overrides: TaskLike | None = None,
    nested_tasks_mapper: NestedTaskMapper | None = None,
    *,
    rng: random.Random | None = None,
    **fields: Unpack[TaskFields],
) -> WorkflowTask:
    """Give a fork; the next task has to be its join; its tasks go through the mapper, else :func:`task_gen_mapper`."""
    return make(TaskType.FORK_JOIN, overrides, fields, rng, _mapper(nested_tasks_mapper, rng))


def generate_do_while_task(
    overrides: TaskLike | None = None,
    nested_tasks_mapper: NestedTaskMapper | None = None,
    *,
    rng: random.Random | None = None,
    **fields: Unpack[TaskFields],
) -> WorkflowTask:
    """Give a loop; its tasks go through the mapper, else :func:`task_gen_mapper`."""
    return make(TaskType.DO_WHILE, overrides, fields, rng, _mapper(nested_tasks_mapper, rng))


def generate_switch_task(
    overrides: TaskLike | None = None,
    nested_tasks_mapper: NestedTaskMapper | None = None,
    *,
    rng: random.Random | None = None,
    **fields: Unpack[TaskFields],
) -> WorkflowTask:
    """Give a choice; its tasks go through the mapper, else :func:`task_gen_mapper`."""
    return make(TaskType.SWITCH, overrides, fields, rng, _mapper(nested_tasks_mapper, rng))


def _mapper(given: NestedTaskMapper | None, rng: random.Random | None) -> NestedTaskMapper:
    return given or partial(task_gen_mapper, rng=rng)
