"""Places and boxes, in pixels; y grows downwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, Self

import attrs


class Point(NamedTuple):
    """A place, in pixels from the top left."""

    x: float
    y: float


class Box(NamedTuple):
    """A rectangle, in pixels."""

    x: float
    y: float
    width: float
    height: float

    @property
    def center(self) -> float:
        """The x of the middle, where lines come in and go out."""
        return self.x + self.width / 2

    @property
    def right(self) -> float:
        """The x of the right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower side."""
        return self.y + self.height

    def moved(self, x: float, y: float) -> Box:
        """Give the same box elsewhere."""
        return self._replace(x=self.x + x, y=self.y + y)


@attrs.frozen
class Layout:
    """Boxes of nodes by id, frames of loops by the id of their head, and how lines get to the next column.

    A line to a node that is in ``turns`` goes down to the y of the point, along to its x, and up beside the column.
    """

    width: float
    height: float
    port: float
    """The x at which the flow comes in from above."""
    boxes: Mapping[str, Box] = attrs.field(factory=dict[str, Box])
    frames: Mapping[str, Box] = attrs.field(factory=dict[str, Box])
    turns: Mapping[str, Point] = attrs.field(factory=dict[str, Point])

    def moved(self, x: float, y: float) -> Layout:
        """Give the same layout elsewhere."""
        return attrs.evolve(
            self,
            port=self.port + x,
            boxes={name: box.moved(x, y) for name, box in self.boxes.items()},
            frames={name: box.moved(x, y) for name, box in self.frames.items()},
            turns={name: Point(turn.x + x, turn.y + y) for name, turn in self.turns.items()},
        )

    @classmethod
    def united(cls, parts: Iterable[Self], width: float, height: float, port: float) -> Self:
        """Give one layout of this size with all that is in the parts."""
        placed = list(parts)
        return cls(
            width,
            height,
            port,
            {name: box for part in placed for name, box in part.boxes.items()},
            {name: box for part in placed for name, box in part.frames.items()},
            {name: turn for part in placed for name, turn in part.turns.items()},
        )
