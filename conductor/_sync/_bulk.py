# Derived from conductor/_async/_bulk.py by scripts/unasync.py; do not edit.
"""The part of the workflow executor that does the same to many executions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conductor._sync._base import ClientBase
from conductor._shared.inputs import as_list
from conductor_api.api import workflow_bulk as bulk_api

if TYPE_CHECKING:
    from collections.abc import Iterable

    from conductor_api.models import BulkResponseString


class BulkOperations(ClientBase):
    """Does the same to up to 1000 executions in one request.

    What fails for one does not stop the others: the answer has the ids that went well, and for the others the errors.
    Each call raises BadRequestError for no id or more than 1000.
    """

    def pause_workflows(self, workflow_instance_ids: Iterable[str]) -> BulkResponseString:
        """Pause these executions."""
        return bulk_api.pause_workflows.sync(
            client=self.client.api, body=as_list(workflow_instance_ids, "workflow_instance_ids")
        )

    def resume_workflows(self, workflow_instance_ids: Iterable[str]) -> BulkResponseString:
        """Let these paused executions go on."""
        return bulk_api.resume_workflows.sync(
            client=self.client.api, body=as_list(workflow_instance_ids, "workflow_instance_ids")
        )

    def restart_workflows(
        self, workflow_instance_ids: Iterable[str], use_latest_definitions: bool = False
    ) -> BulkResponseString:
        """Run these ended executions again from their start."""
        return bulk_api.restart_workflows.sync(
            client=self.client.api,
            body=as_list(workflow_instance_ids, "workflow_instance_ids"),
            use_latest_definitions=use_latest_definitions,
        )

    def retry_workflows(self, workflow_instance_ids: Iterable[str]) -> BulkResponseString:
        """Repeat the failed tasks of these executions."""
        return bulk_api.retry_workflows.sync(
            client=self.client.api, body=as_list(workflow_instance_ids, "workflow_instance_ids")
        )

    def terminate_workflows(
        self, workflow_instance_ids: Iterable[str], reason: str | None = None
    ) -> BulkResponseString:
        """End these executions now."""
        return bulk_api.terminate_workflows.sync(
            client=self.client.api, body=as_list(workflow_instance_ids, "workflow_instance_ids"), reason=reason
        )

    def delete_workflows(self, workflow_instance_ids: Iterable[str], archive: bool = True) -> BulkResponseString:
        """Remove these ended executions; with ``archive`` the server keeps copies in its index."""
        return bulk_api.delete_workflows.sync(
            client=self.client.api,
            body=as_list(workflow_instance_ids, "workflow_instance_ids"),
            archive_workflow=archive,
        )
