from __future__ import annotations

import html
from typing import Any

import pytest

from conductor import ConductorWorkflow, dynamic_fork_join, noop_task
from conductor.diagrams import to_mermaid, to_svg
from tests.support.diagrams import simple, workflow


def loop(condition: str, **inputs: Any) -> dict[str, Any]:
    return simple("l", type="DO_WHILE", loopCondition=condition, loopOver=[simple("a")], inputParameters=inputs)


def subtitle(task: dict[str, Any]) -> str:
    """The second line of the first box."""
    title = f"<title>{task['taskReferenceName']} ("
    return html.unescape(to_svg(workflow(task)).partition(title)[2].partition(")</title>")[0])


@pytest.mark.parametrize(
    ("condition", "inputs", "shown"),
    [
        ("$.l.iteration < 3", {}, "while iteration < 3"),
        ("if ( $.l['iteration'] < $.value ) { true; } else { false; }", {"value": 3}, "while iteration < 3"),
        ("$.more", {"more": "${a.output.more}"}, "while a.output.more"),
        ("$.a.more && $['b c'].x", {}, "while a.more && b c.x"),
        ("$.p.next", {"p": "${page.output}"}, "while page.output.next"),
        ("$.p.next", {"p": {"next": 1}}, "while p.next"),
        ("", {}, "DO_WHILE"),
    ],
)
def test_a_condition_is_shown_as_people_read_it(condition: str, inputs: dict[str, Any], shown: str) -> None:
    """Names of a condition are shown as what they stand for; the round of the loop is just its iteration."""
    assert subtitle(loop(condition, **inputs)) == shown


def test_a_switch_shows_what_it_compares() -> None:
    """A switch by value shows the value, not the name of the input; one by script the script."""
    by_value = {"evaluatorType": "value-param", "expression": "k", "decisionCases": {"x": [simple("a")]}}
    task = simple("s", type="SWITCH", inputParameters={"k": "${workflow.input.kind}"}, **by_value)
    assert subtitle(task) == "SWITCH · workflow.input.kind"
    assert subtitle(task | {"inputParameters": {}}) == "SWITCH · k"
    assert subtitle(task | {"evaluatorType": "graaljs", "expression": "$.k == 1"}) == "SWITCH · $.k == 1"


def test_mere_references_are_shown_without_braces() -> None:
    """The list of a loop, and the tasks of a dynamic fork, are shown as what they refer to."""
    wf = ConductorWorkflow("w", input=["lines", "tasks"])
    with wf.for_each("each", wf.input.lines):
        wf >> noop_task("a")
    wf >> dynamic_fork_join("fan", str(wf.input.tasks))
    assert "for each of workflow.input.lines" in to_mermaid(wf)
    assert "FORK_JOIN_DYNAMIC · workflow.input.tasks" in to_mermaid(wf)
