"""Looking at a workflow before anything runs: checks and pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import os
    from pathlib import Path
    from typing import Unpack

    from conductor.checks import CheckOptions, Finding
    from conductor.diagrams import Diagram, Theme
    from conductor_api.models import WorkflowDef


class Looking:
    """Checks and pictures of a definition."""

    def to_def(self) -> WorkflowDef:
        """Give the definition."""
        raise NotImplementedError

    def check(self, **known: Unpack[CheckOptions]) -> list[Finding]:
        """Find what the server refuses (errors), and what will hang or surprise (warnings).

        Args:
            **known: what is known beside the definition, such as ``client=`` or ``workers=``; see
                :class:`conductor.checks.CheckOptions`
        """
        from conductor.checks import check

        return check(self.to_def(), **known)

    def diagram(self, **options: Any) -> Diagram:
        """Give the picture; the options are those of :class:`conductor.diagrams.Diagram`."""
        from conductor.diagrams import Diagram

        return Diagram(self.to_def(), **options)

    def to_mermaid(self) -> str:
        """Give the picture as the text of a Mermaid flowchart."""
        return self.diagram().to_mermaid()

    def to_svg(self, theme: Theme = "auto") -> str:
        """Give the picture as an SVG document; the theme is ``light``, ``dark``, or ``auto``: as the viewer has it."""
        return self.diagram(theme=theme).to_svg()

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the picture to a file: ``.svg``, or ``.mmd`` for Mermaid text.

        Raises:
            ConfigurationError: the name has another ending
        """
        return self.diagram().save(path)

    def _repr_svg_(self) -> str:
        return self.to_svg()
