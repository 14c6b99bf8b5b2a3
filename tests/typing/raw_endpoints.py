"""A program of a user of the generated client, who type-checks strictly and needs neither casts nor assertions.

Nobody runs it: `make check` shows it to both type checkers. tests/data/wrong_raw_endpoints.py has what is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, assert_type

import httpx

from conductor_api import Client
from conductor_api.api import metadata, workflow
from conductor_api.api.event import add_event_handler
from conductor_api.api.task import add_task_log, batch_poll, get_task_logs, poll_task, update_task
from conductor_api.api.workflow import execute_workflow, get_workflow, search_workflows, start_workflow
from conductor_api.errors import UnexpectedResponse
from conductor_api.models import (
    EventHandler,
    IdempotencyStrategy,
    ReturnStrategy,
    SignalResponse,
    StartWorkflowRequest,
    Task,
    TaskDef,
    TaskExecLog,
    TaskResult,
    TaskResultStatus,
    TaskState,
    Workflow,
    WorkflowDef,
    WorkflowState,
    WorkflowSummary,
    WorkflowTask,
)
from conductor_api.types import DetailedResponse

if TYPE_CHECKING:
    from datetime import timedelta


class NotFound(Exception):
    """An error of the user's own."""


def error(response: httpx.Response, reason: str | None) -> Exception:
    return NotFound(reason) if response.status_code == 404 else UnexpectedResponse(response, reason)


def make_client(transport: httpx.BaseTransport) -> Client:
    http_client = httpx.Client(transport=transport)
    return Client("http://localhost:8080", headers={"X-Team": "a"}, http_client=http_client, error_factory=error)


def define(client: Client) -> None:
    first = WorkflowTask(name="greet", task_reference_name="greet_ref", input_parameters={"a": [1, None]})
    metadata.create_task_defs.sync(client=client, body=[TaskDef(name="greet", retry_count=0)])
    metadata.create_workflow_def.sync(client=client, body=WorkflowDef(name="hello", tasks=[first]), overwrite=True)


def start(client: Client) -> str:
    request = StartWorkflowRequest(
        name="hello", input={"deep": {"null": None}}, idempotency_strategy=IdempotencyStrategy.RETURN_EXISTING
    )
    return start_workflow.sync(client=client, body=request)


async def run(client: Client) -> dict[str, Any]:
    body = StartWorkflowRequest(name="hello", version=1)
    answer = await execute_workflow.asyncio(
        "hello", 1, client=client, body=body, return_strategy=ReturnStrategy.BLOCKING_WORKFLOW
    )
    assert_type(answer, SignalResponse)
    return answer.output


def work(client: Client) -> list[str]:
    """Nothing that the server always sends needs a check for None."""
    done: list[str] = []
    for task in batch_poll.sync("greet", client=client, count=5, timeout=100):
        assert_type(task, Task)
        name: str = task.input_data["name"].upper()
        result = TaskResult(
            task_id=task.task_id,
            workflow_instance_id=task.workflow_instance_id,
            status=TaskResultStatus.COMPLETED,
            output_data={"message": name, "attempt": task.retry_count + 1},
            logs=[TaskExecLog(log="done")],
        )
        add_task_log.sync(task.task_id, client=client, body="done")
        done.append(update_task.sync(client=client, body=result))
    return done


def poll_one(client: Client) -> str | None:
    """An answer that may be empty is the only one that needs a check."""
    task = poll_task.sync("greet", client=client)
    assert_type(task, Task | None)
    return None if task is None else task.task_id


def look(client: Client, workflow_id: str) -> timedelta | None:
    execution = get_workflow.sync(workflow_id, client=client, include_tasks=True)
    assert_type(execution, Workflow)
    assert_type(execution.status, WorkflowState)
    assert_type(execution.output, dict[str, Any])
    states: list[TaskState] = [task.status for task in execution.tasks]
    failed = [task.reason_for_incompletion or "" for task in execution.tasks if task.status is TaskState.FAILED]
    repr([states, failed, execution.priority + 1, execution.additional_properties.get("new")])
    if execution.started_at is None or execution.ended_at is None:
        return None
    return execution.ended_at - execution.started_at


def find(client: Client) -> list[WorkflowSummary]:
    page = search_workflows.sync(client=client, query="status = 'FAILED'", size=10)
    return page.results if page.total_hits > 0 else []


def details(client: Client, task_id: str) -> tuple[int, str]:
    response = get_task_logs.sync_detailed(task_id, client=client)
    assert_type(response, DetailedResponse[list[TaskExecLog] | None])
    return response.status_code, "\n".join(line.log for line in response.parsed or [])


async def pause(client: Client, workflow_id: str) -> None:
    """The name of an area of the API gives all of its operations."""
    async with client:
        await workflow.pause_workflow.asyncio(workflow_id, client=client)
        response = await workflow.resume_workflow.asyncio_detailed(workflow_id, client=client)
    assert_type(response, DetailedResponse[None])


def handlers(client: Client, first: EventHandler) -> None:
    """A body that the editions take in different forms takes both."""
    add_event_handler.sync(client=client, body=first)
    add_event_handler.sync(client=client, body=[first])
