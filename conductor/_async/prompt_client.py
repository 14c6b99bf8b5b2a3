# Async source: scripts/unasync.py derives conductor/_sync/prompt_client.py from it, line by line.
"""Templates of prompts for LLM tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from conductor._async._base import AsyncClientBase
from conductor._shared.inputs import as_list, as_model, as_models
from conductor_api.api import prompt as prompt_api
from conductor_api.models import PromptTemplateTestRequest, Tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from conductor_api.models import MessageTemplate


class AsyncPromptClient(AsyncClientBase):
    """Stores, reads and tries prompts. Orkes only: else each call raises NotSupportedByServer."""

    async def save_prompt(
        self, prompt_name: str, description: str, prompt_template: str, *, models: Sequence[str] | None = None
    ) -> None:
        """Store a prompt; one of the same name is replaced.

        Args:
            prompt_name: Its name.
            description: What it is for.
            prompt_template: Its text, with variables as ``${name}``.
            models: Which models may use it, as ``integration:model``.
        """
        await prompt_api.save_prompt.asyncio(
            prompt_name,
            client=self.client.api,
            body=prompt_template,
            description=description,
            models=None if models is None else as_list(models, "models"),
        )

    async def update_prompt(
        self,
        prompt_name: str,
        description: str,
        prompt_template: str,
        *,
        version: int | None = None,
        models: Sequence[str] | None = None,
    ) -> None:
        """Change a version of a prompt, the highest unless told otherwise."""
        await prompt_api.update_prompt.asyncio(
            prompt_name,
            client=self.client.api,
            body=prompt_template,
            description=description,
            version=version,
            models=None if models is None else as_list(models, "models"),
        )

    async def get_prompt(self, prompt_name: str, version: int | None = None) -> MessageTemplate:
        """Give a prompt, its highest version unless told otherwise.

        Raises:
            NotFoundError: there is none.
        """
        return await prompt_api.get_prompt.asyncio(prompt_name, client=self.client.api, version=version)

    async def get_prompts(self) -> list[MessageTemplate]:
        """Give all prompts."""
        return await prompt_api.get_prompts.asyncio(client=self.client.api)

    async def delete_prompt(self, prompt_name: str, version: int | None = None) -> None:
        """Remove a version of a prompt, or all of them."""
        if version is None:
            await prompt_api.delete_prompt.asyncio(prompt_name, client=self.client.api)
        else:
            await prompt_api.delete_prompt_version.asyncio(prompt_name, version, client=self.client.api)

    async def test_prompt(self, request: PromptTemplateTestRequest | Mapping[str, Any]) -> str:
        """Send a prompt to a model and give its answer; nothing is stored.

        Args:
            request: ``prompt`` (the text), ``promptVariables``, ``llmProvider``, ``model``, ``temperature`` ...
        """
        body = as_model(PromptTemplateTestRequest, request, "request")
        return await prompt_api.test_prompt.asyncio(client=self.client.api, body=body)

    async def get_tags_for_prompt(self, prompt_name: str) -> list[Tag]:
        """Give the tags of a prompt."""
        return await prompt_api.get_prompt_tags.asyncio(prompt_name, client=self.client.api)

    async def set_tags_for_prompt(self, prompt_name: str, tags: Iterable[Tag | Mapping[str, Any]]) -> None:
        """Give a prompt these tags and no others."""
        body = as_models(Tag, tags, "tags")
        await prompt_api.set_prompt_tags.asyncio(prompt_name, client=self.client.api, body=body)

    async def delete_tags_for_prompt(self, prompt_name: str, tags: Iterable[Tag | Mapping[str, Any]]) -> None:
        """Take these tags off a prompt."""
        body = as_models(Tag, tags, "tags")
        await prompt_api.delete_prompt_tags.asyncio(prompt_name, client=self.client.api, body=body)
