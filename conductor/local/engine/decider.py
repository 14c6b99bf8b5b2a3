"""The heart of the engine: what happens next in an execution."""

from __future__ import annotations

from dataclasses import dataclass, field

from .completion import cancel_open_tasks, complete, complete_by_task, terminate_by_error
from .domains import set_domains
from .errors import TerminateWorkflowError
from .loops import run_loop
from .mappers import SYNC_TYPES, already_there, is_system, map_spec, register_mapper
from .mappers_fork import FORK_MAPPERS
from .model import Task, Workflow, plain_reference, with_iteration
from .retries import failure_at_end, retry_of
from .runtime import Runtime, add_task, close_task, limit_input
from .system import run_sync
from .values import JsonMap
from .worker_queue import enqueue

# A loop of system tasks never leaves the decision: this many steps of it are taken for endless.
MOST_ROUNDS = 5_000

for _task_type, _mapper in FORK_MAPPERS.items():
    register_mapper(_task_type, _mapper)


@dataclass
class _Round:
    """What one look at an execution brought about; the undo list holds what a finished one forgets."""

    scheduled: dict[str, Task] = field(default_factory=dict[str, Task])
    processed: list[tuple[Task, str]] = field(default_factory=list[tuple[Task, str]])
    ended_by: Task | None = None

    def forget(self) -> None:
        """Take back the marks on tasks: the server does not write them when the execution ends."""
        for task, status in self.processed:
            task.status = status
            task.executed = False


def decide(rt: Runtime, workflow: Workflow) -> None:
    """Take an execution forward until it waits for something or has ended."""
    try:
        _decide_on(rt, workflow)
    except TerminateWorkflowError as error:
        terminate_by_error(rt, workflow, error)
    if workflow.terminal and workflow.status != "COMPLETED":
        cancel_open_tasks(rt, workflow)
    rt.touch_workflow(workflow)


def _decide_on(rt: Runtime, workflow: Workflow) -> None:
    for _ in range(MOST_ROUNDS):
        if workflow.terminal or workflow.stuck or workflow.status == "PAUSED" or not _decide_once(rt, workflow):
            return
    raise TerminateWorkflowError(
        f"No end after {MOST_ROUNDS} decisions in a row: a loop of system tasks whose condition stays true?"
    )


def settle(rt: Runtime, workflow: Workflow) -> None:
    """Have the joins of an execution looked at, now that it has been decided."""
    if workflow.joins and not workflow.terminal:
        rt.work.extend(workflow.joins)


def _decide_once(rt: Runtime, workflow: Workflow) -> bool:
    found = _Round()
    if not workflow.open_tasks and not workflow.unprocessed:
        _schedule_first(rt, workflow, found)
    try:
        _process(rt, workflow, found)
    except TerminateWorkflowError:
        found.forget()
        raise
    if found.ended_by is not None:
        complete_by_task(rt, workflow, found.ended_by)
        return False
    changed = _start_tasks(rt, workflow, list(found.scheduled.values()))
    if workflow.stuck:
        return False
    changed |= _run_containers(rt, workflow)
    if not changed and not found.scheduled and _finished(workflow):
        _finish(rt, workflow, found)
        return False
    if (found.processed and not changed) or any(task.task_type not in SYNC_TYPES for task in found.scheduled.values()):
        workflow.update_ms = rt.now_ms
    return changed or bool(workflow.unprocessed) or (bool(found.processed) and not workflow.open_tasks)


def _finish(rt: Runtime, workflow: Workflow, found: _Round) -> None:
    failed = _permissive_failure(workflow)
    if failed is not None:
        found.forget()
        raise failure_at_end(failed)
    complete(rt, workflow)
    found.forget()


def _schedule_first(rt: Runtime, workflow: Workflow, found: _Round) -> None:
    """Begin with the first task; the server also does so when nothing is left to be looked at."""
    spec: JsonMap | None = workflow.plan.tasks[0] if workflow.plan.tasks else None
    spec = _unless_skipped(workflow, spec)
    if spec is not None:
        for task in map_spec(rt, workflow, spec):
            if not already_there(workflow, task.reference):
                found.scheduled.setdefault(task.reference, task)


def _unless_skipped(workflow: Workflow, spec: JsonMap | None) -> JsonMap | None:
    while spec is not None:
        there = workflow.by_ref.get(spec["taskReferenceName"])
        if there is None or there.status != "SKIPPED":
            return spec
        spec = workflow.plan.successor(spec["taskReferenceName"])
    return None


def _process(rt: Runtime, workflow: Workflow, found: _Round) -> None:
    pending = sorted(workflow.unprocessed.values(), key=lambda task: task.seq)
    workflow.unprocessed.clear()
    for task in pending:
        rt.note(task)
        if task.retried or task.executed or task.status == "SKIPPED":
            continue
        if task.task_type == "TERMINATE" and task.status == "COMPLETED":
            found.ended_by = task
        if not task.successful:
            again = retry_of(rt, workflow, task)
            if again is not None:
                found.scheduled[task.reference] = again
                continue
        _process_ended(rt, workflow, task, found)


def _process_ended(rt: Runtime, workflow: Workflow, task: Task, found: _Round) -> None:
    found.processed.append((task, task.status))
    if not task.successful and task.flag("optional"):
        task.status = "COMPLETED_WITH_ERRORS"
    task.executed = True
    for following in next_tasks(rt, workflow, task):
        found.scheduled.setdefault(following.reference, following)


def next_tasks(rt: Runtime, workflow: Workflow, task: Task) -> list[Task]:
    """The tasks that follow an ended one.

    In a loop inside a loop the server schedules the inner loop once more after the last task of its
    second round, and then cannot go on: such an execution is marked as stuck.
    """
    if task.task_type in {"SWITCH", "DECISION"} and task.input.get("hasChildren") is not None:
        return []
    reference = plain_reference(task.reference) if task.iteration > 0 else task.reference
    spec = _unless_skipped(workflow, workflow.plan.successor(reference))
    if spec is None:
        return []
    tasks = map_spec(rt, workflow, spec)
    if task.iteration > 0 and task.task_type != "DO_WHILE":
        tasks = in_round(workflow, tasks, task.iteration)
        workflow.stuck = bool(tasks) and workflow.plan.contains(spec, reference)
    return tasks


def in_round(workflow: Workflow, tasks: list[Task], iteration: int) -> list[Task]:
    """The tasks as members of a round of a loop, less those that are there already."""
    for task in tasks:
        task.reference = with_iteration(task.reference, iteration)
        task.iteration = iteration
    return [task for task in tasks if not already_there(workflow, task.reference)]


def _start_tasks(rt: Runtime, workflow: Workflow, tasks: list[Task]) -> bool:
    set_domains(rt, workflow, tasks)
    changed = False
    for task in tasks:
        limit_input(rt, task)
        add_task(rt, workflow, task)
    for task in tasks:
        changed |= launch(rt, workflow, task)
    return changed


def launch(rt: Runtime, workflow: Workflow, task: Task) -> bool:
    """Set a newly scheduled task going; True when the execution has to be decided again."""
    rt.note(task)
    if task.terminal:
        return True
    if task.task_type in SYNC_TYPES:
        task.start_ms = task.start_ms or rt.now_ms
        task.update_ms = rt.now_ms
        return task.task_type == "DO_WHILE" or run_sync(rt, workflow, task)
    if is_system(task):
        task.start_ms = task.start_ms or (rt.now_ms if task.status == "IN_PROGRESS" else 0)
        queue_async(rt, task)
        return False
    enqueue(rt, task, task.callback_after_s)
    return False


def queue_async(rt: Runtime, task: Task) -> None:
    """Have an asynchronous system task looked at: now, or when its delay or wait is over."""
    if task.task_type == "WAIT":
        if task.wait_until_ms:
            rt.timers.set("wait", task.task_id, task.wait_until_ms)
    elif task.callback_after_s > 0:
        rt.timers.set("async", task.task_id, rt.now_ms + task.callback_after_s * 1000)
    else:
        rt.work.append(task.task_id)


def _run_containers(rt: Runtime, workflow: Workflow) -> bool:
    changed = False
    for task in list(workflow.containers.values()):
        if not task.terminal:
            changed |= run_loop(rt, workflow, task, start_round)
    for task in list(workflow.joins.values()):
        if task.task_type == "EXCLUSIVE_JOIN" and not task.terminal:
            changed |= run_sync(rt, workflow, task)
    return changed


def fork_again(rt: Runtime, workflow: Workflow, fork: Task) -> None:
    """Schedule the branches of a dynamic fork once more, as its inputs name them now."""
    spec: JsonMap = fork.spec or {}
    close_task(rt, workflow, fork, "COMPLETED")
    fork.executed = True
    _start_tasks(rt, workflow, map_spec(rt, workflow, spec))


def start_round(rt: Runtime, workflow: Workflow, loop: Task) -> None:
    """Schedule the first task of a loop's next round."""
    body = (loop.spec or {})["loopOver"]
    tasks = map_spec(rt, workflow, body[0])
    _start_tasks(rt, workflow, in_round(workflow, tasks, loop.iteration))


def _finished(workflow: Workflow) -> bool:
    if workflow.open_tasks or workflow.unprocessed or not workflow.tasks:
        return False
    for spec in workflow.plan.tasks:
        task = workflow.by_ref.get(spec["taskReferenceName"])
        if task is None or not task.terminal:
            return False
        if not task.successful and not (spec["optional"] or spec["permissive"]):
            return False
    return True


def _permissive_failure(workflow: Workflow) -> Task | None:
    for task in workflow.tasks:
        if task.flag("permissive") and not task.flag("optional") and not task.successful and not task.retried:
            return task
    return None
