"""All commands together."""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated

import typer

from conductor.cli import doctor, files, schedules, serving, tasks, workflows
from conductor.cli.exits import INTERRUPTED, one_line_errors

app = typer.Typer(
    name="conductor-py",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done, 1 what came of it is bad, 2 wrong usage, 3 the server refused, 4 it does not answer.",
)
app.add_typer(workflows.app, name="workflow")
app.add_typer(tasks.app, name="task")
app.add_typer(schedules.app, name="schedule")
for area in (serving, files, doctor):
    area.add_commands(app)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"conductor-py {version('conductor-sdk')}")
        raise typer.Exit


@app.callback()
def conductor_py(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Run, watch and steer Conductor workflows."""


def run() -> None:
    """Run the command that the process was started with."""
    try:
        with one_line_errors():
            app(standalone_mode=True)
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None
    except typer.Exit as ended:
        raise SystemExit(ended.exit_code) from None
