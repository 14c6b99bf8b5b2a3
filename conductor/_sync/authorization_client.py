# Derived from conductor/_async/authorization_client.py by scripts/unasync.py; do not edit.
"""Users, groups, and who may do what with what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from conductor._sync._base import ClientBase
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


class AuthorizationClient(ClientBase):
    """Stores users, groups and permissions. Orkes only: else each call raises NotSupportedByServer."""

    def upsert_user(self, user_id: str, user: UpsertUserRequest | Mapping[str, Any]) -> ConductorUser:
        """Store a user (``name``, ``roles``, ``groups``) and give it."""
        body = as_model(UpsertUserRequest, user, "user")
        return user_api.save_user.sync(user_id, client=self.client.api, body=body)

    def get_user(self, user_id: str) -> ConductorUser:
        """Give a user.

        Raises:
            NotFoundError: there is none of this id.
        """
        return user_api.get_user.sync(user_id, client=self.client.api)

    def list_users(self, apps: bool = False) -> list[ConductorUser]:
        """Give all users; with ``apps`` also those that stand for applications."""
        return user_api.get_users.sync(client=self.client.api, apps=apps)

    def delete_user(self, user_id: str) -> None:
        """Remove a user."""
        user_api.delete_user.sync(user_id, client=self.client.api)

    def check_permissions(self, user_id: str, target_type: str, target_id: str) -> dict[str, Any]:
        """Give which kinds of access a user has to one thing, such as ``{"EXECUTE": True}``."""
        answer = user_api.check_user_permissions.sync(
            user_id, client=self.client.api, type=target_type, id=target_id
        )
        return dict(answer)

    def get_granted_permissions_for_user(self, user_id: str) -> list[GrantedAccess]:
        """Give what a user was granted, directly and through groups."""
        answer = user_api.get_user_permissions.sync(user_id, client=self.client.api)
        return answer.granted_access or []

    def upsert_group(self, group_id: str, group: UpsertGroupRequest | Mapping[str, Any]) -> Group:
        """Store a group (``description``, ``roles``, ``defaultAccess``) and give it."""
        body = as_model(UpsertGroupRequest, group, "group")
        return group_api.save_group.sync(group_id, client=self.client.api, body=body)

    def get_group(self, group_id: str) -> Group:
        """Give a group.

        Raises:
            NotFoundError: there is none of this id.
        """
        return group_api.get_group.sync(group_id, client=self.client.api)

    def list_groups(self) -> list[Group]:
        """Give all groups."""
        return group_api.get_groups.sync(client=self.client.api)

    def delete_group(self, group_id: str) -> None:
        """Remove a group; its members stay."""
        group_api.delete_group.sync(group_id, client=self.client.api)

    def add_user_to_group(self, group_id: str, user_id: str) -> None:
        """Make a user a member of a group."""
        group_api.add_user_to_group.sync(group_id, user_id, client=self.client.api)

    def add_users_to_group(self, group_id: str, user_ids: Iterable[str]) -> None:
        """Make several users members of a group."""
        group_api.add_users_to_group.sync(group_id, client=self.client.api, body=as_list(user_ids, "user_ids"))

    def get_users_in_group(self, group_id: str) -> list[ConductorUser]:
        """Give the members of a group."""
        return group_api.get_group_users.sync(group_id, client=self.client.api)

    def remove_user_from_group(self, group_id: str, user_id: str) -> None:
        """Take a user out of a group."""
        group_api.remove_user_from_group.sync(group_id, user_id, client=self.client.api)

    def remove_users_from_group(self, group_id: str, user_ids: Iterable[str]) -> None:
        """Take several users out of a group."""
        group_api.remove_users_from_group.sync(
            group_id, client=self.client.api, body=as_list(user_ids, "user_ids")
        )

    def get_granted_permissions_for_group(self, group_id: str) -> list[GrantedAccess]:
        """Give what a group was granted."""
        answer = group_api.get_group_permissions.sync(group_id, client=self.client.api)
        return answer.granted_access or []

    def get_permissions(self, target_type: PermissionTarget | str, target_id: str) -> dict[str, list[SubjectRef]]:
        """Give who may do what with one thing: for each kind of access the users, groups and roles."""
        kind = as_member(PermissionTarget, target_type, "target_type")
        return authorization_api.get_permissions.sync(kind, target_id, client=self.client.api)

    def grant_permissions(
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
        authorization_api.grant_permissions.sync(client=self.client.api, body=body)

    def remove_permissions(
        self,
        subject: SubjectRef | Mapping[str, Any],
        target: TargetRef | Mapping[str, Any],
        access: Iterable[Access | str],
    ) -> None:
        """Take back what :meth:`grant_permissions` gave."""
        body = _request(subject, target, access)
        authorization_api.remove_permissions.sync(client=self.client.api, body=body)


def _request(
    subject: SubjectRef | Mapping[str, Any], target: TargetRef | Mapping[str, Any], access: Iterable[Access | str]
) -> AuthorizationRequest:
    return AuthorizationRequest(
        subject=as_model(SubjectRef, subject, "subject"),
        target=as_model(TargetRef, target, "target"),
        access=[as_member(Access, item, "access") for item in access],
    )
