# Derived from tests/behaviour/async_/test_orkes_people.py by scripts/unasync.py; do not edit.
"""Users, groups, permissions and applications, on an embedded server of the Orkes edition."""

from __future__ import annotations

import pytest

from conductor import OrkesClients, NotFoundError

SMOKE = True


def test_users_and_groups(orkes: OrkesClients, name: str) -> None:
    """Users join groups one by one or together, and leave them; a group goes without its members."""
    people = orkes.get_authorization_client()
    ada, bob = f"{name}-ada", f"{name}-bob"
    people.upsert_group(name, {"description": "all", "roles": ["USER"], "defaultAccess": {"TASK_DEF": ["READ"]}})
    for user in (ada, bob):
        people.upsert_user(user, {"name": user, "roles": ["USER"]})
    people.add_user_to_group(name, ada)
    people.add_users_to_group(name, [ada, bob])
    assert {user.id for user in people.get_users_in_group(name)} == {ada, bob}
    user = people.get_user(ada)
    assert ([role.name for role in user.roles or []], [group.id for group in user.groups or []]) == (["USER"], [name])
    people.remove_user_from_group(name, ada)
    people.remove_users_from_group(name, [bob])
    assert people.get_users_in_group(name) == []
    assert {ada, bob} <= {user.id for user in people.list_users()}
    assert (people.get_group(name)).description == "all"
    people.delete_group(name)
    people.delete_user(bob)
    for gone in (lambda: people.get_group(name), lambda: people.get_user(bob)):
        with pytest.raises(NotFoundError, match=name):
            gone()


def test_permissions_are_granted_and_taken_back(orkes: OrkesClients, name: str) -> None:
    """A user has what it was granted, and what its groups were; the target shows who may do what."""
    people = orkes.get_authorization_client()
    people.upsert_group(name, {"description": "all"})
    people.upsert_user(name, {"name": name, "groups": [name]})
    target, user, group = (
        {"type": "WORKFLOW_DEF", "id": name},
        {"type": "USER", "id": name},
        {"type": "GROUP", "id": name},
    )
    people.grant_permissions(user, target, ["READ"])
    people.grant_permissions(group, target, ["READ", "EXECUTE"])
    by_access = people.get_permissions("WORKFLOW_DEF", name)
    assert {access: [one.type for one in found] for access, found in by_access.items()} == {
        "READ": ["USER", "GROUP"],
        "EXECUTE": ["GROUP"],
    }
    assert people.check_permissions(name, "WORKFLOW_DEF", name) == {"READ": True, "EXECUTE": True}
    assert [one.access for one in people.get_granted_permissions_for_user(name)] == [
        ["READ"],
        ["READ", "EXECUTE"],
    ]
    people.remove_permissions(group, target, ["READ", "EXECUTE"])
    assert people.get_granted_permissions_for_group(name) == []
    assert people.check_permissions(name, "WORKFLOW_DEF", name) == {"READ": True}


def test_applications_have_keys_and_roles(orkes: OrkesClients, name: str) -> None:
    """The secret of a key is shown once; an application is found by its key and goes with all its keys."""
    applications, people = orkes.get_application_client(), orkes.get_authorization_client()
    application_id = (applications.create_application(name)).id or ""
    assert (applications.update_application(application_id, f"{name}2")).name == f"{name}2"
    key = applications.create_access_key(application_id)
    assert key.secret
    [listed] = applications.get_access_keys(application_id)
    assert (listed.id, listed.secret, listed.status) == (key.id, None, "ACTIVE")
    assert (applications.toggle_access_key_status(application_id, key.id)).status == "INACTIVE"
    assert (applications.get_app_by_access_key_id(key.id)).id == application_id
    applications.add_application_role(application_id, "WORKER")
    applications.add_application_role(application_id, "ADMIN")
    applications.remove_application_role(application_id, "ADMIN")
    user = people.get_user(f"app:{application_id}")
    assert (user.application_user, [role.name for role in user.roles or []]) == (True, ["WORKER"])
    assert user.id in {one.id for one in people.list_users(apps=True)}
    assert user.id not in {one.id for one in people.list_users()}
    assert application_id in {one.id for one in applications.get_all_applications()}
    applications.delete_application(application_id)
    with pytest.raises(NotFoundError, match=application_id):
        applications.get_application(application_id)
    with pytest.raises(NotFoundError, match=key.id):
        applications.get_app_by_access_key_id(key.id)
