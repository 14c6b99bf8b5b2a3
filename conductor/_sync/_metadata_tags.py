# Derived from conductor/_async/_metadata_tags.py by scripts/unasync.py; do not edit.
"""The part of the metadata client for tags and rate limits, which only Orkes has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from conductor._sync._base import ClientBase
from conductor._shared.inputs import as_model, as_models
from conductor_api.api import tag as tag_api
from conductor_api.models import Tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_RATE_LIMIT = "RATE_LIMIT"


class MetadataTags(ClientBase):
    """Tags of definitions. Each call raises NotSupportedByServer on Conductor OSS."""

    def add_workflow_tag(self, name: str, tag: Tag | Mapping[str, Any]) -> None:
        """Add a tag to a workflow definition."""
        tag_api.add_workflow_tag.sync(name, client=self.client.api, body=as_model(Tag, tag, "tag"))

    def get_workflow_tags(self, name: str) -> list[Tag]:
        """Give the tags of a workflow definition."""
        return tag_api.get_workflow_tags.sync(name, client=self.client.api)

    def set_workflow_tags(self, name: str, tags: Iterable[Tag | Mapping[str, Any]]) -> None:
        """Give a workflow definition these tags and no others."""
        tag_api.set_workflow_tags.sync(name, client=self.client.api, body=as_models(Tag, tags, "tags"))

    def delete_workflow_tag(self, name: str, tag: Tag | Mapping[str, Any]) -> None:
        """Take a tag off a workflow definition."""
        tag_api.delete_workflow_tag.sync(name, client=self.client.api, body=as_model(Tag, tag, "tag"))

    def add_task_tag(self, name: str, tag: Tag | Mapping[str, Any]) -> None:
        """Add a tag to a task definition."""
        tag_api.add_task_tag.sync(name, client=self.client.api, body=as_model(Tag, tag, "tag"))

    def get_task_tags(self, name: str) -> list[Tag]:
        """Give the tags of a task definition."""
        return tag_api.get_task_tags.sync(name, client=self.client.api)

    def set_task_tags(self, name: str, tags: Iterable[Tag | Mapping[str, Any]]) -> None:
        """Give a task definition these tags and no others."""
        tag_api.set_task_tags.sync(name, client=self.client.api, body=as_models(Tag, tags, "tags"))

    def delete_task_tag(self, name: str, tag: Tag | Mapping[str, Any]) -> None:
        """Take a tag off a task definition."""
        tag_api.delete_task_tag.sync(name, client=self.client.api, body=as_model(Tag, tag, "tag"))

    def set_workflow_rate_limit(self, name: str, limit: int) -> None:
        """Let at most ``limit`` executions of a workflow run at the same time; it replaces an earlier limit."""
        self.remove_workflow_rate_limit(name)
        self.add_workflow_tag(name, Tag(key=name, type=_RATE_LIMIT, value=str(limit)))

    def get_workflow_rate_limit(self, name: str) -> int | None:
        """Give how many executions of a workflow may run at the same time, or None when there is no limit."""
        limits = [tag.value for tag in self.get_workflow_tags(name) if tag.type == _RATE_LIMIT]
        return int(limits[0]) if limits and limits[0] else None

    def remove_workflow_rate_limit(self, name: str) -> None:
        """Let any number of executions of a workflow run at the same time."""
        for tag in self.get_workflow_tags(name):
            if tag.type == _RATE_LIMIT:
                self.delete_workflow_tag(name, tag)
