"""Which definitions and schedules the embedded server takes: the same as the real one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from conductor.local import LocalServer
from conductor.local.engine.errors import EngineError
from conductor.local.engine.zones import zone_of
from tests.support.checks.build import Example
from tests.support.checks.errors import ERRORS
from tests.support.checks.warnings import WARNINGS


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with (
        LocalServer(allow_env=True) as server,
        httpx.Client(base_url=server.url, transport=server.transport()) as client,
    ):
        yield client


def answer(client: httpx.Client, definition: Any) -> httpx.Response:
    return client.post("/api/metadata/workflow/validate", json=definition)


@pytest.mark.parametrize("example", ERRORS, ids=str)
def test_errors_are_refused(client: httpx.Client, example: Example) -> None:
    """What the checks call an error is refused, as the real server does; without the fault it is taken."""
    assert (answer(client, example.bad).status_code != 200, answer(client, example.good).status_code) == (True, 200)


@pytest.mark.parametrize("example", WARNINGS, ids=str)
def test_warnings_are_taken(client: httpx.Client, example: Example) -> None:
    """What the checks only warn of is taken."""
    assert answer(client, example.bad).status_code == 200


def task(**fields: Any) -> dict[str, Any]:
    return {"name": "w", "tasks": [{"name": "n", "taskReferenceName": "a", **fields}]}


@pytest.mark.parametrize(
    ("definition", "message"),
    [
        (task(type=None), "HV000028"),
        (task(type="FORK_JOIN", forkTasks=[[None]]), "HV000028"),
        (task(decisionCases={"unused": [{"name": "q", "type": None}]}), "HV000028"),
        ({"name": "w", "tasks": [{"name": "n", "inputParameters": {"x": "${nobody.x}"}}]}, "HV000028"),
        (task(inputParameters={"x": ["${workflow.input.a b}"]}), "workflow.input.a b is not valid"),
        (task(inputParameters={"x": "${nobody.output.x}"}), "taskReferenceName: nobody"),
        (task(type="SUB_WORKFLOW", subWorkflowParam={"workflowDefinition": "w"}), "not a valid DSL string"),
        (task(optional="yes"), 'only "true"/"True"/"TRUE"'),
        (task(retryCount=1 << 31), "out of range of int (-2147483648 - 2147483647)"),
        (task(joinOn="x"), "no String-argument constructor"),
        (task(joinMode=2), "index value outside legal index range [0..1]"),
        ({**task(), "schemaVersion": None}, "schemaVersion: 2 is only supported"),
    ],
    ids=str,
)
def test_refusals_have_the_words_of_the_server(client: httpx.Client, definition: Any, message: str) -> None:
    """Nulls, expressions and types that do not fit: the words were read from the real server."""
    reply = answer(client, definition).json()
    assert message in str([reply["message"], *(found["message"] for found in reply.get("validationErrors", []))])


def test_nulls_in_lists_that_the_type_does_not_use_are_taken(client: httpx.Client) -> None:
    """Nobody looks there."""
    assert answer(client, task(forkTasks=[None], defaultCase=[None], loopOver=[None])).status_code == 200


@pytest.mark.parametrize(
    ("name", "hours"),
    [
        ("UTC", 0),
        ("Z", 0),
        ("UTC+1", 1),
        ("GMT-01:30", -1.5),
        ("+0200", 2),
        ("+1", 1),
        ("-18:00", -18),
        ("Asia/Tokyo", 9),
    ],
)
def test_zones_have_names_or_offsets(name: str, hours: float) -> None:
    """A zone is a region, or an offset with or without UTC, GMT or UT before it."""
    assert zone_of(name).utcoffset(datetime(2030, 1, 1, tzinfo=UTC).replace(tzinfo=None)) == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "Invalid ID for ZoneOffset, invalid format: "),
        ("+18:01", "Zone offset not in valid range"),
        ("UTC+19:00", "Invalid ID for offset-based ZoneId: UTC+19:00"),
        ("  ", "Invalid ID for region-based ZoneId, invalid format:   "),
        ("Mars/Base", "Unknown time-zone ID: Mars/Base"),
        ("EST", "Unknown time-zone ID: EST"),
    ],
)
def test_other_zones_are_refused(name: str, message: str) -> None:
    """The words are those of the server."""
    with pytest.raises(EngineError) as caught:
        zone_of(name)
    assert caught.value.message.startswith(message)
