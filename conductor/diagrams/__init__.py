"""Pictures of workflows: definitions and executions as Mermaid text and SVG, executions as time lines.

Pure functions over models or their JSON objects; nothing is fetched. ``Diagram(definition)`` and
``Timeline(execution)`` are what notebooks show and what ``save`` writes to a file.
"""

from conductor.diagrams.display import Diagram, Timeline, timeline_svg, timeline_text, to_mermaid, to_svg
from conductor.diagrams.source import Source
from conductor.diagrams.style import Theme

__all__ = ["Diagram", "Source", "Theme", "Timeline", "timeline_svg", "timeline_text", "to_mermaid", "to_svg"]
