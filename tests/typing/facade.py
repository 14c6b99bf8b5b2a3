"""Programs that use the facade. They are checked, never run: accepted ones as they stand, rejected ones by their error.

A ``type: ignore`` that is not needed is an error of both checkers, so what is rejected here stays rejected.
"""

# pyright: reportUnnecessaryTypeIgnoreComment=true

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, assert_type

from conductor import (
    AsyncOrkesClients,
    AsyncWorkflowExecutor,
    BulkResponseString,
    HumanTaskEntry,
    OrkesClients,
    ReturnStrategy,
    SearchResultWorkflowSummary,
    SignalResponse,
    Task,
    TaskDef,
    TaskResultStatus,
    Workflow,
    WorkflowDef,
    WorkflowExecutor,
    WorkflowRun,
    WorkflowSummary,
    orkes_conductor_client,
    simple_task,
    workflow,
)


def start_and_wait(executor: WorkflowExecutor) -> None:
    """The result of a synchronous start depends on whether a return strategy is given."""
    assert_type(executor.start_workflow({"name": "w"}), str)
    assert_type(executor.execute_workflow({"name": "w"}, version=1, wait_for_seconds=timedelta(seconds=5)), WorkflowRun)
    answer = executor.execute_workflow({"name": "w"}, version=1, return_strategy=ReturnStrategy.BLOCKING_TASK)
    assert_type(answer, SignalResponse)
    assert_type(answer.get_blocking_task(), Task)
    assert_type(executor.signal("id", "COMPLETED", {"a": 1}), SignalResponse)
    assert_type(executor.pause_workflows(["id"]), BulkResponseString)


def watch(executor: WorkflowExecutor) -> None:
    """What is always sent needs no assertion; filters are typed."""
    found = executor.get_workflow("id")
    assert_type(found, Workflow)
    assert_type([task.task_id for task in found.tasks], list[str])
    assert_type(executor.search(status=["FAILED"], started_after=datetime.now(UTC)), SearchResultWorkflowSummary)
    assert_type(executor.search_all(workflow_type="w"), Iterator[WorkflowSummary])
    executor.go_back_to_task("id", lambda task: task.reference_task_name == "ref")


async def the_same_with_await(executor: AsyncWorkflowExecutor) -> None:
    """The async twin has the same types behind an await."""
    assert_type(await executor.start_workflow({"name": "w"}), str)
    assert_type(executor.search_all(workflow_type="w"), AsyncIterator[WorkflowSummary])
    assert_type(await executor.update_task("t", "w", TaskResultStatus.FAILED, {}), str)


def define(clients: OrkesClients) -> None:
    """Definitions are models, of builders or of one's own, or mappings."""
    metadata = clients.get_metadata_client()
    metadata.register_task(TaskDef(name="t", retry_count=3))
    metadata.register_task({"name": "t", "retryCount": 3})
    metadata.register_workflow_def(workflow("w", [simple_task("ref", "t", {})]))
    assert_type(metadata.get_workflow_def("w"), WorkflowDef)


async def people(clients: AsyncOrkesClients) -> None:
    """Human tasks are typed, too."""
    human = clients.get_human_client()
    assert_type(await human.poll_search({"states": ["PENDING"]}, timedelta(seconds=1)), list[HumanTaskEntry])
    await human.claim_task_as_external_user("t", "joe", with_template=True)


def rejected(executor: WorkflowExecutor, payload: Any) -> None:
    """What cannot be right is an error of the type checker."""
    executor.start_workflow("w")  # type: ignore[arg-type]  # a request or a mapping, not a name
    executor.search(state="RUNNING")  # type: ignore[call-arg]  # there is no such filter
    executor.signal("id", "COMPLETED")  # type: ignore[call-arg]  # the output of the task is missing
    executor.update_task("t", "w", 5, payload)  # type: ignore[arg-type]  # a status is a text or a member
    _ = executor.get_workflow("id").workflow_idd  # type: ignore[attr-defined]  # a slip of the pen
    executor.go_back_to_task("id", lambda task: task.no_such_field)  # type: ignore[attr-defined]  # tasks are typed
    orkes_conductor_client(server="http://x")  # type: ignore[call-arg]  # the option is called server_url
