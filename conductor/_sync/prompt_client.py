# Derived from conductor/_async/prompt_client.py by scripts/unasync.py; do not edit.
"""Templates of prompts for LLM tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from conductor._sync._base import ClientBase
from conductor._shared.inputs import as_list, as_model, as_models
from conductor_api.api import prompt as prompt_api
from conductor_api.models import PromptTemplateTestRequest, Tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from conductor_api.models import MessageTemplate


class PromptClient(ClientBase):
    """Stores, reads and tries prompts. Orkes only: else each call raises NotSupportedByServer."""

    def save_prompt(
        self, prompt_name: str, description: str, prompt_template: str, *, models: Sequence[str] | None = None
    ) -> None:
        """Store a prompt; one of the same name is replaced.

        Args:
            prompt_name: Its name.
            description: What it is for.
            prompt_template: Its text, with variables as ``${name}``.
            models: Which models may use it, as ``integration:model``.
        """
        prompt_api.save_prompt.sync(
            prompt_name,
            client=self.client.api,
            body=prompt_template,
            description=description,
            models=None if models is None else as_list(models, "models"),
        )

    def update_prompt(
        self,
        prompt_name: str,
        description: str,
        prompt_template: str,
        *,
        version: int | None = None,
        models: Sequence[str] | None = None,
    ) -> None:
        """Change a version of a prompt, the highest unless told otherwise."""
        prompt_api.update_prompt.sync(
            prompt_name,
            client=self.client.api,
            body=prompt_template,
            description=description,
            version=version,
            models=None if models is None else as_list(models, "models"),
        )

    def get_prompt(self, prompt_name: str, version: int | None = None) -> MessageTemplate:
        """Give a prompt, its highest version unless told otherwise.

        Raises:
            NotFoundError: there is none.
        """
        return prompt_api.get_prompt.sync(prompt_name, client=self.client.api, version=version)

    def get_prompts(self) -> list[MessageTemplate]:
        """Give all prompts."""
        return prompt_api.get_prompts.sync(client=self.client.api)

    def delete_prompt(self, prompt_name: str, version: int | None = None) -> None:
        """Remove a version of a prompt, or all of them."""
        if version is None:
            prompt_api.delete_prompt.sync(prompt_name, client=self.client.api)
        else:
            prompt_api.delete_prompt_version.sync(prompt_name, version, client=self.client.api)

    def test_prompt(self, request: PromptTemplateTestRequest | Mapping[str, Any]) -> str:
        """Send a prompt to a model and give its answer; nothing is stored.

        Args:
            request: ``prompt`` (the text), ``promptVariables``, ``llmProvider``, ``model``, ``temperature`` ...
        """
        body = as_model(PromptTemplateTestRequest, request, "request")
        return prompt_api.test_prompt.sync(client=self.client.api, body=body)

    def get_tags_for_prompt(self, prompt_name: str) -> list[Tag]:
        """Give the tags of a prompt."""
        return prompt_api.get_prompt_tags.sync(prompt_name, client=self.client.api)

    def set_tags_for_prompt(self, prompt_name: str, tags: Iterable[Tag | Mapping[str, Any]]) -> None:
        """Give a prompt these tags and no others."""
        body = as_models(Tag, tags, "tags")
        prompt_api.set_prompt_tags.sync(prompt_name, client=self.client.api, body=body)

    def delete_tags_for_prompt(self, prompt_name: str, tags: Iterable[Tag | Mapping[str, Any]]) -> None:
        """Take these tags off a prompt."""
        body = as_models(Tag, tags, "tags")
        prompt_api.delete_prompt_tags.sync(prompt_name, client=self.client.api, body=body)
