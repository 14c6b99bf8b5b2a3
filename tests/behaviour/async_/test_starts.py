# Async source: scripts/unasync.py derives tests/behaviour/sync/test_starts.py from it, line by line.
"""Other ways to start a workflow: by name, as a test, and many at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from conductor import (
    AsyncWorkflowExecutor,
    BadRequestError,
    ConfigurationError,
    NotFoundError,
    TaskState,
    WorkflowDef,
    WorkflowState,
    WorkflowTask,
)

SMOKE = True


def one_task(name: str, kind: str = "SIMPLE") -> WorkflowDef:
    """Give a workflow of one task."""
    task = WorkflowTask(name=f"{name}_one", task_reference_name="one", type=kind)
    return WorkflowDef(name=name, version=1, tasks=[task], timeout_seconds=0)


async def test_start_by_name_takes_the_input_itself(executor: AsyncWorkflowExecutor, name: str) -> None:
    """Input, version, correlation id and priority reach the execution; an unknown name is not found."""
    await executor.register_workflow(True, one_task(name))
    workflow_id = await executor.start_workflow_by_name(
        name, {"a": 1}, 1, "c-1", 7, idempotency_key="k", idempotency_strategy="FAIL"
    )
    found = await executor.get_workflow(workflow_id)
    assert (found.input, found.correlation_id, found.priority) == ({"a": 1}, "c-1", 7)
    with pytest.raises(NotFoundError, match=name):
        await executor.start_workflow_by_name(f"{name}_other")


async def test_a_test_run_uses_made_up_outputs(executor: AsyncWorkflowExecutor, name: str) -> None:
    """Each attempt of a task gets the next of its made-up results; a task without one stays SCHEDULED."""
    await executor.register_workflow(True, one_task(name))
    mocks = {"one": [{"status": "FAILED"}, {"status": "COMPLETED", "output": {"a": 1}}]}
    done = await executor.test_workflow({"name": name, "version": 1, "taskRefToMockOutput": mocks})
    assert [task.status for task in done.tasks] == [TaskState.FAILED, TaskState.COMPLETED]
    assert (done.status, done.tasks[1].output_data) == (WorkflowState.COMPLETED, {"a": 1})
    stuck = await executor.test_workflow({"name": name, "version": 1})
    assert stuck.tasks[0].status == TaskState.SCHEDULED


async def test_the_wait_of_a_synchronous_start_may_be_a_timedelta(executor: AsyncWorkflowExecutor, name: str) -> None:
    """When the time is up the answer shows the workflow as it is then: RUNNING."""
    await executor.register_workflow(True, one_task(name))
    run = await executor.execute_workflow({"name": name, "version": 1}, wait_for_seconds=timedelta(milliseconds=300))
    assert run.status == WorkflowState.RUNNING


async def test_a_strategy_that_does_not_exist_is_refused(executor: AsyncWorkflowExecutor, name: str) -> None:
    """A wrong word is an error before anything is sent: the server would answer 500."""
    with pytest.raises(ConfigurationError, match="return_strategy: 'TASK' is none of BLOCKING_TASK"):
        await executor.execute_workflow({"name": name, "version": 1}, return_strategy="TASK")


async def test_unknown_keys_of_a_definition_are_refused(executor: AsyncWorkflowExecutor, name: str) -> None:
    """The server would ignore them; the error says where they are and what was meant, a model may have them."""
    task = {"name": "a", "taskReferenceName": "a", "type": "SIMPLE", "inputParams": {}}
    with pytest.raises(
        ConfigurationError, match=r"workflow.tasks\[0\]: unknown key 'inputParams'; did you mean 'inputP"
    ):
        await executor.register_workflow(True, {"name": name, "version": 1, "tasks": [task]})
    await executor.register_workflow(True, WorkflowDef.from_dict({"name": name, "version": 1, "tasks": [task]}))


async def test_bulk_operations_report_on_each_workflow(executor: AsyncWorkflowExecutor, name: str) -> None:
    """What fails for one does not stop the others; the answer has the ids that went well and the other errors."""
    await executor.register_workflow(True, one_task(name))
    ids = await executor.start_workflows([{"name": name}] * 2)
    paused = await executor.pause_workflows([*ids, f"{name}-none"])
    assert set(paused.bulk_successful_results) == set(ids)
    assert set(paused.bulk_error_results) == {f"{name}-none"}
    resumed = await executor.resume_workflows(ids)
    assert set(resumed.bulk_successful_results) == set(ids)
    ended = await executor.terminate_workflows(ids, "enough")
    assert ended.bulk_error_results == {}
    retried = await executor.retry_workflows(ids[:1])
    restarted = await executor.restart_workflows(ids[1:], use_latest_definitions=True)
    assert retried.bulk_successful_results + restarted.bulk_successful_results == ids
    status = await executor.get_workflow_status(ids[0])
    assert status.status == WorkflowState.RUNNING
    await executor.terminate_workflows(ids)
    removed = await executor.delete_workflows(ids, archive=False)
    assert set(removed.bulk_successful_results) == set(ids)
    with pytest.raises(BadRequestError):
        await executor.pause_workflows([])
