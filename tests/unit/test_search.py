"""Queries are sent only in forms that the server understands."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from conductor import ConfigurationError, TaskFilters, WorkflowFilters, WorkflowState
from conductor._shared.search import task_query, workflow_query

NONE = WorkflowFilters()


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ("", ""),
        ("  ", ""),
        ("status=RUNNING", "status=RUNNING"),
        ("status:RUNNING", "status=RUNNING"),
        ("status : RUNNING", "status=RUNNING"),
        ("status:(RUNNING,FAILED)", "status IN (RUNNING,FAILED)"),
        ("status IN ( RUNNING, FAILED )  AND  startTime>5", "status IN (RUNNING,FAILED) AND startTime>5"),
        ("status:(RUNNING , FAILED)", "status IN (RUNNING,FAILED)"),
        ("workflowType='a or b'", "workflowType='a or b'"),
        ('workflowType:"what?"', 'workflowType="what?"'),
        ("correlationId=a=b:c", "correlationId=a=b:c"),
        ("workflowType = two words", "workflowType = two words"),
        ("workflowType=FISHING", "workflowType=FISHING"),
        ("correlationId=this-or-that", "correlationId=this-or-that"),
    ],
)
def test_what_the_server_understands_is_sent(given: str, sent: str) -> None:
    """Its own forms pass as they are, a colon becomes an equals sign."""
    assert workflow_query(given, NONE, raw=False) == sent


@pytest.mark.parametrize(
    "query",
    [
        "RUNNING",
        "status=RUNNING OR status=FAILED",
        "status=RUNNING or status=FAILED",
        "status=RUNNING and workflowType=a",
        "status:(RUNNING OR FAILED)",
        "NOT status=RUNNING",
        "status=NOT RUNNING",
        "status != RUNNING",
        "workflowType LIKE a",
        "workflowType=gr*",
        "workflowType:gr?",
        "startTime>=5",
        "startTime:[1 TO 2]",
        "status=",
        "status=RUNNING AND",
        "status=(RUNNING or FAILED)",
        "AND status=RUNNING",
        "correlationId='a AND b'",
        "workflowType='a' OR status='b'",
    ],
)
def test_what_it_would_misread_is_refused(query: str) -> None:
    """The error quotes the part and shows the working form; raw=True sends it after all."""
    with pytest.raises(ConfigurationError, match=r"query: the server .* write field=value, field IN"):
        workflow_query(query, NONE, raw=False)
    assert workflow_query(query, NONE, raw=True) == query


def test_filters_are_written_in_the_grammar_of_the_server() -> None:
    """One value is compared, several are listed, times are milliseconds; None is no filter."""
    filters: WorkflowFilters = {
        "status": [WorkflowState.FAILED, "TIMED_OUT"],
        "workflow_type": "a b",
        "workflow_id": "w",
        "started_after": datetime(2024, 1, 1, tzinfo=UTC),
        "started_before": 5,
    }
    expected = "status IN (FAILED,TIMED_OUT) AND workflowType=a b AND workflowId=w AND startTime>1704067200000"
    assert workflow_query("", filters, raw=False) == f"{expected} AND startTime<5"
    maybe: Any = {"status": None}
    assert workflow_query("a=1", maybe, raw=False) == "a=1"


@pytest.mark.parametrize("value", ["", "a,b", "a AND b", "it's", "(a)"])
def test_a_value_that_no_query_can_hold_is_refused(value: str) -> None:
    """The server would split such a value, or fail; the error names the filter."""
    with pytest.raises(ConfigurationError, match="workflow_type: no query can ask for"):
        workflow_query("", {"workflow_type": value}, raw=False)


def test_filters_stand_alone_beside_a_raw_query_that_is_empty() -> None:
    """Nothing is joined to nothing."""
    assert workflow_query("", {"status": "FAILED"}, raw=True) == "status=FAILED"
    assert workflow_query(" a b ", {"status": "FAILED"}, raw=True) == " a b  AND status=FAILED"


@pytest.mark.parametrize(
    ("query", "filters", "words"),
    [
        (None, {}, "query: expected a text, found NoneType"),
        ("", {"status": 3}, "status: expected a list, found int"),
        ("", {"status": [3]}, "status: expected a text, found int"),
        ("", {"started_after": "2024"}, "started_after: expected a datetime or milliseconds since 1970, found '2024'"),
    ],
)
def test_values_of_another_type_are_named(query: Any, filters: Any, words: str) -> None:
    """The error says which argument it is, for workflows and for tasks."""
    with pytest.raises(ConfigurationError, match=words):
        workflow_query(query, filters, raw=False)
    with pytest.raises(ConfigurationError, match=words):
        task_query(query, filters, raw=False)


def test_an_unknown_filter_is_refused() -> None:
    """The error lists those that there are."""
    wrong: Any = {"state": "RUNNING"}
    with pytest.raises(ConfigurationError, match="there is no filter 'state'; there are status, workflow_type"):
        workflow_query("", wrong, raw=False)


@pytest.mark.parametrize("query", ["workflowId=w", " workflowId:w", "status=FAILED AND workflowId IN (w)"])
def test_tasks_of_a_workflow_are_not_searched_for(query: str) -> None:
    """The server fails with an error of its database: the error says where the tasks are."""
    with pytest.raises(ConfigurationError, match=r"get_workflow\(id\)\.tasks"):
        task_query(query, TaskFilters(), raw=False)
    assert task_query(query, TaskFilters(), raw=True) == query


def test_filters_of_tasks() -> None:
    """Tasks are found by type and state, together with a query."""
    filters: TaskFilters = {"task_type": "t", "status": "FAILED"}
    assert task_query("workflowType=w", filters, raw=False) == "workflowType=w AND taskType=t AND status=FAILED"
