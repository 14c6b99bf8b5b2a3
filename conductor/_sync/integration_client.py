# Derived from conductor/_async/integration_client.py by scripts/unasync.py; do not edit.
"""Integrations: providers of models, vector stores and queues, and what of them may be used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from conductor._sync._base import ClientBase
from conductor._shared.inputs import as_model, as_models
from conductor_api.api import integration as integration_api
from conductor_api.models import Integration, IntegrationApiUpdate, IntegrationUpdate, Tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from conductor_api.models import IntegrationApi, IntegrationDef, MessageTemplate, TokenUsageLog


class IntegrationClient(ClientBase):
    """Stores providers and their APIs (such as models). Orkes only: else each call raises NotSupportedByServer."""

    def save_integration_provider(self, name: str, details: IntegrationUpdate | Mapping[str, Any]) -> None:
        """Store a provider.

        Args:
            name: Its name in Orkes.
            details: ``category``, ``type``, ``description``, ``enabled`` and ``configuration`` (such as the key).
        """
        body = as_model(IntegrationUpdate, details, "details")
        integration_api.save_integration_provider.sync(name, client=self.client.api, body=body)

    def get_integration_provider(self, name: str) -> Integration:
        """Give a provider.

        Raises:
            NotFoundError: there is none.
        """
        return integration_api.get_integration_provider.sync(name, client=self.client.api)

    def get_integration_providers(
        self, category: str | None = None, active_only: bool = True
    ) -> list[Integration]:
        """Give all providers, or those of a category, by default without those that are switched off."""
        return integration_api.get_integration_providers.sync(
            client=self.client.api, category=category, active_only=active_only
        )

    def get_integrations(self, category: str | None = None, active_only: bool = True) -> list[Integration]:
        """As :meth:`get_integration_providers`, each with its APIs."""
        return integration_api.get_integrations.sync(
            client=self.client.api, category=category, active_only=active_only
        )

    def save_integrations(self, integrations: Iterable[Integration | Mapping[str, Any]]) -> None:
        """Store several providers with their APIs in one request."""
        body = as_models(Integration, integrations, "integrations")
        integration_api.save_integrations.sync(client=self.client.api, body=body)

    def delete_integration_provider(self, name: str) -> None:
        """Remove a provider with its APIs."""
        integration_api.delete_integration_provider.sync(name, client=self.client.api)

    def save_integration_api(
        self, provider: str, name: str, details: IntegrationApiUpdate | Mapping[str, Any]
    ) -> None:
        """Store an API of a provider, such as a model.

        Args:
            provider: Name of the provider.
            name: Name of the API, such as ``gpt-4``.
            details: ``description``, ``enabled`` and ``configuration``.
        """
        body = as_model(IntegrationApiUpdate, details, "details")
        integration_api.save_integration_api.sync(provider, name, client=self.client.api, body=body)

    def get_integration_api(self, provider: str, name: str) -> IntegrationApi:
        """Give an API of a provider.

        Raises:
            NotFoundError: there is none.
        """
        return integration_api.get_integration_api.sync(provider, name, client=self.client.api)

    def get_integration_apis(self, provider: str, active_only: bool = True) -> list[IntegrationApi]:
        """Give the APIs of a provider, by default without those that are switched off."""
        return integration_api.get_integration_apis.sync(
            provider, client=self.client.api, active_only=active_only
        )

    def get_available_apis(self, provider: str) -> list[str]:
        """Give the names of the APIs that a provider could have."""
        return integration_api.get_available_integration_apis.sync(provider, client=self.client.api)

    def delete_integration_api(self, provider: str, name: str) -> None:
        """Remove an API of a provider."""
        integration_api.delete_integration_api.sync(provider, name, client=self.client.api)

    def get_integration_defs(self) -> list[IntegrationDef]:
        """Give the kinds of integrations that this server has."""
        return integration_api.get_integration_defs.sync(client=self.client.api)

    def get_token_usage(self, provider: str, model: str | None = None) -> list[TokenUsageLog]:
        """Give the tokens that a provider, or one of its models, was paid for."""
        return integration_api.get_llm_token_usage.sync(provider, client=self.client.api, model=model)

    def associate_prompt_with_integration(self, provider: str, name: str, prompt_name: str) -> None:
        """Let an API of a provider be used with a prompt."""
        integration_api.associate_prompt_with_integration.sync(
            provider, name, prompt_name, client=self.client.api
        )

    def get_prompts_with_integration(self, provider: str, name: str) -> list[MessageTemplate]:
        """Give the prompts that an API of a provider may be used with."""
        return integration_api.get_integration_prompts.sync(provider, name, client=self.client.api)

    def get_provider_tags(self, provider: str) -> list[Tag]:
        """Give the tags of a provider."""
        return integration_api.get_integration_provider_tags.sync(provider, client=self.client.api)

    def set_provider_tags(self, provider: str, tags: Iterable[Tag | Mapping[str, Any]]) -> None:
        """Give a provider these tags and no others."""
        body = as_models(Tag, tags, "tags")
        integration_api.set_integration_provider_tags.sync(provider, client=self.client.api, body=body)

    def delete_provider_tags(self, provider: str, tags: Iterable[Tag | Mapping[str, Any]]) -> None:
        """Take these tags off a provider."""
        body = as_models(Tag, tags, "tags")
        integration_api.delete_integration_provider_tags.sync(provider, client=self.client.api, body=body)

    def get_integration_tags(self, provider: str, name: str) -> list[Tag]:
        """Give the tags of an API of a provider."""
        return integration_api.get_integration_api_tags.sync(provider, name, client=self.client.api)

    def set_integration_tags(self, provider: str, name: str, tags: Iterable[Tag | Mapping[str, Any]]) -> None:
        """Give an API of a provider these tags and no others."""
        body = as_models(Tag, tags, "tags")
        integration_api.set_integration_api_tags.sync(provider, name, client=self.client.api, body=body)

    def delete_integration_tags(self, provider: str, name: str, tags: Iterable[Tag | Mapping[str, Any]]) -> None:
        """Take these tags off an API of a provider."""
        body = as_models(Tag, tags, "tags")
        integration_api.delete_integration_api_tags.sync(provider, name, client=self.client.api, body=body)
