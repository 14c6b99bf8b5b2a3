"""A time line as an SVG picture: one row a task, with its waits, its tries and how they ended."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from conductor._shared.times import duration_text
from conductor.diagrams.elements import escaped, moved, number, rect, text
from conductor.diagrams.geometry import Box
from conductor.diagrams.page import Canvas, header, legend
from conductor.diagrams.shapes import badge
from conductor.diagrams.states import Look
from conductor.diagrams.style import Theme
from conductor.diagrams.text import counted, fit, width_px
from conductor.diagrams.timeline import Attempt, Chart, Row

_PLOT = 820
_MAX_NAME = 250
_COLUMN = 72
_AXIS = 24
_LEAST_BAR = 3
_TICKS = 8


# What a row says in numbers; a column without any is left out.
_COLUMNS: dict[str, Callable[[Row], str]] = {
    "queue": lambda row: duration_text(row.queued_ms) if row.queued_ms >= 1 else "",
    "run": lambda row: duration_text(row.run_ms),
    "rounds": lambda row: str(row.rounds) if row.rounds > 1 else "",
    "retries": lambda row: str(row.retries) if row.retries else "",
}


class _Sizes(NamedTuple):
    """Sizes that depend on the number of rows, in pixels."""

    height: float
    font: float
    name: float
    """Width of the column of names, with the badge."""
    columns: tuple[str, ...]

    @property
    def base(self) -> float:
        return self.height / 2 + self.font * 0.36

    @property
    def width(self) -> float:
        return self.name + _PLOT + _COLUMN * len(self.columns)

    @property
    def bar(self) -> float:
        return self.height * 0.5


def render_timeline_svg(chart: Chart, theme: Theme = "auto") -> str:
    """Draw the time line."""
    sizes = _sizes(chart)
    canvas = Canvas(sizes.width, f"Time line of {chart.title}", chart.subtitle)
    canvas.add(*header(chart.title, chart.subtitle, chart.run, canvas.width))
    height = _AXIS * 2 + sizes.height * len(chart.rows)
    canvas.add("\n".join([*_background(chart, sizes), *_all_rows(chart, sizes)]), height)
    if chart.hidden:
        canvas.add(text(0, 16, f"{counted(len(chart.hidden), 'more task')}, which took less time", 11), 22)
    canvas.add(_bar_key(), 30)
    canvas.add(*legend({attempt.look for row in chart.rows for attempt in row.attempts}, canvas.width))
    return canvas.finish(theme)


def _sizes(chart: Chart) -> _Sizes:
    count = len(chart.rows)
    height, font = (26, 12) if count <= 30 else (20, 11.5) if count <= 80 else (16, 10.5)
    widest = max((width_px(row.title, font) for row in chart.rows), default=0)
    columns = tuple(name for name, text in _COLUMNS.items() if any(map(text, chart.rows)))
    return _Sizes(height, font, height + min(widest, _MAX_NAME) + 14, columns)


def _background(chart: Chart, sizes: _Sizes) -> Iterable[str]:
    bottom = _AXIS + sizes.height * len(chart.rows)
    for place in range(0, len(chart.rows), 2):
        yield rect("stripe", Box(0, _AXIS + place * sizes.height, sizes.width, sizes.height), 3)
    for tick in chart.ticks(_TICKS):
        x = sizes.name + _x(tick, chart)
        yield f'<path class="grid" d="M{number(x)} {_AXIS}V{number(bottom)}"/>'
        for y in (_AXIS - 8, bottom + 15):
            yield text(x, y, duration_text(tick), 10.5, "middle")
    for place, column in enumerate(sizes.columns, 1):
        yield text(sizes.name + _PLOT + _COLUMN * place - 4, _AXIS - 8, column, 10.5, "end")


def _all_rows(chart: Chart, sizes: _Sizes) -> Iterable[str]:
    for place, row in enumerate(chart.rows):
        bars = "".join(_attempt(attempt, row, chart, sizes) for attempt in row.attempts)
        tip = f"<title>{escaped(_tip(row))}</title>"
        yield moved(0, _AXIS + place * sizes.height, f"{tip}{_name(row, sizes)}{bars}{_numbers(row, sizes)}")


def _name(row: Row, sizes: _Sizes) -> str:
    size = sizes.height * 0.62
    sign = f'<g class="{row.look.value}">{badge(row.look, 2, (sizes.height - size) / 2, size)}</g>'
    words = fit(row.title, sizes.name - sizes.height - 8, sizes.font)
    return sign + text(sizes.height, sizes.base, words, sizes.font, name="plain")


def _numbers(row: Row, sizes: _Sizes) -> str:
    right = [sizes.name + _PLOT + _COLUMN * place - 4 for place, _ in enumerate(sizes.columns, 1)]
    texts = zip(right, (_COLUMNS[column](row) for column in sizes.columns), strict=True)
    return "".join(text(x, sizes.base, words, sizes.font - 0.5, "end") for x, words in texts if words)


def _attempt(attempt: Attempt, row: Row, chart: Chart, sizes: _Sizes) -> str:
    origin, middle = sizes.name, sizes.height / 2
    created, ready = (origin + _x(time, chart) for time in (attempt.created_ms, attempt.ready_ms))
    started = origin + _x(attempt.ended_ms if attempt.started_ms is None else attempt.started_ms, chart)
    parts: list[str] = []
    if ready - created >= 1:
        parts.append(f'<path class="delay" d="M{number(created)} {number(middle)}H{number(ready)}"/>')
    if started - ready >= 1:
        parts.append(rect("wait", Box(ready, middle - 2.5, started - ready, 5), 1))
    if attempt.started_ms is not None:
        width = max(origin + _x(attempt.ended_ms, chart) - started, _LEAST_BAR)
        name = "around" if row.is_container else "run"
        parts.append(rect(name, Box(started, middle - sizes.bar / 2, width, sizes.bar), 2))
        started += width
    if attempt.look not in (Look.DONE, Look.RUNNING):
        size = sizes.height * 0.6
        parts.append(badge(attempt.look, started - size / 2, middle - size / 2, size))
    return f'<g class="{attempt.look.value}">{"".join(parts)}</g>'


def _tip(row: Row) -> str:
    tries = [
        f"{attempt.status}: queue {duration_text(attempt.queued_ms)}, run {duration_text(attempt.run_ms)}"
        for attempt in row.attempts
    ]
    return "\n".join([row.tip, *tries])


def _bar_key() -> str:
    """Explain the parts of a row."""
    return (
        f'<g class="done"><path class="delay" d="M0 18h26"/>{text(32, 22, "delay before a retry", 12)}'
        f"{rect('wait', Box(180, 15.5, 26, 5), 1)}{text(212, 22, 'in the queue', 12)}"
        f"{rect('run', Box(312, 12, 26, 12), 2)}{text(344, 22, 'running', 12)}"
        f"{rect('around', Box(414, 12, 26, 12), 2)}{text(446, 22, 'waiting for other tasks', 12)}</g>"
    )


def _x(time_ms: float, chart: Chart) -> float:
    return time_ms / chart.span_ms * _PLOT
