"""Metrics and probes."""

from __future__ import annotations

import threading

import httpx
import pytest

from conductor import (
    AsyncMetadataClient,
    AsyncWorkflowExecutor,
    WorkflowExecutor,
    async_orkes_conductor_client,
    orkes_conductor_client,
    simple_task,
    workflow,
)
from conductor._async.client import AsyncConductorClient
from conductor._worker.decorator import worker
from conductor._worker.events import PollFailed, WorkerRestarted
from conductor.errors import ConductorConnectionError, NotFoundError
from conductor.telemetry.metrics import METRICS, WorkerMetrics
from conductor.telemetry.server import MetricsServer
from tests.support.short_waits import AsyncTaskManager
from tests.support.stub_server import StubServer, until


async def test_what_happens_is_counted(client: AsyncConductorClient, stub: StubServer) -> None:
    """Polls, tasks, errors and times come under the names that all SDKs share."""

    @worker("work", concurrency=1)
    async def work(n: int) -> None:
        if n == 1:
            raise ValueError

    stub.add("work", 3)
    stub.fail("poll", httpx.ConnectError("refused"))
    stub.fail("update", httpx.ConnectError("refused"))
    metrics = WorkerMetrics()
    async with AsyncTaskManager(client, [work], listeners=[metrics]):
        await until(lambda: len(stub.results) == 3)
    lines = metrics.render().splitlines()
    assert 'task_execution_started_total{taskType="work"} 3' in lines
    assert 'task_poll_error_total{taskType="work",exception="ConductorConnectionError"} 1' in lines
    assert 'task_execute_error_total{taskType="work",exception="ValueError"} 1' in lines
    assert 'task_update_error_total{taskType="work",exception="ConductorConnectionError"} 1' in lines
    assert 'task_execute_time_seconds_count{taskType="work",status="SUCCESS"} 2' in lines
    assert 'task_update_time_seconds_bucket{taskType="work",status="SUCCESS",le="+Inf"} 3' in lines
    assert 'task_result_size_bytes_count{taskType="work"} 3' in lines
    assert 'active_workers{taskType="work"} 0' in lines
    assert "# TYPE active_workers gauge" in lines


async def test_a_full_worker_is_counted(client: AsyncConductorClient, stub: StubServer) -> None:
    """How often all slots were taken tells whether the concurrency is too low."""

    @worker("work")
    async def work() -> None: ...

    stub.add("work", 2)
    metrics = WorkerMetrics()
    async with AsyncTaskManager(client, [work], listeners=[metrics]):
        await until(lambda: len(stub.results) == 2)
    assert 'task_execution_queue_full_total{taskType="work"} ' in metrics.render()


async def test_calls_of_a_watched_client_are_counted() -> None:
    """Each under its address without the ids; starts with the size of their input, or why they failed."""
    metrics = WorkerMetrics()
    async with async_orkes_conductor_client(server_url="local://") as client:
        metrics.watch(client)
        metrics.watch(client)
        executor = AsyncWorkflowExecutor(client)
        await executor.register_workflow(True, workflow("order", [simple_task("a", "a", {})]))
        run_id = await executor.start_workflow({"name": "order", "version": 1, "input": {"n": 1}})
        await executor.start_workflow_by_name("order", {"n": 100})
        await executor.get_workflow(run_id)
        with pytest.raises(NotFoundError):
            await executor.start_workflow({"name": "nobody", "version": 1})
    lines = metrics.render().splitlines()
    seconds = "http_api_client_request_seconds_count"
    assert f'{seconds}{{method="POST",uri="/api/workflow",status="200"}} 1' in lines
    assert f'{seconds}{{method="POST",uri="/api/workflow",status="404"}} 1' in lines
    assert f'{seconds}{{method="GET",uri="/api/workflow/{{workflow_id}}",status="200"}} 1' in lines
    assert 'workflow_input_size_bytes_sum{workflowType="order",version="1"} 7' in lines
    assert 'workflow_input_size_bytes_sum{workflowType="order",version=""} 9' in lines
    assert 'workflow_start_error_total{workflowType="nobody",exception="NotFoundError"} 1' in lines


async def test_two_may_watch_a_client() -> None:
    """Each counts each call once, whoever came first."""
    first, second = WorkerMetrics(), WorkerMetrics()
    async with async_orkes_conductor_client(server_url="local://") as client:
        for metrics in (first, second, first):
            metrics.watch(client)
        await AsyncMetadataClient(client).get_all_workflow_defs()
    for metrics in (first, second):
        counts = [line for line in metrics.render().splitlines() if "request_seconds_count" in line]
        assert [line.rpartition(" ")[2] for line in counts] == ["1"]


@pytest.mark.slow
def test_a_call_without_an_answer_is_counted() -> None:
    """With the status 0, and a start with the error that the caller gets."""

    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    metrics = WorkerMetrics()
    with orkes_conductor_client(server_url="http://stub", fetch=refuse) as client:
        metrics.watch(client)
        with pytest.raises(ConductorConnectionError):
            WorkflowExecutor(client).start_workflow({"name": "order", "version": 1})
    lines = metrics.render().splitlines()
    assert 'http_api_client_request_seconds_count{method="POST",uri="/api/workflow",status="0"} 1' in lines
    assert 'workflow_start_error_total{workflowType="order",exception="ConductorConnectionError"} 1' in lines


def test_numbers_keep_all_their_digits() -> None:
    """A counter goes on after a million, and a sum does not lose what is added to it."""
    metrics = WorkerMetrics()
    metrics.count("task_poll_total", 1_234_567, taskType="work")
    metrics.observe("task_result_size_bytes", 12_345_678.5, (1e3,), taskType="work")
    lines = metrics.render().splitlines()
    assert 'task_poll_total{taskType="work"} 1234567' in lines
    assert 'task_result_size_bytes_sum{taskType="work"} 12345678.5' in lines


def test_a_dead_loop_is_counted() -> None:
    """By the worker, and by what it died of."""
    metrics = WorkerMetrics()
    metrics(WorkerRestarted(task_def_name="work", error=RuntimeError("bug"), failures=1, retry_in_s=0.5))
    lines = metrics.render().splitlines()
    assert 'worker_restart_total{taskType="work"} 1' in lines
    assert 'thread_uncaught_exceptions_total{exception="RuntimeError"} 1' in lines


def test_each_metric_has_its_help() -> None:
    """Prometheus shows what a metric tells; all metrics are in the list that the documentation shows."""
    metrics = WorkerMetrics()
    for name, kind, labels, _ in METRICS:
        values = dict.fromkeys(labels, "x")
        metrics.observe(name, 1.0, (1.0,), **values) if kind == "histogram" else metrics.count(name, **values)
    lines = metrics.render().splitlines()
    for name, kind, _, text in METRICS:
        assert f"# HELP {name} {text}" in lines
        assert f"# TYPE {name} {kind}" in lines


def test_odd_names_are_escaped() -> None:
    """A name with quotes does not break the format."""
    metrics = WorkerMetrics()
    error = ValueError()
    metrics(PollFailed(task_def_name='a"b\\c\n', error=error, failures=1, retry_in_s=1, duration_s=0.002))
    assert 'task_poll_total{taskType="a\\"b\\\\c\\n"} 1' in metrics.render()
    assert 'le="0.005"} 1' in metrics.render()


@pytest.mark.slow
async def test_probes_are_answered(client: AsyncConductorClient, stub: StubServer) -> None:
    """200 while the workers are well, 503 when they do not poll; no thread stays behind."""

    @worker("work")
    async def work() -> None: ...

    manager = AsyncTaskManager(client, [work])
    before = set(threading.enumerate())
    with MetricsServer(WorkerMetrics(), manager.health, host="127.0.0.1", port=0) as server:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{server.port}") as browser:
            async with manager:
                answer = await browser.get("/health")
                assert (answer.status_code, answer.json()["workers"]["work"]["state"]) == (200, "running")
            assert (await browser.get("/health")).status_code == 503
            assert (await browser.get("/metrics?all")).headers["content-type"].startswith("text/plain")
            assert (await browser.get("/")).status_code == 404
    with MetricsServer(host="127.0.0.1", port=0) as server:
        async with httpx.AsyncClient() as browser:
            answer = await browser.get(f"http://127.0.0.1:{server.port}/health")
            assert answer.json() == {"is_healthy": True}
    assert set(threading.enumerate()) <= before
