"""``conductor-py check`` and ``diagram``: definitions in files, and pictures of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from conductor import WorkflowExecutor
from conductor.cli.exits import FAILED
from conductor.cli.options import DEFAULT_SERVER, AsJson, Server, connect, read_json
from conductor.cli.output import echo, print_json, print_table, say
from conductor.errors import ConfigurationError

if TYPE_CHECKING:
    from conductor.checks import CheckOptions, Finding

Files = Annotated[
    list[str],
    typer.Argument(metavar="FILE...", help="JSON files (- for stdin), or Python modules that build workflows."),
]


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this area."""
    app.command("check")(check_files)
    app.command()(diagram)


def check_files(
    files: Files,
    server: Annotated[
        str | None, typer.Option("--server", "-s", help="Look up there which tasks and workflows exist.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as errors.")] = False,
    as_json: AsJson = False,
) -> None:
    """Check definitions of workflows, tasks and schedules; exit code 1 when the server would refuse one."""
    found = [(path, finding) for path in files for finding in _findings(path, server)]
    if as_json:
        print_json([{"file": path, **_as_json(finding)} for path, finding in found])
    else:
        rows = [(path, each.severity.value, each.code, each.path, each.problem, each.way_out) for path, each in found]
        print_table(("File", "Severity", "Code", "Where", "Problem", "Way out"), rows, none="nothing found")
    if any(finding.is_error or strict for _, finding in found):
        raise typer.Exit(FAILED)


def diagram(
    source: Annotated[str, typer.Argument(metavar="FILE|ID", help="A definition, or the id of an execution.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="File to write: .svg, .mmd or .txt.")] = None,
    timeline: Annotated[bool, typer.Option("--timeline", help="When each task waited and ran.")] = False,
    server: Server = DEFAULT_SERVER,
) -> None:
    """Draw a definition or an execution; without --output as Mermaid text, the time line as plain text."""
    from conductor.diagrams import Diagram, Timeline

    given = _source(source, server)
    picture = Timeline(given) if timeline else Diagram(given)
    if output is None:
        echo(str(picture))
    else:
        say(f"{picture.save(output)} written")


def _findings(path: str, server: str | None) -> Iterator[Finding]:
    definitions = definitions_in(path)
    if server is None:
        for each in definitions:
            yield from _check(each, {})
        return
    with connect(server) as client:
        for each in definitions:
            yield from _check(each, {"client": client})


def _built(path: str) -> list[Mapping[str, Any]]:
    # Late, as all that is heavy here: a command starts as fast as what it needs.
    from conductor.cli.loading import load, workflows_in

    found: list[Mapping[str, Any]] = [each.to_def().to_dict() for each in workflows_in(load(path))]
    if not found:
        raise ConfigurationError(f"{path} builds no workflow: assign a ConductorWorkflow to a name of the module")
    return found


def definitions_in(path: str) -> list[Mapping[str, Any]]:
    """Read the definitions of a JSON file, or those of the workflows that a Python module builds.

    Raises:
        ConfigurationError: there are none, or they cannot be read
    """
    found = _built(path) if path.endswith(".py") else _read(path)
    if not found:
        raise ConfigurationError(f"{path} holds no definition")
    return found


def _read(path: str) -> list[Mapping[str, Any]]:
    value = read_json(path if path == "-" else f"@{path}", "FILE")
    found: list[Any] = [*value] if isinstance(value, list) else [value]
    if not all(isinstance(each, dict) for each in found):
        raise ConfigurationError(f"{path}: expected a definition, or a list of them")
    return found


def _check(definition: Mapping[str, Any], options: CheckOptions) -> list[Finding]:
    from conductor.checks import check, check_schedule, check_task_def

    if "cronExpression" in definition or "cronSchedules" in definition:
        return check_schedule(definition)
    return check(definition, **options) if "tasks" in definition else check_task_def(definition)


def _source(source: str, server: str) -> Any:
    if source.endswith(".py"):
        built = _built(source)
        if len(built) != 1:
            names = ", ".join(each["name"] for each in built)
            raise ConfigurationError(f"{source} has to build one workflow, found {names}")
        return built[0]
    if source == "-" or Path(source).suffix == ".json" or Path(source).is_file():
        return definitions_in(source)[0]
    with connect(server) as client:
        return WorkflowExecutor(client).get_workflow(source, True)


def _as_json(finding: Finding) -> dict[str, Any]:
    return {
        "severity": finding.severity.value,
        "code": finding.code,
        "path": finding.path,
        "reference": finding.reference,
        "problem": finding.problem,
        "wayOut": finding.way_out,
    }
