# Derived from conductor/_async/task_client.py by scripts/unasync.py; do not edit.
"""Tasks, their logs and their queues."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

from conductor._sync._base import ClientBase
from conductor._shared.inputs import as_member, as_object, as_text
from conductor._shared.search import TaskFilters, task_query
from conductor.errors import UnreadableAnswerError
from conductor_api.api import task as task_api
from conductor_api.models import TaskResultStatus

if TYPE_CHECKING:
    from collections.abc import Mapping

    from conductor_api.models import (
        PollData,
        SearchResultTask,
        SearchResultTaskSummary,
        Task,
        TaskExecLog,
        Workflow,
    )


class TaskClient(ClientBase):
    """Finds tasks, reports on them, and looks into their logs and queues."""

    def search(
        self,
        start: int = 0,
        size: int = 100,
        sort: str = "",
        free_text: str = "*",
        query: str = "",
        *,
        raw: bool = False,
        **filters: Unpack[TaskFilters],
    ) -> SearchResultTaskSummary:
        """Give a page of the tasks that match the query and all filters, as rows.

        The tasks of one workflow come from its execution: ``get_workflow(id).tasks``. Conductor OSS knows a task here
        from its first update on: what is SCHEDULED is not found.

        Args:
            start: How many matches to leave out.
            size: Most rows to give.
            sort: Like ``startTime:DESC``; without it the order is any.
            free_text: A text that the record contains; ``*`` for any.
            query: Like ``status=FAILED AND taskType=greet``; the rules of ``WorkflowExecutor.search``.
            raw: Send the query as it is.
            **filters: ``status`` and ``task_type``; one, or several of which any may match.

        Raises:
            ConfigurationError: the server would misread the query.
        """
        return task_api.search_tasks.sync(
            client=self.client.api,
            start=start,
            size=size,
            sort=sort,
            free_text=free_text,
            query=task_query(query, filters, raw=raw),
        )

    def search_v2(
        self,
        start: int = 0,
        size: int = 100,
        sort: str = "",
        free_text: str = "*",
        query: str = "",
        *,
        raw: bool = False,
        **filters: Unpack[TaskFilters],
    ) -> SearchResultTask:
        """As :meth:`search`, with whole tasks instead of rows."""
        return task_api.search_tasks_v2.sync(
            client=self.client.api,
            start=start,
            size=size,
            sort=sort,
            free_text=free_text,
            query=task_query(query, filters, raw=raw),
        )

    def get_task(self, task_id: str) -> Task:
        """Give a task.

        Raises:
            NotFoundError: there is no such task.
        """
        return task_api.get_task.sync(task_id, client=self.client.api)

    def update_task_result(
        self,
        workflow_id: str,
        task_reference_name: str,
        status: TaskResultStatus | str,
        output_data: Mapping[str, Any],
        worker_id: str | None = None,
    ) -> str:
        """Report on the open task of that reference and give its id; "" when none is open (on Conductor OSS).

        Args:
            workflow_id: The execution.
            task_reference_name: Reference in the definition.
            status: COMPLETED, FAILED, FAILED_WITH_TERMINAL_ERROR, IN_PROGRESS or CANCELED.
            output_data: Becomes the output of the task.
            worker_id: Who reports; stands in the task.

        Raises:
            ConfigurationError: no task can be reported as that.
        """
        return task_api.update_task_by_ref_name.sync(
            workflow_id,
            task_reference_name,
            as_member(TaskResultStatus, status, "status"),
            client=self.client.api,
            body=as_object(output_data, "output_data"),
            workerid=worker_id,
        )

    def update_task_sync(
        self,
        workflow_id: str,
        task_reference_name: str,
        status: TaskResultStatus | str,
        output_data: Mapping[str, Any],
        worker_id: str | None = None,
    ) -> Workflow:
        """As :meth:`update_task_result`, but give the execution as it is then.

        Raises:
            NotFoundError: no such task is open.
        """
        return task_api.update_task_sync.sync(
            workflow_id,
            task_reference_name,
            as_member(TaskResultStatus, status, "status"),
            client=self.client.api,
            body=as_object(output_data, "output_data"),
            workerid=worker_id,
        )

    def add_task_log(self, task_id: str, message: str) -> None:
        """Add a line to the log of a task; the server does not check that there is such a task."""
        task_api.add_task_log.sync(task_id, client=self.client.api, body=as_text(message, "message"))

    def get_task_logs(self, task_id: str) -> list[TaskExecLog]:
        """Give the log of a task, an empty list when there is none."""
        return task_api.get_task_logs.sync(task_id, client=self.client.api) or []

    def get_queue_size_for_task(self, task_type: str, domain: str | None = None) -> int:
        """Give how many tasks of that type wait for a worker, in that domain."""
        return task_api.get_queue_size.sync(client=self.client.api, task_type=task_type, domain=domain)

    def get_queue_sizes(self) -> dict[str, int]:
        """Give how many tasks wait for a worker, for each queue; a queue of a domain is ``domain:type``."""
        return task_api.get_queue_depths.sync(client=self.client.api)

    def get_task_poll_data(self, task_type: str) -> list[PollData]:
        """Give who polled for that type of task and when, an empty list when nobody did."""
        return task_api.get_poll_data.sync(client=self.client.api, task_type=task_type)

    def requeue_pending_tasks(self, task_type: str) -> int:
        """Put the pending tasks of a type back into their queue and return their number."""
        answer = task_api.requeue_pending_tasks.sync(task_type, client=self.client.api)
        if answer and not (answer.isascii() and answer.isdigit()):
            raise UnreadableAnswerError(f"expected the number of requeued tasks, got {answer[:80]!r}", status=200)
        return int(answer or 0)

    def poll_task(self, task_type: str, worker_id: str | None = None, domain: str | None = None) -> Task | None:
        """Take a task out of the queue, or None when there is none; it is IN_PROGRESS then, and yours to report on."""
        return task_api.poll_task.sync(task_type, client=self.client.api, workerid=worker_id, domain=domain)
