"""The document of a made-up server that uses every form that real documents use; each operation is a case."""

from __future__ import annotations

from typing import Any

from conductor.regen.documents import Document
from tests.pipeline.tiny import model, operation, reference

TEXT = {"type": "string"}
WHOLE = {"type": "integer"}
FLAG = {"type": "boolean"}
ENUM = {"type": "string", "enum": ["OPEN", "SHUT"]}
BINARY = {"type": "string", "format": "binary"}
ANSWER = {"type": "object", "additionalProperties": {}}


def content(media: str, schema: Any = None) -> Document:
    return {"content": {media: {} if schema is None else {"schema": schema}}}


def texts(**more: Any) -> Document:
    return {"type": "array", "items": TEXT, **more}


def parameter(name: str, schema: Any, where: str = "query", **more: Any) -> Document:
    return {"in": where, "name": name, "schema": schema, **more}


def ask(name: str, *parameters: Any, answer: Any = ANSWER, **more: Any) -> Document:
    """Give an operation with parameters that answers with JSON."""
    return operation(name, answer, **({"parameters": list(parameters)} if parameters else {}), **more)


def send(name: str, body: Any, answer: Any = ANSWER, **more: Any) -> Document:
    """Give an operation with a body."""
    return operation(name, answer, requestBody=body, **more)


def required(media: str, schema: Any) -> Document:
    return {"required": True, **content(media, schema)}


def answers(name: str, **responses: Any) -> Document:
    """Give an operation with these answers, such as s200=..."""
    return {
        "operationId": name,
        "tags": ["acme"],
        "responses": {key.removeprefix("s"): r for key, r in responses.items()},
    }


def described(found: Document) -> Document:
    return {"description": "", **found}


PAGEABLE = model(page={**WHOLE, "minimum": 0}, size=WHOLE, sort=texts())
CIRCLE = {"type": "array", "items": reference("Circle")}

GET: dict[str, Document] = {
    # parameters
    "shared_parameter": ask("shared_parameter", {"$ref": "#/components/parameters/Tenant"}),
    "cookies": ask("cookies", parameter("sid", TEXT, "cookie", required=True), parameter("n", WHOLE, "cookie")),
    "header_list": ask("header_list", parameter("X-Ids", {"type": "array", "items": WHOLE}, "header")),
    "header_flag": ask("header_flag", parameter("X-Dry", FLAG, "header"), parameter("Accept", TEXT, "header")),
    "json_parameter": ask(
        "json_parameter", {"in": "query", "name": "filter", **content("application/json", reference("Point"))}
    ),
    "pageable": ask("pageable", parameter("pageable", reference("Pageable"), required=True)),
    "deep": ask(
        "deep", parameter("filter", model(name=TEXT, range=model(low=WHOLE)), style="deepObject", explode=True)
    ),
    "deep_map": ask(
        "deep_map", parameter("filter", {"type": "object", "additionalProperties": TEXT}, style="deepObject")
    ),
    "commas": ask("commas", parameter("ids", texts(), explode=False)),
    "pipes": ask("pipes", parameter("ids", {"type": "array", "items": ENUM}, style="pipeDelimited", explode=False)),
    "spaces": ask("spaces", parameter("ids", texts(), style="spaceDelimited")),
    "object_in_one": ask("object_in_one", parameter("point", reference("Point"), explode=False)),
    "repeated": ask("repeated", parameter("ids", texts())),
    "map_query": ask("map_query", parameter("extra", {"type": "object", "additionalProperties": TEXT})),
    "words": ask(
        "words",
        *(
            parameter(name, TEXT)
            for name in ("body", "client", "self", "class", "Any", "write_value", "additional_properties")
        ),
    ),
    "spellings": ask("spellings", *(parameter(name, TEXT) for name in ("userId", "user_id", "UserID", "user.id"))),
    "bad_default": ask(
        "bad_default", parameter("n", {**WHOLE, "default": "many"}), parameter("f", {**ENUM, "default": "X"})
    ),
    "odd_optional": ask(
        "odd_optional", parameter("rows", {"type": "array", "items": reference("Point")}), parameter("q", TEXT)
    ),
    "own_status": ask("own_status", parameter("status", TEXT), parameter("returnStrategy", TEXT)),
    "mixed_enum": ask("mixed_enum", parameter("value", {"enum": ["a", 1, True]})),
    # answers
    "pdf": answers("pdf", s200=described(content("application/pdf", BINARY))),
    "image": answers("image", s200=described(content("image/*"))),
    "octets": answers("octets", s200=described(content("application/octet-stream", BINARY))),
    "xml": answers("xml", s200=described(content("application/xml", reference("Point")))),
    "csv": answers("csv", s200=described(content("text/csv;charset=UTF-8", TEXT))),
    "page": answers("page", s200=described(content("text/html", TEXT))),
    "vendor_json": answers(
        "vendor_json", s200=described(content("application/vnd.acme.point+json;v=2", reference("Point")))
    ),
    "json_and_xml": answers(
        "json_and_xml",
        s200=described(
            {
                "content": {
                    "application/xml": {"schema": TEXT},
                    "application/json;charset=UTF-8": {"schema": reference("Point")},
                }
            }
        ),
    ),
    "open_text": answers("open_text", s200=described(content("*/*", TEXT))),
    "only_default": answers("only_default", default=described(content("application/json", reference("Point")))),
    "only_errors": answers("only_errors", s404=described({})),
    "no_answers": {"operationId": "no_answers", "tags": ["acme"]},
    "odd_status": answers(
        "odd_status", s200=described(content("application/json", reference("Point"))), sabc=described({})
    ),
    "shared_answers": {
        "operationId": "shared_answers",
        "tags": ["acme"],
        "responses": {200: {"$ref": "#/components/responses/Good"}, "4xx": {"$ref": "#/components/responses/Bad"}},
    },
    "events": answers(
        "events", s200=described(content("text/event-stream", {"type": "array", "items": reference("Point")}))
    ),
    # schemas
    "cat": ask("cat", answer=reference("Cat")),
    "lynx": ask("lynx", answer=reference("Lynx")),
    "owner": ask("owner", answer=reference("Owner")),
    "pets": ask("pets", answer={"type": "array", "items": reference("Pet")}),
    "one_pet": ask("one_pet", answer=reference("Pet")),
    "shapes": ask("shapes", answer=reference("Drawing")),
    "colours": ask("colours", answer=reference("Colours")),
    "enum_beside_schema": ask("enum_beside_schema", answer=reference("F")),
    "reserved": ask("reserved", answer=reference("Reserved")),
    "moments": ask("moments", answer=reference("Moments")),
    "circle": ask("circle", answer=reference("Circle")),
    "tree": ask("tree", answer=reference("Tree")),
    "nullables": ask("nullables", answer=reference("Nullables")),
    "definitions": ask("definitions", answer=reference("Outer")),
    "slash": ask("slash", answer={"$ref": "#/components/schemas/A~1B"}),
    "dangling": ask("dangling", answer=reference("Dangling")),
    "any_schema": ask("any_schema", answer=reference("Any")),
    "detailed": ask("detailed", answer=reference("DetailedResponse")),
    "client_schema": ask("client_schema", answer=reference("Client")),
    # around
    "prose": ask(
        "prose",
        parameter("q", TEXT, description='What to look for: """\\'),
        summary='Look for \\N{x} """ things "quoted"',
        description='Long\nstory """\nraise SystemExit(1)\n\u202eend\\"',
        deprecated=True,
        answer=reference("Proud"),
    ),
    "callbacks": ask(
        "callbacks",
        callbacks={"done": {"{$request.body#/url}": {"post": {"$ref": "#/nowhere"}}}},
        externalDocs={"url": "x"},
        servers=[{"url": "http://elsewhere"}],
    ),
}

POST: dict[str, Document] = {
    "charset": send("charset", required("application/json;charset=UTF-8", reference("Point"))),
    "vendor_body": send("vendor_body", required("application/vnd.acme+json", reference("Point"))),
    "merge_patch": send("merge_patch", required("application/merge-patch+json", ANSWER)),
    "plain": send("plain", required("text/plain", TEXT)),
    "csv_body": send("csv_body", required("text/csv", TEXT)),
    "xml_body": send("xml_body", required("application/xml", reference("Point"))),
    "bytes_body": send("bytes_body", required("application/octet-stream", BINARY)),
    "pdf_body": send("pdf_body", required("application/pdf", None)),
    "upload": send(
        "upload",
        required(
            "multipart/form-data",
            {
                **model(
                    file=BINARY, more={"type": "array", "items": BINARY}, note=TEXT, point=reference("Point"), n=WHOLE
                ),
                "required": ["file"],
            },
        ),
    ),
    "upload_shared": send("upload_shared", required("multipart/form-data", reference("Upload"))),
    "fields": send("fields", required("application/x-www-form-urlencoded", reference("Fields"))),
    "open_form": send("open_form", required("application/x-www-form-urlencoded", None)),
    "either_body": send(
        "either_body", {"content": {"application/xml": {}, "application/json": {"schema": reference("Point")}}}
    ),
    "shared_body": send("shared_body", {"$ref": "#/components/requestBodies/PointBody"}),
    "body_and_parameter": send(
        "body_and_parameter", required("application/json", reference("Point")), parameters=[parameter("body", TEXT)]
    ),
    "send_owner": send("send_owner", required("application/json", reference("Owner"))),
    "send_shape": send("send_shape", required("application/json", reference("Shape"))),
    "send_field": send("send_field", required("application/json", reference("Secretive"))),
}

SCHEMAS: dict[str, Any] = {
    "Point": {**model(x=WHOLE, y=WHOLE), "example": {"x": 1}, "title": "A point"},
    "Pageable": PAGEABLE,
    "Animal": {
        **model(kind=TEXT, name=TEXT),
        "required": ["kind"],
        "discriminator": {
            "propertyName": "kind",
            "mapping": {"cat": "#/components/schemas/Cat", "dog": "#/components/schemas/Dog"},
        },
    },
    "Cat": {"allOf": [reference("Animal"), model(lives={**WHOLE, "default": "nine"})]},
    "Dog": {"allOf": [reference("Animal")], "properties": {"tail": FLAG}},
    "Lynx": {"allOf": [reference("Cat"), {"type": "object", "properties": {"ears": TEXT}, "required": ["lives"]}]},
    "Pet": {"oneOf": [reference("Cat"), reference("Dog")]},
    "Owner": model(pet={"oneOf": [reference("Cat"), reference("Dog")]}, thing={"anyOf": [reference("Point"), TEXT]}),
    "Square": model(form={"type": "string", "enum": ["square"]}, side=WHOLE),
    "Round": model(form={"const": "round"}, radius=WHOLE),
    "Shape": {"anyOf": [reference("Square"), reference("Round")]},
    "Drawing": model(shapes={"type": "array", "items": reference("Shape")}),
    "Colours": model(
        sort={"type": "string", "enum": ["asc", "ASC", "a-sc"]},
        colour={"type": "string", "enum": ["dark-red", "dark_red", "", "3d", 'q"', "back\\slash", "zero\u200bwidth"]},
        level={"type": "integer", "enum": [1, -1]},
        mixed={"enum": ["a", 1]},
        maybe={"type": ["string", "null"], "enum": ["x", None]},
    ),
    "F": model(state=ENUM, inner=model(x=TEXT)),
    "FState": model(x=TEXT),
    "FInner": model(y=TEXT),
    "Reserved": {
        **model(
            Any=reference("Any"),
            field=TEXT,
            secret={"type": "string", "format": "password"},
            self=TEXT,
            to_dict=TEXT,
            from_dict=TEXT,
            additional_properties=TEXT,
            additionalProperties=TEXT,
            models=TEXT,
            state=reference("FState"),
            callable=reference("Callable"),
            unset=reference("Unset"),
            inner=reference("FInner"),
        ),
    },
    "Any": model(value=TEXT),
    "Client": model(name=TEXT),
    "DetailedResponse": model(details=TEXT),
    "Callable": model(x=TEXT),
    "Unset": model(x=TEXT),
    "Moments": model(createTime=WHOLE, createdAt=WHOLE, updateTime=WHOLE, updatedTime=WHOLE, startTime=WHOLE),
    "Circle": CIRCLE,
    "Tree": {"type": "object", "additionalProperties": reference("Tree")},
    "Nullables": {
        **model(
            a={"type": ["string", "null"]},
            b={**WHOLE, "nullable": True},
            c={"anyOf": [reference("Point"), {"type": "null"}]},
            d={"const": "fixed"},
            e={"type": "array"},
            f=True,
            g={"type": ["string", "integer"]},
        ),
        "required": ["a", "b", "c", "d", "missing"],
    },
    "Outer": {**model(inner={"$ref": "#/components/schemas/Outer/$defs/Inner"}), "$defs": {"Inner": model(z=TEXT)}},
    "A/B": model(ab=TEXT),
    "Dangling": model(sound=TEXT, broken=reference("Nowhere"), far={"$ref": "other.yaml#/X"}, **{"$ref": TEXT}),
    "Upload": {**model(file=BINARY, note=TEXT), "required": ["file"]},
    "Fields": model(name=TEXT, flags={"type": "array", "items": FLAG}),
    "Secretive": model(field=TEXT, password={"type": "string", "format": "password"}),
    "Proud": {**model(x={**TEXT, "description": 'The "x"'}), "description": 'Proud of its """ and "'},
}

ODD_PATHS: Document = {
    "/api/acme/{tenant}/items/{id:[0-9]+}": {
        "parameters": [parameter("tenant", TEXT, "path", required=True), parameter("verbose", FLAG)],
        "get": ask("get_item", parameter("id", WHOLE, "path", required=True)),
    },
    "/api/acme/flags/{flag}": {"get": ask("path_flag", parameter("flag", FLAG, "path", required=True))},
    "/api/acme/lists/{ids}": {"get": ask("path_list", parameter("ids", texts(), "path", required=True))},
    "/api/acme/undescribed/{some.id}": {"get": ask("undescribed")},
    "/api/acme/thing": {"get": ask("getThing"), "post": ask("get_thing"), "put": ask("getThing")},
    "/api/acme/orders/{id}": {"get": {"responses": {"200": {"description": ""}}, "tags": ["***"]}},
    "/api/acme/import": {"get": ask("import_module")},
    "/api/acme/keyword": {"get": {**ask("class"), "tags": ["import"]}},
}
LEFT_OUT: Document = {
    "/api/bad/mixed": {"post": send("bad_mixed", required("multipart/form-data", texts()))},
    "/api/bad/matrix/{x}": {"get": ask("bad_matrix", parameter("x", TEXT, "path", required=True, style="matrix"))},
    "/api/bad/required": {
        "get": ask("bad_required", parameter("rows", {"type": "array", "items": reference("Point")}, required=True))
    },
    "/api/bad/query?x=1": {"get": ask("bad_query")},
    "/api/bad/nothing": {"get": None},
    "/api/bad/body": {"post": send("bad_body", {"$ref": "#/components/requestBodies/Missing"})},
}
DOCUMENT: Document = {
    "openapi": "3.1.0",
    "info": {"title": "Acme", "version": "1"},
    "paths": {
        **{f"/api/acme/{name}": {"get": {**what, "tags": ["acme"]}} for name, what in GET.items()},
        **{f"/api/acme/{name}": {"post": {**what, "tags": ["acme"]}} for name, what in POST.items()},
        **ODD_PATHS,
        **LEFT_OUT,
    },
    "components": {
        "schemas": SCHEMAS,
        "parameters": {"Tenant": parameter("X-Tenant", TEXT, "header", required=True)},
        "responses": {
            "Good": described(content("application/json", reference("Point"))),
            "Bad": described(content("application/json", reference("Nowhere"))),
        },
        "requestBodies": {"PointBody": required("application/json", reference("Point"))},
    },
}
