# Async source: scripts/unasync.py derives conductor/_sync/metadata_client.py from it, line by line.
"""Definitions of tasks and workflows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from conductor._inputs import as_model, as_models
from conductor_api.api import metadata as metadata_api
from conductor_api.models import TaskDef, WorkflowDef

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from conductor._async.client import AsyncConductorClient


class AsyncMetadataClient:
    """Stores, reads and removes definitions of tasks and workflows."""

    def __init__(self, client: AsyncConductorClient) -> None:
        self.client = client

    async def register_task(self, task_def: TaskDef | Mapping[str, Any]) -> None:
        """Store a task definition; one of the same name is replaced.

        Raises:
            BadRequestError: the definition is not valid, such as a response timeout that is not below the timeout.
        """
        body = [as_model(TaskDef, task_def, "task_def")]
        await metadata_api.create_task_defs.asyncio(client=self.client.api, body=body)

    async def register_tasks(self, task_defs: Sequence[TaskDef | Mapping[str, Any]]) -> None:
        """Store several task definitions in one request, as :meth:`register_task` does with one."""
        body = as_models(TaskDef, task_defs, "task_defs")
        await metadata_api.create_task_defs.asyncio(client=self.client.api, body=body)

    async def update_task(self, task_def: TaskDef | Mapping[str, Any]) -> None:
        """Replace a task definition.

        Raises:
            NotFoundError: there is none of that name.
        """
        await metadata_api.update_task_def.asyncio(
            client=self.client.api, body=as_model(TaskDef, task_def, "task_def")
        )

    async def get_task(self, name: str) -> TaskDef:
        """Give the task definition of that name.

        Raises:
            NotFoundError: there is none.
        """
        return await metadata_api.get_task_def.asyncio(name, client=self.client.api)

    async def unregister_task(self, name: str) -> None:
        """Remove a task definition. Workflows keep using what they were registered with.

        Raises:
            ServerError: there is none of that name (Conductor OSS answers 500).
        """
        await metadata_api.delete_task_def.asyncio(name, client=self.client.api)

    async def register_workflow_def(
        self, workflow_def: WorkflowDef | Mapping[str, Any], overwrite: bool = False
    ) -> None:
        """Store a workflow definition under its name and version.

        Raises:
            ConflictError: it exists and ``overwrite`` is False.
            BadRequestError: the definition is not valid; ``validation_errors`` say where.
        """
        body = as_model(WorkflowDef, workflow_def, "workflow_def")
        await metadata_api.create_workflow_def.asyncio(client=self.client.api, body=body, overwrite=overwrite)

    async def get_workflow_def(self, name: str, version: int | None = None) -> WorkflowDef:
        """Give a workflow definition, the highest version unless told otherwise.

        Raises:
            NotFoundError: there is none.
        """
        return await metadata_api.get_workflow_def.asyncio(name, client=self.client.api, version=version)

    async def unregister_workflow(self, workflow_name: str, version: int = 1) -> None:
        """Remove one version of a workflow definition; running executions finish with their copy.

        Raises:
            ServerError: there is none (Conductor OSS answers 500).
        """
        await metadata_api.delete_workflow_def.asyncio(workflow_name, version, client=self.client.api)
