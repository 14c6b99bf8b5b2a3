"""Stands in for a server of Orkes: it checks each request against the OpenAPI document and answers with an example."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it has none, and one call needs none

OPENAPI: dict[str, Any] = json.loads((Path(__file__).parents[2] / "openapi" / "openapi.json").read_text("utf-8"))
SCHEMAS: dict[str, Any] = OPENAPI["components"]["schemas"]
DEEPEST = 4


class Operation:
    """An operation of the document."""

    def __init__(self, method: str, path: str, fields: Mapping[str, Any]) -> None:
        self.id: str = fields["operationId"]
        self.method = method.upper()
        self.fields = fields
        self.variables = path.count("{")
        self.pattern = re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path)))

    def problems(self, request: httpx.Request) -> Iterator[str]:
        """Say what the document does not allow in a request."""
        declared = {part["name"]: part for part in self.fields.get("parameters", []) if part["in"] == "query"}
        yield from (f"unknown query parameter {name}" for name in set(request.url.params) - set(declared))
        for name, part in declared.items():
            if part.get("required") and name not in request.url.params:
                yield f"missing query parameter {name}"
        yield from self._body_problems(request)

    def _body_problems(self, request: httpx.Request) -> Iterator[str]:
        kinds = self.fields.get("requestBody", {}).get("content", {})
        if not kinds or not request.content:
            if bool(request.content) != bool(kinds):
                yield "a body where none belongs" if request.content else "the body is missing"
            return
        kind = request.headers["content-type"]
        if kind not in kinds:
            yield f"the body is {kind}, not {', '.join(kinds)}"
        elif kind == "application/json":
            schema = {**kinds[kind]["schema"], "components": OPENAPI["components"]}
            validator: Any = Draft202012Validator(schema)
            yield from (f"body: {error.message}" for error in validator.iter_errors(json.loads(request.content)))

    def example(self) -> httpx.Response:
        """Give an answer as the document describes it, all fields filled."""
        contents: dict[str, Any] = self.fields["responses"]["200"].get("content", {})
        for kind, content in contents.items():
            if kind in {"application/octet-stream", "text/plain"}:
                return httpx.Response(200, text="text", headers={"content-type": kind})
            return httpx.Response(200, json=example_of(content["schema"]))
        return httpx.Response(200)


OPERATIONS = [
    Operation(method, path, fields) for path, methods in OPENAPI["paths"].items() for method, fields in methods.items()
]


def operation_of(request: httpx.Request) -> Operation:
    """Give the operation of a request, which has to be one that the document allows."""
    path = request.url.raw_path.decode().partition("?")[0]
    fitting = [one for one in OPERATIONS if one.method == request.method and one.pattern.fullmatch(path)]
    assert fitting, f"no such operation: {request.method} {path}"
    operation = min(fitting, key=lambda one: one.variables)
    problems = list(operation.problems(request))
    assert not problems, f"{operation.id}: {problems}"
    return operation


def example_of(schema: Mapping[str, Any], depth: int = 0) -> Any:
    """Give a value that fits a schema."""
    if "$ref" in schema:
        return example_of(SCHEMAS[schema["$ref"].rsplit("/", 1)[1]], depth)
    if "allOf" in schema:
        return example_of(schema["allOf"][0], depth)
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("type") == "array":
        return [example_of(schema["items"], depth + 1)] if depth < DEEPEST else []
    if schema.get("type") == "object" or "properties" in schema:
        return _object_of(schema, depth)
    values: dict[str, Any] = {"string": "text", "integer": 1, "number": 1.5, "boolean": True, "anything": {}}
    return values[schema.get("type", "anything")]


def _object_of(schema: Mapping[str, Any], depth: int) -> dict[str, Any]:
    if depth >= DEEPEST:
        return {}
    fields = {name: example_of(part, depth + 1) for name, part in schema.get("properties", {}).items()}
    rest = schema.get("additionalProperties")
    return {**fields, "key": example_of(rest, depth + 1)} if rest else fields


class OrkesTransport(httpx.MockTransport):
    """Answers every operation of the document; ``answers`` replaces examples, ``asked`` tells what was asked for."""

    def __init__(self, answers: Mapping[str, Any] | None = None) -> None:
        super().__init__(self._respond)
        self.answers = dict(answers or {})
        self.asked: list[str] = []
        self.requests: list[httpx.Request] = []

    def _respond(self, request: httpx.Request) -> httpx.Response:
        operation = operation_of(request)
        self.asked.append(operation.id)
        self.requests.append(request)
        if operation.id not in self.answers:
            return operation.example()
        answer = self.answers[operation.id]
        return answer if isinstance(answer, httpx.Response) else httpx.Response(200, json=answer)
