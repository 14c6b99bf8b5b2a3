"""JavaScript and jq: what the server cannot run; its verdicts are recorded here."""

from __future__ import annotations

import importlib
from types import SimpleNamespace
from typing import Any

import pytest

from conductor.checks._text import javascript, jq
from conductor.checks._text.javascript import look

GOOD = [
    "",
    "$.a == 1",
    "if ( $.R['iteration'] < $.value ) { true; } else { false; }",
    "(function () { return $.a + 1; })()",
    "(() => { const x = $.list.map(i => i * 2); return x; })()",
    "`x ${$.a} and ${ {a: `in ${1}`}.a } end` + '$.b'",
    "var s = 0; for (var i = 0; i < $.list.length; i++) { s += $.list[i]; } s",
    "$.name.match(/^a[/b]+\\/$/i) ? 'yes' : \"no\"",
    "async function g() { await 1; } 1",
    "/re/.test($.x) ? typeof /a/ : 1",
    "`${ /re/.test(x) }`",
    "!/a b/.test($.x) && [/b c/]",
    "class A { static x = 1; #p = 2; get v() { return this.#p; } *it() { yield 1; } } new A().v",
    "var o = { if: 1, return: 2, get x() { return 1 }, [z]: 1 }; o.return",
    "({ return() { return 1 } }).return()",
    "[1,,2].length",
    "/* c */ 1 // d",
    "var x = 1\nx + 2",
    "a\n++b",
    "1_000n ** 2n + 0x1F + .5 + 1e-3",
    "$.a?.b ?? c",
    "\\u0061 b",
    "`a` / 2 b",
    "(a) / 2 + / b",
    "if (x) 'a'; else 'b'",
]
BROKEN = {
    "$.a ==": "';' cannot follow '=='",
    "return 1": "'return' stands outside a function: the value of the last statement is the result",
    "if ($.a) { return 1 } else { return 2 }": "'return' stands outside a function: the value of the last statement is",
    "${workflow.input.x} == 1": "${...} is not replaced here: name the value in inputParameters and read it as $.name",
    "$.a is 1": "'is' cannot follow 'a'",
    "$.a and $.b": "'and' cannot follow 'a'",
    "'x' if $.a else 'y'": "'if' cannot follow \"'x'\"",
    "if $.a == 1 { 'x' }": "'$' cannot follow 'if'",
    "($.a": "'(' is never closed",
    "$.a)": "')' closes nothing",
    "[1, 2}": "'}' closes nothing",
    "'abc": "a text has no end",
    "`abc ${1}": "a template text has no end",
    "`abc ${1": "'`' is never closed",
    "/* abc": "a comment has no end",
    "x = /[a": "a regular expression has no end",
    "§": "'§' is no JavaScript",
    "$.a == == 2": "'==' cannot follow '=='",
    "(a &&)": "')' cannot follow '&&'",
    "a.1": "'.1' cannot follow 'a'",
    "a.(b)": "'(' cannot follow '.'",
    ".a": "'.' cannot follow ';'",
}


@pytest.mark.parametrize("script", GOOD)
def test_nothing_is_said_about_good_scripts(script: str) -> None:
    """The look at JavaScript has no false alarms, and is silent where it is not sure."""
    assert look(script) is None


@pytest.mark.parametrize("script", BROKEN)
def test_what_people_get_wrong_is_named(script: str) -> None:
    """Brackets, texts, words of other languages, a bare return and ${...} are found without an engine."""
    assert str(look(script)).startswith(BROKEN[script])


class FakeEngine:
    """Stands for the module of a JavaScript engine: it refuses with one message."""

    class JSException(Exception):
        """As in the engine."""

    def __init__(self, message: str) -> None:
        self.message = message
        self.seen: list[str] = []

    def Context(self) -> Any:  # noqa: N802  # the name of the engine
        return SimpleNamespace(eval=self.run)

    def run(self, script: str) -> None:
        self.seen.append(script)
        if self.message:
            raise self.JSException(self.message)


@pytest.mark.parametrize(
    ("message", "script", "problem"),
    [
        ("SyntaxError: expecting ';'\n    at <input>:1", "a b", "expecting ';'"),
        ("SyntaxError: nothing to repeat", "/+/", None),
        ("SyntaxError: unexpected end of regexp", "/+", "a regular expression has no end"),
        ("0", "a", None),
        ("", "a", None),
    ],
)
def test_an_installed_engine_judges(
    monkeypatch: pytest.MonkeyPatch, message: str, script: str, problem: str | None
) -> None:
    """An engine parses the script and runs nothing of it; of regular expressions only the end matters."""
    engine = FakeEngine(message)
    monkeypatch.setattr(importlib, "import_module", lambda _name: engine)
    assert javascript.syntax_error(f"#!x\n{script}") == problem
    assert engine.seen == [f"throw 0;\n{script}"]


def test_without_an_engine_the_look_judges(monkeypatch: pytest.MonkeyPatch) -> None:
    """No engine is needed."""

    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", missing)
    assert javascript.syntax_error("a b") == "'b' cannot follow 'a'"


GOOD_JQ = [
    ".",
    ".a.b",
    ".a | if . > 1 then 'x' else 2 end".replace("'x'", '"x"'),
    "{ key3: (.key1.value1 + .key2.value2) }",
    '[.[] | select(.x > 1 and (.y | test("a"; "g"))) | {x, y: (.z // "n")}]',
    '"a\\(.b | tostring)c\\("d")e"',
    "def f(x; $y): x + $y; f(.a; 2)",
    ". as [$a, {b: $c}] | {$a, now: $c}",
    "reduce .[] as $x (0; . + $x)",
    ".a? | .[0]? | (.b | .c)?",
    ".now, .if, {if: 1, label: 2}",
    '@base64 "x\\(1)" # now',
    'try error("x") catch .',
    "{$__loc__}",
    "map({(.k): 1.5e3})",
    "(.a, length)",
    ".a, length, .b",
    "[.a, length, .b]",
    "[.[] | {(.k): .v}, length, .b]",
]
BROKEN_JQ = {
    "now": "it has no function 'now'",
    ".a | todate": "it has no function 'todate'",
    'getpath(["a"])': "it has no function 'getpath'",
    "map": "'map' needs arguments",
    "length(1)": "its function 'length' takes no 1 arguments",
    "@base64d": "it has no @base64d",
    "if . then 1 end": "it wants an 'else' for each 'if'",
    "label $x | 1": "it has no 'label'",
    ". as [$a] ?// $a | $a": "it has no '?//'",
    "$ENV.PATH": "nothing gives '$ENV' a value",
    ".a | tostring?": "it takes '?' only after a path, as in '.a?' and '(.a | .b)?'",
    ".a |": "nothing follows the last '|'",
    ".[0": "']' is missing",
    ".a)": "')' closes nothing",
    '"abc': "a text has no end",
    '"abc\n"': "a text goes over the end of a line: write \\n",
    "'a'": '"\'" is no jq',
}


@pytest.mark.parametrize("query", GOOD_JQ)
def test_nothing_is_said_about_good_queries(query: str) -> None:
    """What the server's jq can run has no findings."""
    assert list(jq.problems_of(query)) == []


@pytest.mark.parametrize("query", BROKEN_JQ)
def test_what_the_server_s_jq_lacks_is_named(query: str) -> None:
    """Functions, formats and syntax of newer jq versions are found."""
    assert BROKEN_JQ[query] in list(jq.problems_of(query))
