"""DO_WHILE: rounds, their condition, and what the loop shows of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from .inputs import resolve, task_input
from .model import Task, Workflow, with_iteration
from .plan import all_specs
from .runtime import Runtime, ScriptError, ScriptPending, close_task, drop_tasks
from .values import JsonMap, as_list, hash_ordered, java_text

StartRound: TypeAlias = Callable[[Runtime, Workflow, Task], None]


def run_loop(rt: Runtime, workflow: Workflow, loop: Task, start_round: StartRound) -> bool:
    """Take a loop forward when its round is over; True when something changed."""
    if loop.iteration == 0 or _never_started(workflow, loop):
        return _begin(rt, workflow, loop, start_round)
    members = round_members(workflow, loop)
    failed = _failed_in_round(workflow, members)
    if failed is not None:
        _fail(rt, workflow, loop, members, failed)
        return True
    if not _round_over(workflow, loop, members):
        return False
    rt.note(loop)
    loop.output[str(loop.iteration)] = hash_ordered({task.plain_reference: task.output for task in members})
    _forget_old_rounds(rt, workflow, loop)
    return _next_or_end(rt, workflow, loop, members, start_round)


def _never_started(workflow: Workflow, loop: Task) -> bool:
    return "iteration" not in loop.output and not round_members(workflow, loop)


def round_members(workflow: Workflow, loop: Task) -> list[Task]:
    """The latest try of each task of the present round, in the order of the definition's body."""
    found: list[Task] = []
    for spec in all_specs((loop.spec or {})["loopOver"]):
        task = workflow.by_ref.get(with_iteration(spec["taskReferenceName"], loop.iteration))
        if task is not None:
            found.append(task)
    return found


def _failed_in_round(workflow: Workflow, members: list[Task]) -> Task | None:
    """The task of the round that has failed, where that did not end the execution: a permissive one."""
    for task in members:
        if not task.terminal or task.task_id in workflow.unprocessed:
            return None
        if not task.successful:
            return task
    return None


def _fail(rt: Runtime, workflow: Workflow, loop: Task, members: list[Task], failed: Task) -> None:
    rt.note(loop)
    shown = members[: members.index(failed) + 1]
    loop.output[str(loop.iteration)] = hash_ordered({task.plain_reference: task.output for task in shown})
    close_task(rt, workflow, loop, "FAILED", f"{java_text(failed.reason)} ")


def _round_over(workflow: Workflow, loop: Task, members: list[Task]) -> bool:
    if any(not task.terminal or (task.retried and not task.executed) for task in members):
        return False
    if any(task.task_id in workflow.unprocessed for task in members):
        return False
    body = (loop.spec or {})["loopOver"]
    last = body[-1]["taskReferenceName"]
    return any(task.reference == with_iteration(last, loop.iteration) for task in members)


def _begin(rt: Runtime, workflow: Workflow, loop: Task, start_round: StartRound) -> bool:
    rt.note(loop)
    items = loop_items(rt, workflow, loop)
    if items is not None and not items:
        loop.output["iteration"] = 0
        close_task(rt, workflow, loop, "COMPLETED")
        return True
    _start_next(rt, workflow, loop, 1, items, start_round)
    return True


def _start_next(
    rt: Runtime, workflow: Workflow, loop: Task, iteration: int, items: list[Any] | None, start_round: StartRound
) -> None:
    """Start an iteration; on ScriptPending (its first task is a SWITCH) the loop is as it was before."""
    former_iteration, former_output = loop.iteration, dict(loop.output)
    _enter_round(loop, iteration, items)
    try:
        start_round(rt, workflow, loop)
    except ScriptPending:
        loop.iteration, loop.output = former_iteration, former_output
        raise


def _enter_round(loop: Task, iteration: int, items: list[Any] | None) -> None:
    loop.iteration = iteration
    loop.output["iteration"] = iteration
    if items is not None:
        loop.output["loopIndex"] = iteration - 1
        loop.output["loopItem"] = items[iteration - 1] if iteration <= len(items) else None


def loop_items(rt: Runtime, workflow: Workflow, loop: Task) -> list[Any] | None:
    """The list a loop goes over; None for a loop that has only a condition."""
    expression = (loop.spec or {}).get("items")
    if expression is None:
        return None
    value = resolve(rt, workflow, expression)
    if value is None:
        return []
    members = as_list(value)
    return [value] if members is None else members


def _forget_old_rounds(rt: Runtime, workflow: Workflow, loop: Task) -> None:
    keep = loop.input.get("keepLastN")
    if not isinstance(keep, int) or keep <= 0 or loop.iteration <= keep:
        return
    last_gone = loop.iteration - keep
    for iteration in range(1, last_gone + 1):
        loop.output.pop(str(iteration), None)
    references = {spec["taskReferenceName"] for spec in all_specs((loop.spec or {})["loopOver"])}
    old = [
        task
        for task in workflow.tasks
        if 0 < task.iteration <= last_gone and task is not loop and task.plain_reference in references
    ]
    drop_tasks(rt, workflow, old)


def _next_or_end(rt: Runtime, workflow: Workflow, loop: Task, members: list[Task], start_round: StartRound) -> bool:
    items = loop_items(rt, workflow, loop)
    try:
        more = _goes_on(rt, workflow, loop, members, items)
    except ScriptError as error:
        condition = (loop.spec or {}).get("loopCondition")
        reason = f"Unable to evaluate condition {condition}, exception {error}"
        close_task(rt, workflow, loop, "FAILED_WITH_TERMINAL_ERROR", reason)
        return True
    if not more:
        loop.output["iteration"] = loop.iteration
        close_task(rt, workflow, loop, "COMPLETED")
        return True
    _start_next(rt, workflow, loop, loop.iteration + 1, items, start_round)
    return True


def _goes_on(rt: Runtime, workflow: Workflow, loop: Task, members: list[Task], items: list[Any] | None) -> bool:
    if items is not None and loop.iteration >= len(items):
        return False
    condition = (loop.spec or {}).get("loopCondition")
    if not condition:
        return items is not None
    return truthy(rt.scripts.javascript(condition, condition_scope(rt, workflow, loop, members)))


def truthy(value: Any) -> bool:
    """What a condition's value means: booleans, and numbers other than 0."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return value > 0
    return False


def condition_scope(rt: Runtime, workflow: Workflow, loop: Task, members: list[Task]) -> JsonMap:
    """What a loop's condition sees as `$`: parameters, its own output, outputs of the round."""
    scope = task_input(rt, workflow, loop.spec or {}, loop.task_id)
    scope[(loop.spec or {})["taskReferenceName"]] = loop.output
    if loop.reference != (loop.spec or {})["taskReferenceName"]:
        del scope[(loop.spec or {})["taskReferenceName"]]
        scope[loop.reference] = loop.output
    for task in members:
        scope[task.plain_reference] = task.output
    return scope
