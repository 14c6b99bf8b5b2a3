"""Parameters of operations, each as one value in a path, query, header or cookie."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from conductor.regen.documents import Document
from conductor.regen.json_values import mapping
from conductor.regen.media import Content, content_of
from conductor.regen.normalise.marks import AS_JSON, UnfitError
from conductor.regen.normalise.schemas import SchemaForms

PLACES = ("path", "query", "header", "cookie")
# The client sets these itself; OpenAPI says that such parameters are ignored.
_OF_THE_CLIENT = frozenset({"accept", "content-type"})
_JOINED_STYLES = ("form", "spaceDelimited", "pipeDelimited")
_DEEPEST_QUERY = 4
_TEMPLATE = re.compile(r"\{([^{}]*)\}")


class ParameterForms:
    """Turns the parameters of one operation into their normal forms."""

    def __init__(self, schemas: SchemaForms, note: Callable[[str], None]) -> None:
        self._schemas = schemas
        self._note = note

    def forms(self, path: str, raw: list[Any]) -> tuple[str, list[Document]]:
        """Return the path as the generator reads it, and the parameters; those of the operation come last in ``raw``.

        Raises:
            UnfitError: a required parameter cannot be sent, or the path cannot be filled
        """
        declared: dict[tuple[str, str], Document] = {}
        for node in raw:
            parameter = self._schemas.components.resolved(node)
            declared[str(parameter.get("in")), str(parameter.get("name"))] = parameter
        path, names = _path(path)
        found: dict[tuple[str, str], Document] = {}
        for parameter in declared.values():
            for form in self._of_one(parameter, names):
                found.setdefault((form["in"], form["name"]), form)
        return path, self._with_all_of_path(found, list(names.values()))

    def _with_all_of_path(self, found: dict[tuple[str, str], Document], names: list[str]) -> list[Document]:
        for name in names:
            if ("path", name) not in found:
                self._note(f"path variable {name!r} is not described: taken as a text")
                found["path", name] = {"in": "path", "name": name, "required": True, "schema": {"type": "string"}}
        return list(found.values())

    def _of_one(self, parameter: Document, names: dict[str, str]) -> Iterator[Document]:
        place, name = parameter.get("in"), parameter.get("name")
        if place == "header" and str(name).lower() in _OF_THE_CLIENT:
            return
        try:
            forms = list(self._sent(parameter, _checked_name(parameter, names)))
        except UnfitError as reason:
            is_needed = name in names if place == "path" else parameter.get("required") is True
            if is_needed:
                raise UnfitError(f"parameter {name!r}: {reason}") from None
            self._note(f"parameter {name!r} is left out: {reason}")
            return
        yield from forms

    def _sent(self, parameter: Document, name: str) -> Iterator[Document]:
        place: str = parameter["in"]
        form: Document = {"in": place, "name": name, "required": place == "path" or parameter.get("required") is True}
        if "required" not in parameter and place != "path":
            del form["required"]
        form |= {key: parameter[key] for key in ("description",) if isinstance(parameter.get(key), str)}
        form |= {key: True for key in ("deprecated",) if parameter.get(key) is True}
        if "content" in parameter:
            yield self._of_content(form, mapping(parameter["content"]))
            return
        raw: Any = parameter.get("schema", {})
        if mapping(raw).get("type") == "object" and not mapping(raw).keys() & {"properties", "additionalProperties"}:
            raw = {"type": "object", "additionalProperties": {}}
        form["schema"] = self._schemas.form(raw, f"parameter {name!r}")
        if mapping(parameter.get("schema")) or place == "query":
            yield from self._styled(form, raw, parameter)
        else:
            yield form

    def _of_content(self, form: Document, content: Document) -> Document:
        if len(content) != 1:
            raise UnfitError("it has no single content")
        media, what = next(iter(content.items()))
        if content_of(media) is not Content.JSON:
            return {**form, "schema": {"type": "string"}}
        if form["in"] == "cookie":
            raise UnfitError("a cookie cannot hold JSON")
        schema = self._schemas.form(mapping(what).get("schema"), f"parameter {form['name']!r}")
        return {**form, "schema": schema, AS_JSON: True}

    def _styled(self, form: Document, raw: Any, parameter: Document) -> Iterator[Document]:
        shape, place = self._schemas.shape(raw), form["in"]
        if shape.get("type") == "array":
            self._check_items(shape)
        is_object = "properties" in shape or shape.get("type") == "object"
        if place != "query":
            style = parameter.get("style", "form" if place == "cookie" else "simple")
            if is_object or style not in ("simple", "form"):
                raise UnfitError("objects go in a query or a body only" if is_object else f"style {style}")
            yield form
            return
        style = parameter.get("style", "form")
        is_exploded = parameter.get("explode", style == "form") is True
        if style == "deepObject":
            yield from self._deep(form, shape)
        elif style not in _JOINED_STYLES:
            raise UnfitError(f"style {style!r}")
        elif "properties" in shape and is_exploded:
            yield from self._fields(form, shape)
        elif shape.get("type") == "array" or is_object:
            yield form if is_exploded else {**form, "style": style, "explode": False}
        else:
            yield form

    def _check_items(self, shape: Document) -> None:
        of_item = self._schemas.shape(shape["items"])
        if "properties" in of_item or of_item.get("type") in ("array", "object"):
            raise UnfitError("a list of objects or lists has no form outside of a body")

    def _fields(self, form: Document, shape: Document) -> Iterator[Document]:
        """Give each field of an object as a parameter, as springdoc means ``Pageable`` and other command objects."""
        for name, field in sorted(shape["properties"].items()):
            try:
                self._check_field(self._schemas.shape(field))
            except UnfitError as reason:
                self._note(f"parameter {form['name']!r}: field {name!r} is left out: {reason}")
                continue
            yield _field(form, name, field, shape)

    def _check_field(self, shape: Document) -> None:
        if "properties" in shape or shape.get("type") == "object":
            raise UnfitError("an object inside an object has no form in a query")
        if shape.get("type") == "array":
            self._check_items(shape)

    def _deep(self, form: Document, shape: Document, depth: int = 1) -> Iterator[Document]:
        if "properties" not in shape:
            if shape.get("type") != "object":
                raise UnfitError("only an object can be a deepObject")
            yield {**form, "style": "deepObject", "explode": True}
            return
        if depth > _DEEPEST_QUERY:
            raise UnfitError(f"its fields are nested deeper than {_DEEPEST_QUERY} levels")
        for name, field in sorted(shape["properties"].items()):
            inner = _field(form, f"{form['name']}[{name}]", field, shape, key=name)
            of_field = self._schemas.shape(field)
            if "properties" in of_field or of_field.get("type") == "object":
                yield from self._deep(inner, of_field, depth + 1)
            else:
                self._check_field(of_field)
                yield inner


def _checked_name(parameter: Document, names: dict[str, str]) -> str:
    """Return the name of a parameter; of a path variable, the one that it has in the path of the generator."""
    place, name = parameter.get("in"), parameter.get("name")
    if not isinstance(name, str) or not name or place not in PLACES:
        raise UnfitError(f"no name, or not one of {', '.join(PLACES)}")
    if place == "path" and name not in names:
        raise UnfitError("the path has no such variable")
    return names[name] if place == "path" else name


def _field(form: Document, name: str, field: Document, shape: Document, key: str | None = None) -> Document:
    required = form.get("required") is True and (key or name) in shape.get("required", [])
    description = field.get("description")
    inner: Document = {"in": form["in"], "name": name, "required": required, "schema": field}
    return {**inner, "description": description} if description else inner


def _path(path: str) -> tuple[str, dict[str, str]]:
    """Return a path with names that the generator takes, and the new name of each of its variables."""
    names: dict[str, str] = {}
    for raw in _TEMPLATE.findall(path):
        # Spring: {id:[0-9]+}
        plain = re.sub(r"[^a-zA-Z0-9_-]+", "_", raw.split(":", 1)[0]).strip("-") or "value"
        plain = plain if re.match(r"[a-zA-Z_]", plain) else f"_{plain}"
        if raw.split(":", 1)[0] in names or plain in names.values():
            raise UnfitError(f"its path has two variables {plain!r}")
        names[raw.split(":", 1)[0]] = plain
        path = path.replace(f"{{{raw}}}", f"{{{plain}}}")
    literal = _TEMPLATE.sub("", path)
    if not path.startswith("/") or set(literal) & set("{}?#\\") or not literal.isprintable() or " " in literal:
        raise UnfitError("its path is not one of an HTTP server: no query, no space, no single brace")
    return path, names
