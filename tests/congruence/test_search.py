"""Searches, on the embedded server and on the real one: the same rows, the same order, the same refusals."""

from __future__ import annotations

import time
import uuid
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import httpx

PATIENCE_S = 20
NO_COLUMN = "Cannot prepare statement for query: [SQLITE_ERROR] SQL error or missing database (no such column: {})"


@pytest.fixture
def name(api: httpx.Client) -> str:
    """A workflow of one INLINE task that has run three times: plain, with correlation id, and failed."""
    name = f"search_{uuid.uuid4().hex[:12]}"
    script = {"evaluatorType": "javascript", "expression": "if ($.fail) { throw new Error('boom') } 1"}
    inputs = {**script, "fail": "${workflow.input.fail}"}
    task = {"name": "i", "taskReferenceName": "i", "type": "INLINE", "inputParameters": inputs}
    assert api.put("/metadata/workflow", json=[{"name": name, "tasks": [task]}]).status_code == 200
    for request in ({}, {"correlationId": f"{name}_corr"}, {"input": {"fail": True}}):
        assert api.post("/workflow", json={"name": name, "input": {}, **request}).status_code == 200
    until_indexed(api, name)
    return name


def until_indexed(api: httpx.Client, name: str) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        found = search(api, f"workflowType='{name}'")["results"]
        if len(found) == 3 and all(one["status"] != "RUNNING" for one in found):
            return
        time.sleep(0.05)  # the real server writes its index in the background
    pytest.fail("the executions were not indexed")


def search(api: httpx.Client, query: str, **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = api.get("/workflow/search", params={"query": query, **more}).json()
    return found


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("workflowType='@'", 3),
        ("(workflowType='@')", 3),
        ("NOT workflowType='@'", 3),
        ("workflowType IN (@)", 3),
        ("workflowType='@' AND status='COMPLETED'", 2),
        ("workflowType='@' AND status IN (FAILED,COMPLETED)", 3),
        ("workflowType='@' AND status IN (FAILED, COMPLETED)", 1),
        ("workflowType='@' AND status='F*'", 1),
        ("workflowType='@' AND status='f*d'", 1),
        ("workflowType='@' AND correlationId='@_corr'", 1),
        ("workflowType='@' AND correlationId>'a'", 1),
        ("workflowType='@' AND status='FAILED' AND ", 1),
        ("workflowType='@' OR status='FAILED'", 0),
        ("workflowType='@' AND startTime>0", 3),
        ("workflowType='@' AND endTime<5", 0),
        ("workflowType='@' AND startTime<99999999999999999", 0),
        ("workflowType='@' AND nosuch='x'", 3),
        ("workflowType='@' AND classifier='other'", 0),
        ("workflowType='@' AND jsonData='*boom*'", 1),
        ("workflowType='@' AND WORKFLOWTYPE='x'", 3),
    ],
)
def test_query_finds(api: httpx.Client, name: str, query: str, hits: int) -> None:
    """Conditions on columns count, unknown fields do not; * is any text, and values keep their blanks."""
    assert search(api, query.replace("@", name))["totalHits"] == hits


@pytest.mark.parametrize(
    ("path", "query", "status", "message"),
    [
        ("workflow", "x=1 AND y LIKE 'a'", 400, "Incorrectly formatted query string: y LIKE 'a'"),
        ("workflow", " ", 400, "Incorrectly formatted query string:  "),
        ("workflow", "startTime>=0", 500, 'For input string: "=0"'),
        ("workflow", "workflowType=,", 500, "Index 0 out of bounds for length 0"),
        ("workflow", "taskId='x'", 500, NO_COLUMN.format("task_id")),
        ("tasks", "correlationId='x'", 500, NO_COLUMN.format("correlation_id")),
    ],
)
def test_query_is_refused(api: httpx.Client, path: str, query: str, status: int, message: str) -> None:
    """A part without a condition is a 400 that shows it; what the database cannot answer is a 500."""
    reply = api.get(f"/{path}/search", params={"query": query})
    assert (reply.status_code, reply.json()["message"]) == (status, message)


def test_more_values_than_places_are_a_500(api: httpx.Client) -> None:
    """A comma is for IN only; the message is left out, as Java drops it after a while."""
    assert api.get("/workflow/search", params={"query": "workflowType=a,b"}).status_code == 500


def test_pages(api: httpx.Client, name: str) -> None:
    """A size below 0 is all, a size of 0 none; free text looks into the summaries, whatever its case."""
    query = f"workflowType='{name}'"
    sizes = [len(search(api, query, size=size)["results"]) for size in (-1, 0, 1, 2)]
    assert sizes == [3, 0, 1, 2]
    assert search(api, query, freeText="BOOM")["totalHits"] == 1


def test_order(api: httpx.Client, name: str) -> None:
    """Several orders are joined by a bar; a list of ids is walked in the order of the ids."""
    query = f"workflowType='{name}'"
    found = search(api, query, sort="status:DESC|startTime:ASC")["results"]
    assert [(one["status"], "correlationId" in one) for one in found] == [
        ("FAILED", False),
        ("COMPLETED", False),
        ("COMPLETED", True),
    ]
    ids = [one["workflowId"] for one in found]
    listed = search(api, f"workflowId IN ({','.join(ids)})")["results"]
    assert [one["workflowId"] for one in listed] == sorted(ids)
