"""What both servers refuse, in the same words: secrets, schedules, event handlers, bulk operations, results."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import httpx

NULL_KEY = "Could not write JSON: Null key for a Map not allowed in JSON (use a converting NullKeySerializer?)"
BAD_KEY = "key must match pattern [a-zA-Z0-9_-]+ (alphanumeric, underscore, dash only)"
NO_LONG = (
    "JSON parse error: Cannot deserialize value of type `java.lang.Long` from String "
    '"x": not a valid `java.lang.Long` value'
)
NO_BOOLEAN = (
    "Method parameter 'paused': Failed to convert value of type 'java.lang.String' to required type "
    "'java.lang.Boolean'; Invalid boolean value [x]"
)
RESOURCE = "io.orkes.conductor.scheduler.rest.SchedulerResource"
SCHEDULE = "io.orkes.conductor.scheduler.model.WorkflowSchedule"


@pytest.mark.parametrize(
    ("method", "key", "body", "status", "text"),
    [
        ("PUT", "a", b"", 400, "value is required"),
        ("PUT", "a", b"x", 501, "env-backed secrets are read-only"),
        ("PUT", "a.b", b"x", 400, BAD_KEY),
        ("DELETE", "a b", b"", 400, BAD_KEY),
        ("DELETE", "a_b-1", b"", 501, "env-backed secrets are read-only"),
        ("GET", "a:b", b"", 400, ""),
        ("GET", "a:b/exists", b"", 400, ""),
    ],
)
def test_secret_is_refused(api: httpx.Client, method: str, key: str, body: bytes, status: int, text: str) -> None:
    """A key has letters, digits, underscores and dashes; a value is required, and cannot be written."""
    headers = {"content-type": "text/plain"} if body else {}
    reply = api.request(method, f"/secrets/{key}", content=body, headers=headers)
    assert (reply.status_code, reply.text) == (status, text)


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "message"),
    [
        ("PUT", "/workflow/bulk/pause", [None], 500, NULL_KEY),
        ("PUT", "/scheduler/bulk/pause", [None], 500, NULL_KEY),
        (
            "POST",
            "/scheduler/schedules",
            {"scheduleStartTime": "x"},
            500,
            NO_LONG,
        ),
        (
            "POST",
            "/scheduler/schedules",
            None,
            500,
            f"Required request body is missing: public {SCHEDULE} {RESOURCE}.createOrUpdateSchedule({SCHEDULE})",
        ),
        (
            "GET",
            "/scheduler/schedules/search?paused=x",
            None,
            500,
            NO_BOOLEAN,
        ),
        ("GET", "/scheduler/search/executions?query=scheduledTime>x", None, 500, 'For input string: "x"'),
    ],
)
def test_request_is_refused(api: httpx.Client, method: str, path: str, body: Any, status: int, message: str) -> None:
    """Status and message are the same."""
    reply = api.request(method, path, **({} if body is None else {"json": body}))
    assert (reply.status_code, reply.json()["message"]) == (status, message)


@pytest.mark.parametrize(
    ("handler", "found"),
    [
        (
            {"actions": None},
            {"actions: must not be null", "actions: No actions specified. Please specify at-least one action"},
        ),
        ({"name": ""}, {"name: Missing event handler name"}),
        (
            {"name": None, "event": None, "actions": []},
            {
                *("name: Missing event handler name", "event: Missing event location"),
                "actions: No actions specified. Please specify at-least one action",
            },
        ),
    ],
)
def test_all_that_is_wrong_with_a_handler_is_told(api: httpx.Client, handler: dict[str, Any], found: set[str]) -> None:
    """Every violation is listed with its field."""
    given = {"name": f"h_{uuid.uuid4().hex}", "event": "conductor:x:y", "actions": [{"action": "start_workflow"}]}
    reply = api.post("/event", json={**given, **handler})
    told = {f"{one['path'].split('.')[-1]}: {one['message']}" for one in reply.json()["validationErrors"]}
    assert (reply.status_code, told) == (400, found)


@pytest.mark.parametrize(
    ("expression", "begin_ms", "times_ms"),
    [
        ("0 0 0 * * SUN-TUE", 4102444800000, [4102617600000, 4102704000000]),
        ("0 0 0 * FEB MON#5", 4102444800000, [4486147200000, 5369760000000]),
        ("0 0 0 * * *", 4102444800001, [4102444800000, 4102531200000]),
        ("0 0 0 1 JAN,mar ?", 4102444800000, [4102444800000, 4107542400000]),
    ],
)
def test_next_times(api: httpx.Client, expression: str, begin_ms: int, times_ms: list[int]) -> None:
    """Days by name, the fifth Monday of February, a start half a second too late: the same times."""
    wanted = {"cronExpression": expression, "scheduleStartTime": begin_ms, "limit": 2}
    assert api.get("/scheduler/nextFewSchedules", params=wanted).json() == times_ms


def test_schedules_are_found_by_a_part_of_their_name(api: httpx.Client) -> None:
    """In the order of their names; free text does not count, and a size below 0 is all."""
    part = uuid.uuid4().hex[:10]
    for name in ("b", "a"):
        request = {"name": f"w_{part}", "input": {}}
        schedule = {"name": f"{name}_{part}_s", "cronExpression": "0 0 0 1 1 *", "startWorkflowRequest": request}
        assert api.post("/scheduler/schedules", json=schedule).status_code == 200
    wanted = {"scheduleName": f"_{part.upper()}_", "freeText": "nothing", "size": -1}
    found = api.get("/scheduler/schedules/search", params=wanted).json()
    assert [one["name"] for one in found["results"]] == [f"a_{part}_s", f"b_{part}_s"]
    for one in found["results"]:
        assert api.delete(f"/scheduler/schedules/{one['name']}").status_code == 200
