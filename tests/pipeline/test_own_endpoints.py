"""Every form of endpoint that companies have, generated once and then called: what is sent, and what comes back."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

import attrs
import httpx
import pytest

from conductor.regen.documents import Document
from conductor.regen.generate import Generated, generate
from conductor.regen.normalise import Normalised, normalise
from conductor.regen.prune import Pruned, prune
from tests.pipeline import acme

PACKAGE = "acme_client"


@attrs.frozen
class Made:
    """The client, and what each step said."""

    normalised: Normalised
    pruned: Pruned
    generated: Generated

    @property
    def lines(self) -> list[str]:
        return [*self.normalised.left_out, *self.pruned.left_out, *self.generated.left_out]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Make a client of the whole document; mypy and the imports are part of making it."""
    folder = tmp_path_factory.mktemp("acme")
    normalised = normalise(acme.DOCUMENT)
    pruned = prune(normalised.document)
    generated = generate(pruned.document, folder / PACKAGE)
    sys.path.insert(0, str(folder))
    return Made(normalised, pruned, generated)


def models() -> Any:
    return import_module(f"{PACKAGE}.models")


def point() -> Any:
    return models().Point(x=1, y=2)


def call(name: str, *arguments: Any, reply: httpx.Response | None = None, **more: Any) -> tuple[httpx.Request, Any]:
    """Call an operation in both worlds; give what was sent, the same in both, and what came of it."""
    requests: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        request.read()
        requests.append(request)
        if reply is None:
            return httpx.Response(200, json={})
        return httpx.Response(reply.status_code, headers=reply.headers, content=reply.content)

    transport = httpx.MockTransport(answer)
    client = import_module(PACKAGE).Client(
        "http://acme.test",
        http_client=httpx.Client(transport=transport),
        async_http_client=httpx.AsyncClient(transport=transport),
    )
    module = import_module(f"{PACKAGE}.api.{name if '.' in name else f'acme.{name}'}")
    result = module.sync(*arguments, client=client, **more)
    again = asyncio.run(module.asyncio(*arguments, client=client, **more))
    assert result == again
    first, second = requests
    assert (first.method, first.url) == (second.method, second.url)
    return first, result


def answered(value: Any) -> httpx.Response:
    return httpx.Response(200, json=value)


QUERIES: dict[str, tuple[str, tuple[Any, ...], Callable[[], Document], str]] = {
    "JSON in a parameter": (
        "json_parameter",
        (),
        lambda: {"filter_": point()},
        "json_parameter?filter=%7B%22x%22%3A1%2C%22y%22%3A2%7D",
    ),
    "Pageable": ("pageable", (), lambda: {"page": 2, "sort": ["a", "b"]}, "pageable?page=2&sort=a&sort=b"),
    "deepObject": (
        "deep",
        (),
        lambda: {"filter_name": "n", "filter_range_low": 3},
        "deep?filter%5Bname%5D=n&filter%5Brange%5D%5Blow%5D=3",
    ),
    "deepObject of any keys": ("deep_map", (), lambda: {"filter_": {"a": "b"}}, "deep_map?filter%5Ba%5D=b"),
    "joined by commas": ("commas", (), lambda: {"ids": ["a", "b"]}, "commas?ids=a%2Cb"),
    "joined by bars": ("pipes", (), lambda: {"ids": list(models().PipesIdsItem)}, "pipes?ids=OPEN%7CSHUT"),
    "joined by spaces": ("spaces", (), lambda: {"ids": ["a", "b"]}, "spaces?ids=a+b"),
    "object in one parameter": ("object_in_one", (), lambda: {"point": point()}, "object_in_one?point=x%2C1%2Cy%2C2"),
    "repeated": ("repeated", (), lambda: {"ids": ["a", "b"]}, "repeated?ids=a&ids=b"),
    "map": ("map_query", (), lambda: {"extra": {"a": "1", "b": "2"}}, "map_query?a=1&b=2"),
    "names of our own": (
        "words",
        (),
        lambda: {
            "body_query": "1",
            "client_query": "2",
            "self_": "3",
            "class_": "4",
            "any_": "5",
            "write_value_query": "6",
        },
        "words?body=1&client=2&self=3&class=4&Any=5&write_value=6",
    ),
    "default that does not fit": ("bad_default", (), lambda: {"n": 1}, "bad_default?n=1"),
    "without what cannot be sent": ("odd_optional", (), lambda: {"q": "x"}, "odd_optional?q=x"),
    "own status": (
        "own_status",
        (),
        lambda: {"status": "any", "return_strategy": "x"},
        "own_status?status=any&returnStrategy=x",
    ),
    "mixed enum": ("mixed_enum", (), lambda: {"value": 1}, "mixed_enum?value=1"),
    "of the path": ("thing.get_item", ("t", 7), lambda: {"verbose": True}, "t/items/7?verbose=true"),
    "flag in the path": ("thing.path_flag", (True,), dict, "flags/true"),
    "list in the path": ("thing.path_list", (["a", "b c"],), dict, "lists/a,b%20c"),
    "path variable that is not described": ("thing.undescribed", ("x",), dict, "undescribed/x"),
    "callbacks": ("callbacks", (), dict, "callbacks"),
    "keyword as name": ("import_.class_", (), dict, "keyword"),
    "name of a module of ours": ("thing.import_module_2", (), dict, "import"),
    "no id": ("get_acme_orders_by_id", ("5",), dict, "orders/5"),
}


@pytest.mark.parametrize(("name", "arguments", "more", "address"), QUERIES.values(), ids=QUERIES)
def test_parameters_arrive(
    made: Made, name: str, arguments: tuple[Any, ...], more: Callable[[], Document], address: str
) -> None:
    """Each kind of parameter is sent as the document says."""
    request, _ = call(name, *arguments, **more())
    assert str(request.url) == f"http://acme.test/api/acme/{address}"


def test_similar_names_stay_apart(made: Made) -> None:
    """Parameters that differ in spelling only each have an argument."""
    function = import_module(f"{PACKAGE}.api.acme.spellings").sync
    names = [name for name in function.__annotations__ if name not in ("client", "return")]
    request, _ = call("spellings", **{name: str(number) for number, name in enumerate(names)})
    assert sorted(request.url.params) == ["UserID", "user.id", "userId", "user_id"]
    assert len(set(request.url.params.values())) == 4


def test_headers_and_cookies_arrive(made: Made) -> None:
    """Lists and flags in headers, a shared header, and cookies; the client sets Accept itself."""
    assert call("header_list", x_ids=[1, 2])[0].headers["X-Ids"] == "1,2"
    assert call("header_flag", x_dry=False)[0].headers["X-Dry"] == "false"
    assert call("shared_parameter", x_tenant="a")[0].headers["X-Tenant"] == "a"
    assert call("cookies", sid="abc", n=3)[0].headers["Cookie"] == "sid=abc; n=3"
    assert "n=" not in call("cookies", sid="abc")[0].headers["Cookie"]
    with pytest.raises(ValueError, match="cookie sid: 'a; b=c' has a character that a cookie cannot hold"):
        call("cookies", sid="a; b=c")


BODIES: dict[str, tuple[str, Callable[[], Any], str, bytes]] = {
    "JSON with a charset": ("charset", point, "application/json", b'{"x":1,"y":2}'),
    "JSON of a vendor": ("vendor_body", point, "application/vnd.acme+json", b'{"x":1,"y":2}'),
    "merge patch": ("merge_patch", lambda: {"a": None}, "application/merge-patch+json", b'{"a":null}'),
    "text": ("plain", lambda: "gr\u00fcn", "text/plain; charset=utf-8", "gr\u00fcn".encode()),
    "CSV": ("csv_body", lambda: "a,b", "text/csv; charset=utf-8", b"a,b"),
    "XML": ("xml_body", lambda: b"<x/>", "application/xml", b"<x/>"),
    "bytes": ("bytes_body", lambda: b"\x00", "application/octet-stream", b"\x00"),
    "PDF": ("pdf_body", lambda: b"%PDF", "application/pdf", b"%PDF"),
    "form": (
        "fields",
        lambda: models().Fields(name="a b", flags=[True, False]),
        "application/x-www-form-urlencoded",
        b"flags=true&flags=false&name=a+b",
    ),
    "form of any fields": (
        "open_form",
        lambda: {"a": {"b": 1}},
        "application/x-www-form-urlencoded",
        b"a=%7B%22b%22%3A+1%7D",
    ),
    "JSON rather than XML": ("either_body", point, "application/json", b'{"x":1,"y":2}'),
    "shared body": ("shared_body", point, "application/json", b'{"x":1,"y":2}'),
    "models in a union": (
        "send_owner",
        lambda: models().Owner(pet=models().Cat(kind="cat", lives=9), thing=point()),
        "application/json",
        b'{"pet":{"kind":"cat","lives":9},"thing":{"x":1,"y":2}}',
    ),
    "one of a union": ("send_shape", lambda: models().Square(side=2), "application/json", b'{"side":2}'),
    "a field named field": (
        "send_field",
        lambda: models().Secretive(field="a", password="p"),
        "application/json",
        b'{"field":"a","password":"p"}',
    ),
}


@pytest.mark.parametrize(("name", "body", "media", "content"), BODIES.values(), ids=BODIES)
def test_bodies_arrive(made: Made, name: str, body: Callable[[], Any], media: str, content: bytes) -> None:
    """Each kind of body is sent with its content type."""
    request, _ = call(name, body=body())
    assert (request.headers["Content-Type"], request.content) == (media, content)


def test_body_beside_a_parameter_of_that_name(made: Made) -> None:
    """The parameter gives way."""
    request, _ = call("body_and_parameter", body=point(), body_query="q")
    assert (request.url.query, request.content) == (b"body=q", b'{"x":1,"y":2}')


def test_files_are_uploaded(made: Made) -> None:
    """A multipart form has files with and without a name, several of them, texts, and objects as JSON."""
    file = import_module(f"{PACKAGE}.forms").File
    body = models().UploadForm(
        file=file(b"abc", "a.txt", "text/plain"), more=[b"x", b"y"], note="n", n=3, point=point()
    )
    request, _ = call("upload", body=body)
    kind, _, boundary = request.headers["Content-Type"].partition("; boundary=")
    assert kind == "multipart/form-data"
    parts = sorted(part.strip(b"\r\n") for part in request.content.split(f"--{boundary}".encode())[1:-1])
    head = b"Content-Disposition: form-data; name="
    octets = b"Content-Type: application/octet-stream"
    assert parts == sorted(
        [
            head + b'"file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\nabc',
            head + b'"more"; filename="more"\r\n' + octets + b"\r\n\r\nx",
            head + b'"more"; filename="more"\r\n' + octets + b"\r\n\r\ny",
            head + b'"note"\r\n\r\nn',
            head + b'"n"\r\n\r\n3',
            head + b'"point"\r\nContent-Type: application/json\r\n\r\n{"x": 1, "y": 2}',
        ]
    )
    assert b"abc" in call("upload_shared", body=models().UploadSharedForm(file=b"abc"))[0].content


ANSWERS: dict[str, tuple[str, httpx.Response, Any]] = {
    "PDF": ("pdf", httpx.Response(200, content=b"%PDF"), b"%PDF"),
    "image": ("image", httpx.Response(200, content=b"\x89PNG"), b"\x89PNG"),
    "bytes": ("octets", httpx.Response(200, content=b"\x00"), b"\x00"),
    "XML": ("xml", httpx.Response(200, content=b"<x/>"), b"<x/>"),
    "CSV": ("csv", httpx.Response(200, text="a,b"), "a,b"),
    "web page": ("page", httpx.Response(200, html="<html>hi</html>"), "<html>hi</html>"),
    "text that may look like JSON": ("open_text", httpx.Response(200, text="123"), "123"),
    "JSON of a vendor": ("vendor_json", answered({"x": 1}), {"x": 1}),
    "JSON rather than XML": ("json_and_xml", answered({"x": 1}), {"x": 1}),
    "only a default": ("only_default", answered({"x": 1}), {"x": 1}),
    "only errors": ("only_errors", answered([1]), [1]),
    "no answers": ("no_answers", httpx.Response(204), None),
    "odd status": ("odd_status", answered({"x": 1}), {"x": 1}),
    "shared answers": ("shared_answers", answered({"x": 1}), {"x": 1}),
    "inheritance": (
        "cat",
        answered({"kind": "cat", "name": "n", "lives": 9}),
        {"kind": "cat", "name": "n", "lives": 9},
    ),
    "inheritance of inheritance": (
        "lynx",
        answered({"kind": "k", "lives": 9, "ears": "two"}),
        {"kind": "k", "lives": 9, "ears": "two"},
    ),
    "union in a field": (
        "owner",
        answered({"pet": {"kind": "dog", "tail": True}}),
        {"pet": {"kind": "dog", "tail": True}},
    ),
    "unknown member of a union": ("owner", answered({"pet": {"kind": "cow"}}), {"pet": {"kind": "cow"}}),
    "constants tell a union apart": (
        "shapes",
        answered({"shapes": [{"form": "round", "radius": 1}]}),
        {"shapes": [{"form": "round", "radius": 1}]},
    ),
    "null": ("nullables", answered({"a": None, "c": {"x": 1}}), {"d": "fixed", "c": {"x": 1}}),
    "$defs": ("definitions", answered({"inner": {"z": "1"}}), {"inner": {"z": "1"}}),
    "escaped reference": ("slash", answered({"ab": "1"}), {"ab": "1"}),
    "schema named Any": ("any_schema", answered({"value": "1"}), {"value": "1"}),
    "schema named DetailedResponse": ("detailed", answered({"details": "1"}), {"details": "1"}),
    "schema named Client": ("client_schema", answered({"name": "1"}), {"name": "1"}),
    "dangling references": (
        "dangling",
        answered({"sound": "1", "broken": [1], "$ref": "r"}),
        {"sound": "1", "broken": [1], "$ref": "r"},
    ),
    "list of itself": ("circle", answered([[[]]]), [[[]]]),
    "map of itself": ("tree", answered({"a": {"b": {}}}), {"a": {"b": {}}}),
    "enum beside a schema": (
        "enum_beside_schema",
        answered({"state": "OPEN", "inner": {"x": "1"}}),
        {"state": "OPEN", "inner": {"x": "1"}},
    ),
}


@pytest.mark.parametrize(("name", "reply", "result"), ANSWERS.values(), ids=ANSWERS)
def test_answers_are_read(made: Made, name: str, reply: httpx.Response, result: Any) -> None:
    """Each kind of answer is read; a model writes back what came."""
    _, found = call(name, reply=reply)
    assert (found.to_dict() if attrs.has(type(found)) else found) == result


def test_members_of_a_union_are_models(made: Made) -> None:
    """The discriminator of a base, or constant values, say which model it is; without them it is the plain JSON."""
    _, owner = call("owner", reply=answered({"pet": {"kind": "dog", "tail": True}, "thing": {"x": 1}}))
    assert (type(owner.pet).__name__, owner.pet.tail, owner.thing) == ("Dog", True, {"x": 1})
    _, drawing = call("shapes", reply=answered({"shapes": [{"form": "square", "side": 2}, {"form": "star"}]}))
    assert (type(drawing.shapes[0]).__name__, drawing.shapes[1]) == ("Square", {"form": "star"})
    _, pet = call("one_pet", reply=answered({"kind": "cat"}))
    assert type(pet).__name__ == "Cat"
    _, pets = call("pets", reply=answered([{"kind": "dog"}, {"kind": "cat"}]))
    assert [type(each).__name__ for each in pets] == ["Dog", "Cat"]


def test_each_value_of_an_enum_has_a_member(made: Made) -> None:
    """Values that would have one name are numbered, and each keeps its text, whatever is in it."""
    fields = acme.SCHEMAS["Colours"]["properties"]
    assert [member.value for member in models().ColoursColour] != []
    assert {member.value for member in models().ColoursColour} == set(fields["colour"]["enum"])
    assert {member.name: member.value for member in models().ColoursSort} == {
        "ASC": "asc",
        "ASC_2": "ASC",
        "A_SC": "a-sc",
    }
    assert {member.name: member.value for member in models().ColoursLevel} == {"VALUE_1": 1, "VALUE_NEGATIVE_1": -1}
    assert [member.value for member in models().ColoursMaybe] == ["x"]


def test_reserved_names_are_fields(made: Made) -> None:
    """Fields with the names of our methods, of what our modules import, or of one another all keep their values."""
    names = [name for name, field in acme.SCHEMAS["Reserved"]["properties"].items() if "$ref" not in field]
    value = {name: name for name in names}
    _, found = call("reserved", reply=answered(value))
    assert found.to_dict() == value
    assert "secret='secret'" not in repr(found)


def test_times_do_not_hide_fields(made: Made) -> None:
    """A time that would be given under the name of a field is not given; the others are."""
    value = {"createTime": 1, "createdAt": 2, "updateTime": 3000, "updatedTime": 4, "startTime": 1000}
    _, found = call("moments", reply=answered(value))
    assert found.to_dict() == value
    assert found.created_at == 2
    assert (found.updated_at.timestamp(), found.started_at.timestamp()) == (3.0, 1.0)


def test_prose_stays_prose(made: Made) -> None:
    """Summary, description, parameters and deprecation of an own endpoint are in its docstring, as text only."""
    function = import_module(f"{PACKAGE}.api.acme.prose").sync
    first, *rest = function.__doc__.splitlines()
    text = "\n".join(line.strip() for line in rest)
    assert first == 'Look for \\N{x} """ things "quoted"'
    assert "Deprecated: the server keeps it" in text
    assert 'story """\nraise SystemExit(1)\nend\\"' in text
    assert 'q: What to look for: """\\' in text
    assert models().Proud.__doc__ == 'Proud of its """ and "'


STREAM = b"""\xef\xbb\xbf: a comment
event: point
id: 1
retry: 50
data: {"x": 1}

data: two
data: lines\xe2\x80\xa8

data

data: never finished"""


@pytest.mark.parametrize("size", [1, 7, 10_000])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n", b"\r"])
def test_events_are_read_in_any_pieces(made: Made, size: int, line_end: bytes) -> None:
    """Events come whole, however the stream is cut; comments and what is not finished are no events."""
    content = STREAM.replace(b"\n", line_end)
    reader = import_module(f"{PACKAGE}.events").EventReader()
    chunks = [content[start : start + size] for start in range(0, len(content), size)]
    events = [event for chunk in chunks for event in reader.feed(chunk)] + list(reader.end())
    assert [(event.event, event.id, event.retry_ms, event.data) for event in events] == [
        ("point", "1", 50, '{"x": 1}'),
        ("message", "1", 50, "two\nlines\u2028"),
        ("message", "1", 50, ""),
    ]
    assert events[0].json() == {"x": 1}


class Endless(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A stream without an end; says when it was closed."""

    def __init__(self, chunk: bytes) -> None:
        self.chunk = chunk
        self.is_closed = False

    def __iter__(self) -> Any:
        while True:
            yield self.chunk

    async def __aiter__(self) -> Any:
        while True:
            yield self.chunk

    def close(self) -> None:
        self.is_closed = True

    async def aclose(self) -> None:
        self.is_closed = True


def streaming(stream: Endless, status: int = 200, kind: str = "text/event-stream") -> Any:
    def answer(request: httpx.Request) -> httpx.Response:
        assert request.headers["Accept"] == "text/event-stream"
        return httpx.Response(status, headers={"Content-Type": kind}, stream=stream)

    transport = httpx.MockTransport(answer)
    return import_module(PACKAGE).Client(
        "http://acme.test",
        http_client=httpx.Client(transport=transport),
        async_http_client=httpx.AsyncClient(transport=transport),
    )


def test_events_come_before_the_stream_ends(made: Made) -> None:
    """The first event is given while the server goes on sending; leaving the loop closes the connection."""
    stream = Endless(b"data: now\n\n")
    events = import_module(f"{PACKAGE}.api.acme.events").sync(client=streaming(stream))
    assert [next(events).data, next(events).data] == ["now", "now"]
    events.close()
    assert stream.is_closed


async def test_events_come_before_the_stream_ends_async(made: Made) -> None:
    """The same for the async world."""
    stream = Endless(b"data: now\n\n")
    events = import_module(f"{PACKAGE}.api.acme.events").asyncio(client=streaming(stream))
    async for event in events:
        assert event.data == "now"
        break
    await events.aclose()
    assert stream.is_closed


ENDLESS = {
    "line": (b"data: " + b"x" * 100_000, 200, "text/event-stream", "an event is larger than"),
    "event": (b"data: " + b"x" * 100_000 + b"\n", 200, "text/event-stream", "an event is larger than"),
    "error": (b"x" * 10_000, 500, "text/plain", "HTTP 500 from GET"),
    "web page": (b"<html>" * 1000, 200, "text/html", "the body is not a stream of events"),
}


@pytest.mark.parametrize(("chunk", "status", "kind", "message"), ENDLESS.values(), ids=ENDLESS)
async def test_streams_are_bounded(made: Made, chunk: bytes, status: int, kind: str, message: str) -> None:
    """A line, event or other answer that never ends is an error after a bounded read."""
    operation = import_module(f"{PACKAGE}.api.acme.events")
    error = import_module(f"{PACKAGE}.errors").UnexpectedResponse
    stream = Endless(chunk)
    with pytest.raises(error, match=message):
        next(operation.sync(client=streaming(stream, status, kind)))
    assert stream.is_closed
    with pytest.raises(error, match=message):
        await anext(operation.asyncio(client=streaming(Endless(chunk), status, kind)))


def test_what_is_left_out_is_listed(made: Made) -> None:
    """What cannot be called is not there, and has a line with its reason; it costs nothing else."""
    for path, item in acme.LEFT_OUT.items():
        (method,) = item
        assert [line for line in made.lines if line.startswith(f"{method.upper()} {path} is left out: ")]
        assert path not in made.generated.document["paths"]
    kept = len(acme.GET) + len(acme.POST) + sum(len(item.keys() - {"parameters"}) for item in acme.ODD_PATHS.values())
    assert sum(len(item) for item in made.generated.document["paths"].values()) == kept


SAID = (
    (
        "GET /api/acme/odd_optional: parameter 'rows' is left out: "
        "a list of objects or lists has no form outside of a body"
    ),
    "GET /api/acme/odd_status: answer 'ABC' is left out: it is not a status",
    "GET /api/acme/orders/{id}: it has no operation id; it is called get_acme_orders_by_id, until an overlay names it",
    "GET /api/acme/orders/{id}: the tag '***' has no letters; it becomes the package acme",
    "POST /api/acme/thing is called get_thing_2: 'get_thing' is taken; an overlay can name it",
    "PUT /api/acme/thing is called getThing_3: 'getThing' is taken; an overlay can name it",
    "schema Circle: what it contains of Circle is taken as any value: it contains itself",
    "schema Dangling.far: taken as any value: reference 'other.yaml#/X' leads into another document",
)


@pytest.mark.parametrize("line", SAID, ids=range(len(SAID)))
def test_what_was_simplified_is_said(made: Made, line: str) -> None:
    """What is there in another form than the document means has a line."""
    assert line in made.lines


def test_making_is_deterministic(made: Made) -> None:
    """The order in which a server lists its operations, schemas and fields changes nothing."""

    def reordered(node: Any) -> Any:
        if isinstance(node, dict):
            return {key: reordered(value) for key, value in reversed(node.items())}
        return node

    again = prune(normalise(reordered(acme.DOCUMENT)).document)
    assert again.document == made.pruned.document
    assert sorted(again.left_out) == sorted(made.pruned.left_out)
