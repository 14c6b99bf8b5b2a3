"""What tasks get from odd expressions, as the real server was seen to do."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.local.support import Server, system


def given(task_type: str, inputs: dict[str, Any], **fields: Any) -> Any:
    """The input data of a task of a type."""
    server = Server()
    server.define(system("x", task_type, inputParameters=inputs, **fields))
    return server.workflow(server.start(list=[{"t": "a/b"}, {"t": 2.5, "n": None}]))["tasks"][0]["inputData"]


def test_several_answers_of_a_path_are_json_in_a_text() -> None:
    """Alone they are a list; inside a text they are JSON with escaped slashes, while a list is Java's text."""
    found = given("HUMAN", {"alone": "${workflow.input.list[*].t}", "text": "<${workflow.input.list[*].t}>"})
    assert found == {"alone": ["a/b", 2.5], "text": '<["a\\/b",2.5]>'}
    assert given("HUMAN", {"text": "<${workflow.input.list}>"}) == {"text": "<[{t=a/b}, {t=2.5, n=null}]>"}


@pytest.mark.parametrize("task_type", ["SET_VARIABLE", "START_WORKFLOW"])
def test_some_tasks_do_not_see_their_own_id(task_type: str) -> None:
    """What a mapper resolves before it has an id keeps the expression."""
    assert given(task_type, {"id": "${CPEWF_TASK_ID}"})["id"] == "${CPEWF_TASK_ID}"


def test_noop_has_no_input() -> None:
    """The server does not keep the inputs of a NOOP."""
    assert given("NOOP", {"a": 1}) == {}


def test_escapes_in_what_is_put_into_a_text_are_resolved() -> None:
    """$${ becomes ${ in the whole text, also in values; a value alone stays as it is."""
    server = Server()
    inputs = {"alone": "${workflow.input.v}", "text": "<${workflow.input.v}>"}
    server.define(system("x", "HUMAN", inputParameters=inputs))
    found = server.workflow(server.start(v="$${y}"))["tasks"][0]["inputData"]
    assert found == {"alone": "$${y}", "text": "<${y}>"}


def test_dynamic_fork_of_a_reference_that_has_run_fails() -> None:
    """The second fork of the same references ends the workflow, and says which was there."""
    server = Server()
    forks = [{"name": "d", "taskReferenceName": "d", "type": "NOOP"}]
    parameters = {"dynamicForkTasksParam": "tasks", "dynamicForkTasksInputParamName": "inputs"}
    inputs = {"tasks": forks, "inputs": {}}
    tasks = [
        task
        for name in ("one", "two")
        for task in (
            system(name, "FORK_JOIN_DYNAMIC", inputParameters=inputs, **parameters),
            system(f"{name}_join", "JOIN"),
        )
    ]
    server.define(*tasks)
    found = server.workflow(server.start())
    assert found["status"] == "FAILED"
    assert found["reasonForIncompletion"].endswith(
        "Dynamic Fork Task: d/d attempted to create a duplicate task reference name: d"
    )


def test_same_violation_is_told_once() -> None:
    """The server keeps violations in a set."""
    server = Server()
    broken = {"k": "${nobody.output}"}
    tasks = [{**system(name, "HUMAN", inputParameters=broken), "name": "same"} for name in ("a", "b")]
    assert len(server.call("POST", "/metadata/workflow", {"name": "w", "tasks": tasks})["validationErrors"]) == 1


def test_round_of_a_loop_is_no_reference() -> None:
    """An input cannot read b__1: only references of the definition are known when it is registered."""
    server = Server()
    tasks = [system("b", "NOOP"), system("c", "HUMAN", inputParameters={"k": "${b__1.output}"})]
    assert server.status("POST", "/metadata/workflow", {"name": "w", "tasks": tasks}) == 400


def test_no_domain_and_an_empty_domain_differ() -> None:
    """A poll with an empty domain gets nothing of what has none."""
    server = Server()
    server.define({"name": "work", "taskReferenceName": "a", "type": "SIMPLE"})
    server.start()
    assert server.status("GET", "/tasks/poll/work?domain=") == 204
    assert server.status("GET", "/tasks/poll/work") == 200


def test_infinite_number_of_jq_is_a_text() -> None:
    """JSON has no such number, and the server writes the word."""
    server = Server()
    server.define(system("q", "JSON_JQ_TRANSFORM", inputParameters={"queryExpression": "1e1000"}))
    assert server.workflow(server.start())["output"]["result"] == "Infinity"
