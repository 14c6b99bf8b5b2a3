"""/api/registry/service: services, their methods, protobuf files and circuit breakers."""

from __future__ import annotations

import base64

from conductor.local.api.http import EMPTY, Answer, Call, Reply, as_json
from conductor.local.api.routes import Router
from conductor.local.engine.errors import NotFoundError
from conductor.local.engine.values import JsonMap

from . import shapes
from .bodies import members, needed_parameter, read, stored

SERVICES, PROTOS, BREAKERS = "service", "proto", "circuit_breaker"
_SAME_METHOD = ("methodName", "methodType")


def _service(call: Call, variable: str = "name") -> JsonMap:
    found: JsonMap = stored(call, SERVICES, call.variable(variable), "service")
    return found


def get_all(call: Call) -> Answer:
    """All services."""
    return as_json(list(call.rt.documents.all(SERVICES).values()))


def get_one(call: Call) -> Answer:
    """One service."""
    return as_json(_service(call))


def save(call: Call) -> Answer:
    """Store a service; its methods stay where the new form names none."""
    body = read(call, shapes.SERVICE, "name", "type")
    name = body["name"]
    former: JsonMap = call.rt.documents.get(SERVICES, name) or {}
    methods = _numbered(members(body, "methods") or members(former, "methods"))
    service = {**body, "methods": methods}
    call.rt.documents.put(SERVICES, name, service)
    return EMPTY


def delete(call: Call) -> Answer:
    """Remove a service with all that belongs to it."""
    name = _service(call)["name"]
    for kind in (SERVICES, PROTOS, BREAKERS):
        call.rt.documents.remove(kind, name)
    return EMPTY


# methods


def _numbered(methods: list[JsonMap]) -> list[JsonMap]:
    """The methods, each with an id."""
    last = max((method.get("id") or 0 for method in methods), default=0)
    numbered: list[JsonMap] = []
    for method in methods:
        last += 0 if method.get("id") else 1
        numbered.append(method if method.get("id") else {**method, "id": last})
    return numbered


def save_method(call: Call) -> Answer:
    """Store a method of a service, in place of one of the same name and type."""
    service, method = _service(call, "registryName"), read(call, shapes.METHOD)
    others = [one for one in service["methods"] if any(one.get(name) != method.get(name) for name in _SAME_METHOD)]
    _put_methods(call, service, [*others, method])
    return EMPTY


def delete_method(call: Call) -> Answer:
    """Remove a method of a service by its name and type; the parameter serviceName is needed, and not looked at."""
    service = _service(call, "registryName")
    name, kind = needed_parameter(call, "method"), needed_parameter(call, "methodType")
    needed_parameter(call, "serviceName")
    left = [one for one in service["methods"] if (one.get("methodName"), one.get("methodType")) != (name, kind)]
    _put_methods(call, service, left)
    return EMPTY


def _put_methods(call: Call, service: JsonMap, methods: list[JsonMap]) -> None:
    call.rt.documents.put(SERVICES, service["name"], {**service, "methods": _numbered(methods)})


def discover(call: Call) -> Answer:
    """The methods that are stored: no service is asked from here."""
    return as_json(_service(call)["methods"])


# protobuf files: content in base64 by file name


def _files(call: Call) -> dict[str, str]:
    service = _service(call, "registryName")
    found: dict[str, str] = call.rt.documents.get(PROTOS, service["name"]) or {}
    return found


def get_files(call: Call) -> Answer:
    """The protobuf files of a service."""
    name = call.variable("registryName")
    return as_json([{"serviceName": name, "filename": file, "data": data} for file, data in _files(call).items()])


def get_file(call: Call) -> Answer:
    """The content of a protobuf file."""
    found = _files(call).get(call.variable("filename"))
    if found is None:
        raise NotFoundError(f"No such proto file: {call.variable('filename')}")
    return Reply(200, "application/octet-stream", base64.b64decode(found))


def save_file(call: Call) -> Answer:
    """Store a protobuf file."""
    content = base64.b64encode(call.request.body).decode()
    files = {**_files(call), call.variable("filename"): content}
    call.rt.documents.put(PROTOS, call.variable("registryName"), files)
    return EMPTY


def delete_file(call: Call) -> Answer:
    """Remove a protobuf file."""
    left = {name: data for name, data in _files(call).items() if name != call.variable("filename")}
    call.rt.documents.put(PROTOS, call.variable("registryName"), left)
    return EMPTY


# circuit breakers


def _breaker(call: Call) -> JsonMap:
    name = _service(call)["name"]
    closed: JsonMap = {"service": name, "currentState": "CLOSED", "message": "Circuit breaker is CLOSED"}
    found: JsonMap = call.rt.documents.get(BREAKERS, name) or closed
    return found


def _move(call: Call, state: str) -> Answer:
    former = _breaker(call)["currentState"]
    moved = {
        "service": call.variable("name"),
        "previousState": former,
        "currentState": state,
        "transitionTimestamp": call.rt.now_ms,
        "message": f"Circuit breaker transitioned from {former} to {state}",
    }
    call.rt.documents.put(BREAKERS, call.variable("name"), moved)
    return as_json(moved)


def open_breaker(call: Call) -> Answer:
    """Note that no call is to reach a service."""
    return _move(call, "OPEN")


def close_breaker(call: Call) -> Answer:
    """Note that calls may reach a service again."""
    return _move(call, "CLOSED")


def breaker_status(call: Call) -> Answer:
    """The state of a circuit breaker, and how it came to it."""
    return as_json(_breaker(call))


def add_routes(router: Router) -> None:
    """Serve /api/registry/service."""
    base = "/api/registry/service"
    files = base + "/protos/{registryName}"
    breaker = base + "/{name}/circuit-breaker"
    router.add("GET", base, get_all)
    router.add("POST", base, save)
    router.add("GET", base + "/{name}", get_one)
    router.add("DELETE", base + "/{name}", delete)
    router.add("GET", base + "/{name}/discover", discover)
    router.add("POST", base + "/{registryName}/methods", save_method)
    router.add("DELETE", base + "/{registryName}/methods", delete_method)
    router.add("GET", files, get_files)
    router.add("GET", files + "/{filename}", get_file)
    router.add("POST", files + "/{filename}", save_file)
    router.add("DELETE", files + "/{filename}", delete_file)
    router.add("POST", breaker + "/open", open_breaker)
    router.add("POST", breaker + "/close", close_breaker)
    router.add("GET", breaker + "/status", breaker_status)
