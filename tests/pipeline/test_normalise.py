"""Normal forms: what stays as it is, and documents that would take time, memory or the stack."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from conductor.regen.documents import OSS_SOURCE, Document, RegenError, operations, read, schemas
from conductor.regen.normalise import document as document_module
from conductor.regen.normalise import normalise
from conductor.regen.served import from_address, from_file, from_server
from tests.pipeline.tiny import body, document, model, operation, reference

TEXT = {"type": "string"}


def of_schema(schema: Any, **more: Any) -> Document:
    """Give the normal form of the schema A, which an operation answers with."""
    given = document(("get", "/a", operation(answer=reference("A"))), schemas={"A": schema, **more})
    return schemas(normalise(given).document)["A"]


def test_served_document_stays_as_it_is() -> None:
    """Nothing of what springdoc writes for Conductor is lost or worth a word."""
    served = read(OSS_SOURCE)
    found = normalise(served, operations(served).keys())
    assert found.left_out == []
    assert operations(found.document).keys() == operations(served).keys()
    assert schemas(found.document).keys() >= {"WorkflowDef", "Task", "StartWorkflowRequest"}
    for name in ("TaskDef", "WorkflowTask", "StartWorkflowRequest"):
        assert schemas(found.document)[name]["properties"].keys() == schemas(served)[name]["properties"].keys()


def test_normalising_twice_changes_nothing() -> None:
    """A normal form is its own normal form."""
    once = normalise(read(OSS_SOURCE)).document
    twice = normalise(once).document
    assert twice["paths"] == once["paths"]
    # The one schema of a query object is not reached any more: its fields have become parameters.
    assert schemas(twice).items() <= schemas(once).items()


def test_known_operations_are_not_talked_about() -> None:
    """What the base describes better is not listed, whatever the server says of it."""
    odd = document(("get", "/a/{x}", operation()))
    assert normalise(odd).left_out
    assert normalise(odd, {("GET", "/a/{x}")}).left_out == []


def nested(depth: int) -> Any:
    schema: Any = TEXT
    for _ in range(depth):
        schema = {"type": "array", "items": schema}
    return schema


def test_deep_schema_ends_in_any_value() -> None:
    """A schema that is nested deeper than anybody reads is any value from there on, and says so."""
    given = document(("get", "/a", operation(answer=nested(200))))
    assert any("nested deeper than" in line for line in normalise(given).left_out)


def test_bottomless_document_is_one_line() -> None:
    """A document that is nested deeper than Python can follow is an error, not a traceback."""
    with pytest.raises(RegenError, match="nested too deeply"):
        normalise(document(("get", "/a", operation(answer=nested(100_000)))))


def test_diamonds_of_inheritance_are_walked_once() -> None:
    """Each base counts once, however many ways lead to it: 2 to the power of 60 here."""
    chain = {f"B{n}": {"allOf": [reference(f"B{n + 1}"), reference(f"B{n + 1}")]} for n in range(60)}
    found = of_schema({"allOf": [reference("B0"), model(own=TEXT)]}, **chain, B60=model(base=TEXT))
    assert found["properties"].keys() == {"own", "base"}


def test_circle_of_inheritance_ends() -> None:
    """Schemas that inherit from one another have the fields of both."""
    found = of_schema({"allOf": [reference("B"), model(a=TEXT)]}, B={"allOf": [reference("A"), model(b=TEXT)]})
    assert found["properties"].keys() == {"a", "b"}


def test_circle_of_references_is_any_value() -> None:
    """A reference that leads back to itself stands for any value."""
    given = document(
        ("get", "/a", operation(answer=reference("A"))), schemas={"A": reference("B"), "B": reference("A")}
    )
    assert any("contains itself" in line for line in normalise(given).left_out)


def test_aliases_that_multiply_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few lines that expand to billions of values are an error."""
    monkeypatch.setattr(document_module, "MOST_NODES", 10_000)
    bomb: Any = TEXT
    for _ in range(30):
        bomb = {"properties": {"a": bomb, "b": bomb}}
    with pytest.raises(RegenError, match="more than 10000 values"):
        normalise(document(("get", "/a", operation(answer=bomb))))


@pytest.mark.parametrize(
    ("parts", "kind"),
    [([TEXT, {"maxLength": 3}], "string"), ([TEXT, {"type": "integer"}], None), ([{}, {}], None)],
)
def test_all_of_plain_types(parts: list[Any], kind: str | None) -> None:
    """Parts of one type are that type; of several, any value."""
    assert of_schema(model(x={"allOf": parts}))["properties"]["x"].get("type") == kind


def test_halves_of_characters_are_replaced() -> None:
    """What no file can hold does not stop the run."""
    found = normalise(document(("get", "/a", operation(summary="a\ud800b"))))
    assert found.document["paths"]["/a"]["get"]["summary"] == "a?b"


def test_text_beside_json_is_text() -> None:
    """Spring sends and reads a String as it is when text is among the media types."""
    both = {media: {"schema": TEXT} for media in ("application/json", "text/plain")}
    given = operation(responses={"200": {"description": "", "content": both}}, requestBody={"content": both})
    found = normalise(document(("post", "/a", given))).document["paths"]["/a"]["post"]
    assert list(found["responses"]["200"]["content"]) == ["text/plain"]
    assert list(found["requestBody"]["content"]) == ["text/plain; charset=utf-8"]


NONSENSE: tuple[Any, ...] = (None, 1, "x", [], {}, [[]], {"x": None}, True)


@pytest.mark.parametrize(
    "place", ["paths", "components", "info", "item", "operation", "parameters", "responses", "schema"]
)
@pytest.mark.parametrize("value", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_never_raises(place: str, value: Any) -> None:
    """Anything in any place gives a document; what cannot be read is not in it."""
    given: Any = document(
        ("post", "/a", operation(answer=reference("A"), requestBody=body(TEXT))), schemas={"A": model(x=TEXT)}
    )
    spots = {
        "item": (given["paths"], "/a"),
        "operation": (given["paths"]["/a"], "post"),
        "parameters": (given["paths"]["/a"]["post"], "parameters"),
        "responses": (given["paths"]["/a"]["post"], "responses"),
        "schema": (given["components"]["schemas"], "A"),
    }
    owner, key = spots.get(place, (given, place))
    owner[key] = value
    assert normalise(given).document["openapi"] == "3.0.1"


def answering(answers: dict[str, httpx.Response]) -> Any:
    def get(address: str) -> httpx.Response:
        found = answers.get(httpx.URL(address).path, httpx.Response(404))
        found.request = httpx.Request("GET", address)
        return found

    return get


def test_document_is_found_where_the_server_has_it() -> None:
    """Conductor's place is asked first, then the one of springdoc; with or without /api in the address."""
    get = answering({"/v3/api-docs": httpx.Response(200, json={"openapi": "3.0.1"})})
    assert from_server("http://host/api/", get) == {"openapi": "3.0.1"}
    with pytest.raises(RegenError, match=r"/api-docs: HTTP 404; http://host/v3/api-docs: HTTP 404; --document takes"):
        from_server("http://host", answering({}))


UNREADABLE = {
    "web page": ("<html>log in</html>", "a web page, not an OpenAPI document; is a login needed?"),
    "broken JSON": ('{"a": ', "neither JSON nor YAML"),
    "broken YAML": ("a: [", "neither JSON nor YAML"),
    "list": ("[]", "expected an object, found list"),
    "bottomless": ('{"a":' * 100_000, "nested too deeply"),
}


@pytest.mark.parametrize(("text", "message"), UNREADABLE.values(), ids=UNREADABLE)
def test_unreadable_document_is_one_line(text: str, message: str, tmp_path: Path) -> None:
    """From a file or an address: one line with the place; a password in the address is not in it."""
    (tmp_path / "file").write_text(text)
    get = answering({"/x": httpx.Response(200, text=text)})
    for ask in (lambda: from_file(tmp_path / "file"), lambda: from_address("http://user:pw@host/x", get)):
        with pytest.raises(RegenError) as error:
            ask()
        assert message in str(error.value)
        assert len(str(error.value).splitlines()) == 1
        assert "pw" not in str(error.value)


@pytest.mark.parametrize("text", [json.dumps({"openapi": "3.0.1"}), "openapi: 3.0.1"])
def test_json_and_yaml_are_read(text: str, tmp_path: Path) -> None:
    """Whatever the name of the file is."""
    (tmp_path / "file").write_text(text)
    assert from_file(tmp_path / "file") == {"openapi": "3.0.1"}
