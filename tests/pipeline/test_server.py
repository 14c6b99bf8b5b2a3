"""What a server has in addition joins the base; what it lacks or describes differently is listed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from conductor.regen.documents import Document, dump, operations, schemas
from conductor.regen.server import Differences, add_server, compare_server
from tests.pipeline.tiny import body, document, model, operation, reference

TEXT: Document = {"type": "string"}
NUMBER: Document = {"type": "integer", "format": "int64"}
COLOUR: Document = {"type": "string", "enum": ["RED", "BLUE"]}
TEXTS: Document = {"type": "array", "items": TEXT}


def query(name: str, schema: Document, **more: Any) -> Document:
    return {"in": "query", "name": name, "schema": schema, **more}


START = operation(
    "start",
    answer=reference("A"),
    requestBody=body(reference("A")),
    parameters=[query("size", NUMBER), query("colour", COLOUR), query("ids", TEXTS)],
)
STOP = operation("stop", parameters=[{"in": "path", "name": "id", "required": True, "schema": TEXT}])
BASE = document(
    ("post", "/a", START),
    ("get", "/b/{id}", STOP),
    schemas={
        "A": {**model(id=TEXT, size=NUMBER, colour=COLOUR, b=reference("B")), "required": ["id"]},
        "B": model(x=TEXT, y=NUMBER),
        "State": {"type": "string", "enum": ["ON", "OFF"]},
    },
    version="3.32.3",
)
ORKES = document(("get", "/orkes", operation("orkes_only")))


def changed(path: str, value: Any) -> Document:
    """Return the base as a server describes it, with another value at the path, None for nothing at all."""
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


def differences(server: Document) -> Differences:
    return compare_server([BASE, ORKES], server, add_server(_merged(), server)[0])


def _merged() -> Document:
    return {**BASE, "paths": {**BASE["paths"], **ORKES["paths"]}}


@pytest.mark.parametrize(
    "path",
    [
        "paths /a",
        "paths /a post parameters 0",
        "paths /a post requestBody",
        "components schemas A properties size",
        "components schemas A properties colour enum 0",
        "components schemas A required",
        "components schemas B",
        "components schemas State enum 1",
    ],
)
def test_base_never_shrinks(path: str) -> None:
    """Whatever a server lacks, the client keeps it, and keeps it as it was."""
    assert add_server(BASE, changed(path, None))[0] == BASE


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("paths /a post parameters 0 schema", TEXT),
        ("paths /a post parameters 0 required", True),
        ("paths /a post requestBody", body(TEXT, "text/plain")),
        ("paths /a post responses 200 content", {}),
        ("paths /a post operationId", "other"),
        ("paths /a post tags", ["other"]),
        ("components schemas A properties size", TEXT),
        ("components schemas A required", ["id", "size"]),
    ],
)
def test_form_of_the_base_counts(path: str, value: Any) -> None:
    """Where a server describes a known thing differently, the client keeps the form that the facade uses."""
    assert add_server(BASE, changed(path, value))[0] == BASE


def test_additions_of_known_things_are_optional() -> None:
    """New parameters, fields and values of enums of known operations and schemas join, and nothing is required."""
    server = changed("paths /a post parameters 3", query("more", TEXT, required=True))
    server["components"]["schemas"]["A"]["properties"] |= {"new": NUMBER}
    server["components"]["schemas"]["A"]["required"] = ["id", "new"]
    server["components"]["schemas"]["State"]["enum"] = ["PAUSED"]
    server["paths"]["/a"]["post"]["parameters"][1]["schema"] = {**COLOUR, "enum": ["GREEN"]}
    server["paths"]["/a"]["post"]["parameters"].append(query("Size", TEXT))
    server["components"]["schemas"]["State"]["enum"] += ["ON"]
    merged, _ = add_server(BASE, server)
    found = operations(merged)["POST", "/a"]["parameters"]
    assert [parameter["name"] for parameter in found] == ["size", "colour", "ids", "more"]
    assert found[3] == query("more", TEXT, required=False)
    assert found[1]["schema"]["enum"] == ["RED", "BLUE", "GREEN"]
    assert schemas(merged)["A"]["properties"]["new"] == NUMBER
    assert schemas(merged)["A"]["required"] == ["id"]
    assert schemas(merged)["State"]["enum"] == ["ON", "OFF", "PAUSED"]


def test_own_operations_join_as_they_are() -> None:
    """An operation that only the server has joins with its words and a mark, and is not described as Orkes' own."""
    own = operation("acme", answer=reference("Acme"), summary="Sums up.", description="Describes.")
    server = document(("get", "/acme", own), schemas={"Acme": model(x=TEXT)})
    merged, renamed = add_server(BASE, server)
    assert operations(merged)["GET", "/acme"] == {**own, "x-own": True}
    assert schemas(merged)["Acme"] == model(x=TEXT)
    assert renamed == {}


def test_variable_of_a_path_may_have_another_name() -> None:
    """A path whose variable a version calls otherwise is the same operation: it neither joins nor is it lacking."""
    server = changed("paths /b/{id}", None)
    server["paths"]["/b/{taskId}"] = {"get": {**STOP, "parameters": [{**STOP["parameters"][0], "name": "taskId"}]}}
    assert add_server(BASE, server)[0] == BASE
    assert differences(server).lines() == differences(BASE).lines()


def test_another_schema_of_the_same_name_gets_its_own() -> None:
    """A schema that shares no more than its name with one of ours is kept apart, and its operations use it."""
    other = model(street=TEXT, town=TEXT, a=reference("A"))
    own = operation("acme", answer={"type": "array", "items": reference("B")})
    merged, renamed = add_server(
        BASE, document(("get", "/acme", own), schemas={"B": other, "A": BASE["components"]["schemas"]["A"]})
    )
    assert renamed == {"B": "ServerB"}
    assert schemas(merged)["B"] == model(x=TEXT, y=NUMBER)
    assert schemas(merged)["ServerB"] == other
    answer = operations(merged)["GET", "/acme"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert answer == {"type": "array", "items": reference("ServerB")}


def test_reserved_names_of_schemas_are_avoided() -> None:
    """A schema with a name that an overlay gives to an enum gets another one."""
    server = document(("get", "/acme", operation("acme", answer=reference("T"))), schemas={"T": model(x=TEXT)})
    assert add_server(BASE, server, {"T"})[1] == {"T": "ServerT"}


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        ("paths /acme", {"get": operation("acme")}, "  + 1 operation      thing.acme"),
        ("paths /a post parameters 3", query("more", TEXT), "  + 1 parameter      thing.start.more"),
        ("components schemas A properties new", TEXT, "  + 1 field          A.new"),
        ("components schemas State enum 2", "PAUSED", "  + 1 enum value     State.PAUSED"),
        ("paths /b/{id}", None, "  ! 1 operation      thing.stop"),
        ("paths /a post parameters 0", None, "  - 1 parameter      thing.start.size"),
        ("components schemas A properties size", None, "  - 1 field          A.size"),
        ("components schemas State enum 0", None, "  - 1 enum value     State.ON"),
        (
            "paths /a post parameters 0 schema",
            TEXT,
            "  ! parameter thing.start.size: int64 here, string on the server",
        ),
        (
            "paths /a post parameters 0 schema format",
            "int32",
            "  ~ parameter thing.start.size: int64 here, int32 on the server",
        ),
        ("paths /a post parameters 0 required", True, "  ! parameter thing.start.size: the server requires it"),
        (
            "paths /a post parameters 3",
            query("more", TEXT, required=True),
            "  ! parameter thing.start.more: new, and the server requires it",
        ),
        ("paths /a post parameters 0 in", "header", "  ! parameter thing.start.size: query here, header on the server"),
        (
            "paths /a post parameters 2 explode",
            False,
            "  ! parameter thing.start.ids: a list is written in another form",
        ),
        (
            "paths /a post requestBody content",
            {"text/plain": {"schema": TEXT}},
            "  ! body thing.start: application/json here, text/plain on the server",
        ),
        (
            "paths /a post requestBody content application/json schema",
            TEXTS,
            "  ! body thing.start: A here, list of string on the server",
        ),
        ("paths /a post requestBody", None, "  ! body thing.start: the client sends one, the server describes none"),
        (
            "paths /b/{id} get requestBody",
            body(TEXT),
            "  ! body thing.stop: the server needs one, the client sends none",
        ),
        (
            "paths /a post responses 200 content application/json schema",
            TEXT,
            "  ! answer thing.start: A here, string on the server",
        ),
        (
            "components schemas A properties size",
            TEXT,
            "  ! field A.size: int64 here, string on the server",
        ),
        ("components schemas A required", ["id", "size"], "  ! field A.size: the server requires it"),
    ],
)
def test_one_difference_is_one_line(path: str, value: Any, line: str) -> None:
    """Each kind of thing is listed with what it belongs to; an exclamation mark says that it breaks callers."""
    differing = set(differences(changed(path, value)).lines()) - set(differences(BASE).lines())
    assert line in differing
    assert len([found for found in differing if found.startswith("  ")]) == 1


def test_what_only_orkes_has_is_one_line() -> None:
    """Conductor OSS lacks all that only Orkes has; that is told once. An Orkes server lacks none of it."""
    assert "the 1 operation that only Orkes has" in " ".join(differences(BASE).lines())
    orkes = {**BASE, "paths": {**BASE["paths"], **ORKES["paths"]}}
    assert differences(orkes).lines() == [
        "this server has nothing in addition",
        "this server lacks nothing",
        "this server describes nothing differently",
    ]


def test_form_of_either_edition_is_no_difference() -> None:
    """A server that describes an operation as Orkes does is not reported, although OSS does it otherwise."""
    server = changed("paths /a post parameters 0 schema", TEXT)
    lines = compare_server([BASE, server], server, BASE).lines()
    assert lines[-1] == "this server describes nothing differently"


def test_long_lists_are_grouped() -> None:
    """Two thousand additions are paragraphs of limited width, one for each package."""
    paths = [("get", f"/acme/{n}", operation(f"get_thing_number_{n}", tags=[f"acme{n % 2}"])) for n in range(2000)]
    own = document(*paths)
    lines = differences({**BASE, "paths": {**BASE["paths"], **own["paths"]}}).lines()
    assert lines[1] == "  + 2000 operations"
    assert max(map(len, lines)) <= 110
    assert [line[6:12] for line in lines if line.startswith("      acme")] == ["acme0:", "acme1:"]


def test_order_of_a_document_does_not_matter() -> None:
    """The same document in another order gives the same result and the same lists."""
    server = changed("paths /acme", {"get": operation("acme")})
    turned = json.loads(json.dumps(server), object_hook=lambda node: dict(reversed(node.items())))
    assert dump(add_server(BASE, server)[0]) == dump(add_server(BASE, turned)[0])
    assert differences(turned).lines() == differences(server).lines()
