"""What is printed: tables and colours on a terminal, tab-separated lines in a pipe, JSON on request."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.measure import Measurement
from rich.table import Table

from conductor._shared.times import duration_text
from conductor_api.types import write_value

if TYPE_CHECKING:
    from rich.status import Status

_QUICK_S = 1.0
_WIDE = 10_000
_COLORS = {
    "COMPLETED": "green",
    "COMPLETED_WITH_ERRORS": "yellow",
    "RUNNING": "blue",
    "IN_PROGRESS": "blue",
    "SCHEDULED": "cyan",
    "PAUSED": "yellow",
    "FAILED": "red",
    "FAILED_WITH_TERMINAL_ERROR": "red",
    "TIMED_OUT": "magenta",
    "TERMINATED": "red",
    "CANCELED": "bright_black",
    "error": "red",
    "warning": "yellow",
}


def print_json(value: Any) -> None:
    """Print a value as JSON; models as the server writes them."""
    echo(json.dumps(write_value(value), indent=2, ensure_ascii=False))


def print_table(columns: Sequence[str], rows: Sequence[Sequence[Any]], *, none: str) -> None:
    """Print rows; ``none`` on stderr when there are none, so that a pipe gets just nothing."""
    _end_progress()
    if not rows:
        typer.echo(none, err=True)
        return
    texts = [[_text(cell) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        for line in [[column.lower() for column in columns], *texts]:
            typer.echo("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in line))
        return
    table = Table(*columns, box=None, header_style="bold", pad_edge=False)
    for line in texts:
        table.add_row(*(_colored(cell) for cell in line))
    console = Console()
    # No word is cut, since people copy ids and names; where the terminal is narrower than that, it breaks the lines.
    narrowest = Measurement.get(console, console.options.update(width=_WIDE), table).minimum
    Console(width=max(console.width, narrowest)).print(table, crop=False, soft_wrap=False)


def echo(text: str) -> None:
    """Print a text as it is."""
    _end_progress()
    typer.echo(text)


def say(text: str) -> None:
    """Print a line, with the words for states in colour on a terminal."""
    _end_progress()
    if sys.stdout.isatty():
        Console(highlight=False, soft_wrap=True).print(" ".join(_colored(word) for word in text.split(" ")))
    else:
        typer.echo(text)


@contextmanager
def progress(text: str) -> Generator[None]:
    """Show what goes on, on a terminal, once it takes longer than a second; whatever is printed ends it."""
    console = Console(stderr=True)
    shown = _Progress(console.status(escape(text))) if console.is_terminal else None
    if shown is not None:
        _under_way.append(shown)
    try:
        yield
    finally:
        _end_progress()


def show_progress(text: str) -> None:
    """Say what goes on now."""
    for each in _under_way:
        each.status.update(escape(text))


def _end_progress() -> None:
    while _under_way:
        _under_way.pop().end()


class _Progress:
    """What goes on; quick things end before it is shown."""

    def __init__(self, status: Status) -> None:
        self.status = status
        self._timer = threading.Timer(_QUICK_S, status.start)
        self._timer.daemon = True
        self._timer.start()

    def end(self) -> None:
        self._timer.cancel()
        self._timer.join()
        self.status.stop()


_under_way: list[_Progress] = []


def span(milliseconds: float | None) -> str:
    """Give a length of time as people write it."""
    return "-" if milliseconds is None or milliseconds < 0 else duration_text(milliseconds)


def moment(epoch_ms: int | None) -> str:
    """Give a time of the server in the local zone."""
    if not epoch_ms:
        return "-"
    return datetime.fromtimestamp(epoch_ms / 1000, UTC).astimezone().isoformat(" ", "seconds")


def _text(cell: Any) -> str:
    return "" if cell is None else str(cell)


def _colored(cell: str) -> str:
    color = _COLORS.get(cell)
    return f"[{color}]{escape(cell)}[/]" if color else escape(cell)
