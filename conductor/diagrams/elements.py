"""The few SVG elements that all pictures consist of."""

from __future__ import annotations

import html
from typing import Literal

from conductor.diagrams.geometry import Box
from conductor.diagrams.text import clean

Anchor = Literal["start", "middle", "end"]


def number(value: float) -> str:
    """Give a coordinate with at most one decimal."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")


def escaped(words: str) -> str:
    """Give text that is safe in XML, line by line."""
    return "\n".join(html.escape(clean(line)) for line in words.split("\n"))


def rect(name: str, box: Box, radius: float = 0) -> str:
    """Give a rectangle of a class."""
    corners = f' rx="{number(radius)}"' if radius else ""
    place = f'x="{number(box.x)}" y="{number(box.y)}" width="{number(box.width)}" height="{number(box.height)}"'
    return f'<rect class="{name}" {place}{corners}/>'


def text(x: float, y: float, words: str, size: float, anchor: Anchor = "start", *, name: str = "muted") -> str:
    """Give one line of text; y is its base line. Classes: muted, strong (bold), plain, state (colour of the state)."""
    place = f'x="{number(x)}" y="{number(y)}" font-size="{number(size)}"'
    anchored = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text class="{name}" {place}{anchored}>{escaped(words)}</text>'


def moved(x: float, y: float, content: str, name: str = "") -> str:
    """Give a group elsewhere."""
    kind = f' class="{name}"' if name else ""
    return f'<g{kind} transform="translate({number(x)} {number(y)})">{content}</g>'
