"""The lines between boxes: down, along, down; with round corners and no line through a box."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import attrs

from conductor.diagrams.elements import number
from conductor.diagrams.geometry import Box, Layout, Point
from conductor.diagrams.model import Edge, EdgeKind
from conductor.diagrams.stacking import TURN_PX

_FAN_DROP = 14
_CORNER = 8
_BACK_INSET = 12


@attrs.frozen
class Route:
    """The corners of a line, from the lower side of its source to its target."""

    edge: Edge
    points: tuple[Point, ...]

    @property
    def label_place(self) -> Point:
        """The middle of where the label is written: on the way down to the target."""
        return Point(self.points[-1].x, self.points[0].y + _FAN_DROP + 13)


def routes(edges: Sequence[Edge], layout: Layout) -> list[Route]:
    """Give the lines, except those that would have to cross the picture (a join's wait inside of a branch)."""
    outgoing = Counter(edge.source for edge in edges if edge.kind is EdgeKind.FLOW)
    return [_route(edge, layout, outgoing) for edge in edges if edge.kind is not EdgeKind.WAIT]


def path_data(points: Sequence[Point]) -> str:
    """Give the line as the ``d`` of an SVG path."""
    drawn = [f"M{_xy(points[0])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        start, end = _towards(corner, before), _towards(corner, after)
        drawn.append(f"L{_xy(start)}Q{_xy(corner)} {_xy(end)}")
    return "".join([*drawn, f"L{_xy(points[-1])}"])


def _route(edge: Edge, layout: Layout, outgoing: Counter[str]) -> Route:
    source, target = layout.boxes[edge.source], layout.boxes[edge.target]
    if edge.kind is EdgeKind.BACK:
        return Route(edge, _back(source, target, layout.frames[edge.target]))
    # A loop is reached above its frame.
    above = layout.frames.get(edge.target, target).y - TURN_PX
    if turn := layout.turns.get(edge.target):
        return Route(edge, _around(source, target, turn, above))
    fans_out = outgoing[edge.source] > 1
    y = source.bottom + _FAN_DROP if fans_out else above
    return Route(edge, _straightened([_exit(source), Point(source.center, y), Point(target.center, y), _entry(target)]))


def _back(source: Box, target: Box, frame: Box) -> tuple[Point, ...]:
    x, y = frame.right - _BACK_INSET, frame.bottom - _BACK_INSET
    middle = target.y + target.height / 2
    points = [_exit(source), Point(source.center, y), Point(x, y), Point(x, middle), Point(target.right, middle)]
    return tuple(points)


def _around(source: Box, target: Box, turn: Point, above: float) -> tuple[Point, ...]:
    points = [Point(source.center, turn.y), turn, Point(turn.x, above), Point(target.center, above)]
    return _straightened([_exit(source), *points, _entry(target)])


def _exit(box: Box) -> Point:
    return Point(box.center, box.bottom)


def _entry(box: Box) -> Point:
    return Point(box.center, box.y)


def _straightened(points: Sequence[Point]) -> tuple[Point, ...]:
    """Leave out corners at which the line does not turn."""
    kept = [points[0]]
    for corner, after in pairwise(points[1:]):
        before = kept[-1]
        turns = abs(before.x - corner.x) + abs(corner.x - after.x) > 0.1
        if turns and abs(before.y - corner.y) + abs(corner.y - after.y) > 0.1:
            kept.append(corner)
    return (*kept, points[-1])


def _towards(corner: Point, other: Point) -> Point:
    """Give the place on the way to the other point where the rounding of the corner begins."""
    dx, dy = other.x - corner.x, other.y - corner.y
    length = abs(dx) + abs(dy)
    share = min(_CORNER, length / 2) / length if length else 0
    return Point(corner.x + dx * share, corner.y + dy * share)


def _xy(point: Point) -> str:
    return f"{number(point.x)} {number(point.y)}"
