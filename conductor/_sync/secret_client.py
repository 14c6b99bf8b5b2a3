# Derived from conductor/_async/secret_client.py by scripts/unasync.py; do not edit.
"""Secrets that workflows refer to as ``${workflow.secrets.NAME}``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from conductor._sync._base import ClientBase
from conductor._shared.inputs import as_models, as_text
from conductor_api.api import secret as secret_api
from conductor_api.models import Tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class SecretClient(ClientBase):
    """Stores and lists secrets.

    Conductor OSS takes them from its environment (``CONDUCTOR_SECRET_NAME``): it can read, but not store them.
    """

    def put_secret(self, key: str, value: str) -> None:
        """Store a secret; one of the same name is replaced.

        Raises:
            NotSupportedByServer: the server is Conductor OSS, which answers 501.
        """
        secret_api.put_secret.sync(key, client=self.client.api, body=as_text(value, "value"))

    def get_secret(self, key: str) -> str:
        """Give the value of a secret.

        Raises:
            NotFoundError: there is none.
        """
        return secret_api.get_secret.sync(key, client=self.client.api)

    def delete_secret(self, key: str) -> None:
        """Remove a secret."""
        secret_api.delete_secret.sync(key, client=self.client.api)

    def secret_exists(self, key: str) -> bool:
        """Tell whether there is a secret of that name."""
        return secret_api.secret_exists.sync(key, client=self.client.api)

    def list_all_secret_names(self) -> list[str]:
        """Give the names of all secrets."""
        return secret_api.get_secret_names.sync(client=self.client.api)

    def list_secrets_that_user_can_grant_access_to(self) -> list[str]:
        """Give the names of the secrets that the caller may share."""
        return secret_api.get_grantable_secret_names.sync(client=self.client.api)

    def get_secret_tags(self, key: str) -> list[Tag]:
        """Give the tags of a secret. Orkes only."""
        return secret_api.get_secret_tags.sync(key, client=self.client.api)

    def set_secret_tags(self, key: str, tags: Iterable[Tag | Mapping[str, Any]]) -> None:
        """Give a secret these tags and no others. Orkes only."""
        secret_api.set_secret_tags.sync(key, client=self.client.api, body=as_models(Tag, tags, "tags"))

    def delete_secret_tags(self, key: str, tags: Iterable[Tag | Mapping[str, Any]]) -> None:
        """Take these tags off a secret. Orkes only."""
        secret_api.delete_secret_tags.sync(key, client=self.client.api, body=as_models(Tag, tags, "tags"))
