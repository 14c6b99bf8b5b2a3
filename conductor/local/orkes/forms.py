"""/api/human/template: forms of human tasks, with versions."""

from __future__ import annotations

from conductor.local.api.http import EMPTY, Answer, Call, as_json
from conductor.local.api.routes import Router
from conductor.local.engine import human
from conductor.local.engine.errors import NotFoundError
from conductor.local.engine.values import JsonMap, map_or_empty

from . import shapes
from .bodies import read, read_list
from .versions import Versions

FORMS = Versions("form", "human task template")
_NEEDED = ("name", "version", "jsonSchema", "templateUI")


def form_of(call: Call, definition: JsonMap) -> JsonMap | None:
    """The form that a human task names, if there is one."""
    named = map_or_empty(definition.get("userFormTemplate"))
    version = named.get("version")
    try:
        return FORMS.get(call, str(named.get("name")), version if isinstance(version, int) and version > 0 else None)
    except NotFoundError:
        return None


def save(call: Call) -> Answer:
    """Store a form; gives what is stored."""
    return as_json(FORMS.put(call, read(call, shapes.FORM, *_NEEDED), next_version=call.flag("newVersion")))


def save_many(call: Call) -> Answer:
    """Store several forms; gives what is stored."""
    bodies, new = read_list(call, shapes.FORMS, *_NEEDED), call.flag("newVersion")
    return as_json([FORMS.put(call, body, next_version=new) for body in bodies])


def get_all(call: Call) -> Answer:
    """All forms, or those of a name and a version."""
    name, version = call.text("name"), call.optional_number("version")
    return as_json(
        [form for form in FORMS.all(call) if name in {None, "", form["name"]} and version in {None, form["version"]}]
    )


def get_one(call: Call) -> Answer:
    """One version of a form."""
    return as_json(FORMS.get(call, call.variable("name"), call.int_variable("version")))


def get_of_task(call: Call) -> Answer:
    """The form of a human task."""
    task_id = call.variable("humanTaskId")
    task = call.rt.tasks.get(task_id)
    found = None if task is None else form_of(call, human.definition_of(task))
    if found is None:
        raise NotFoundError(f"No human task template found for task: {task_id}")
    return as_json(found)


def delete(call: Call) -> Answer:
    """Remove all versions of a form."""
    FORMS.drop(call, call.variable("name"))
    return EMPTY


def delete_version(call: Call) -> Answer:
    """Remove one version of a form."""
    FORMS.drop(call, call.variable("name"), call.int_variable("version"))
    return EMPTY


def add_routes(router: Router) -> None:
    """Serve /api/human/template."""
    base = "/api/human/template"
    router.add("GET", base, get_all)
    router.add("POST", base, save)
    router.add("POST", base + "/bulk", save_many)
    router.add("GET", base + "/{humanTaskId}", get_of_task)
    router.add("GET", base + "/{name}/{version}", get_one)
    router.add("DELETE", base + "/{name}", delete)
    router.add("DELETE", base + "/{name}/{version}", delete_version)
