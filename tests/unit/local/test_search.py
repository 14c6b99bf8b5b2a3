"""The query grammar of searches."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conductor.local.engine.errors import BadRequestError, EngineError
from conductor.local.engine.query import Condition, parse_query
from tests.unit.local.support import Server, system


@pytest.mark.parametrize(
    ("query", "conditions"),
    [
        ("", []),
        ("status='FAILED'", [Condition("status", "=", ("FAILED",))]),
        ('workflowType = "a b"', [Condition("workflow_type", "=", ("a b",))]),
        ("status IN (FAILED,TIMED_OUT)", [Condition("status", "IN", ("FAILED", "TIMED_OUT"))]),
        ("status IN ('FAILED')", [Condition("status", "=", ("FAILED",))]),
        ("a=1 AND b>2", [Condition("a", "=", ("1",)), Condition("b", ">", ("2",))]),
        ("a='x' OR b='y'", [Condition("a", "=", ("x OR b=y",))]),
        ("NOT (a='x') AND ", [Condition("a", "=", ("x",))]),
        ("startTime>=5", EngineError('For input string: "=5"')),
        ("bad query (", BadRequestError("Incorrectly formatted query string: bad query (")),
        ("a=1 AND b != 'x'", BadRequestError("Incorrectly formatted query string: b != 'x'")),
        ("a LIKE 'x'", BadRequestError("Incorrectly formatted query string: a LIKE 'x'")),
        (" AND a=1", BadRequestError("Incorrectly formatted query string: ")),
    ],
)
def test_query_is_conditions_joined_by_and(query: str, conditions: list[Condition] | EngineError) -> None:
    """A condition is the first field, operator and value of a part; a part without one is refused by its text."""
    if isinstance(conditions, list):
        assert parse_query(query) == conditions
        return
    with pytest.raises(type(conditions)) as caught:
        parse_query(query)
    assert caught.value.message == conditions.message


@given(st.text(max_size=60))
def test_any_text_is_a_query_or_refused(query: str) -> None:
    """No query makes the parser fail in another way."""
    with suppress(EngineError):
        assert all(isinstance(condition, Condition) for condition in parse_query(query))


def test_executions_are_found_by_their_fields() -> None:
    """Type, status and time filter; an unknown field is ignored; free text looks into the summary."""
    server = Server()
    server.define(system("n", "NOOP"), name="one")
    server.define(system("n", "NOOP"), name="two")
    server.start("one", colour="red")
    server.start("two", colour="blue")

    def hits(path: str) -> int:
        return int(server.call("GET", f"/workflow/search?{path}")["totalHits"])

    assert hits("query=workflowType='one'") == 1
    assert hits("query=workflowType IN (one,two) AND status='COMPLETED'") == 2
    assert hits("query=nosuch='x'") == 2
    assert hits("query=startTime>9999999999999") == 0
    assert hits("freeText=blue") == 1
    assert hits("query=workflowType='one' OR status='COMPLETED'") == 0


def test_sorting_and_pages() -> None:
    """sort=field:DESC turns the order; start and size cut a page out of all hits."""
    server = Server()
    server.define(system("n", "NOOP"))
    for _ in range(5):
        server.now_ms += 1000
        server.start()
    found = server.call("GET", "/workflow/search?sort=startTime:DESC&start=1&size=2")
    times = [item["startTime"] for item in found["results"]]
    assert (found["totalHits"], len(times)) == (5, 2)
    assert times == sorted(times, reverse=True)
