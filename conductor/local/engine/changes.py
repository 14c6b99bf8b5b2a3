"""What a command has changed: a keeper writes down these things, and nothing else."""

from __future__ import annotations

from typing import TypeAlias

Change: TypeAlias = tuple[str, str]
"""Kind and key of a thing, such as ("task", its id)."""


class Changes:
    """The things that changed since the last look, each once, in the order of the first change."""

    def __init__(self) -> None:
        self._noted: dict[Change, None] = {}

    def note(self, kind: str, key: str) -> None:
        """Something was made, changed or removed."""
        self._noted[kind, key] = None

    def take(self) -> list[Change]:
        """What was noted since the last call."""
        noted = list(self._noted)
        self._noted.clear()
        return noted
