"""Limits of scripts as options, and what their messages say."""

from __future__ import annotations

import subprocess
import sys

import pytest

from conductor.local import LocalServer, ScriptLimits
from conductor.local.__main__ import parser, script_limits_of
from conductor.local.scripting.limits import MIB
from tests.unit.local.scripting.support import run, scripts_with


def test_options_of_the_command_line_are_the_limits() -> None:
    """Seconds and MiB; without options the limits are the defaults."""
    options = parser().parse_args(["--script-time-limit", "1.5", "--script-memory-limit", "128"])
    assert script_limits_of(options) == ScriptLimits(time_s=1.5, memory_bytes=128 * MIB)
    assert script_limits_of(parser().parse_args([])) == ScriptLimits()


@pytest.mark.parametrize(
    "options", [("--script-time-limit", "0"), ("--script-time-limit", "nan"), ("--script-memory-limit", "1")]
)
def test_impossible_limit_is_refused_in_one_line(options: tuple[str, str]) -> None:
    """The command ends and says what is expected."""
    command = [sys.executable, "-m", "conductor.local", "--port", "0", *options]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert "limit: expected" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("limits", "source", "message"),
    [
        (
            ScriptLimits(time_s=1),
            "for (;;);",
            (
                "Script not evaluated within 1 second, interrupted. "
                "It used all of its processor time (limit: --script-time-limit)."
            ),
        ),
        (
            ScriptLimits(memory_bytes=8 * MIB),
            "'x'.repeat(2e7)",
            "script stopped: it needed more than 8 MiB of memory (limit: --script-memory-limit)",
        ),
        (
            ScriptLimits(result_bytes=MIB),
            "'x'.repeat(2e6)",
            "script stopped: its result is larger than 1 MiB (limit: result_bytes of ScriptLimits)",
        ),
    ],
)
def test_message_names_the_limit_and_its_option(limits: ScriptLimits, source: str, message: str) -> None:
    """Whoever reads it knows which option to change."""
    with scripts_with(limits=limits) as scripts:
        outcome = run(scripts, "javascript", source)
    assert (outcome.error, outcome.exceeds_limit) == (message, True)


def test_higher_limit_lets_the_script_run() -> None:
    """The limit that the message names is the one that stopped the script."""
    with scripts_with(limits=ScriptLimits(memory_bytes=128 * MIB, result_bytes=1000)) as scripts:
        assert run(scripts, "javascript", "'x'.repeat(2e7).length + 0").value == 20_000_000


def test_limits_of_a_server_are_those_of_its_scripts() -> None:
    """LocalServer takes them as `script_limits`."""
    with LocalServer(script_limits=ScriptLimits(time_s=0.1)) as server:
        assert "within 0.1 seconds" in (run(server._scripts, "javascript", "for (;;);").error or "")
