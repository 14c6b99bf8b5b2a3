from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given

from conductor.diagrams import to_mermaid
from tests.support.builder_examples import examples
from tests.support.diagrams import (
    RECORDED,
    all_references,
    definitions,
    dynamic_fork,
    executions,
    fork,
    join,
    loop,
    recorded,
    simple,
    switch,
    workflow,
)

LABEL = r'"[^"<>{}\[\]|`;]*(?:(?:#\d+;|<br/>)[^"<>{}\[\]|`;]*)*"'
NODE = re.compile(rf"(\w+)[\[({{>/\\]+{LABEL}[\])}}/\\]+")
EDGE = re.compile(rf"(\w+) (-->|-\.->)(?:\|({LABEL})\|)? (\w+)")
OTHER = re.compile(r'subgraph \w+\[" "\]|end|flowchart TD|classDef \w+ \S+( \S+)?|class [\w,]+ \w+')


def read(text: str) -> tuple[list[str], list[tuple[str, str, str]]]:
    """Give the names of the nodes, and the edges as source, label, target; every line has to be known."""
    nodes: list[str] = []
    edges: list[tuple[str, str, str]] = []
    for line in map(str.strip, text.splitlines()):
        if found := NODE.fullmatch(line):
            nodes.append(found[1])
        elif found := EDGE.fullmatch(line):
            edges.append((found[1], (found[3] or "").strip('"'), found[4]))
        else:
            assert OTHER.fullmatch(line), line
    return nodes, edges


def check(text: str) -> None:
    nodes, edges = read(text)
    assert len(set(nodes)) == len(nodes)
    assert {name for source, _, target in edges for name in (source, target)} <= set(nodes)
    lines = [line.strip() for line in text.splitlines()]
    assert sum(line.startswith("subgraph") for line in lines) == lines.count("end")
    assert not {"end", "graph", "style", "click", "default"} & set(nodes)


def unescaped(text: str) -> str:
    return re.sub(r"#(\d+);", lambda found: chr(int(found[1])), text)


@given(definitions())
def test_every_definition_gives_sound_text_with_every_reference(source: dict[str, Any]) -> None:
    """Words of the language, quotes, brackets and other scripts in names neither break the text nor vanish."""
    text = to_mermaid(source, max_branches=None, max_tasks=None)
    check(text)
    plain = unescaped(text)
    printable = [
        name for name in all_references(source["tasks"]) if name.isprintable() and name == " ".join(name.split())
    ]
    assert [name for name in printable if name not in plain] == []


@pytest.mark.slow
@given(executions())
def test_every_execution_gives_sound_text(source: dict[str, Any]) -> None:
    """Folded or not, with or without its definition."""
    check(to_mermaid(source))
    check(to_mermaid(source, max_branches=2, max_tasks=3))


@pytest.mark.parametrize("example", examples("http://127.0.0.1:1"), ids=lambda example: example.builder)
def test_each_task_type_has_its_text(example: Any) -> None:
    """What the builders make can be written."""
    check(to_mermaid(example.definition))


@pytest.mark.parametrize("name", ["nested", "failed"])
def test_a_recorded_execution_reads_as_before(name: str) -> None:
    """The text of an execution of the real server is the one that a Mermaid parser accepted."""
    assert to_mermaid(recorded(name)) == (RECORDED / f"{name}.mmd").read_text("utf-8")


def test_a_switch_has_an_edge_for_each_case_and_for_the_default() -> None:
    """Also for cases without tasks, which lead to what follows."""
    _, edges = read(to_mermaid(workflow(switch("route", {"EU": [simple("vat")], "free": []}), simple("pay"))))
    assert {("route", "EU", "vat"), ("route", "free", "pay"), ("route", "default", "pay")} <= set(edges)


def test_a_join_gets_edges_from_what_it_waits_for() -> None:
    """Branches that it does not wait for end by themselves; other tasks that it names are linked."""
    source = workflow(
        simple("before"),
        fork("f", [simple("a1"), simple("a2")], [simple("b")]),
        join("j", "a2", "before"),
    )
    _, edges = read(to_mermaid(source))
    assert {(source, label) for source, label, target in edges if target == "j"} == {
        ("a2", ""),
        ("before", "waits for"),
    }


def test_a_loop_is_a_subgraph_with_a_way_back() -> None:
    """The last task of the body leads back to the loop and on to what follows."""
    text = to_mermaid(workflow(loop("pages", simple("fetch"), simple("save")), simple("done_ref")))
    _, edges = read(text)
    assert {("save", "again", "pages"), ("save", "", "done_ref")} <= set(edges)
    assert "while iteration #60; 3" in text


def test_after_terminate_nothing_follows() -> None:
    """A task that ends the workflow has no way out."""
    stop = simple("stop", type="TERMINATE", inputParameters={"terminationStatus": "FAILED"})
    _, edges = read(to_mermaid(workflow(switch("s", {"bad": [stop]}), simple("next"))))
    assert [target for source, _, target in edges if source == "stop"] == []
    nodes, _ = read(to_mermaid(workflow(simple("a"), stop)))
    assert nodes == ["t_start", "a", "stop"]


def test_a_dynamic_fork_stands_for_unknown_branches_until_it_runs() -> None:
    """The definition shows one box for all branches, the execution the tasks that were really started."""
    assert "one branch per entry" in to_mermaid(workflow(dynamic_fork("fan"), join("gather")))
    nodes, _ = read(to_mermaid(recorded("dynamic")))
    assert {"item_0", "item_1", "item_2"} <= set(nodes)


def test_two_tasks_with_one_reference_are_two_nodes() -> None:
    """A definition with duplicates, which the server would refuse, is drawn as it is."""
    nodes, _ = read(to_mermaid(workflow(simple("a"), simple("a"))))
    assert len(nodes) == 4


def test_a_case_with_a_blank_name_has_a_label() -> None:
    """Mermaid refuses empty labels; the case of the empty text is a case like others."""
    _, edges = read(to_mermaid(workflow(switch("route", {" ": [simple("a")]}))))
    assert ("route", "(empty)", "a") in edges
