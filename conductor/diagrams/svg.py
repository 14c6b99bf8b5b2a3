"""A graph as an SVG picture."""

from __future__ import annotations

from collections.abc import Iterable

from conductor.diagrams.build import summary
from conductor.diagrams.elements import escaped, number, rect, text
from conductor.diagrams.geometry import Box, Layout, Point
from conductor.diagrams.layout import (
    BADGE_ROOM_PX,
    LABEL_PX,
    SUBTITLE_PX,
    TITLE_PX,
    lay_out,
    side_room,
)
from conductor.diagrams.model import EdgeKind, Graph, Node, Shape
from conductor.diagrams.page import Canvas, header, legend
from conductor.diagrams.routes import Route, path_data, routes
from conductor.diagrams.shapes import BADGE_PX, badge, outline
from conductor.diagrams.style import Theme
from conductor.diagrams.text import clean, fit, width_px

_ARROW = 6
_MAX_LABEL = 150
_INSETS = {Shape.SWITCH: 16, Shape.SUBFLOW: 13, Shape.WAIT: 14, Shape.EVENT: 14, Shape.STOP: 14}


def render_svg(graph: Graph, theme: Theme = "auto") -> str:
    """Draw the graph."""
    layout = lay_out(graph.steps)
    canvas = Canvas(layout.width, f"Workflow {graph.title}", f"{graph.subtitle}. {summary(graph.steps)}".strip(". "))
    canvas.add(*header(graph.title, graph.subtitle, graph.run, canvas.width))
    canvas.add(_body(graph, layout), layout.height, (canvas.width - layout.width) / 2)
    looks = {node.run.look for node in graph.nodes if node.run and node.shape not in (Shape.START, Shape.PASS)}
    canvas.add(*legend(looks, canvas.width))
    return canvas.finish(theme)


def _body(graph: Graph, layout: Layout) -> str:
    frames = [rect("frame", box, 10) for box in _outermost_first(layout.frames.values())]
    # Lines that were not taken lie below the others where they share their way.
    lines = sorted(routes(graph.edges, layout), key=lambda route: route.edge.is_taken)
    nodes = [_node(node, layout.boxes[node.id], graph) for node in graph.nodes if node.shape is not Shape.PASS]
    hidden = {node.id for node in graph.nodes if node.shape is Shape.PASS}
    drawn = [_line(route, has_tip=route.edge.target not in hidden) for route in lines]
    labels = [_label(route) for route in lines if route.edge.label and route.edge.kind is EdgeKind.FLOW]
    return "\n".join([*frames, *drawn, *nodes, *labels])


def _outermost_first(frames: Iterable[Box]) -> list[Box]:
    return sorted(frames, key=lambda box: (-box.width * box.height, box.x, box.y))


def _line(route: Route, *, has_tip: bool) -> str:
    idle = "" if route.edge.is_taken else " idle"
    back = " back" if route.edge.kind is EdgeKind.BACK else ""
    line = f'<path class="line{back}{idle}" d="{path_data(route.points)}"/>'
    return line + (_arrow(route.points[-1], idle, sideways=bool(back)) if has_tip else "")


def _arrow(end: Point, idle: str, *, sideways: bool) -> str:
    x, y, size = number(end.x), number(end.y), _ARROW
    shape = (
        f"M{x} {y}l{size + 2} -{size - 2}v{2 * size - 4}z"
        if sideways
        else f"M{x} {y}l-{size - 2} -{size + 2}h{2 * size - 4}z"
    )
    return f'<path class="tip{idle}" d="{shape}"/>'


def _label(route: Route) -> str:
    words = fit(clean(route.edge.label), _MAX_LABEL, LABEL_PX)
    width = width_px(words, LABEL_PX) + 8
    x, y = route.label_place
    return rect("label", Box(x - width / 2, y - 8, width, 16), 4) + text(x, y + 4, words, LABEL_PX, "middle")


def _node(node: Node, box: Box, graph: Graph) -> str:
    name = node.run.look.value if node.run else ("idle" if graph.run else "plain")
    tip = f"<title>{escaped(node.tip)}</title>" if node.tip else ""
    return f'<g class="{name}" data-task="{escaped(node.id)}">{tip}{outline(node.shape, box)}{_inside(node, box)}</g>'


def _inside(node: Node, box: Box) -> str:
    if node.shape in (Shape.START, Shape.END):
        return ""
    room = box.width - side_room(node) + 6
    title = fit(node.title, room, TITLE_PX, bold=True)
    second = fit(node.subtitle, room, SUBTITLE_PX, keep_end=False)
    widest = max(width_px(title, TITLE_PX, bold=True), width_px(second, SUBTITLE_PX))
    inset = _INSETS.get(node.shape, 9)
    # In the middle of the box, unless the badge is in the way.
    x = max(box.center, box.x + inset + BADGE_ROOM_PX - 4 + widest / 2) if node.run else box.center
    sign = badge(node.run.look, box.x + inset, box.y + (box.height - BADGE_PX) / 2) if node.run else ""
    first = text(x, box.y + 20, title, TITLE_PX, "middle", name="strong")
    return f"{sign}{first}{text(x, box.y + 35, second, SUBTITLE_PX, 'middle')}"
