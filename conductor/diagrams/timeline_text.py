"""A time line for terminals."""

from __future__ import annotations

from conductor._shared.times import duration_text
from conductor.diagrams.states import Look
from conductor.diagrams.text import cells, counted, fit_cells
from conductor.diagrams.timeline import Attempt, Chart, Row

_DELAY, _QUEUE, _RUN, _AROUND = "·", "░", "█", "─"
_MAX_NAME = 32
_LEAST_WIDTH = 60
_LEAST_PLOT = 20
_COLORS = {
    Look.DONE: 32,
    Look.WARNED: 33,
    Look.FAILED: 31,
    Look.TIMED_OUT: 35,
    Look.RUNNING: 34,
    Look.QUEUED: 36,
    Look.PAUSED: 33,
}


def render_timeline_text(chart: Chart, width: int = 100, *, color: bool = False) -> str:
    """Draw the time line in so many columns."""
    numbers = [_numbers(row) for row in chart.rows]
    name = min(max((cells(row.title) for row in chart.rows), default=0), _MAX_NAME)
    plot = max(width, _LEAST_WIDTH) - name - max(map(cells, numbers), default=0) - 6
    if plot < _LEAST_PLOT:
        numbers = [""] * len(chart.rows)
        plot = max(width, _LEAST_WIDTH) - name - 4
    lines = [f"{chart.run.look.mark} {chart.title}", chart.subtitle, "", _axis(chart, name, plot)]
    for row, text in zip(chart.rows, numbers, strict=True):
        mark = _colored(row.look.mark, row.look, is_on=color)
        lines.append(f"{mark} {fit_cells(row.title, name)}  {_bars(row, chart, plot, color=color)}  {text}".rstrip())
    if chart.hidden:
        lines.append(f"  {counted(len(chart.hidden), 'more task')}, which took less time")
    lines += [
        "",
        f"{_DELAY} delay before a retry   {_QUEUE} in the queue   {_RUN} running   {_AROUND} waiting for other tasks",
    ]
    return "\n".join(lines) + "\n"


def _numbers(row: Row) -> str:
    parts = [f"run {duration_text(row.run_ms)}", f"queue {duration_text(row.queued_ms)}" if row.queued_ms >= 1 else ""]
    parts.append(counted(row.rounds, "round") if row.rounds > 1 else "")
    parts.append(counted(row.retries, "retry") if row.retries else "")
    return ", ".join(part for part in parts if part)


def _axis(chart: Chart, name: int, plot: int) -> str:
    line = ""
    for tick in chart.ticks(max(plot // 10, 1)):
        place, text = _column(tick, chart, plot), duration_text(tick)
        if place >= len(line) + bool(line) and place + len(text) <= plot:
            line = line.ljust(place) + text
    return " " * (name + 4) + line


def _bars(row: Row, chart: Chart, plot: int, *, color: bool) -> str:
    chars: list[tuple[str, Look]] = [(" ", row.look)] * plot
    for attempt in row.attempts:
        _fill(chars, attempt, chart, _AROUND if row.is_container else _RUN)
    return "".join(_colored(char, look, is_on=color and char != " ") for char, look in chars)


def _fill(chars: list[tuple[str, Look]], attempt: Attempt, chart: Chart, run: str) -> None:
    created, ready, ended = (
        _column(time, chart, len(chars)) for time in (attempt.created_ms, attempt.ready_ms, attempt.ended_ms)
    )
    started = ended if attempt.started_ms is None else _column(attempt.started_ms, chart, len(chars))
    for start, end, char in ((created, ready, _DELAY), (ready, started, _QUEUE), (started, ended, run)):
        chars[start:end] = [(char, attempt.look)] * (end - start)
    # Also what took no time is seen.
    last = run if attempt.look in (Look.DONE, Look.RUNNING) else attempt.look.mark
    chars[max(started, ended - 1)] = (last, attempt.look)


def _column(time_ms: float, chart: Chart, plot: int) -> int:
    return min(int(time_ms / chart.span_ms * plot), plot - 1)


def _colored(text: str, look: Look, *, is_on: bool) -> str:
    return f"\x1b[{_COLORS.get(look, 90)}m{text}\x1b[0m" if is_on else text
