"""All commands together."""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from conductor.cli import doctor, files, schedules, serving, tasks, workflows
from conductor.cli.exits import INTERRUPTED, one_line_errors
from conductor.cli.output import echo


class _Commands(TyperGroup):
    """The commands. Their errors are ours; typer would make a failure of a pipe that was closed early."""

    def make_context(self, *arguments: Any, **options: Any) -> Any:
        """Read the command line."""
        with one_line_errors():
            return super().make_context(*arguments, **options)

    def invoke(self, ctx: Any) -> Any:
        """Run a command."""
        with one_line_errors():
            return super().invoke(ctx)


app = typer.Typer(
    name="conductor-py",
    cls=_Commands,
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
        echo(f"conductor-py {version('conductor-sdk')}")
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
        app(prog_name="conductor-py", standalone_mode=True)
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None
