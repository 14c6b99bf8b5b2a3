"""Makes large graphs readable: what would not be looked at becomes one box that says what it stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

import attrs

from conductor.diagrams.model import Lane, Loop, Node, Run, Shape, Split, Step, Steps, is_task, nodes_in, parts_of
from conductor.diagrams.states import Look
from conductor.diagrams.text import counted

_NAMED_TASKS = 30


def fold(steps: Steps, max_branches: int | None, max_tasks: int | None) -> Steps:
    """Give the steps with fewer boxes.

    Args:
        steps: The whole workflow.
        max_branches: How many branches of one fork or switch are drawn; those that failed or run come first.
        max_tasks: How many tasks are drawn; while there are more, the innermost forks, switches and loops are folded.
    """
    if max_branches is not None:
        steps = _narrow(steps, max(max_branches, 1))
    if max_tasks is None:
        return steps
    return _close(steps, _too_much(steps, max_tasks))


def _narrow(steps: Steps, limit: int) -> Steps:
    return tuple(_narrow_step(step, limit) for step in steps)


def _narrow_step(step: Step, limit: int) -> Step:
    if isinstance(step, Loop):
        return attrs.evolve(step, body=_narrow(step.body, limit))
    if not isinstance(step, Split):
        return step
    lanes = _fewer(step.head.id, step.lanes, limit)
    return attrs.evolve(step, lanes=tuple(attrs.evolve(lane, steps=_narrow(lane.steps, limit)) for lane in lanes))


def _fewer(head_id: str, lanes: Sequence[Lane], limit: int) -> Sequence[Lane]:
    if len(lanes) <= limit:
        return lanes
    places = sorted(range(len(lanes)), key=lambda place: (_urgency(lanes[place].steps), place))
    shown = sorted(places[: limit - 1])
    hidden = [lane for place, lane in enumerate(lanes) if place not in shown]
    nodes = [node for lane in hidden for node in nodes_in(lane.steps)]
    more = _stand_in(f"{head_id} (more)", f"{counted(len(hidden), 'more branch')}", nodes)
    labels = {lane.label for lane in hidden}
    label = None if labels == {None} else "other cases"
    return [*(lanes[place] for place in shown), Lane((more,), label, any(lane.joins for lane in hidden))]


def _too_much(steps: Steps, max_tasks: int) -> set[str]:
    """Give the heads of what is folded: the innermost first, there the largest first, until the rest is few enough."""
    drawn = sum(is_task(node) or node.shape is Shape.FOLD for node in nodes_in(steps))
    chosen: set[str] = set()
    for _, negative_saving, identity in sorted(_foldable(steps)):
        if drawn <= max_tasks:
            break
        chosen.add(identity)
        drawn += negative_saving
    return chosen


def _foldable(steps: Steps, depth: int = 0) -> Iterator[tuple[int, int, str]]:
    """Give depth, saved boxes and head of each split and loop, both numbers negative."""
    for step in steps:
        if not isinstance(step, Node):
            # By the time that it is folded, all that is deeper has been.
            saved = sum(_closed_size(inner) for part in parts_of(step) for inner in part)
            yield -depth, -saved, step.head.id
            for part in parts_of(step):
                yield from _foldable(part, depth + 1)


def _closed_size(step: Step) -> int:
    if isinstance(step, Node):
        return int(is_task(step) or step.shape is Shape.FOLD)
    return 2 if isinstance(step, Split) and step.join else 1


def _close(steps: Steps, heads: AbstractSet[str]) -> Steps:
    """Fold the splits and loops with these heads."""
    return tuple(part for step in steps for part in _close_step(step, heads))


def _close_step(step: Step, heads: AbstractSet[str]) -> Steps:
    if isinstance(step, Node):
        return (step,)
    if step.head.id in heads:
        return _closed(step)
    if isinstance(step, Loop):
        return (attrs.evolve(step, body=_close(step.body, heads)),)
    lanes = tuple(attrs.evolve(lane, steps=_close(lane.steps, heads)) for lane in step.lanes)
    return (attrs.evolve(step, lanes=lanes),)


def _closed(step: Split | Loop) -> Steps:
    inner = [node for part in parts_of(step) for node in nodes_in(part)]
    node = _stand_in(step.head.id, step.head.title, [step.head, *inner])
    node = attrs.evolve(node, subtitle=f"{step.head.subtitle} · {node.subtitle}")
    return (node, step.join) if isinstance(step, Split) and step.join else (node,)


def _stand_in(identity: str, title: str, nodes: Iterable[Node]) -> Node:
    tasks = [task for node in nodes for task in node.folded or (node,) if is_task(task)]
    runs = [task.run for task in tasks if task.run]
    names = "\n".join(task.title for task in tasks[:_NAMED_TASKS])
    more = f"\nand {len(tasks) - _NAMED_TASKS} more" if len(tasks) > _NAMED_TASKS else ""
    return Node(
        identity,
        Shape.FOLD,
        title,
        " · ".join([counted(len(tasks), "task"), *_counts(runs)]),
        f"Folded:\n{names}{more}",
        min(runs, key=lambda run: run.look.urgency) if runs else None,
        folded=tuple(tasks),
    )


def _counts(runs: Iterable[Run]) -> list[str]:
    looks = [run.look for run in runs]
    return [f"{look.mark} {looks.count(look)}" for look in Look if look in looks]


def _urgency(steps: Steps) -> int:
    """Give the place of the state in this lane that a reader wants to see most."""
    return min((node.run.look.urgency for node in nodes_in(steps) if node.run), default=len(Look))
