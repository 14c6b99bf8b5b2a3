# Derived from conductor/_async/_starts.py by scripts/unasync.py; do not edit.
"""The part of the workflow executor that starts workflows."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, overload

from conductor._sync._base import ClientBase
from conductor._sync._hints import close_names
from conductor._shared.inputs import as_member, as_model, as_models, as_object
from conductor._shared.signal_response import SignalResponse
from conductor._shared.times import whole_seconds
from conductor.errors import ConductorError, ConfigurationError, StartWorkflowsError, UnreadableAnswerError
from conductor_api.api import workflow as workflow_api
from conductor_api.models import (
    IdempotencyStrategy,
    ReturnStrategy,
    StartWorkflowRequest,
    WorkflowRun,
    WorkflowTestRequest,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import timedelta

    from conductor._shared.enums import Consistency
    from conductor_api.models import Workflow


class WorkflowStarts(ClientBase):
    """Starts workflows, with and without waiting for them."""

    def start_workflow(self, workflow_request: StartWorkflowRequest | Mapping[str, Any]) -> str:
        """Start a workflow and give the id of its execution, without waiting for it.

        Args:
            workflow_request: At least ``name``; without ``version`` the highest one runs.

        Raises:
            NotFoundError: there is no such workflow.
        """
        body = as_model(StartWorkflowRequest, workflow_request, "workflow_request")
        with close_names(self.client.api, body.name):
            return _id_in(workflow_api.start_workflow.sync(client=self.client.api, body=body))

    def start_workflows(self, workflows_request: Sequence[StartWorkflowRequest | Mapping[str, Any]]) -> list[str]:
        """Start several workflows, one after another, and return their ids in the same order.

        Each request is checked before the first one is sent. All requests are tried, also after one has failed.

        Raises:
            StartWorkflowsError: at least one start failed; ``results`` has the id or the error of each request.
        """
        requests = as_models(StartWorkflowRequest, workflows_request, "workflows_request")
        results: list[str | ConductorError] = []
        for request in requests:
            try:
                results.append(self.start_workflow(request))
            except ConductorError as error:
                results.append(error)
        ids = [result for result in results if isinstance(result, str)]
        if len(ids) < len(results):
            raise StartWorkflowsError(results)
        return ids

    @overload
    def execute_workflow(
        self,
        workflow_request: StartWorkflowRequest | Mapping[str, Any],
        name: str | None = None,
        version: int | None = None,
        request_id: str | None = None,
        wait_until_task_ref: str = "",
        wait_for_seconds: timedelta | int | None = None,
        consistency: Consistency | str | None = None,
        return_strategy: None = None,
    ) -> WorkflowRun: ...

    @overload
    def execute_workflow(
        self,
        workflow_request: StartWorkflowRequest | Mapping[str, Any],
        name: str | None = None,
        version: int | None = None,
        request_id: str | None = None,
        wait_until_task_ref: str = "",
        wait_for_seconds: timedelta | int | None = None,
        consistency: Consistency | str | None = None,
        *,
        return_strategy: ReturnStrategy | str,
    ) -> SignalResponse: ...

    def execute_workflow(
        self,
        workflow_request: StartWorkflowRequest | Mapping[str, Any],
        name: str | None = None,
        version: int | None = None,
        request_id: str | None = None,
        wait_until_task_ref: str = "",
        wait_for_seconds: timedelta | int | None = None,
        consistency: Consistency | str | None = None,
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
            return_strategy: What to return: the workflow, or the task or sub-workflow that it waits for. Then the
                answer is a :class:`SignalResponse`.

        Raises:
            NotFoundError: there is no such workflow.
            ConfigurationError: no version was given, or there is no such strategy.
            ServerError: a task was asked for, and none waits (Conductor OSS answers 500).
        """
        body = as_model(StartWorkflowRequest, workflow_request, "workflow_request")
        version = body.version if version is None else version
        if version is None:
            raise ConfigurationError("execute_workflow: version is missing: give it in the request or as an argument")
        strategy = as_member(ReturnStrategy, return_strategy, "return_strategy") if return_strategy else None
        with close_names(self.client.api, name or body.name):
            answer = workflow_api.execute_workflow.sync(
                name or body.name,
                version,
                client=self.client.api,
                body=body,
                request_id=request_id or str(uuid.uuid4()),
                wait_until_task_ref=wait_until_task_ref,
                wait_for_seconds=whole_seconds(wait_for_seconds, "wait_for_seconds"),
                consistency=consistency,
                return_strategy=strategy,
            )
        return SignalResponse.of(answer) if return_strategy else WorkflowRun.from_dict(answer.to_dict())

    def start_workflow_by_name(
        self,
        name: str,
        workflow_input: Mapping[str, Any] | None = None,
        version: int | None = None,
        correlation_id: str | None = None,
        priority: int | None = None,
        *,
        idempotency_key: str | None = None,
        idempotency_strategy: IdempotencyStrategy | str | None = None,
    ) -> str:
        """Start a workflow by its name and give the id of its execution, without waiting for it.

        Args:
            name: Name of the definition.
            workflow_input: Becomes the input of the execution.
            version: Default: the highest one.
            correlation_id: Yours, to find the execution by.
            priority: 0 to 99, for its tasks in their queues.
            idempotency_key: A second start with the same key is a repeat; Conductor OSS ignores it.
            idempotency_strategy: What happens to a repeat; Conductor OSS ignores it.

        Raises:
            NotFoundError: there is no such workflow.
        """
        strategy = idempotency_strategy
        with close_names(self.client.api, name):
            answer = workflow_api.start_workflow_by_name.sync(
                name,
                client=self.client.api,
                body=as_object(workflow_input or {}, "workflow_input"),
                version=version,
                correlation_id=correlation_id,
                priority=priority,
                x_idempotency_key=idempotency_key,
                x_on_conflict=as_member(IdempotencyStrategy, strategy, "idempotency_strategy") if strategy else None,
            )
        return _id_in(answer)

    def test_workflow(self, request: WorkflowTestRequest | Mapping[str, Any]) -> Workflow:
        """Run a workflow on the server with outputs made up for its tasks, and give the execution.

        Args:
            request: Name or definition, input, and ``taskRefToMockOutput``: for each task reference the results of
                its attempts. A task without one stays SCHEDULED.

        Raises:
            NotFoundError: there is no such workflow.
        """
        body = as_model(WorkflowTestRequest, request, "request")
        return workflow_api.test_workflow.sync(client=self.client.api, body=body)


def _id_in(answer: str) -> str:
    if not answer.strip():
        raise UnreadableAnswerError("the answer to a start is empty: no id, and no word on whether it runs", status=200)
    return answer
