"""What changed between two documents, in words that a release note can use."""

from __future__ import annotations

import json
from typing import Any

import pytest

from conductor.regen.documents import OSS_SOURCE, RESULT, Document, read
from conductor.regen.report import REMOVED, Change, Report, compare, differences, gone_on_oss
from tests.pipeline.tiny import body, document, model, operation, reference

TEXT: Document = {"type": "string"}
LONG: Document = {"type": "integer", "format": "int64"}
COLOUR: Document = {"type": "string", "enum": ["RED", "BLUE"]}


def query(name: str, schema: Document, **more: Any) -> Document:
    return {"in": "query", "name": name, "schema": schema, **more}


BASE = document(
    (
        "post",
        "/a",
        operation(
            "start",
            answer=TEXT,
            requestBody=body(reference("A")),
            parameters=[query("size", LONG), query("colour", COLOUR)],
        ),
    ),
    ("get", "/b", operation("stop")),
    schemas={
        "A": {
            **model(id=TEXT, size=LONG, colour=COLOUR, colours={"type": "array", "items": COLOUR}),
            "required": ["id"],
        },
        "State": {"type": "string", "enum": ["ON", "OFF"]},
    },
    version="3.32.3",
)


def changed(path: str, value: Any) -> Document:
    """Give the base document with another value at the path, None for nothing at all."""
    result = json.loads(json.dumps(BASE))
    *outer, last = path.split()
    place: Any = result
    for key in outer:
        place = place[int(key) if isinstance(place, list) else key]
    if value is None:
        del place[int(last) if isinstance(place, list) else last]
    elif isinstance(place, list):
        place.insert(int(last), value)
    else:
        place[last] = value
    return result


FIELDS = "components schemas A properties"
START = "paths /a post"


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        ("paths /c", {"get": operation("pause")}, "+ 1 operation      thing.pause"),
        ("paths /b", None, "- 1 operation      thing.stop"),
        ("paths /b get operationId", "halt", "~ 1 operation      thing.halt: was thing.stop"),
        (f"{START} parameters 2", query("sort", TEXT), "+ 1 parameter      thing.start.sort"),
        (f"{START} parameters 0", None, "- 1 parameter      thing.start.size"),
        (f"{START} parameters 0 schema", TEXT, "~ 1 parameter      thing.start.size: int64 -> string"),
        (f"{START} parameters 0 required", True, "~ 1 parameter      thing.start.size: int64 -> int64 (required)"),
        (f"{START} parameters 1 schema enum 2", "GREEN", "+ 1 enum value     thing.start.colour: GREEN"),
        (
            f"{START} requestBody content application/json schema",
            TEXT,
            "thing.start.request body: application/json A (required) -> application/json string (required)",
        ),
        (f"{START} responses 204", {"description": ""}, "+ 1 answer         thing.start.204"),
        (f"{START} responses 200 content", {}, "thing.start.200: application/json string -> empty"),
        ("components schemas B", model(), "+ 1 schema         B"),
        ("components schemas A", None, "- 1 schema         A"),
        (f"{FIELDS} new", TEXT, "+ 1 field          A.new"),
        (f"{FIELDS} size", None, "- 1 field          A.size"),
        (f"{FIELDS} size", {**LONG, "format": "int32"}, "~ 1 field          A.size: int64 -> int32"),
        (f"{FIELDS} size", reference("State"), "~ 1 field          A.size: int64 -> State"),
        (f"{FIELDS} size", {"type": "array", "items": LONG}, "~ 1 field          A.size: int64 -> list of int64"),
        (f"{FIELDS} size", {"additionalProperties": LONG}, "~ 1 field          A.size: int64 -> map of int64"),
        ("components schemas A required", None, "~ 1 field          A.id: string (required) -> string"),
        (f"{FIELDS} colour enum 2", "GREEN", "+ 1 enum value     A.colour: GREEN"),
        (f"{FIELDS} colours items enum 2", "GREEN", "+ 1 enum value     A.colours: GREEN"),
        ("components schemas State enum 2", "PAUSED", "+ 1 enum value     State: PAUSED"),
        ("components schemas State enum 0", None, "- 1 enum value     State: ON"),
    ],
)
def test_one_change_is_one_line(path: str, value: Any, line: str) -> None:
    """Each kind of thing that is added, removed or changed is named with what it belongs to."""
    lines = compare(BASE, changed(path, value)).lines()
    assert len(lines) == 2
    assert line in lines[1]


def test_changes_of_a_kind_share_a_line() -> None:
    """Several changes of one kind are counted and listed on one line."""
    new = changed(f"{FIELDS} b", TEXT)
    new["components"]["schemas"]["A"]["properties"]["a"] = TEXT
    assert compare(BASE, new).lines()[1] == "  + 2 fields         A.a, A.b"


def test_additions_come_first() -> None:
    """What was added stands before what was changed, and that before what was removed."""
    new = changed(f"{FIELDS} size", TEXT)
    new["paths"] = {"/c": {"get": operation("pause")}, **new["paths"]}
    del new["paths"]["/b"]
    assert [line.split()[0] for line in compare(BASE, new).lines()[1:]] == ["+", "~", "-"]


@pytest.mark.parametrize(("version", "title"), [("3.32.3", "server 3.32.3"), ("3.33.0", "server 3.33.0 (was 3.32.3)")])
def test_version_is_told(version: str, title: str) -> None:
    """The first line has the version of the server, and the former one when it is another."""
    assert compare(BASE, changed("info version", version)).lines() == [title, "  no changes"]


def test_what_only_the_oss_server_dropped_is_named() -> None:
    """A parameter, a field and an enum value that OSS drops are named, though Orkes keeps them in the client."""
    served = read(OSS_SOURCE)
    terminate = served["paths"]["/api/workflow/{workflowId}"]["delete"]
    terminate["parameters"] = [given for given in terminate["parameters"] if given["name"] != "reason"]
    fields = served["components"]["schemas"]
    del fields["TaskDef"]["properties"]["retryCount"]
    fields["Task"]["properties"]["status"]["enum"].remove("SKIPPED")
    assert gone_on_oss(read(OSS_SOURCE), served, read(RESULT)) == [
        "parameter workflow.terminate_workflow.reason",
        "enum value Task.status: SKIPPED",
        "field TaskDef.retryCount",
    ]


def test_what_nobody_dropped_is_not_named() -> None:
    """The same document twice has nothing that is gone."""
    assert gone_on_oss(read(OSS_SOURCE), read(OSS_SOURCE), read(RESULT)) == []


def test_long_lists_are_wrapped() -> None:
    """No line of a report is longer than a terminal, and no name is broken."""
    names = [f"thing.operation_number_{number}" for number in range(50)]
    lines = Report("1", "1", [Change(REMOVED, "operation", name) for name in names]).lines()
    assert max(map(len, lines)) <= 120
    assert [name for name in names if not any(name in line for line in lines)] == []


def lines_of(served: Document) -> str:
    return "\n".join(differences(BASE, served, BASE, {("GET", "/b")}).lines())


def test_differences_are_three_lists() -> None:
    """What a server has in addition, what it lacks and what it has otherwise stand apart, breaking ones marked."""
    served = changed(f"{START} parameters 0 schema", TEXT)
    served["paths"]["/a"]["post"]["parameters"].append(query("must", TEXT, required=True))
    served["paths"]["/c"] = {"get": operation("pause")}
    del served["components"]["schemas"]["A"]["properties"]["colours"]
    report = differences(BASE, served, {**served, "paths": {**BASE["paths"], **served["paths"]}}, set()).lines()
    assert report == [
        "server 3.32.3, compared with 3.32.3; ! breaks callers",
        "additional on this server, and added to the client:",
        "  1 operation",
        "    thing: pause",
        "lacking on this server (operations raise NotSupportedByServer, the rest has no effect):",
        "  1 field",
        "    A: colours",
        "defined differently (the client keeps the pinned form):",
        "! parameter thing.start.must: required",
        "! parameter thing.start.size: int64 -> string",
    ]


def test_operations_that_only_orkes_has_are_counted() -> None:
    """A server of Conductor OSS lacks them all: their number is enough."""
    served = changed("paths /b", None)
    assert "! 1 operations that only Orkes has\n    thing 1" in lines_of(served)


def test_names_of_path_variables_are_no_difference() -> None:
    """An operation whose path variables are called otherwise is the same one."""
    path = {"in": "path", "name": "id", "required": True, "schema": TEXT}
    ours = document(("get", "/x/{id}", operation(parameters=[path])))
    theirs = document(("get", "/x/{thingId}", operation("other", parameters=[{**path, "name": "thingId"}])))
    assert differences(ours, theirs, ours, set()).changes == []


@pytest.mark.parametrize(
    ("change", "breaks"),
    [
        (Change("~", "field", "A.x", "string -> string (required)"), True),
        (Change("~", "field", "A.x", "string (required) -> string"), False),
        (Change("~", "answer", "a.b.200", "application/json any -> application/json A"), False),
        (Change("+", "parameter", "a.b.c", "required"), True),
        (Change("+", "parameter", "a.b.c"), False),
        (Change("-", "operation", "a.b"), True),
        (Change("-", "field", "A.x"), False),
    ],
)
def test_changes_that_break_callers_are_known(change: Change, *, breaks: bool) -> None:
    """A type that changed, a thing newly required and an operation that is gone break callers; the rest does not."""
    assert change.breaks_callers == breaks
