# Async source: no twin, the checks are plain functions and ask no server.
"""The checks say of a definition what the real server says.

The server's own validation is asked, which stores nothing. CONDUCTOR_TEST_DEFINITIONS=500 tries more random
definitions than the usual few, and every example of the unit tests instead of some.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from conductor import AsyncMetadataClient, BadRequestError, ConductorWorkflow, WorkflowDef
from conductor.checks import Finding, check, check_schedule, check_task_def
from conductor.local import connect
from tests.support.checks.build import Example, Json
from tests.support.checks.errors import ERRORS
from tests.support.checks.warnings import WARNINGS
from tests.support.definitions import broken_definitions, definitions
from tests.support.programs import programs
from tests.support.sizes import DEFINITIONS, SIZES

WANTED = os.environ.get(DEFINITIONS)
EXAMPLES = (ERRORS, WARNINGS) if WANTED else (ERRORS[::5], WARNINGS[::9])
RANDOM = settings(
    max_examples=SIZES.definitions,
    derandomize=not WANTED,
    database=None,
    phases=[Phase.generate],  # no shrinking: each try is a request
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

# What the server says of the examples is part of them.
pytestmark = pytest.mark.recheck(on_real_server=True)


@pytest.fixture(scope="module")
def server(server_address: str) -> Iterator[httpx.Client]:
    transport = connect(server_address) if server_address.startswith("local://") else None
    with httpx.Client(base_url=f"{server_address}/api", transport=transport) as client:
        yield client


def is_taken(server: httpx.Client, path: str, body: Any) -> bool:
    """Ask the server, and say whether it takes a definition."""
    return server.post(path, json=body).status_code == 200


def errors(findings: list[Finding]) -> list[str]:
    return [str(finding) for finding in findings if finding.is_error]


def assert_same_verdict(server: httpx.Client, definition: Json) -> None:
    """Fail with the definition and the findings where server and checks differ."""
    taken = is_taken(server, "/metadata/workflow/validate", definition)
    found = errors(check(definition))
    assert taken == (not found), (definition, found)


@RANDOM
@given(definition=definitions())
def test_no_false_alarm_on_random_definitions(server: httpx.Client, definition: Json) -> None:
    """No random definition that the server takes has an error."""
    assert_same_verdict(server, definition)


@RANDOM
@given(definition=broken_definitions())
def test_same_verdict_on_broken_definitions(server: httpx.Client, definition: Json) -> None:
    """A random definition with broken parts has an error exactly if the server refuses it."""
    assert_same_verdict(server, definition)


@RANDOM
@given(wf=programs())
def test_what_the_fluent_builder_makes_is_taken(server: httpx.Client, wf: ConductorWorkflow[Any]) -> None:
    """No random workflow of steps, references and nested blocks has an error, and the server takes it."""
    assert errors(wf.check()) == []
    assert is_taken(server, "/metadata/workflow/validate", wf.to_dict()), wf.to_json()


@pytest.mark.parametrize("example", EXAMPLES[0], ids=str)
def test_the_server_refuses_what_has_an_error(server: httpx.Client, example: Example) -> None:
    """The server refuses the example of an error, and takes it without the fault."""
    assert not is_taken(server, "/metadata/workflow/validate", example.bad)
    assert is_taken(server, "/metadata/workflow/validate", example.good)


@pytest.mark.parametrize("example", EXAMPLES[1], ids=str)
def test_the_server_takes_what_has_a_warning(server: httpx.Client, example: Example) -> None:
    """The server takes the example of a warning: it is right not to be an error."""
    assert is_taken(server, "/metadata/workflow/validate", example.bad)


@pytest.mark.parametrize(
    ("fields", "is_good"),
    [
        ({}, True),
        ({"retryCount": -1}, False),
        ({"responseTimeoutSeconds": 0}, False),
        ({"timeoutSeconds": 10}, False),
        ({"timeoutSeconds": 10, "responseTimeoutSeconds": 10, "pollTimeoutSeconds": 60}, True),
        ({"timeoutSeconds": 10, "responseTimeoutSeconds": 5, "totalTimeoutSeconds": 9}, False),
        ({"backoffScaleFactor": 0}, False),
        ({"retryLogic": "NEVER"}, False),
        ({"timeoutSeconds": -5, "concurrentExecLimit": -1, "ownerEmail": "nobody"}, True),
    ],
    ids=str,
)
def test_task_definitions_have_the_server_s_verdict(
    server: httpx.Client, name: str, fields: Json, is_good: bool
) -> None:
    """A task definition has an error exactly if the server refuses it."""
    definition = {"name": name, **fields}
    taken = is_taken(server, "/metadata/taskdefs", [definition])
    assert (taken, errors(check_task_def(definition)) == []) == (is_good, is_good)
    if taken:
        server.delete(f"/metadata/taskdefs/{name}")


@pytest.mark.parametrize(
    ("fields", "is_good"),
    [
        ({}, True),
        ({"cronExpression": "every day"}, True),
        ({"startWorkflowRequest": None}, False),
        ({"startWorkflowRequest": {}}, False),
        ({"zoneId": ""}, False),
        ({"zoneId": "Mars/Base"}, False),
        ({"zoneId": "Europe/Paris"}, True),
        ({"zoneId": "UTC+01:00"}, True),
        ({"paused": "maybe"}, False),
    ],
    ids=str,
)
def test_schedules_have_the_server_s_verdict(server: httpx.Client, name: str, fields: Json, is_good: bool) -> None:
    """A schedule has an error exactly if the server refuses it; a bad cron expression is none."""
    plain = {"name": name, "cronExpression": "0 0 9 * * *", "startWorkflowRequest": {"name": name}, "paused": True}
    schedule = plain | fields
    taken = is_taken(server, "/scheduler/schedules", schedule)
    assert (taken, errors(check_schedule(schedule)) == []) == (is_good, is_good)
    if taken:
        server.delete(f"/scheduler/schedules/{name}")


async def test_a_clean_model_is_registered(metadata: AsyncMetadataClient, name: str) -> None:
    """What has no error is registered; with a broken expression it has one, and the server refuses it."""
    task = {"name": "a", "taskReferenceName": "a", "type": "SIMPLE", "inputParameters": {"x": "${workflow.input.x}"}}
    good = WorkflowDef.from_dict({"name": name, "version": 1, "tasks": [task]})
    assert errors(check(good)) == []
    await metadata.register_workflow_def(good)
    await metadata.unregister_workflow(name, 1)
    bad = WorkflowDef.from_dict({"name": name, "tasks": [task | {"inputParameters": {"x": "${b.output}"}}]})
    assert [finding.code for finding in check(bad) if finding.is_error] == ["E10"]
    with pytest.raises(BadRequestError):
        await metadata.register_workflow_def(bad)
