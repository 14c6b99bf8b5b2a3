"""The code blocks of a page, with what the page says about them.

In an HTML comment on the line before a block: ``not run: <reason>``. A ``text`` block with the title "Output" holds
what the python blocks before it printed (``...`` for what differs each time); a ``json`` block with the title "JSON"
holds the value of the expression that ends the python block before it.
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
    """A block: where it is (``line`` is that of its first line of code), and below which heading."""

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
    """The README and all pages of the site."""
    return [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]


def blocks_of(page: Path) -> list[Block]:
    """The blocks of a page, in their order."""
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
    """The anchors of the headings of a page, code aside."""
    text = re.sub(r"^( *```).*?^\1$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    headings = [_HEADING.match(line) for line in text.splitlines()]
    return [found[3] or slug(found[2]) for found in headings if found]


def slug(heading: str) -> str:
    """The anchor that the site makes of a heading."""
    plain = re.sub(r"[^\w\s-]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)).strip().lower()
    return re.sub(r"[-\s]+", "-", plain)


def _end(lines: list[str], start: int, fence: re.Match[str]) -> int:
    closing = f"{fence['indent']}{fence['ticks']}"
    for at in range(start + 1, len(lines)):
        if lines[at].rstrip() == closing:
            return at
    raise ValueError(f"line {start}: this block has no end")


def _block(page: Path, lines: list[str], start: int, fence: re.Match[str], anchor: str) -> Block:
    """Make a block of the lines from the one before its fence to the last of its code."""
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
