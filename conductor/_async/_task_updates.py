# Async source: scripts/unasync.py derives conductor/_sync/_task_updates.py from it, line by line.
"""The part of the workflow executor that reports on tasks: by id, by reference, or to whichever task waits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from conductor._async._base import AsyncClientBase
from conductor._shared.inputs import as_member, as_object
from conductor._shared.signal_response import SignalResponse
from conductor_api.api import task as task_api
from conductor_api.models import ReturnStrategy, TaskResult, TaskResultStatus

if TYPE_CHECKING:
    from collections.abc import Mapping

    from conductor_api.models import Task, Workflow


class AsyncTaskUpdates(AsyncClientBase):
    """Reads tasks and reports on them, as a worker would. A status that no worker can report is refused."""

    async def get_task(self, task_id: str) -> Task:
        """Give a task.

        Raises:
            NotFoundError: there is no such task.
        """
        return await task_api.get_task.asyncio(task_id, client=self.client.api)

    async def update_task(
        self,
        task_id: str,
        workflow_instance_id: str,
        task_status: TaskResultStatus | str,
        output_data: Mapping[str, Any],
    ) -> str:
        """Report on a task and give its id; a task that has ended stays as it is, without an error.

        Args:
            task_id: The task.
            workflow_instance_id: The execution that it belongs to.
            task_status: COMPLETED, FAILED, FAILED_WITH_TERMINAL_ERROR, IN_PROGRESS, or CANCELED, which
                ends the workflow.
            output_data: Becomes the output of the task.

        Raises:
            NotFoundError: there is no such task or execution.
        """
        result = TaskResult(
            task_id=task_id,
            workflow_instance_id=workflow_instance_id,
            status=as_member(TaskResultStatus, task_status, "task_status"),
            output_data=as_object(output_data, "output_data"),
        )
        return await task_api.update_task.asyncio(client=self.client.api, body=result)

    async def update_task_by_ref_name(
        self,
        task_reference_name: str,
        workflow_instance_id: str,
        status: TaskResultStatus | str,
        task_output: Mapping[str, Any],
    ) -> str:
        """Report on the open task of that reference and give its id; "" when none is open (on Conductor OSS).

        Args:
            task_reference_name: Reference in the definition; in a loop the iteration that is open.
            workflow_instance_id: The execution.
            status: As for :meth:`update_task`.
            task_output: Becomes the output of the task.
        """
        return await task_api.update_task_by_ref_name.asyncio(
            workflow_instance_id,
            task_reference_name,
            as_member(TaskResultStatus, status, "status"),
            client=self.client.api,
            body=as_object(task_output, "task_output"),
        )

    async def update_task_sync(
        self,
        task_reference_name: str,
        workflow_instance_id: str,
        status: TaskResultStatus | str,
        task_output: Mapping[str, Any],
        worker_id: str | None = None,
    ) -> Workflow:
        """Report on the open task of that reference and give the execution as it is then.

        Args:
            task_reference_name: Reference in the definition.
            workflow_instance_id: The execution.
            status: As for :meth:`update_task`.
            task_output: Becomes the output of the task.
            worker_id: Who reports; stands in the task.

        Raises:
            NotFoundError: no such task is open.
        """
        return await task_api.update_task_sync.asyncio(
            workflow_instance_id,
            task_reference_name,
            as_member(TaskResultStatus, status, "status"),
            client=self.client.api,
            body=as_object(task_output, "task_output"),
            workerid=worker_id,
        )

    async def signal(
        self,
        workflow_instance_id: str,
        status: TaskResultStatus | str,
        task_output: Mapping[str, Any],
        return_strategy: ReturnStrategy | str = ReturnStrategy.TARGET_WORKFLOW,
    ) -> SignalResponse:
        """End the WAIT task that blocks the execution, also in a sub-workflow, and give what is reached then.

        Args:
            workflow_instance_id: The execution that was started, not the sub-workflow.
            status: COMPLETED, FAILED or FAILED_WITH_TERMINAL_ERROR.
            task_output: Becomes the output of the task.
            return_strategy: What to return: the workflow, or the task or sub-workflow that it waits for next.

        Raises:
            NotFoundError: nothing waits in this execution, or there is none.
            ServerError: a task was asked for, and none waits any more (Conductor OSS answers 500).
        """
        answer = await task_api.signal_workflow_task_sync.asyncio(
            workflow_instance_id,
            as_member(TaskResultStatus, status, "status"),
            client=self.client.api,
            body=as_object(task_output, "task_output"),
            return_strategy=as_member(ReturnStrategy, return_strategy, "return_strategy"),
        )
        return SignalResponse.of(answer)

    async def signal_async(
        self, workflow_instance_id: str, status: TaskResultStatus | str, task_output: Mapping[str, Any]
    ) -> None:
        """As :meth:`signal`, but the server does the work after its answer; when nothing waits, nothing happens.

        Raises:
            NotFoundError: there is no such execution.
        """
        await task_api.signal_workflow_task.asyncio(
            workflow_instance_id,
            as_member(TaskResultStatus, status, "status"),
            client=self.client.api,
            body=as_object(task_output, "task_output"),
        )
