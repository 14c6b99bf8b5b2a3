"""The answer of a synchronous start or signal."""

from __future__ import annotations

from typing import Any

import pytest

import conductor_api.models
from conductor import (
    ConfigurationError,
    ReturnStrategy,
    SignalResponse,
    TaskState,
    WorkflowState,
    is_successful,
    is_terminal,
)

WORKFLOW: dict[str, Any] = {
    "responseType": "TARGET_WORKFLOW",
    "targetWorkflowId": "root",
    "targetWorkflowStatus": "RUNNING",
    "workflowId": "root",
    "status": "RUNNING",
    "input": {"a": 1},
    "output": {},
    "variables": {"v": 1},
    "tasks": [{"taskId": "t", "status": "IN_PROGRESS"}],
    "createTime": 5,
    "requestId": "r",
}
TASK: dict[str, Any] = {
    "responseType": "BLOCKING_TASK",
    "targetWorkflowId": "root",
    "targetWorkflowStatus": "RUNNING",
    "workflowId": "child",
    "status": "IN_PROGRESS",
    "input": {"a": 1},
    "output": {"b": 2},
    "taskId": "t",
    "taskType": "WAIT",
    "taskDefName": "wait",
    "referenceTaskName": "ref",
    "workflowType": "w",
}
PREDICATES = ("is_target_workflow", "is_blocking_workflow", "is_blocking_task", "is_blocking_task_input")


@pytest.mark.parametrize("strategy", ReturnStrategy)
def test_exactly_one_predicate_holds(strategy: ReturnStrategy) -> None:
    """Each return strategy has its predicate, and belongs to workflows or to tasks."""
    answer = SignalResponse.from_dict({**WORKFLOW, "responseType": strategy})
    assert [name for name in PREDICATES if getattr(answer, name)()] == [f"is_{strategy.lower()}"]
    assert answer.has_workflow_data() == (not answer.has_task_data()) == ("WORKFLOW" in strategy)
    assert answer.get_response_type() == strategy


def test_the_workflow_is_given() -> None:
    """State, payloads, tasks and times of the answer are those of the workflow."""
    workflow = SignalResponse.from_dict(WORKFLOW).get_workflow()
    assert (workflow.workflow_id, workflow.status, workflow.create_time) == ("root", WorkflowState.RUNNING, 5)
    assert (workflow.input, workflow.variables) == ({"a": 1}, {"v": 1})
    assert [task.task_id for task in workflow.tasks] == ["t"]
    assert workflow.additional_properties == {}


def test_the_task_that_waits_is_given() -> None:
    """The fields of the answer are those of the task, under its own names."""
    task = SignalResponse.from_dict(TASK).get_blocking_task()
    assert (task.task_id, task.task_type, task.reference_task_name) == ("t", "WAIT", "ref")
    assert (task.status, task.retry_count) == (TaskState.IN_PROGRESS, 0)
    assert (task.input_data, task.output_data) == ({"a": 1}, {"b": 2})
    assert (task.workflow_instance_id, task.workflow_type) == ("child", "w")
    assert SignalResponse.from_dict({**TASK, "responseType": "BLOCKING_TASK_INPUT"}).get_task_input() == {"a": 1}


def test_asking_for_the_other_kind_is_an_error() -> None:
    """The error names the kind of the answer and what it lacks."""
    with pytest.raises(ConfigurationError, match="Response type BLOCKING_TASK does not contain workflow details"):
        SignalResponse.from_dict(TASK).get_workflow()
    with pytest.raises(ConfigurationError, match="Response type TARGET_WORKFLOW does not contain task details"):
        SignalResponse.from_dict(WORKFLOW).get_blocking_task()
    with pytest.raises(ConfigurationError, match="Response type BLOCKING_TASK does not contain task input details"):
        SignalResponse.from_dict(TASK).get_task_input()


def test_ids_stand_in_for_each_other() -> None:
    """When one of both ids is missing the other is given; "" when both are."""
    assert SignalResponse.from_dict(TASK).get_workflow_id() == "child"
    assert SignalResponse.from_dict(TASK).get_target_workflow_id() == "root"
    lonely = SignalResponse.from_dict({"workflowId": "w"})
    assert (lonely.get_target_workflow_id(), lonely.get_response_type()) == ("w", "")
    assert SignalResponse.from_dict({}).get_workflow_id() == ""


def test_states_can_be_asked_for() -> None:
    """Whether it runs, is paused or has ended is told from its status."""
    running, paused, failed = (
        SignalResponse.from_dict({**WORKFLOW, "status": state}) for state in ("RUNNING", "PAUSED", "FAILED")
    )
    assert (running.is_running(), running.is_paused(), running.is_terminal()) == (True, False, False)
    assert (paused.is_running(), paused.is_paused(), paused.is_terminal()) == (False, True, False)
    assert (failed.is_running(), failed.is_paused(), failed.is_terminal()) == (False, False, True)


def test_summaries_hold_no_payloads() -> None:
    """One line for people, and a mapping for logs."""
    task, workflow = SignalResponse.from_dict(TASK), SignalResponse.from_dict(WORKFLOW)
    assert str(task) == (
        "SignalResponse{type=BLOCKING_TASK, workflowId=child, status=IN_PROGRESS, taskId=t, taskType=WAIT}"
    )
    assert str(workflow) == "SignalResponse{type=TARGET_WORKFLOW, workflowId=root, status=RUNNING, tasksCount=1}"
    assert str(SignalResponse.from_dict({"workflowId": "w"})) == "SignalResponse{workflowId=w}"
    debug = workflow.to_debug_json()
    assert {"input", "output", "variables", "tasks"} & set(debug) == set()
    assert [debug[name] for name in ("tasksCount", "hasInput", "hasOutput", "hasVariables")] == [1, True, False, True]


def test_it_is_made_of_the_generated_answer() -> None:
    """Nothing is lost on the way, fields that are not known here included."""
    generated = conductor_api.models.SignalResponse.from_dict({**WORKFLOW, "new": True})
    assert SignalResponse.of(generated).to_dict() == generated.to_dict()


def test_terminal_and_successful_states() -> None:
    """Every known state is terminal but four; a state of the future is neither."""
    states = {*WorkflowState, *TaskState}
    assert {state for state in states if not is_terminal(state)} == {"RUNNING", "PAUSED", "SCHEDULED", "IN_PROGRESS"}
    assert {state for state in states if is_successful(state)} == {"COMPLETED", "COMPLETED_WITH_ERRORS", "SKIPPED"}
    assert not is_terminal("HIBERNATING")
    assert is_terminal(WorkflowState("TIMED_OUT"))
