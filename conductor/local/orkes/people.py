"""Users, groups, and what they were granted. All is stored, nothing enforced."""

from __future__ import annotations

from conductor.local.api.http import EMPTY, Answer, Call, as_json
from conductor.local.api.routes import Router
from conductor.local.engine.values import JsonMap

from . import shapes
from .bodies import check_fields, members, needed_parameter, read, stored, texts_body

USERS, GROUPS, GRANTS = "user", "group", "grant"


def groups_of(call: Call, user_id: str) -> list[str]:
    """The ids of the groups that a user belongs to."""
    user: JsonMap = call.rt.documents.get(USERS, user_id) or {}
    return members(user, "groups")


def _with_roles(shown: JsonMap) -> JsonMap:
    return {**shown, "roles": [{"name": role, "permissions": []} for role in members(shown, "roles")]}


def user_json(call: Call, user: JsonMap) -> JsonMap:
    """A user as the API shows it."""
    groups = [call.rt.documents.get(GROUPS, group_id) for group_id in members(user, "groups")]
    return {**_with_roles(user), "groups": [_with_roles(group) for group in groups if group is not None]}


# users


def save_user(call: Call) -> Answer:
    """Store a user."""
    body, user_id = read(call, shapes.USER, "name"), call.variable("id")
    former: JsonMap = call.rt.documents.get(USERS, user_id) or {"uuid": call.rt.new_id(), "applicationUser": False}
    user: JsonMap = {**former, "id": user_id, **body}
    call.rt.documents.put(USERS, user_id, user)
    return as_json(user_json(call, user))


def get_user(call: Call) -> Answer:
    """One user."""
    return as_json(user_json(call, stored(call, USERS, call.variable("id"), "user")))


def get_users(call: Call) -> Answer:
    """All users; those that stand for applications only if asked for."""
    users = call.rt.documents.all(USERS).values()
    apps = call.flag("apps")
    return as_json([user_json(call, user) for user in users if apps or not user.get("applicationUser")])


def delete_user(call: Call) -> Answer:
    """Remove a user."""
    stored(call, USERS, call.variable("id"), "user")
    call.rt.documents.remove(USERS, call.variable("id"))
    return as_json({"message": f"User {call.variable('id')} deleted"})


# groups


def save_group(call: Call) -> Answer:
    """Store a group."""
    body, group_id = read(call, shapes.GROUP, "description"), call.variable("id")
    group: JsonMap = {**body, "id": group_id}
    call.rt.documents.put(GROUPS, group_id, group)
    return as_json(_with_roles(group))


def get_group(call: Call) -> Answer:
    """One group."""
    return as_json(_with_roles(stored(call, GROUPS, call.variable("id"), "group")))


def get_groups(call: Call) -> Answer:
    """All groups."""
    return as_json([_with_roles(group) for group in call.rt.documents.all(GROUPS).values()])


def delete_group(call: Call) -> Answer:
    """Remove a group; its members stay."""
    group_id = call.variable("id")
    stored(call, GROUPS, group_id, "group")
    _leave(call, group_id, list(call.rt.documents.all(USERS)))
    call.rt.documents.remove(GROUPS, group_id)
    return as_json({"message": f"Group {group_id} deleted"})


def get_members(call: Call) -> Answer:
    """The members of a group."""
    group_id = call.variable("id")
    stored(call, GROUPS, group_id, "group")
    users = call.rt.documents.all(USERS).values()
    return as_json([user_json(call, user) for user in users if group_id in members(user, "groups")])


def _join(call: Call, user_ids: list[str]) -> Answer:
    group_id = call.variable("groupId")
    stored(call, GROUPS, group_id, "group")
    for user in [stored(call, USERS, user_id, "user") for user_id in user_ids]:
        others = [other for other in members(user, "groups") if other != group_id]
        call.rt.documents.put(USERS, user["id"], {**user, "groups": [*others, group_id]})
    return EMPTY


def _leave(call: Call, group_id: str, user_ids: list[str]) -> Answer:
    for user in [stored(call, USERS, user_id, "user") for user_id in user_ids]:
        left = [other for other in members(user, "groups") if other != group_id]
        call.rt.documents.put(USERS, user["id"], {**user, "groups": left})
    return EMPTY


def add_member(call: Call) -> Answer:
    """Make a user a member of a group."""
    return _join(call, [call.variable("userId")])


def add_members(call: Call) -> Answer:
    """Make several users members of a group."""
    return _join(call, texts_body(call))


def remove_member(call: Call) -> Answer:
    """Take a user out of a group."""
    return _leave(call, call.variable("groupId"), [call.variable("userId")])


def remove_members(call: Call) -> Answer:
    """Take several users out of a group."""
    return _leave(call, call.variable("groupId"), texts_body(call))


# permissions: for each target (type and id) the kinds of access that each subject (type and id) has


def _key(reference: JsonMap) -> str:
    check_fields(reference, "type", "id")
    return f"{reference['type']} {reference['id']}"


def _reference(key: str) -> JsonMap:
    kind, _, name = key.partition(" ")
    return {"type": kind, "id": name}


def _change(call: Call, *, granting: bool) -> Answer:
    body = read(call, shapes.AUTHORIZATION, "subject", "target", "access")
    target, subject = _key(body["target"]), _key(body["subject"])
    grants: dict[str, list[str]] = call.rt.documents.get(GRANTS, target) or {}
    held = [access for access in grants.get(subject, []) if access not in body["access"]]
    changed = [*held, *body["access"]] if granting else held
    call.rt.documents.put(GRANTS, target, {**grants, subject: changed})
    return as_json({})


def grant(call: Call) -> Answer:
    """Let somebody do something with one thing."""
    return _change(call, granting=True)


def revoke(call: Call) -> Answer:
    """Take back what was granted."""
    return _change(call, granting=False)


def get_permissions(call: Call) -> Answer:
    """Who may do what with one thing."""
    grants: dict[str, list[str]] = call.rt.documents.get(GRANTS, f"{call.variable('type')} {call.variable('id')}") or {}
    found: dict[str, list[JsonMap]] = {}
    for subject, accesses in grants.items():
        for access in accesses:
            found.setdefault(access, []).append(_reference(subject))
    return as_json(found)


def _granted(call: Call, subjects: list[str]) -> list[JsonMap]:
    return [
        {"target": _reference(target), "access": grants[subject]}
        for target, grants in call.rt.documents.all(GRANTS).items()
        for subject in subjects
        if grants.get(subject)
    ]


def _subjects(call: Call, user_id: str) -> list[str]:
    return [f"USER {user_id}", *(f"GROUP {group_id}" for group_id in groups_of(call, user_id))]


def get_user_permissions(call: Call) -> Answer:
    """What a user was granted, directly and through groups."""
    return as_json({"grantedAccess": _granted(call, _subjects(call, call.variable("userId")))})


def get_group_permissions(call: Call) -> Answer:
    """What a group was granted."""
    return as_json({"grantedAccess": _granted(call, [f"GROUP {call.variable('groupId')}"])})


def check_permissions(call: Call) -> Answer:
    """Which kinds of access a user has to one thing."""
    wanted = {"type": needed_parameter(call, "type"), "id": needed_parameter(call, "id")}
    found = _granted(call, _subjects(call, call.variable("userId")))
    return as_json({access: True for one in found if one["target"] == wanted for access in one["access"]})


def add_routes(router: Router) -> None:
    """Serve /api/users, /api/groups and /api/auth/authorization."""
    for method, path, handler in (
        ("GET", "/api/users", get_users),
        ("GET", "/api/users/{id}", get_user),
        ("PUT", "/api/users/{id}", save_user),
        ("DELETE", "/api/users/{id}", delete_user),
        ("GET", "/api/users/{userId}/permissions", get_user_permissions),
        ("GET", "/api/users/{userId}/checkPermissions", check_permissions),
        ("GET", "/api/groups", get_groups),
        ("GET", "/api/groups/{id}", get_group),
        ("PUT", "/api/groups/{id}", save_group),
        ("DELETE", "/api/groups/{id}", delete_group),
        ("GET", "/api/groups/{id}/users", get_members),
        ("POST", "/api/groups/{groupId}/users", add_members),
        ("DELETE", "/api/groups/{groupId}/users", remove_members),
        ("POST", "/api/groups/{groupId}/users/{userId}", add_member),
        ("DELETE", "/api/groups/{groupId}/users/{userId}", remove_member),
        ("GET", "/api/groups/{groupId}/permissions", get_group_permissions),
        ("POST", "/api/auth/authorization", grant),
        ("DELETE", "/api/auth/authorization", revoke),
        ("GET", "/api/auth/authorization/{type}/{id}", get_permissions),
    ):
        router.add(method, path, handler)
