"""The Orkes edition of the embedded server: what it serves, how it is chosen, what time does to human tasks."""

from __future__ import annotations

import base64
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from conductor.local import LocalServer, SkippingClock
from conductor.local.app import build_router
from conductor.local.orkes import edition_of
from tests.unit.local.support import system

DATA = Path(__file__).parents[2] / "data"
ORKES_ONLY = (DATA / "orkes_operations.txt").read_text("utf-8").splitlines()
PAGE = Path(__file__).parents[3] / "docs" / "embedded_orkes.md"
MISSING = PAGE.read_text("utf-8").partition("unknown paths:")[2]
# It leaves slashes in names as they are, which leads elsewhere; two calls show that.
WITH_SLASHES = {"path encoding", "ServiceRegistryClient.getService"}
TRACES: list[dict[str, Any]] = json.loads((DATA / "golden" / "http_trace.json").read_text("utf-8"))
JAVASCRIPT = [trace for trace in TRACES if trace["call"] not in WITH_SLASHES]
ADA, BOB = ({"assignee": {"userType": "EXTERNAL_USER", "user": user}, "slaMinutes": 60} for user in ("ada", "bob"))
HOUR_S = 3600


def orkes(**options: Any) -> LocalServer:
    return LocalServer(edition="orkes", clock=SkippingClock(), environ={}, **options)


def client_of(server: LocalServer, path: str = "/api") -> httpx.Client:
    return httpx.Client(base_url=f"{server.url}{path}".replace("local://", "http://"), transport=server.transport())


def start_human_task(client: httpx.Client, *assignments: dict[str, Any], **definition: Any) -> str:
    """Start a workflow of one human task; gives the id of the task."""
    inputs = {"__humanTaskDefinition": {"assignments": assignments, **definition}}
    tasks = [system("approve", "HUMAN", inputParameters=inputs)]
    client.put("/metadata/workflow", json=[{"name": "wf", "tasks": tasks}]).raise_for_status()
    workflow_id = client.post("/workflow/wf", json={}).text
    return str(client.get(f"/workflow/{workflow_id}").json()["tasks"][0]["taskId"])


def state_of(client: httpx.Client, task_id: str) -> tuple[str, str | None]:
    found = client.get(f"/human/tasks/{task_id}").raise_for_status().json()
    return found["state"], found.get("assignee", {}).get("user")


# what is served


@pytest.mark.parametrize("operation", ORKES_ONLY)
def test_what_only_orkes_has_is_served_or_listed_as_missing(operation: str) -> None:
    """Each operation of the document is served, or stands in the list at the end of the page."""
    method, path = operation.split(" ")
    found = build_router(edition_of("orkes", None, 1)).match(method, re.sub(r"\{\w+\}", "1", path))
    assert (found is None or found.handler is None) == (f"`{operation}`" in MISSING)


@pytest.mark.parametrize("call", JAVASCRIPT, ids=lambda call: call["call"])
def test_requests_of_the_javascript_sdk_are_served(call: dict[str, Any]) -> None:
    """No request that the JavaScript SDK was seen to make goes to an unknown path or meets a wrong method."""
    with orkes() as server, client_of(server, "") as client:
        for request in call["requests"]:
            answer = client.request(request["method"], f"{request['path']}{request['query']}", json=request.get("body"))
            assert "No static resource" not in answer.text
            assert answer.status_code != 405


def test_oss_is_the_default() -> None:
    """Without an edition human tasks, tokens and the rest are unknown paths, and secrets cannot be written."""
    with LocalServer(environ={}) as server, client_of(server) as client:
        for method, path in (("POST", "/token"), ("POST", "/human/tasks/search"), ("GET", "/schema")):
            answer = client.request(method, path)
            assert (answer.status_code, answer.json()["message"]) == (404, f"No static resource api{path}.")
        assert client.put("/secrets/x", content="hush").status_code == 501
        assert client.get("/admin/config").json()["edition"] == "oss"


# how it is chosen


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ({"edition": "enterprise"}, "edition is 'oss' or 'orkes', not 'enterprise'"),
        ({"keys": {"id": "hush"}}, "keys need edition='orkes'"),
        ({"edition": "orkes", "token_lifetime_s": 0}, "token_lifetime_s must be a positive number, not 0"),
    ],
)
def test_options_that_do_not_fit_are_refused(options: dict[str, Any], text: str) -> None:
    """The error names the option and what it may be, and shows no secret."""
    with pytest.raises(ValueError, match=re.escape(text)) as caught:
        LocalServer(**options)
    assert "hush" not in str(caught.value)


@pytest.mark.slow
def test_the_command_line_serves_orkes_with_a_key() -> None:
    """--edition orkes with the key of the environment: no token, no answer; with the key there is one."""
    environ = {**os.environ, "CONDUCTOR_AUTH_KEY": "id", "CONDUCTOR_AUTH_SECRET": "hush"}
    command = [sys.executable, "-m", "conductor.local", "--port", "0", "--edition", "orkes"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environ) as process:
        assert process.stdout is not None
        url = re.findall(r"http://\S+?/api", process.stdout.readline())[0]
        refused = httpx.get(f"{url}/metadata/workflow")
        token = httpx.post(f"{url}/token", json={"keyId": "id", "keySecret": "hush"}).json()["token"]
        allowed = httpx.get(f"{url}/metadata/workflow", headers={"X-Authorization": token})
        process.send_signal(signal.SIGTERM)
    assert (refused.status_code, allowed.status_code, process.returncode) == (401, 200, 0)


# tokens


def test_a_changed_token_is_worth_nothing() -> None:
    """A token is a JSON Web Token; whoever writes another user or a later end into it is refused."""
    with orkes(keys={"id": "hush"}) as server, client_of(server) as client:
        token = client.post("/token", json={"keyId": "id", "keySecret": "hush"}).json()["token"]
        head, claims, signature = token.split(".")
        shown = json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))
        assert (shown["sub"], shown["exp"] * 1000 - server.now_ms <= HOUR_S * 1000) == ("id", True)
        forged = base64.urlsafe_b64encode(json.dumps({**shown, "sub": "admin"}).encode()).decode().rstrip("=")
        for wrong in (f"{head}.{forged}.{signature}", f"{head}.{claims}.", "a.b.c", "....", "ä"):
            answer = client.get("/secrets", headers={"X-Authorization": wrong.encode()})
            assert (answer.status_code, answer.json()["error"]) == (401, "INVALID_TOKEN")
        assert client.get("/secrets", headers={"X-Authorization": token}).status_code == 200


def test_a_token_can_be_asked_for_a_shorter_time() -> None:
    """`expiration` is in milliseconds."""
    with orkes(keys={"id": "hush"}) as server, client_of(server) as client:
        body = {"keyId": "id", "keySecret": "hush", "expiration": 5000}
        headers = {"X-Authorization": client.post("/token", json=body).json()["token"]}
        server.sleep(4)
        assert client.get("/secrets", headers=headers).status_code == 200
        server.sleep(1)
        assert client.get("/secrets", headers=headers).json()["error"] == "EXPIRED_TOKEN"


def test_without_keys_a_token_only_names_who_asks() -> None:
    """Nobody is refused; any key gets a token, but not a wrong secret of a key that an application has."""
    with orkes() as server, client_of(server) as client:
        token = client.post("/token", json={"keyId": "ada", "keySecret": "any"}).json()["token"]
        assert client.get("/token/userInfo", headers={"X-Authorization": token}).json()["id"] == "ada"
        assert client.get("/token/userInfo", headers={"X-Authorization": "old"}).json()["id"] == "anonymous"
        application = client.post("/applications", json={"name": "a"}).json()["id"]
        key = client.post(f"/applications/{application}/accessKeys").json()
        assert client.post("/token", json={"keyId": key["id"], "keySecret": "wrong"}).status_code == 401
        assert client.post("/token", json={"keyId": "ada"}).status_code == 400


# human tasks and time


def test_a_task_goes_to_the_next_assignee_when_time_is_up() -> None:
    """After slaMinutes the next one has it, after the last one it is open to all."""
    with orkes() as server, client_of(server) as client:
        task_id = start_human_task(client, ADA, BOB)
        assert state_of(client, task_id) == ("ASSIGNED", "ada")
        server.sleep(HOUR_S)
        assert state_of(client, task_id) == ("ASSIGNED", "bob")
        server.sleep(HOUR_S)
        assert state_of(client, task_id) == ("PENDING", None)


def test_a_task_ends_when_time_is_up_if_it_says_so() -> None:
    """With TERMINATE the task is TIMED_OUT after the last assignee, and so is its workflow."""
    with orkes() as server, client_of(server) as client:
        task_id = start_human_task(client, ADA, assignmentCompletionStrategy="TERMINATE")
        server.sleep(HOUR_S)
        assert state_of(client, task_id)[0] == "TIMED_OUT"
        found = client.get(f"/human/tasks/{task_id}").json()
        workflow = client.get(f"/workflow/{found['workflowId']}").json()
        assert (workflow["status"], workflow["tasks"][0]["reasonForIncompletion"]) == (
            "TIMED_OUT",
            "Human task approve was not claimed in time",
        )


def test_who_has_claimed_a_task_may_take_the_time() -> None:
    """The clock of an assignment stands while the task is claimed; released late it is passed on at once."""
    with orkes() as server, client_of(server) as client:
        task_id = start_human_task(client, ADA, BOB)
        client.post(f"/human/tasks/{task_id}/externalUser/ada").raise_for_status()
        server.sleep(2 * HOUR_S)
        assert state_of(client, task_id) == ("IN_PROGRESS", "ada")
        client.post(f"/human/tasks/{task_id}/release").raise_for_status()
        assert state_of(client, task_id) == ("ASSIGNED", "bob")


def test_a_task_that_runs_again_is_assigned_anew() -> None:
    """After a rerun nobody has claimed it, and the first assignee has it."""
    with orkes() as server, client_of(server) as client:
        task_id = start_human_task(client, ADA, BOB)
        client.post(f"/human/tasks/{task_id}/externalUser/ada").raise_for_status()
        client.post(f"/human/tasks/{task_id}/update", params={"complete": True}, json={}).raise_for_status()
        workflow_id = client.get(f"/human/tasks/{task_id}").json()["workflowId"]
        client.post(f"/workflow/{workflow_id}/rerun", json={"reRunFromTaskId": task_id}).raise_for_status()
        assert state_of(client, task_id) == ("ASSIGNED", "ada")
        server.sleep(HOUR_S)
        assert state_of(client, task_id) == ("ASSIGNED", "bob")


TRIGGERS = ("ASSIGNED", "PENDING", "IN_PROGRESS", "ASSIGNEE_CHANGED", "CLAIMANT_CHANGED", "COMPLETED", "TIMED_OUT")


def test_what_happens_to_a_human_task_starts_workflows() -> None:
    """Each trigger starts its workflow, with the input that the task gives it, once for each time it happens."""
    with orkes() as server, client_of(server) as client:
        told = {"name": "told", "tasks": [system("wait", "WAIT")]}
        client.post("/metadata/workflow", json=told).raise_for_status()

        def triggers(task: str) -> list[dict[str, Any]]:
            requests = [{"name": "told", "version": 1, "input": {"of": f"{task} {one}"}} for one in TRIGGERS]
            return [
                {"triggerType": one, "startWorkflowRequest": each} for one, each in zip(TRIGGERS, requests, strict=True)
            ]

        def heard(task: str) -> list[str]:
            inputs = [
                client.get(f"/workflow/{one}").json()["input"] for one in client.get("/workflow/running/told").json()
            ]
            return [one["of"].removeprefix(f"{task} ") for one in inputs if one["of"].startswith(task)]

        first = start_human_task(client, ADA, BOB, taskTriggers=triggers("first"))
        server.sleep(HOUR_S)
        client.post(f"/human/tasks/{first}/externalUser/bob").raise_for_status()
        client.post(f"/human/tasks/{first}/update", params={"complete": True}, json={}).raise_for_status()
        assert heard("first") == ["ASSIGNED", "ASSIGNEE_CHANGED", "CLAIMANT_CHANGED", "IN_PROGRESS", "COMPLETED"]
        start_human_task(client, ADA, taskTriggers=triggers("second"), assignmentCompletionStrategy="TERMINATE")
        server.sleep(HOUR_S)
        assert heard("second") == ["ASSIGNED", "TIMED_OUT"]


def test_a_deleted_human_task_is_off_the_list() -> None:
    """It is not found any more, and its workflow goes on waiting."""
    with orkes() as server, client_of(server) as client:
        first, second = start_human_task(client, ADA), start_human_task(client)
        workflow_id = client.get(f"/human/tasks/{first}").json()["workflowId"]
        client.delete(f"/human/tasks/delete/{first}").raise_for_status()
        client.request("DELETE", "/human/tasks/delete", json=[second]).raise_for_status()
        assert client.get(f"/human/tasks/{first}").status_code == 404
        assert client.post("/human/tasks/search", json={}).json()["totalHits"] == 0
        assert client.get(f"/workflow/{workflow_id}").json()["status"] == "RUNNING"


def test_a_task_is_updated_by_its_reference() -> None:
    """Execution and reference name it; what is not open is not found."""
    with orkes() as server, client_of(server) as client:
        task_id = start_human_task(client)
        found = client.get(f"/human/tasks/{task_id}").json()
        where = {"workflowId": found["workflowId"], "taskRefName": "approve", "complete": True}
        client.post("/human/tasks/update/taskRef", params=where, json={"ok": 1}).raise_for_status()
        assert client.get(f"/human/tasks/{task_id}/conductorTask").json()["outputData"] == {"ok": 1}
        assert client.post("/human/tasks/update/taskRef", params=where, json={}).status_code == 404


def test_human_tasks_of_oss_are_left_alone() -> None:
    """The default edition keeps no list of them and passes nothing on."""
    with LocalServer(clock=SkippingClock()) as server, client_of(server) as client:
        task_id = start_human_task(client, ADA, assignmentCompletionStrategy="TERMINATE")
        server.sleep(HOUR_S)
        assert client.get(f"/tasks/{task_id}").json()["status"] == "IN_PROGRESS"


# what lasts


def test_everything_is_there_again_after_a_restart(tmp_path: Path) -> None:
    """With a file, secrets, forms, tags, keys, claims and the clock of assignments outlive the server."""
    file = tmp_path / "orkes.db"
    with orkes(db=file) as server, client_of(server) as client:
        client.put("/secrets/s", content="hush").raise_for_status()
        client.put("/secrets/s/tags", json=[{"key": "team", "value": "core"}]).raise_for_status()
        client.post("/schema", json=[{"name": "n", "type": "JSON", "data": {}}]).raise_for_status()
        claimed, waiting = start_human_task(client, ADA), start_human_task(client, ADA, BOB)
        client.post(f"/human/tasks/{claimed}/externalUser/ada").raise_for_status()
        began_ms = server.now_ms
        start = {"name": "wf", "version": 1, "idempotencyKey": "k", "idempotencyStrategy": "RETURN_EXISTING"}
        first = client.post("/workflow", json=start).text
    with orkes(db=file) as server, client_of(server) as client:
        assert client.get("/secrets/s").text == "hush"
        assert client.get("/secrets/s/tags").json() == [{"key": "team", "value": "core"}]
        assert client.get("/schema/n").json()["version"] == 1
        assert (state_of(client, claimed), state_of(client, waiting)) == (("IN_PROGRESS", "ada"), ("ASSIGNED", "ada"))
        server.sleep(HOUR_S - (server.now_ms - began_ms) / 1000 + 1)
        assert state_of(client, waiting) == ("ASSIGNED", "bob")
        assert client.post("/workflow", json=start).text == first
