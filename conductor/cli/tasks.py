"""``conductor-py task``: definitions, queues, and single tasks."""

from __future__ import annotations

import time
from typing import Annotated

import typer

from conductor import MetadataClient, TaskClient, WorkflowExecutor
from conductor.cli.exits import REFUSED
from conductor.cli.exits import fail as fail_command
from conductor.cli.options import DEFAULT_SERVER, AsJson, Server, WorkflowId, connect, read_object
from conductor.cli.output import moment, print_json, print_table, say, span
from conductor.models import PollData
from conductor_api.api import task as task_api

app = typer.Typer(no_args_is_help=True, help="Task definitions, queues and single tasks.")
TaskId = Annotated[str, typer.Argument(metavar="TASK_ID", help="Id of the task.")]
Reference = Annotated[str, typer.Argument(metavar="REFERENCE", help="Reference name of the task.")]
Output = Annotated[str | None, typer.Option("--output", "-o", help="JSON object, @file, or -.", metavar="JSON")]


@app.command("list")
def list_definitions(server: Server = DEFAULT_SERVER, as_json: AsJson = False) -> None:
    """List the task definitions."""
    with connect(server) as client:
        found = sorted(MetadataClient(client).get_all_task_defs(), key=lambda each: each.name)
    if as_json:
        print_json(found)
        return
    rows = [
        (each.name, each.retry_count, each.retry_logic, each.timeout_seconds, each.response_timeout_seconds)
        for each in found
    ]
    print_table(("Name", "Retries", "Logic", "Timeout s", "Response s"), rows, none="no task is registered")


@app.command()
def show(task_id: TaskId, server: Server = DEFAULT_SERVER) -> None:
    """Print a task as JSON."""
    with connect(server) as client:
        print_json(TaskClient(client).get_task(task_id))


@app.command()
def logs(task_id: TaskId, server: Server = DEFAULT_SERVER, as_json: AsJson = False) -> None:
    """Print what a task has logged."""
    with connect(server) as client:
        found = TaskClient(client).get_task_logs(task_id)
    if as_json:
        print_json(found)
        return
    print_table(("Time", "Log"), [(moment(each.created_time), each.log) for each in found], none="nothing was logged")


@app.command()
def queues(server: Server = DEFAULT_SERVER, as_json: AsJson = False) -> None:
    """List the queues: how much waits, and who has polled last."""
    with connect(server) as client:
        waiting = TaskClient(client).get_queue_sizes()
        polls = [PollData.from_dict(each) for each in task_api.get_all_poll_data.sync(client=client.api)]
    if as_json:
        print_json({"waiting": waiting, "polls": polls})
        return
    names = sorted({*waiting, *(each.queue_name for each in polls if each.queue_name)})
    rows: list[tuple[object, ...]] = []
    for name in names:
        here = [each for each in polls if each.queue_name == name]
        rows += [(name, waiting.get(name, 0), each.worker_id, each.domain, _ago(each.last_poll_time)) for each in here]
        rows += [] if here else [(name, waiting.get(name, 0), None, None, "never")]
    print_table(("Queue", "Waiting", "Worker", "Domain", "Polled"), rows, none="nothing waits, and nobody has polled")


@app.command()
def complete(
    workflow_id: WorkflowId, reference: Reference, output: Output = None, server: Server = DEFAULT_SERVER
) -> None:
    """Complete a task, such as a WAIT or a HUMAN task."""
    _report(server, workflow_id, reference, "COMPLETED", output)


@app.command()
def fail(
    workflow_id: WorkflowId,
    reference: Reference,
    output: Output = None,
    terminal: Annotated[bool, typer.Option("--terminal", help="It is not retried.")] = False,
    server: Server = DEFAULT_SERVER,
) -> None:
    """Fail a task."""
    _report(server, workflow_id, reference, "FAILED_WITH_TERMINAL_ERROR" if terminal else "FAILED", output)


def _report(server: str, workflow_id: str, reference: str, status: str, output: str | None) -> None:
    given = read_object(output, "--output")
    with connect(server) as client:
        task_id = WorkflowExecutor(client).update_task_by_ref_name(reference, workflow_id, status, given)
    if not task_id:
        fail_command(f"no task {reference!r} is open in execution {workflow_id!r}", REFUSED)
    say(f"{reference} {status}")


def _ago(epoch_ms: int | None) -> str:
    return "never" if not epoch_ms else f"{span(time.time() * 1000 - epoch_ms)} ago"
