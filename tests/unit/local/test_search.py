"""The query grammar of searches."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conductor.local.engine.errors import BadRequestError
from conductor.local.engine.search import Condition, parse_query
from tests.unit.local.support import Server, system


@pytest.mark.parametrize(
    ("query", "conditions"),
    [
        ("", []),
        ("status='FAILED'", [Condition("status", "=", ("FAILED",))]),
        ('workflowType = "a b"', [Condition("workflowType", "=", ("a b",))]),
        ("status IN (FAILED,TIMED_OUT)", [Condition("status", "IN", ("FAILED", "TIMED_OUT"))]),
        ("a=1 AND b>2", [Condition("a", "=", ("1",)), Condition("b", ">", ("2",))]),
        ("a='x' OR b='y'", [Condition("a", "=", ("'x' OR b='y'",))]),
    ],
)
def test_query_is_conditions_joined_by_and(query: str, conditions: list[Condition]) -> None:
    """Conditions are field, operator and value; only an upper-case AND joins them."""
    found = parse_query(query)
    assert [(one.field, one.operator) for one in found] == [(one.field, one.operator) for one in conditions]


@pytest.mark.parametrize("query", ["bad query (", "a != 'x'", "a LIKE 'x'", "='x'"])
def test_unreadable_query_is_refused(query: str) -> None:
    """The message names the query."""
    with pytest.raises(BadRequestError, match="Incorrectly formatted query string"):
        parse_query(query)


@given(st.text(max_size=60))
def test_any_text_is_a_query_or_refused(query: str) -> None:
    """No query makes the parser fail in another way."""
    try:
        parse_query(query)
    except BadRequestError:
        return


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
