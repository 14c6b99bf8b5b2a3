"""From a document to Python: what stops the build, and what unusual documents become."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import httpx
import pytest

from scripts.regen import generate as generate_module
from scripts.regen.documents import Document, RegenError
from scripts.regen.generate import generate
from tests.pipeline.tiny import body, document, model, operation, reference

TEXT = {"type": "string"}
ENUM = {"type": "string", "enum": ["A", "B"]}
Call = Callable[..., Any]


def of_schema(schema: Any, **schemas: Any) -> Document:
    """Give a document with an operation that answers with the schema M."""
    return document(("get", "/api/thing", operation(answer=reference("M"))), schemas={"M": schema, **schemas})


COMPLAINTS = {
    "body": (
        document(("post", "/api/thing", operation(requestBody=body(TEXT, "application/xml")))),
        ["POST /api/thing", "application/xml"],
    ),
    "answer": (
        document(
            ("get", "/api/thing", operation(responses={"200": {"description": "", **body(TEXT, "application/xml")}}))
        ),
        ["GET /api/thing", "application/xml", "'200'"],
    ),
    "status": (
        document(("get", "/api/thing", operation(responses={"abc": {"description": ""}}))),
        ["GET /api/thing", "abc"],
    ),
    "path": (document(("get", "/api/{id}", operation())), ["GET /api/{id}", "Path parameters do not match"]),
    "default": (
        document(
            (
                "get",
                "/api/thing",
                operation(parameters=[{"in": "query", "name": "n", "schema": {"type": "integer", "default": "x"}}]),
            )
        ),
        ["GET /api/thing", "Invalid int value: x"],
    ),
    "enum against schema": (
        of_schema(
            model(a=reference("Workflow"), b=reference("WorkflowStatus")),
            Workflow=model(status=ENUM),
            WorkflowStatus=model(x=TEXT),
        ),
        ["schemas/Workflow", "WorkflowStatus"],
    ),
    "enum": (of_schema(model(colour={"type": "string", "enum": ["a-b", "a_b"]})), ["m_colour", "A_B"]),
    "properties": (of_schema(model(**{"foo bar": TEXT, "foobar": TEXT, "foo.bar": TEXT})), ["schemas/M", "'foo.bar'"]),
    "circle": (of_schema({"type": "array", "items": reference("M")}), ["schemas/M"]),
    "no responses": (document(("get", "/api/thing", {"operationId": "x", "tags": ["t"]})), ["/api/thing", "responses"]),
}


@pytest.mark.parametrize(("wrong", "names"), COMPLAINTS.values(), ids=COMPLAINTS)
def test_complaint_of_the_generator_stops_the_build(wrong: Document, names: list[str], tmp_path: Path) -> None:
    """What the generator would only warn about is an error that names the place, and the client stays as it was."""
    target = tmp_path / "client"
    target.mkdir()
    (target / "old.py").write_text("old = 1\n")
    with pytest.raises(RegenError, match=r"the generator (complains|gives up)") as error:
        generate(wrong, target)
    assert [name for name in names if name not in str(error.value)] == []
    assert "object at 0x" not in str(error.value)
    assert [path.name for path in tmp_path.rglob("*")] == ["client", "old.py"]


def test_interrupted_generation_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C at the last step leaves the client as it was and nothing beside it."""

    def interrupt(_: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(generate_module, "_tidy", interrupt)
    with pytest.raises(KeyboardInterrupt):
        generate(of_schema(model(a=TEXT)), tmp_path / "client")
    assert list(tmp_path.iterdir()) == []


def test_broken_code_stops_the_build(tmp_path: Path) -> None:
    """A function that would not be Python is an error that names the module."""
    twice = operation(requestBody=body(TEXT), parameters=[{"in": "query", "name": "body", "schema": TEXT}])
    with pytest.raises(RegenError, match=r"Duplicate parameter \"body\"[^$]*api/thing/get_thing\.py"):
        generate(document(("post", "/api/thing", twice), schemas={"M": model()}), tmp_path / "client")


NAMES = (
    *("field", "define", "models", "Any", "Factory", "cls", "pop", "rest", "source", "result", "self", "class"),
    *("None", "1x", "x y", "_a", 'p"q', "back\\slash", "list", "dict", "str", "property", "classmethod", "datetime"),
    *("read_model", "write_value", "Mapping", "ü", "input", "type", "format", "createTime", "startTime"),
)
KINDS = {
    "date": {"type": "string", "format": "date"},
    "moment": {"type": "string", "format": "date-time"},
    "uuid": {"type": "string", "format": "uuid"},
    "bytes": {"type": "string", "format": "binary"},
    "const": {"const": "x"},
    "either": {"oneOf": [TEXT, {"type": "integer"}]},
    "whole": {"type": "integer", "enum": [1, 2]},
    "secret": {"type": "string", "format": "password"},
    "yes": {"type": "boolean", "default": True},
    "five": {"type": "integer", "default": 5},
    "inner": reference("Inner"),
    "inners": {"type": "array", "items": reference("Inner")},
    "matrix": {"type": "array", "items": {"type": "array", "items": ENUM}},
    "map": {"type": "object", "additionalProperties": reference("Inner")},
}
EVIL = '"""\nraise SystemExit(1) # \\N{x} \\'
UNUSUAL = document(
    (
        "post",
        "/api/{id}/x",
        operation(
            "send_text",
            answer={"type": "boolean"},
            summary=EVIL,
            description=EVIL,
            requestBody=body(TEXT, "text/plain; charset=utf-8", required=False),
            parameters=[
                {"in": "path", "name": "id", "required": True, "schema": TEXT},
                {"in": "header", "name": "X-Key", "schema": TEXT},
                {"in": "query", "name": 'q"', "schema": {**TEXT, "default": EVIL}},
                {"in": "query", "name": "extra", "schema": {"type": "object", "additionalProperties": {}}},
            ],
        ),
    ),
    (
        "post",
        "/api/json",
        operation(
            "send_json",
            responses={
                "2XX": {"description": "", "content": {"application/json": {"schema": {"type": "integer"}}}},
                "204": {"description": ""},
                "404": {"description": "", "content": {"application/json": {"schema": TEXT}}},
                "default": {"description": ""},
            },
            requestBody=body(
                {"oneOf": [reference("Inner"), {"type": "array", "items": reference("Inner")}]}, required=False
            ),
        ),
    ),
    ("get", "/api/kinds", operation("get_kinds", answer=reference("Kinds"))),
    ("get", "/api/names", operation("get_names", answer=reference("Names"))),
    schemas={
        "Kinds": {**model(**KINDS), "required": ["yes", "five", "moment"], "description": EVIL},
        "Names": model(**dict.fromkeys(NAMES, TEXT), createTimeX={"type": "integer"}),
        "Inner": model(e={"type": "string", "enum": ['"quoted"', "back\\slash", "A"]}),
    },
)


@pytest.fixture(scope="module")
def unusual(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give the name of a client made of a document with unusual kinds and names."""
    folder = tmp_path_factory.mktemp("made")
    generate(UNUSUAL, folder / "unusual_client")
    sys.path.insert(0, str(folder))
    return "unusual_client"


def sent(
    client: str, endpoint: str, *arguments: Any, answer: httpx.Response | None = None, **more: Any
) -> httpx.Request:
    """Give the request that a call of the endpoint makes."""
    requests: list[httpx.Request] = []

    def reply(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return answer or httpx.Response(200, json=True)

    http_client = httpx.Client(transport=httpx.MockTransport(reply))
    api = import_module(client).Client("http://test", http_client=http_client)
    import_module(f"{client}.api.thing.{endpoint}").sync(*arguments, client=api, **more)
    return requests[0]


@pytest.mark.types
def test_made_client_has_no_type_errors(unusual: str) -> None:
    """Also unusual kinds and names become code that mypy strict accepts."""
    folder = Path(import_module(unusual).__file__ or "").parent
    mypy = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--config-file=",
        "--cache-dir",
        str(folder.parent / "cache"),
        str(folder),
    ]
    done = subprocess.run(mypy, capture_output=True, text=True, check=False)
    assert done.stdout.startswith("Success"), done.stdout


def test_texts_with_a_format_stay_texts(unusual: str) -> None:
    """Dates, times, UUIDs and bytes in JSON are kept as they came: nothing of them is lost on the way back."""
    texts = {"date": "20240229", "moment": "2024-02-29T10:00:00.123456789Z", "uuid": "{not one}", "bytes": "eA=="}
    kinds = import_module(f"{unusual}.models").Kinds.from_dict(texts)
    assert kinds.moment == texts["moment"]
    assert texts.items() <= kinds.to_dict().items()


@pytest.mark.parametrize("values", [{}, {"yes": None, "five": None}], ids=["missing", "null"])
def test_default_of_what_is_always_sent_replaces_nothing_else(unusual: str, values: Document) -> None:
    """A default stands for a missing value or null, never for false or zero."""
    read = import_module(f"{unusual}.models").Kinds.from_dict
    assert (read(values).yes, read(values).five) == (True, 5)
    assert (read({"yes": False, "five": 0}).yes, read({"yes": False, "five": 0}).five) == (False, 0)


@pytest.mark.parametrize(
    "value",
    [
        {"const": "y", "either": 1, "whole": 2, "inner": {"e": "A"}, "matrix": [["A", "C"], []]},
        {
            "either": {"x": None},
            "whole": 7,
            "inner": {"e": "new", "x": None},
            "map": {"k": {"e": '"quoted"'}, "n": None},
        },
        {"inner": "text", "inners": [{"e": "A"}, None, 5], "matrix": "x", "map": ["y"], "whole": "z", "secret": "s"},
    ],
    ids=["known", "unknown", "of other types"],
)
def test_every_kind_is_written_back_as_it_came(unusual: str, value: Document) -> None:
    """Known, unknown and outright wrong values of each kind come back unharmed."""
    kinds = import_module(f"{unusual}.models").Kinds.from_dict(value)
    assert kinds.to_dict() == {"yes": True, "five": 5, **value}


def test_secrets_are_not_shown(unusual: str) -> None:
    """A field of the format password is left out of the repr."""
    kinds = import_module(f"{unusual}.models").Kinds
    assert "hush" not in repr(kinds.from_dict({"secret": "hush"}))


def test_awkward_names_round_trip(unusual: str) -> None:
    """Fields named as keywords, builtins or what our modules import keep their names on the wire."""
    value = {name: name for name in NAMES}
    assert import_module(f"{unusual}.models").Names.from_dict(value).to_dict() == value


def test_words_of_the_field_have_no_underscore(unusual: str) -> None:
    """``input``, ``type`` and ``format`` are spelt as in the document."""
    names = import_module(f"{unusual}.models").Names.from_dict({"input": "a", "type": "b", "format": "c"})
    assert (names.input, names.type, names.format) == ("a", "b", "c")


def test_everything_that_is_given_is_sent(unusual: str) -> None:
    """Path, query, map of query parameters, header and text body of one call all arrive."""
    request = sent(unusual, "send_text", "a b?", body="ü", x_key="k", q="1", extra={"m": 2, "n": None, "o": [1, 2]})
    assert str(request.url) == "http://test/api/a%20b%3F/x?q%22=1&m=2&o=1&o=2"
    assert (request.headers["X-Key"], request.headers["Content-Type"]) == ("k", "text/plain; charset=utf-8")
    assert request.content == "ü".encode()


def test_what_is_left_out_is_not_sent(unusual: str) -> None:
    """Optional parameters and bodies that are not given leave no trace."""
    request = sent(unusual, "send_json", answer=httpx.Response(204))
    assert (request.url.query, request.content) == (b"", b"")
    assert "Content-Type" not in request.headers


@pytest.mark.parametrize(("status", "result"), [(200, 5), (299, 5), (204, None)])
def test_ranges_of_statuses_are_read(unusual: str, status: int, result: int | None) -> None:
    """A status is read as its own declaration says or, without one, as that of its range."""
    answer = httpx.Response(status, json=5)
    client = import_module(unusual).Client(
        "http://test", http_client=httpx.Client(transport=httpx.MockTransport(lambda _: answer))
    )
    assert import_module(f"{unusual}.api.thing.send_json").sync(client=client) == result


@pytest.mark.parametrize("status", [404, 500, 302])
def test_declared_error_is_an_error(unusual: str, status: int) -> None:
    """A status of 300 or more raises, whether the document declares it, by ``default`` too, or not."""
    with pytest.raises(import_module(f"{unusual}.errors").UnexpectedResponse, match=rf"^HTTP {status} from POST"):
        sent(unusual, "send_json", answer=httpx.Response(status, json="gone"))


def test_one_body_or_several(unusual: str) -> None:
    """A body of several forms takes models in each of them."""
    inner = import_module(f"{unusual}.models").Inner(e="A")
    bodies = [sent(unusual, "send_json", answer=httpx.Response(204), body=value).content for value in (inner, [inner])]
    assert [json.loads(content) for content in bodies] == [{"e": "A"}, [{"e": "A"}]]
