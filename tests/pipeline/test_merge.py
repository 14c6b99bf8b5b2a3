"""Both sources become one document, and what they say differently is listed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from conductor.regen import merge as merge_module
from conductor.regen.documents import Document, operations, schemas
from conductor.regen.merge import ORKES_ONLY, add_server, merge, merge_sources, shared_operations, unlisted_conflicts
from tests.pipeline.tiny import body, document, model, operation, reference

TEXT, NUMBER = {"type": "string"}, {"type": "integer", "format": "int64"}


def query(name: str, schema: Document, *, required: bool = False) -> Document:
    return {"in": "query", "name": name, "schema": schema, "required": required}


def merged_operation(oss: Document, orkes: Document) -> tuple[Document, list[str]]:
    merged, conflicts = merge(document(("get", "/a", oss)), document(("get", "/a", orkes)))
    return merged["paths"]["/a"]["get"], conflicts


def test_operations_of_one_side_are_taken() -> None:
    """An operation of one source alone is in, and one of Orkes says so in its description."""
    merged, conflicts = merge(document(("get", "/a", operation("a"))), document(("get", "/b", operation("b"))))
    assert operations(merged)["GET", "/a"] == operation("a")
    assert operations(merged)["GET", "/b"] == operation("b", description=ORKES_ONLY)
    assert conflicts == []


def test_shared_operation_exists_if_oss_has_it() -> None:
    """What orkes.yaml has for its parameters alone does not keep an operation alive that OSS dropped."""
    merged, _ = merge(document(), document(("get", "/a", operation(**{"x-shared": True}))))
    assert operations(merged) == {}


def test_version_is_that_of_the_oss_server() -> None:
    """The merged document carries title and version of what the OSS server serves."""
    merged, _ = merge(document(version="3.32.3"), document(version="9"))
    assert merged["info"]["version"] == "3.32.3"


def test_parameters_are_united() -> None:
    """Parameters that only Orkes takes are added, never required; where both have one, OSS wins."""
    oss = operation(parameters=[query("both", TEXT, required=True)])
    orkes = operation(parameters=[query("both", TEXT), query("orkes", NUMBER, required=True)])
    merged, conflicts = merged_operation(oss, orkes)
    assert merged["parameters"] == [query("both", TEXT, required=True), query("orkes", NUMBER)]
    assert conflicts == []


def test_statuses_are_united() -> None:
    """An answer with a status that only Orkes sends is no error; where both have one, OSS wins."""
    oss = operation(responses={"200": {"description": "oss"}})
    orkes = operation(responses={"200": {"description": "orkes"}, "204": {"description": "orkes"}})
    merged, _ = merged_operation(oss, orkes)
    assert merged["responses"] == {"200": {"description": "oss"}, "204": {"description": "orkes"}}


def test_fields_are_united_and_optional() -> None:
    """A schema has the fields of both sides, and none that only one side has can be required."""
    oss = document(schemas={"A": {**model(a=TEXT, b=TEXT), "required": ["a", "b"]}})
    merged, conflicts = merge(oss, document(schemas={"A": model(b=TEXT, c=NUMBER)}))
    assert schemas(merged)["A"] == model(a=TEXT, b=TEXT, c=NUMBER)
    assert conflicts == []


def test_equal_fields_keep_what_is_required() -> None:
    """Where both sides have the same fields, those that OSS requires stay required."""
    oss = document(schemas={"A": {**model(a=TEXT), "required": ["a"]}})
    assert schemas(merge(oss, document(schemas={"A": model(a=TEXT)}))[0])["A"]["required"] == ["a"]


def test_values_of_enums_are_united() -> None:
    """A field has the values that either edition sends; that is no conflict."""
    oss, orkes = ({"type": "string", "enum": values} for values in (["A", "B"], ["C", "A"]))
    merged, conflicts = merge(document(schemas={"X": model(e=oss)}), document(schemas={"X": model(e=orkes)}))
    assert schemas(merged)["X"]["properties"]["e"]["enum"] == ["A", "B", "C"]
    assert conflicts == []


def test_conflicting_field_is_listed_and_oss_wins() -> None:
    """A field of two types is a conflict, and the OSS type is taken."""
    merged, conflicts = merge(document(schemas={"A": model(x=TEXT)}), document(schemas={"A": model(x=NUMBER)}))
    assert schemas(merged)["A"] == model(x=TEXT)
    assert conflicts == ["A.x"]


@pytest.mark.parametrize(
    ("oss", "orkes", "conflict"),
    [
        (operation(parameters=[query("x", TEXT)]), operation(parameters=[query("x", NUMBER)]), "GET /a parameter x"),
        (operation(requestBody=body(reference("A"))), operation(requestBody=body(reference("B"))), "GET /a body"),
        (
            operation(answer=reference("A")),
            operation(answer={"type": "array", "items": reference("A")}),
            "GET /a answer",
        ),
        (operation(answer=TEXT), operation(answer=NUMBER), "GET /a answer"),
    ],
    ids=["parameter", "body", "answer", "answer of another type"],
)
def test_conflicting_operation_is_listed_and_oss_wins(oss: Document, orkes: Document, conflict: str) -> None:
    """A parameter, body or answer of two types is a conflict, and the OSS form is taken."""
    assert merged_operation(oss, orkes) == (oss, [conflict])


@pytest.mark.parametrize(
    ("oss", "orkes"),
    [
        (operation(), operation(answer=TEXT)),
        (operation(answer=TEXT), operation(answer={})),
        (operation(answer={"type": "object"}), operation(answer=reference("A"))),
        (operation(answer={"type": "array", "items": {}}), operation(answer={"type": "array", "items": TEXT})),
    ],
    ids=["no answer", "any type", "any object", "list of any"],
)
def test_open_type_conflicts_with_nothing(oss: Document, orkes: Document) -> None:
    """Where one side leaves the type open there is no conflict."""
    assert merged_operation(oss, orkes)[1] == []


def test_differences_are_listed_with_reasons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A conflict that the list lacks and one that is no longer there are named, each with the way out."""
    listed = tmp_path / "conflicts.yaml"
    listed.write_text("A.known: the reason\nA.old: the reason\n", encoding="utf-8")
    monkeypatch.setattr(merge_module, "CONFLICTS", listed)
    assert unlisted_conflicts(["A.known", "A.new"]) == [
        "A.new: OSS and Orkes differ; list it in conflicts.yaml with the reason",
        "A.old: no longer differs; delete it from conflicts.yaml",
    ]


def test_committed_sources_differ_as_listed() -> None:
    """Each difference of the two committed sources is listed, and none too many."""
    assert unlisted_conflicts(merge_sources()[1]) == []


def test_paths_are_in_order() -> None:
    """The order in which a server lists its paths does not matter."""
    a, b = ("get", "/a", operation("a")), ("get", "/b", operation("b"))
    merged: list[Any] = [list(merge(document(*order), document())[0]["paths"]) for order in ((a, b), (b, a))]
    assert merged == [["/a", "/b"], ["/a", "/b"]]


THING = {**operation("get_thing"), "tags": ["ours"]}


def added(base: Document, served: Document, sources: Document | None = None) -> Document:
    return add_server(base, served, sources or base)


def test_server_takes_nothing_away() -> None:
    """What a server lacks or has otherwise stays as the base has it: operations, fields, what is required."""
    base = document(("get", "/a", THING), schemas={"A": {**model(x=TEXT, y=TEXT), "required": ["x"]}})
    served = document(("get", "/b", operation("b")), schemas={"A": model(x=NUMBER)})
    result = added(base, served)
    assert operations(result)["GET", "/a"] == THING
    assert schemas(result)["A"] == schemas(base)["A"]
    assert result["info"] == base["info"]


def test_server_adds_operations_fields_schemas_and_values() -> None:
    """What only the server has is added, values of shared enums included; its tags become ours."""
    status = {"type": "string", "enum": ["A", "B"]}
    base = document(
        ("get", "/a/{x}", THING),
        schemas={"M": model(s={"allOf": [reference("State")]}), "State": {"type": "string", "enum": ["A"]}},
    )
    served = document(
        ("get", "/a/{other}", operation("q")),
        ("get", "/b", operation("b")),
        schemas={"M": model(s=status, new=TEXT), "New": model()},
    )
    result = added(base, served)
    assert operations(result).keys() == {("GET", "/a/{x}"), ("GET", "/b")}
    assert operations(result)["GET", "/b"]["tags"] == ["ours"]
    assert schemas(result)["State"]["enum"] == ["A", "B"]
    assert schemas(result)["M"]["properties"]["new"] == TEXT
    assert schemas(result)["New"] == model()
    assert shared_operations(base, served) == {("GET", "/a/{other}")}


def test_server_adds_parameters_that_break_no_call() -> None:
    """A parameter is added as optional, unless its name in Python is that of another one."""
    base = document(("get", "/a", operation(parameters=[query("userId", TEXT)])))
    theirs = [query("userId", NUMBER), query("user_id", TEXT), query("new", TEXT, required=True), query("body", TEXT)]
    result = added(base, document(("get", "/a", operation(parameters=theirs))))
    assert operations(result)["GET", "/a"]["parameters"] == [query("userId", TEXT), query("new", TEXT)]


def test_what_overlays_took_out_does_not_come_back() -> None:
    """An operation or a field that the project leaves out on purpose is not added by a server."""
    base, full = (
        document(schemas={"A": model(x=TEXT)}),
        document(("get", "/a", THING), schemas={"A": model(x=TEXT, y=TEXT)}),
    )
    result = added(base, full, full)
    assert operations(result) == {}
    assert schemas(result)["A"] == model(x=TEXT)
