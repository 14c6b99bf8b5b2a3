# Derived from conductor/_async/_control.py by scripts/unasync.py; do not edit.
"""The part of the workflow executor that steers one running or ended execution."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from conductor._sync._base import ClientBase
from conductor._shared.finders import completed_task_matching_type, last_task
from conductor._shared.inputs import as_model, as_object
from conductor._shared.times import whole_seconds
from conductor_api.api import workflow as workflow_api
from conductor_api.models import RerunWorkflowRequest, SkipTaskRequest, WorkflowStateUpdate

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import timedelta

    from conductor._shared.finders import TaskFinderPredicate
    from conductor_api.models import Workflow, WorkflowRun


class WorkflowControl(ClientBase):
    """Pauses, ends, repeats and changes executions. Each call raises NotFoundError when there is no such execution."""

    def pause(self, workflow_instance_id: str) -> None:
        """Pause an execution: no further task is scheduled; what is queued may still be worked on.

        Raises:
            ConflictError: it has ended.
        """
        workflow_api.pause_workflow.sync(workflow_instance_id, client=self.client.api)

    def resume(self, workflow_instance_id: str) -> None:
        """Let a paused execution go on.

        Raises:
            ServerError: it is not paused (Conductor OSS answers 500).
        """
        workflow_api.resume_workflow.sync(workflow_instance_id, client=self.client.api)

    def terminate(
        self, workflow_instance_id: str, reason: str | None = None, *, trigger_failure_workflow: bool | None = None
    ) -> None:
        """End an execution now: it is TERMINATED for ``reason``, its open tasks are CANCELED.

        ``trigger_failure_workflow`` starts the failure workflow of the definition, too.

        Raises:
            ConflictError: it is COMPLETED.
        """
        workflow_api.terminate_workflow.sync(
            workflow_instance_id,
            client=self.client.api,
            reason=reason,
            trigger_failure_workflow=trigger_failure_workflow,
        )

    def delete_workflow(self, workflow_instance_id: str, archive: bool = True) -> None:
        """Remove an ended execution; with ``archive`` the server keeps a copy in its index.

        Raises:
            BadRequestError: it is running and shall be archived.
        """
        workflow_api.delete_workflow.sync(
            workflow_instance_id, client=self.client.api, archive_workflow=archive
        )

    def restart(self, workflow_instance_id: str, use_latest_definitions: bool = False) -> None:
        """Run an ended execution again from its start, under the same id and with the same input.

        ``use_latest_definitions`` takes the definition as it is now, not as it was at the first start.

        Raises:
            ConflictError: it is running.
            NotFoundError: it is COMPLETED and its definition says ``restartable=False``.
        """
        workflow_api.restart_workflow.sync(
            workflow_instance_id, client=self.client.api, use_latest_definitions=use_latest_definitions
        )

    def retry(self, workflow_instance_id: str, resume_subworkflow_tasks: bool = False) -> None:
        """Let a failed execution go on by repeating the tasks that failed.

        ``resume_subworkflow_tasks`` repeats inside the failed sub-workflow; otherwise a new one is started.

        Raises:
            ConflictError: it is COMPLETED, there is nothing to retry.
            NotFoundError: it is running (Conductor OSS answers 404).
        """
        workflow_api.retry_workflow.sync(
            workflow_instance_id, client=self.client.api, resume_subworkflow_tasks=resume_subworkflow_tasks
        )

    def re_run(
        self,
        workflow_instance_id: str,
        rerun_workflow_request: RerunWorkflowRequest | Mapping[str, Any] | None = None,
    ) -> str:
        """Run an ended execution again, from one of its tasks if the request names one, and give its id.

        Args:
            workflow_instance_id: It keeps this id.
            rerun_workflow_request: ``reRunFromTaskId``, new ``taskInput`` or ``workflowInput``; default: all again.

        Raises:
            ConflictError: it is running.
            BadRequestError: it has no such task.
        """
        body = as_model(RerunWorkflowRequest, rerun_workflow_request or {}, "rerun_workflow_request")
        return workflow_api.rerun_workflow.sync(workflow_instance_id, client=self.client.api, body=body)

    def go_back_to_task(
        self,
        workflow_instance_id: str,
        task_finder_predicate: TaskFinderPredicate,
        rerun_workflow_request_overrides: RerunWorkflowRequest | Mapping[str, Any] | None = None,
    ) -> None:
        """Run an ended execution again from the last of its tasks that the predicate accepts.

        Args:
            workflow_instance_id: It keeps this id.
            task_finder_predicate: Takes a task, says whether it is the one; asked from the end.
            rerun_workflow_request_overrides: As for :meth:`re_run`; its task is the one that was found.

        Raises:
            TaskNotFoundError: no task was accepted.
            ConflictError: it is running.
        """
        overrides = rerun_workflow_request_overrides or {}
        fields = as_model(RerunWorkflowRequest, overrides, "rerun_workflow_request_overrides").to_dict()
        execution = workflow_api.get_workflow.sync(
            workflow_instance_id, client=self.client.api, include_tasks=True
        )
        task = last_task(execution, task_finder_predicate)
        self.re_run(workflow_instance_id, fields | {"reRunFromTaskId": task.task_id})

    def go_back_to_first_task_matching_type(self, workflow_instance_id: str, task_type: str) -> None:
        """Run an ended execution again from the last COMPLETED task of that type (the last, in spite of the name).

        Raises:
            TaskNotFoundError: there is none.
        """
        self.go_back_to_task(workflow_instance_id, completed_task_matching_type(task_type))

    def skip_tasks_from_workflow(
        self,
        workflow_instance_id: str,
        task_reference_name: str,
        skip_task_request: SkipTaskRequest | Mapping[str, Any] | None = None,
    ) -> None:
        """Skip a task that is not scheduled yet; the request may hold the input and output that it shall show.

        Conductor OSS ignores the request: input and output of the task stay empty there.

        Raises:
            ServerError: the task is scheduled already, or there is no such task (Conductor OSS answers 500).
        """
        request = skip_task_request
        body = None if request is None else as_model(SkipTaskRequest, request, "skip_task_request")
        workflow_api.skip_task_from_workflow.sync(
            workflow_instance_id, task_reference_name, client=self.client.api, body=body
        )

    def update_variables(self, workflow_instance_id: str, variables: Mapping[str, Any]) -> Workflow:
        """Set variables of a running execution and give it; other variables stay. Orkes only.

        Raises:
            NotSupportedByServer: the server is Conductor OSS.
        """
        return workflow_api.update_workflow_variables.sync(
            workflow_instance_id, client=self.client.api, body=as_object(variables, "variables")
        )

    def update_state(
        self,
        workflow_instance_id: str,
        update_request: WorkflowStateUpdate | Mapping[str, Any],
        request_id: str | None = None,
        wait_until_task_ref: str | None = None,
        wait_for_seconds: timedelta | int | None = None,
    ) -> WorkflowRun:
        """Set variables and a task result in one step, wait as ``execute_workflow`` does, and give the run. Orkes only.

        Args:
            workflow_instance_id: A running execution.
            update_request: ``variables``, ``taskReferenceName`` and ``taskResult``.
            request_id: Default: a new UUID.
            wait_until_task_ref: Return as soon as the task of this reference has ended.
            wait_for_seconds: Longest wait, default 10 s.

        Raises:
            NotSupportedByServer: the server is Conductor OSS.
        """
        return workflow_api.update_workflow_state.sync(
            workflow_instance_id,
            client=self.client.api,
            body=as_model(WorkflowStateUpdate, update_request, "update_request"),
            request_id=request_id or str(uuid.uuid4()),
            wait_until_task_ref=wait_until_task_ref,
            wait_for_seconds=whole_seconds(wait_for_seconds, "wait_for_seconds"),
        )
