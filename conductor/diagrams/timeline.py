"""When each task of an execution waited and ran: what every time line is drawn from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import attrs

from conductor._shared.times import duration_text
from conductor.diagrams import labels
from conductor.diagrams.graph import title_of, workflow_run
from conductor.diagrams.model import Run, Shape
from conductor.diagrams.runs import Execution, Runs
from conductor.diagrams.source import read_run
from conductor.diagrams.states import Look, look_of
from conductor.diagrams.text import clean
from conductor_api.models import Task, Workflow

MAX_ROWS = 200
_STEPS_MS = sorted(
    [base * 10**power for power in range(4) for base in (1, 2, 5)]
    + [seconds * 1000 for seconds in (10, 20, 30, 60, 120, 300, 600, 900, 1800)]
    + [hours * 3_600_000 for hours in (1, 2, 3, 6, 12, 24, 48, 120, 240, 720, 2160, 8760)]
)


@attrs.frozen
class Attempt:
    """One try of a task, in milliseconds since the start of the workflow.

    It was created at ``created_ms``, could be taken from ``ready_ms`` on (later than that for a retry with a delay),
    was started at ``started_ms`` (None: never) and ended at ``ended_ms`` (for one that is open: now).
    """

    look: Look
    status: str
    created_ms: float
    ready_ms: float
    started_ms: float | None
    ended_ms: float

    @property
    def queued_ms(self) -> float:
        """How long it was ready and nobody had taken it."""
        return max((self.ended_ms if self.started_ms is None else self.started_ms) - self.ready_ms, 0)

    @property
    def run_ms(self) -> float:
        """How long it ran."""
        return 0 if self.started_ms is None else self.ended_ms - self.started_ms


@attrs.frozen
class Row:
    """A task with all its tries, and in a loop those of all rounds. Those that wait for others are ``is_container``."""

    title: str
    look: Look
    attempts: tuple[Attempt, ...]
    tip: str
    rounds: int = 1
    is_container: bool = False

    @property
    def retries(self) -> int:
        """How many tries were made again, in all rounds."""
        return len(self.attempts) - self.rounds

    @property
    def queued_ms(self) -> float:
        """How long all tries together were ready and not taken."""
        return sum(attempt.queued_ms for attempt in self.attempts)

    @property
    def run_ms(self) -> float:
        """How long all tries together ran."""
        return sum(attempt.run_ms for attempt in self.attempts)


@attrs.frozen
class Chart:
    """The rows in the order in which the tasks were created; ``hidden`` are left out."""

    title: str
    subtitle: str
    run: Run
    rows: tuple[Row, ...]
    span_ms: float
    hidden: tuple[Row, ...] = ()

    def ticks(self, wanted: int) -> list[float]:
        """Give about so many round times on the axis."""
        step = next((step for step in _STEPS_MS if self.span_ms / step <= wanted), self.span_ms / wanted)
        return [step * number for number in range(int(self.span_ms / step) + 1)]


def chart_of(
    execution: Execution | Mapping[str, Any], max_rows: int | None = MAX_ROWS, now_ms: int | None = None
) -> Chart:
    """Read an execution; see :func:`conductor.diagrams.timeline_svg` for the arguments."""
    read = read_run(execution)
    start_ms, end_ms = _span(read, now_ms)
    rows = _rows(read, start_ms, end_ms)
    shown = _most_telling(rows, max_rows)
    run = workflow_run(read)
    started = datetime.fromtimestamp(start_ms / 1000, UTC).isoformat(" ", "milliseconds").replace("+00:00", " UTC")
    parts = [run.status, duration_text(end_ms - start_ms), f"started {started}", clean(read.workflow_id or "")]
    return Chart(
        title_of(read.workflow_definition, read),
        " · ".join(part for part in parts if part),
        run,
        tuple(row for row in rows if row in shown),
        max(end_ms - start_ms, 1),
        tuple(row for row in rows if row not in shown),
    )


def _span(execution: Workflow, now_ms: int | None) -> tuple[int, int]:
    """Give the first and the last moment; of one that still runs the last is now, or the last that is known."""
    tasks = execution.tasks or []
    known = [time for task in tasks for time in (task.scheduled_time, task.start_time, task.end_time) if time]
    start = execution.start_time or execution.create_time or min(known, default=0)
    return start, max(start, execution.end_time or now_ms or 0, *known)


def _rows(execution: Workflow, start_ms: int, end_ms: int) -> list[Row]:
    runs = Runs(execution, execution.workflow_definition)
    return [_row(reference, tasks, runs.run(reference), start_ms, end_ms) for reference, tasks in runs.by_reference()]


def _row(reference: str, tasks: list[Task], run: Run | None, start_ms: int, end_ms: int) -> Row:
    attempts = tuple(_attempt(task, start_ms, end_ms) for task in tasks)
    definition = tasks[-1].workflow_task
    shape = labels.shape_of(definition) if definition else Shape.TASK
    look = run.look if run else attempts[-1].look
    tip = labels.tooltip(definition, run) if definition else clean(reference)
    rounds = len({task.reference_task_name for task in tasks})
    return Row(clean(reference), look, attempts, tip, rounds, shape in (Shape.LOOP, Shape.JOIN))


def _attempt(task: Task, start_ms: int, end_ms: int) -> Attempt:
    # System tasks are stamped by several clocks, so that some begin a little before they exist.
    started = max(task.start_time, start_ms) if task.start_time else None
    ended = max(task.end_time or end_ms, start_ms)
    created = min(max(task.scheduled_time or started or start_ms, start_ms), started or ended, ended)
    ready = min(created + 1000 * (task.start_delay_in_seconds or 0), started or ended, ended)
    return Attempt(
        look_of(task.status),
        clean(task.status or ""),
        created - start_ms,
        max(ready, created) - start_ms,
        None if started is None else min(started, ended) - start_ms,
        ended - start_ms,
    )


def _most_telling(rows: list[Row], max_rows: int | None) -> set[Row]:
    """Give the rows to show: what failed or is open first, then what took longest."""
    if max_rows is None or len(rows) <= max_rows:
        return set(rows)
    ranked = sorted(rows, key=lambda row: (row.look in (Look.DONE, Look.SKIPPED), -(row.queued_ms + row.run_ms)))
    return set(ranked[:max_rows])
