"""jq as the real server has it; the outcomes are those of server 3.32.3."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import pytest

from conductor.local.scripting.scripts import SandboxedScripts
from tests.unit.local.scripting.support import run, scripts_with

VALUE: dict[str, Any] = {"f": 2.0, "i": 2, "s": "1.0"}


@pytest.fixture(scope="module")
def scripts() -> Generator[SandboxedScripts]:
    """A runner of this module."""
    with scripts_with() as found:
        yield found


@pytest.mark.parametrize(
    ("query", "results"),
    [
        ("[.f, .i]", "[[2.0, 2]]"),
        ("1.0, 1e3, 2.5", "[1.0, 1000.0, 2.5]"),
        (".f * 2", "[4]"),
        ("4 / 2", "[2]"),
        ("[.. | numbers]", "[[2.0, 2]]"),
        ('.s, "3.0"', "['1.0', '3.0']"),
        ('"a\\("b\\(1.0)")", 2.0', "['ab1.0', 2.0]"),
        ("1e999", "['Infinity']"),
    ],
)
def test_untouched_numbers_stay_as_written(scripts: SandboxedScripts, query: str, results: str) -> None:
    """2.0 that is only passed on stays 2.0; what is computed is whole when it can be."""
    assert repr(run(scripts, "jq", query, VALUE).value) == results


@pytest.mark.parametrize(
    ("query", "results"),
    [
        ("def abs: 7; abs", [7]),
        ("{now: 1}", [{"now": 1}]),
        ("{label: 1} | .label", [1]),
        ("if false then now else 1 end", [1]),
        ("def f: nope; 1", [1]),
        ("try now catch .", ["Function now/0 does not exist"]),
        ("def now: 1; now", [1]),
        ("def f(now): now; f(3)", [3]),
        ('"label $x"', ["label $x"]),
        ('"$ENV" # $ENV', ["$ENV"]),
    ],
)
def test_function_that_does_not_exist_fails_when_it_is_called(
    scripts: SandboxedScripts, query: str, results: list[Any]
) -> None:
    """A query may name it where it is not called, and define it itself."""
    assert run(scripts, "jq", query, VALUE).value == results


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("now", "Function now/0 does not exist"),
        ('"\\(now)"', "Function now/0 does not exist"),
        ("env.HOME", "Function env/0 does not exist"),
        ('getpath(["f"])', "Function getpath/1 does not exist"),
        ("0 | todate", "Function todate/0 does not exist"),
        ("nope(1; 2)", "Function nope/2 does not exist"),
        ("def f: def now: 2; now; f, now", "Function now/0 does not exist"),
        ("limit(2; repeat(1))", "Function repeat/1 does not exist"),
        ("$ENV", "Undefined variable: $ENV"),
        ('"\\($ENV.HOME)"', "Undefined variable: $ENV"),
        ("$__loc__", "Undefined variable: $__loc__"),
        ("$x", "Undefined variable: $x"),
        ("label $x | 1", 'Encountered " "label" "label "" at line 1, column 1.'),
        ("1 |\n label $x | 1", 'Encountered " "label" "label "" at line 2, column 2.'),
        ('import "f" as $d; $d', 'Encountered " "import" "import "" at line 1, column 1.'),
    ],
)
def test_what_the_server_lacks_fails(scripts: SandboxedScripts, query: str, error: str) -> None:
    """The error is the first line of the real server's."""
    assert run(scripts, "jq", query, VALUE).error == error


def test_error_of_syntax_names_the_place_in_the_query(scripts: SandboxedScripts) -> None:
    """What the server puts in front of a query is not seen."""
    assert "line 1, column 4" in (run(scripts, "jq", ".f |").error or "")
