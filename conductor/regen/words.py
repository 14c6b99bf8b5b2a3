"""Lists of names as lines of limited width."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from itertools import groupby

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
    for owner, group in groupby((name for name in found if "." in name), key=owner_of):
        lines += wrapped(f"      {owner}: {', '.join(name[len(owner) + 1 :] for name in group)}", "        ")
    return lines


def owner_of(name: str) -> str:
    """Return what a name belongs to: ``Task`` for ``Task.status``."""
    return name.rpartition(".")[0]


def wrapped(text: str, indent: str) -> list[str]:
    """Return text in lines of limited width, the further ones indented; words are never cut."""
    return textwrap.wrap(
        text, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False, drop_whitespace=True
    )
