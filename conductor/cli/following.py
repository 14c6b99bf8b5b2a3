"""Following an execution until it has ended."""

from __future__ import annotations

import time

import typer

from conductor import WorkflowExecutor, is_terminal
from conductor.cli.exits import FAILED, fail
from conductor.cli.output import echo_error, print_json, show_progress
from conductor.cli.showing import headline, print_execution
from conductor.models import Workflow, WorkflowState

_FIRST_PAUSE_S = 0.1
_LONGEST_PAUSE_S = 2.0


def follow(executor: WorkflowExecutor, workflow_id: str, *, timeout_s: float | None, as_json: bool) -> None:
    """Wait until an execution has ended, and print it.

    Raises:
        typer.Exit: it did not complete, or not in time
    """
    show_progress(f"{workflow_id} ...")
    try:
        execution = _wait(executor, workflow_id, timeout_s)
    except KeyboardInterrupt:
        echo_error(f"\n{workflow_id} goes on")
        raise
    if not is_terminal(execution.status):
        fail(f"{workflow_id} has not ended in {timeout_s:g} s; it goes on{_waits_for(execution)}", FAILED)
    if as_json:
        print_json(execution)
    else:
        print_execution(execution)
    if execution.status != WorkflowState.COMPLETED:
        raise typer.Exit(FAILED)


def _wait(executor: WorkflowExecutor, workflow_id: str, timeout_s: float | None) -> Workflow:
    begun_s, pause_s = time.monotonic(), _FIRST_PAUSE_S
    while True:
        execution = executor.get_workflow(workflow_id, True)
        if is_terminal(execution.status):
            return execution
        if timeout_s is not None and time.monotonic() - begun_s >= timeout_s:
            return execution
        show_progress(f"{headline(execution)}  {_open_tasks(execution)}")
        time.sleep(pause_s)
        pause_s = min(pause_s * 1.5, _LONGEST_PAUSE_S)


def _waits_for(execution: Workflow) -> str:
    tasks = _open_tasks(execution)
    return f": {tasks} (`conductor-py task queues` shows who polls)" if tasks else ""


def _open_tasks(execution: Workflow) -> str:
    waiting = [each for each in execution.tasks if each.status in ("SCHEDULED", "IN_PROGRESS")]
    return ", ".join(f"{each.reference_task_name} {each.status}" for each in waiting)
