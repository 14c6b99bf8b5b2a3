"""Lists of names as lines of limited width."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

WIDTH = 110
_TITLE_WIDTH = 16


def counted(sign: str, kind: str, names: Iterable[str]) -> list[str]:
    """Return ``+ 3 fields  Task.a, Task.b, Workflow.c``; if that is too long, one paragraph for each owner."""
    found = list(names)
    count = f"{len(found)} {kind}{'s' if len(found) > 1 else ''}"
    line = f"  {sign} {count:<{_TITLE_WIDTH}} {', '.join(found)}"
    if len(line) <= WIDTH or len(found) == 1:
        return [line]
    lines = [f"  {sign} {count}"]
    if alone := [name for name in found if "." not in name]:
        lines += wrapped(f"      {', '.join(alone)}", "      ")
    groups: dict[str, list[str]] = {}
    for name in found:
        owner, dot, member = name.rpartition(".")
        if dot:
            groups.setdefault(owner, []).append(member)
    for owner, members in groups.items():
        lines += wrapped(f"      {owner}: {', '.join(members)}", "        ")
    return lines


def wrapped(text: str, indent: str) -> list[str]:
    """Return text in lines of limited width, the further ones indented; words are never cut."""
    return textwrap.wrap(
        text, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False, drop_whitespace=True
    )
