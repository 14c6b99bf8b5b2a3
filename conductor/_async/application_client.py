# Async source: scripts/unasync.py derives conductor/_sync/application_client.py from it, line by line.
"""Applications: programs that sign in with a key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from conductor._async._base import AsyncClientBase
from conductor._shared.access_key import AccessKey
from conductor._shared.inputs import as_models
from conductor_api.api import application as application_api
from conductor_api.models import CreateOrUpdateApplicationRequest, Tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from conductor_api.models import ExtendedConductorApplication


class AsyncApplicationClient(AsyncClientBase):
    """Stores applications, their keys and roles. Orkes only: else each call raises NotSupportedByServer."""

    async def get_all_applications(self) -> list[ExtendedConductorApplication]:
        """Give all applications."""
        return await application_api.get_applications.asyncio(client=self.client.api)

    async def create_application(self, name: str) -> ExtendedConductorApplication:
        """Make an application and give it, with its new id."""
        body = CreateOrUpdateApplicationRequest(name=name)
        return await application_api.create_application.asyncio(client=self.client.api, body=body)

    async def get_application(self, application_id: str) -> ExtendedConductorApplication:
        """Give an application.

        Raises:
            NotFoundError: there is none of this id.
        """
        return await application_api.get_application.asyncio(application_id, client=self.client.api)

    async def update_application(self, application_id: str, name: str) -> ExtendedConductorApplication:
        """Rename an application and give it."""
        body = CreateOrUpdateApplicationRequest(name=name)
        return await application_api.update_application.asyncio(application_id, client=self.client.api, body=body)

    async def delete_application(self, application_id: str) -> None:
        """Remove an application with its keys."""
        await application_api.delete_application.asyncio(application_id, client=self.client.api)

    async def get_app_by_access_key_id(self, access_key_id: str) -> ExtendedConductorApplication:
        """Give the application that a key belongs to."""
        return await application_api.get_application_by_access_key.asyncio(access_key_id, client=self.client.api)

    async def get_access_keys(self, application_id: str) -> list[AccessKey]:
        """Return the keys of an application, without their secrets."""
        keys = await application_api.get_access_keys.asyncio(application_id, client=self.client.api)
        return AccessKey.list_from(keys)

    async def create_access_key(self, application_id: str) -> AccessKey:
        """Create a key for an application and return it with its secret, which the server shows only once."""
        key = await application_api.create_access_key.asyncio(application_id, client=self.client.api)
        return AccessKey.from_dict(key)

    async def toggle_access_key_status(self, application_id: str, key_id: str) -> AccessKey:
        """Deactivate a key, or activate it again, and return it."""
        key = await application_api.toggle_access_key_status.asyncio(application_id, key_id, client=self.client.api)
        return AccessKey.from_dict(key)

    async def delete_access_key(self, application_id: str, key_id: str) -> None:
        """Remove a key."""
        await application_api.delete_access_key.asyncio(application_id, key_id, client=self.client.api)

    async def add_application_role(self, application_id: str, role: str) -> None:
        """Give an application a role, such as WORKER, METADATA_MANAGER, WORKFLOW_MANAGER or ADMIN."""
        await application_api.add_role_to_application.asyncio(application_id, role, client=self.client.api)

    async def remove_application_role(self, application_id: str, role: str) -> None:
        """Take a role from an application."""
        await application_api.remove_role_from_application.asyncio(application_id, role, client=self.client.api)

    async def get_application_tags(self, application_id: str) -> list[Tag]:
        """Give the tags of an application."""
        return await application_api.get_application_tags.asyncio(application_id, client=self.client.api)

    async def set_application_tags(self, application_id: str, tags: Iterable[Tag | Mapping[str, Any]]) -> None:
        """Give an application these tags and no others."""
        body = as_models(Tag, tags, "tags")
        await application_api.set_application_tags.asyncio(application_id, client=self.client.api, body=body)

    async def delete_application_tags(self, application_id: str, tags: Iterable[Tag | Mapping[str, Any]]) -> None:
        """Take these tags off an application."""
        body = as_models(Tag, tags, "tags")
        await application_api.delete_application_tags.asyncio(application_id, client=self.client.api, body=body)
