from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from conductor.diagrams.graph import graph_of
from conductor.diagrams.model import Node, Shape, is_task
from conductor.diagrams.states import Look
from tests.support.diagrams import definitions, executions, fork, join, loop, simple, switch, workflow


def drawn(source: dict[str, Any], **options: Any) -> list[Node]:
    return list(graph_of(source, **options).nodes)


def folds(nodes: list[Node]) -> list[Node]:
    return [node for node in nodes if node.shape is Shape.FOLD]


@given(definitions() | executions(), st.integers(1, 4), st.integers(0, 12))
def test_folding_loses_no_task(source: dict[str, Any], branches: int, tasks: int) -> None:
    """Every task is drawn, or one box says that it stands for it."""
    everything = [node.title for node in drawn(source, max_branches=None, max_tasks=None) if is_task(node)]
    folded = drawn(source, max_branches=branches, max_tasks=tasks)
    kept = [each.title for node in folded for each in node.folded or (node,) if is_task(each)]
    assert sorted(kept) == sorted(everything)


@given(definitions(), st.integers(1, 4))
def test_no_fork_is_wider_than_asked(source: dict[str, Any], branches: int) -> None:
    """Neither outer nor inner ones."""
    edges = graph_of(source, max_branches=branches, max_tasks=None).edges
    outgoing = [edge.source for edge in edges if edge.kind == "flow"]
    assert all(outgoing.count(source) <= branches for source in outgoing)


def test_small_workflows_are_drawn_whole() -> None:
    """With the usual limits nothing is folded in a workflow that fits."""
    assert folds(drawn(workflow(loop("l", fork("f", [simple("a")], [simple("b")]), join("j", "a", "b"))))) == []


def test_a_wide_fork_shows_some_branches_and_counts_the_rest() -> None:
    """The box for the rest says how many branches and tasks it stands for."""
    branches = [[simple(f"a{number}"), simple(f"b{number}")] for number in range(25)]
    source = workflow(fork("f", *branches), join("j", *(f"b{number}" for number in range(25))))
    (rest,) = folds(drawn(source))
    assert (rest.title, rest.subtitle) == ("16 more branches", "32 tasks")


def test_failed_branches_are_never_among_the_folded() -> None:
    """A reader looks for them, however far back they are."""
    names = [f"item_{number}" for number in range(30)]
    tasks = [
        {
            "referenceTaskName": name,
            "taskType": "work",
            "status": "FAILED" if name == "item_27" else "COMPLETED",
            "seq": 1,
        }
        for name in names
    ]
    definition = workflow(fork("f", *([simple(name)] for name in names)), join("j", *names))
    nodes = drawn({"workflowId": "w", "status": "FAILED", "tasks": tasks, "workflowDefinition": definition})
    assert "item_27" in {node.id for node in nodes}
    (rest,) = folds(nodes)
    assert rest.run is not None
    assert rest.run.look is Look.DONE
    assert rest.subtitle == "21 tasks · ✓ 21"


def test_inner_parts_are_folded_first() -> None:
    """While there are too many tasks, what is innermost becomes one box; the outline stays."""
    inner = loop("inner", *(simple(f"step_{number}") for number in range(20)))
    nodes = {node.id: node for node in drawn(workflow(switch("outer", {"a": [inner, simple("x")]})), max_tasks=10)}
    assert nodes["inner"].shape is Shape.FOLD
    assert nodes["outer"].shape is Shape.SWITCH
    assert nodes["inner"].subtitle == "while iteration < 3 · 21 tasks"
    assert "step_0" in nodes["inner"].tip
    assert "and 0 more" not in nodes["inner"].tip


def test_the_join_of_a_folded_fork_stays() -> None:
    """The flow after it still comes from the join."""
    source = workflow(fork("f", [simple("a")], [simple("b")]), join("j", "a", "b"))
    assert [node.id for node in drawn(source, max_tasks=2)] == ["(start)", "f", "j", "(end)"]
