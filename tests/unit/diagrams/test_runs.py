from __future__ import annotations

from typing import Any

import pytest

from conductor.diagrams import to_mermaid
from conductor.diagrams.graph import graph_of
from conductor.diagrams.model import Node
from conductor.diagrams.states import Look
from conductor.errors import ConfigurationError
from conductor_api.models import Workflow, WorkflowDef, WorkflowRun
from tests.support.diagrams import fork, join, recorded, simple, switch, workflow


def nodes(source: Any, **options: Any) -> dict[str, Node]:
    return {node.id: node for node in graph_of(source, **options).nodes}


def execution(*tasks: dict[str, Any], definition: dict[str, Any], status: str = "RUNNING") -> dict[str, Any]:
    return {"workflowId": "w", "status": status, "tasks": list(tasks), "workflowDefinition": definition}


def ran(reference: str, status: str = "COMPLETED", **fields: Any) -> dict[str, Any]:
    return {"referenceTaskName": reference, "taskType": "work", "status": status, **fields}


def test_rounds_of_a_loop_come_together() -> None:
    """The suffix that the server gives to references in a loop is taken off; the last round is shown."""
    found = nodes(recorded("nested"))
    assert found["loop_ref"].run is not None
    assert found["loop_ref"].run.rounds == 3
    assert found["invoice_ref"].subtitle == "29 ms · 2 tries · flaky"


def test_a_failure_that_called_off_its_own_retry_is_shown() -> None:
    """The retry was canceled when the workflow failed; a reader looks for the task that failed."""
    run = nodes(recorded("failed"))["bad_ref"].run
    assert run is not None
    assert (run.look, run.tries) == (Look.FAILED, 2)
    assert 'card "declined"' in nodes(recorded("failed"))["bad_ref"].tip


def test_an_execution_without_its_definition_is_drawn_from_its_tasks() -> None:
    """Each task carries its own definition, with everything inside it."""
    without = {**recorded("nested"), "workflowDefinition": None}
    assert to_mermaid(without) == to_mermaid(recorded("nested"))


def test_models_and_mappings_are_the_same() -> None:
    """Workflow, WorkflowDef and their JSON objects give the same picture."""
    data = recorded("nested")
    assert to_mermaid(Workflow.from_dict(data)) == to_mermaid(data)
    definition = data["workflowDefinition"]
    assert to_mermaid(WorkflowDef.from_dict(definition)) == to_mermaid(definition)


def test_the_answer_of_execute_can_be_drawn() -> None:
    """A WorkflowRun has tasks, but neither name nor definition."""
    run = WorkflowRun.from_dict(
        {key: value for key, value in recorded("failed").items() if key != "workflowDefinition"}
    )
    assert nodes(run)["bad_ref"].run is not None


def test_a_builder_can_be_drawn() -> None:
    """Whatever gives its definition by `to_def` is drawn as that definition."""

    class Built:
        def to_def(self) -> dict[str, Any]:
            return workflow(simple("a"))

    assert "a" in nodes(Built())


@pytest.mark.parametrize(("selected", "taken"), [("EU", "pay (EU)"), ("US", "pay (default)")])
def test_the_empty_case_that_was_taken_is_marked(selected: str, taken: str) -> None:
    """What the switch selected decides between branches without tasks; what has no case goes the default way."""
    definition = workflow(switch("pay", {"EU": [], "free": []}), simple("next"))
    source = execution(
        ran("pay", seq=1, outputData={"selectedCase": selected}), ran("next", seq=2), definition=definition
    )
    marked = [name for name, node in nodes(source).items() if name.startswith("pay (") and node.run]
    assert marked == [taken]


def test_a_join_is_not_reached_by_what_still_runs() -> None:
    """The server creates the join with the fork; the way to it is taken only when a branch is done."""
    definition = workflow(fork("f", [simple("a")], [simple("b")]), join("j", "a", "b"))
    tasks = [ran("f", seq=1), ran("a", seq=2), ran("b", "IN_PROGRESS", seq=3), ran("j", "IN_PROGRESS", seq=4)]
    edges = graph_of(execution(*tasks, definition=definition)).edges
    assert {edge.source: edge.is_taken for edge in edges if edge.target == "j"} == {"a": True, "b": False}


@pytest.mark.parametrize("source", ["order", 7, None, [workflow()]])
def test_what_is_no_workflow_is_refused(source: Any) -> None:
    """The error says what can be drawn and what was found."""
    with pytest.raises(ConfigurationError, match="expected a workflow definition or an execution, found"):
        to_mermaid(source)


def test_a_definition_without_tasks_names_what_is_missing() -> None:
    """A mapping that is no definition is refused by name."""
    with pytest.raises(ConfigurationError, match="missing name"):
        to_mermaid({"tasks": []})
