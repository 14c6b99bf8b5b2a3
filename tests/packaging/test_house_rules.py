"""Rules of the house that no linter knows. CONTRIBUTING.md has their reasons."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MAX_FUNCTION_LINES = 40
MAX_MODULE_LINES = 400

SOURCES = [path for folder in ("conductor", "scripts") for path in sorted((ROOT / folder).rglob("*.py"))]
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))

Function = ast.FunctionDef | ast.AsyncFunctionDef
EXCEPTION = re.compile(r"# (?:noqa|type: ignore|pyright: ignore|pragma: no cover)(?P<rest>.*)")
REASON = re.compile(r"(?::\s*[A-Z0-9, ]+|\[[\w, -]+\])?\s*\W+\s*\w+.*")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@functools.cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(tree(path)):
        if isinstance(node, Function):
            yield node


def body_lines(function: Function) -> int:
    """Count the lines of the body, less the docstring."""
    has_more_than_docstring = ast.get_docstring(function) and len(function.body) > 1
    first = function.body[1 if has_more_than_docstring else 0]
    return (function.end_lineno or first.lineno) - first.lineno + 1


def problems(paths: list[Path], rule: Callable[[Path], list[str]]) -> dict[str, list[str]]:
    """Return what a rule finds in each file; files without a finding are left out."""
    found = {name(path): rule(path) for path in paths}
    return {path: each for path, each in found.items() if each}


def test_functions_and_modules_are_small() -> None:
    """No function has more than 40 lines, no module 400 or more."""

    def too_long(path: Path) -> list[str]:
        lines = len(path.read_text("utf-8").splitlines())
        module = [f"{lines} lines"] if lines >= MAX_MODULE_LINES else []
        long = {function.name: body_lines(function) for function in functions(path)}
        return module + [f"{each}: {lines} lines" for each, lines in long.items() if lines > MAX_FUNCTION_LINES]

    assert problems(SOURCES, too_long) == {}


def all_tests(path: Path) -> list[Function]:
    return [function for function in functions(path) if function.name.startswith("test_")]


def test_each_test_states_the_behaviour() -> None:
    """The docstring of each test is one line."""

    def unstated(path: Path) -> list[str]:
        return [test.name for test in all_tests(path) if len((ast.get_docstring(test) or "").splitlines()) != 1]

    assert problems(TESTS, unstated) == {}


# What fails by itself: these raise when it never comes to what they wait for.
FAILING = ("raises", "expect", "warns", "deprecated_call", "until", "wait_until")


def can_fail(function: Function, helpers: set[str]) -> bool:
    """Return whether a test has an assertion, or calls a helper that has one."""
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    called = {call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls}
    has_assert = any(isinstance(node, ast.Assert) for node in ast.walk(function))
    return has_assert or any(word.startswith("assert") for word in called) or bool(called & {*FAILING, *helpers})


def test_each_test_can_fail() -> None:
    """No test is without an assertion."""

    def toothless(path: Path) -> list[str]:
        helpers = {one.name for one in functions(path) if not one.name.startswith("test_") and can_fail(one, set())}
        return [test.name for test in all_tests(path) if not can_fail(test, helpers)]

    assert problems(TESTS, toothless) == {}


def test_each_exception_has_its_reason() -> None:
    """A comment that silences a checker says why on the same line."""

    def unexplained(path: Path) -> list[str]:
        found = [match["rest"] for match in map(EXCEPTION.search, path.read_text("utf-8").splitlines()) if match]
        return [rest for rest in found if not REASON.fullmatch(rest)]

    assert problems([*SOURCES, *TESTS], unexplained) == {}


CONSTANT = re.compile(r"_?[A-Z][A-Z0-9_]*")
# Where a user could not change it either: which Java there is, and what the pipeline reads.
PATCHED = {"JVM_FOLDERS", "CONFLICTS"}
# To become arguments: of the HTTP server, and of the auth flow.
PATCHED |= {"SLOWEST_S", "MAX_BODY_BYTES", "_LONGEST_BACKOFF_S"}


def test_no_test_patches_a_constant() -> None:
    """Limits are arguments of constructors: a test that patches a module breaks when the module moves."""

    def patched(path: Path) -> list[str]:
        calls = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call) and is_patch(node)]
        texts = [argument.value for call in calls for argument in call.args[:2] if isinstance(argument, ast.Constant)]
        names = [text.rpartition(".")[2] for text in texts if isinstance(text, str)]
        return [name for name in names if CONSTANT.fullmatch(name) and name not in PATCHED]

    found = problems([*TESTS, *(ROOT / "tests").rglob("conftest.py")], patched)
    assert found == {}


def is_patch(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr == "setattr"
