"""Event handlers and schedules: what their actions do, on both editions."""

from __future__ import annotations

from typing import Any

import pytest

from conductor.local.engine.runtime import ORKES
from tests.unit.local.support import Server, simple, system


def published(*actions: dict[str, Any], edition: str | None = None, **handler: Any) -> tuple[Server, Any]:
    """A server on which an event was handled, and the execution with a HUMAN task that the event names."""
    server = Server()
    if edition:
        server.engine.rt.edition = edition
    server.define(system("h", "HUMAN"), name="target", variables={"l": [0]})
    inputs = {"target": "${workflow.input.target}", "n": 1, "json": '{"k": 2}'}
    server.define(system("e", "EVENT", sink="conductor", inputParameters=inputs), name="source")
    stored = {"name": "h", "event": "conductor:source:e", "active": True, "actions": list(actions), **handler}
    assert server.status("POST", "/event", stored) == 200
    target = server.start("target")
    server.start("source", target=target)
    return server, server.workflow(target)


def of_target(**more: Any) -> dict[str, Any]:
    return {"workflowId": "${target}", "taskRefName": "h", **more}


def test_completed_task_shows_what_the_handler_said() -> None:
    """Its output holds what names it (nulls, too), the event and the output asked for."""
    _, target = published({"action": "complete_task", "complete_task": of_target(output={"n": "${n}", "t": "<${n}>"})})
    output = target["tasks"][0]["outputData"]
    assert target["status"] == "COMPLETED"
    assert output.pop("conductor.event.messageId")
    assert output == {
        "workflowId": target["workflowId"],
        "taskRefName": "h",
        "taskId": None,
        "reasonForIncompletion": None,
        "conductor.event.name": "conductor:source:e",
        "n": 1,
        "t": "<1>",
    }


def test_failed_task_has_its_reason() -> None:
    """The reason of fail_task is expanded over the payload."""
    _, target = published({"action": "fail_task", "fail_task": of_target(reasonForIncompletion="no ${n}")})
    assert (target["status"], target["tasks"][0]["reasonForIncompletion"]) == ("FAILED", "no 1")


def test_payload_is_expanded_if_asked_for() -> None:
    """With expandInlineJSON a text that is JSON can be entered by a path."""
    action = {"action": "complete_task", "complete_task": of_target(output={"k": "${json.k}"})}
    assert published(action)[1]["tasks"][0]["outputData"]["k"] is None
    assert published({**action, "expandInlineJSON": True})[1]["tasks"][0]["outputData"]["k"] == 2


@pytest.mark.parametrize(
    ("edition", "status", "numbers"), [(None, "RUNNING", [0]), (ORKES, "TERMINATED", [0, 1])], ids=["oss", "orkes"]
)
def test_only_orkes_ends_executions_and_sets_variables(edition: str | None, status: str, numbers: list[int]) -> None:
    """Conductor OSS stores such actions, and does not support them."""
    variables = {"workflowId": "${target}", "variables": {"l": ["${n}"]}, "appendArray": True}
    _, target = published(
        {"action": "update_workflow_variables", "update_workflow_variables": variables},
        {"action": "terminate_workflow", "terminate_workflow": {"workflowId": "${target}"}},
        edition=edition,
    )
    assert (target["status"], target["variables"]["l"]) == (status, numbers)


@pytest.mark.parametrize(
    ("condition", "status"),
    [("$.n == 1", "COMPLETED"), ("$.n", "COMPLETED"), ("0", "RUNNING"), ("'true'", "RUNNING"), ("$.n ==", "RUNNING")],
)
def test_condition_decides(condition: str, status: str) -> None:
    """True and numbers above 0 let the actions run; texts and broken scripts do not."""
    _, target = published({"action": "complete_task", "complete_task": of_target()}, condition=condition)
    assert target["status"] == status


def test_schedule_runs_each_of_its_crons() -> None:
    """The list of crons counts instead of the single one, each with its own zone."""
    server = Server()
    server.define(system("n", "NOOP"))
    crons = [{"cronExpression": "0 * * * * *"}, {"cronExpression": "30 * * * * *", "zoneId": "Europe/Paris"}]
    schedule = {"name": "s", "cronExpression": "0 0 0 1 1 *", "cronSchedules": crons}
    server.call("POST", "/scheduler/schedules", {**schedule, "startWorkflowRequest": {"name": "wf", "input": {}}})
    server.pass_time(60)
    found = server.call("GET", "/scheduler/search/executions?query=scheduleName IN (s)&sort=scheduledTime:ASC")
    assert sorted(run["zoneId"] for run in found["results"]) == ["Europe/Paris", "UTC"]
    started = [server.workflow(run["workflowId"])["input"]["_schedulerCron"] for run in found["results"]]
    assert sorted(started) == ["0 * * * * * UTC", "30 * * * * * Europe/Paris"]


def test_failure_workflow_can_be_named_by_an_input() -> None:
    """$workflow.input.x is the name in the input x; an expression in braces names nothing."""
    server = Server()
    server.define(system("n", "NOOP"), name="cleanup")
    failing = {**system("t", "TERMINATE"), "inputParameters": {"terminationStatus": "FAILED"}}
    server.define(failing, name="dollar", failureWorkflow="$workflow.input.x")
    server.define(failing, name="braces", failureWorkflow="${workflow.input.x}")
    by_dollar = server.workflow(server.start("dollar", x="cleanup"))["output"]["conductor.failure_workflow"]
    failed = server.workflow(by_dollar)["input"]["failedWorkflow"]
    assert (failed["status"], failed["previousStatus"], failed["workflowName"]) == ("FAILED", "RUNNING", "dollar")
    assert server.workflow(server.start("braces", x="cleanup"))["output"] == {}


def test_trial_leaves_operators_alone() -> None:
    """Mocks are for tasks that wait for somebody; null for all mocks is refused, null for one is none."""
    server = Server()
    server.define(simple("k"), name="child")
    server.define(system("s", "SUB_WORKFLOW", subWorkflowParam={"name": "child"}))
    mocks = {"s": [{"status": "COMPLETED", "output": {"never": 1}}], "nobody": None}
    assert server.call("POST", "/workflow/test", {"name": "wf", "taskRefToMockOutput": mocks})["status"] == "RUNNING"
