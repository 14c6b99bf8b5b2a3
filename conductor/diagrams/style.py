"""Colours. Plain style rules without variables, since not every viewer of SVG files knows those."""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

from conductor.diagrams.states import Look

Theme: TypeAlias = Literal["auto", "light", "dark"]
ROOT_CLASS = "conductor-diagram"
FONT = "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,'DejaVu Sans',sans-serif"


@attrs.frozen
class _Palette:
    """Colours of one theme; ``looks`` gives the strong and the faint colour of each state."""

    ground: str
    text: str
    muted: str
    line: str
    faint: str
    box: str
    box_line: str
    frame: str
    looks: dict[Look, tuple[str, str]]


_LIGHT = _Palette(
    ground="#ffffff",
    text="#17202e",
    muted="#566176",
    line="#7c889b",
    faint="#c5ccd8",
    box="#f8fafc",
    box_line="#8b97a9",
    frame="#f1f4f9",
    looks={
        Look.DONE: ("#0b7a53", "#e3f5ec"),
        Look.WARNED: ("#946200", "#fdf1d3"),
        Look.FAILED: ("#c22f1b", "#fde9e5"),
        Look.TIMED_OUT: ("#8a3ab9", "#f5e8fc"),
        Look.RUNNING: ("#0b63c4", "#e2effd"),
        Look.QUEUED: ("#4a6785", "#ecf2f8"),
        Look.PAUSED: ("#6b5d00", "#f7f3d0"),
        Look.CANCELED: ("#5d6675", "#e9ecf1"),
        Look.SKIPPED: ("#5d6675", "#f3f5f8"),
        Look.OTHER: ("#5d6675", "#f3f5f8"),
    },
)
_DARK = _Palette(
    ground="#12161d",
    text="#e8ecf3",
    muted="#9da9bc",
    line="#7f8ba0",
    faint="#3f4959",
    box="#1c222c",
    box_line="#68748a",
    frame="#171c25",
    looks={
        Look.DONE: ("#3ecf8e", "#12301f"),
        Look.WARNED: ("#f0b429", "#352a0e"),
        Look.FAILED: ("#ff7a66", "#3d1a15"),
        Look.TIMED_OUT: ("#d08bff", "#2f1b3d"),
        Look.RUNNING: ("#5cabff", "#132b47"),
        Look.QUEUED: ("#9ab6d3", "#1d2a38"),
        Look.PAUSED: ("#d9c84a", "#302c0f"),
        Look.CANCELED: ("#a4aebd", "#272d37"),
        Look.SKIPPED: ("#a4aebd", "#20252e"),
        Look.OTHER: ("#a4aebd", "#20252e"),
    },
)

# Borders differ too: a state is seen in black and white and by those who confuse the colours.
_BORDERS = {
    Look.FAILED: "stroke-width:2.6",
    Look.TIMED_OUT: "stroke-width:2.6",
    Look.WARNED: "stroke-width:2.2",
    Look.RUNNING: "stroke-width:2.2",
    Look.QUEUED: "stroke-dasharray:5 3",
    Look.PAUSED: "stroke-dasharray:10 3",
    Look.CANCELED: "stroke-dasharray:2 2.5",
    Look.SKIPPED: "stroke-dasharray:2 2.5",
}


def style_sheet(theme: Theme) -> str:
    """Give the rules: one theme, or both and the viewer's wish decides."""
    if theme == "auto":
        return f"{_rules(_LIGHT)}@media (prefers-color-scheme:dark){{{_rules(_DARK)}}}"
    return _rules(_LIGHT if theme == "light" else _DARK)


def _rules(palette: _Palette) -> str:
    rules = {
        "": f"font-family:{FONT}",
        ".ground": f"fill:{palette.ground}",
        "text": f"fill:{palette.text}",
        ".strong": "font-weight:600",
        ".muted": f"fill:{palette.muted}",
        ".box": f"fill:{palette.box};stroke:{palette.box_line};stroke-width:1.4",
        ".bare": f"fill:none;stroke:{palette.box_line};stroke-width:1.4",
        ".bar": f"fill:{palette.box_line}",
        ".frame": f"fill:{palette.frame};stroke:{palette.faint};stroke-width:1.4;stroke-dasharray:6 4",
        ".line": f"fill:none;stroke:{palette.line};stroke-width:1.6",
        ".tip": f"fill:{palette.line}",
        ".back": "stroke-dasharray:5 4",
        ".line.idle": f"stroke:{palette.faint};stroke-dasharray:3 4",
        ".tip.idle": f"fill:{palette.faint}",
        ".idle .box,.idle .bare": f"fill:{palette.ground};stroke:{palette.faint}",
        ".idle .bar": f"fill:{palette.faint}",
        ".idle text": f"fill:{palette.muted}",
        ".label": f"fill:{palette.ground}",
        ".sign": "stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round",
        ".grid": f"stroke:{palette.faint};stroke-width:1;opacity:.6",
        ".stripe": f"fill:{palette.frame}",
        ".wait": f"fill:{palette.faint}",
        ".delay": f"stroke:{palette.line};stroke-width:1.4;stroke-dasharray:2 3",
    }
    for look, (strong, faint) in palette.looks.items():
        rules |= _look_rules(f".{look.value}", strong, faint, _BORDERS.get(look, ""), palette.ground)
    return "".join(_rule(selector, body) for selector, body in rules.items())


def _look_rules(name: str, strong: str, faint: str, border: str, ground: str) -> dict[str, str]:
    return {
        f"{name} .box": f"fill:{faint};stroke:{strong};{border}",
        f"{name} .bare": f"stroke:{strong}",
        f"{name} .bar": f"fill:{strong}",
        f"{name} .badge": f"fill:{strong};stroke:{strong}",
        f"{name} .cut": f"fill:none;stroke:{ground}",
        f"{name} .hollow": f"fill:{ground};stroke:{strong}",
        f"{name} .ink": f"fill:none;stroke:{strong}",
        f"{name} .run": f"fill:{strong}",
        f"{name} .around": f"fill:{faint};stroke:{strong};stroke-width:1.2",
        f"{name} .state": f"fill:{strong}",
    }


def _rule(selector: str, body: str) -> str:
    scoped = ",".join(f".{ROOT_CLASS} {part}".strip() for part in selector.split(","))
    return f"{scoped}{{{body}}}"
