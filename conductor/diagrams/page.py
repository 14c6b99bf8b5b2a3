"""What every picture has: ground, margins, heading, key of the states, texts for screen readers."""

from __future__ import annotations

from collections.abc import Collection

from conductor.diagrams.elements import escaped, moved, number, text
from conductor.diagrams.model import Run
from conductor.diagrams.shapes import badge
from conductor.diagrams.states import Look
from conductor.diagrams.style import ROOT_CLASS, Theme, style_sheet
from conductor.diagrams.text import clean, fit, width_px

MARGIN = 24
_MIN_WIDTH = 480
_HEADING_PX = 17
_SMALL_PX = 12
_KEY_ROW = 24
_NAMES = {
    Look.DONE: "completed",
    Look.WARNED: "completed with errors",
    Look.FAILED: "failed",
    Look.TIMED_OUT: "timed out",
    Look.RUNNING: "running",
    Look.QUEUED: "waiting for a worker",
    Look.PAUSED: "paused",
    Look.CANCELED: "canceled",
    Look.SKIPPED: "skipped",
    Look.OTHER: "another state",
}


class Canvas:
    """Parts below each other on one ground.

    Args:
        width: Of the widest part, in pixels.
        title: Name of the picture, for screen readers and as a tooltip.
        description: The picture in words.
    """

    def __init__(self, width: float, title: str, description: str) -> None:
        self.width = max(width, _MIN_WIDTH)
        self._title, self._description = title, description
        self._parts: list[str] = []
        self._bottom = float(MARGIN)

    def add(self, part: str, height: float, indent: float = 0) -> None:
        """Put a part of this height below the others."""
        if part:
            self._parts.append(moved(MARGIN + indent, self._bottom, f"\n{part}\n"))
            self._bottom += height

    def finish(self, theme: Theme) -> str:
        """Give the SVG document."""
        width, height = number(self.width + 2 * MARGIN), number(self._bottom + MARGIN)
        opening = (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="{ROOT_CLASS}" role="img" '
            f'width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        )
        texts = f"<title>{escaped(self._title)}</title>\n<desc>{escaped(self._description)}</desc>"
        ground = f'<rect class="ground" width="{width}" height="{height}" rx="10"/>'
        return "\n".join([opening, texts, f"<style>{style_sheet(theme)}</style>", ground, *self._parts, "</svg>\n"])


def header(title: str, subtitle: str, run: Run | None, width: float) -> tuple[str, float]:
    """Give the heading, with the badge of the state that the whole has, and its height."""
    indent = 24 if run else 0
    sign = f'<g class="{run.look.value}">{badge(run.look, 0, 1)}</g>' if run else ""
    name = fit(title, width - indent, _HEADING_PX, bold=True)
    second = fit(subtitle, width, _SMALL_PX)
    lines = [sign + text(indent, 15, name, _HEADING_PX, name="strong"), text(0, 35, second, _SMALL_PX)]
    if run and run.reason:
        reason = text(0, 53, fit(clean(run.reason), width, _SMALL_PX), _SMALL_PX, name="state")
        lines.append(f'<g class="{run.look.value}">{reason}</g>')
    return "\n".join(lines), 66 if len(lines) > 2 else 50


def legend(looks: Collection[Look], width: float) -> tuple[str, float]:
    """Give the key of the states that occur, and its height."""
    parts: list[str] = []
    x = y = 0.0
    for look in (look for look in Look if look in looks):
        wide = 22 + width_px(_NAMES[look], _SMALL_PX) + 18
        if x and x + wide > width:
            x, y = 0, y + _KEY_ROW
        words = text(x + 22, y + 26, _NAMES[look], _SMALL_PX)
        parts.append(f'<g class="{look.value}">{badge(look, x, y + 14)}{words}</g>')
        x += wide
    return "\n".join(parts), y + 14 + _KEY_ROW if parts else 0
