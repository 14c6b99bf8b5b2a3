"""The forms of boxes and of state badges, as SVG."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from conductor.diagrams.elements import number, rect
from conductor.diagrams.geometry import Box
from conductor.diagrams.model import Shape
from conductor.diagrams.states import Look

BADGE_PX = 16
_SLANT = 13


def outline(shape: Shape, box: Box) -> str:
    """Give the form of a node."""
    return _FORMS.get(shape, _rounded)(box)


def badge(look: Look, x: float, y: float, size: float = BADGE_PX) -> str:
    """Give the badge of a state, so many pixels wide and high, its top left at the place."""
    scale = f" scale({size / BADGE_PX:.2f})" if size != BADGE_PX else ""
    return f'<g class="sign" transform="translate({number(x)} {number(y)}){scale}">{_BADGES[look]}</g>'


def _rounded(box: Box) -> str:
    return rect("box", box, 7)


def _pill(box: Box) -> str:
    return rect("box", box, box.height / 2)


def _terminal(box: Box) -> str:
    return rect("box", box, box.width / 2) + rect("bar", _inner(box, 5), box.width / 2)


def _end(box: Box) -> str:
    return rect("box", box, box.width / 2) + rect("bare", _inner(box, 5), box.width / 2)


def _stop(box: Box) -> str:
    return _polygon("box", _octagon(box)) + _polygon("bare", _octagon(_inner(box, 4)))


def _octagon(box: Box) -> list[tuple[float, float]]:
    cut = _SLANT
    left, right, top, bottom = box.x, box.right, box.y, box.bottom
    return [
        (left + cut, top), (right - cut, top), (right, top + cut), (right, bottom - cut),
        (right - cut, bottom), (left + cut, bottom), (left, bottom - cut), (left, top + cut),
    ]  # fmt: skip


def _hexagon(box: Box) -> str:
    middle = box.y + box.height / 2
    return _polygon("box", [
        (box.x + _SLANT, box.y), (box.right - _SLANT, box.y), (box.right, middle),
        (box.right - _SLANT, box.bottom), (box.x + _SLANT, box.bottom), (box.x, middle),
    ])  # fmt: skip


def _parallelogram(box: Box) -> str:
    slant = _SLANT / 2
    return _polygon(
        "box", [(box.x + slant, box.y), (box.right, box.y), (box.right - slant, box.bottom), (box.x, box.bottom)]
    )


def _fork(box: Box) -> str:
    return rect("box", box, 3) + rect("bar", Box(box.x, box.bottom - 4, box.width, 4), 2)


def _join(box: Box) -> str:
    return rect("box", box, 3) + rect("bar", Box(box.x, box.y, box.width, 4), 2)


def _subflow(box: Box) -> str:
    sides = "".join(
        f'<path class="bare" d="M{number(x)} {number(box.y)}v{number(box.height)}"/>'
        for x in (box.x + 6, box.right - 6)
    )
    return rect("box", box, 3) + sides


def _stack(box: Box) -> str:
    behind = [rect("box", box._replace(x=box.x + by, width=box.width - 2 * by).moved(0, by), 7) for by in (6, 3)]
    return "".join(behind) + _rounded(box)


def _later(box: Box) -> str:
    return f'<g stroke-dasharray="5 4">{_stack(box)}</g>'


def _loop(box: Box) -> str:
    x, y = box.right - 21, box.y + 9
    arrow = f'<path class="bare" d="M{number(x + 9)} {number(y)}a5 5 0 1 0 2 4m.5 -5.5v3.5h-3.5"/>'
    return rect("box", box, 7) + arrow


def _inner(box: Box, by: float) -> Box:
    return Box(box.x + by, box.y + by, box.width - 2 * by, box.height - 2 * by)


def _polygon(name: str, corners: Sequence[tuple[float, float]]) -> str:
    points = " ".join(f"{number(x)},{number(y)}" for x, y in corners)
    return f'<polygon class="{name}" points="{points}" stroke-linejoin="round"/>'


_FORMS: dict[Shape, Callable[[Box], str]] = {
    Shape.START: _terminal,
    Shape.END: _end,
    Shape.SWITCH: _hexagon,
    Shape.FORK: _fork,
    Shape.JOIN: _join,
    Shape.LOOP: _loop,
    Shape.SUBFLOW: _subflow,
    Shape.STOP: _stop,
    Shape.WAIT: _pill,
    Shape.EVENT: _parallelogram,
    Shape.FOLD: _stack,
    Shape.LATER: _later,
}

_DISC = '<circle class="badge" cx="8" cy="8" r="7"/>'
_RING = '<circle class="hollow" cx="8" cy="8" r="7"/>'

# The outline tells the states apart as well as the sign in it: disc, square, triangle, diamond, ring.
_BADGES: dict[Look, str] = {
    Look.DONE: f'{_DISC}<path class="cut" d="M4.6 8.3l2.4 2.4 4.4-5"/>',
    Look.WARNED: '<path class="badge" d="M8 1.4L15 14H1z"/><path class="cut" d="M8 6v3.6m0 2v.1"/>',
    Look.FAILED: f'{rect("badge", Box(1, 1, 14, 14), 2.5)}<path class="cut" d="M5 5l6 6m0-6l-6 6"/>',
    Look.TIMED_OUT: '<path class="badge" d="M8 .8L15.2 8 8 15.2.8 8z"/><path class="cut" d="M8 4.8V8.2l2.2 1.4"/>',
    Look.RUNNING: f'{_RING}<path class="ink" d="M6.2 4.8l5 3.2-5 3.2z"/>',
    Look.QUEUED: f'{_RING}<path class="ink" d="M4.8 8h.1m3.1 0h.1m3.1 0h.1"/>',
    Look.PAUSED: f'{_RING}<path class="ink" d="M6.2 5.3v5.4m3.6-5.4v5.4"/>',
    Look.CANCELED: f'{_RING}<path class="ink" d="M3.4 12.6l9.2-9.2"/>',
    Look.SKIPPED: f'{_RING}<path class="ink" d="M4.6 5.4L7.2 8l-2.6 2.6m4-5.2L11.200 8l-2.6 2.6"/>',
    Look.OTHER: f'{_RING}<path class="ink" d="M6 6.300a2 2 0 1 1 2 2.200v.7m0 2v.1"/>',
}
