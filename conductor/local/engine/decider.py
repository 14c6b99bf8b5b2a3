"""The heart of the engine: what happens next in an execution."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field

from .completion import cancel_open_tasks, complete, complete_by_task, terminate_by_error
from .domains import set_domains
from .errors import EngineError, TerminateWorkflowError
from .loops import run_loop
from .mappers import SYNC_TYPES, already_there, is_system, map_spec, register_mapper
from .mappers_fork import FORK_MAPPERS
from .model import Task, Workflow, plain_reference, with_iteration
from .retries import failure_at_end, retry_of
from .runtime import Runtime, ScriptJob, ScriptPending, add_task, close_task, limit_input
from .script_calls import ScriptCall
from .system import run_sync
from .values import JsonMap
from .worker_queue import enqueue

_log = logging.getLogger(__name__)
# A loop of system tasks never leaves the decision: this many steps of it are taken for endless.
MOST_DECISIONS = 5_000

for _task_type, _mapper in FORK_MAPPERS.items():
    register_mapper(_task_type, _mapper)


@dataclass
class _Pass:
    """What one look at an execution brought about; the undo list holds what a finished one forgets."""

    scheduled: dict[str, Task] = field(default_factory=dict[str, Task])
    processed: list[tuple[Task, str]] = field(default_factory=list[tuple[Task, str]])
    retried: list[Task] = field(default_factory=list[Task])
    ended_by: Task | None = None

    def forget(self) -> None:
        """Take back the marks on tasks: the server does not write them when the execution ends."""
        for task, status in self.processed:
            task.status = status
            task.executed = False


def decide(rt: Runtime, workflow: Workflow) -> None:
    """Take an execution forward until it waits for something or has ended.

    An execution that waits for a script is suspended. Other commands may change it meanwhile; it is decided again when
    the outcome is there, from the state that it then has.
    """
    if workflow.suspended and not workflow.terminal:
        # The reply of this command waits, too: it shows what follows from the command, as the real server's does.
        rt.suspended_now[workflow.workflow_id] = None
    else:
        _decide_or_suspend(rt, workflow)
    if workflow.terminal and workflow.status != "COMPLETED":
        cancel_open_tasks(rt, workflow)
    rt.touch_workflow(workflow)


def _decide_or_suspend(rt: Runtime, workflow: Workflow) -> None:
    try:
        with rt.scripts.on_behalf_of(workflow.workflow_id):
            _decide_on(rt, workflow)
    except ScriptPending as pending:
        suspend(rt, workflow, pending.calls)
    except TerminateWorkflowError as error:
        workflow.launching.clear()
        terminate_by_error(rt, workflow, error)
    if not workflow.suspended:
        workflow.decisions = 0
        rt.scripts.forget(workflow.workflow_id)


def _decide_on(rt: Runtime, workflow: Workflow) -> None:
    while not (workflow.terminal or workflow.stuck or workflow.suspended or workflow.status == "PAUSED"):
        if workflow.decisions >= MOST_DECISIONS:
            raise TerminateWorkflowError(
                f"No end after {MOST_DECISIONS} decisions in a row: a loop of system tasks whose condition stays true?"
            )
        workflow.decisions += 1
        if not _decide_once(rt, workflow):
            return
        if rt.turn.is_over():
            suspend(rt, workflow)


def suspend(rt: Runtime, workflow: Workflow, calls: tuple[ScriptCall, ...] = ()) -> None:
    """Have the decision go on when these scripts are evaluated; without any, in the next turn."""
    workflow.suspended = True
    rt.note(workflow)
    rt.suspended_now[workflow.workflow_id] = None
    if calls:
        job = rt.awaited[workflow.workflow_id] = ScriptJob(workflow.workflow_id, calls)
        rt.script_jobs.append(job)
    else:
        rt.undecided[workflow.workflow_id] = None


def resume_decision(rt: Runtime, workflow: Workflow) -> None:
    """Let a suspended execution be decided again."""
    workflow.suspended = False
    rt.awaited.pop(workflow.workflow_id, None)
    rt.undecided.pop(workflow.workflow_id, None)
    rt.note(workflow)


def settle(rt: Runtime, workflow: Workflow) -> None:
    """Have the joins of an execution looked at, now that it has been decided."""
    if workflow.joins and not workflow.terminal and not workflow.suspended:
        rt.work.extend(workflow.joins)


def _decide_once(rt: Runtime, workflow: Workflow) -> bool:
    found = _Pass()
    is_resumed = bool(workflow.launching)
    if not is_resumed:
        _find_next(rt, workflow, found)
        rt.scripts.end_step()
        if found.ended_by is not None:
            complete_by_task(rt, workflow, found.ended_by)
            return False
        _add_tasks(rt, workflow, list(found.scheduled.values()))
    has_waiting = any(task.task_type not in SYNC_TYPES for task in found.scheduled.values())
    if has_waiting and not workflow.stuck:
        workflow.update_ms = rt.now_ms
    changed = launch_added(rt, workflow) or is_resumed
    if workflow.stuck or workflow.suspended:
        return False
    changed |= _run_containers(rt, workflow)
    if not changed and not found.scheduled and _finished(workflow):
        _finish(rt, workflow, found)
        return False
    if found.processed and not changed:
        workflow.update_ms = rt.now_ms
    return changed or bool(workflow.unprocessed) or (bool(found.processed) and not workflow.open_tasks)


def _find_next(rt: Runtime, workflow: Workflow, found: _Pass) -> None:
    """Find the tasks to schedule now; on ScriptPending the execution is as it was before."""
    was_stuck = workflow.stuck
    unprocessed = dict(workflow.unprocessed)
    try:
        if not workflow.open_tasks and not workflow.unprocessed:
            _schedule_first(rt, workflow, found)
        _process(rt, workflow, found)
    except TerminateWorkflowError:
        found.forget()
        raise
    except ScriptPending:
        found.forget()
        for task in found.retried:
            task.retried = False
        workflow.unprocessed, workflow.stuck = unprocessed, was_stuck
        raise


def _finish(rt: Runtime, workflow: Workflow, found: _Pass) -> None:
    failed = _permissive_failure(workflow)
    if failed is not None:
        found.forget()
        raise failure_at_end(failed)
    complete(rt, workflow)
    found.forget()


def _schedule_first(rt: Runtime, workflow: Workflow, found: _Pass) -> None:
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


def _process(rt: Runtime, workflow: Workflow, found: _Pass) -> None:
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
                found.retried.append(task)
                found.scheduled[task.reference] = again
                continue
        _process_ended(rt, workflow, task, found)


def _process_ended(rt: Runtime, workflow: Workflow, task: Task, found: _Pass) -> None:
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
    _add_tasks(rt, workflow, tasks)
    return launch_added(rt, workflow)


def _add_tasks(rt: Runtime, workflow: Workflow, tasks: list[Task]) -> None:
    set_domains(rt, workflow, tasks)
    for task in tasks:
        limit_input(rt, task)
        add_task(rt, workflow, task)
    workflow.launching.extend(task.task_id for task in tasks)


def launch_added(rt: Runtime, workflow: Workflow) -> bool:
    """Launch the tasks of `launching` in their order, up to one whose script has to be evaluated first.

    Return whether the execution has to be decided again.
    """
    changed = False
    launched = 0
    try:
        for task_id in workflow.launching if not workflow.suspended else ():
            task = rt.tasks.get(task_id)
            if task is not None and task.workflow_id == workflow.workflow_id:
                changed |= _launch_or_fail(rt, workflow, task)
                rt.scripts.end_step()
            launched += 1
    except ScriptPending as pending:
        suspend(rt, workflow, pending.calls)
    except BaseException:
        launched = len(workflow.launching)
        raise
    finally:
        del workflow.launching[:launched]
    return changed


def _launch_or_fail(rt: Runtime, workflow: Workflow, task: Task) -> bool:
    try:
        return launch(rt, workflow, task)
    except (EngineError, TerminateWorkflowError, ScriptPending):
        raise
    except Exception as error:  # noqa: BLE001 - a defect of ours must not leave the execution running for ever
        _log.exception("task %s of workflow %s could not be launched", task.task_id, workflow.workflow_id)
        close_task(rt, workflow, task, "FAILED_WITH_TERMINAL_ERROR", f"{type(error).__name__}: {error}")
        return True


def launch(rt: Runtime, workflow: Workflow, task: Task) -> bool:
    """Set a newly scheduled task going; True when the execution has to be decided again."""
    rt.note(task)
    if task.terminal:
        return True
    if task.task_type == "FORK":  # of a rerun; a new fork is completed when it is mapped
        _fork_again(rt, workflow, task)
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
            rt.scripts.end_step()
        if workflow.suspended:
            return changed
    for task in list(workflow.joins.values()):
        if task.task_type == "EXCLUSIVE_JOIN" and not task.terminal:
            changed |= run_sync(rt, workflow, task)
    return changed


def _fork_again(rt: Runtime, workflow: Workflow, fork: Task) -> None:
    """Add the branches of a dynamic fork once more, as its inputs name them now."""
    spec: JsonMap = fork.spec or {}
    branches = map_spec(rt, workflow, spec)
    close_task(rt, workflow, fork, "COMPLETED")
    fork.executed = True
    _add_tasks(rt, workflow, branches)


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
