"""/api/applications: programs that sign in with keys of their own."""

from __future__ import annotations

import secrets

from conductor.local.api.http import EMPTY, Answer, Call, as_json
from conductor.local.api.routes import Router
from conductor.local.engine.values import JsonMap

from . import shapes
from .access import KEYS
from .bodies import audited, read, stored
from .people import USERS
from .tags import with_tags

APPLICATIONS = "application"
_SHOWN_OF_KEY = ("id", "createdAt", "status")


def _application(call: Call, application_id: str) -> JsonMap:
    found: JsonMap = stored(call, APPLICATIONS, application_id, "application")
    return with_tags(call, APPLICATIONS, application_id, found)


def create(call: Call) -> Answer:
    """Make an application, and the user that it signs in as."""
    name = read(call, shapes.APPLICATION, "name")["name"]
    application = audited(call, None, {"id": call.rt.new_id(), "name": name})
    user: JsonMap = {"id": f"app:{application['id']}", "name": name, "uuid": call.rt.new_id(), "applicationUser": True}
    call.rt.documents.put(APPLICATIONS, application["id"], application)
    call.rt.documents.put(USERS, user["id"], {**user, "roles": [], "groups": []})
    return as_json(application)


def get_all(call: Call) -> Answer:
    """All applications."""
    return as_json([_application(call, application_id) for application_id in call.rt.documents.all(APPLICATIONS)])


def get_one(call: Call) -> Answer:
    """One application."""
    return as_json(_application(call, call.variable("id")))


def rename(call: Call) -> Answer:
    """Give an application another name."""
    name = read(call, shapes.APPLICATION, "name")["name"]
    former: JsonMap = stored(call, APPLICATIONS, call.variable("id"), "application")
    application = audited(call, former, {"id": former["id"], "name": name})
    call.rt.documents.put(APPLICATIONS, former["id"], application)
    return as_json(application)


def delete(call: Call) -> Answer:
    """Remove an application with its keys and its user."""
    application_id = call.variable("id")
    _application(call, application_id)
    for key in _keys(call, application_id):
        call.rt.documents.remove(KEYS, key["id"])
    call.rt.documents.remove(USERS, f"app:{application_id}")
    call.rt.documents.remove(APPLICATIONS, application_id)
    return EMPTY


# keys


def _keys(call: Call, application_id: str) -> list[JsonMap]:
    return [key for key in call.rt.documents.all(KEYS).values() if key["applicationId"] == application_id]


def _shown(key: JsonMap) -> JsonMap:
    return {name: key[name] for name in _SHOWN_OF_KEY}


def _key(call: Call) -> JsonMap:
    found: JsonMap = stored(call, KEYS, call.variable("keyId"), "access key")
    return found


def create_key(call: Call) -> Answer:
    """Make a key; its secret is shown this once."""
    application_id = _application(call, call.variable("id"))["id"]
    key: JsonMap = {"id": call.rt.new_id(), "createdAt": call.rt.now_ms, "status": "ACTIVE"}
    secret = secrets.token_urlsafe(32)
    call.rt.documents.put(KEYS, key["id"], {**key, "applicationId": application_id, "secret": secret})
    return as_json({**key, "secret": secret})


def get_keys(call: Call) -> Answer:
    """The keys of an application, without their secrets."""
    return as_json([_shown(key) for key in _keys(call, _application(call, call.variable("id"))["id"])])


def toggle_key(call: Call) -> Answer:
    """Switch a key off, or on again."""
    key = _key(call)
    changed = {**key, "status": "INACTIVE" if key["status"] == "ACTIVE" else "ACTIVE"}
    call.rt.documents.put(KEYS, key["id"], changed)
    return as_json(_shown(changed))


def delete_key(call: Call) -> Answer:
    """Remove a key."""
    call.rt.documents.remove(KEYS, _key(call)["id"])
    return EMPTY


def get_by_key(call: Call) -> Answer:
    """The application that a key belongs to."""
    key = stored(call, KEYS, call.variable("accessKeyId"), "access key")
    return as_json(_application(call, key["applicationId"]))


# roles


def _set_roles(call: Call, *, adding: bool) -> Answer:
    user: JsonMap = stored(call, USERS, f"app:{call.variable('applicationId')}", "application")
    role = call.variable("role")
    others = [other for other in user["roles"] if other != role]
    call.rt.documents.put(USERS, user["id"], {**user, "roles": [*others, role] if adding else others})
    return EMPTY


def add_role(call: Call) -> Answer:
    """Give an application a role."""
    return _set_roles(call, adding=True)


def remove_role(call: Call) -> Answer:
    """Take a role from an application."""
    return _set_roles(call, adding=False)


def add_routes(router: Router) -> None:
    """Serve /api/applications."""
    base = "/api/applications"
    router.add("GET", base, get_all)
    router.add("POST", base, create)
    router.add("GET", base + "/{id}", get_one)
    router.add("PUT", base + "/{id}", rename)
    router.add("DELETE", base + "/{id}", delete)
    router.add("GET", base + "/key/{accessKeyId}", get_by_key)
    router.add("GET", base + "/{id}/accessKeys", get_keys)
    router.add("POST", base + "/{id}/accessKeys", create_key)
    router.add("DELETE", base + "/{applicationId}/accessKeys/{keyId}", delete_key)
    router.add("POST", base + "/{applicationId}/accessKeys/{keyId}/status", toggle_key)
    router.add("POST", base + "/{applicationId}/roles/{role}", add_role)
    router.add("DELETE", base + "/{applicationId}/roles/{role}", remove_role)
