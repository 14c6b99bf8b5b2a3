from __future__ import annotations

import re
from pathlib import Path

import pytest

from conductor.diagrams import Diagram, Timeline, timeline_svg, timeline_text, to_mermaid, to_svg
from conductor.errors import ConfigurationError
from tests.support.diagrams import recorded, simple, workflow


def test_a_notebook_shows_the_picture() -> None:
    """A notebook gets the SVG, and no other form that it would prefer: JupyterLab takes Markdown before SVG."""
    diagram = Diagram(workflow(simple("a")))
    assert diagram._repr_svg_() == to_svg(workflow(simple("a")))
    line = Timeline(recorded("failed"))
    assert line._repr_svg_() == timeline_svg(recorded("failed"))
    for shown in (diagram, line):
        assert [name for name in dir(shown) if re.fullmatch("_repr_[a-z]+_", name)] == ["_repr_svg_"]


def test_printing_gives_text() -> None:
    """A diagram prints as Mermaid, a time line as what a terminal shows."""
    assert str(Diagram(recorded("failed"))) == to_mermaid(recorded("failed"))
    assert str(Timeline(recorded("failed"))) == timeline_text(recorded("failed"))
    assert repr(Diagram(recorded("failed"))) == "<Diagram of fail v1>"
    assert repr(Timeline(recorded("failed"))) == "<Timeline of fail v1>"


@pytest.mark.parametrize(("name", "start"), [("a.svg", "<svg "), ("a.SVG", "<svg "), ("a.mmd", "flowchart TD")])
def test_a_diagram_is_saved_by_its_ending(name: str, start: str, tmp_path: Path) -> None:
    """The ending of the file decides what is written."""
    written = Diagram(workflow(simple("größe"))).save(tmp_path / name)
    assert written.read_text("utf-8").startswith(start)
    assert "größe" in written.read_text("utf-8")


def test_a_time_line_is_saved_by_its_ending(tmp_path: Path) -> None:
    """The same for time lines."""
    line = Timeline(recorded("failed"))
    assert line.save(tmp_path / "a.svg").read_text("utf-8") == timeline_svg(recorded("failed"))
    assert line.save(str(tmp_path / "a.txt")).read_text("utf-8") == timeline_text(recorded("failed"))


def test_other_endings_are_refused(tmp_path: Path) -> None:
    """The error names the endings that there are."""
    with pytest.raises(ConfigurationError, match=r"path: 'a.png' has to end with .svg or .mmd"):
        Diagram(workflow(simple("a"))).save(tmp_path / "a.png")
    assert list(tmp_path.iterdir()) == []
