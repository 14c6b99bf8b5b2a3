"""From bytes to a document: JSON and YAML, and whatever else somebody may serve."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conductor.regen.documents import Document
from conductor.regen.fetch import Access, from_document, parsing
from conductor.regen.fetch.parsing import parse
from tests.pipeline.stub import problem_of
from tests.pipeline.tiny import document, operation

DOCUMENT: Document = document(("get", "/a", operation()))
YAML = """
openapi: 3.0.1
info: {title: T, version: 1.5}
paths:
  /a:
    get:
      operationId: on
      parameters: [{name: since, in: query, schema: {type: string, default: 2020-01-01, enum: [on, off]}}]
      responses:
        200: {description: ""}
"""


def test_yaml_is_read_as_openapi_means_it(tmp_path: Path) -> None:
    """In YAML dates, on and off are text, and the statuses of answers are keys."""
    file = tmp_path / "document.yaml"
    file.write_text(YAML)
    for source in (str(file), file.as_uri()):
        fetched = from_document(source, Access())
        found = fetched.document["paths"]["/a"]["get"]
        assert found["operationId"] == "on"
        assert found["parameters"][0]["schema"] == {"type": "string", "default": "2020-01-01", "enum": ["on", "off"]}
        assert list(found["responses"]) == ["200"]
        assert fetched.version == "1.5"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_json_is_read_in_each_encoding(tmp_path: Path, encoding: str) -> None:
    """A file may be written with a byte order mark, as Windows tools do."""
    file = tmp_path / "document.json"
    file.write_text(json.dumps(document(("get", "/ä", operation())), ensure_ascii=False), encoding=encoding)
    assert list(from_document(str(file), Access()).document["paths"]) == ["/ä"]


BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{b}: &{b} [{', '.join([f'*{a}'] * 10)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"a":' * 100_000,
        "- " * 100_000 + "x",
        BOMB,
        "a: &a [*a]",
        "a: &a {x: y}\nb: {<<: [*a, *a]}\n" + BOMB,
        "a: 1e999999\nb: !!python/object/apply:os.system [x]",
        "a: " + "9" * 10_000,
    ],
    ids=["list", "object", "nested YAML", "aliases", "circle", "merge keys", "tag", "digits"],
)
def test_hostile_document_is_one_clear_line(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Endless nesting, aliases that expand without end and foreign tags are refused in bounded time."""
    monkeypatch.setattr(parsing, "MAX_VALUES", 100_000)
    assert problem_of(lambda: parse(text.encode(), "here")).startswith("here: ")


def test_halves_of_characters_are_replaced() -> None:
    """A text that no file can hold does not stop a later step."""
    found = parse(json.dumps({**DOCUMENT, "x": "\ud800"}).encode(), "here")
    assert found["x"] == "?"
