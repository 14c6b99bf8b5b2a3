# Derived from tests/behaviour/async_/test_orkes_starts.py by scripts/unasync.py; do not edit.
"""Idempotency keys, state of running executions and schedules, on an embedded server of the Orkes edition."""

from __future__ import annotations

from typing import Any

import pytest

from conductor import OrkesClients, BadRequestError, ConflictError, NotFoundError, WorkflowState
from conductor_api.api import scheduler as scheduler_api
from conductor_api.api import workflow as workflow_api
from conductor_api.models import CorrelationIdsSearchRequest

SMOKE = True


def register(orkes: OrkesClients, name: str, *tasks: dict[str, Any], **fields: Any) -> None:
    wait = {"name": "wait", "taskReferenceName": "wait", "type": "WAIT"}
    definition = {"name": name, "version": 1, "tasks": list(tasks) or [wait], "timeoutSeconds": 0, **fields}
    orkes.get_workflow_client().register_workflow(True, definition)


def test_a_repeat_fails_by_default(orkes: OrkesClients, name: str) -> None:
    """FAIL, also when nothing is said, refuses a second start with the key for ever; other workflows may use it."""
    executor = orkes.get_workflow_client()
    register(orkes, name)
    register(orkes, f"{name}_other")
    first = executor.start_workflow({"name": name, "version": 1, "idempotencyKey": "k"})
    with pytest.raises(ConflictError, match=first):
        executor.start_workflow({"name": name, "version": 1, "idempotencyKey": "k"})
    executor.terminate(first)
    with pytest.raises(ConflictError, match="TERMINATED"):
        executor.start_workflow_by_name(name, idempotency_key="k", idempotency_strategy="FAIL")
    assert executor.start_workflow_by_name(f"{name}_other", idempotency_key="k") != first


def test_a_repeat_gives_the_existing_execution(orkes: OrkesClients, name: str) -> None:
    """RETURN_EXISTING answers with the id of the first start, synchronous execution included."""
    executor = orkes.get_workflow_client()
    register(orkes, name)
    request = {"name": name, "version": 1, "idempotencyKey": "k", "idempotencyStrategy": "RETURN_EXISTING"}
    first = executor.start_workflow(request)
    assert executor.start_workflow(request) == first
    again = {"idempotency_key": "k", "idempotency_strategy": "RETURN_EXISTING"}
    assert executor.start_workflow_by_name(name, **again) == first
    assert (executor.execute_workflow(request)).workflow_id == first
    assert executor.start_workflow({**request, "idempotencyKey": "other"}) != first


def test_a_repeat_fails_while_the_first_one_runs(orkes: OrkesClients, name: str) -> None:
    """FAIL_ON_RUNNING starts anew when the execution of the key has ended."""
    executor = orkes.get_workflow_client()
    register(orkes, name)
    request = {"name": name, "version": 1, "idempotencyKey": "k", "idempotencyStrategy": "FAIL_ON_RUNNING"}
    first = executor.start_workflow(request)
    with pytest.raises(ConflictError, match="RUNNING"):
        executor.start_workflow(request)
    executor.terminate(first)
    assert executor.start_workflow(request) != first


def test_a_task_that_starts_workflows_keeps_to_the_key(orkes: OrkesClients, name: str) -> None:
    """START_WORKFLOW with RETURN_EXISTING gives the id of the execution that is there."""
    executor = orkes.get_workflow_client()
    request = {"name": name, "version": 1, "idempotencyKey": "k", "idempotencyStrategy": "RETURN_EXISTING"}
    task = {
        "name": "go",
        "taskReferenceName": "go",
        "type": "START_WORKFLOW",
        "inputParameters": {"startWorkflow": request},
    }
    register(orkes, name)
    register(orkes, f"{name}_starter", task)
    first = executor.start_workflow(request)
    run = executor.execute_workflow({"name": f"{name}_starter", "version": 1})
    assert run.output == {"workflowId": first}


def test_consistency_and_return_strategy(orkes: OrkesClients, name: str) -> None:
    """Each consistency is taken, an unknown one refused; a return strategy chooses what comes back."""
    executor = orkes.get_workflow_client()
    register(orkes, name)
    request = {"name": name, "version": 1}
    for consistency in ("SYNCHRONOUS", "DURABLE", "REGION_DURABLE"):
        run = executor.execute_workflow(request, consistency=consistency)
        assert run.status == WorkflowState.RUNNING
    blocked = executor.execute_workflow(request, return_strategy="BLOCKING_TASK")
    assert blocked.get_blocking_task().reference_task_name == "wait"
    with pytest.raises(BadRequestError, match="SYNCHRONOUS, DURABLE, REGION_DURABLE"):
        executor.execute_workflow(request, consistency="EVENTUAL")


def test_variables_of_a_running_execution_are_set(orkes: OrkesClients, name: str) -> None:
    """Others stay; an execution that has ended keeps what it has."""
    executor = orkes.get_workflow_client()
    register(orkes, name, variables={"a": 1, "b": 1})
    workflow_id = executor.start_workflow({"name": name, "version": 1})
    assert (executor.update_variables(workflow_id, {"b": 2})).variables == {"a": 1, "b": 2}
    executor.terminate(workflow_id)
    with pytest.raises(ConflictError, match="has ended"):
        executor.update_variables(workflow_id, {"b": 3})


def test_state_and_task_are_updated_in_one_step(orkes: OrkesClients, name: str) -> None:
    """The task ends, what follows sees the variables, and the answer shows the ended run."""
    executor = orkes.get_workflow_client()
    register(orkes, name, outputParameters={"said": "${wait.output.word}", "seen": "${workflow.variables.v}"})
    workflow_id = executor.start_workflow({"name": name, "version": 1})
    result = {"workflowInstanceId": workflow_id, "taskId": "any", "status": "COMPLETED", "outputData": {"word": "go"}}
    update = {"variables": {"v": 7}, "taskReferenceName": "wait", "taskResult": result}
    run = executor.update_state(workflow_id, update, "r-1")
    assert (run.status, run.output, run.request_id) == (WorkflowState.COMPLETED, {"said": "go", "seen": 7}, "r-1")
    other = executor.start_workflow({"name": name, "version": 1})
    with pytest.raises(NotFoundError, match="no running task nowhere"):
        executor.update_state(other, {**update, "taskReferenceName": "nowhere"})


def test_executions_are_found_by_several_names(orkes: OrkesClients, name: str) -> None:
    """The raw endpoint gives them by correlation id, those without any as empty lists."""
    register(orkes, name)
    workflow_id = orkes.get_workflow_client().start_workflow_by_name(name, correlation_id=name)
    wanted = CorrelationIdsSearchRequest(workflow_names=[name, "other"], correlation_ids=[name, "none"])
    found = workflow_api.get_workflows_by_names_and_correlation_ids.sync(client=orkes.client.api, body=wanted)
    assert [[one.workflow_id for one in found[key]] for key in (name, "none")] == [[workflow_id], []]


def test_a_workflow_runs_as_an_api(orkes: OrkesClients, name: str) -> None:
    """The raw endpoints answer with the output of the workflow alone; by GET the input is in the query."""
    task = {"name": "set", "taskReferenceName": "set", "type": "SET_VARIABLE", "inputParameters": {"a": 1}}
    register(orkes, name, task, outputParameters={"got": "${workflow.input.word}"})
    output = workflow_api.execute_workflow_by_name.sync(name, client=orkes.client.api, body={"word": "go"})
    assert output == {"got": "go"}
    assert workflow_api.execute_workflow_by_get.sync(name, client=orkes.client.api) == {"got": None}


def test_schedules_are_paused_by_get(orkes: OrkesClients, name: str) -> None:
    """The scheduler client finds out by itself that PUT is not there; tags come with the schedule."""
    schedules = orkes.get_scheduler_client()
    request = {"name": name, "version": 1}
    schedules.save_schedule({"name": name, "cronExpression": "0 0 0 1 1 ?", "startWorkflowRequest": request})
    schedules.pause_schedule(name, "holidays")
    assert (schedules.get_schedule(name)).paused
    schedules.resume_schedule(name)
    assert not (schedules.get_schedule(name)).paused
    schedules.set_scheduler_tags(name, [{"key": "team", "value": name}])
    assert [tag.value for tag in (schedules.get_schedule(name)).tags or []] == [name]
    tagged = scheduler_api.get_schedules_by_tag.sync(client=orkes.client.api, tag=f"team:{name}")
    assert [one.name for one in tagged] == [name]
    with pytest.raises(NotFoundError):
        schedules.pause_schedule(f"{name}_other")
