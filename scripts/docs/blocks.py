"""Read the code blocks of a page.

An HTML comment ``not run: <reason>`` on the line before a block excludes it from the tests. A ``text`` block with the
title "Output" contains the output of the python blocks before it, with ``...`` for parts that vary. A ``json`` block
with the title "JSON" contains the value of the last expression of the python block before it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"

_FENCE = re.compile(r"^(?P<indent> *)(?P<ticks>`{3,})(?P<language>\w*)(?: +(?P<options>.*))?$")
_TITLE = re.compile(r'title="([^"]*)"')
_COMMENT = re.compile(r"<!-- (.*) -->$")
_HEADING = re.compile(r"^(#+) (.*?)(?: *\{#([\w-]+)\})?$")


class Block(NamedTuple):
    """A code block with its position: ``line`` is its first line of code, ``anchor`` the heading above it."""

    page: Path
    line: int
    language: str
    title: str
    comment: str
    anchor: str
    code: str

    @property
    def reason_not_run(self) -> str | None:
        found = re.fullmatch(r"not run: *(.*)", self.comment)
        return found[1] if found else None

    def __str__(self) -> str:
        return f"{self.page}:{self.line}".removeprefix(f"{ROOT}/")


def pages() -> list[Path]:
    """Return the README and all pages of the site."""
    return [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]


def blocks_of(page: Path) -> list[Block]:
    """Return the blocks of a page in order."""
    lines = ["", *page.read_text(encoding="utf-8").splitlines()]  # counted from 1, as editors do
    found: list[Block] = []
    anchor, at = "", 1
    while at < len(lines):
        heading, fence = _HEADING.match(lines[at]), _FENCE.match(lines[at])
        if heading:
            anchor = heading[3] or slug(heading[2])
        if fence:
            end = _end(lines, at, fence)
            found.append(_block(page, lines[at - 1 : end], at, fence, anchor))
            at = end
        at += 1
    return found


def anchors_of(page: Path) -> list[str]:
    """Return the anchors of the headings of a page, without those in code blocks."""
    text = re.sub(r"^( *```).*?^\1$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    headings = [_HEADING.match(line) for line in text.splitlines()]
    return [found[3] or slug(found[2]) for found in headings if found]


def slug(heading: str) -> str:
    """Return the anchor that the site generates for a heading."""
    plain = re.sub(r"[^\w\s-]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)).strip().lower()
    return re.sub(r"[-\s]+", "-", plain)


def _end(lines: list[str], start: int, fence: re.Match[str]) -> int:
    closing = f"{fence['indent']}{fence['ticks']}"
    for at in range(start + 1, len(lines)):
        if lines[at].rstrip() == closing:
            return at
    raise ValueError(f"line {start}: this block has no end")


def _block(page: Path, lines: list[str], start: int, fence: re.Match[str], anchor: str) -> Block:
    """Create a block from the lines between the line before its fence and its last line of code."""
    title = _TITLE.search(fence["options"] or "")
    comment = _COMMENT.search(lines[0])
    code = "".join(f"{line[len(fence['indent']) :]}\n" for line in lines[2:])
    return Block(
        page=page,
        line=start + 1,
        language=fence["language"],
        title=title[1] if title else "",
        comment=comment[1] if comment else "",
        anchor=anchor,
        code=code,
    )
