"""Large payloads, on the embedded server and on the real one: the same limits, statuses and messages."""

from __future__ import annotations

import json
import re
import uuid
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import httpx

MIB = 1024 * 1024
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
PATH = "<id>.json"
LIMIT = "is greater than the permissible limit: 10485760 bytes"


@pytest.fixture
def name(api: httpx.Client) -> str:
    """A task and a workflow of one such task, under a name of their own."""
    name = f"limit_{uuid.uuid4().hex[:12]}"
    assert api.post("/metadata/taskdefs", json=[{"name": name, "retryCount": 0}]).status_code == 200
    define(api, name, {"name": name, "taskReferenceName": "t", "type": "SIMPLE", "inputParameters": {"a": INPUT}})
    return name


INPUT = "${workflow.input.a}"


def define(api: httpx.Client, name: str, *tasks: dict[str, Any], **fields: Any) -> None:
    assert api.put("/metadata/workflow", json=[{"name": name, "tasks": list(tasks), **fields}]).status_code == 200


def payload(mib: float) -> dict[str, Any]:
    return {"a": "x" * int(mib * MIB)}


def start(api: httpx.Client, name: str, inputs: dict[str, Any]) -> httpx.Response:
    return api.post("/workflow", json={"name": name, "version": 1, "input": inputs})


def anonymous(value: Any) -> Any:
    return UUID.sub("<id>", value) if isinstance(value, str) else value


def shown(item: dict[str, Any], what: str) -> tuple[bool, str | None]:
    """Whether a payload is there, and the path to where it is stored otherwise."""
    field, path = {
        "input": ("input", "externalInputPayloadStoragePath"),
        "output": ("output", "externalOutputPayloadStoragePath"),
        "inputData": ("inputData", "externalInputPayloadStoragePath"),
        "outputData": ("outputData", "externalOutputPayloadStoragePath"),
    }[what]
    return bool(item[field]), anonymous(item.get(path))


def execution(api: httpx.Client, workflow_id: str) -> dict[str, Any]:
    found: dict[str, Any] = api.get(f"/workflow/{workflow_id}").json()
    return found


@pytest.mark.parametrize(
    ("mib", "workflow", "task"),
    [(2.9, (True, None), (True, None)), (3.1, (True, None), (False, PATH)), (5.1, (False, PATH), (False, PATH))],
)
def test_large_inputs_are_shown_as_stored_elsewhere(
    api: httpx.Client, name: str, mib: float, workflow: Any, task: Any
) -> None:
    """The input of a task beyond 3 MiB, and of a workflow beyond 5 MiB, is empty and has a path."""
    found = execution(api, start(api, name, payload(mib)).text)
    assert shown(found, "input") == workflow
    assert shown(found["tasks"][0], "inputData") == task


def test_worker_gets_the_path_of_a_large_input(api: httpx.Client, name: str) -> None:
    """A polled task beyond 3 MiB comes with an empty input and the path."""
    start(api, name, payload(3.1))
    assert shown(api.get(f"/tasks/poll/{name}").json(), "inputData") == (False, PATH)


def test_input_beyond_the_limit_is_refused(api: httpx.Client, name: str) -> None:
    """A start with more than 10 MiB of input is a 500 that says so, and starts nothing."""
    reply = start(api, name, payload(10.5))
    assert (reply.status_code, anonymous(reply.json()["message"])) == (
        500,
        f"The payload size: 11010056 of workflow: <id> {LIMIT}",
    )
    assert api.get(f"/workflow/running/{name}").json() == []


@pytest.mark.parametrize(("mib", "task"), [(2.9, (True, None)), (3.1, (False, PATH))])
def test_large_output_of_a_worker_is_shown_as_stored_elsewhere(
    api: httpx.Client, name: str, mib: float, task: Any
) -> None:
    """The output of a task beyond 3 MiB is empty and has a path; that of the workflow is there up to 5 MiB."""
    workflow_id = start(api, name, {}).text
    report(api, name, payload(mib))
    found = execution(api, workflow_id)
    assert (found["status"], shown(found, "output")) == ("COMPLETED", (True, None))
    assert shown(found["tasks"][0], "outputData") == task


def report(api: httpx.Client, name: str, output: dict[str, Any]) -> httpx.Response:
    task = api.get(f"/tasks/poll/{name}").json()
    ids = {"workflowInstanceId": task["workflowInstanceId"], "taskId": task["taskId"]}
    return api.post("/tasks", json={**ids, "status": "COMPLETED", "outputData": output})


def test_output_of_a_worker_beyond_the_limit_fails_its_task(api: httpx.Client, name: str) -> None:
    """More than 10 MiB of output: the update is taken, the task fails for good, and the reason says why."""
    workflow_id = start(api, name, {}).text
    assert report(api, name, payload(10.5)).status_code == 200
    found = execution(api, workflow_id)
    (task,) = found["tasks"]
    reason = f"The payload size: 11010056 of task: <id> in workflow: <id>  {LIMIT}"
    assert (found["status"], task["status"], anonymous(task["reasonForIncompletion"])) == (
        "FAILED",
        "FAILED_WITH_TERMINAL_ERROR",
        reason,
    )
    assert shown(task, "outputData") == (False, None)


def test_script_that_gives_too_much_fails_its_task(api: httpx.Client, name: str) -> None:
    """The limit holds for the results of system tasks too."""
    parameters = {"evaluatorType": "javascript", "expression": "'x'.repeat(11 * 1024 * 1024)"}
    define(api, name, {"name": "i", "taskReferenceName": "i", "type": "INLINE", "inputParameters": parameters})
    (task,) = execution(api, start(api, name, {}).text)["tasks"]
    reason = f"The payload size: 11534349 of task: <id> in workflow: <id>  {LIMIT}"
    assert (task["status"], anonymous(task["reasonForIncompletion"])) == ("FAILED_WITH_TERMINAL_ERROR", reason)


@pytest.mark.parametrize(("mib", "there"), [(2, (True, None)), (4, (False, PATH))])
def test_large_output_of_a_workflow_is_shown_as_stored_elsewhere(
    api: httpx.Client, name: str, mib: float, there: Any
) -> None:
    """The output of a workflow beyond 5 MiB is empty and has a path."""
    define(api, name, NOOP, outputParameters={"a": INPUT, "b": INPUT})
    found = execution(api, start(api, name, payload(mib)).text)
    assert (found["status"], shown(found, "output")) == ("COMPLETED", there)


NOOP = {"name": "n", "taskReferenceName": "n", "type": "NOOP"}


def test_output_of_a_workflow_beyond_the_limit_is_refused(api: httpx.Client, name: str) -> None:
    """A start that would end with more than 10 MiB of output is a 500, and leaves nothing behind."""
    define(api, name, NOOP, outputParameters={"a": INPUT, "b": INPUT})
    reply = start(api, name, payload(6))
    assert (reply.status_code, anonymous(reply.json()["message"])) == (
        500,
        f"The payload size: 12582927 of workflow: <id> {LIMIT}",
    )
    assert api.get(f"/workflow/{UUID.findall(reply.text)[0]}").status_code == 404


@pytest.mark.parametrize(("kib", "status"), [(200, "COMPLETED"), (300, "FAILED")])
def test_variables_are_limited(api: httpx.Client, name: str, kib: int, status: str) -> None:
    """More than 256 KiB of variables fail the SET_VARIABLE task for good."""
    define(api, name, {"name": "v", "taskReferenceName": "v", "type": "SET_VARIABLE", "inputParameters": {"a": INPUT}})
    found = execution(api, start(api, name, payload(kib / 1024)).text)
    reason = anonymous(found["tasks"][0].get("reasonForIncompletion"))
    problem = (
        "The variables payload size: 307208 of workflow: <id> is greater than the permissible limit: 256 kilobytes"
    )
    assert (found["status"], reason) == (status, None if status == "COMPLETED" else problem)
    assert bool(found["variables"]) == (status == "COMPLETED")


def test_location_of_a_stored_payload_is_a_new_path(api: httpx.Client) -> None:
    """The default build has no storage to fetch from: asking for a path gives another one made of it."""
    asked = {"path": "some.json", "operation": "READ", "payloadType": "TASK_INPUT"}
    for area in ("tasks", "workflow"):
        reply = api.get(f"/{area}/externalstoragelocation", params=asked)
        assert json.loads(anonymous(reply.text)) == {"path": "some.json<id>.json"}
