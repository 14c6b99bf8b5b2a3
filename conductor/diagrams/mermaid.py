"""A graph as Mermaid text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from conductor.diagrams.model import Edge, EdgeKind, Graph, Loop, Node, Shape, Step, Steps, parts_of
from conductor.diagrams.states import Look
from conductor.diagrams.text import clean
from conductor.diagrams.wiring import visible

_PLAIN_ID = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
# Ids that begin like a word of the language confuse some versions of its parser.
_WORDS = re.compile(
    r"end|graph|flowchart|subgraph|style|class|click|call|href|default|direction|link|interpolate|start$|done$",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"[^\w .,()/=+*?!·…✗◷►○‖⊘»✓-]")

_BRACKETS = {
    Shape.SWITCH: ("{", "}"),
    Shape.FORK: ("[/", "\\]"),
    Shape.JOIN: ("[\\", "/]"),
    Shape.LOOP: ("{{", "}}"),
    Shape.SUBFLOW: ("[[", "]]"),
    Shape.STOP: ("(((", ")))"),
    Shape.WAIT: ("([", "])"),
    Shape.EVENT: (">", "]"),
    Shape.FOLD: ("[(", ")]"),
    Shape.LATER: ("[(", ")]"),
    Shape.START: ("((", "))"),
    Shape.END: ("((", "))"),
}

# Filled in colours on which dark text is legible in the light and in the dark theme of Mermaid.
_STYLES = {
    Look.DONE: "fill:#d7f2e3,stroke:#0b7a53,color:#17202e",
    Look.WARNED: "fill:#fdf1d3,stroke:#946200,color:#17202e,stroke-width:2px",
    Look.FAILED: "fill:#fde0da,stroke:#c22f1b,color:#17202e,stroke-width:3px",
    Look.TIMED_OUT: "fill:#f1e0fb,stroke:#8a3ab9,color:#17202e,stroke-width:3px",
    Look.RUNNING: "fill:#d9eafc,stroke:#0b63c4,color:#17202e,stroke-width:2px",
    Look.QUEUED: "fill:#ecf2f8,stroke:#4a6785,color:#17202e,stroke-dasharray:5 3",
    Look.PAUSED: "fill:#f7f3d0,stroke:#6b5d00,color:#17202e,stroke-dasharray:10 3",
    Look.CANCELED: "fill:#e9ecf1,stroke:#5d6675,color:#17202e,stroke-dasharray:2 2",
    Look.SKIPPED: "fill:#f3f5f8,stroke:#5d6675,color:#17202e,stroke-dasharray:2 2",
    Look.OTHER: "fill:#f3f5f8,stroke:#5d6675,color:#17202e",
}


def render_mermaid(graph: Graph) -> str:
    """Write the graph as a flowchart."""
    names = _names(graph.nodes)
    edges = [_edge(edge, names) for edge in visible(graph.nodes, graph.edges)]
    lines = [
        "flowchart TD",
        *_indented(_nodes(graph.steps, names)),
        *_indented(edges),
        *_indented(_classes(graph, names)),
    ]
    return "\n".join(lines) + "\n"


def _nodes(steps: Steps, names: Mapping[str, str]) -> Iterator[str]:
    for step in steps:
        yield from _step(step, names)


def _step(step: Step, names: Mapping[str, str]) -> Iterator[str]:
    if isinstance(step, Node):
        if step.shape is not Shape.PASS:
            yield _node(step, names)
    elif isinstance(step, Loop):
        yield f'subgraph {names[step.head.id]}_loop[" "]'
        yield from _indented([_node(step.head, names), *_nodes(step.body, names)])
        yield "end"
    else:
        yield _node(step.head, names)
        for part in parts_of(step):
            yield from _nodes(part, names)
        if step.join:
            yield _node(step.join, names)


def _node(node: Node, names: Mapping[str, str]) -> str:
    opening, closing = _BRACKETS.get(node.shape, ("[", "]"))
    mark = f"{node.run.look.mark} " if node.run and node.shape is not Shape.START else ""
    second = f"<br/>{_escaped(node.subtitle)}" if node.subtitle else ""
    return f'{names[node.id]}{opening}"{mark}{_escaped(node.title)}{second}"{closing}'


def _edge(edge: Edge, names: Mapping[str, str]) -> str:
    label = {EdgeKind.BACK: "again", EdgeKind.WAIT: "waits for"}.get(edge.kind, edge.label)
    shown = f'|"{_escaped(label)}"|' if label else ""
    arrow = "-->" if edge.kind is EdgeKind.FLOW and edge.is_taken else "-.->"
    return f"{names[edge.source]} {arrow}{shown} {names[edge.target]}"


def _classes(graph: Graph, names: Mapping[str, str]) -> Iterator[str]:
    for look in Look:
        members = [
            names[node.id]
            for node in graph.nodes
            if node.run and node.run.look is look and node.shape is not Shape.PASS
        ]
        if members:
            yield f"classDef {look.value} {_STYLES[look]}"
            yield f"class {','.join(members)} {look.value}"


def _names(nodes: Iterable[Node]) -> dict[str, str]:
    """Give each node a name that the language takes: its own id where possible."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for node in nodes:
        names[node.id] = _free(_name(node.id), taken)
        taken.add(names[node.id])
    return names


def _name(identity: str) -> str:
    is_plain = _PLAIN_ID.fullmatch(identity) and not _WORDS.match(identity)
    return identity if is_plain else "t_" + re.sub(r"[^A-Za-z0-9_]+", "_", identity).strip("_")


def _free(wanted: str, taken: set[str]) -> str:
    number, free = 1, wanted
    while free in taken or f"{free}_loop" in taken or free.removesuffix("_loop") in taken:
        number += 1
        free = f"{wanted}_{number}"
    return free


def _escaped(text: str) -> str:
    return _MARKUP.sub(lambda found: f"#{ord(found[0])};", clean(text))


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"    {line}" for line in lines)
