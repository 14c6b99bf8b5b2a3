# Derived from conductor/_async/metadata_client.py by scripts/unasync.py; do not edit.
"""Definitions of tasks and workflows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from conductor._sync._hints import close_names
from conductor._sync._metadata_tags import MetadataTags
from conductor._shared.definitions import WorkflowLike, as_task_def, as_workflow_def
from conductor._shared.inputs import as_list
from conductor_api.api import metadata as metadata_api

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from conductor_api.models import BulkResponseString, TaskDef, WorkflowDef


class MetadataClient(MetadataTags):
    """Stores, reads and removes definitions of tasks and workflows, and their tags."""

    def register_task(self, task_def: TaskDef | Mapping[str, Any]) -> None:
        """Store a task definition; one of the same name is replaced.

        Raises:
            ConfigurationError: the name has a slash, a mapping has a key that no definition has, or the response
                timeout (by default 3600 s) is not below the timeout.
            BadRequestError: the definition is not valid in another way.
        """
        body = [as_task_def(task_def, "task_def")]
        metadata_api.create_task_defs.sync(client=self.client.api, body=body)

    def register_tasks(self, task_defs: Sequence[TaskDef | Mapping[str, Any]]) -> None:
        """Store several task definitions in one request, as :meth:`register_task` does with one."""
        body = [
            as_task_def(task_def, f"task_defs[{position}]")
            for position, task_def in enumerate(as_list(task_defs, "task_defs"))
        ]
        metadata_api.create_task_defs.sync(client=self.client.api, body=body)

    def update_task(self, task_def: TaskDef | Mapping[str, Any]) -> None:
        """Replace a task definition.

        Raises:
            NotFoundError: there is none of that name.
            ConfigurationError: as for :meth:`register_task`.
        """
        body = as_task_def(task_def, "task_def")
        metadata_api.update_task_def.sync(client=self.client.api, body=body)

    def get_task(self, name: str) -> TaskDef:
        """Give the task definition of that name.

        Raises:
            NotFoundError: there is none.
        """
        return metadata_api.get_task_def.sync(name, client=self.client.api)

    def get_all_task_defs(self) -> list[TaskDef]:
        """Give all task definitions."""
        return metadata_api.get_task_defs.sync(client=self.client.api)

    def unregister_task(self, name: str) -> None:
        """Remove a task definition. Workflows keep using what they were registered with.

        Raises:
            NotFoundError: there is no task definition of that name.
        """
        metadata_api.delete_task_def.sync(name, client=self.client.api)

    def register_workflow_def(self, workflow_def: WorkflowLike, overwrite: bool = False) -> None:
        """Store a workflow definition under its name and version.

        Raises:
            ConfigurationError: the name has a slash, or a mapping has a key that no definition has.
            ConflictError: it exists and ``overwrite`` is False.
            BadRequestError: the definition is not valid; ``validation_errors`` say where.
        """
        body = as_workflow_def(workflow_def, "workflow_def")
        metadata_api.create_workflow_def.sync(client=self.client.api, body=body, overwrite=overwrite)

    def get_workflow_def(self, name: str, version: int | None = None) -> WorkflowDef:
        """Give a workflow definition, the highest version unless told otherwise.

        Raises:
            NotFoundError: there is none.
        """
        with close_names(self.client.api, name):
            return metadata_api.get_workflow_def.sync(name, client=self.client.api, version=version)

    def get_all_workflow_defs(self) -> list[WorkflowDef]:
        """Give all workflow definitions, with all their versions."""
        return metadata_api.get_workflow_defs.sync(client=self.client.api)

    def update_workflow_defs(
        self, workflow_defs: Sequence[WorkflowLike], overwrite: bool = True
    ) -> BulkResponseString:
        """Store several workflow definitions in one request; the answer has their names.

        Raises:
            BadRequestError: one is not valid; then none is stored.
        """
        body = [
            as_workflow_def(definition, f"workflow_defs[{i}]")
            for i, definition in enumerate(as_list(workflow_defs, "workflow_defs"))
        ]
        return metadata_api.update_workflow_defs.sync(client=self.client.api, body=body, overwrite=overwrite)

    def unregister_workflow(self, workflow_name: str, version: int = 1) -> None:
        """Remove one version of a workflow definition; running executions finish with their copy.

        Raises:
            NotFoundError: there is no such definition in that version.
        """
        metadata_api.delete_workflow_def.sync(workflow_name, version, client=self.client.api)
