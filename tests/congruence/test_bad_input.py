"""Requests that nobody should make, on the embedded server and on the real one: refused alike, and both live on."""

from __future__ import annotations

import json
import re
import socket
import uuid
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import httpx

JSON = {"content-type": "application/json"}
NOOP = {"name": "n", "taskReferenceName": "n", "type": "NOOP"}
ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@pytest.fixture
def name() -> str:
    return f"bad_{uuid.uuid4().hex[:12]}"


def alive(api: httpx.Client) -> bool:
    return api.get("/version").status_code == 200


@pytest.mark.parametrize("depth", [1001, 100_000])
@pytest.mark.parametrize("brackets", ["[]", "{}"])
def test_deeply_nested_body_is_refused(api: httpx.Client, depth: int, brackets: str) -> None:
    """JSON nested more than 1,000 deep is a 500 that names the limit."""
    opening = '{"a":' if brackets == "{}" else "["
    nested = opening * depth + "1" + brackets[1] * depth
    reply = api.post("/workflow", content=f'{{"name": "x", "input": {{"a": {nested}}}}}', headers=JSON)
    assert reply.status_code == 500
    assert reply.json()["message"] == (
        "JSON parse error: Document nesting depth (1001) exceeds the maximum allowed (1000, "
        "from `StreamReadConstraints.getMaxNestingDepth()`)"
    )
    assert alive(api)


def test_very_long_text_is_refused(api: httpx.Client) -> None:
    """A text of more than 20,000,000 characters is a 500 that names the limit."""
    body = json.dumps({"name": "x", "input": {"a": "x" * 21_000_000}})
    reply = api.post("/workflow", content=body, headers=JSON)
    message = re.sub(r"\(\d{8}\) exceeds", "(N) exceeds", reply.json()["message"])
    assert reply.status_code == 500
    assert message == (
        "JSON parse error: String value length (N) exceeds the maximum allowed (20000000, "
        "from `StreamReadConstraints.getMaxStringLength()`)"
    )
    assert alive(api)


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ("while (true) {}", "Script not evaluated within 4 seconds, interrupted."),
        (
            "function f() { return f() } f()",
            "Error evaluating the script `RangeError: Maximum call stack size exceeded` at line 1",
        ),
    ],
)
def test_script_without_end_fails_its_task(api: httpx.Client, name: str, expression: str, reason: str) -> None:
    """A script that does not end is stopped; its task fails for good, and says why."""
    parameters = {"evaluatorType": "javascript", "expression": expression}
    define(api, name, {"name": "i", "taskReferenceName": "i", "type": "INLINE", "inputParameters": parameters})
    found = run(api, name)
    assert found["status"] == "FAILED"
    # The embedded server adds how to change the limit.
    assert found["tasks"][0]["reasonForIncompletion"].startswith(reason)
    assert alive(api)


def define(api: httpx.Client, name: str, *tasks: dict[str, Any]) -> None:
    assert api.put("/metadata/workflow", json=[{"name": name, "tasks": list(tasks)}]).status_code == 200


def run(api: httpx.Client, name: str) -> dict[str, Any]:
    workflow_id = api.post(f"/workflow/{name}", json={}).text
    found: dict[str, Any] = api.get(f"/workflow/{workflow_id}").json()
    return found


def test_fork_of_many_branches_runs(api: httpx.Client, name: str) -> None:
    """A fork of 500 branches is scheduled at once, and joined."""
    branches = [[{"name": f"n{index}", "taskReferenceName": f"n{index}", "type": "NOOP"}] for index in range(500)]
    fork = {"name": "f", "taskReferenceName": "f", "type": "FORK_JOIN", "forkTasks": branches}
    join = {"name": "j", "taskReferenceName": "j", "type": "JOIN", "joinOn": [branch[0]["name"] for branch in branches]}
    define(api, name, fork, join)
    assert len(run(api, name)["tasks"]) == 502


# below HTTP

MALFORMED = {
    "no HTTP": b"NONSENSE\r\n\r\n",
    "no host": b"GET /health HTTP/1.1\r\n\r\n",
    "large head": b"GET /health HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 20_000 + b"\r\n\r\n",
    "long path": b"GET /api/workflow/" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "length is no number": b"POST /api/workflow HTTP/1.1\r\nHost: localhost\r\nContent-Length: abc\r\n\r\n",
    "length below nothing": b"POST /api/workflow HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
    "broken chunk": b"POST /api/workflow HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
    b"Content-Type: application/json\r\n\r\nZZ\r\n",
    "zero in the path": b"GET /api/workflow/a%00b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    "broken escape": b"GET /api/workflow/%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    "hidden slash": b"GET /api/metadata/taskdefs/a%2Fb HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    "hidden backslash": b"GET /api/metadata/taskdefs/a%5Cb HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
}


def raw(api: httpx.Client, data: bytes) -> bytes:
    """What the server says to some bytes, until it closes the connection."""
    url = api.base_url
    with socket.create_connection((url.host, url.port or 80), timeout=30) as connection:
        connection.sendall(data)
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
    return answer


@pytest.mark.parametrize("data", MALFORMED.values(), ids=MALFORMED)
def test_malformed_request_is_a_400(api: httpx.Client, data: bytes) -> None:
    """It is answered with a 400, the connection is closed, and the server lives on."""
    assert raw(api, data).startswith(b"HTTP/1.1 400 ")
    assert alive(api)


def test_head_is_get_without_a_body(api: httpx.Client) -> None:
    """HEAD has the status and the content type of GET."""
    reply = api.head("/metadata/taskdefs")
    assert (reply.status_code, reply.headers["content-type"], reply.content) == (200, "application/json", b"")


def test_options_names_the_methods(api: httpx.Client) -> None:
    """OPTIONS answers with the methods that a path has."""
    reply = api.options("/metadata/taskdefs")
    assert reply.status_code == 200
    assert set(reply.headers["allow"].split(",")) == {"GET", "HEAD", "OPTIONS", "POST", "PUT"}


def test_parameters_inside_a_path_are_not_seen(api: httpx.Client) -> None:
    """What follows a semicolon in a part of the path is left out."""
    reply = api.get("/metadata/taskdefs/nosuch;x=1")
    assert reply.json()["message"] == "No such taskType found by name: nosuch"
