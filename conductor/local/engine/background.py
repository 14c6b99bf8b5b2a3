"""What the engine does between commands: asynchronous system tasks, timers, events."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeAlias

from . import human, timeouts
from .children import run_start_workflow, run_sub_workflow
from .decider import decide, settle
from .errors import EngineError, TerminateWorkflowError
from .events import handle_event
from .joins import run_join
from .mappers import is_system
from .model import Task, Workflow
from .requests import run_http, run_kafka
from .runtime import Runtime, close_task
from .scheduler import fire
from .starting import start_by_name
from .worker_tasks import update_from_event

_log = logging.getLogger(__name__)
# Executions that start each other for ever must not keep requests out.
MOST_STEPS = 20_000
Runner: TypeAlias = Callable[[Runtime, Workflow, Task], bool]


def drain(rt: Runtime) -> None:
    """Do all internal work that can be done now; what is too much for one go is left to the next timer."""
    for _ in range(MOST_STEPS):
        if not (rt.work or rt.starts or rt.published or rt.task_updates):
            return
        if rt.work:
            _run_async(rt, rt.work.popleft())
        elif rt.starts:
            _start_pending(rt)
        elif rt.task_updates:
            _update_pending(rt)
        else:
            handle_event(rt, *rt.published.popleft())
    rt.timers.set("rest", "", rt.now_ms + 1)
    rt.changes.note("rest", "")


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
    while (found := rt.timers.pop_due(until_ms)) is not None:
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
