"""${...}: what it may say and what comes of it."""

from __future__ import annotations

from types import NoneType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conductor.local.engine.expressions import Resolver, Surroundings, read_path, reveal_secrets
from conductor.local.engine.values import java_text

INPUT: dict[str, Any] = {
    "s": "text",
    "f": 2.0,
    "n": None,
    "list": [1, "two", {"k": "v"}, [9, 8]],
    "obj": {"a": {"b": {"c": "deep"}}, "with.dot": 2},
    "which": "a",
    "rows": [{"n": 1, "t": "x"}, {"n": 2, "t": "y"}],
}


class Scope:
    def root(self, name: str) -> Any:
        return self.roots().get(name)

    def roots(self) -> dict[str, Any]:
        return {"workflow": {"input": INPUT}}


def resolved(value: Any, **surroundings: Any) -> Any:
    return Resolver(Scope(), Surroundings(**surroundings), "T1").value(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("${workflow.input.f}", 2.0),
        ("${workflow.input.list}", INPUT["list"]),
        ("${workflow.input.nope.x}", None),
        ("${workflow.input.list[-1]}", [9, 8]),
        ("${workflow.input.list[0:2]}", [1, "two"]),
        ("${workflow.input.list.length()}", 4),
        ("${workflow.input.obj['with.dot']}", 2),
        ("${workflow.input..c}", ["deep"]),
        ("${workflow.input.rows[?(@.n > 1)].t}", ["y"]),
        ("${workflow.input.rows[*].n}", [1, 2]),
        ("${workflow.input.obj.${workflow.input.which}.b}", {"c": "deep"}),
        ("${CPEWF_TASK_ID}", "T1"),
    ],
)
def test_whole_expression_keeps_the_type(text: str, value: Any) -> None:
    """A text that is one expression becomes the value itself."""
    assert resolved(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("<${workflow.input.n}>", "<null>"),
        ("<${workflow.input.f}>", "<2.0>"),
        ("<${workflow.input.list}>", "<[1, two, {k=v}, [9, 8]]>"),
        ("${workflow.input.s}${workflow.input.f}", "text2.0"),
        ("$${workflow.input.s}", "${workflow.input.s}"),
        ("$$${x}", "$${x}"),
        ("${unclosed", "${unclosed"),
        ("$$x", "$$x"),
    ],
)
def test_embedded_expression_becomes_text(text: str, value: str) -> None:
    """Inside other words a value is written as Java writes it; $${ escapes."""
    assert resolved(text) == value


def test_secrets_stay_literal_until_they_are_revealed() -> None:
    """An input keeps ${workflow.secrets.x}; only what a worker receives has the value."""
    kept = resolved({"a": "${workflow.secrets.k}", "b": "x${workflow.secrets.none}y"}, secrets={"k": "v"})
    assert kept == {"a": "${workflow.secrets.k}", "b": "x${workflow.secrets.none}y"}
    assert reveal_secrets(kept, {"k": "v"}) == {"a": "v", "b": "xy"}


def test_environment_values_may_be_entered_by_a_path() -> None:
    """A value that is JSON text is read when a path follows its name, else it stays text."""
    values = {"e": '{"k": [1, 2]}'}
    assert resolved("${workflow.env.e.k[1]}", environment=values) == 2
    assert resolved("${workflow.env.e}", environment=values) == '{"k": [1, 2]}'


def test_process_variables_are_hidden_unless_given() -> None:
    """A bare name gives a process variable only where the user allows it."""
    assert resolved("${HOME}") is None
    assert resolved("${HOME}", process={"HOME": "/h"}) == "/h"


@given(st.text(max_size=40))
def test_no_path_breaks_the_engine(path: str) -> None:
    """Whatever stands between the braces gives a value or null, never an exception."""
    assert isinstance(read_path(Scope(), path), str | int | float | list | dict | NoneType)


@pytest.mark.parametrize(
    ("value", "text"),
    [(1e7, "1.0E7"), (123456.5, "123456.5"), (1e-4, "1.0E-4"), (True, "true"), ({"a": [None, 1.0]}, "{a=[null, 1.0]}")],
)
def test_texts_are_those_of_java(value: Any, text: str) -> None:
    """Numbers, maps and lists are written as String.valueOf does."""
    assert java_text(value) == text
