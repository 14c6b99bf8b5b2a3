"""Tokens of jq."""

from __future__ import annotations

import pytest

from conductor.local.scripting.worker.jq_grammar import tokens


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (".a.b|c", ["field .a", "field .b", "symbol |", "name c"]),
        ("$x + 1.5e3", ["variable $x", "symbol +", "number 1.5e3"]),
        ('"a\\"b"', ['string a\\"b']),
        ('"a\\(b)c"', ["string a", "name b", "string c"]),
        ('"\\((1))"', ["string ", "symbol (", "number 1", "symbol )", "string "]),
        ('"\\("\\($ENV)")"', ["string ", "string ", "variable $ENV", "string ", "string "]),
        ("# now\n1", ["number 1"]),
        ('"# \\(now)"', ["string # ", "name now", "string "]),
        ('@base64 "x"', ["format @base64", "string x"]),
        ("a::b", ["name a::b"]),
        ("..", ["symbol .."]),
        ('"open \\(a', ["string open ", "name a"]),
        ('"open', ["string open"]),
        ('"\\', ["string "]),
        (")))", ["symbol )", "symbol )", "symbol )"]),
        ("é", ["symbol é"]),
    ],
)
def test_tokens_of_a_query(query: str, found: list[str]) -> None:
    """An interpolation in a string is code; what is not jq is a symbol."""
    assert [f"{token.kind} {token.text}" for token in tokens(query)] == found


def test_tokens_take_a_time_that_grows_with_the_query() -> None:
    """Many open strings and parentheses are no problem."""
    assert len(list(tokens('"\\(' * 50_000))) == 50_000
