"""What is printed: tables and colours on a terminal, tab-separated lines in a pipe, JSON on request."""

from __future__ import annotations

import json
import re
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
    text = json.dumps(write_value(value), indent=2, ensure_ascii=False)
    # What is not printable stands inside the texts of JSON, where it may be written as an escape.
    _write(_UNSAFE.sub(_json_escape, text))


def print_table(columns: Sequence[str], rows: Sequence[Sequence[Any]], *, none: str) -> None:
    """Print rows; ``none`` on stderr when there are none, so that a pipe gets just nothing."""
    _end_progress()
    if not rows:
        _write(none, err=True)
        return
    if not sys.stdout.isatty():
        for line in [[column.lower() for column in columns], *rows]:
            _write("\t".join(_text(cell).replace("\t", " ").replace("\n", " ") for cell in line))
        return
    texts = [[visible(_text(cell)) for cell in row] for row in rows]
    table = Table(*columns, box=None, header_style="bold", pad_edge=False)
    for line in texts:
        table.add_row(*(_colored(cell) for cell in line))
    console = Console()
    # No word is cut, since people copy ids and names; where the terminal is narrower than that, it breaks the lines.
    narrowest = Measurement.get(console, console.options.update(width=_WIDE), table).minimum
    Console(width=max(console.width, narrowest)).print(table, crop=False, soft_wrap=False)


def echo(text: str) -> None:
    """Print a text of one or more lines."""
    _write(text)


def say(text: str) -> None:
    """Print a line, with the words for states in colour on a terminal; further lines are indented."""
    line = visible(text).replace("\n", "\n    ")
    if sys.stdout.isatty():
        _end_progress()
        Console(highlight=False, soft_wrap=True).print(" ".join(_colored(word) for word in line.split(" ")))
    else:
        _write(line)


def say_error(text: str) -> None:
    """Print a line on stderr, in red on a terminal."""
    _write(text, err=True, color="red" if sys.stderr.isatty() else None)


def visible(text: str) -> str:
    """Return a text in which control characters and escape sequences are shown as hexadecimal; lines and tabs stay.

    Names, reasons and logs come from a server: as they are, they could move the cursor, change the title of the window,
    or turn the direction of the text.
    """
    return _UNSAFE.sub(_escape, text)


def _write(text: str, *, err: bool = False, color: str | None = None) -> None:
    """Write a text to a stream. Everything that is printed without rich goes through here."""
    _end_progress()
    typer.echo(visible(text) if color is None else typer.style(visible(text), fg=color), err=err)


# C0 less tab and newline, DEL and C1; marks and overrides of the direction; separators of lines; halves of characters.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def _json_escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


@contextmanager
def progress(text: str) -> Generator[None]:
    """Show what goes on, on a terminal, once it takes longer than a second; whatever is printed ends it."""
    console = Console(stderr=True)
    shown = _Progress(console.status(escape(visible(text)))) if console.is_terminal else None
    if shown is not None:
        _under_way.append(shown)
    try:
        yield
    finally:
        _end_progress()


def show_progress(text: str) -> None:
    """Say what goes on now."""
    for each in _under_way:
        each.status.update(escape(visible(text)))


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
