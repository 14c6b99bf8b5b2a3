"""Tags of whatever can have some."""

from __future__ import annotations

from conductor.local.api.http import EMPTY, Answer, Call, Handler, as_json
from conductor.local.api.routes import Router
from conductor.local.engine.values import JsonMap, is_list

from . import shapes
from .bodies import read, read_list

WORKFLOW, TASK, SCHEDULE, EVENT_HANDLER = "workflow", "task", "schedule", "event_handler"

# Paths whose things have lists of tags: kind, path, its variables that name the thing.
_LISTED = (
    ("application", "/api/applications/{id}/tags", ("id",)),
    ("environment", "/api/environment/{name}/tags", ("name",)),
    (EVENT_HANDLER, "/api/event/{name}/tags", ("name",)),
    ("form", "/api/human/template/{name}/tags", ("name",)),
    ("integration", "/api/integrations/provider/{name}/tags", ("name",)),
    (
        "integration_api",
        "/api/integrations/provider/{name}/integration/{integration_name}/tags",
        ("name", "integration_name"),
    ),
    ("prompt", "/api/prompts/{name}/tags", ("name",)),
    (SCHEDULE, "/api/scheduler/schedules/{name}/tags", ("name",)),
    ("secret", "/api/secrets/{key}/tags", ("key",)),
)
_SINGLE = (
    (WORKFLOW, "/api/metadata/workflow/{name}/tags", ("name",)),
    (TASK, "/api/metadata/task/{taskName}/tags", ("taskName",)),
)


def tags_of(call: Call, kind: str, name: str) -> list[JsonMap]:
    """The tags of one thing."""
    found: list[JsonMap] = call.rt.documents.get(f"tags of {kind}", name) or []
    return found


def set_tags(call: Call, kind: str, name: str, tags: list[JsonMap]) -> None:
    """Give one thing these tags and no others."""
    call.rt.documents.put(f"tags of {kind}", name, tags)


def with_tags(call: Call, kind: str, name: str, shown: JsonMap) -> JsonMap:
    """The thing with its tags, where it has some."""
    tags = tags_of(call, kind, name)
    return {**shown, "tags": tags} if tags else shown


def has_tag(call: Call, kind: str, name: str, key: str | None, value: str | None) -> bool:
    """Whether one of the tags has this key and this value; None fits all."""
    if key is None and value is None:
        return True
    found = tags_of(call, kind, name)
    return any(key in {None, tag.get("key")} and value in {None, tag.get("value")} for tag in found)


def _name(call: Call, variables: tuple[str, ...]) -> str:
    return "/".join(call.variable(name) for name in variables)


def _same(tag: JsonMap, other: JsonMap) -> bool:
    return all(tag.get(name) == other.get(name) for name in ("key", "value"))


def _without(tags: list[JsonMap], gone: list[JsonMap]) -> list[JsonMap]:
    return [tag for tag in tags if not any(_same(tag, other) for other in gone)]


def _get(kind: str, variables: tuple[str, ...]) -> Handler:
    return lambda call: as_json(tags_of(call, kind, _name(call, variables)))


def _set(kind: str, variables: tuple[str, ...]) -> Handler:
    def handler(call: Call) -> Answer:
        set_tags(call, kind, _name(call, variables), read_list(call, shapes.TAGS))
        return EMPTY

    return handler


def _add(kind: str, variables: tuple[str, ...]) -> Handler:
    def handler(call: Call) -> Answer:
        name, tag = _name(call, variables), read(call, shapes.TAG)
        set_tags(call, kind, name, [*_without(tags_of(call, kind, name), [tag]), tag])
        return EMPTY

    return handler


def _delete(kind: str, variables: tuple[str, ...], *, single: bool) -> Handler:
    def handler(call: Call) -> Answer:
        name, gone = _name(call, variables), [read(call, shapes.TAG)] if single else read_list(call, shapes.TAGS)
        set_tags(call, kind, name, _without(tags_of(call, kind, name), gone))
        return EMPTY

    return handler


def all_tags(call: Call) -> Answer:
    """Every tag that anything has, once."""
    kinds = [kind for kind, _, _ in (*_LISTED, *_SINGLE)]
    found: dict[tuple[object, object], JsonMap] = {}
    for kind in kinds:
        for tags in call.rt.documents.all(f"tags of {kind}").values():
            found |= {(tag.get("key"), tag.get("value")): tag for tag in (tags if is_list(tags) else [])}
    return as_json(list(found.values()))


def add_routes(router: Router) -> None:
    """Serve the tags of everything."""
    router.add("GET", "/api/metadata/tags", all_tags)
    for kind, path, variables in (*_LISTED, *_SINGLE):
        router.add("GET", path, _get(kind, variables))
        router.add("PUT", path, _set(kind, variables))
        router.add("DELETE", path, _delete(kind, variables, single=path.startswith("/api/metadata/")))
    for kind, path, variables in _SINGLE:
        router.add("POST", path, _add(kind, variables))
