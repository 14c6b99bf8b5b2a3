"""Parts below each other, in one column or in several."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

import attrs

from conductor.diagrams.geometry import Layout, Point

TURN_PX = 18
"""How far the lines stay away from the boxes that they pass."""

_COLUMN_GAP = 64
_COLUMN_TOP = 24
_MAX_COLUMNS = 24
# Height of the screen to its width.
_RATIO = 0.8


def stacked(parts: Sequence[Layout], gaps: Sequence[float]) -> Layout:
    """Put the parts below each other, their ports on one line; each gap is the room below a part."""
    left, width, height = _size(parts, gaps)
    placed: list[Layout] = []
    y = 0.0
    for part, gap in zip(parts, gaps, strict=True):
        placed.append(part.moved(left - part.port, y))
        y += part.height + gap
    return Layout.united(placed, width, height, left)


def in_columns(parts: Sequence[Layout], gaps: Sequence[float], entries: Sequence[str], max_height: float) -> Layout:
    """Put the parts below each other; if that is too high, in as many columns as make the best use of a screen.

    Args:
        parts: What is placed.
        gaps: The room below each part.
        entries: The node of each part at which the flow comes in.
        max_height: How high one column may be before there are several.
    """
    _, _, height = _size(parts, gaps)
    if height <= max_height:
        return stacked(parts, gaps)
    counts = range(1, max(min(len(parts), _MAX_COLUMNS + 1), 2))
    cuts = min((_cuts(parts, gaps, height / count) for count in counts), key=lambda cut: _badness(parts, gaps, cut))
    columns = [stacked(parts[start:end], gaps[start:end]) for start, end in pairwise(cuts)]
    return _side_by_side(columns, [entries[start] for start in cuts[1:-1]])


def _size(parts: Sequence[Layout], gaps: Sequence[float]) -> tuple[float, float, float]:
    """Give the port, the width and the height of a column."""
    left = max((part.port for part in parts), default=0)
    right = max((part.width - part.port for part in parts), default=0)
    height = sum(part.height for part in parts) + sum(gaps[:-1])
    return left, left + right, height


def _badness(parts: Sequence[Layout], gaps: Sequence[float], cuts: Sequence[int]) -> float:
    """Tell how large a screen has to be for these columns."""
    sizes = [_size(parts[start:end], gaps[start:end]) for start, end in pairwise(cuts)]
    width = sum(width + _COLUMN_GAP for _, width, _ in sizes)
    return max(width * _RATIO, *(height for *_, height in sizes))


def _cuts(parts: Sequence[Layout], gaps: Sequence[float], height: float) -> list[int]:
    """Give the first part of each column of about this height, and the end of the last one."""
    tops = [0.0, *accumulate(part.height + gap for part, gap in zip(parts, gaps, strict=True))]
    # The last part may be the end mark, which never stands alone.
    free = range(1, len(parts) - 1)
    wanted = [height * column for column in range(1, round(tops[-1] / height))]
    return [0, *sorted({min(free, key=lambda place: abs(tops[place] - y)) for y in wanted if free}), len(parts)]


def _side_by_side(columns: Sequence[Layout], entries: Sequence[str]) -> Layout:
    placed = [columns[0]]
    turns: dict[str, Point] = {}
    for column, entry in zip(columns[1:], entries, strict=True):
        x = placed[-1].width + _COLUMN_GAP
        turns[entry] = Point(x - _COLUMN_GAP / 2, placed[-1].height + TURN_PX)
        width, height = x + column.width, column.height + _COLUMN_TOP
        placed.append(attrs.evolve(column.moved(x, _COLUMN_TOP), width=width, height=height))
    # A line from the last column may have to pass below the others.
    margin = 2 * TURN_PX if entries else 0
    united = Layout.united(placed, placed[-1].width, max(part.height for part in placed) + margin, placed[0].port)
    return attrs.evolve(united, turns={**united.turns, **turns})
