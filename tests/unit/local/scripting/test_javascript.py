"""What JavaScript sees as `$`, and what becomes of its results."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import pytest

from conductor.local.scripting.scripts import SandboxedScripts
from tests.unit.local.scripting.support import run, scripts_with

SCOPE: dict[str, Any] = {"b": 1, "a": {"c": [3, 1]}, "size": 7}


@pytest.fixture(scope="module")
def scripts() -> Generator[SandboxedScripts]:
    """A runner of this module."""
    with scripts_with() as found:
        yield found


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("$.b + $.a.c.length", 3),
        ("$.a.size() + $.a.c.size()", 3),
        ("$.size", 7),
        ("'' + $.a", "{c=[3, 1]}"),
        ("JSON.stringify($)", "{}"),
        ("JSON.stringify({a: 1})", '{"a":1}'),
        ("Object.keys({a: 1})", ["a"]),
        ("Object.keys($.a).length > 20", True),
        ("Object.values($.a.c)[0]", 3),
        ("Object.assign({}, {a: 1})", {"a": 1}),
        ("var seen = []; for (var k in $.a) seen.push(k); seen", ["c"]),
        ("$.a.get('c').contains(3)", True),
        ("$.a.get('x')", None),
        ("$.a.put('x', 2); $.a", {"c": [3, 1], "x": 2}),
        ("$.a.c.sort((x, y) => x - y); $.a.c", [1, 3]),
        ("$.a.get = 5; $.a.get + $.a.size()", 7),
        ("$ instanceof Object && $.a.c instanceof Array && Array.isArray($.a.c)", True),
        ("$.a.c.map(x => x + 1).filter(x => x > 2)", [4]),
        ("[...$.a.c, ...Object.entries({z: 1})[0]]", [3, 1, "z", 1]),
    ],
)
def test_scope_is_a_map_of_java(scripts: SandboxedScripts, source: str, value: object) -> None:
    """It has the methods of Java's collections, and can be read and changed as an object."""
    assert run(scripts, "javascript", source, SCOPE).value == value


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("var Date = 5; $.a.size(); Date", 5),
        ("Date = 6; '' + $.a; Date", 6),
        ("Object.keys = () => 8; $.a.size(); Object.keys()", 8),
        ("var e = Object.entries; Object.keys = 1; e({a: 1})", [["a", 1]]),
        ("typeof Date + typeof Object.keys", "functionfunction"),
        ("class Date {}; typeof Date.now", "undefined"),
    ],
)
def test_what_a_script_has_set_stays(scripts: SandboxedScripts, source: str, value: object) -> None:
    """What the server defines late does not replace what the script has set before."""
    assert run(scripts, "javascript", source, SCOPE).value == value


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("2.0", "2"),
        ("0", "0"),
        ("-0", "-0.0"),
        ("1.5", "1.5"),
        ("2 ** 53", "9007199254740992"),
        ("2 ** 63", "9.223372036854776e+18"),
        ("1e21", "1e+21"),
        ("9223372036854775807n", "9223372036854775807"),
        ("9223372036854775808n", "9.223372036854776e+18"),
        ("-5n", "-5"),
        ("NaN", "'NaN'"),
        ("-1 / 0", "'-Infinity'"),
        ("undefined", "None"),
        ("[undefined, null, () => 1, Symbol('a')]", "[None, None, {}, {}]"),
        ("new Date()", "{}"),
        ("/a/", "{}"),
        ("new Map([['b', 1], [2, new Map()]])", "{'b': 1, '2': {}}"),
        ("({zebra: 1, apple: 2, __proto__: {x: 3}})", "{'zebra': 1, 'apple': 2}"),
        ('"\\u2028\\"\\\\"', repr('\u2028"\\')),
        ("'long'.repeat(3000).length + ''", "'12000'"),
        ("new Array(3)", "[None, None, None]"),
        ("Object.create({inherited: 1})", "{}"),
    ],
)
def test_result_is_the_json_of_the_real_server(scripts: SandboxedScripts, source: str, shown: str) -> None:
    """Whole numbers are integers as long as Java's, and maps have the order of Java's."""
    assert repr(run(scripts, "javascript", source).value) == shown


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("nope", "Error evaluating the script `ReferenceError: nope is not defined` at line 1"),
        ("1;\n$.a.b.c", "Error evaluating the script `TypeError: cannot read property 'c' of undefined` at line 2"),
        ("throw 'x'", "Error evaluating the script `x`"),
        ("throw {a: 1}", "Error evaluating the script `[object Object]`"),
        ("throw null", "Error evaluating the script `null`"),
        ("throw new InternalError('interrupted')", "Error evaluating the script `InternalError: interrupted`"),
        ("function f() { return f() } f()",
         "Error evaluating the script `RangeError: Maximum call stack size exceeded` at line 1"),
    ],
)  # fmt: skip
def test_error_of_a_script_is_told(scripts: SandboxedScripts, source: str, error: str) -> None:
    """It names the error and the line of the script."""
    outcome = run(scripts, "javascript", source, SCOPE)
    assert (outcome.error, outcome.exceeds_limit) == (error, False)


def test_syntax_is_checked_without_running_the_script(scripts: SandboxedScripts) -> None:
    """The value is the error text, or None."""
    assert run(scripts, "javascript_syntax", "while (true) {}").value is None
    assert (run(scripts, "javascript_syntax", "1 +").value or "").startswith("SyntaxError: inline:1:3")


def test_scope_that_is_not_json_fails_the_script(scripts: SandboxedScripts) -> None:
    """The error says so."""
    assert "not JSON" in (run(scripts, "javascript", "1 + 1", {"a": object()}).error or "")
