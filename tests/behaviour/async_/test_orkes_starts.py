# Async source: scripts/unasync.py derives tests/behaviour/sync/test_orkes_starts.py from it, line by line.
"""Idempotency keys, state of running executions and schedules, on an embedded server of the Orkes edition."""

from __future__ import annotations

from typing import Any

import pytest

from conductor import AsyncOrkesClients, BadRequestError, ConflictError, NotFoundError, WorkflowState
from conductor_api.api import scheduler as scheduler_api
from conductor_api.api import workflow as workflow_api
from conductor_api.models import CorrelationIdsSearchRequest

SMOKE = True


async def register(orkes: AsyncOrkesClients, name: str, *tasks: dict[str, Any], **fields: Any) -> None:
    wait = {"name": "wait", "taskReferenceName": "wait", "type": "WAIT"}
    definition = {"name": name, "version": 1, "tasks": list(tasks) or [wait], "timeoutSeconds": 0, **fields}
    await orkes.get_workflow_client().register_workflow(True, definition)


async def test_a_repeat_fails_by_default(orkes: AsyncOrkesClients, name: str) -> None:
    """FAIL, also when nothing is said, refuses a second start with the key for ever; other workflows may use it."""
    executor = orkes.get_workflow_client()
    await register(orkes, name)
    await register(orkes, f"{name}_other")
    first = await executor.start_workflow({"name": name, "version": 1, "idempotencyKey": "k"})
    with pytest.raises(ConflictError, match=first):
        await executor.start_workflow({"name": name, "version": 1, "idempotencyKey": "k"})
    await executor.terminate(first)
    with pytest.raises(ConflictError, match="TERMINATED"):
        await executor.start_workflow_by_name(name, idempotency_key="k", idempotency_strategy="FAIL")
    assert await executor.start_workflow_by_name(f"{name}_other", idempotency_key="k") != first


async def test_a_repeat_gives_the_existing_execution(orkes: AsyncOrkesClients, name: str) -> None:
    """RETURN_EXISTING answers with the id of the first start, synchronous execution included."""
    executor = orkes.get_workflow_client()
    await register(orkes, name)
    request = {"name": name, "version": 1, "idempotencyKey": "k", "idempotencyStrategy": "RETURN_EXISTING"}
    first = await executor.start_workflow(request)
    assert await executor.start_workflow(request) == first
    again = {"idempotency_key": "k", "idempotency_strategy": "RETURN_EXISTING"}
    assert await executor.start_workflow_by_name(name, **again) == first
    assert (await executor.execute_workflow(request)).workflow_id == first
    assert await executor.start_workflow({**request, "idempotencyKey": "other"}) != first


async def test_a_repeat_fails_while_the_first_one_runs(orkes: AsyncOrkesClients, name: str) -> None:
    """FAIL_ON_RUNNING starts anew when the execution of the key has ended."""
    executor = orkes.get_workflow_client()
    await register(orkes, name)
    request = {"name": name, "version": 1, "idempotencyKey": "k", "idempotencyStrategy": "FAIL_ON_RUNNING"}
    first = await executor.start_workflow(request)
    with pytest.raises(ConflictError, match="RUNNING"):
        await executor.start_workflow(request)
    await executor.terminate(first)
    assert await executor.start_workflow(request) != first


async def test_a_task_that_starts_workflows_keeps_to_the_key(orkes: AsyncOrkesClients, name: str) -> None:
    """START_WORKFLOW with RETURN_EXISTING gives the id of the execution that is there."""
    executor = orkes.get_workflow_client()
    request = {"name": name, "version": 1, "idempotencyKey": "k", "idempotencyStrategy": "RETURN_EXISTING"}
    task = {
        "name": "go",
        "taskReferenceName": "go",
        "type": "START_WORKFLOW",
        "inputParameters": {"startWorkflow": request},
    }
    await register(orkes, name)
    await register(orkes, f"{name}_starter", task)
    first = await executor.start_workflow(request)
    run = await executor.execute_workflow({"name": f"{name}_starter", "version": 1})
    assert run.output == {"workflowId": first}


async def test_consistency_and_return_strategy(orkes: AsyncOrkesClients, name: str) -> None:
    """Each consistency is taken, an unknown one refused; a return strategy chooses what comes back."""
    executor = orkes.get_workflow_client()
    await register(orkes, name)
    request = {"name": name, "version": 1}
    for consistency in ("SYNCHRONOUS", "DURABLE", "REGION_DURABLE"):
        run = await executor.execute_workflow(request, consistency=consistency)
        assert run.status == WorkflowState.RUNNING
    blocked = await executor.execute_workflow(request, return_strategy="BLOCKING_TASK")
    assert blocked.get_blocking_task().reference_task_name == "wait"
    with pytest.raises(BadRequestError, match="SYNCHRONOUS, DURABLE, REGION_DURABLE"):
        await executor.execute_workflow(request, consistency="EVENTUAL")


async def test_variables_of_a_running_execution_are_set(orkes: AsyncOrkesClients, name: str) -> None:
    """Others stay; an execution that has ended keeps what it has."""
    executor = orkes.get_workflow_client()
    await register(orkes, name, variables={"a": 1, "b": 1})
    workflow_id = await executor.start_workflow({"name": name, "version": 1})
    assert (await executor.update_variables(workflow_id, {"b": 2})).variables == {"a": 1, "b": 2}
    await executor.terminate(workflow_id)
    with pytest.raises(ConflictError, match="has ended"):
        await executor.update_variables(workflow_id, {"b": 3})


async def test_state_and_task_are_updated_in_one_step(orkes: AsyncOrkesClients, name: str) -> None:
    """The task ends, what follows sees the variables, and the answer shows the ended run."""
    executor = orkes.get_workflow_client()
    await register(orkes, name, outputParameters={"said": "${wait.output.word}", "seen": "${workflow.variables.v}"})
    workflow_id = await executor.start_workflow({"name": name, "version": 1})
    result = {"workflowInstanceId": workflow_id, "taskId": "any", "status": "COMPLETED", "outputData": {"word": "go"}}
    update = {"variables": {"v": 7}, "taskReferenceName": "wait", "taskResult": result}
    run = await executor.update_state(workflow_id, update, "r-1")
    assert (run.status, run.output, run.request_id) == (WorkflowState.COMPLETED, {"said": "go", "seen": 7}, "r-1")
    other = await executor.start_workflow({"name": name, "version": 1})
    with pytest.raises(NotFoundError, match="no running task nowhere"):
        await executor.update_state(other, {**update, "taskReferenceName": "nowhere"})


async def test_executions_are_found_by_several_names(orkes: AsyncOrkesClients, name: str) -> None:
    """The raw endpoint gives them by correlation id, those without any as empty lists."""
    await register(orkes, name)
    workflow_id = await orkes.get_workflow_client().start_workflow_by_name(name, correlation_id=name)
    wanted = CorrelationIdsSearchRequest(workflow_names=[name, "other"], correlation_ids=[name, "none"])
    found = await workflow_api.get_workflows_by_names_and_correlation_ids.asyncio(client=orkes.client.api, body=wanted)
    assert [[one.workflow_id for one in found[key]] for key in (name, "none")] == [[workflow_id], []]


async def test_a_workflow_runs_as_an_api(orkes: AsyncOrkesClients, name: str) -> None:
    """The raw endpoints answer with the output of the workflow alone; by GET the input is in the query."""
    task = {"name": "set", "taskReferenceName": "set", "type": "SET_VARIABLE", "inputParameters": {"a": 1}}
    await register(orkes, name, task, outputParameters={"got": "${workflow.input.word}"})
    output = await workflow_api.execute_workflow_by_name.asyncio(name, client=orkes.client.api, body={"word": "go"})
    assert output == {"got": "go"}
    assert await workflow_api.execute_workflow_by_get.asyncio(name, client=orkes.client.api) == {"got": None}


async def test_schedules_are_paused_by_get(orkes: AsyncOrkesClients, name: str) -> None:
    """The scheduler client finds out by itself that PUT is not there; tags come with the schedule."""
    schedules = orkes.get_scheduler_client()
    request = {"name": name, "version": 1}
    await schedules.save_schedule({"name": name, "cronExpression": "0 0 0 1 1 ?", "startWorkflowRequest": request})
    await schedules.pause_schedule(name, "holidays")
    assert (await schedules.get_schedule(name)).paused
    await schedules.resume_schedule(name)
    assert not (await schedules.get_schedule(name)).paused
    await schedules.set_scheduler_tags(name, [{"key": "team", "value": name}])
    assert [tag.value for tag in (await schedules.get_schedule(name)).tags or []] == [name]
    tagged = await scheduler_api.get_schedules_by_tag.asyncio(client=orkes.client.api, tag=f"team:{name}")
    assert [one.name for one in tagged] == [name]
    with pytest.raises(NotFoundError):
        await schedules.pause_schedule(f"{name}_other")
