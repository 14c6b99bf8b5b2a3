"""Update the generated parts of pages: ``python -m scripts.docs``; ``--check`` only reports outdated pages.

Generated are the text between ``<!-- made: NAME -->`` and ``<!-- end -->``, which comes from scripts.docs.makers, and
JSON blocks, which contain the value of the python block before them.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from scripts.docs.blocks import ROOT, Block, blocks_of, pages
from scripts.docs.makers import MAKERS
from scripts.docs.running import as_json, run_page

_MADE = re.compile(r"(<!-- made: (.*?) -->\n).*?(<!-- end -->)", re.DOTALL)


def main(arguments: list[str]) -> int:
    stale = [page for page in pages() if renewed(page) != page.read_text(encoding="utf-8")]
    for page in stale:
        print(f"{page.relative_to(ROOT)}: {'outdated, run `make docs`' if '--check' in arguments else 'updated'}")
        if "--check" not in arguments:
            page.write_text(renewed(page), encoding="utf-8")
    return 1 if stale and "--check" in arguments else 0


def renewed(page: Path) -> str:
    """Return the text of a page with current generated parts."""
    text = page.read_text(encoding="utf-8")
    blocks = blocks_of(page)
    if any(block.title == "JSON" for block in blocks):
        text = _with_json(text, blocks)
    return _MADE.sub(lambda found: f"{found[1]}\n{MAKERS[found[2]]()}\n\n{found[3]}", text)


def _with_json(text: str, blocks: list[Block]) -> str:
    lines = text.splitlines()
    for ran in reversed(run_page(blocks)):
        if ran.block.title == "JSON":
            first = ran.block.line - 1
            shown = json.dumps(as_json(ran.value), indent=2, ensure_ascii=False).splitlines()
            lines[first : first + len(ran.block.code.splitlines())] = shown
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
