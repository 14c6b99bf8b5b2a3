"""What the engine does between commands: asynchronous system tasks, timers, events."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from typing import TypeAlias

from . import human, timeouts
from .children import run_start_workflow, run_sub_workflow
from .completion import terminate_by_error
from .decider import decide, resume_decision, settle
from .errors import EngineError, TerminateWorkflowError
from .events import handle_event
from .joins import run_join
from .mappers import is_system
from .model import Task, Workflow
from .requests import run_http, run_kafka
from .runtime import Published, Runtime, ScriptJob, ScriptPending, close_task
from .scheduler import fire
from .starting import forget, start_by_name
from .worker_tasks import update_from_event

_log = logging.getLogger(__name__)
# Executions that start each other for ever must not keep requests out.
MOST_STEPS = 20_000
EVENT_OWNER = "event:"
Runner: TypeAlias = Callable[[Runtime, Workflow, Task], bool]


def drain(rt: Runtime) -> None:
    """Do all internal work that can be done now; what is too much for one go is left to the next timer."""
    for _ in range(MOST_STEPS):
        if not (rt.work or rt.starts or rt.published or rt.task_updates or rt.undecided):
            return
        if rt.turn.is_over():
            # The next turn is due at once, whatever the clock says: a skipping clock stands still.
            rt.timers.set("rest", "", rt.now_ms)
            break
        if rt.undecided:
            _decide_again(rt)
        elif rt.work:
            _run_async(rt, rt.work.popleft())
        elif rt.starts:
            _start_pending(rt)
        elif rt.task_updates:
            _update_pending(rt)
        else:
            _handle_published(rt, rt.published.popleft())
    else:
        rt.timers.set("rest", "", rt.now_ms + 1)
    rt.changes.note("rest", "")


def _decide_again(rt: Runtime) -> None:
    workflow_id = next(iter(rt.undecided))
    workflow = rt.workflows.get(workflow_id)
    if workflow is None:
        rt.undecided.pop(workflow_id)
    else:
        _continue_decision(rt, workflow)


def _continue_decision(rt: Runtime, workflow: Workflow) -> None:
    """Decide a suspended execution; an error is kept for the command that waits for the decision."""
    resume_decision(rt, workflow)
    try:
        decide(rt, workflow)
    except EngineError as error:
        rt.decision_errors[workflow.workflow_id] = error
        if workflow.starting:
            forget(rt, workflow)
    except Exception as error:  # noqa: BLE001 - a defect of ours must not leave the execution running for ever
        _log.exception("workflow %s cannot go on", workflow.workflow_id)
        terminate_by_error(rt, workflow, TerminateWorkflowError(f"{type(error).__name__}: {error}"))
    settle(rt, workflow)
    workflow.starting = workflow.starting and workflow.suspended


def _handle_published(rt: Runtime, published: Published) -> None:
    event, _, _ = published
    waiting = rt.waiting_events.get(event)
    if waiting is not None:
        # An event before it waits for a script: those of one name are handled in the order in which they came.
        waiting.append(published)
        return
    owner = f"{EVENT_OWNER}{event}"
    try:
        with rt.scripts.on_behalf_of(owner):
            handle_event(rt, *published)
    except ScriptPending as pending:
        rt.waiting_events[event] = deque([published])
        rt.script_jobs.append(ScriptJob(owner, pending.calls))
        rt.changes.note("rest", "")
    else:
        rt.scripts.forget(owner)


def finish_scripts(rt: Runtime, job: ScriptJob) -> None:
    """Run the step again whose scripts have been evaluated; do nothing when its owner no longer waits for them."""
    event = job.owner.removeprefix(EVENT_OWNER)
    waiting = rt.waiting_events.pop(event, None) if event != job.owner else None
    if waiting is not None:
        rt.published.extendleft(reversed(waiting))
        return
    workflow = rt.workflows.get(job.owner)
    if workflow is not None and rt.awaited.get(job.owner) is job:
        _continue_decision(rt, workflow)
    else:
        rt.scripts.forget(job.owner)


def _start_pending(rt: Runtime) -> None:
    name, version, request = rt.starts.popleft()
    try:
        start_by_name(rt, name, version, request)
    except EngineError as error:
        _log.debug("workflow %s was not started: %s", name, error.message)


def _update_pending(rt: Runtime) -> None:
    details, status = rt.task_updates.popleft()
    try:
        update_from_event(rt, details, status)
    except EngineError as error:
        _log.warning("task of an event handler was not updated: %s", error.message)


def _run_async(rt: Runtime, task_id: str) -> None:
    task = rt.tasks.get(task_id)
    workflow = None if task is None else rt.workflows.get(task.workflow_id)
    if task is None or workflow is None or task.terminal or workflow.terminal:
        return
    runner = _RUNNERS.get(task.task_type)
    if runner is not None and runner(rt, workflow, task):
        decide_safely(rt, workflow)


def decide_safely(rt: Runtime, workflow: Workflow) -> None:
    """Decide an execution; what goes wrong is logged, as nobody waits for an answer."""
    try:
        decide(rt, workflow)
    except (EngineError, TerminateWorkflowError) as error:
        _log.warning("workflow %s cannot go on: %s", workflow.workflow_id, error)
    settle(rt, workflow)


def run_timers(rt: Runtime, until_ms: int) -> None:
    """Do all that is due by a time, each thing at its own time."""
    while not rt.turn.is_over() and (found := rt.timers.pop_due(until_ms)) is not None:
        due_ms, (what, whom) = found
        rt.now_ms = max(rt.now_ms, due_ms)
        if what == "workflow":
            _time_out_workflow(rt, whom)
        elif what == "rest":
            rt.changes.note("rest", "")
        elif what == "schedule":
            fire(rt, whom, due_ms)
        else:
            _task_timer(rt, what, whom)
        drain(rt)


def _time_out_workflow(rt: Runtime, workflow_id: str) -> None:
    workflow = rt.workflows.get(workflow_id)
    if workflow is not None and not workflow.terminal:
        timeouts.time_out_workflow(rt, workflow)


def _task_timer(rt: Runtime, what: str, task_id: str) -> None:
    task = rt.tasks.get(task_id)
    workflow = None if task is None else rt.workflows.get(task.workflow_id)
    if task is None or workflow is None or task.terminal or workflow.terminal:
        return
    rt.note(task)
    if what == "queue":
        rt.touch("queue:" + timeouts.queue_of(task))
    elif what == "async":
        rt.work.append(task_id)
    elif what == "wait":
        close_task(rt, workflow, task, "COMPLETED")
        decide_safely(rt, workflow)
    elif what == "human":
        if human.due(rt, workflow, task):
            decide_safely(rt, workflow)
    elif timeouts.time_out_task(rt, workflow, task, what):
        decide_safely(rt, workflow)


def callback_due(rt: Runtime, task: Task, delay_s: int) -> None:
    """Have an asynchronous system task looked at again after a delay in seconds."""
    if is_system(task):
        rt.timers.set("async", task.task_id, rt.now_ms + delay_s * 1000)


_RUNNERS: dict[str, Runner] = {
    "JOIN": run_join,
    "SUB_WORKFLOW": run_sub_workflow,
    "START_WORKFLOW": run_start_workflow,
    "HTTP": run_http,
    "KAFKA_PUBLISH": run_kafka,
}
