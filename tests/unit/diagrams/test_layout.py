from __future__ import annotations

from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import example, given

from conductor.diagrams.geometry import Box, Layout, Point
from conductor.diagrams.graph import graph_of
from conductor.diagrams.layout import lay_out
from conductor.diagrams.model import Graph, Shape
from conductor.diagrams.routes import Route, routes
from tests.support.diagrams import definitions, dynamic_fork, executions, fork, join, loop, simple, switch, workflow


def placed(source: dict[str, Any], **options: Any) -> tuple[Graph, Layout, list[Route]]:
    graph = graph_of(source, **options)
    layout = lay_out(graph.steps)
    return graph, layout, routes(graph.edges, layout)


def overlap(one: Box, other: Box) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def inside(inner: Box, outer: Box) -> bool:
    across = outer.x <= inner.x and inner.right <= outer.right
    return across and outer.y <= inner.y and inner.bottom <= outer.bottom


def crosses(start: Point, end: Point, box: Box) -> bool:
    """Tell whether a line straight down or along goes through the box; touching its side is no crossing."""
    left, right, top, bottom = min(start.x, end.x), max(start.x, end.x), min(start.y, end.y), max(start.y, end.y)
    return left < box.right - 0.5 and right > box.x + 0.5 and top < box.bottom - 0.5 and bottom > box.y + 0.5


def check_boxes(layout: Layout) -> None:
    page = Box(0, 0, layout.width, layout.height)
    assert all(inside(box, page) for box in [*layout.boxes.values(), *layout.frames.values()])
    assert [pair for pair in combinations(layout.boxes.values(), 2) if overlap(*pair)] == []
    for one, other in combinations(layout.frames.values(), 2):
        assert not overlap(one, other) or inside(one, other) or inside(other, one)
    for frame in layout.frames.values():
        assert all(inside(box, frame) or not overlap(box, frame) for box in layout.boxes.values())


def check_lines(layout: Layout, lines: list[Route]) -> None:
    for line in lines:
        others = [box for name, box in layout.boxes.items() if name not in (line.edge.source, line.edge.target)]
        for start, end in pairwise(line.points):
            assert abs(start.x - end.x) < 0.2 or abs(start.y - end.y) < 0.2
            assert not [box for box in others if crosses(start, end, box)], line


@given(definitions())
# Widths whose sums are no exact numbers once made a box stick out of the page, by 6e-14 pixels.
@example(
    workflow(
        dynamic_fork("end"), join("end_join"), switch("end", {"a_ref": []}, [dynamic_fork("end"), join("end_join")])
    )
)
def test_boxes_never_overlap_and_lines_never_cross_them(source: dict[str, Any]) -> None:
    """Every box has its own place on the page, loops frame their tasks, and no line goes through a box."""
    _, layout, lines = placed(source, max_branches=None, max_tasks=None)
    check_boxes(layout)
    check_lines(layout, lines)


@pytest.mark.slow
@given(executions())
def test_executions_are_laid_out_like_definitions(source: dict[str, Any]) -> None:
    """States, tasks without a definition and children of dynamic forks keep their distance too."""
    graph, layout, lines = placed(source, max_branches=3, max_tasks=5)
    check_boxes(layout)
    check_lines(layout, lines)
    assert set(layout.boxes) == {node.id for node in graph.nodes}


def test_steps_stand_below_each_other_on_one_axis() -> None:
    """A plain sequence is one straight line."""
    _, layout, lines = placed(workflow(simple("a"), simple("b"), simple("c")))
    boxes = [layout.boxes[name] for name in ("(start)", "a", "b", "c", "(end)")]
    assert len({box.center for box in boxes}) == 1
    assert all(before.bottom < after.y for before, after in pairwise(boxes))
    assert all(len(line.points) == 2 for line in lines)


def test_lanes_stand_beside_each_other() -> None:
    """The branches of a fork begin at the same height, between the fork and its join."""
    _, layout, _ = placed(workflow(fork("f", [simple("a"), simple("b")], [simple("c")]), join("j", "b", "c")))
    box = layout.boxes
    assert box["a"].y == box["c"].y > box["f"].bottom
    assert box["a"].right < box["c"].x
    assert box["j"].y > box["b"].bottom


def test_an_empty_case_keeps_a_lane_of_its_own() -> None:
    """The line of a case without tasks does not run through the tasks of another case."""
    graph, layout, _ = placed(workflow(switch("s", {"a": [simple("x")], "none": []}), simple("y")))
    lanes = [layout.boxes[node.id] for node in graph.nodes if node.shape is Shape.PASS]
    assert len(lanes) == 2
    assert all(lane.x > layout.boxes["x"].right for lane in lanes)


def test_a_long_sequence_is_broken_into_columns() -> None:
    """Two hundred tasks in a row fill a screen instead of a tower, and the end mark does not stand alone."""
    _, layout, _ = placed(workflow(*(simple(f"step_{number}") for number in range(200))))
    assert 0.5 < layout.height / layout.width < 1.2
    assert layout.boxes["(end)"].center == layout.boxes["step_199"].center


def test_a_long_loop_is_broken_into_columns_within_its_frame() -> None:
    """The frame of a loop holds all columns of its body, and the line back stays inside."""
    _, layout, lines = placed(workflow(loop("l", *(simple(f"step_{number}") for number in range(60)))))
    frame = layout.frames["l"]
    assert frame.width > frame.height / 2
    back = next(line for line in lines if line.edge.kind == "back")
    assert all(inside(Box(point.x, point.y, 0, 0), frame) for point in back.points)


def test_the_same_definition_gives_the_same_places() -> None:
    """A layout depends on nothing but the definition."""
    source = workflow(switch("s", {"a": [simple("x")], "b": [simple("y")]}), loop("l", simple("z")))
    assert placed(source)[1] == placed(source)[1]
