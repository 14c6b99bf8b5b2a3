# Async source: scripts/unasync.py derives conductor/_sync/template_client.py from it, line by line.
"""Templates of the forms that human tasks show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from conductor._async._base import AsyncClientBase
from conductor._shared.inputs import as_model
from conductor_api.api import human_task as human_api
from conductor_api.models import HumanTaskTemplate

if TYPE_CHECKING:
    from collections.abc import Mapping


class AsyncTemplateClient(AsyncClientBase):
    """Stores templates of forms. Orkes only: else each call raises NotSupportedByServer."""

    async def register_template(
        self, template: HumanTaskTemplate | Mapping[str, Any], as_new_version: bool = False
    ) -> HumanTaskTemplate:
        """Store a template and give it as it was stored.

        Args:
            template: ``name``, ``version``, ``jsonSchema`` (the data) and ``templateUI`` (the form).
            as_new_version: Take the next free version instead of replacing the one in the template.
        """
        body = as_model(HumanTaskTemplate, template, "template")
        return await human_api.save_human_task_template.asyncio(
            client=self.client.api, body=body, new_version=as_new_version
        )

    async def get_template(self, name: str, version: int) -> HumanTaskTemplate:
        """Give one version of a template.

        Raises:
            NotFoundError: there is none.
        """
        return await human_api.get_human_task_template.asyncio(name, version, client=self.client.api)

    async def get_templates(self, name: str | None = None, version: int | None = None) -> list[HumanTaskTemplate]:
        """Give all templates, or those of that name and version."""
        return await human_api.get_human_task_templates.asyncio(client=self.client.api, name=name, version=version)

    async def delete_template(self, name: str, version: int | None = None) -> None:
        """Remove a version of a template, or all of them."""
        if version is None:
            await human_api.delete_human_task_template.asyncio(name, client=self.client.api)
        else:
            await human_api.delete_human_task_template_version.asyncio(name, version, client=self.client.api)
