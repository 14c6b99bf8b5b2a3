# Async source: scripts/unasync.py derives conductor/_sync/workflow_executor.py from it, line by line.
"""Registering, starting, watching and steering workflows."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Unpack

from conductor._async._bulk import AsyncBulkOperations
from conductor._async._control import AsyncWorkflowControl
from conductor._async._starts import AsyncWorkflowStarts
from conductor._async._task_updates import AsyncTaskUpdates
from conductor._options import read_count
from conductor._shared.definitions import WorkflowLike, as_workflow_def
from conductor._shared.inputs import as_list
from conductor._shared.search import WorkflowFilters, workflow_query
from conductor.errors import ApiError
from conductor_api.api import metadata as metadata_api
from conductor_api.api import workflow as workflow_api

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from conductor_api.models import (
        SearchResultWorkflow,
        SearchResultWorkflowSummary,
        Workflow,
        WorkflowStatus,
        WorkflowSummary,
    )

RETRIED_STATUSES = frozenset({403, 404, 500})
"""What a read model that lags behind answers for an execution that was just started."""


class AsyncWorkflowExecutor(AsyncWorkflowStarts, AsyncWorkflowControl, AsyncTaskUpdates, AsyncBulkOperations):
    """Registers, starts, watches and steers workflows. It holds no state: make as many as you like."""

    async def register_workflow(self, override: bool, workflow: WorkflowLike) -> None:
        """Store a workflow definition under its name and version.

        Args:
            override: Replace a definition of that name and version. Running executions keep the old one.
            workflow: The definition, what is built step by step, or a mapping with the names of the wire.

        Raises:
            ConfigurationError: the name has a slash, or a mapping has a key that no definition has.
            ConflictError: it exists and ``override`` is False.
            BadRequestError: the definition is not valid; ``validation_errors`` say where.
        """
        body = as_workflow_def(workflow, "workflow")
        await metadata_api.create_workflow_def.asyncio(client=self.client.api, body=body, overwrite=override)

    async def get_workflow(
        self,
        workflow_instance_id: str,
        include_tasks: bool = True,
        retry: int = 0,
        *,
        retry_interval_s: float = 10.0,
    ) -> Workflow:
        """Give an execution, with its tasks unless ``include_tasks`` is False.

        Args:
            workflow_instance_id: The id that :meth:`start_workflow` gave.
            include_tasks: False leaves the list of tasks empty.
            retry: How often to ask again when the answer is 403, 404 or 500.
            retry_interval_s: Seconds before each of these.

        Raises:
            NotFoundError: there is no such execution.
        """
        retries_left = read_count("retry", retry)
        while True:
            try:
                return await self.get_execution(workflow_instance_id, include_tasks)
            except ApiError as error:
                if not retries_left or error.status not in RETRIED_STATUSES:
                    raise
            retries_left -= 1
            await asyncio.sleep(retry_interval_s)

    async def get_execution(self, workflow_instance_id: str, include_tasks: bool = True) -> Workflow:
        """As :meth:`get_workflow`, asked once."""
        return await workflow_api.get_workflow.asyncio(
            workflow_instance_id, client=self.client.api, include_tasks=include_tasks
        )

    async def get_workflow_status(
        self, workflow_instance_id: str, include_output: bool = False, include_variables: bool = False
    ) -> WorkflowStatus:
        """Give the state of an execution, with output and variables on request; cheaper than the whole execution."""
        return await workflow_api.get_workflow_status.asyncio(
            workflow_instance_id,
            client=self.client.api,
            include_output=include_output,
            include_variables=include_variables,
        )

    async def get_by_correlation_ids(
        self,
        workflow_name: str,
        correlation_ids: Iterable[str],
        include_closed: bool = False,
        include_tasks: bool = False,
    ) -> dict[str, list[Workflow]]:
        """Give the executions of a workflow that were started with these correlation ids, by id.

        Args:
            workflow_name: Name of the definition.
            correlation_ids: The ids that were given at the start.
            include_closed: Those that have ended, too.
            include_tasks: With their tasks.
        """
        return await workflow_api.get_workflows_by_correlation_ids.asyncio(
            workflow_name,
            client=self.client.api,
            body=as_list(correlation_ids, "correlation_ids"),
            include_closed=include_closed,
            include_tasks=include_tasks,
        )

    async def search(
        self,
        start: int = 0,
        size: int = 100,
        query: str = "",
        free_text: str = "*",
        sort: str = "",
        skip_cache: bool = False,
        *,
        raw: bool = False,
        **filters: Unpack[WorkflowFilters],
    ) -> SearchResultWorkflowSummary:
        """Give a page of the executions that match the query and all filters; a new one may take a moment to appear.

        Args:
            start: How many matches to leave out.
            size: Most rows to give, up to 5000.
            query: Like ``status IN (FAILED,TIMED_OUT) AND startTime>1700000000000``: ``field=value``, ``IN``, ``<``
                and ``>``, joined by AND. ``field:value`` is taken for ``field=value``.
            free_text: A text that the record contains; ``*`` for any.
            sort: Like ``startTime:DESC``; without it the order is any.
            skip_cache: Orkes: do not answer from the cache.
            raw: Send the query as it is.
            **filters: ``status``, ``workflow_type``, ``workflow_id``, ``correlation_id`` (one, or several of which any
                may match), ``started_after``, ``started_before`` (datetime).

        Raises:
            ConfigurationError: the server would misread the query (OR, wildcards, ``>=``).
        """
        return await workflow_api.search_workflows.asyncio(
            client=self.client.api,
            start=start,
            size=size,
            query=workflow_query(query, filters, raw=raw),
            free_text=free_text,
            sort=sort,
            skip_cache=skip_cache,
        )

    async def search_v2(
        self,
        start: int = 0,
        size: int = 100,
        query: str = "",
        free_text: str = "*",
        sort: str = "",
        *,
        raw: bool = False,
        **filters: Unpack[WorkflowFilters],
    ) -> SearchResultWorkflow:
        """As :meth:`search`, with whole executions instead of rows; their tasks are not included."""
        return await workflow_api.search_workflows_v2.asyncio(
            client=self.client.api,
            start=start,
            size=size,
            query=workflow_query(query, filters, raw=raw),
            free_text=free_text,
            sort=sort,
        )

    async def search_all(
        self,
        query: str = "",
        free_text: str = "*",
        sort: str = "startTime:ASC",
        *,
        page_size: int = 100,
        raw: bool = False,
        **filters: Unpack[WorkflowFilters],
    ) -> AsyncIterator[WorkflowSummary]:
        """Give all matches of a :meth:`search`, one after another; pages are fetched as they are needed."""
        found = 0
        while True:
            page = await self.search(found, page_size, query, free_text, sort, raw=raw, **filters)
            for summary in page.results:
                yield summary
            found += len(page.results)
            if not page.results or found >= page.total_hits:
                return
