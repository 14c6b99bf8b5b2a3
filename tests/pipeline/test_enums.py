"""Inline enums that an overlay marked become shared schemas."""

from __future__ import annotations

from typing import Any

import pytest

from conductor.regen.documents import Document, RegenError
from conductor.regen.enums import share_enums
from tests.pipeline.tiny import document, model, operation, reference


def marked(*values: str, **more: Any) -> Document:
    return {"type": "string", "enum": list(values), "x-enum": "Colour", **more}


def test_places_share_one_schema_with_the_values_of_all() -> None:
    """Each place refers to one schema that has each value of any of them once, in the order of their first use."""
    schemas = {
        "A": model(colour=marked("RED", "BLUE")),
        "B": model(colours={"type": "array", "items": marked("GREEN", "RED")}),
    }
    result = share_enums(document(schemas=schemas))["components"]["schemas"]
    assert result["A"]["properties"]["colour"] == reference("Colour")
    assert result["B"]["properties"]["colours"]["items"] == reference("Colour")
    assert result["Colour"] == {"type": "string", "enum": ["RED", "BLUE", "GREEN"]}


def test_parameters_are_places_too() -> None:
    """The mark works on the schema of a parameter."""
    parameter = {"in": "query", "name": "colour", "schema": marked("RED")}
    result = share_enums(document(("get", "/a", operation(parameters=[parameter]))))
    assert result["paths"]["/a"]["get"]["parameters"][0]["schema"] == reference("Colour")


def test_default_is_kept() -> None:
    """A default stays beside the reference."""
    result = share_enums(document(schemas={"A": model(colour=marked("RED", default="RED"))}))
    assert result["components"]["schemas"]["A"]["properties"]["colour"] == {
        "allOf": [reference("Colour")],
        "default": "RED",
    }


def test_unmarked_enums_stay_inline() -> None:
    """What no overlay marked is left alone."""
    schemas = {"A": model(colour={"type": "string", "enum": ["RED"]})}
    assert share_enums(document(schemas=schemas)) == document(schemas=schemas)


def test_name_of_a_schema_is_refused() -> None:
    """A mark that would overwrite a schema is an error that names the place."""
    schemas = {"A": model(colour=marked("RED")), "Colour": model()}
    place = r"\$\.components\.schemas\.A\.properties\.colour"
    with pytest.raises(RegenError, match=f"^{place}: x-enum 'Colour' is already the name of a schema; choose another"):
        share_enums(document(schemas=schemas))


def test_mark_on_something_else_is_refused() -> None:
    """A mark where there is no enum (any more) is an error that names the place."""
    schemas = {"A": model(colour={"type": "string", "x-enum": "Colour"})}
    with pytest.raises(RegenError, match=r"A\.properties\.colour: marked with x-enum, but it is not an enum"):
        share_enums(document(schemas=schemas))
