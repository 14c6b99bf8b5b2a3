"""Programs that configure, define, run workers and handle errors. They are checked, never run, as facade.py says."""

# pyright: reportUnnecessaryTypeIgnoreComment=true

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, assert_type

import httpx

from conductor import (
    ApiError,
    AsyncConductorClient,
    AsyncTaskManager,
    ConductorClient,
    ConductorWorker,
    InvalidField,
    NonRetryableError,
    NotFoundError,
    OrkesApiConfig,
    OrkesClients,
    Task,
    TaskDef,
    TaskManager,
    TaskManagerConfig,
    TaskManagerOptions,
    WorkflowDef,
    WorkflowExecutor,
    WorkflowState,
    WorkflowTask,
    async_orkes_conductor_client,
    create_conductor_client,
    do_while_task,
    dynamic_fork_join,
    fork_join_task,
    generate,
    human_task,
    inline_task,
    is_terminal,
    noop_error_handler,
    orkes_conductor_client,
    switch_task,
    task_definition,
    wait_task,
    wait_task_duration,
    workflow,
)


def configure() -> None:
    """Options are typed in each form: keywords, a typed mapping, any mapping."""
    config: OrkesApiConfig = {"server_url": "http://x", "read_timeout_s": timedelta(seconds=5), "token": lambda: "t"}
    assert_type(orkes_conductor_client(config), ConductorClient)
    assert_type(create_conductor_client({"serverUrl": "http://x"}, use_env=False), ConductorClient)
    assert_type(orkes_conductor_client(server_url="local://", timeout_s=None), ConductorClient)
    orkes_conductor_client(server_url="http://x", fetch=httpx.Client(), headers={"X-A": "1"}, http2=True)
    orkes_conductor_client(server_url="http://x", fetch=lambda request: httpx.Response(200, request=request))
    assert_type(async_orkes_conductor_client(server_url="http://x", fetch=httpx.AsyncClient()), AsyncConductorClient)


def build() -> WorkflowDef:
    """Builders take texts, spans, moments and tasks, and give models."""
    tasks = [
        wait_task_duration("a", timedelta(hours=1)),
        wait_task("b", until=datetime.now(UTC)),
        *fork_join_task("c", [[human_task("x")], inline_task("y", "1")]),
        switch_task("d", "$.n > 1", {"true": [wait_task("e")]}, evaluator="javascript"),
        do_while_task("f", "$.f['iteration'] < 2", [wait_task("g")]),
    ]
    assert_type(dynamic_fork_join("h", "${workflow.input.forks}"), tuple[WorkflowTask, WorkflowTask])
    assert_type(task_definition("t", retry_count=2), TaskDef)
    assert_type(generate({"name": "w", "tasks": [{"type": "SIMPLE"}]}), WorkflowDef)
    return workflow("w", tasks)


def run(client: ConductorClient) -> None:
    """A manager takes its settings as a mapping or as keywords."""
    options: TaskManagerOptions = {"concurrency": 5, "poll_interval": timedelta(seconds=1)}
    config: TaskManagerConfig = {"options": options, "on_error": noop_error_handler, "max_retries": 5}
    workers = [ConductorWorker("a", lambda task: {"n": task.input_data["n"]})]
    assert_type(TaskManager(client, workers, config, grace_s=1.0).options, TaskManagerOptions)
    TaskManager(client, workers, {"onError": handle, "options": {"workerID": "me"}})


def handle(error: BaseException, task: Task | None) -> None:
    """Give what a handler of errors may look at."""
    if isinstance(error, ApiError):
        assert_type(error.status, int)
        assert_type(error.validation_errors, tuple[InvalidField, ...])
        assert_type(error.retry_after_s, float | None)
    if task is not None:
        assert_type(task.reference_task_name, str)


def follow(executor: WorkflowExecutor) -> bool:
    """States are members of an enum, and errors have fields."""
    try:
        found = executor.get_workflow_status("id")
    except NotFoundError as error:
        raise NonRetryableError(error.message, output={"status": error.status}) from error
    return found.status is WorkflowState.COMPLETED or is_terminal(WorkflowState.FAILED)


def rejected(client: ConductorClient, other: AsyncConductorClient, payload: Mapping[str, Any]) -> None:
    """What cannot be right is an error of both type checkers."""
    orkes_conductor_client(server_url=8080)  # type: ignore[arg-type]  # an address is a text
    orkes_conductor_client(fetch=httpx.AsyncClient())  # type: ignore[arg-type]  # of the other world
    async_orkes_conductor_client(fetch=httpx.Client())  # type: ignore[arg-type]  # of the other world
    orkes_conductor_client(read_timeout_s="5")  # type: ignore[arg-type]  # seconds are a number or a timedelta
    WorkflowExecutor(other)  # type: ignore[arg-type]  # an async client
    TaskManager(other, [])  # type: ignore[arg-type]  # an async client
    AsyncTaskManager(client, [])  # type: ignore[arg-type]  # a sync client
    TaskManager(client, [], concurrency=3)  # type: ignore[call-arg]  # an option: it goes into options
    TaskManager(client, [], options={"concurrency": 3}, on_error=print, grace=1)  # type: ignore[call-arg]  # grace_s
    wait_task_duration("a", 5)  # type: ignore[arg-type]  # seconds or minutes?
    fork_join_task("a", wait_task("b"))  # type: ignore[arg-type]  # branches are lists
    switch_task("a", "x", [wait_task("b")])  # type: ignore[arg-type]  # cases have names
    workflow("w", payload)  # type: ignore[arg-type]  # tasks are a list
    OrkesClients(client).get_metadata_client().register_task("t")  # type: ignore[arg-type]  # a definition, no name
    OrkesClients(client).get_scheduler_client().pause_schedule(7)  # type: ignore[arg-type]  # a schedule has a name
    WorkflowDef(name="w", versions=2)  # type: ignore[call-arg]  # a slip of the pen
    _ = WorkflowState.DONE  # type: ignore[attr-defined]  # there is no such state
