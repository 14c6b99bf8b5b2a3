"""The programs of the README and of the site do what the pages say."""

from __future__ import annotations

import doctest
import inspect
import json
import re
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import conductor
from conductor import builders, checks, diagrams, errors, local, telemetry, testing
from conductor.local import LocalServer
from scripts.docs.__main__ import renewed
from scripts.docs.blocks import ROOT, Block, anchors_of, blocks_of, pages
from scripts.docs.running import Ran, as_json, run_page

PAGES = {str(page.relative_to(ROOT)): page for page in pages()}
BLOCKS = [block for page in PAGES.values() for block in blocks_of(page)]
MODULES = (errors, checks, diagrams, local, telemetry, testing)
SNIPPETS: list[dict[str, Any]] = json.loads((ROOT / "tests" / "data" / "javascript_snippets.json").read_text("utf-8"))
SAME = doctest.OutputChecker()


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_programs_run_and_print_what_the_page_says(page: Path) -> None:
    """The python blocks of a page run in their order, and give the outputs and the JSON that the page shows."""
    with server_for(page) as server_url:
        for ran in run_page(blocks_of(page), server_url):
            assert_as_shown(ran)


@contextmanager
def server_for(page: Path) -> Generator[str]:
    """Give the address of a server that a page has for itself."""
    is_orkes = "<!-- server: orkes -->" in page.read_text(encoding="utf-8")
    with LocalServer(edition="orkes" if is_orkes else "oss") as server:
        yield server.listen()


def assert_as_shown(ran: Ran) -> None:
    if ran.block.language == "json":
        assert json.loads(ran.block.code) == as_json(ran.value), f"{ran.block}: renew it with `make docs`"
    else:
        same = SAME.check_output(ran.block.code, ran.printed, doctest.ELLIPSIS)
        assert same, f"{ran.block}: printed was\n{ran.printed}"


@pytest.mark.parametrize("block", [block for block in BLOCKS if block.language == "json"], ids=str)
def test_json_is_json(block: Block) -> None:
    """Each JSON block parses."""
    assert json.loads(block.code) is not None


def test_blocks_that_are_not_run_say_why() -> None:
    """A python block that is left out of the tests has a reason of some words."""
    assert [str(block) for block in BLOCKS if block.reason_not_run is not None and len(block.reason_not_run) < 10] == []


def test_each_block_names_its_language() -> None:
    """No block is without a language: none can slip past these tests as plain text."""
    assert [str(block) for block in BLOCKS if not block.language and block.page != ROOT / "README.md"] == []


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda snippet: f"{snippet['block']} {snippet['shows']}")
def test_each_snippet_of_the_javascript_sdk_has_its_counterpart(snippet: dict[str, Any]) -> None:
    """What a block of its README shows is shown here, below the heading that is noted for it, by code that is run."""
    blocks = [block for block in BLOCKS if block.page == ROOT / "docs" / snippet["page"]]
    here = [block for block in blocks if block.anchor == snippet["anchor"] and block.language == snippet["language"]]
    assert [block for block in here if block.reason_not_run is None] != []


def test_no_snippet_of_the_javascript_sdk_is_missing() -> None:
    """All 49 blocks of its README are noted."""
    assert [snippet["block"] for snippet in SNIPPETS] == list(range(1, 50))


def test_each_public_name_is_in_the_reference() -> None:
    """No public name is without an entry in the reference."""
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES.values())
    entries = set(re.findall(r"^::: ([\w.]+)$|\{#(conductor[\w.]+)\}", text, re.MULTILINE))
    names = {f"conductor.{name}" for name in set(dir(conductor)) - set(errors.__all__)}
    names |= {f"{module.__name__}.{name}" for module in MODULES for name in module.__all__}
    assert names - {name for entry in entries for name in entry} == set()


def test_each_builder_is_shown_with_its_json() -> None:
    """The page of task generators has a heading for each of them."""
    functions = {name for name in builders.__all__ if inspect.isfunction(getattr(builders, name))}
    helpers = {"js_function", "with_prompt_variable", "with_prompt_variables"}
    assert functions - helpers - set(anchors_of(PAGES["docs/reference/generators.md"])) == set()


@pytest.mark.parametrize("page", [page for page in PAGES.values() if "<!-- made:" in page.read_text("utf-8")], ids=str)
def test_made_text_is_fresh(page: Path) -> None:
    """What stands between made and end is what the code gives now."""
    assert renewed(page) == page.read_text(encoding="utf-8"), "`make docs` renews it"
