# Derived from conductor/_async/application_client.py by scripts/unasync.py; do not edit.
"""Applications: programs that sign in with a key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from conductor._sync._base import ClientBase
from conductor._shared.access_key import AccessKey
from conductor._shared.inputs import as_models
from conductor_api.api import application as application_api
from conductor_api.models import CreateOrUpdateApplicationRequest, Tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from conductor_api.models import ExtendedConductorApplication


class ApplicationClient(ClientBase):
    """Stores applications, their keys and roles. Orkes only: else each call raises NotSupportedByServer."""

    def get_all_applications(self) -> list[ExtendedConductorApplication]:
        """Give all applications."""
        return application_api.get_applications.sync(client=self.client.api)

    def create_application(self, name: str) -> ExtendedConductorApplication:
        """Make an application and give it, with its new id."""
        body = CreateOrUpdateApplicationRequest(name=name)
        return application_api.create_application.sync(client=self.client.api, body=body)

    def get_application(self, application_id: str) -> ExtendedConductorApplication:
        """Give an application.

        Raises:
            NotFoundError: there is none of this id.
        """
        return application_api.get_application.sync(application_id, client=self.client.api)

    def update_application(self, application_id: str, name: str) -> ExtendedConductorApplication:
        """Rename an application and give it."""
        body = CreateOrUpdateApplicationRequest(name=name)
        return application_api.update_application.sync(application_id, client=self.client.api, body=body)

    def delete_application(self, application_id: str) -> None:
        """Remove an application with its keys."""
        application_api.delete_application.sync(application_id, client=self.client.api)

    def get_app_by_access_key_id(self, access_key_id: str) -> ExtendedConductorApplication:
        """Give the application that a key belongs to."""
        return application_api.get_application_by_access_key.sync(access_key_id, client=self.client.api)

    def get_access_keys(self, application_id: str) -> list[AccessKey]:
        """Return the keys of an application, without their secrets."""
        keys = application_api.get_access_keys.sync(application_id, client=self.client.api)
        return AccessKey.list_from(keys)

    def create_access_key(self, application_id: str) -> AccessKey:
        """Create a key for an application and return it with its secret, which the server shows only once."""
        key = application_api.create_access_key.sync(application_id, client=self.client.api)
        return AccessKey.from_dict(key)

    def toggle_access_key_status(self, application_id: str, key_id: str) -> AccessKey:
        """Deactivate a key, or activate it again, and return it."""
        key = application_api.toggle_access_key_status.sync(application_id, key_id, client=self.client.api)
        return AccessKey.from_dict(key)

    def delete_access_key(self, application_id: str, key_id: str) -> None:
        """Remove a key."""
        application_api.delete_access_key.sync(application_id, key_id, client=self.client.api)

    def add_application_role(self, application_id: str, role: str) -> None:
        """Give an application a role, such as WORKER, METADATA_MANAGER, WORKFLOW_MANAGER or ADMIN."""
        application_api.add_role_to_application.sync(application_id, role, client=self.client.api)

    def remove_application_role(self, application_id: str, role: str) -> None:
        """Take a role from an application."""
        application_api.remove_role_from_application.sync(application_id, role, client=self.client.api)

    def get_application_tags(self, application_id: str) -> list[Tag]:
        """Give the tags of an application."""
        return application_api.get_application_tags.sync(application_id, client=self.client.api)

    def set_application_tags(self, application_id: str, tags: Iterable[Tag | Mapping[str, Any]]) -> None:
        """Give an application these tags and no others."""
        body = as_models(Tag, tags, "tags")
        application_api.set_application_tags.sync(application_id, client=self.client.api, body=body)

    def delete_application_tags(self, application_id: str, tags: Iterable[Tag | Mapping[str, Any]]) -> None:
        """Take these tags off an application."""
        body = as_models(Tag, tags, "tags")
        application_api.delete_application_tags.sync(application_id, client=self.client.api, body=body)
