"""From steps to edges: each step is wired to whatever the steps before it leave open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import attrs

from conductor.diagrams.model import Edge, EdgeKind, Loop, Node, Run, Shape, Split, Step, Steps, nodes_in
from conductor.diagrams.states import Look

_LETS_PASS = {Look.DONE, Look.WARNED, Look.SKIPPED}


class _Open(NamedTuple):
    """A node from which the flow goes on, and what the edge will say."""

    source: str
    label: str | None = None


def wire(steps: Steps, *, is_execution: bool) -> tuple[Edge, ...]:
    """Give the edges; in an execution those are taken whose ends were both reached."""
    wiring = _Wiring(nodes_in(steps), is_execution=is_execution)
    wiring.through(steps, [])
    return tuple(wiring.edges)


def visible(graph_nodes: Iterable[Node], edges: Iterable[Edge]) -> list[Edge]:
    """Give the edges without the nodes that are not seen: the edges into and out of such a node become one."""
    hidden = {node.id for node in graph_nodes if node.shape is Shape.PASS}
    rest = list(edges)
    into = {edge.target: edge for edge in rest if edge.target in hidden}
    return [_merged(into, edge) for edge in rest if edge.target not in hidden]


def _merged(into: dict[str, Edge], edge: Edge) -> Edge:
    first = into.get(edge.source)
    if first is None:
        return edge
    is_taken = first.is_taken and edge.is_taken
    return attrs.evolve(edge, source=first.source, label=first.label or edge.label, is_taken=is_taken)


class _Wiring:
    def __init__(self, nodes: Iterator[Node], *, is_execution: bool) -> None:
        self._runs: dict[str, Run | None] = {node.id: node.run for node in nodes}
        self._is_execution = is_execution
        self.edges: list[Edge] = []

    def through(self, steps: Steps, entries: Sequence[_Open]) -> Sequence[_Open]:
        """Wire the steps one after the other and give what the last one leaves open."""
        for step in steps:
            entries = self._step(step, entries)
        return entries

    def _step(self, step: Step, entries: Sequence[_Open]) -> Sequence[_Open]:
        if isinstance(step, Split):
            return self._split(step, entries)
        if isinstance(step, Loop):
            return self._loop(step, entries)
        self._connect(entries, step)
        return [] if step.ends else [_Open(step.id)]

    def _split(self, split: Split, entries: Sequence[_Open]) -> Sequence[_Open]:
        self._connect(entries, split.head)
        exits = [] if split.lanes else [_Open(split.head.id)]
        for lane in split.lanes:
            ends = self.through(lane.steps, [_Open(split.head.id, lane.label)])
            exits += ends if lane.joins else []
        if split.join is None:
            return exits
        self._connect(exits, split.join)
        self._connect([_Open(name) for name in split.also_waits_for if name in self._runs], split.join, EdgeKind.WAIT)
        return [_Open(split.join.id)]

    def _loop(self, loop: Loop, entries: Sequence[_Open]) -> Sequence[_Open]:
        self._connect(entries, loop.head)
        exits = self.through(loop.body, [_Open(loop.head.id)])
        if loop.body:
            again = loop.head.run is None or loop.head.run.rounds > 1
            self._connect(exits, loop.head, EdgeKind.BACK, is_taken=again)
        return exits

    def _connect(
        self, entries: Iterable[_Open], target: Node, kind: EdgeKind = EdgeKind.FLOW, *, is_taken: bool = True
    ) -> None:
        for source, label in entries:
            taken = is_taken and (not self._is_execution or self._was_taken(source, target))
            self.edges.append(Edge(source, target.id, label, kind, taken))

    def _was_taken(self, source: str, target: Node) -> bool:
        run = self._runs[source]
        if run is None or target.run is None:
            return False
        # A join is there before what it waits for is done.
        return target.shape is not Shape.JOIN or run.look in _LETS_PASS
