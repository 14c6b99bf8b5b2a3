"""Tasks that run side by side, and the joins that wait for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from conductor._shared.inputs import as_member
from conductor.builders._options import make_task, task_name
from conductor.builders._tasks import as_list, as_tasks, is_list
from conductor.builders._values import expression, inputs, texts
from conductor.builders.enums import TaskType
from conductor.builders.simple import noop_task
from conductor.errors import ConfigurationError
from conductor_api.models import WorkflowTaskJoinMode

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Unpack

    from conductor.builders._options import OptionalTaskOptions, TaskOptions
    from conductor.builders._tasks import TaskLike
    from conductor_api.models import WorkflowTask

_FORKS = frozenset({TaskType.FORK_JOIN, TaskType.FORK_JOIN_DYNAMIC})
# They are COMPLETED as soon as the case is chosen, while the tasks of the case still run.
_CHOICES = frozenset({TaskType.SWITCH, TaskType.DECISION})


def fork_task(
    task_reference_name: str,
    fork_tasks: Sequence[TaskLike] | Sequence[Sequence[TaskLike]],
    **options: Unpack[OptionalTaskOptions],
) -> WorkflowTask:
    """Give a fork alone; the next task has to be its join, or the workflow fails. See :func:`fork_join_task`.

    Args:
        task_reference_name: what other tasks of the workflow call it
        fork_tasks: a list of tasks for each branch; a list of mere tasks is **one** branch, done one after the other
        **options: see :class:`OptionalTaskOptions`
    """
    where = task_name(TaskType.FORK_JOIN, task_reference_name)
    return make_task(
        TaskType.FORK_JOIN, task_reference_name, options, fork_tasks=_branches(fork_tasks, f"{where}: fork_tasks")
    )


def fork_task_join(
    task_reference_name: str,
    fork_tasks: Sequence[TaskLike] | Sequence[Sequence[TaskLike]],
    optional: bool | None = None,
    **options: Unpack[TaskOptions],
) -> tuple[WorkflowTask, WorkflowTask]:
    """Give a fork, as :func:`fork_task` does, and its join, which waits for all branches.

    Args:
        task_reference_name: the fork; the join is ``<it>_join_ref``, and has the outputs of the last tasks
        fork_tasks: a list of tasks for each branch; a list of mere tasks is **one** branch, done one after the other
        optional: when the **join** fails, the workflow goes on
        **options: see :class:`TaskOptions`; they are for the fork

    Raises:
        ConfigurationError: a branch is empty, or ends with a fork that has no join
    """
    fork = fork_task(task_reference_name, fork_tasks, **options)
    if not all(fork.fork_tasks or [[]]):
        where = task_name(TaskType.FORK_JOIN, task_reference_name)
        raise ConfigurationError(f"{where}: a fork with an empty branch, or with none, fails; use noop_task(...)")
    return fork, _join_named_after(fork, close_branches(fork), optional)


def fork_join_task(
    task_reference_name: str,
    branches: Sequence[TaskLike | Sequence[TaskLike]],
    optional: bool | None = None,
    **options: Unpack[TaskOptions],
) -> tuple[WorkflowTask, WorkflowTask]:
    """Give branches that run side by side, and the join that waits for all of them.

    In a list of tasks it stands with a star: ``[*fork_join_task("both", [first, [second, third]]), after]``.

    Args:
        task_reference_name: the fork; the join is ``<it>_join_ref``, and has the outputs of the last tasks
        branches: one entry for each branch, a task or a list of tasks
        optional: when the **join** fails, the workflow goes on
        **options: see :class:`TaskOptions`; they are for the fork

    Raises:
        ConfigurationError: a branch is empty, or ends with a fork that has no join
    """
    argument = f"{task_name(TaskType.FORK_JOIN, task_reference_name)}: branches"
    entries = [entry if is_list(entry) else [entry] for entry in as_list(branches, argument)] or [[]]
    return fork_task_join(task_reference_name, cast("list[list[WorkflowTask]]", entries), optional, **options)


def join_task(
    task_reference_name: str,
    join_on: Sequence[str] | None = None,
    optional: bool | None = None,
    *,
    join_mode: WorkflowTaskJoinMode | str | None = None,
    **options: Unpack[TaskOptions],
) -> WorkflowTask:
    """Give a task that waits for others; its output has theirs, by reference.

    Args:
        task_reference_name: what other tasks of the workflow call it
        join_on: the references of the tasks to wait for; without any it is done at once, unless it follows a dynamic
            fork, whose branches the server puts in
        optional: when the task fails, the workflow goes on
        join_mode: SYNC or ASYNC
        **options: see :class:`TaskOptions`
    """
    where = task_name(TaskType.JOIN, task_reference_name)
    return make_task(
        TaskType.JOIN,
        task_reference_name,
        options,
        join_on=None if join_on is None else texts(join_on, f"{where}: join_on"),
        join_mode=None if join_mode is None else as_member(WorkflowTaskJoinMode, join_mode, f"{where}: join_mode"),
        optional=optional,
    )


def exclusive_join_task(
    task_reference_name: str,
    join_on: Sequence[str],
    default_exclusive_join_task: Sequence[str] = (),
    **options: Unpack[OptionalTaskOptions],
) -> WorkflowTask:
    """Give a task that waits for one of several, such as the cases of a switch; its output is the output of that one.

    It cannot be the join of a fork.

    Args:
        task_reference_name: what other tasks of the workflow call it
        join_on: the references of the tasks, one of which runs
        default_exclusive_join_task: the references of those whose output is taken when none of them ran
        **options: see :class:`OptionalTaskOptions`
    """
    where = task_name(TaskType.EXCLUSIVE_JOIN, task_reference_name)
    return make_task(
        TaskType.EXCLUSIVE_JOIN,
        task_reference_name,
        options,
        join_on=texts(join_on, f"{where}: join_on"),
        default_exclusive_join_task=texts(default_exclusive_join_task, f"{where}: default_exclusive_join_task"),
    )


def dynamic_fork_task(
    task_reference_name: str,
    pre_fork_tasks: Sequence[TaskLike] | str = (),
    dynamic_tasks_input: Mapping[str, Any] | str = "",
    optional: bool | None = None,
    **options: Unpack[TaskOptions],
) -> WorkflowTask:
    """Give a fork whose branches are known only when it is due; the next task has to be its join.

    See :func:`dynamic_fork_join` for both.

    Args:
        task_reference_name: what other tasks of the workflow call it
        pre_fork_tasks: a ``${...}`` that gives a list of tasks, each of which is a branch; or the tasks themselves
        dynamic_tasks_input: a ``${...}`` that gives the inputs by reference of the tasks; or the inputs themselves
        optional: when the task fails, the workflow goes on
        **options: see :class:`TaskOptions`
    """
    where = task_name(TaskType.FORK_JOIN_DYNAMIC, task_reference_name)
    tasks: object = (
        expression(pre_fork_tasks, f"{where}: pre_fork_tasks")
        if isinstance(pre_fork_tasks, str)
        else as_tasks(pre_fork_tasks, f"{where}: pre_fork_tasks")
    )
    if isinstance(dynamic_tasks_input, str) and dynamic_tasks_input:
        expression(dynamic_tasks_input, f"{where}: dynamic_tasks_input")
    return make_task(
        TaskType.FORK_JOIN_DYNAMIC,
        task_reference_name,
        options,
        input_parameters=inputs(where, None, dynamicTasks=tasks, dynamicTasksInput=dynamic_tasks_input),
        dynamic_fork_tasks_param="dynamicTasks",
        dynamic_fork_tasks_input_param_name="dynamicTasksInput",
        optional=optional,
    )


def dynamic_fork_join(
    task_reference_name: str,
    dynamic_tasks: Sequence[TaskLike] | str,
    dynamic_tasks_input: Mapping[str, Any] | str | None = None,
    optional: bool | None = None,
    **options: Unpack[TaskOptions],
) -> tuple[WorkflowTask, WorkflowTask]:
    """Give a fork whose branches are known only when it is due, and the join that waits for them.

    In a list of tasks it stands with a star: ``[*dynamic_fork_join("all", "${plan.output.tasks}"), after]``.

    Args:
        task_reference_name: the fork; the join is ``<it>_join_ref``, and has the outputs of the tasks
        dynamic_tasks: a ``${...}`` that gives a list of tasks, each of which is a branch; or the tasks themselves
        dynamic_tasks_input: a ``${...}`` that gives the inputs by reference of the tasks; or the inputs themselves;
            without it, each task has the input that it brings along
        optional: when the **join** fails, the workflow goes on
        **options: see :class:`TaskOptions`; they are for the fork
    """
    no_inputs: dict[str, Any] = {}
    given = no_inputs if dynamic_tasks_input is None else dynamic_tasks_input
    fork = dynamic_fork_task(task_reference_name, dynamic_tasks, given, **options)
    return fork, _join_named_after(fork, [], optional)


def close_branches(fork: WorkflowTask) -> list[str]:
    """Give the references that a join has to wait for, one for each branch.

    A branch that ends with a choice gets an end of its own, since the join would not wait for the chosen tasks.

    Raises:
        ConfigurationError: a branch ends with a fork that has no join
    """
    ends: list[str] = []
    for position, branch in enumerate(fork.fork_tasks or []):
        if branch and branch[-1].type in _FORKS:
            raise ConfigurationError(
                f"FORK_JOIN task {fork.task_reference_name!r}: branch {position} ends with the fork "
                f"{branch[-1].task_reference_name!r}, which needs its join after it"
            )
        if branch and branch[-1].type in _CHOICES:
            branch.append(noop_task(f"{branch[-1].task_reference_name}_end"))
        ends.extend(task.task_reference_name for task in branch[-1:])
    return ends


def _join_named_after(fork: WorkflowTask, join_on: list[str], optional: bool | None) -> WorkflowTask:
    name = f"{fork.task_reference_name}_join"
    join = join_task(f"{name}_ref", join_on, optional, name=name)
    join.input_parameters = {}
    return join


def _branches(values: object, argument: str) -> list[list[WorkflowTask]]:
    entries = as_list(values, argument)
    lists = sum(is_list(entry) for entry in entries)
    if not lists:
        return [as_tasks(cast("list[WorkflowTask]", entries), argument)]
    if lists < len(entries):
        raise ConfigurationError(
            f"{argument}: tasks and lists are mixed; give a list for each branch, and a * before fork_join_task(...)"
        )
    branches = cast("list[list[WorkflowTask]]", entries)
    return [as_tasks(branch, f"{argument}[{position}]") for position, branch in enumerate(branches)]
