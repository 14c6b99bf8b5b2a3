"""OpenAPI Overlay documents: what an action does, and what stops the build."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from conductor.regen.documents import Document, RegenError
from conductor.regen.overlay import overlay, overlay_files


def write(folder: Path, *actions: Any, name: str = "10-test.yaml") -> Path:
    file = folder / name
    file.write_text(yaml.safe_dump({"overlay": "1.1.0", "actions": list(actions)}), encoding="utf-8")
    return file


def action(target: str, **what: Any) -> Document:
    return {"target": target, "description": "a test needs it", **what}


def apply(folder: Path, document: Document, *actions: Any) -> Document:
    return overlay(document, [write(folder, *actions)])[0]


def test_objects_are_merged_to_the_bottom(tmp_path: Path) -> None:
    """An update adds and replaces keys of an object and of the objects in it, and leaves the others."""
    document = {"a": {"b": {"kept": 1, "old": 1}, "kept": 2}}
    result = apply(tmp_path, document, action("$.a", update={"b": {"old": 3, "new": 4}, "c": {}}))
    assert result == {"a": {"b": {"kept": 1, "old": 3, "new": 4}, "kept": 2, "c": {}}}


@pytest.mark.parametrize(
    ("target", "update"), [("$.a", ["y", "z"]), ("$", {"a": ["y", "z"]})], ids=["as target", "below the target"]
)
def test_arrays_are_appended_to(tmp_path: Path, target: str, update: Any) -> None:
    """The items of an update go to the end of an array."""
    outer = {"root": {"a": ["x"]}}
    result = apply(tmp_path, outer, action(target.replace("$", "$.root"), update=update))
    assert result["root"]["a"] == ["x", "y", "z"]


def test_one_value_is_appended_to_an_array(tmp_path: Path) -> None:
    """An update that is no array becomes the last item of one."""
    assert apply(tmp_path, {"a": [{"x": 1}]}, action("$.a", update={"y": 2})) == {"a": [{"x": 1}, {"y": 2}]}


@pytest.mark.parametrize("old", [1, "text", True, None])
def test_primitives_are_replaced(tmp_path: Path, old: Any) -> None:
    """A number, text, boolean or null gives way to the update."""
    assert apply(tmp_path, {"a": old}, action("$.a", update="new")) == {"a": "new"}


@pytest.mark.parametrize(
    ("old", "update"), [({"x": 1}, "text"), ({"x": 1}, ["y"]), ("text", {"x": 1}), (1, ["y"])], ids=str
)
def test_values_of_different_kinds_are_not_merged(tmp_path: Path, old: Any, update: Any) -> None:
    """A primitive does not swallow an object, nor the other way round: the error names the place."""
    with pytest.raises(RegenError, match=r"10-test\.yaml: action 1: cannot merge"):
        apply(tmp_path, {"a": old}, action("$.a", update=update))


@pytest.mark.parametrize("target", ["$.a[0, 2, 3]", "$.a[3, 0, 2]", "$.a[?@ != 'b']", "$.a[-1, 0, 2, 2]"])
def test_several_array_items_are_removed(tmp_path: Path, target: str) -> None:
    """Each of the items that a path gives goes, in whatever order and however often it gives them."""
    assert apply(tmp_path, {"a": ["a", "b", "c", "d"]}, action(target, remove=True)) == {"a": ["b"]}


def test_a_key_is_removed(tmp_path: Path) -> None:
    """A removed key is gone with all that is below it, also when that matches too."""
    document = {"a": {"x": {"x": 1}, "y": 2}}
    assert apply(tmp_path, document, action("$..x", remove=True)) == {"a": {"y": 2}}


def test_filters_choose(tmp_path: Path) -> None:
    """A filter chooses by what is in a place, as RFC 9535 has it."""
    document = {"parameters": [{"name": "a", "in": "query"}, {"name": "b", "in": "path"}]}
    target = "$.parameters[?@.in == 'query' && @.name != 'b']"
    result = apply(tmp_path, document, action(target, update={"required": False}))
    assert result["parameters"] == [{"name": "a", "in": "query", "required": False}, {"name": "b", "in": "path"}]


def test_a_place_that_is_given_twice_is_updated_once(tmp_path: Path) -> None:
    """A path that gives the same place twice does not append twice."""
    assert apply(tmp_path, {"a": ["x"]}, action("$['a', 'a']", update=["y"])) == {"a": ["x", "y"]}


def test_places_share_nothing_afterwards(tmp_path: Path) -> None:
    """What one action put into two places can be changed in one of them."""
    first = action("$['a', 'b']", update={"new": {"x": 1, "list": [1]}})
    result = apply(
        tmp_path, {"a": {}, "b": {}}, first, action("$.a.new.x", remove=True), action("$.a.new.list[0]", remove=True)
    )
    assert result == {"a": {"new": {"list": []}}, "b": {"new": {"x": 1, "list": [1]}}}


def test_the_input_is_left_alone(tmp_path: Path) -> None:
    """The document that is overlaid stays as it was."""
    document = {"a": {"b": [1]}}
    apply(tmp_path, document, action("$.a", update={"b": [2]}), action("$.a.b[0]", remove=True))
    assert document == {"a": {"b": [1]}}


def test_files_apply_in_the_order_of_their_names(tmp_path: Path) -> None:
    """A later file sees what an earlier one made."""
    write(tmp_path, action("$.a", update=2), name="20-second.yaml")
    write(tmp_path, action("$.a", update=1), name="10-first.yaml")
    assert overlay({"a": 0}, overlay_files(tmp_path))[0] == {"a": 2}


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (action("$.nothing", update=1), r"\$\.nothing matches nothing: correct or delete the action"),
        (action("$.a[?@.x == 1]", update=1), "matches nothing"),
        ({"target": "$.a", "update": 1}, "no description: say why"),
        ({"target": "$.a", "update": 1, "description": " "}, "no description"),
        (action("$.a["), "needs either 'update' or 'remove: true'"),
        (action("$.a", remove=False), "needs either"),
        (action("$.a", update=1, remove=True), "needs either"),
        (action("$.a[", update=1), "not a JSONPath"),
        (action("paths", update=1), "not a JSONPath"),
        ({"description": "no target", "update": 1}, "not a JSONPath"),
        (action("$", update={}), "must be inside the document"),
        (action("$..*[?@.b == ", remove=True), "not a JSONPath"),
        ("text", "expected a mapping, found str"),
    ],
    ids=str,
)
def test_a_wrong_action_stops_the_build(tmp_path: Path, wrong: Any, message: str) -> None:
    """An action that matches nothing, gives no reason or is not well formed: the error names file and action."""
    with pytest.raises(RegenError, match=rf"^10-test\.yaml: action 2: .*{message}"):
        apply(tmp_path, {"a": {"b": 1}}, action("$.a.b", update=2), wrong)


@pytest.mark.parametrize(
    "content", ["overlay: 1.1.0", "actions: []", "actions: {}", "- a list", "", "a: [", "a: 1\na: 2"]
)
def test_a_wrong_file_stops_the_build(tmp_path: Path, content: str) -> None:
    """A file without actions, or that is not YAML with each key once, is an error that names it."""
    file = tmp_path / "10-wrong.yaml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(RegenError, match=r"^10-wrong\.yaml: "):
        overlay({}, [file])


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    """Each wrong action of each file has a line of its own."""
    files = [write(tmp_path, action("$.x", update=1), action("$.y", update=1)), tmp_path / "20-more.yaml"]
    write(tmp_path, action("$.a", remove=False), name="20-more.yaml")
    with pytest.raises(RegenError) as error:
        overlay({"a": 1}, files)
    assert [line.split(":")[0] for line in str(error.value).splitlines()] == ["10-test.yaml"] * 2 + ["20-more.yaml"]


def test_action_may_match_nothing_on_another_server(tmp_path: Path) -> None:
    """With a server that is not the pinned one, an action that matches nothing is returned and is no error."""
    file = write(tmp_path, action("$.x", update=1), action("$.a", update=2))
    assert overlay({"a": 1}, [file], may_match_nothing=True) == ({"a": 2}, ["10-test.yaml: action 1 ($.x)"])


GONE = "$.paths['/api/gone'].get"


@pytest.mark.parametrize("target", [GONE, f"{GONE}.parameters[?@.name == 'x']", f"{GONE}.responses['200']"])
def test_action_on_a_gone_operation_is_a_remark(tmp_path: Path, target: str) -> None:
    """An action on an operation that the committed document had and the server dropped is named, not fatal."""
    files = [write(tmp_path, action(target, update={}))]
    _, stale = overlay({"paths": {}}, files, {("GET", "/api/gone")})
    assert stale == [f"10-test.yaml: action 1 ({target})"]


@pytest.mark.parametrize(
    "target", ["$.paths['/api/gone'].put", "$.paths['/api/other'].get", "$.components", "$.paths[*].get"]
)
def test_action_on_anything_else_is_fatal(tmp_path: Path, target: str) -> None:
    """Only an operation may be gone: other methods, paths and places are misspelt."""
    with pytest.raises(RegenError, match="matches nothing"):
        overlay({"paths": {}}, [write(tmp_path, action(target, update={}))], {("GET", "/api/gone")})
