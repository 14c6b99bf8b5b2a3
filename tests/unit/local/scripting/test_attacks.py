"""Scripts that try to hang, to fill the memory, to see the host, or to break the server that reads their result."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest

from conductor.local.engine.script_calls import Language, ScriptCall
from conductor.local.scripting.scripts import SandboxedScripts
from tests.unit.local.scripting.support import run, scripts_with

# A script has 0.3 s here; what takes many times that was not stopped. The rest is for a machine that is busy.
pytestmark = pytest.mark.timeout(30)

HANGS: dict[str, tuple[Language, str]] = {
    "loop": ("javascript", "while (true) {}"),
    "text of an error": ("javascript", "throw {toString() { while (1); }}"),
    "stack of an error": (
        "javascript",
        "var e = new Error('x'); Object.defineProperty(e, 'stack', {get() { for (;;); }}); throw e",
    ),
    "getter of a result": ("javascript", "({get a() { for (;;); }})"),
    "trap of a result": ("javascript", "new Proxy({}, {ownKeys() { for (;;); }})"),
    "length of a result": ("javascript", "new Proxy([], {get(t, k) { return k === 'length' ? 1e15 : undefined }})"),
    "conversion to a primitive": ("javascript", "new Map([[{toString() { for (;;); }}, 1]])"),
    "regular expression": ("javascript", "/^(a+)+$/.test('a'.repeat(60) + 'b')"),
    "sort": ("javascript", "var a = new Array(1e5).fill(0); for (;;) a.sort(() => 1)"),
    "catch of the interruption": ("javascript", "for (;;) { try { for (;;); } catch { } finally { } }"),
    "parsing": ("javascript_syntax", "}; for (;;); if (1) {"),
    "recursion": ("jq", "def f: f; f"),
    "range": ("jq", "[range(1e12)] | length"),
    "range of results": ("jq", "range(1e12)"),
    "until": ("jq", "0 | until(false; . + 1)"),
    "last": ("jq", "last(range(1e15))"),
    "path": ("jq", "[limit(1e9; recurse(.))] | length"),
}
TOO_LARGE: dict[str, tuple[Language, str]] = {
    "array": ("javascript", "var a = []; for (;;) a.push(new Array(10000).fill('x'))"),
    "string": ("javascript", "'x'.repeat(1e9)"),
    "joined string": ("javascript", "var s = 'x'; for (;;) s = (s + s).toUpperCase()"),
    "buffer": ("javascript", "new Array(100).fill(0).map(() => new ArrayBuffer(1e7).slice(0))"),
    "typed array": ("javascript", "new Uint8Array(1e9).length"),
    "result": ("javascript", "'x'.repeat(3e6)"),
    "result of many parts": ("javascript", "new Array(1e6).fill('abc')"),
    "endless result": ("javascript", "new Proxy([], {get(t, k) { return k === 'length' ? 1e15 : 'x'.repeat(1000) }})"),
    "number": ("javascript", "10n ** 100000000n"),
    "deep recursion": ("jq", "def f: 1 + f; f"),
    "doubled string": ("jq", 'def d: . + . | d; "x" | d'),
    "repeated string": ("jq", '"x" * 1e9'),
    "list": ("jq", "[limit(1e9; recurse(.))]"),
    "text of a deep value": ("jq", "reduce range(1e7) as $i (0; [.]) | tojson"),
    "result of jq": ("jq", '"x" * 3000000'),
}
REFUSED: dict[str, tuple[Language, str]] = {
    "environment": ("jq", "env.HOME"),
    "environment in a string": ("jq", '"\\(env.HOME)"'),
    "variable of the environment in a string": ("jq", '"\\($ENV.HOME | error)"'),
    "file": ("jq", 'import "secret" as $d {search: "FOLDER"}; $d'),
    "included file": ("jq", 'include "secret" {search: "FOLDER"}; f'),
    "file in a string": ("jq", '"\\(import "secret" as $d {search: "FOLDER"}; $d)"'),
    "file by a module": ("jq", '"secret" | modulemeta'),
    "name of the input file": ("jq", '"\\(input_filename)"'),
    "clock": ("jq", '"\\(now)"'),
    "local time": ("jq", "0 | localtime"),
    "next input": ("jq", '"\\(input)"'),
    "next inputs": ("jq", "[inputs] | error"),
    "end of the process": ("jq", '"\\(halt)"'),
    "end of the process with an error": ("jq", '"x" | halt_error'),
    "output": ("jq", '"\\(debug)"'),
    "error output": ("jq", '"\\(stderr)"'),
    "modules of the interpreter": ("javascript", "import('os').then"),
    "require": ("javascript", "require('fs')"),
    "std": ("javascript", "std.open('/etc/passwd')"),
    "os": ("javascript", "os.getenv('HOME')"),
    "clock of performance": ("javascript", "performance.now()"),
    "threads": ("javascript", "new Worker('x')"),
    "sleep": ("javascript", "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)"),
    "host objects": ("javascript", "Java.type('java.lang.System')"),
    "revoked result": ("javascript", "var p = Proxy.revocable({}, {}); p.revoke(); p.proxy"),
    "cyclic result": ("javascript", "var a = []; a.push(a); a"),
    "deep result": ("javascript", "var a = []; for (var i = 0; i < 5000; i++) a = [a]; a"),
    "deep result of jq": ("jq", "reduce range(20000) as $i (0; [.])"),
    "error that cannot be told": ("javascript", "throw {toString() { throw 1 }}"),
    "error of nothing": ("jq", "error(null)"),
}
# What is evaluated, and does no harm.
HARMLESS: dict[str, tuple[Language, str, object]] = {
    "large number": ("javascript", "10n ** 5000n", "Infinity"),
    "no toFixed": ("javascript", "Number.prototype.toFixed = null; 3.0", 3),
    "no String": ("javascript", "String = Object.keys = JSON.stringify = 0; [1, {b: 'a'}]", [1, {"b": "a"}]),
    "no arrays": ("javascript", "Array.isArray = Array.prototype.map = null; Reflect.apply = null; [1]", [1]),
    "toJSON": ("javascript", "Object.prototype.toJSON = () => 7; [1, 'a']", [1, "a"]),
    "own conversion": ("javascript", "({[Symbol.toPrimitive]() { throw 1 }})", {}),
    "no Map": ("javascript", "Map.prototype.forEach = null; new Map([['a', 1]])", {"a": 1}),
    "late parse": ("javascript", "JSON.parse = eval = null; $.size()", 0),
    "half of a character": ("javascript", "'\\ud800'", "\ud800"),
    "wrong characters": ("jq", "[55296, 1114112] | implode | length", [2]),
    "regular expression of jq": ("jq", '("a" * 30) + "b" | test("^(a+)+c")', None),
}


@pytest.fixture(scope="module", params=[True, False], ids=["dialect checked", "dialect not checked"])
def scripts(request: pytest.FixtureRequest) -> Generator[SandboxedScripts]:
    """A runner with small limits, with and without the check of jq's dialect: no limit may need it."""
    with scripts_with(check_dialect=request.param) as found:
        yield found


@pytest.mark.parametrize("attack", HANGS.values(), ids=HANGS)
def test_script_that_does_not_end_is_stopped(scripts: SandboxedScripts, attack: tuple[Language, str]) -> None:
    """It fails for good, and says which limit stopped it."""
    outcome = run(scripts, *attack)
    assert outcome.exceeds_limit
    assert outcome.error is not None
    assert "--script-" in outcome.error or "result_bytes" in outcome.error
    assert run(scripts, "javascript", "1 + 1").value == 2


@pytest.mark.parametrize("attack", TOO_LARGE.values(), ids=TOO_LARGE)
def test_script_that_takes_too_much_is_stopped(scripts: SandboxedScripts, attack: tuple[Language, str]) -> None:
    """It fails, most often as one that exceeds a limit, and the next script runs."""
    outcome = run(scripts, *attack)
    assert outcome.error is not None
    assert outcome.exceeds_limit or "Error" in outcome.error or "too " in outcome.error
    assert run(scripts, "jq", "1 + 1").value == [2]


@pytest.mark.parametrize("attack", REFUSED.values(), ids=REFUSED)
def test_script_that_reaches_out_fails(
    scripts: SandboxedScripts, attack: tuple[Language, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither environment nor files, modules, clock or other inputs are there; the error has nothing of them."""
    monkeypatch.setenv("HOME", "top secret")
    (tmp_path / "secret.json").write_text('"top secret"')
    (tmp_path / "secret.jq").write_text('def f: "top secret";')
    language, source = attack
    outcome = run(scripts, language, source.replace("FOLDER", str(tmp_path)))
    assert outcome.error is not None or outcome.value in ([""], {}, [[]]), outcome
    assert "top secret" not in repr(outcome)


@pytest.mark.parametrize(("language", "source", "value"), HARMLESS.values(), ids=HARMLESS)
def test_script_that_breaks_its_interpreter_breaks_nothing_else(
    scripts: SandboxedScripts, language: Language, source: str, value: object
) -> None:
    """The result is converted with what the interpreter had before the script ran."""
    outcome = run(scripts, language, source)
    assert (outcome.value == value and outcome.error is None) or (value is None and outcome.error is not None), outcome


def test_script_sees_no_environment_by_any_name(scripts: SandboxedScripts) -> None:
    """The process of a script has no variables at all."""
    names = run(scripts, "jq", "[$ENV, env] | tojson").value or []
    assert not any(name in repr(names) for name in os.environ)


def test_clock_of_javascript_is_the_time_of_the_call(scripts: SandboxedScripts) -> None:
    """Date shows the time of the call, and it stands still; the time zone is UTC."""
    source = (
        "var a = Date.now(); for (var i = 0; i < 1e5; i++); "
        "[a, Date.now(), +new Date(), +new (new Date().constructor)(), new Date(5).getTime(), Date().slice(-5),"
        " new Date(2020, 1).getTimezoneOffset(), +new (class extends Date {})(), Date.UTC(1970, 0, 1, 0, 0, 1)]"
    )
    found = scripts.run(ScriptCall("javascript", source, {}, 1_790_000_000_123)).value
    now_ms = 1_790_000_000_123
    assert found == [now_ms, now_ms, now_ms, now_ms, 5, "+0000", 0, now_ms, 1000]


def test_script_sees_nothing_of_another_one(scripts: SandboxedScripts) -> None:
    """What a script leaves behind in its interpreter is gone for the next one in the same process."""
    run(
        scripts,
        "javascript",
        "globalThis.left = 'secret'; Object.prototype.left = 'secret'; Array.prototype.map = null",
    )
    assert run(scripts, "javascript", "[typeof left, typeof ({}).left, [1].map(x => x + 1)]").value == [
        "undefined",
        "undefined",
        [2],
    ]


def test_equal_calls_have_equal_outcomes_after_an_attack(scripts: SandboxedScripts) -> None:
    """A script that needs most of its memory gets it however many were there before."""
    source = "new Array(15e5).fill(1).length + new Array(5e5).fill(2).map(x => x + 1).length"
    outcomes = [run(scripts, "javascript", source) for _ in range(6)]
    assert [outcome.value for outcome in outcomes] == [outcomes[0].value] * 6
    assert outcomes[0].value == 2_000_000
