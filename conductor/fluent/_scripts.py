"""References in JavaScript: a script reads inputs of its task, not ``${...}``."""

from __future__ import annotations

import re
from collections.abc import Mapping

from conductor.fluent._names import free_name

_REFERENCE = re.compile(r"(?<!\$)\$\{([^{}]+)\}")
_NO_WORD = re.compile(r"\W+", re.ASCII)


def lift_references(script: str) -> tuple[str, Mapping[str, str]]:
    """Give the script with ``$.name`` for each ``${...}`` in it, and the inputs of these names."""
    names: dict[str, str] = {}
    for path in _REFERENCE.findall(script):
        names.setdefault(path, free_name(_NO_WORD.sub("_", path).strip("_") or "value", names.values()))
    lifted = _REFERENCE.sub(lambda found: f"$.{names[found[1]]}", script)
    return lifted, {name: f"${{{path}}}" for path, name in names.items()}
