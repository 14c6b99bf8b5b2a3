# Async source: scripts/unasync.py derives tests/behaviour/sync/test_orkes_people.py from it, line by line.
"""Users, groups, permissions and applications, on an embedded server of the Orkes edition."""

from __future__ import annotations

import pytest

from conductor import AsyncOrkesClients, NotFoundError

SMOKE = True


async def test_users_and_groups(orkes: AsyncOrkesClients, name: str) -> None:
    """Users join groups one by one or together, and leave them; a group goes without its members."""
    people = orkes.get_authorization_client()
    ada, bob = f"{name}-ada", f"{name}-bob"
    await people.upsert_group(name, {"description": "all", "roles": ["USER"], "defaultAccess": {"TASK_DEF": ["READ"]}})
    for user in (ada, bob):
        await people.upsert_user(user, {"name": user, "roles": ["USER"]})
    await people.add_user_to_group(name, ada)
    await people.add_users_to_group(name, [ada, bob])
    assert {user.id for user in await people.get_users_in_group(name)} == {ada, bob}
    user = await people.get_user(ada)
    assert ([role.name for role in user.roles or []], [group.id for group in user.groups or []]) == (["USER"], [name])
    await people.remove_user_from_group(name, ada)
    await people.remove_users_from_group(name, [bob])
    assert await people.get_users_in_group(name) == []
    assert {ada, bob} <= {user.id for user in await people.list_users()}
    assert (await people.get_group(name)).description == "all"
    await people.delete_group(name)
    await people.delete_user(bob)
    for gone in (lambda: people.get_group(name), lambda: people.get_user(bob)):
        with pytest.raises(NotFoundError, match=name):
            await gone()


async def test_permissions_are_granted_and_taken_back(orkes: AsyncOrkesClients, name: str) -> None:
    """A user has what it was granted, and what its groups were; the target shows who may do what."""
    people = orkes.get_authorization_client()
    await people.upsert_group(name, {"description": "all"})
    await people.upsert_user(name, {"name": name, "groups": [name]})
    target, user, group = (
        {"type": "WORKFLOW_DEF", "id": name},
        {"type": "USER", "id": name},
        {"type": "GROUP", "id": name},
    )
    await people.grant_permissions(user, target, ["READ"])
    await people.grant_permissions(group, target, ["READ", "EXECUTE"])
    by_access = await people.get_permissions("WORKFLOW_DEF", name)
    assert {access: [one.type for one in found] for access, found in by_access.items()} == {
        "READ": ["USER", "GROUP"],
        "EXECUTE": ["GROUP"],
    }
    assert await people.check_permissions(name, "WORKFLOW_DEF", name) == {"READ": True, "EXECUTE": True}
    assert [one.access for one in await people.get_granted_permissions_for_user(name)] == [
        ["READ"],
        ["READ", "EXECUTE"],
    ]
    await people.remove_permissions(group, target, ["READ", "EXECUTE"])
    assert await people.get_granted_permissions_for_group(name) == []
    assert await people.check_permissions(name, "WORKFLOW_DEF", name) == {"READ": True}


async def test_applications_have_keys_and_roles(orkes: AsyncOrkesClients, name: str) -> None:
    """The secret of a key is shown once; an application is found by its key and goes with all its keys."""
    applications, people = orkes.get_application_client(), orkes.get_authorization_client()
    application_id = (await applications.create_application(name)).id or ""
    assert (await applications.update_application(application_id, f"{name}2")).name == f"{name}2"
    key = await applications.create_access_key(application_id)
    assert key.secret
    [listed] = await applications.get_access_keys(application_id)
    assert (listed.id, listed.secret, listed.status) == (key.id, None, "ACTIVE")
    assert (await applications.toggle_access_key_status(application_id, key.id)).status == "INACTIVE"
    assert (await applications.get_app_by_access_key_id(key.id)).id == application_id
    await applications.add_application_role(application_id, "WORKER")
    await applications.add_application_role(application_id, "ADMIN")
    await applications.remove_application_role(application_id, "ADMIN")
    user = await people.get_user(f"app:{application_id}")
    assert (user.application_user, [role.name for role in user.roles or []]) == (True, ["WORKER"])
    assert user.id in {one.id for one in await people.list_users(apps=True)}
    assert user.id not in {one.id for one in await people.list_users()}
    assert application_id in {one.id for one in await applications.get_all_applications()}
    await applications.delete_application(application_id)
    with pytest.raises(NotFoundError, match=application_id):
        await applications.get_application(application_id)
    with pytest.raises(NotFoundError, match=key.id):
        await applications.get_app_by_access_key_id(key.id)
