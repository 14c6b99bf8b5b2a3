"""Documents of a few lines, for what only takes one operation or one schema to show."""

from __future__ import annotations

from typing import Any

from conductor.regen.documents import Document


def document(
    *operations: tuple[str, str, Document], schemas: dict[str, Any] | None = None, version: str = "1.0"
) -> Document:
    """Give a document with these operations, each as method, path and what stands there."""
    paths: Document = {}
    for method, path, operation in operations:
        paths.setdefault(path, {})[method] = operation
    return {
        "openapi": "3.0.1",
        "info": {"title": "Tiny", "version": version},
        "paths": paths,
        "components": {"schemas": schemas or {}},
    }


def operation(name: str = "get_thing", answer: Any = None, **more: Any) -> Document:
    """Give an operation that answers with the schema, or with nothing."""
    described: Document = {"description": ""}
    if answer is not None:
        described["content"] = {"application/json": {"schema": answer}}
    return {"operationId": name, "tags": ["thing"], "responses": {"200": described}, **more}


def body(schema: Any, media: str = "application/json", *, required: bool = True) -> Document:
    """Give a request body of one content type."""
    return {"required": required, "content": {media: {"schema": schema}}}


def reference(name: str) -> Document:
    """Give a reference to a schema."""
    return {"$ref": f"#/components/schemas/{name}"}


def model(**properties: Any) -> Document:
    """Give the schema of an object."""
    return {"type": "object", "properties": properties}
