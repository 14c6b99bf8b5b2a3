# Async source: scripts/unasync.py derives conductor/_sync/authorization_client.py from it, line by line.
"""Users, groups, and who may do what with what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from conductor._async._base import AsyncClientBase
from conductor._shared.inputs import as_list, as_member, as_model
from conductor_api.api import authorization as authorization_api
from conductor_api.api import group as group_api
from conductor_api.api import user as user_api
from conductor_api.models import (
    Access,
    AuthorizationRequest,
    PermissionTarget,
    SubjectRef,
    TargetRef,
    UpsertGroupRequest,
    UpsertUserRequest,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from conductor_api.models import ConductorUser, GrantedAccess, Group


class AsyncAuthorizationClient(AsyncClientBase):
    """Stores users, groups and permissions. Orkes only: else each call raises NotSupportedByServer."""

    async def upsert_user(self, user_id: str, user: UpsertUserRequest | Mapping[str, Any]) -> ConductorUser:
        """Store a user (``name``, ``roles``, ``groups``) and give it."""
        body = as_model(UpsertUserRequest, user, "user")
        return await user_api.save_user.asyncio(user_id, client=self.client.api, body=body)

    async def get_user(self, user_id: str) -> ConductorUser:
        """Give a user.

        Raises:
            NotFoundError: there is none of this id.
        """
        return await user_api.get_user.asyncio(user_id, client=self.client.api)

    async def list_users(self, apps: bool = False) -> list[ConductorUser]:
        """Give all users; with ``apps`` also those that stand for applications."""
        return await user_api.get_users.asyncio(client=self.client.api, apps=apps)

    async def delete_user(self, user_id: str) -> None:
        """Remove a user."""
        await user_api.delete_user.asyncio(user_id, client=self.client.api)

    async def check_permissions(self, user_id: str, target_type: str, target_id: str) -> dict[str, Any]:
        """Give which kinds of access a user has to one thing, such as ``{"EXECUTE": True}``."""
        answer = await user_api.check_user_permissions.asyncio(
            user_id, client=self.client.api, type=target_type, id=target_id
        )
        return dict(answer)

    async def get_granted_permissions_for_user(self, user_id: str) -> list[GrantedAccess]:
        """Give what a user was granted, directly and through groups."""
        answer = await user_api.get_user_permissions.asyncio(user_id, client=self.client.api)
        return answer.granted_access or []

    async def upsert_group(self, group_id: str, group: UpsertGroupRequest | Mapping[str, Any]) -> Group:
        """Store a group (``description``, ``roles``, ``defaultAccess``) and give it."""
        body = as_model(UpsertGroupRequest, group, "group")
        return await group_api.save_group.asyncio(group_id, client=self.client.api, body=body)

    async def get_group(self, group_id: str) -> Group:
        """Give a group.

        Raises:
            NotFoundError: there is none of this id.
        """
        return await group_api.get_group.asyncio(group_id, client=self.client.api)

    async def list_groups(self) -> list[Group]:
        """Give all groups."""
        return await group_api.get_groups.asyncio(client=self.client.api)

    async def delete_group(self, group_id: str) -> None:
        """Remove a group; its members stay."""
        await group_api.delete_group.asyncio(group_id, client=self.client.api)

    async def add_user_to_group(self, group_id: str, user_id: str) -> None:
        """Make a user a member of a group."""
        await group_api.add_user_to_group.asyncio(group_id, user_id, client=self.client.api)

    async def add_users_to_group(self, group_id: str, user_ids: Iterable[str]) -> None:
        """Make several users members of a group."""
        await group_api.add_users_to_group.asyncio(group_id, client=self.client.api, body=as_list(user_ids, "user_ids"))

    async def get_users_in_group(self, group_id: str) -> list[ConductorUser]:
        """Give the members of a group."""
        return await group_api.get_group_users.asyncio(group_id, client=self.client.api)

    async def remove_user_from_group(self, group_id: str, user_id: str) -> None:
        """Take a user out of a group."""
        await group_api.remove_user_from_group.asyncio(group_id, user_id, client=self.client.api)

    async def remove_users_from_group(self, group_id: str, user_ids: Iterable[str]) -> None:
        """Take several users out of a group."""
        await group_api.remove_users_from_group.asyncio(
            group_id, client=self.client.api, body=as_list(user_ids, "user_ids")
        )

    async def get_granted_permissions_for_group(self, group_id: str) -> list[GrantedAccess]:
        """Give what a group was granted."""
        answer = await group_api.get_group_permissions.asyncio(group_id, client=self.client.api)
        return answer.granted_access or []

    async def get_permissions(self, target_type: PermissionTarget | str, target_id: str) -> dict[str, list[SubjectRef]]:
        """Give who may do what with one thing: for each kind of access the users, groups and roles."""
        kind = as_member(PermissionTarget, target_type, "target_type")
        return await authorization_api.get_permissions.asyncio(kind, target_id, client=self.client.api)

    async def grant_permissions(
        self,
        subject: SubjectRef | Mapping[str, Any],
        target: TargetRef | Mapping[str, Any],
        access: Iterable[Access | str],
    ) -> None:
        """Let somebody do something with one thing.

        Args:
            subject: Who: ``type`` (USER, GROUP or ROLE) and ``id``.
            target: With what: ``type`` (such as WORKFLOW_DEF) and ``id``.
            access: What: READ, CREATE, UPDATE, DELETE, EXECUTE ...
        """
        body = _request(subject, target, access)
        await authorization_api.grant_permissions.asyncio(client=self.client.api, body=body)

    async def remove_permissions(
        self,
        subject: SubjectRef | Mapping[str, Any],
        target: TargetRef | Mapping[str, Any],
        access: Iterable[Access | str],
    ) -> None:
        """Take back what :meth:`grant_permissions` gave."""
        body = _request(subject, target, access)
        await authorization_api.remove_permissions.asyncio(client=self.client.api, body=body)


def _request(
    subject: SubjectRef | Mapping[str, Any], target: TargetRef | Mapping[str, Any], access: Iterable[Access | str]
) -> AuthorizationRequest:
    return AuthorizationRequest(
        subject=as_model(SubjectRef, subject, "subject"),
        target=as_model(TargetRef, target, "target"),
        access=[as_member(Access, item, "access") for item in access],
    )
