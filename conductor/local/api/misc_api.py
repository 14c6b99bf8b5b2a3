"""Events, secrets, environment values, health and the odd ends."""

from __future__ import annotations

import json
import re
from typing import Any

from conductor.local.engine.errors import BadRequestError, EngineError, InvalidRequestError, Violation
from conductor.local.engine.shapes import EVENT_HANDLER
from conductor.local.engine.values import JsonMap
from conductor.local.engine.views import task_json

from .http import EMPTY, JSON, TEXT, Answer, Call, Reply, as_json, as_text
from .routes import Router

VERSION = "3.32.3"
_HEALTH: JsonMap = {"healthResults": [], "suppressedHealthResults": [], "healthy": True}
_READ_ONLY = Reply(501, "application/json", b"env-backed secrets are read-only")
_KEY = re.compile(r"[a-zA-Z0-9_-]+")
_LONGEST_KEY = 65535
_EVENTS = "com.netflix.conductor.rest.controllers.EventResource"
_HANDLER = "com.netflix.conductor.common.metadata.events.EventHandler"


# events


def _read_handler(value: Any) -> JsonMap | None:
    handler = EVENT_HANDLER(value)
    if handler is not None and value.get("actions", ()) is None:
        handler["actions"] = None
    return handler


def _handler(call: Call, method: str) -> JsonMap:
    handler: JsonMap = call.body(_read_handler, f"public void {_EVENTS}.{method}({_HANDLER})")
    path = f"{method}.arg0"
    found: list[Violation] = []
    if not handler.get("name"):
        found.append(Violation(f"{path}.name", "Missing event handler name", handler.get("name")))
    if not handler.get("event"):
        found.append(Violation(f"{path}.event", "Missing event location", handler.get("event")))
    if not handler["actions"]:
        found.append(Violation(f"{path}.actions", "No actions specified. Please specify at-least one action"))
    if handler["actions"] is None:
        found.append(Violation(f"{path}.actions", "must not be null"))
    if found:
        raise InvalidRequestError(found)
    return handler


def add_handler(call: Call) -> Answer:
    """Store an event handler."""
    call.rt.handlers.add(_handler(call, "addEventHandler"))
    return EMPTY


def update_handler(call: Call) -> Answer:
    """Replace an event handler."""
    call.rt.handlers.update(_handler(call, "updateEventHandler"))
    return EMPTY


def remove_handler(call: Call) -> Answer:
    """Remove an event handler."""
    call.rt.handlers.remove(call.variable("name"))
    return EMPTY


def get_handlers(call: Call) -> Answer:
    """All event handlers."""
    return as_json(call.rt.handlers.all())


def get_handlers_for(call: Call) -> Answer:
    """The event handlers of one event."""
    active = call.flag("activeOnly", default=True)
    return as_json(call.rt.handlers.for_event(call.variable("event"), active_only=active))


# secrets and environment


def list_secrets(call: Call) -> Answer:
    """The names of all secrets."""
    return as_json(sorted(call.rt.surroundings.secrets))


def list_masked_secrets(call: Call) -> Answer:
    """All secrets with most of their value hidden."""
    secrets = call.rt.surroundings.secrets
    return as_json([{"name": name, "partial": masked(secrets[name])} for name in sorted(secrets)])


def masked(value: str) -> str:
    """A secret with only its ends shown, and only when it is long."""
    return f"{value[:4]}...{value[-4:]}" if len(value) > 8 else "..."


def _refused_key(call: Call) -> Reply | None:
    """The refusal of a key that no secret can have, if it is one."""
    key = call.variable("key")
    if not key.strip():
        return Reply(400, JSON, b"key must not be blank")
    if len(key) > _LONGEST_KEY:
        return Reply(400, JSON, f"key must be at most {_LONGEST_KEY} characters".encode())
    if not _KEY.fullmatch(key):
        return Reply(400, JSON, b"key must match pattern [a-zA-Z0-9_-]+ (alphanumeric, underscore, dash only)")
    return None


def get_secret(call: Call) -> Answer:
    """The value of a secret."""
    if _refused_key(call) is not None:
        return Reply(400)
    found = call.rt.surroundings.secrets.get(call.variable("key"))
    return Reply(404) if found is None else as_text(found)


def secret_exists(call: Call) -> Answer:
    """Whether there is a secret."""
    if _refused_key(call) is not None:
        return Reply(400)
    return as_json(call.variable("key") in call.rt.surroundings.secrets)


def refuse_secret(call: Call) -> Answer:
    """Secrets come from the environment and cannot be written."""
    refused = _refused_key(call)
    if refused is None and call.request.method == "PUT" and not call.request.body:
        refused = Reply(400, JSON, b"value is required")
    return refused or _READ_ONLY


def list_environment(call: Call) -> Answer:
    """All environment values."""
    values = call.rt.surroundings.environment
    return as_json([{"name": name, "value": values[name]} for name in sorted(values)])


def get_environment(call: Call) -> Answer:
    """One environment value; nothing when there is none."""
    found = call.rt.surroundings.environment.get(call.variable("key"))
    return EMPTY if found is None else as_text(found)


# health, administration


def health(_call: Call) -> Answer:
    """The server is well."""
    return as_json(_HEALTH)


def version(_call: Call) -> Answer:
    """The version of the server this one behaves as."""
    return Reply(200, TEXT, VERSION.encode())


def empty_map(_call: Call) -> Answer:
    """Nothing to show."""
    return as_json({})


def requeue_sweep(call: Call) -> Answer:
    """Ask for an execution to be swept, which is never needed here; the answer tells whether it was not going to be."""
    workflow_id = call.variable("workflowId")
    found = call.rt.workflows.get(workflow_id)
    return as_text(f"{'true' if found is None or found.terminal else 'false'}.{workflow_id}")


def verify(_call: Call) -> Answer:
    """The repair service is off, as in the server's default configuration."""
    raise EngineError("WorkflowRepairService is disabled.")


def pending_tasks(call: Call) -> Answer:
    """The tasks of a type that are open."""
    wanted = call.variable("tasktype")
    found = [task_json(task) for task in call.rt.tasks.values() if task.def_name == wanted and not task.terminal]
    begin = call.number("start", 0)
    return as_json(found[begin : begin + call.number("count", 100)])


def update_queue(call: Call) -> Answer:
    """No queue takes such updates in the default configuration."""
    raise BadRequestError(f"There is no queue for handling {call.variable('status')} status")


def config(call: Call) -> Answer:
    """The configuration, less what belongs to the host."""
    return as_json({"version": VERSION, "edition": call.rt.edition, "embedded": json.dumps(True)})


def add_routes(router: Router) -> None:
    """Serve events, secrets, environment values and administration."""
    router.add("POST", "/api/event", add_handler)
    router.add("PUT", "/api/event", update_handler)
    router.add("GET", "/api/event", get_handlers)
    router.add("GET", "/api/event/{event}", get_handlers_for)
    router.add("DELETE", "/api/event/{name}", remove_handler)
    router.add("GET", "/api/secrets", list_secrets)
    router.add("POST", "/api/secrets", list_secrets)
    router.add("GET", "/api/secrets/v2", list_masked_secrets)
    router.add("GET", "/api/secrets/{key}", get_secret)
    router.add("PUT", "/api/secrets/{key}", refuse_secret)
    router.add("DELETE", "/api/secrets/{key}", refuse_secret)
    router.add("GET", "/api/secrets/{key}/exists", secret_exists)
    router.add("GET", "/api/environment", list_environment)
    router.add("GET", "/api/environment/{key}", get_environment)
    router.add("GET", "/health", health)
    router.add("GET", "/api/health", health)
    router.add("GET", "/api/version", version)
    router.add("GET", "/api/queue/size", empty_map)
    router.add("GET", "/api/queue/", empty_map)
    router.add("GET", "/api/admin/queues", empty_map)
    router.add("GET", "/api/admin/config", config)
    router.add("GET", "/api/admin/task/{tasktype}", pending_tasks)
    router.add("POST", "/api/admin/sweep/requeue/{workflowId}", requeue_sweep)
    router.add("POST", "/api/admin/consistency/verifyAndRepair/{workflowId}", verify)
    router.add("POST", "/api/queue/update/{workflowId}/{taskRefName}/{status}", update_queue)
    router.add("POST", "/api/queue/update/{workflowId}/task/{taskId}/{status}", update_queue)
