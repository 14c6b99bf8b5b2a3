"""What is printed: tables and colours on a terminal, tab-separated lines in a pipe, JSON on request."""

from __future__ import annotations

import json
import logging
import sys
import threading
import unicodedata
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

# Controls, format characters (bidi marks among them), line and paragraph separators, lone surrogates.
_UNSHOWN_CATEGORIES = frozenset({"Cc", "Cf", "Zl", "Zp", "Cs"})
# Persian, Indic scripts and emoji need the joiners.
_JOINERS = "\u200c\u200d"
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
        echo_error(none)
        return
    texts = [[_text(cell) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        for line in [[column.lower() for column in columns], *texts]:
            # The cells are visible text already; the tabs between them are ours.
            typer.echo("\t".join(line))
        return
    table = Table(*columns, box=None, header_style="bold", pad_edge=False)
    for line in texts:
        table.add_row(*(_colored(cell) for cell in line))
    console = Console(emoji=False)
    # No word is cut, since people copy ids and names; where the terminal is narrower than that, it breaks the lines.
    narrowest = Measurement.get(console, console.options.update(width=_WIDE), table).minimum
    Console(emoji=False, width=max(console.width, narrowest)).print(table, crop=False, soft_wrap=False)


def visible_text(text: str, *, keep: str = "\n") -> str:
    r"""Return the text with each control character written as ``\uXXXX``, except those in ``keep``.

    The escapes are those of JSON, so a JSON document stays valid and keeps its meaning. This covers C0, DEL, C1,
    format characters such as bidi controls, line separators and lone surrogates.
    """
    return "".join(char if char in keep or char in _JOINERS else _visible(char) for char in text)


class VisibleFormatter(logging.Formatter):
    """Formats log records with control characters as text; the lines of a traceback stay lines."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as visible text."""
        return visible_text(super().format(record))


def _visible(char: str) -> str:
    if unicodedata.category(char) not in _UNSHOWN_CATEGORIES:
        return char
    # JSON leaves DEL as it is.
    return "\\u007f" if char == "\x7f" else json.dumps(char)[1:-1]


def echo(text: str) -> None:
    """Print a text of one or more lines."""
    _end_progress()
    typer.echo(visible_text(text))


def echo_error(text: str, *, color: str | None = None) -> None:
    """Print a text on stderr, in a colour on a terminal."""
    _end_progress()
    typer.secho(visible_text(text), err=True, fg=color if sys.stderr.isatty() else None)


def say(text: str) -> None:
    """Print a line, with the words for states in colour on a terminal."""
    _end_progress()
    shown = visible_text(text, keep="")
    if sys.stdout.isatty():
        Console(emoji=False, highlight=False, soft_wrap=True).print(
            " ".join(_colored(word) for word in shown.split(" "))
        )
    else:
        typer.echo(shown)


@contextmanager
def progress(text: str) -> Generator[None]:
    """Show what goes on, on a terminal, once it takes longer than a second; whatever is printed ends it."""
    console = Console(emoji=False, stderr=True)
    shown = _Progress(console.status(escape(visible_text(text)))) if console.is_terminal else None
    if shown is not None:
        _under_way.append(shown)
    try:
        yield
    finally:
        _end_progress()


def show_progress(text: str) -> None:
    """Say what goes on now."""
    for each in _under_way:
        each.status.update(escape(visible_text(text)))


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
    if cell is None:
        return ""
    return visible_text(str(cell).replace("\t", " ").replace("\n", " "))


def _colored(cell: str) -> str:
    color = _COLORS.get(cell)
    return f"[{color}]{escape(cell)}[/]" if color else escape(cell)
