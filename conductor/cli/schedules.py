"""``conductor-py schedule``: what starts by the clock."""

from __future__ import annotations

from typing import Annotated

import typer

from conductor import SchedulerClient
from conductor.cli.options import DEFAULT_SERVER, AsJson, Server, connect, read_json
from conductor.cli.output import echo, moment, print_json, print_table, say
from conductor.errors import ApiError
from conductor.models import WorkflowSchedule

app = typer.Typer(no_args_is_help=True, help="Schedules: workflows that start by the clock.")
Name = Annotated[str, typer.Argument(help="Name of the schedule.")]


@app.command("list")
def list_schedules(server: Server = DEFAULT_SERVER, as_json: AsJson = False) -> None:
    """List the schedules."""
    with connect(server) as client:
        found = sorted(SchedulerClient(client).get_all_schedules(), key=lambda each: each.name or "")
    if as_json:
        print_json(found)
        return
    print_table(("Name", "Cron", "Zone", "Starts", "State"), [_row(each) for each in found], none="no schedule")


@app.command()
def show(name: Name, server: Server = DEFAULT_SERVER) -> None:
    """Print a schedule as JSON."""
    with connect(server) as client:
        print_json(SchedulerClient(client).get_schedule(name))


@app.command("next")
def next_times(
    cron: Annotated[str, typer.Argument(help="Six fields, seconds first: '0 0 3 * * MON-FRI'.")],
    server: Server = DEFAULT_SERVER,
    as_json: AsJson = False,
) -> None:
    """Print when a cron expression is due next, as the server reads it."""
    with connect(server) as client:
        found = _next_times(SchedulerClient(client), cron)
    if as_json:
        print_json(found)
        return
    for each in found:
        echo(moment(each))


@app.command()
def save(
    file: Annotated[str, typer.Argument(help="JSON file with the schedule.")], server: Server = DEFAULT_SERVER
) -> None:
    """Create or replace a schedule."""
    schedule = read_json(f"@{file}", "FILE")
    with connect(server) as client:
        SchedulerClient(client).save_schedule(schedule)
    say(f"{schedule['name']} saved")


@app.command()
def pause(name: Name, server: Server = DEFAULT_SERVER) -> None:
    """Pause a schedule."""
    with connect(server) as client:
        SchedulerClient(client).pause_schedule(name)
    say(f"{name} paused")


@app.command()
def resume(name: Name, server: Server = DEFAULT_SERVER) -> None:
    """Resume a schedule."""
    with connect(server) as client:
        SchedulerClient(client).resume_schedule(name)
    say(f"{name} resumed")


@app.command()
def delete(name: Name, server: Server = DEFAULT_SERVER) -> None:
    """Delete a schedule; what it has started goes on."""
    with connect(server) as client:
        SchedulerClient(client).delete_schedule(name)
    say(f"{name} deleted")


def _next_times(scheduler: SchedulerClient, cron: str) -> list[int]:
    try:
        return scheduler.get_next_few_schedules(cron)
    except ApiError as error:
        if "cron" in error.message.lower():
            error.add_note("Write six fields, seconds first, such as '0 0 3 * * MON-FRI'.")
        raise


def _row(each: WorkflowSchedule) -> tuple[object, ...]:
    starts = each.start_workflow_request.name if each.start_workflow_request else None
    return (each.name, each.cron_expression, each.zone_id, starts, "PAUSED" if each.paused else "active")
