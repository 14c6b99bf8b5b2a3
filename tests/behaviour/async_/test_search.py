# Async source: scripts/unasync.py derives tests/behaviour/sync/test_search.py from it, line by line.
"""Finding executions and tasks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from conductor import (
    ApiError,
    AsyncTaskClient,
    AsyncWorkflowExecutor,
    ConfigurationError,
    TaskState,
    WorkflowDef,
    WorkflowState,
    WorkflowTask,
)

SMOKE = True


async def start(executor: AsyncWorkflowExecutor, name: str, *correlation_ids: str) -> list[str]:
    """Start workflows that wait for a worker, and end the first."""
    task = WorkflowTask(name=f"{name}_one", task_reference_name="one", type="SIMPLE")
    await executor.register_workflow(True, WorkflowDef(name=name, version=1, tasks=[task], timeout_seconds=0))
    ids = await executor.start_workflows([{"name": name, "correlationId": each} for each in correlation_ids])
    await executor.terminate(ids[0], "first")
    return ids


async def test_filters_are_joined(executor: AsyncWorkflowExecutor, name: str) -> None:
    """Typed filters find what they say, one value or several of which any may match."""
    ids = await start(executor, name, "a", "b", "c")
    running = await executor.search(workflow_type=name, status=WorkflowState.RUNNING)
    assert {row.workflow_id for row in running.results} == set(ids[1:])
    several = await executor.search(workflow_type=name, correlation_id=["a", "c"])
    assert {row.correlation_id for row in several.results} == {"a", "c"}
    recent = await executor.search(workflow_type=[name], started_after=datetime.now(UTC) - timedelta(hours=1))
    assert recent.total_hits == 3
    old = await executor.search(workflow_type=name, started_before=datetime.now(UTC) - timedelta(hours=1))
    assert old.total_hits == 0


async def test_the_form_with_a_colon_is_understood(executor: AsyncWorkflowExecutor, name: str) -> None:
    """``field:value`` finds what it says, where the server itself would give everything."""
    ids = await start(executor, name, "a", "b")
    found = await executor.search(query=f"status:RUNNING AND workflowType:{name}")
    assert [row.workflow_id for row in found.results] == ids[1:]
    either = await executor.search(
        query=f"workflowType={name} AND status IN (RUNNING, TERMINATED)", sort="startTime:ASC"
    )
    assert [row.workflow_id for row in either.results] == ids


async def test_a_query_that_would_be_misread_is_refused(executor: AsyncWorkflowExecutor) -> None:
    """OR, wildcards and other operators are errors with the working form; raw=True sends them."""
    for query in ("status=RUNNING OR status=FAILED", "workflowType=gr*", "startTime>=5", "status != RUNNING", "greet"):
        with pytest.raises(ConfigurationError, match="write field=value, field IN"):
            await executor.search(query=query)
    with pytest.raises(ApiError, match="Incorrectly formatted query string: greet"):
        await executor.search(query="greet", raw=True)


async def test_all_matches_come_page_by_page(executor: AsyncWorkflowExecutor, name: str) -> None:
    """Walking through a search gives each match once, however small the pages are."""
    ids = await start(executor, name, "a", "b", "c")
    found = [row.workflow_id async for row in executor.search_all(workflow_type=name, page_size=2)]
    assert sorted(found) == sorted(ids)
    assert [row async for row in executor.search_all(workflow_type=f"{name}_other")] == []


async def test_whole_executions_are_found(executor: AsyncWorkflowExecutor, name: str) -> None:
    """The second form of the search gives executions with input and output, without tasks."""
    ids = await start(executor, name, "a")
    found = await executor.search_v2(workflow_type=name)
    assert [(workflow.workflow_id, workflow.tasks) for workflow in found.results] == [(ids[0], [])]


async def test_executions_are_found_by_correlation_id(executor: AsyncWorkflowExecutor, name: str) -> None:
    """The answer has a list for each id; ended ones only on request."""
    ids = await start(executor, name, "a", "b")
    running = await executor.get_by_correlation_ids(name, ["a", "b"])
    assert [workflow.workflow_id for workflow in running["b"]] == ids[1:]
    assert running.get("a", []) == []
    everything = await executor.get_by_correlation_ids(name, ["a"], include_closed=True, include_tasks=True)
    assert [task.reference_task_name for task in everything["a"][0].tasks] == ["one"]


async def test_tasks_are_found(executor: AsyncWorkflowExecutor, task_client: AsyncTaskClient, name: str) -> None:
    """Tasks are found from their first update on, as rows or whole; tasks of one workflow are not searched for."""
    ids = await start(executor, name, "a", "b")
    rows = await task_client.search(task_type=f"{name}_one", status=[TaskState.CANCELED, "FAILED"])
    assert [row.workflow_id for row in rows.results] == ids[:1]
    tasks = await task_client.search_v2(query=f"taskType={name}_one", sort="startTime:ASC")
    assert [task.workflow_instance_id for task in tasks.results] == ids[:1]
    with pytest.raises(ConfigurationError, match=r"get_workflow\(id\).tasks"):
        await task_client.search(query=f"workflowId={ids[0]}")
