"""The documents that the pipeline starts from, and the names that it gives to what is in them."""

from __future__ import annotations

import copy
import re
from collections import Counter
from pathlib import Path

import pytest
from openapi_spec_validator import validate

from conductor.regen.documents import ORKES_SOURCE, OVERLAYS, RESULT, Document, operations, read, schemas
from conductor.regen.merge import SHARED, merge_sources
from conductor.regen.overlay import apply_overlays, overlay, overlay_files

Operation = tuple[str, str]

STRIP = OVERLAYS / "10-strip.yaml"
NAMES = OVERLAYS / "20-names.yaml"
DATA = Path(__file__).parents[1] / "data"
TARGET = re.compile(r"\$\.paths\['(?P<path>[^']+)'\]\.(?P<method>[a-z]+)")
SNAKE_CASE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
PROTOBUF = re.compile(
    r"Parser.*|.*OrBuilder|.*Descriptor(Proto)?|(Enum|EnumValue|ExtensionRange|Field|File|Message|Method|Oneof|Service)Options"
    r"|Any|ByteString|Declaration|EditionDefault|(Enum)?ReservedRange|ExtensionRange|FeatureSet|FeatureSupport"
    r"|Location|Message|MessageLite|NamePart|SourceCodeInfo|UninterpretedOption|UnknownFieldSet"
)


@pytest.fixture(scope="module")
def orkes() -> Document:
    """Give the handwritten source."""
    return read(ORKES_SOURCE)


@pytest.fixture(scope="module")
def stripped() -> Document:
    """Give both sources in one document, without what the client leaves out."""
    return overlay(merge_sources()[0], [STRIP])[0]


@pytest.fixture(scope="module")
def names() -> list[tuple[Operation, Document]]:
    """Give what 20-names.yaml gives to each operation, in its order."""
    return [(_operation(action["target"]), action["update"]) for action in read(NAMES)["actions"]]


def _lines(name: str) -> list[str]:
    return [line for line in (DATA / name).read_text(encoding="utf-8").splitlines() if line]


def _operation(target: str) -> Operation:
    match = TARGET.fullmatch(target)
    assert match, f"{target} is not the path of one operation"
    return match["method"].upper(), match["path"]


def test_orkes_source_is_valid_openapi(orkes: Document) -> None:
    """The handwritten source is a valid OpenAPI document by itself, with no reference left open."""
    validate(orkes)
    used = set(re.findall(r"#/components/schemas/(\w+)", str(orkes)))
    assert used <= schemas(orkes).keys()


def test_orkes_source_has_every_operation(orkes: Document) -> None:
    """All 272 operations of the Orkes API are in, among them the 187 that the OSS server lacks."""
    listed = [tuple(line.split(" ")) for line in _lines("orkes_operations.txt")]
    assert len(listed) == len(set(listed)) == 187
    assert len(operations(orkes)) == 272
    assert set(listed) <= operations(orkes).keys()


def test_operations_that_oss_has_too_are_marked(orkes: Document) -> None:
    """Whether an operation of both editions exists is the OSS server's word, so that its end is noticed."""
    marked = {key for key, operation in operations(orkes).items() if operation.get(SHARED)}
    assert marked == operations(orkes).keys() - {tuple(line.split(" ")) for line in _lines("orkes_operations.txt")}


def test_orkes_source_is_sorted(orkes: Document) -> None:
    """Paths, schemas and fields stand in alphabetical order, so that a reader finds them."""
    properties = [schema.get("properties", {}) for schema in schemas(orkes).values()]
    for mapping in (orkes["paths"], schemas(orkes), *properties):
        assert list(mapping) == sorted(mapping)


def test_orkes_source_has_no_protobuf_internals(orkes: Document) -> None:
    """Schemas that mirror the inside of protobuf messages stay out; fields of such a type are free-form."""
    assert [name for name in schemas(orkes) if PROTOBUF.fullmatch(name)] == []
    assert schemas(orkes)["TaskDetails"]["properties"]["outputMessage"] == {}


def test_overlaid_document_reaches_no_protobuf_internals() -> None:
    """With the overlays, no operation and no other schema leads to the protobuf internals of the OSS server."""
    document, _ = overlay(merge_sources()[0], overlay_files())
    own = {name: schema for name, schema in schemas(document).items() if not PROTOBUF.fullmatch(name)}
    used = set(re.findall(r"#/components/schemas/(\w+)", str([document["paths"], own])))
    assert [name for name in used if PROTOBUF.fullmatch(name)] == []


def test_stripped_document_has_no_agents(stripped: Document) -> None:
    """Agent, provider and user interface paths are gone with nothing left behind."""
    assert not [path for path in stripped["paths"] if re.match(r"/(api/(agent|a2a|providers)\b|context\.js)", path)]
    assert all(stripped["paths"].values())


def test_each_operation_has_a_package() -> None:
    """With the overlays, each operation has one tag, and that is the name of a Python package."""
    document, _ = overlay(merge_sources()[0], overlay_files())
    tags = {key: operation["tags"] for key, operation in operations(document).items()}
    assert {key: tag for key, tag in tags.items() if len(tag) != 1 or not SNAKE_CASE.fullmatch(tag[0])} == {}


def test_package_is_pinned_by_path(stripped: Document) -> None:
    """Each operation gets its package by its path: a later server that serves it with another tag does not move it."""
    moved = copy.deepcopy(stripped)
    for operation in operations(moved).values():
        operation["tags"] = ["elsewhere"]
    pins = [file for file in overlay_files() if file.name.startswith("15-")]
    packages = {key: value["tags"] for key, value in operations(apply_overlays(moved, pins).document).items()}
    committed = {key: value["tags"] for key, value in operations(read(RESULT)).items()}
    assert packages == {key: committed[key] for key in packages}


FOREIGN = {
    "tags": ["LLM"],
    "operationId": "acme",
    "parameters": [
        {"in": "query", "name": name, "schema": {"type": "string", "enum": ["OPEN", "SHUT", "A", "B", "C", "D", "E"]}}
        for name in ("status", "returnStrategy", "X-on-conflict")
    ],
    "responses": {
        "200": {"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Hits"}}}}
    },
}
HITS = {
    "type": "object",
    "properties": {name: {"type": "string"} for name in ("totalHits", "results", "bulkErrorResults")},
}


@pytest.mark.parametrize("tag", ["LLM", "tags", "Scheduler", "agent-controller", "human-task", "acme-resource"])
def test_overlays_leave_other_endpoints_alone(stripped: Document, tag: str) -> None:
    """An endpoint of another server keeps its tag, its enums and its schemas, whatever names it shares with ours."""
    document = copy.deepcopy(stripped)
    own = {**FOREIGN, "tags": [tag]}
    document["paths"]["/api/acme"] = {"post": copy.deepcopy(own)}
    document["components"]["schemas"]["Hits"] = copy.deepcopy(HITS)
    result = apply_overlays(document, [file for file in overlay_files() if file != STRIP]).document
    assert (result["paths"]["/api/acme"]["post"], result["components"]["schemas"]["Hits"]) == (own, HITS)
    alone = apply_overlays({"paths": {"/api/acme": {"post": copy.deepcopy(own)}}}, [STRIP], is_pinned=False).document
    assert alone["paths"]["/api/acme"]["post"] == own


def test_each_operation_is_named_once(stripped: Document, names: list[tuple[Operation, Document]]) -> None:
    """The names overlay has one action for each operation of both sources, and none for anything else."""
    named = Counter(operation for operation, _ in names)
    assert [operation for operation, count in named.items() if count > 1] == []
    assert named.keys() == operations(stripped).keys()


def test_operation_ids_are_unique_snake_case(names: list[tuple[Operation, Document]]) -> None:
    """Operation ids are module names in Python, and unique over all tags."""
    ids = Counter(update["operationId"] for _, update in names)
    assert [name for name, count in ids.items() if count > 1] == []
    assert [name for name in ids if not SNAKE_CASE.fullmatch(name)] == []


def test_facade_operation_ids_exist(names: list[tuple[Operation, Document]]) -> None:
    """Every id on which the facade relies is given to an operation: renaming one is a change of the facade too."""
    assert set(_lines("facade_operation_ids.txt")) - {update["operationId"] for _, update in names} == set()


def test_names_are_complete(names: list[tuple[Operation, Document]]) -> None:
    """Each operation gets an id, and a summary of one sentence that fits a docstring line."""
    for operation, update in names:
        assert update.keys() == {"operationId", "summary"}, operation
        summary = update["summary"]
        assert summary[0].isupper(), operation
        assert summary.endswith("."), operation
        assert len(summary) <= 90, operation


@pytest.mark.parametrize("file", overlay_files(), ids=lambda file: file.name)
def test_each_action_has_a_reason(file: Path) -> None:
    """No overlay action goes without a description that says why it is there."""
    assert [action["target"] for action in read(file)["actions"] if not action.get("description", "").strip()] == []
