# Async source: scripts/unasync.py derives conductor/_sync/_metadata_tags.py from it, line by line.
"""The part of the metadata client for tags and rate limits, which only Orkes has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from conductor._async._base import AsyncClientBase
from conductor._shared.inputs import as_model, as_models
from conductor_api.api import tag as tag_api
from conductor_api.models import Tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_RATE_LIMIT = "RATE_LIMIT"


class AsyncMetadataTags(AsyncClientBase):
    """Tags of definitions. Each call raises NotSupportedByServer on Conductor OSS."""

    async def add_workflow_tag(self, name: str, tag: Tag | Mapping[str, Any]) -> None:
        """Add a tag to a workflow definition."""
        await tag_api.add_workflow_tag.asyncio(name, client=self.client.api, body=as_model(Tag, tag, "tag"))

    async def get_workflow_tags(self, name: str) -> list[Tag]:
        """Give the tags of a workflow definition."""
        return await tag_api.get_workflow_tags.asyncio(name, client=self.client.api)

    async def set_workflow_tags(self, name: str, tags: Iterable[Tag | Mapping[str, Any]]) -> None:
        """Give a workflow definition these tags and no others."""
        await tag_api.set_workflow_tags.asyncio(name, client=self.client.api, body=as_models(Tag, tags, "tags"))

    async def delete_workflow_tag(self, name: str, tag: Tag | Mapping[str, Any]) -> None:
        """Take a tag off a workflow definition."""
        await tag_api.delete_workflow_tag.asyncio(name, client=self.client.api, body=as_model(Tag, tag, "tag"))

    async def add_task_tag(self, name: str, tag: Tag | Mapping[str, Any]) -> None:
        """Add a tag to a task definition."""
        await tag_api.add_task_tag.asyncio(name, client=self.client.api, body=as_model(Tag, tag, "tag"))

    async def get_task_tags(self, name: str) -> list[Tag]:
        """Give the tags of a task definition."""
        return await tag_api.get_task_tags.asyncio(name, client=self.client.api)

    async def set_task_tags(self, name: str, tags: Iterable[Tag | Mapping[str, Any]]) -> None:
        """Give a task definition these tags and no others."""
        await tag_api.set_task_tags.asyncio(name, client=self.client.api, body=as_models(Tag, tags, "tags"))

    async def delete_task_tag(self, name: str, tag: Tag | Mapping[str, Any]) -> None:
        """Take a tag off a task definition."""
        await tag_api.delete_task_tag.asyncio(name, client=self.client.api, body=as_model(Tag, tag, "tag"))

    async def set_workflow_rate_limit(self, name: str, limit: int) -> None:
        """Let at most ``limit`` executions of a workflow run at the same time; it replaces an earlier limit."""
        await self.remove_workflow_rate_limit(name)
        await self.add_workflow_tag(name, Tag(key=name, type=_RATE_LIMIT, value=str(limit)))

    async def get_workflow_rate_limit(self, name: str) -> int | None:
        """Give how many executions of a workflow may run at the same time, or None when there is no limit."""
        limits = [tag.value for tag in await self.get_workflow_tags(name) if tag.type == _RATE_LIMIT]
        return int(limits[0]) if limits and limits[0] else None

    async def remove_workflow_rate_limit(self, name: str) -> None:
        """Let any number of executions of a workflow run at the same time."""
        for tag in await self.get_workflow_tags(name):
            if tag.type == _RATE_LIMIT:
                await self.delete_workflow_tag(name, tag)
