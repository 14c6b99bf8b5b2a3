"""Pictures as objects: a notebook shows them, `print` writes them, `save` puts them into a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from conductor.diagrams.graph import MAX_BRANCHES, MAX_TASKS, graph_of
from conductor.diagrams.mermaid import render_mermaid
from conductor.diagrams.runs import Execution
from conductor.diagrams.source import Source
from conductor.diagrams.style import Theme
from conductor.diagrams.svg import render_svg
from conductor.diagrams.timeline import MAX_ROWS, chart_of
from conductor.diagrams.timeline_svg import render_timeline_svg
from conductor.diagrams.timeline_text import render_timeline_text
from conductor.errors import ConfigurationError

if TYPE_CHECKING:
    import os


class Diagram:
    """A workflow as a picture. Notebooks show it, ``print`` writes the Mermaid text.

    Args:
        source: A workflow definition or an execution, as a model or as its JSON object.
        theme: ``"light"``, ``"dark"``, or ``"auto"``: as the viewer's system has it.
        max_branches: How many branches of one fork or switch are drawn, None for all. The rest becomes one box;
            branches that failed or still run are kept first.
        max_tasks: How many tasks are drawn, None for all. While there are more, the innermost forks, switches and
            loops become one box each.

    Raises:
        ConfigurationError: ``source`` is neither a definition nor an execution
    """

    def __init__(
        self,
        source: Source,
        *,
        theme: Theme = "auto",
        max_branches: int | None = MAX_BRANCHES,
        max_tasks: int | None = MAX_TASKS,
    ) -> None:
        self._graph = graph_of(source, max_branches, max_tasks)
        self._theme: Theme = theme

    def to_mermaid(self) -> str:
        """Give the text of a Mermaid flowchart."""
        return render_mermaid(self._graph)

    def to_svg(self) -> str:
        """Give the SVG document."""
        return render_svg(self._graph, self._theme)

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the picture to a file: ``.svg``, or ``.mmd`` for Mermaid text.

        Raises:
            ConfigurationError: the name has another ending
        """
        return _save(path, {".svg": self.to_svg, ".mmd": self.to_mermaid})

    def __str__(self) -> str:
        return self.to_mermaid()

    def __repr__(self) -> str:
        return f"<Diagram of {self._graph.title}>"

    # No Markdown: JupyterLab would prefer it, and show text where it has no Mermaid.
    def _repr_svg_(self) -> str:
        return self.to_svg()


class Timeline:
    """When each task of an execution waited and ran. Notebooks show it, ``print`` writes it as text.

    Args:
        execution: The execution with its tasks, as a model or as its JSON object.
        theme: As of :class:`Diagram`.
        max_rows: How many tasks are drawn, None for all; those that did not complete come first, then the longest.
        now_ms: Until when open tasks are drawn (epoch, milliseconds); None for the last time that the execution has.

    Raises:
        ConfigurationError: ``execution`` is none; a definition, for example, has no times
    """

    def __init__(
        self,
        execution: Execution | Mapping[str, Any],
        *,
        theme: Theme = "auto",
        max_rows: int | None = MAX_ROWS,
        now_ms: int | None = None,
    ) -> None:
        self._chart = chart_of(execution, max_rows, now_ms)
        self._theme: Theme = theme

    def to_svg(self) -> str:
        """Give the SVG document."""
        return render_timeline_svg(self._chart, self._theme)

    def to_text(self, width: int = 100, *, color: bool = False) -> str:
        """Give the time line for a terminal of so many columns (at least 60), with colours if wanted."""
        return render_timeline_text(self._chart, width, color=color)

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the time line to a file: ``.svg`` or ``.txt``.

        Raises:
            ConfigurationError: the name has another ending
        """
        return _save(path, {".svg": self.to_svg, ".txt": self.to_text})

    def __str__(self) -> str:
        return self.to_text()

    def __repr__(self) -> str:
        return f"<Timeline of {self._chart.title}>"

    def _repr_svg_(self) -> str:
        return self.to_svg()


def to_mermaid(source: Source, *, max_branches: int | None = MAX_BRANCHES, max_tasks: int | None = MAX_TASKS) -> str:
    """Give a definition or an execution as the text of a Mermaid flowchart; arguments as of :class:`Diagram`."""
    return Diagram(source, max_branches=max_branches, max_tasks=max_tasks).to_mermaid()


def to_svg(
    source: Source,
    *,
    theme: Theme = "auto",
    max_branches: int | None = MAX_BRANCHES,
    max_tasks: int | None = MAX_TASKS,
) -> str:
    """Give a definition or an execution as an SVG document; arguments as of :class:`Diagram`."""
    return Diagram(source, theme=theme, max_branches=max_branches, max_tasks=max_tasks).to_svg()


def timeline_svg(
    execution: Execution | Mapping[str, Any],
    *,
    theme: Theme = "auto",
    max_rows: int | None = MAX_ROWS,
    now_ms: int | None = None,
) -> str:
    """Give the time line of an execution as an SVG document; arguments as of :class:`Timeline`."""
    return Timeline(execution, theme=theme, max_rows=max_rows, now_ms=now_ms).to_svg()


def timeline_text(
    execution: Execution | Mapping[str, Any],
    *,
    width: int = 100,
    color: bool = False,
    max_rows: int | None = MAX_ROWS,
    now_ms: int | None = None,
) -> str:
    """Give the time line of an execution for a terminal of ``width`` columns; arguments as of :class:`Timeline`."""
    return Timeline(execution, max_rows=max_rows, now_ms=now_ms).to_text(width, color=color)


def _save(path: str | os.PathLike[str], writers: Mapping[str, Callable[[], str]]) -> Path:
    target = Path(path)
    write = writers.get(target.suffix.lower())
    if write is None:
        raise ConfigurationError(f"path: {target.name!r} has to end with {' or '.join(writers)}")
    target.write_text(write(), encoding="utf-8", newline="\n")
    return target
