"""``conductor-py workflow``: definitions and executions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import typer

from conductor import ConductorClient, MetadataClient, TaskClient, WorkflowExecutor
from conductor.cli.files import definitions_in
from conductor.cli.following import follow
from conductor.cli.options import (
    DEFAULT_SERVER,
    AsJson,
    Server,
    WorkflowId,
    WorkflowIds,
    connect,
    read_object,
)
from conductor.cli.output import moment, print_json, print_table, say, show_progress
from conductor.cli.showing import print_execution
from conductor.errors import ConfigurationError
from conductor.models import Task, TaskExecLog, WorkflowState

app = typer.Typer(no_args_is_help=True, help="Definitions and executions of workflows.")
_UNITS_S = {"s": 1, "m": 60, "h": 3600, "d": 86400}


@app.command("list")
def list_definitions(server: Server = DEFAULT_SERVER, as_json: AsJson = False) -> None:
    """List the workflow definitions."""
    with connect(server) as client:
        found = MetadataClient(client).get_all_workflow_defs()
    found.sort(key=lambda each: (each.name, each.version or 0))
    if as_json:
        print_json(found)
        return
    rows = [(each.name, each.version, len(each.tasks), each.description) for each in found]
    print_table(("Name", "Version", "Tasks", "Description"), rows, none="no workflow is registered")


@app.command()
def register(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="JSON files, or Python modules that build workflows.")
    ],
    server: Server = DEFAULT_SERVER,
) -> None:
    """Register definitions, replacing those of the same name and version."""
    with connect(server) as client:
        for definition in [each for path in files for each in definitions_in(path)]:
            WorkflowExecutor(client).register_workflow(True, definition)
            say(f"{definition['name']} v{definition.get('version', 1)} registered")


@app.command()
def show(workflow_id: WorkflowId, server: Server = DEFAULT_SERVER, as_json: AsJson = False) -> None:
    """Show an execution and its tasks."""
    with connect(server) as client:
        execution = WorkflowExecutor(client).get_workflow(workflow_id, True)
    if as_json:
        print_json(execution)
    else:
        print_execution(execution)


@app.command()
def start(
    name: Annotated[str, typer.Argument(help="Name of the workflow.")],
    version: Annotated[int | None, typer.Option(help="Default: the latest.")] = None,
    input_text: Annotated[
        str | None, typer.Option("--input", "-i", help="JSON object, @file, or - for stdin.", metavar="JSON")
    ] = None,
    correlation_id: Annotated[str | None, typer.Option(help="An id of yours to find the execution by.")] = None,
    wait: Annotated[bool, typer.Option("--wait", "-w", help="Follow it until it has ended.")] = False,
    timeout_s: Annotated[float | None, typer.Option("--timeout", help="Seconds to wait at most.", min=0)] = None,
    server: Server = DEFAULT_SERVER,
    as_json: AsJson = False,
) -> None:
    """Start a workflow and print its id; with --wait print what came of it: exit code 1 when it did not complete."""
    given = read_object(input_text, "--input")
    request = {"name": name, "version": version, "input": given, "correlationId": correlation_id}
    with connect(server) as client:
        executor = WorkflowExecutor(client)
        workflow_id = executor.start_workflow({key: value for key, value in request.items() if value is not None})
        if wait:
            follow(executor, workflow_id, timeout_s=timeout_s, as_json=as_json)
        elif as_json:
            print_json({"workflowId": workflow_id})
        else:
            say(workflow_id)


@app.command()
def wait(
    workflow_id: WorkflowId,
    timeout_s: Annotated[float | None, typer.Option("--timeout", help="Seconds to wait at most.", min=0)] = None,
    server: Server = DEFAULT_SERVER,
    as_json: AsJson = False,
) -> None:
    """Follow an execution until it has ended; exit code 1 when it did not complete."""
    with connect(server) as client:
        follow(WorkflowExecutor(client), workflow_id, timeout_s=timeout_s, as_json=as_json)


@app.command()
def search(
    name: Annotated[str | None, typer.Option(help="Name of the workflow.")] = None,
    status: Annotated[str | None, typer.Option(help="Such as RUNNING or FAILED.")] = None,
    correlation_id: Annotated[str | None, typer.Option(help="Correlation id.")] = None,
    since: Annotated[str | None, typer.Option(help="Started not longer ago than this: 30m, 2h, 1d.")] = None,
    text: Annotated[str, typer.Option(help="A text that the record contains.")] = "*",
    query: Annotated[str, typer.Option(help="In the server's own words: status=FAILED AND startTime>...")] = "",
    limit: Annotated[int, typer.Option(help="Most rows.", min=1, max=5000)] = 20,
    server: Server = DEFAULT_SERVER,
    as_json: AsJson = False,
) -> None:
    """Find executions, newest first."""
    filters: dict[str, Any] = {"workflow_type": name, "status": status, "correlation_id": correlation_id}
    filters["started_after"] = None if since is None else datetime.now(UTC) - _age(since)
    given = {key: value for key, value in filters.items() if value is not None}
    _check_status(status)
    with connect(server) as client:
        found = WorkflowExecutor(client).search(0, limit, query, text, "startTime:DESC", **given)
    if as_json:
        print_json(found.results)
        return
    rows = [
        (each.workflow_id, each.workflow_type, each.version, each.status, each.start_time, each.correlation_id)
        for each in found.results
    ]
    print_table(("Id", "Workflow", "Version", "Status", "Started", "Correlation"), rows, none="nothing found")


@app.command()
def pause(ids: WorkflowIds, server: Server = DEFAULT_SERVER) -> None:
    """Pause executions: nothing new is scheduled until they are resumed."""
    _each(server, ids, "paused", lambda executor, each: executor.pause(each))


@app.command()
def resume(ids: WorkflowIds, server: Server = DEFAULT_SERVER) -> None:
    """Let paused executions go on."""
    _each(server, ids, "resumed", lambda executor, each: executor.resume(each))


@app.command()
def retry(ids: WorkflowIds, server: Server = DEFAULT_SERVER) -> None:
    """Let failed executions go on by repeating what failed."""
    _each(server, ids, "retried", lambda executor, each: executor.retry(each))


@app.command()
def restart(
    ids: WorkflowIds,
    latest: Annotated[bool, typer.Option("--latest", help="With the definition as it is now.")] = False,
    server: Server = DEFAULT_SERVER,
) -> None:
    """Run ended executions again from the start."""
    _each(server, ids, "restarted", lambda executor, each: executor.restart(each, latest))


@app.command()
def rerun(
    workflow_id: WorkflowId,
    from_task: Annotated[str | None, typer.Option("--from", help="Reference of the task to begin with.")] = None,
    server: Server = DEFAULT_SERVER,
) -> None:
    """Run an ended execution again, from one of its tasks if one is named."""

    def run(executor: WorkflowExecutor, workflow_id: str) -> None:
        if from_task is None:
            executor.re_run(workflow_id)
        else:
            executor.go_back_to_task(workflow_id, lambda task: task.reference_task_name == from_task)

    _each(server, [workflow_id], "runs again", run)


@app.command()
def terminate(
    ids: WorkflowIds,
    reason: Annotated[str | None, typer.Option(help="Why.")] = None,
    server: Server = DEFAULT_SERVER,
) -> None:
    """End executions now."""
    _each(server, ids, "terminated", lambda executor, each: executor.terminate(each, reason))


@app.command()
def logs(
    workflow_id: WorkflowId,
    task: Annotated[str | None, typer.Option(help="Only of this task reference.")] = None,
    server: Server = DEFAULT_SERVER,
    as_json: AsJson = False,
) -> None:
    """Print what the tasks of an execution have logged, in the order of time."""
    with connect(server) as client:
        tasks = WorkflowExecutor(client).get_workflow(workflow_id, True).tasks
        wanted = [each for each in tasks if task in (None, each.reference_task_name)]
        if not wanted and task is not None:
            known = ", ".join(dict.fromkeys(each.reference_task_name for each in tasks))
            raise ConfigurationError(f"--task: the execution has no task {task!r}, but {known or 'none at all'}")
        found = [(each, log) for each in wanted for log in _logs_of(client, each)]
    found.sort(key=lambda pair: pair[1].created_time or 0)
    if as_json:
        print_json([{**log.to_dict(), "task": each.reference_task_name} for each, log in found])
        return
    rows = [(moment(log.created_time), each.reference_task_name, log.log) for each, log in found]
    print_table(("Time", "Task", "Log"), rows, none="no task has logged anything")


def _each(server: str, ids: Sequence[str], done: str, act: Callable[[WorkflowExecutor, str], object]) -> None:
    with connect(server) as client:
        executor = WorkflowExecutor(client)
        for workflow_id in ids:
            act(executor, workflow_id)
            say(f"{workflow_id} {done}")


def _logs_of(client: ConductorClient, task: Task) -> list[TaskExecLog]:
    show_progress(f"logs of {task.reference_task_name} ...")
    return TaskClient(client).get_task_logs(task.task_id)


def _check_status(status: str | None) -> None:
    # The server knows no wrong state: it finds nothing in it.
    known = [each.value for each in WorkflowState]
    if status is not None and status not in known:
        raise ConfigurationError(f"--status: there is no state {status!r}, but {', '.join(known)}")


def _age(text: str) -> timedelta:
    number, unit = text[:-1], text[-1:]
    if not number.isdecimal() or unit not in _UNITS_S:
        raise ConfigurationError(f"--since: {text!r} is no age; write it as 90s, 30m, 2h or 1d")
    return timedelta(seconds=int(number) * _UNITS_S[unit])
