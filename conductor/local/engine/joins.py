"""JOIN: waiting for the tasks it names."""

from __future__ import annotations

from .model import Task, Workflow
from .runtime import Runtime, close_task
from .values import JsonMap, copy_json


def run_join(rt: Runtime, workflow: Workflow, join: Task) -> bool:
    """End a join when all it waits for has ended; True when it did.

    The tasks are looked at in order and only once each, so that a join of many stays cheap.
    A join that was rerun stays SCHEDULED for ever, as in the server.
    """
    if join.status != "IN_PROGRESS":
        return False
    references: list[str] = join.input["joinOn"]
    while join.join_cursor < len(references):
        task = workflow.by_ref.get(_in_loop(join, references[join.join_cursor]))
        if task is None or not _settled(workflow, task):
            return False
        join.join_cursor += 1
    joined = [workflow.by_ref[_in_loop(join, reference)] for reference in references]
    if not all(_settled(workflow, task) for task in joined):
        join.join_cursor = 0
        return False
    _end(rt, workflow, join, joined)
    return True


def seen_by_join(workflow: Workflow, join: Task) -> JsonMap:
    """What a waiting join shows: outputs of the tasks it names, up to the first that is not there.

    Of a task that has just failed it has seen no more than that a child was started.
    """
    seen: JsonMap = {}
    for reference in join.input["joinOn"]:
        task = workflow.by_ref.get(_in_loop(join, reference))
        if task is None:
            break
        shown = task.output if task.successful else {}
        if not task.successful and task.sub_workflow_id:
            shown = {"subWorkflowId": task.sub_workflow_id}
        if shown:
            seen[task.reference] = copy_json(shown)
    return seen


def _in_loop(join: Task, reference: str) -> str:
    return f"{reference}__{join.iteration}" if join.iteration > 0 else reference


def _settled(workflow: Workflow, task: Task) -> bool:
    return task.terminal and not task.retried and task.task_id not in workflow.unprocessed


def _end(rt: Runtime, workflow: Workflow, join: Task, joined: list[Task]) -> None:
    join.output = {task.reference: copy_json(task.output) for task in joined if task.output}
    failed = [task for task in joined if not task.successful and not task.flag("optional")]
    with_errors = [task for task in joined if task.status == "COMPLETED_WITH_ERRORS"]
    if failed:
        cancelled = all(task.status == "CANCELED" for task in failed)
        reason = " ".join(task.reason or "" for task in failed)
        close_task(rt, workflow, join, "CANCELED" if cancelled else "FAILED", reason)
    elif with_errors:
        named = " ".join(f"{task.def_name}/{task.task_id}" for task in with_errors)
        close_task(rt, workflow, join, "COMPLETED_WITH_ERRORS", f"{named} completed with errors")
    else:
        close_task(rt, workflow, join, "COMPLETED")
