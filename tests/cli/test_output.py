"""Text from the server cannot control the terminal."""

from __future__ import annotations

import ast
import json
import logging
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conductor.cli import output
from conductor.cli.exits import fail

HOSTILE = "a\x1b]0;owned\x07\x1b[2J\x00\x7f\x9b31m\u202e\u2066\u2028\u2029\r\x08\ud800\U000e0041[red]x[/red]:smile:"
_DANGEROUS = {"\x00", "\x07", "\x7f", "\x9b", "\u202e", "\u2066", "\u2028", "\u2029", "\r", "\x08", "\U000e0041"}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("is_terminal", [False, True])
@pytest.mark.parametrize(
    "show",
    [
        lambda: output.say(HOSTILE),
        lambda: output.echo(HOSTILE),
        lambda: output.echo_error(HOSTILE),
        lambda: output.print_table(("Name",), [(HOSTILE,)], none=""),
        lambda: output.print_json({HOSTILE: HOSTILE}),
    ],
    ids=["say", "echo", "echo_error", "table", "json"],
)
def test_hostile_text_is_shown_as_text(
    show: Callable[[], None],
    is_terminal: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Every way to print shows control characters and markup as text."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: is_terminal)
    monkeypatch.setenv("TERM", "xterm")
    show()
    # A terminal gets bold and colours from rich itself; no hostile sequence has that form.
    printed = re.sub(r"\x1b\[[0-9;]*m", "", "".join(capsys.readouterr()))
    assert not _DANGEROUS & set(printed)
    assert "\x1b" not in printed
    shown = "".join(printed.split())
    assert r"\u001b]0;owned" in shown
    assert "[red]x[/red]:smile:" in shown


def test_json_keeps_its_meaning(capsys: pytest.CaptureFixture[str]) -> None:
    """The escapes are those of JSON: a program reads the original text."""
    output.print_json({HOSTILE: [HOSTILE + "\n\t"]})
    assert json.loads(capsys.readouterr().out) == {HOSTILE: [HOSTILE + "\n\t"]}


def test_errors_and_logs_show_text(capsys: pytest.CaptureFixture[str]) -> None:
    """The error line and log records cannot control the terminal either."""
    with pytest.raises(BaseException, match="1"):
        fail(HOSTILE, 1)
    record = logging.LogRecord("x", logging.INFO, "", 0, "%s", (HOSTILE,), None)
    for text in (capsys.readouterr().err, output.VisibleFormatter("%(message)s").format(record)):
        assert not (_DANGEROUS | {"\x1b"}) & set(text)


def test_only_the_output_module_prints() -> None:
    """No other module of the command line writes to the terminal by itself."""
    for path in Path(output.__file__).parent.glob("*.py"):
        if path.name in {"output.py", "__init__.py"}:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert called not in {"print", "typer.echo", "typer.secho", "Console"}, f"{path}:{node.lineno}"
