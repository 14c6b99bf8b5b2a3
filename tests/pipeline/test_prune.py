"""Unreachable schemas go; what would break or vanish in the generated client stops the build, or is left out."""

from __future__ import annotations

import re
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from conductor.regen.build import build
from conductor.regen.documents import Document, RegenError, schemas
from conductor.regen.normalise import OWN
from conductor.regen.prune import prune
from tests.pipeline.tiny import body, document, model, operation, reference

TEXT = {"type": "string"}


def test_unreachable_schemas_go() -> None:
    """What an operation reaches, over whatever steps, stays; all else goes."""
    kept = {
        "A": model(b={"type": "array", "items": reference("B")}),
        "B": model(c={"additionalProperties": reference("C")}),
        "C": model(a=reference("A")),
        "Body": model(),
        "Parameter": TEXT,
    }
    parameter = {"in": "query", "name": "x", "schema": reference("Parameter")}
    used = operation(answer=reference("A"), requestBody=body(reference("Body")), parameters=[parameter])
    unused = {"D": model(e=reference("E")), "E": model()}
    pruned = prune(document(("post", "/a", used), schemas={**kept, **unused})).document
    assert schemas(pruned) == kept


@pytest.mark.parametrize(
    ("schemas_", "message"),
    [
        ({}, "GET /a: reference to schema 'A', which does not exist"),
        ({"A": model(b=reference("B"))}, "schema A: reference to schema 'B', which does not exist"),
        (
            {"A": model(b={"$ref": "#/components/responses/B"})},
            "schema A: reference '#/components/responses/B' is not one to #/components/schemas/",
        ),
    ],
    ids=["operation", "schema", "elsewhere"],
)
def test_open_reference_is_named(schemas_: dict[str, Any], message: str) -> None:
    """An unresolved reference is an error that names the operation or schema where it stands."""
    with pytest.raises(RegenError, match=f"^{re.escape(message)}"):
        prune(document(("get", "/a", operation(answer=reference("A"))), schemas=schemas_))


@pytest.mark.parametrize(
    ("second", "message"),
    [
        (operation("start"), "GET /b and GET /a have the operation id 'start'"),
        (operation("Start"), "GET /b and GET /a would both become conductor_api.api.thing.start"),
        (operation("Start", tags=["Thing"]), "GET /b and GET /a would both become conductor_api.api.thing.start"),
        ({**operation(), "operationId": ""}, "GET /b: no operationId"),
    ],
    ids=["duplicate id", "same module", "same package and module", "no id"],
)
def test_names_of_operations_are_unique(second: Document, message: str) -> None:
    """A duplicate operation id, and two operations that would land in one module: the message names both."""
    with pytest.raises(RegenError, match=re.escape(message)):
        prune(document(("get", "/a", operation("start")), ("get", "/b", second)))


def test_same_name_in_two_packages_is_fine() -> None:
    """Modules are unique in their package."""
    two = document(("get", "/a", operation("start")), ("get", "/b", operation("Start", tags=["other"])))
    assert prune(two).document["paths"] == two["paths"]
    assert prune(two).left_out == []


@pytest.mark.parametrize(("first", "second"), [("Foo_Bar", "FooBar"), ("IPRange", "IpRange")])
def test_schemas_that_become_one_module_are_named(first: str, second: str) -> None:
    """Of two schemas that would land in one module one would be lost: the message names both."""
    both = model(a=reference(first), b=reference(second))
    with pytest.raises(RegenError, match=rf"schema {second}\b.* schema {first}\b|schema {first}\b.* schema {second}\b"):
        prune(document(("get", "/a", operation(answer=both)), schemas={first: model(), second: model()}))


@pytest.mark.parametrize(
    "content",
    [
        {"application/json": {"schema": TEXT}, "text/plain; charset=utf-8": {"schema": TEXT}},
        {},
    ],
    ids=lambda content: " ".join(content) or "none",
)
def test_body_without_one_form_is_named(content: Document) -> None:
    """A body that has no form, or several, is an error that names the operation."""
    sent = operation(requestBody={"content": content})
    with pytest.raises(RegenError, match=r"^POST /a: body \[.*\]: leave it one content type in an overlay"):
        prune(document(("post", "/a", sent)))


@pytest.mark.parametrize(
    "parameter",
    [
        {"in": "formData", "name": "x", "schema": TEXT},
        {"in": "query", "name": "x", "content": {}},
        {"in": "query", "name": "x"},
    ],
    ids=["place", "content", "no schema"],
)
def test_parameter_that_would_vanish_is_named(parameter: Document) -> None:
    """A parameter that the generated function would not have is an error that names operation and parameter."""
    with pytest.raises(RegenError, match=r"^GET /a: parameter 'x' needs a schema"):
        prune(document(("get", "/a", operation(parameters=[parameter]))))


OWN_CASES = {
    "reference": (
        operation(answer=reference("Nowhere")),
        "POST /a is left out: POST /a: reference to schema 'Nowhere'",
    ),
    "parameter": (operation(parameters=[{"in": "query", "name": "x"}]), "POST /a is left out: POST /a: parameter 'x'"),
    "no id": ({**operation(), "operationId": ""}, "POST /a is left out: POST /a: no operationId"),
}


@pytest.mark.parametrize(("wrong", "line"), OWN_CASES.values(), ids=OWN_CASES)
def test_operation_of_the_user_is_left_out(wrong: Document, line: str) -> None:
    """What stops the build in the project's documents costs the user's server that operation only, and is listed."""
    pruned = prune(document(("post", "/a", {**wrong, OWN: True}), ("get", "/b", operation("sound"))))
    assert list(pruned.document["paths"]) == ["/b"]
    assert [found[: len(line)] for found in pruned.left_out] == [line]


def test_operation_of_the_user_gets_a_free_name() -> None:
    """Of two operations with one name the project's keeps it, in whatever order they stand; the other is listed."""
    own = [("get", f"/{letter}", {**operation("getThing"), OWN: True}) for letter in "ab"]
    pruned = prune(document(*own, ("get", "/c", operation("get_thing"))))
    ids = {path: item["get"]["operationId"] for path, item in pruned.document["paths"].items()}
    assert ids == {"/a": "getThing_2", "/b": "getThing_3", "/c": "get_thing"}
    assert pruned.left_out[0] == "GET /a is called getThing_2: 'getThing' is taken; an overlay can name it"


def test_schema_of_the_user_gets_a_free_name() -> None:
    """Of two schemas that differ in spelling only the project's keeps its name, and references follow the other one."""
    own = {**operation("own", answer=model(a=reference("IPRange"))), OWN: True}
    both = document(
        ("get", "/a", own),
        ("get", "/b", operation(answer=reference("IpRange"))),
        schemas={"IPRange": model(x=TEXT), "IpRange": model(y=TEXT)},
    )
    pruned = prune(both)
    assert schemas(pruned.document) == {"IPRange2": model(x=TEXT), "IpRange": model(y=TEXT)}
    answer = pruned.document["paths"]["/a"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert answer["properties"]["a"] == reference("IPRange2")


def test_merged_document_is_valid_openapi() -> None:
    """What the generator reads is a valid OpenAPI document."""
    assert list(OpenAPIV31SpecValidator(build().document).iter_errors()) == []
