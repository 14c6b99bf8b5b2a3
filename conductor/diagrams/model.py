"""The graph of a workflow: what is drawn, before anything is said about where or how.

A workflow is a list of steps. A step is a node, a split into lanes, or a loop around steps. Edges follow from that.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from typing import TypeAlias

import attrs

from conductor.diagrams.states import Look


class Shape(enum.StrEnum):
    """What kind of thing a node is; every renderer has its own form for each."""

    START = enum.auto()
    END = enum.auto()
    TASK = enum.auto()
    SWITCH = enum.auto()
    FORK = enum.auto()
    JOIN = enum.auto()
    LOOP = enum.auto()
    SUBFLOW = enum.auto()
    STOP = enum.auto()
    WAIT = enum.auto()
    EVENT = enum.auto()
    FOLD = enum.auto()
    """Stands for tasks that are not drawn."""
    LATER = enum.auto()
    """Stands for tasks that are known only when the workflow runs."""
    PASS = enum.auto()
    """A branch without tasks; it takes room but is not seen."""


@attrs.frozen
class Run:
    """What became of a task.

    ``tries`` counts the attempts, ``rounds`` the rounds of the loop around it (or of the loop that it is),
    ``run_ms`` is the duration of the last attempt.
    """

    look: Look
    status: str
    tries: int = 1
    rounds: int = 0
    run_ms: int | None = None
    reason: str | None = None


@attrs.frozen
class Node:
    """One box. ``title`` and ``subtitle`` are drawn (cut to fit), ``tip`` has all of it, ``ends`` stops the flow."""

    id: str
    shape: Shape
    title: str = ""
    subtitle: str = ""
    tip: str = ""
    run: Run | None = None
    ends: bool = False
    folded: tuple[Node, ...] = ()
    """The nodes that this one stands for."""


@attrs.frozen
class Lane:
    """One branch; ``joins`` is False when the flow after the split does not wait for it."""

    steps: Steps
    label: str | None = None
    joins: bool = True


@attrs.frozen
class Split:
    """A switch or a fork with its lanes, and the join that ends a fork.

    ``also_waits_for`` are ids of nodes that the join waits for although they are not the end of a lane.
    """

    head: Node
    lanes: tuple[Lane, ...]
    join: Node | None = None
    also_waits_for: tuple[str, ...] = ()


@attrs.frozen
class Loop:
    """Steps that are repeated; the head is the loop task itself."""

    head: Node
    body: Steps


Step: TypeAlias = Node | Split | Loop
Steps: TypeAlias = tuple[Step, ...]


class EdgeKind(enum.StrEnum):
    """What an edge says."""

    FLOW = enum.auto()
    BACK = enum.auto()
    """To the next round of a loop."""
    WAIT = enum.auto()
    """A join waits for a task that is not the end of a branch."""


@attrs.frozen
class Edge:
    """From one node to another. ``is_taken`` is False when the execution never went that way."""

    source: str
    target: str
    label: str | None = None
    kind: EdgeKind = EdgeKind.FLOW
    is_taken: bool = True


@attrs.frozen
class Graph:
    """All that is drawn. ``run`` is the state of the workflow, None for a definition."""

    title: str
    subtitle: str
    steps: Steps
    edges: tuple[Edge, ...]
    run: Run | None = None

    @property
    def nodes(self) -> tuple[Node, ...]:
        """Every node, in the order of the definition."""
        return tuple(nodes_in(self.steps))


def nodes_in(steps: Iterable[Step]) -> Iterator[Node]:
    """Give every node, in the order of the definition."""
    for step in steps:
        if isinstance(step, Node):
            yield step
            continue
        yield step.head
        for part in parts_of(step):
            yield from nodes_in(part)
        if isinstance(step, Split) and step.join:
            yield step.join


def parts_of(step: Step) -> tuple[Steps, ...]:
    """Give the lists of steps inside a step."""
    if isinstance(step, Split):
        return tuple(lane.steps for lane in step.lanes)
    return (step.body,) if isinstance(step, Loop) else ()


def is_task(node: Node) -> bool:
    """Tell whether the node is a task of the definition."""
    return node.shape not in {Shape.START, Shape.END, Shape.PASS, Shape.FOLD, Shape.LATER}
