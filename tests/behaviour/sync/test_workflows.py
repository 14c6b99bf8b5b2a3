# Derived from tests/behaviour/async_/test_workflows.py by scripts/unasync.py; do not edit.
"""Registering, starting and watching workflows."""

from __future__ import annotations

from typing import Any

import pytest

from conductor import (
    WorkflowExecutor,
    BadRequestError,
    ConfigurationError,
    ConflictError,
    NotFoundError,
    ReturnStrategy,
    SignalResponse,
    StartWorkflowsError,
    TaskState,
    WorkflowDef,
    WorkflowRun,
    WorkflowState,
    WorkflowTask,
)

SMOKE = True

PAYLOAD: dict[str, Any] = {
    "text": 'Zoë \u2603 \U0001f680 "quoted" \\ ${not.a.reference',
    "none": None,
    "nested": {"none": None, "list": [None, 1, 2.5, True, {"deep": []}]},
    "big": 2**53 - 1,
    "empty": {},
}


def set_variable(name: str, **fields: Any) -> WorkflowDef:
    """Give a workflow that ends at once and returns its input."""
    task = WorkflowTask(name="set", task_reference_name="set", type="SET_VARIABLE", input_parameters={"seen": True})
    output = {"given": "${workflow.input}"}
    return WorkflowDef(name=name, version=1, tasks=[task], output_parameters=output, timeout_seconds=0, **fields)


def waiting(name: str) -> WorkflowDef:
    """Give a workflow that waits until it is told to go on."""
    return WorkflowDef(name=name, version=1, tasks=[WorkflowTask(name="wait", task_reference_name="wait", type="WAIT")])


def test_execute_gives_the_finished_workflow(executor: WorkflowExecutor, name: str) -> None:
    """A synchronous start returns a typed run: state, output, tasks and times, payloads unharmed."""
    executor.register_workflow(True, set_variable(name))
    run = executor.execute_workflow({"name": name, "version": 1, "input": PAYLOAD})
    assert isinstance(run, WorkflowRun)
    assert run.status is WorkflowState.COMPLETED
    assert run.output == {"given": PAYLOAD}
    assert run.variables == {"seen": True}
    assert [task.status for task in run.tasks] == [TaskState.COMPLETED]
    assert run.tasks[0].started_at is not None
    assert run.tasks[0].started_at.tzinfo is not None


def test_execute_with_a_strategy_gives_what_was_asked_for(executor: WorkflowExecutor, name: str) -> None:
    """With a return strategy the answer is about the task that blocks the workflow."""
    executor.register_workflow(True, waiting(name))
    answer = executor.execute_workflow(
        {"name": name, "version": 1}, request_id="mine", return_strategy=ReturnStrategy.BLOCKING_TASK
    )
    assert isinstance(answer, SignalResponse)
    assert answer.response_type is ReturnStrategy.BLOCKING_TASK
    assert answer.reference_task_name == "wait"
    assert answer.request_id == "mine"
    executor.terminate(answer.workflow_id)


def test_execute_needs_a_version(executor: WorkflowExecutor, name: str) -> None:
    """Without a version nothing is sent, and the error says where to give it."""
    with pytest.raises(ConfigurationError, match="version is missing: give it in the request or as an argument"):
        executor.execute_workflow({"name": name})


def test_started_workflow_is_found_by_its_id(executor: WorkflowExecutor, name: str) -> None:
    """A start returns the id, under which the execution is found, with or without its tasks."""
    executor.register_workflow(True, waiting(name))
    workflow_id = executor.start_workflow({"name": name, "correlationId": "c-1", "input": PAYLOAD})
    found = executor.get_workflow(workflow_id)
    assert (found.workflow_id, found.workflow_name, found.correlation_id) == (workflow_id, name, "c-1")
    assert found.status is WorkflowState.RUNNING
    assert found.input == PAYLOAD
    assert [task.reference_task_name for task in found.tasks] == ["wait"]
    assert found.ended_at is None
    bare = executor.get_workflow(workflow_id, include_tasks=False)
    assert bare.tasks == []
    executor.terminate(workflow_id)


def test_status_comes_with_output_and_variables_on_request(executor: WorkflowExecutor, name: str) -> None:
    """The status alone has no output and no variables, unless they are asked for."""
    executor.register_workflow(True, set_variable(name))
    run = executor.execute_workflow({"name": name, "version": 1, "input": {"a": 1}})
    assert run.workflow_id is not None
    bare = executor.get_workflow_status(run.workflow_id)
    assert (bare.status, bare.output, bare.variables) == (WorkflowState.COMPLETED, None, None)
    full = executor.get_workflow_status(run.workflow_id, include_output=True, include_variables=True)
    assert (full.output, full.variables) == ({"given": {"a": 1}}, {"seen": True})


def test_several_workflows_start_in_order(executor: WorkflowExecutor, name: str) -> None:
    """Each request of a list is started, and the ids come in its order."""
    executor.register_workflow(True, set_variable(name))
    ids = executor.start_workflows([{"name": name, "correlationId": f"c-{number}"} for number in range(3)])
    found = [executor.get_execution(workflow_id) for workflow_id in ids]
    assert [workflow.correlation_id for workflow in found] == ["c-0", "c-1", "c-2"]


def test_a_failed_start_does_not_stop_the_others(executor: WorkflowExecutor, name: str) -> None:
    """All requests of a list are tried; the error holds the id or the error of each, in order."""
    executor.register_workflow(True, set_variable(name))
    with pytest.raises(StartWorkflowsError, match=r"1 of 3 .* workflows_request\[1\]: No such workflow") as caught:
        executor.start_workflows([{"name": name}, {"name": f"{name}_other"}, {"name": name}])
    first, failed, last = caught.value.results
    assert isinstance(failed, NotFoundError)
    assert [(executor.get_execution(str(found))).workflow_name for found in (first, last)] == [name, name]


def test_one_wrong_request_starts_none(executor: WorkflowExecutor, name: str) -> None:
    """A list with a request that cannot be right is refused before anything is sent; the error names the place."""
    with pytest.raises(ConfigurationError, match=r"workflows_request\[1\] \(StartWorkflowRequest\): missing name"):
        executor.start_workflows([{"name": name}, {"version": 1}])


def test_terminated_workflow_has_its_reason(executor: WorkflowExecutor, name: str) -> None:
    """Terminating ends an execution for the reason given and cancels its open tasks; a finished one is a conflict."""
    executor.register_workflow(True, waiting(name))
    workflow_id = executor.start_workflow({"name": name})
    executor.terminate(workflow_id, "no longer needed: 50 % & more")
    ended = executor.get_workflow(workflow_id)
    assert ended.status is WorkflowState.TERMINATED
    assert ended.reason_for_incompletion == "no longer needed: 50 % & more"
    assert [task.status for task in ended.tasks] == [TaskState.CANCELED]
    executor.register_workflow(True, set_variable(name))
    done = executor.execute_workflow({"name": name, "version": 1})
    assert done.workflow_id is not None
    with pytest.raises(ConflictError, match="Cannot terminate a COMPLETED workflow"):
        executor.terminate(done.workflow_id)


def test_definition_is_replaced_only_on_request(executor: WorkflowExecutor, name: str) -> None:
    """Registering a name and version again is a conflict, unless override is True."""
    executor.register_workflow(False, set_variable(name))
    with pytest.raises(ConflictError, match="already exists"):
        executor.register_workflow(False, set_variable(name))
    executor.register_workflow(True, set_variable(name, description="the second one"))


def test_invalid_definition_says_where(executor: WorkflowExecutor, name: str) -> None:
    """The server's validation comes as an error that has each finding."""
    broken = {"name": name, "version": 1, "tasks": [{"name": "", "taskReferenceName": "a", "type": "SIMPLE"}]}
    with pytest.raises(BadRequestError) as caught:
        executor.register_workflow(True, broken)
    assert caught.value.status == 400
    assert any("name" in finding.path for finding in caught.value.validation_errors)


def test_unknown_workflow_is_not_found(executor: WorkflowExecutor, name: str) -> None:
    """Starting a workflow that nobody registered is an error that names it; so is asking for an unknown id."""
    with pytest.raises(NotFoundError, match=name):
        executor.start_workflow({"name": name})
    with pytest.raises(NotFoundError, match="No such workflow found by id: nobody"):
        executor.get_workflow("nobody")


@pytest.mark.parametrize("workflow_id", ["a b", "a?b=c", "a#b", "%41", "ü☃", "a;b"])
def test_odd_ids_stay_one_segment(executor: WorkflowExecutor, workflow_id: str) -> None:
    """Whatever an id is made of, it is looked up as it is."""
    with pytest.raises(NotFoundError, match="No such workflow found by id") as caught:
        executor.get_workflow(workflow_id)
    assert workflow_id in caught.value.message


def test_get_workflow_asks_again(executor: WorkflowExecutor) -> None:
    """With retry the last answer counts, after as many further questions."""
    with pytest.raises(NotFoundError):
        executor.get_workflow("nobody", retry=2, retry_interval_s=0)
    with pytest.raises(ConfigurationError, match="retry must be a whole number from 0, not -1"):
        executor.get_workflow("nobody", retry=-1)
