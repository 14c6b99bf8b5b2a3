"""The graph of a definition or an execution, folded and wired: what every renderer starts from."""

from __future__ import annotations

from conductor._shared.times import duration_text
from conductor.diagrams.build import END_ID, START_ID, Builder
from conductor.diagrams.fold import fold
from conductor.diagrams.model import Graph, Node, Run, Shape, Steps
from conductor.diagrams.runs import Runs
from conductor.diagrams.source import Source, read_source
from conductor.diagrams.states import Look, look_of
from conductor.diagrams.text import clean
from conductor.diagrams.wiring import wire
from conductor_api.models import Workflow, WorkflowDef

MAX_BRANCHES = 10
MAX_TASKS = 200


def graph_of(source: Source, max_branches: int | None = MAX_BRANCHES, max_tasks: int | None = MAX_TASKS) -> Graph:
    """Read, fold and wire; see :func:`conductor.diagrams.to_svg` for the arguments."""
    definition, execution = read_source(source)
    steps = fold(_all_steps(definition, execution), max_branches, max_tasks)
    run = workflow_run(execution) if execution else None
    framed = (_start(run), *steps, _end(run))
    edges = wire(framed, is_execution=execution is not None)
    if all(edge.target != END_ID for edge in edges):
        framed = framed[:-1]  # each way ends in a TERMINATE
    return Graph(
        title=title_of(definition, execution),
        subtitle=_subtitle(definition, execution, run),
        steps=framed,
        edges=edges,
        run=run,
    )


def _all_steps(definition: WorkflowDef | None, execution: Workflow | None) -> Steps:
    runs = Runs(execution, definition)
    builder = Builder(runs)
    steps = builder.steps(definition.tasks if definition else [])
    return steps + builder.steps(runs.strangers(builder.drawn))


def _start(run: Run | None) -> Node:
    return Node(START_ID, Shape.START, "start", run=Run(Look.DONE, "COMPLETED") if run else None)


def _end(run: Run | None) -> Node:
    return Node(END_ID, Shape.END, "end", run=run if run and run.look is Look.DONE else None)


def workflow_run(execution: Workflow) -> Run:
    """Give the state of the whole execution."""
    status = clean(execution.status or "")
    started, ended = execution.start_time or execution.create_time, execution.end_time
    return Run(
        look_of(status),
        status,
        run_ms=ended - started if started and ended else None,
        reason=execution.reason_for_incompletion,
    )


def title_of(definition: WorkflowDef | None, execution: Workflow | None) -> str:
    """Give name and version."""
    name = (execution and execution.workflow_name) or (definition and definition.name) or "workflow"
    version = (execution and execution.workflow_version) or (definition and definition.version)
    return clean(f"{name} v{version}" if version else name)


def _subtitle(definition: WorkflowDef | None, execution: Workflow | None, run: Run | None) -> str:
    parts: list[str] = []
    if execution and run:
        parts += [run.status, duration_text(run.run_ms) if run.run_ms is not None else "", execution.workflow_id or ""]
    elif definition:
        parts.append(definition.description or "")
        parts.append(f"when it fails: {definition.failure_workflow}" if definition.failure_workflow else "")
    return " · ".join(clean(part) for part in parts if part)
