# Async source: scripts/unasync.py derives conductor/_sync/workflow_executor.py from it, line by line.
"""Registering, starting and steering workflows."""

from __future__ import annotations

import asyncio
import uuid
from typing import TYPE_CHECKING, Any, overload

from conductor._inputs import as_model, as_models
from conductor.errors import ApiError, ConfigurationError
from conductor_api.api import metadata as metadata_api
from conductor_api.api import workflow as workflow_api
from conductor_api.models import ReturnStrategy, SignalResponse, StartWorkflowRequest, WorkflowDef, WorkflowRun

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from conductor._async.client import AsyncConductorClient
    from conductor_api.models import Workflow, WorkflowStatus

RETRIED_STATUSES = frozenset({403, 404, 500})
"""What a read model that lags behind answers for an execution that was just started."""


class AsyncWorkflowExecutor:
    """Registers, starts and steers workflows. It holds no state beside the client: make as many as you like."""

    def __init__(self, client: AsyncConductorClient) -> None:
        self.client = client

    async def register_workflow(self, override: bool, workflow: WorkflowDef | Mapping[str, Any]) -> None:
        """Store a workflow definition under its name and version.

        Args:
            override: Replace a definition of that name and version. Running executions keep the old one.
            workflow: The definition, or a mapping with the names of the wire.

        Raises:
            ConflictError: it exists and ``override`` is False.
            BadRequestError: the definition is not valid; ``validation_errors`` say where.
        """
        body = as_model(WorkflowDef, workflow, "workflow")
        await metadata_api.create_workflow_def.asyncio(client=self.client.api, body=body, overwrite=override)

    async def start_workflow(self, workflow_request: StartWorkflowRequest | Mapping[str, Any]) -> str:
        """Start a workflow and give the id of its execution, without waiting for it.

        Args:
            workflow_request: At least ``name``; without ``version`` the highest one runs.

        Raises:
            NotFoundError: there is no such workflow.
        """
        body = as_model(StartWorkflowRequest, workflow_request, "workflow_request")
        return await workflow_api.start_workflow.asyncio(client=self.client.api, body=body)

    async def start_workflows(self, workflows_request: Sequence[StartWorkflowRequest | Mapping[str, Any]]) -> list[str]:
        """Start several workflows, one after another, and give their ids in the same order.

        Each request is checked before the first one is sent. When a start fails, the ones before it are running.
        """
        requests = as_models(StartWorkflowRequest, workflows_request, "workflows_request")
        return [await self.start_workflow(request) for request in requests]

    @overload
    async def execute_workflow(
        self,
        workflow_request: StartWorkflowRequest | Mapping[str, Any],
        name: str | None = None,
        version: int | None = None,
        request_id: str | None = None,
        wait_until_task_ref: str = "",
        wait_for_seconds: int | None = None,
        consistency: str | None = None,
        return_strategy: None = None,
    ) -> WorkflowRun: ...

    @overload
    async def execute_workflow(
        self,
        workflow_request: StartWorkflowRequest | Mapping[str, Any],
        name: str | None = None,
        version: int | None = None,
        request_id: str | None = None,
        wait_until_task_ref: str = "",
        wait_for_seconds: int | None = None,
        consistency: str | None = None,
        *,
        return_strategy: ReturnStrategy | str,
    ) -> SignalResponse: ...

    async def execute_workflow(
        self,
        workflow_request: StartWorkflowRequest | Mapping[str, Any],
        name: str | None = None,
        version: int | None = None,
        request_id: str | None = None,
        wait_until_task_ref: str = "",
        wait_for_seconds: int | None = None,
        consistency: str | None = None,
        return_strategy: ReturnStrategy | str | None = None,
    ) -> WorkflowRun | SignalResponse:
        """Start a workflow and wait until it has ended, reaches a WAIT task, or the time is up.

        Args:
            workflow_request: As for :meth:`start_workflow`.
            name: Default: the one in the request.
            version: Default: the one in the request; one of both is needed.
            request_id: Comes back in the answer; default: a new UUID. It does not make the start idempotent.
            wait_until_task_ref: Return as soon as the task of this reference has ended.
            wait_for_seconds: Longest wait, default (and for 0) 10 s; then the answer has the status RUNNING.
            consistency: ``DURABLE`` or ``REGION_DURABLE``; Conductor OSS ignores it.
            return_strategy: What to return: the workflow, or the task or sub-workflow that it waits for.

        Raises:
            NotFoundError: there is no such workflow.
            ConfigurationError: no version was given.
        """
        body = as_model(StartWorkflowRequest, workflow_request, "workflow_request")
        version = body.version if version is None else version
        if version is None:
            raise ConfigurationError("execute_workflow: version is missing: give it in the request or as an argument")
        answer = await workflow_api.execute_workflow.asyncio(
            name or body.name,
            version,
            client=self.client.api,
            body=body,
            request_id=request_id or str(uuid.uuid4()),
            wait_until_task_ref=wait_until_task_ref,
            wait_for_seconds=wait_for_seconds,
            consistency=consistency,
            return_strategy=None if return_strategy is None else ReturnStrategy(return_strategy),
        )
        return answer if return_strategy else WorkflowRun.from_dict(answer.to_dict())

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
        for attempts_left in range(retry, -1, -1):
            try:
                return await self.get_execution(workflow_instance_id, include_tasks)
            except ApiError as error:
                if not attempts_left or error.status not in RETRIED_STATUSES:
                    raise
            await asyncio.sleep(retry_interval_s)
        raise ConfigurationError(f"retry: expected 0 or more, found {retry}")

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

    async def terminate(self, workflow_instance_id: str, reason: str | None = None) -> None:
        """End an execution now: it is TERMINATED for ``reason``, its open tasks are CANCELED.

        Raises:
            ConflictError: it has ended already.
        """
        await workflow_api.terminate_workflow.asyncio(workflow_instance_id, client=self.client.api, reason=reason)
