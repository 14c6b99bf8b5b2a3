# Async source: scripts/unasync.py derives conductor/_sync/_bulk.py from it, line by line.
"""The part of the workflow executor that does the same to many executions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conductor._async._base import AsyncClientBase
from conductor._shared.inputs import as_list
from conductor_api.api import workflow_bulk as bulk_api

if TYPE_CHECKING:
    from collections.abc import Iterable

    from conductor_api.models import BulkResponseString


class AsyncBulkOperations(AsyncClientBase):
    """Does the same to up to 1000 executions in one request.

    What fails for one does not stop the others: the answer has the ids that went well, and for the others the errors.
    Each call raises BadRequestError for no id or more than 1000.
    """

    async def pause_workflows(self, workflow_instance_ids: Iterable[str]) -> BulkResponseString:
        """Pause these executions."""
        return await bulk_api.pause_workflows.asyncio(
            client=self.client.api, body=as_list(workflow_instance_ids, "workflow_instance_ids")
        )

    async def resume_workflows(self, workflow_instance_ids: Iterable[str]) -> BulkResponseString:
        """Let these paused executions go on."""
        return await bulk_api.resume_workflows.asyncio(
            client=self.client.api, body=as_list(workflow_instance_ids, "workflow_instance_ids")
        )

    async def restart_workflows(
        self, workflow_instance_ids: Iterable[str], use_latest_definitions: bool = False
    ) -> BulkResponseString:
        """Run these ended executions again from their start."""
        return await bulk_api.restart_workflows.asyncio(
            client=self.client.api,
            body=as_list(workflow_instance_ids, "workflow_instance_ids"),
            use_latest_definitions=use_latest_definitions,
        )

    async def retry_workflows(self, workflow_instance_ids: Iterable[str]) -> BulkResponseString:
        """Repeat the failed tasks of these executions."""
        return await bulk_api.retry_workflows.asyncio(
            client=self.client.api, body=as_list(workflow_instance_ids, "workflow_instance_ids")
        )

    async def terminate_workflows(
        self, workflow_instance_ids: Iterable[str], reason: str | None = None
    ) -> BulkResponseString:
        """End these executions now."""
        return await bulk_api.terminate_workflows.asyncio(
            client=self.client.api, body=as_list(workflow_instance_ids, "workflow_instance_ids"), reason=reason
        )

    async def delete_workflows(self, workflow_instance_ids: Iterable[str], archive: bool = True) -> BulkResponseString:
        """Remove these ended executions; with ``archive`` the server keeps copies in its index."""
        return await bulk_api.delete_workflows.asyncio(
            client=self.client.api,
            body=as_list(workflow_instance_ids, "workflow_instance_ids"),
            archive_workflow=archive,
        )
