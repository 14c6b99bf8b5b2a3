"""Python expressions: refused by default, and in a process that ends after one of them."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from conductor.local.scripting.scripts import SandboxedScripts
from tests.unit.local.scripting.support import run, scripts_with


@pytest.fixture(scope="module")
def scripts() -> Generator[SandboxedScripts]:
    """A runner that permits python."""
    with scripts_with(allow_python=True) as found:
        yield found


def test_python_is_refused_unless_it_is_permitted() -> None:
    """The message names the option."""
    with scripts_with() as scripts:
        outcome = run(scripts, "python", "return 1")
    assert outcome.error == ("python expressions run on the host: start the server with --allow-python to permit them")


def test_expression_sees_its_scope(scripts: SandboxedScripts) -> None:
    """Names of the scope are variables; what is not a name is left out."""
    assert run(scripts, "python", "return {'sum': a + 1}", {"a": 1, "not a name": 2}).value == {"sum": 2}


def test_nothing_is_left_for_the_next_expression(scripts: SandboxedScripts) -> None:
    """Each has a process of its own."""
    run(scripts, "python", "import builtins, os\nbuiltins.left = 1\nos.environ['LEFT'] = '1'")
    source = "import builtins, os\nreturn {'left': hasattr(builtins, 'left') or 'LEFT' in os.environ}"
    assert run(scripts, "python", source).value == {"left": False}


def test_environment_is_seen_only_when_it_is_given(scripts: SandboxedScripts, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --allow-env there are no variables; with it those that the server gives."""
    monkeypatch.setenv("SECRET", "top secret")
    source = "import os\nreturn dict(os.environ)"
    assert run(scripts, "python", source).value == {}
    with scripts_with(allow_python=True, environment={"A": "ä"}) as others:
        assert run(others, "python", source).value == {"A": "ä"}


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("return nope", "NameError: name 'nope' is not defined"),
        ("return object()", "the expression returned what is not JSON: object is not JSON"),
        ("raise SystemExit(3)", "SystemExit: 3"),
        ("import os; os._exit(3)", "script stopped: it ended the process that evaluated it (code 3)"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "script stopped: it ended the process"),
        ("while True: pass", "script stopped after 0.3 seconds of processor time (limit: --script-time-limit)"),
        ("return 'x' * 10**10", "script stopped: it needed more than 32 MiB of memory"),
        ("return 'x' * 10**7", "script stopped: its result is larger than 1 MiB"),
    ],
)
def test_failure_of_an_expression_is_told(scripts: SandboxedScripts, source: str, error: str) -> None:
    """Whatever the user's code does fails its task, and the server goes on."""
    assert (run(scripts, "python", source).error or "").startswith(error)


def test_expression_has_the_reach_of_the_host(scripts: SandboxedScripts) -> None:
    """It reads files and imports modules, as the user permitted it."""
    found = run(scripts, "python", "import os\nreturn {'here': os.getcwd(), 'size': len(open(os.devnull).read())}")
    assert found.value == {"here": str(Path.cwd()), "size": 0}


def test_list_and_float_results(scripts: SandboxedScripts) -> None:
    """Sets are lists, and numbers that JSON does not have are texts."""
    assert run(scripts, "python", "return [1.5, {2}, float('nan')]").value == [1.5, [2], "NaN"]
