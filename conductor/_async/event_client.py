# Async source: scripts/unasync.py derives conductor/_sync/event_client.py from it, line by line.
"""Event handlers: what happens when a message comes in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from conductor._async._base import AsyncClientBase
from conductor._shared.definitions import refuse_slash
from conductor._shared.inputs import as_model, as_models, as_object
from conductor_api.api import event as event_api
from conductor_api.models import ConnectivityTestInput, EventHandler, Tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from conductor_api.models import (
        ConnectivityTestResult,
        EventMessage,
        ExtendedEventExecution,
        SearchResultHandledEventResponse,
    )


class AsyncEventClient(AsyncClientBase):
    """Stores event handlers, and shows what they did. What is marked so raises NotSupportedByServer without Orkes."""

    async def add_event_handler(self, event_handler: EventHandler | Mapping[str, Any]) -> None:
        """Store a new event handler.

        Args:
            event_handler: ``name``, ``event`` (such as ``conductor:workflow:reference``) and ``actions``.

        Raises:
            ConfigurationError: its name has a slash.
            BadRequestError: it has no action.
            ServerError: there is one of that name (Conductor OSS answers 500).
        """
        body = as_model(EventHandler, event_handler, "event_handler")
        refuse_slash(body.name, "event_handler")
        await event_api.add_event_handler.asyncio(client=self.client.api, body=body)

    async def add_event_handlers(self, event_handlers: Iterable[EventHandler | Mapping[str, Any]]) -> None:
        """Store several new event handlers, one after another; each is checked before the first is sent."""
        for event_handler in as_models(EventHandler, event_handlers, "event_handlers"):
            await self.add_event_handler(event_handler)

    async def update_event_handler(self, event_handler: EventHandler | Mapping[str, Any]) -> None:
        """Replace the event handler of that name.

        Raises:
            NotFoundError: there is no event handler of that name.
        """
        body = as_model(EventHandler, event_handler, "event_handler")
        await event_api.update_event_handler.asyncio(client=self.client.api, body=body)

    async def remove_event_handler(self, name: str) -> None:
        """Remove an event handler.

        Raises:
            NotFoundError: there is no event handler of that name.
        """
        await event_api.delete_event_handler.asyncio(name, client=self.client.api)

    async def get_event_handler_by_name(self, name: str) -> EventHandler:
        """Give an event handler. Orkes only."""
        return await event_api.get_event_handler.asyncio(name, client=self.client.api)

    async def get_all_event_handlers(self) -> list[EventHandler]:
        """Give all event handlers."""
        return await event_api.get_event_handlers.asyncio(client=self.client.api)

    async def get_event_handlers(self, event: str, active_only: bool = True) -> list[EventHandler]:
        """Give the handlers of an event, by default without those that are switched off."""
        return await event_api.get_event_handlers_for_event.asyncio(
            event, client=self.client.api, active_only=active_only
        )

    async def handle_incoming_event(self, data: Mapping[str, Any]) -> None:
        """Hand in an event, as a queue would. Orkes only."""
        await event_api.handle_incoming_event.asyncio(client=self.client.api, body=as_object(data, "data"))

    async def get_all_queue_configs(self) -> dict[str, str]:
        """Give the names of the queues that are configured. Orkes only."""
        return await event_api.get_event_queue_names.asyncio(client=self.client.api)

    async def get_queue_config(self, queue_type: str, queue_name: str) -> dict[str, Any]:
        """Give the configuration of a queue. Orkes only."""
        return await event_api.get_event_queue_config.asyncio(queue_type, queue_name, client=self.client.api)

    async def put_queue_config(self, queue_type: str, queue_name: str, config: str) -> None:
        """Store the configuration of a queue, a text in the form of that kind of queue. Orkes only."""
        await event_api.save_event_queue_config.asyncio(queue_type, queue_name, client=self.client.api, body=config)

    async def delete_queue_config(self, queue_type: str, queue_name: str) -> None:
        """Remove the configuration of a queue. Orkes only."""
        await event_api.delete_event_queue_config.asyncio(queue_type, queue_name, client=self.client.api)

    async def test_connectivity(self, data: ConnectivityTestInput | Mapping[str, Any]) -> ConnectivityTestResult:
        """Try to reach a queue, and give what came of it. Orkes only."""
        body = as_model(ConnectivityTestInput, data, "data")
        return await event_api.test_event_queue_connectivity.asyncio(client=self.client.api, body=body)

    async def get_tags_for_event_handler(self, name: str) -> list[Tag]:
        """Give the tags of an event handler. Orkes only."""
        return await event_api.get_event_handler_tags.asyncio(name, client=self.client.api)

    async def put_tags_for_event_handler(self, name: str, tags: Iterable[Tag | Mapping[str, Any]]) -> None:
        """Give an event handler these tags and no others. Orkes only."""
        await event_api.set_event_handler_tags.asyncio(name, client=self.client.api, body=as_models(Tag, tags, "tags"))

    async def delete_tags_for_event_handler(self, name: str, tags: Iterable[Tag | Mapping[str, Any]]) -> None:
        """Take these tags off an event handler. Orkes only."""
        await event_api.delete_event_handler_tags.asyncio(
            name, client=self.client.api, body=as_models(Tag, tags, "tags")
        )

    async def get_event_executions(
        self, event_handler_name: str, from_ms: int | None = None
    ) -> list[ExtendedEventExecution]:
        """Give what an event handler did, since ``from_ms`` (milliseconds since 1970). Orkes only."""
        return await event_api.get_event_executions.asyncio(event_handler_name, client=self.client.api, from_=from_ms)

    async def get_event_handlers_with_stats(self, from_ms: int | None = None) -> SearchResultHandledEventResponse:
        """Give how many messages each event had, since ``from_ms`` (milliseconds since 1970). Orkes only."""
        return await event_api.get_event_message_counts.asyncio(client=self.client.api, from_=from_ms)

    async def get_event_messages(self, event: str, from_ms: int | None = None) -> list[EventMessage]:
        """Give the messages of an event, since ``from_ms`` (milliseconds since 1970). Orkes only."""
        return await event_api.get_event_messages.asyncio(event, client=self.client.api, from_=from_ms)
