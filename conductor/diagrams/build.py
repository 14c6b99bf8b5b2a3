"""From a definition, and an execution of it, to the steps that are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

import attrs

from conductor.diagrams import labels
from conductor.diagrams.model import Lane, Loop, Node, Run, Shape, Split, Step, Steps, nodes_in
from conductor.diagrams.runs import Runs
from conductor.diagrams.states import Look
from conductor.diagrams.text import clean, counted
from conductor_api.models import WorkflowTask

START_ID = "(start)"
END_ID = "(end)"
_ENDED = Run(Look.DONE, "COMPLETED")


class Builder:
    """Makes nodes with ids that nothing else has; the id of a task is its reference where that is unique."""

    def __init__(self, runs: Runs) -> None:
        self._runs = runs
        self._ids: set[str] = {START_ID, END_ID}
        self.drawn: set[str] = set()

    def steps(self, tasks: Sequence[WorkflowTask]) -> Steps:
        """Give the steps for a list of tasks; a JOIN right after a fork becomes part of its split."""
        steps: list[Step] = []
        rest = list(tasks)
        while rest:
            task = rest.pop(0)
            join = rest.pop(0) if rest and _is_joined(task, rest[0]) else None
            steps.append(self._step(task, join))
        return tuple(steps)

    def _step(self, task: WorkflowTask, join: WorkflowTask | None) -> Step:
        kind = labels.type_of(task)
        if kind in ("SWITCH", "DECISION"):
            return self._switch(task)
        if kind == "FORK_JOIN":
            return self._fork(task, [self.steps(branch or []) for branch in task.fork_tasks or []], join)
        if kind == "FORK_JOIN_DYNAMIC":
            return self._fork(task, self._dynamic_branches(task), join)
        if kind == "DO_WHILE":
            return Loop(self._node(task), self.steps(task.loop_over or []))
        return self._node(task)

    def _switch(self, task: WorkflowTask) -> Split:
        head = self._node(task)
        cases = {str(case): self.steps(tasks or []) for case, tasks in (task.decision_cases or {}).items()}
        ran = head.run is not None and head.run.look is Look.DONE
        selected = self._runs.selected_case(task.task_reference_name)
        taken = selected if selected in cases else None
        lanes = [self._lane(head, steps, case, is_taken=ran and case == taken) for case, steps in cases.items()]
        # Also when it is empty: a reader wants to see what happens to the cases that nobody thought of.
        default = self.steps(task.default_case or [])
        lanes.append(self._lane(head, default, "default", is_taken=ran and taken is None))
        return Split(head, tuple(lanes))

    def _fork(self, task: WorkflowTask, branches: Sequence[Steps], join: WorkflowTask | None) -> Split:
        head = self._node(task)
        lanes = [self._lane(head, steps, None, is_taken=head.run is not None) for steps in branches]
        if join is None:
            return Split(head, tuple(lanes))
        if labels.type_of(task) == "FORK_JOIN_DYNAMIC":
            return Split(head, tuple(lanes), self._node(join))
        waits_for = set(join.join_on or [])
        others = tuple(sorted(waits_for - {end for lane in lanes for end in _ends(lane.steps)}))
        joined = [attrs.evolve(lane, joins=_joins(waits_for, lane.steps)) for lane in lanes]
        return Split(head, tuple(joined), self._node(join, waits_for=others), others)

    def _dynamic_branches(self, task: WorkflowTask) -> list[Steps]:
        forked = self._runs.forked(task.task_reference_name)
        if forked:
            return [self.steps([each]) for each in forked]
        if self._runs.run(task.task_reference_name):
            return []
        later = Node(
            self._new_id(f"{task.task_reference_name} (later)"),
            Shape.LATER,
            "one branch per entry",
            "known when it runs",
            "The tasks of these branches are known only when the workflow runs.",
        )
        return [(later,)]

    def _lane(self, head: Node, steps: Steps, label: str | None, *, is_taken: bool) -> Lane:
        if label is not None:
            label = clean(label) or "(empty)"
        if steps:
            return Lane(steps, label)
        run = _ENDED if is_taken else None
        return Lane((Node(self._new_id(f"{head.id} ({label or 'branch'})"), Shape.PASS, run=run),), label)

    def _node(self, task: WorkflowTask, waits_for: Sequence[str] = ()) -> Node:
        reference = str(task.task_reference_name)
        self.drawn.add(reference)
        run = self._runs.run(reference)
        notes = [clean(f"also waits for {', '.join(waits_for)}")] if waits_for else []
        return Node(
            id=self._new_id(reference),
            shape=labels.shape_of(task),
            title=clean(reference),
            subtitle=" · ".join([labels.subtitle(task, run), *notes]),
            tip="\n".join([labels.tooltip(task, run), *notes]),
            run=run,
            ends=labels.shape_of(task) is Shape.STOP,
        )

    def _new_id(self, wanted: str) -> str:
        number, free = 1, wanted
        while free in self._ids:
            number += 1
            free = f"{wanted} #{number}"
        self._ids.add(free)
        return free


def summary(steps: Steps) -> str:
    """Say what the picture shows, for those who cannot see it."""
    nodes = [node for node in nodes_in(steps) if node.shape not in (Shape.START, Shape.END, Shape.PASS)]
    total = sum(len(node.folded) or 1 for node in nodes)
    states = [node.run.status for node in nodes if node.run]
    counts = [f"{states.count(state)} {state}" for state in sorted(set(states))]
    return f"{counted(total, 'task')}{': ' if counts else ''}{', '.join(counts)}"


def _is_joined(fork: WorkflowTask, follower: WorkflowTask) -> bool:
    return labels.shape_of(fork) is Shape.FORK and labels.shape_of(follower) is Shape.JOIN


def _joins(waits_for: AbstractSet[str], steps: Steps) -> bool:
    """Tell whether the flow after a join waits for these steps; an empty branch leads straight to the join."""
    ends = _ends(steps)
    is_empty = all(isinstance(step, Node) and step.shape is Shape.PASS for step in steps)
    return is_empty or not ends.isdisjoint(waits_for)


def _ends(steps: Steps) -> set[str]:
    """Give the references that are complete when these steps are: a join may name any of them."""
    last = steps[-1] if steps else None
    if isinstance(last, Loop):
        return {last.head.id}
    if isinstance(last, Split):
        if last.join:
            return {last.join.id}
        return {last.head.id, *(end for lane in last.lanes for end in _ends(lane.steps))}
    return {last.id} if last else set[str]()
