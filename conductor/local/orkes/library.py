"""/api/schema and /api/prompts: stored with versions; nothing is checked with the schemas, no model is asked."""

from __future__ import annotations

import re

from conductor.local.api.http import EMPTY, Answer, Call, Reply, as_json, problem
from conductor.local.api.routes import Router
from conductor.local.engine.values import JsonMap

from . import shapes
from .bodies import read, read_list, text_body
from .versions import Versions

SCHEMAS = Versions("schema", "schema")
PROMPTS = Versions("prompt", "prompt")
_NO_MODEL = "the embedded server has no language model: a prompt cannot be tested"


# schemas


def save_schemas(call: Call) -> Answer:
    """Store schemas."""
    for body in read_list(call, shapes.SCHEMAS, "name", "type"):
        SCHEMAS.put(call, body, next_version=call.flag("newVersion"))
    return EMPTY


def get_schemas(call: Call) -> Answer:
    """All versions of all schemas; without their data if asked so."""
    short = call.flag("short")
    return as_json([{**one, "data": {}} if short else one for one in SCHEMAS.all(call)])


def get_schema(call: Call) -> Answer:
    """The highest version of a schema."""
    return as_json(SCHEMAS.get(call, call.variable("name")))


def get_schema_version(call: Call) -> Answer:
    """One version of a schema."""
    return as_json(SCHEMAS.get(call, call.variable("name"), call.int_variable("version")))


def delete_schema(call: Call) -> Answer:
    """Remove all versions of a schema."""
    SCHEMAS.drop(call, call.variable("name"))
    return EMPTY


def delete_schema_version(call: Call) -> Answer:
    """Remove one version of a schema."""
    SCHEMAS.drop(call, call.variable("name"), call.int_variable("version"))
    return EMPTY


# prompts


def _prompt(call: Call, version: int | None) -> JsonMap:
    template = text_body(call)
    prompt: JsonMap = {
        "name": call.variable("name"),
        "description": call.text("description") or "",
        "template": template,
        "variables": sorted(set(re.findall(r"\$\{([\w.]+)\}", template))),
        "integrations": list(filter(None, call.all_text("models"))),
    }
    return prompt if version is None else {**prompt, "version": version}


def save_prompt(call: Call) -> Answer:
    """Store a prompt."""
    body = _prompt(call, call.optional_number("version"))
    PROMPTS.put(call, body, next_version=call.flag("autoIncrement"))
    return EMPTY


def save_prompts(call: Call) -> Answer:
    """Store several prompts."""
    for body in read_list(call, shapes.PROMPTS, "name", "template"):
        PROMPTS.put(call, body)
    return EMPTY


def update_prompt(call: Call) -> Answer:
    """Change a version of a prompt, the highest unless told otherwise."""
    former = PROMPTS.get(call, call.variable("name"), call.optional_number("version"))
    PROMPTS.put(call, _prompt(call, former["version"]))
    return EMPTY


def get_prompts(call: Call) -> Answer:
    """The highest version of each prompt."""
    return as_json(PROMPTS.latest(call))


def get_prompt(call: Call) -> Answer:
    """A prompt, its highest version unless told otherwise."""
    return as_json(PROMPTS.get(call, call.variable("name"), call.optional_number("version")))


def get_prompt_versions(call: Call) -> Answer:
    """All versions of a prompt."""
    return as_json(list(PROMPTS.of(call, call.variable("name")).values()))


def delete_prompt(call: Call) -> Answer:
    """Remove all versions of a prompt."""
    PROMPTS.drop(call, call.variable("name"))
    return EMPTY


def delete_prompt_version(call: Call) -> Answer:
    """Remove one version of a prompt."""
    PROMPTS.drop(call, call.variable("name"), call.int_variable("version"))
    return EMPTY


def test_prompt(call: Call) -> Reply:
    """Say that there is no model to ask."""
    read(call, shapes.PROMPT_TEST)
    return problem(501, _NO_MODEL)


def add_routes(router: Router) -> None:
    """Serve /api/schema and /api/prompts."""
    schemas, prompts = "/api/schema", "/api/prompts"
    router.add("GET", schemas, get_schemas)
    router.add("POST", schemas, save_schemas)
    router.add("GET", schemas + "/{name}", get_schema)
    router.add("DELETE", schemas + "/{name}", delete_schema)
    router.add("GET", schemas + "/{name}/{version}", get_schema_version)
    router.add("DELETE", schemas + "/{name}/{version}", delete_schema_version)
    router.add("GET", prompts, get_prompts)
    router.add("POST", prompts + "/", save_prompts)
    router.add("POST", prompts + "/test", test_prompt)
    router.add("GET", prompts + "/{name}", get_prompt)
    router.add("POST", prompts + "/{name}", save_prompt)
    router.add("PUT", prompts + "/{name}", update_prompt)
    router.add("DELETE", prompts + "/{name}", delete_prompt)
    router.add("GET", prompts + "/{name}/versions", get_prompt_versions)
    router.add("DELETE", prompts + "/{name}/versions/{version}", delete_prompt_version)
