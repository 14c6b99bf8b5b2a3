"""jq as the real server has it."""

from __future__ import annotations

from typing import Any

import pytest

from conductor.local.engine.runtime import ScriptError
from conductor.local.scripting.blocking import BlockingScripts
from conductor.local.scripting.scripts import SandboxedScripts

VALUE: dict[str, Any] = {"f": 2.0, "i": 2, "s": "1.0"}


@pytest.mark.parametrize(
    ("query", "results"),
    [
        ("[.f, .i]", "[[2.0, 2]]"),
        ("1.0, 1e3, 2.5", "[1.0, 1000.0, 2.5]"),
        (".f * 2", "[4]"),
        ("4 / 2", "[2]"),
        ("[.. | numbers]", "[[2.0, 2]]"),
        ('.s, "3.0"', "['1.0', '3.0']"),
        ("def abs: 7; abs", "[7]"),
        ("{now: 1}", "[{'now': 1}]"),
    ],
)
def test_untouched_numbers_stay_as_written(query: str, results: str) -> None:
    """2.0 that is only passed on stays 2.0; what is computed is whole when it can be."""
    assert repr(BlockingScripts(SandboxedScripts()).jq(query, VALUE)) == results


@pytest.mark.parametrize("query", ["now", "env.HOME", "$ENV", 'getpath(["f"])', "0 | todate", "label $x | 1", ".f |"])
def test_what_the_server_lacks_is_refused(query: str) -> None:
    """Functions that the server's implementation does not have fail the task."""
    with pytest.raises(ScriptError):
        BlockingScripts(SandboxedScripts()).jq(query, VALUE)
