"""Where everything goes. Steps stand below each other, lanes beside each other; nothing ever overlaps.

Every part is laid out by itself, with its own origin, and then moved into its place in the part around it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import attrs

from conductor.diagrams.geometry import Box, Layout
from conductor.diagrams.model import Lane, Loop, Node, Shape, Split, Step, Steps
from conductor.diagrams.stacking import in_columns, stacked
from conductor.diagrams.text import width_px

TITLE_PX = 13
SUBTITLE_PX = 11
LABEL_PX = 11
BADGE_ROOM_PX = 26

_NODE_HEIGHT = 46
_MIN_WIDTH, _MAX_WIDTH = 124, 250
_MAX_LABEL = 150
_TERMINAL = 22
_GAP = 30
_FAN_GAP, _LABELED_FAN_GAP, _MERGE_GAP = 38, 56, 42
_LANE_GAP = 28
_PASS_WIDTH = 36
_SMALL_STEP = 40
_FRAME_SIDE, _FRAME_END = 18, 30
_BACK_ROOM = 22

# A column higher than this may be broken; inside of lanes later, since lanes beside each other fill the width.
_MAX_HEIGHT, _MAX_LANE_HEIGHT = 1100, 2600


def lay_out(steps: Steps) -> Layout:
    """Place the steps; the origin is the top left."""
    return _sequence(steps, _MAX_HEIGHT)


def _sequence(steps: Steps, max_height: float) -> Layout:
    width = max((_wanted_width(step) for step in steps if isinstance(step, Node)), default=0)
    parts = [_step(step, width, max_height) for step in steps]
    gaps = [_gap_after(step) for step in steps]
    return in_columns(parts, gaps, list(map(_entry, steps)), max_height)


def _step(step: Step, width: float, max_height: float) -> Layout:
    if isinstance(step, Split):
        return _split(step)
    if isinstance(step, Loop):
        return _loop(step, max_height)
    return _node(step, width)


def _gap_after(step: Step) -> float:
    return _MERGE_GAP if isinstance(step, Split) and not step.join else _GAP


def _node(node: Node, width: float = 0) -> Layout:
    if node.shape is Shape.PASS:
        return Layout(_PASS_WIDTH, 0, _PASS_WIDTH / 2, {node.id: Box(_PASS_WIDTH / 2, 0, 0, 0)})
    if node.shape in (Shape.START, Shape.END):
        return Layout(_TERMINAL, _TERMINAL, _TERMINAL / 2, {node.id: Box(0, 0, _TERMINAL, _TERMINAL)})
    width = max(width, _wanted_width(node))
    return Layout(width, _NODE_HEIGHT, width / 2, {node.id: Box(0, 0, width, _NODE_HEIGHT)})


def _wanted_width(node: Node) -> float:
    if node.shape in (Shape.START, Shape.END, Shape.PASS):
        return 0
    text = max(width_px(node.title, TITLE_PX, bold=True), width_px(node.subtitle, SUBTITLE_PX))
    return math.ceil(min(max(text + side_room(node), _MIN_WIDTH), _MAX_WIDTH))


def side_room(node: Node) -> float:
    """Give the width of a box that its text cannot have: margins, the badge, slanted sides."""
    slanted = node.shape in (Shape.SWITCH, Shape.EVENT, Shape.SUBFLOW, Shape.WAIT, Shape.STOP, Shape.LOOP)
    return 22 + (BADGE_ROOM_PX if node.run else 0) + (16 if slanted else 0)


def _entry(step: Step) -> str:
    return (step if isinstance(step, Node) else step.head).id


def _split(split: Split) -> Layout:
    head = _node(split.head)
    has_labels = any(lane.label for lane in split.lanes)
    lanes = _lanes(split.lanes)
    parts, gaps = [head, lanes], [_LABELED_FAN_GAP if has_labels else _FAN_GAP, _MERGE_GAP]
    if not split.lanes:
        parts, gaps = [head], [_GAP]
    if split.join:
        parts, gaps = [*parts, _node(split.join)], [*gaps, 0]
    return stacked(parts, gaps)


def _lanes(lanes: Sequence[Lane]) -> Layout:
    """Put the lanes beside each other; the port is in the middle between the first and the last one's."""
    placed: list[Layout] = []
    x = 0.0
    for lane in lanes:
        inner = _sequence(lane.steps, _MAX_LANE_HEIGHT)
        label = min(width_px(lane.label, LABEL_PX), _MAX_LABEL) + 12 if lane.label else 0
        margin = max(label / 2 - inner.port, 0)
        placed.append(inner.moved(x + margin, 0))
        x += max(margin + inner.width, margin + inner.port + label / 2) + _LANE_GAP
    if not placed:
        return Layout(0, 0, 0)
    middle = (placed[0].port + placed[-1].port) / 2
    nearest = min((part.port for part in placed), key=lambda port: abs(port - middle))
    # A line straight down is better than one with a small step in it.
    port = nearest if abs(nearest - middle) < _SMALL_STEP else middle
    return Layout.united(placed, x - _LANE_GAP, max(part.height for part in placed), port)


def _loop(loop: Loop, max_height: float) -> Layout:
    parts = [_node(loop.head), _sequence(loop.body, max_height - 2 * _NODE_HEIGHT)]
    inner = stacked(parts, [_GAP, 0]) if loop.body else parts[0]
    width = inner.width + 2 * _FRAME_SIDE + _BACK_ROOM
    height = inner.height + _FRAME_SIDE + _FRAME_END
    moved = inner.moved(_FRAME_SIDE, _FRAME_SIDE)
    frames = {**moved.frames, loop.head.id: Box(0, 0, width, height)}
    return attrs.evolve(moved, width=width, height=height, frames=frames)
