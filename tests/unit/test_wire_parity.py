"""What goes over the wire is what the JavaScript SDK sends, but for a written list of differences."""

from __future__ import annotations

import json
import warnings
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest

from conductor import ConductorError, ConfigurationError, OrkesClients, orkes_conductor_client
from tests.support.wire_calls import CALLS

GOLDEN = Path(__file__).parents[1] / "data" / "golden"
TRACE: list[dict[str, Any]] = json.loads((GOLDEN / "http_trace.json").read_text("utf-8"))
DIFFERENCES: dict[str, dict[str, Any]] = json.loads((GOLDEN / "http_trace_differences.json").read_text("utf-8"))

TASKS = [
    {"taskId": "1", "taskType": "A", "status": "COMPLETED"},
    {"taskId": "2", "taskType": "A", "status": "COMPLETED"},
    {"taskId": "3", "taskType": "B", "status": "FAILED"},
]
LISTS = (
    "/api/scheduler/schedules",
    "/api/scheduler/nextFewSchedules",
    "/api/registry/service",
    "/protos/s",
    "/discover",
)


def answer(call: str, request: httpx.Request) -> httpx.Response:
    """Answer as the server of the trace did: what the call wants, or the error in its name."""
    if call.endswith(("404", "418", "500", "500 text")):
        return httpx.Response(int(call.split()[1]), json={"message": "nope"})
    if call.endswith("204"):
        return httpx.Response(204)
    if request.method == "GET" and request.url.path.endswith(LISTS):
        return httpx.Response(200, json=[])
    return httpx.Response(200, json={"tasks": TASKS, "results": []})


def sent_by(call: str) -> list[dict[str, Any]]:
    """Make a call and give its requests in the form of the trace."""
    sent: list[httpx.Request] = []

    def respond(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return answer(call, request)

    client = orkes_conductor_client(server_url="http://server", fetch=httpx.MockTransport(respond), max_retries=0)
    # Only what was sent counts here; errors and warnings have tests of their own.
    with client, warnings.catch_warnings(), suppress(ConductorError):
        warnings.simplefilter("ignore", DeprecationWarning)
        CALLS[call](OrkesClients(client))
    return [as_recorded(request) for request in sent]


def as_recorded(request: httpx.Request) -> dict[str, Any]:
    content = request.content.decode("latin-1")
    is_json = request.headers.get("content-type") == "application/json"
    body = {"body": json.loads(content) if is_json else content} if content else {}
    path = request.url.raw_path.decode().partition("?")[0]
    return {"method": request.method, "path": path, "query": request.url.query.decode(), **body}


def comparable(request: dict[str, Any]) -> dict[str, Any]:
    """Give a request in a form in which the order and the way of quoting do not matter."""
    query = sorted(parse_qsl(request["query"].lstrip("?"), keep_blank_values=True))
    return {**request, "path": request["path"].replace("%40", "@"), "query": query}


@pytest.mark.parametrize("recorded", TRACE, ids=lambda recorded: recorded["call"])
def test_the_same_requests_are_sent(recorded: dict[str, Any]) -> None:
    """Method, path, query and body are the recorded ones, or those of the written difference."""
    difference = DIFFERENCES.get(recorded["call"], recorded)
    wanted = [comparable(request) for request in difference["requests"]]
    assert [comparable(request) for request in sent_by(recorded["call"])] == wanted


@pytest.mark.parametrize("call", ["ServiceRegistryClient.getService", "path encoding"])
def test_a_slash_in_a_name_is_refused(call: str) -> None:
    """The error says why, and names the argument: quoted or not, the server would not find it."""
    client = orkes_conductor_client(
        server_url="http://server", fetch=httpx.MockTransport(lambda _: httpx.Response(200))
    )
    with pytest.raises(ConfigurationError, match=r"(name|task_id): '.*/.*' has a slash, which servers refuse"):
        CALLS[call](OrkesClients(client))


def test_each_difference_is_about_a_recorded_call_and_has_its_reason() -> None:
    """The list of differences is neither stale nor silent."""
    assert set(DIFFERENCES) <= {recorded["call"] for recorded in TRACE}
    assert all(len(difference["reason"]) > 20 for difference in DIFFERENCES.values())


def test_each_recorded_call_is_made() -> None:
    """The table of calls covers the trace, and nothing else."""
    assert set(CALLS) == {recorded["call"] for recorded in TRACE}
