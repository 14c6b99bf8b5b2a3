"""How the programs of pages are found and run, and how made text is renewed."""

from __future__ import annotations

import logging
import os
import traceback
from pathlib import Path
from types import SimpleNamespace

import pytest

from scripts.docs.__main__ import renewed
from scripts.docs.blocks import anchors_of, blocks_of
from scripts.docs.hooks import on_post_page
from scripts.docs.running import run_page


def page_of(tmp_path: Path, text: str) -> Path:
    """Write a page; three quotes stand for the fence of a block."""
    page = tmp_path / "page.md"
    page.write_text(text.replace("'''", "```"), encoding="utf-8")
    return page


def test_blocks_know_where_they_are(tmp_path: Path) -> None:
    """A block has the line of its code, the anchor of its heading, its title, and the reason why it is not run."""
    text = "# A page\n\n## How, now\n\n<!-- not run: asks a bank -->\n'''python title=\"b.py\"\n# no heading\n'''\n"
    page = page_of(tmp_path, text)
    [block] = blocks_of(page)
    assert (block.line, block.anchor, block.title, block.reason_not_run) == (
        7,
        "how-now",
        "b.py",
        "asks a bank",
    )
    assert anchors_of(page) == ["a-page", "how-now"]


def test_a_block_without_end_is_told_by_its_line(tmp_path: Path) -> None:
    """A fence that is never closed is an error with its line."""
    with pytest.raises(ValueError, match="line 3: this block has no end"):
        blocks_of(page_of(tmp_path, "# A page\n\n'''python\nx = 1\n"))


def test_blocks_of_a_page_are_one_program(tmp_path: Path) -> None:
    """Names go on from block to block, an Output block gets what was printed since the last one, await works."""
    text = """
'''python
import asyncio
x = 1
print("first")
'''
'''text title="Output"
'''
'''python
await asyncio.sleep(0)
print("then", x)
'''
'''text title="Output"
'''
'''python
{"x": x}
'''
'''json title="JSON"
'''
"""
    first, second, third = run_page(blocks_of(page_of(tmp_path, text)))
    assert (first.printed, second.printed, third.value) == ("first\n", "then 1\n", {"x": 1})


def test_exports_of_bash_count_from_there_on(tmp_path: Path) -> None:
    """A variable that a bash block exports is set for the blocks after it, and for nobody else."""
    text = "'''bash\nexport FROM_THE_PAGE=yes\n'''\n'''python\nimport os\nprint(os.environ['FROM_THE_PAGE'])\n'''\n"
    [ran] = run_page(blocks_of(page_of(tmp_path, text + "'''text title=\"Output\"\n'''\n")))
    assert ran.printed == "yes\n"
    assert "FROM_THE_PAGE" not in os.environ


def test_errors_name_the_line_of_the_page(tmp_path: Path) -> None:
    """The traceback of a program leads to the line of the page."""
    page = page_of(tmp_path, "# A page\n\n'''python\nx = 1\n\nx / 0\n'''\n")
    with pytest.raises(ZeroDivisionError) as caught:
        run_page(blocks_of(page))
    assert traceback.extract_tb(caught.tb)[-1][:2] == (str(page), 6)


def test_made_text_and_json_are_renewed(tmp_path: Path) -> None:
    """What is stale is made anew, the rest of the page stays."""
    text = "<!-- made: error tree -->\nstale\n<!-- end -->\n\n'''python\n[1]\n'''\n'''json title=\"JSON\"\n'''\nlast\n"
    new = renewed(page_of(tmp_path, text))
    assert "- [`ConductorError`][conductor.errors.ConductorError]" in new
    assert new.endswith('```json title="JSON"\n[\n  1\n]\n```\nlast\n')
    assert "stale" not in new


def test_nothing_is_loaded_from_other_hosts(caplog: pytest.LogCaptureFixture) -> None:
    """A script of another host is a warning, which fails the build; a link for the reader is none."""
    page = SimpleNamespace(file=SimpleNamespace(src_path="start.md"))
    with caplog.at_level(logging.WARNING, logger="mkdocs.hooks"):
        on_post_page('<a href="https://example.com">x</a><script src="//cdn.example.com/x.js"></script>', page=page)
    assert caplog.messages == ["start.md: readers would load //cdn.example.com/x.js"]
