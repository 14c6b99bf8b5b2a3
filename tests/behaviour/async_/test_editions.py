# Async source: scripts/unasync.py derives tests/behaviour/sync/test_editions.py from it, line by line.
"""What Conductor OSS does not have is told apart from what is not there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from conductor import AsyncOrkesClients, NotSupportedByServer

ORKES_ONLY: dict[str, tuple[Callable[[AsyncOrkesClients], Awaitable[Any]], str]] = {
    "human": (lambda c: c.get_human_client().search({}), "human tasks need Orkes"),
    "template": (lambda c: c.get_template_client().get_templates(), "human tasks need Orkes"),
    "registry": (
        lambda c: c.get_service_registry_client().get_registered_services(),
        "the service registry needs Orkes",
    ),
    "schema": (lambda c: c.get_schema_client().get_all_schemas(), "schemas need Orkes"),
    "prompt": (lambda c: c.get_prompt_client().get_prompts(), "prompts need Orkes"),
    "integration": (lambda c: c.get_integration_client().get_integration_providers(), "integrations need Orkes"),
    "application": (lambda c: c.get_application_client().get_all_applications(), "applications need Orkes"),
    "user": (lambda c: c.get_authorization_client().list_users(), "users need Orkes"),
    "group": (lambda c: c.get_authorization_client().list_groups(), "groups need Orkes"),
    "permission": (lambda c: c.get_authorization_client().get_permissions("TASK_DEF", "t"), "permissions need Orkes"),
    "tag": (lambda c: c.get_metadata_client().get_workflow_tags("w"), "tags need Orkes"),
    "rate limit": (lambda c: c.get_metadata_client().get_workflow_rate_limit("w"), "tags need Orkes"),
    "schedule tag": (lambda c: c.get_scheduler_client().get_scheduler_tags("s"), "tags need Orkes"),
    "event queue": (lambda c: c.get_event_client().get_all_queue_configs(), "event queues need Orkes"),
}


@pytest.mark.parametrize("feature", ORKES_ONLY)
async def test_what_needs_orkes_says_so(clients: AsyncOrkesClients, feature: str) -> None:
    """The error is of its own class and names the feature, not an unknown path."""
    call, text = ORKES_ONLY[feature]
    with pytest.raises(NotSupportedByServer, match=text):
        await call(clients)
