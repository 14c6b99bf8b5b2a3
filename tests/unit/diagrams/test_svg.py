from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given

from conductor.diagrams import to_svg
from conductor.diagrams.states import Look
from tests.support.builder_examples import examples
from tests.support.diagrams import (
    RECORDED,
    all_references,
    definitions,
    executions,
    fork,
    join,
    loop,
    readable,
    recorded,
    simple,
    switch,
    workflow,
)

SVG = "{http://www.w3.org/2000/svg}"
BUILT = examples("http://127.0.0.1:1")


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own document, and that it is harmless XML is the point


def tips(root: ET.Element) -> list[str]:
    return [title.text or "" for title in root.iter(f"{SVG}title")]


def classes(root: ET.Element) -> list[str]:
    return [group.get("class", "") for group in root.iter(f"{SVG}g")]


def texts(root: ET.Element) -> list[str]:
    return [text.text or "" for text in root.iter(f"{SVG}text")]


@given(definitions())
def test_every_reference_is_in_the_picture(source: dict[str, Any]) -> None:
    """Whatever a definition is called and holds, the picture is valid XML and names every task."""
    shown = "\n".join(tips(parsed(to_svg(source, max_branches=None, max_tasks=None))))
    missing = [name for name in all_references(source["tasks"]) if readable(name) not in shown]
    assert missing == []


@pytest.mark.slow
@given(executions())
def test_every_task_that_ran_is_in_the_picture(source: dict[str, Any]) -> None:
    """Also what the definition does not have, and what a server of the future calls its states."""
    root = parsed(to_svg(source, max_branches=None, max_tasks=None))
    names = {re.sub(r"(__\d+)+$", "", task["referenceTaskName"]) for task in source["tasks"]}
    shown = "\n".join(tips(root))
    assert [name for name in names if readable(name) not in shown] == []


@pytest.mark.slow
@given(definitions())
def test_nothing_of_a_name_becomes_markup(source: dict[str, Any]) -> None:
    """Names cannot add elements of their own, nor references to the outside."""
    kinds = {element.tag.removeprefix(SVG) for element in parsed(to_svg(source)).iter()}
    assert kinds <= {"svg", "title", "desc", "style", "rect", "g", "path", "text", "polygon", "circle"}


@pytest.mark.parametrize("example", BUILT, ids=lambda example: example.builder)
def test_each_task_type_can_be_drawn(example: Any) -> None:
    """What the builders make, one picture for each type of task, names its tasks."""
    shown = "\n".join(tips(parsed(to_svg(example.definition))))
    assert all(name in shown for name in all_references(example.definition.to_dict()["tasks"]))


def test_a_small_picture_looks_as_before() -> None:
    """The drawing of a small workflow is the one that people looked at; the style sheet may change."""
    source = workflow(
        simple("check"), switch("route", {"EU": [simple("vat")], "free": []}), loop("pages", simple("fetch")),
        fork("both", [simple("a")], [simple("b")]), join("all", "a", "b"), description="Golden", failureWorkflow="undo",
    )  # fmt: skip
    drawn = re.sub("<style>.*</style>\n", "", to_svg(source))
    assert drawn == Path(RECORDED / "small.svg").read_text("utf-8")


def test_the_same_source_gives_the_same_document() -> None:
    """Pictures can be compared and cached: no time, no random id in them."""
    assert to_svg(recorded("nested")) == to_svg(recorded("nested"))


@pytest.mark.parametrize(
    ("name", "states"),
    [
        ("nested", {Look.DONE}),
        ("failed", {Look.DONE, Look.FAILED, Look.CANCELED}),
        ("running", {Look.DONE, Look.RUNNING, Look.QUEUED}),
    ],
)
def test_states_are_classes_and_the_key_explains_them(name: str, states: set[Look]) -> None:
    """Every state that occurs has its class, its badge and its line in the key."""
    root = parsed(to_svg(recorded(name)))
    assert {look for look in Look if look.value in classes(root)} == states
    words = {Look.DONE: "completed", Look.FAILED: "failed", Look.CANCELED: "canceled", Look.RUNNING: "running"}
    assert all(words.get(look, "waiting for a worker") in texts(root) for look in states)


def test_states_differ_in_form_and_not_only_in_colour() -> None:
    """No two states have the same badge, so that the picture can be read without seeing colours."""
    badges = {}
    for status in ("COMPLETED", "FAILED", "TIMED_OUT", "IN_PROGRESS", "SCHEDULED", "CANCELED", "COMPLETED_WITH_ERRORS"):
        task = {"referenceTaskName": "a", "taskType": "x", "status": status, "seq": 1}
        svg = to_svg({"workflowId": "w", "status": "X", "tasks": [task], "workflowDefinition": workflow(simple("a"))})
        drawn = re.search(r'<title>a \(work\).*?<g class="sign"[^>]*>(.*?)</g>', svg, re.DOTALL)
        assert drawn
        badges[status] = drawn[1]
    assert len(set(badges.values())) == len(badges)


def test_what_did_not_run_is_pale() -> None:
    """In an execution the ways and tasks that were not taken step back."""
    svg = to_svg(recorded("failed"))
    assert svg.count('<g class="idle"') == 4
    assert 'class="line idle"' in svg


def test_the_theme_is_the_viewers_unless_given() -> None:
    """`auto` has both sets of colours, a given theme only its own."""
    source = workflow(simple("a"))
    assert "prefers-color-scheme:dark" in to_svg(source)
    light, dark = to_svg(source, theme="light"), to_svg(source, theme="dark")
    assert "@media" not in light + dark
    assert light != dark


def test_rules_hold_only_within_the_picture() -> None:
    """A page that shows the picture inline keeps its own look: every rule starts with our class."""
    sheet = re.search("<style>(.*)</style>", to_svg(workflow(simple("a")), theme="light"))
    assert sheet
    selectors = [selector for rule in re.findall(r"([^{}]+)\{", sheet[1]) for selector in rule.split(",")]
    assert [selector for selector in selectors if not selector.startswith(".conductor-diagram")] == []


def test_a_screen_reader_hears_what_is_drawn() -> None:
    """The picture is an image with a title and a description in words."""
    root = parsed(to_svg(recorded("failed")))
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Workflow fail v1"
    assert "2 FAILED" in (root.findtext(f"{SVG}desc") or "")


def test_long_texts_are_cut_and_kept_whole_in_the_tip() -> None:
    """A name that does not fit keeps its beginning and its end; the whole name is in the tooltip."""
    name = f"a_{'very_' * 30}long_name"
    root = parsed(to_svg(workflow(simple(name))))
    assert name not in texts(root)
    assert any(text.startswith("a_very") and text.endswith("name") and "…" in text for text in texts(root))
    assert any(name in tip for tip in tips(root))
