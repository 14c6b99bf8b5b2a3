"""From the poll to the report: what goes over the wire."""

from __future__ import annotations

import asyncio
import json
import threading
from typing import Any, Literal

import pytest

from conductor._async.client import AsyncConductorClient
from conductor._sync.client import ConductorClient
from conductor._worker.context import TaskContext
from conductor._worker.decorator import worker
from conductor._worker.manager import AsyncTaskManager, TaskManager
from conductor._worker.results import TaskResult, in_progress
from conductor._worker.settings import noop_error_handler
from conductor._worker.spec import ConductorWorker
from conductor.errors import ConfigurationError, NonRetryableError, TaskFailed, UsageError
from conductor.models import Task
from tests.support.cpu_workers import raise_chained
from tests.support.stub_server import StubServer, until, wait_until


def echo(task: Task) -> dict[str, Any]:
    return {"n": task.input_data["n"]}


async def run(client: AsyncConductorClient, stub: StubServer, *workers: Any, **settings: Any) -> None:
    """Let workers run until all that is queued is reported."""
    expected = sum(stub.queued(name) for name in {w.task_def_name for w in workers})
    async with AsyncTaskManager(client, workers, **settings):
        await until(lambda: len(stub.results) >= expected)


async def test_a_plain_function_is_run_and_its_output_reported(client: AsyncConductorClient, stub: StubServer) -> None:
    """The mapping that a function returns is the output of a COMPLETED task."""
    (task_id,) = stub.add("echo", workflowInstanceId="w")
    await run(client, stub, ConductorWorker("echo", echo), options={"worker_id": "me"})
    assert stub.outcome_of(task_id) == {
        "taskId": task_id,
        "workflowInstanceId": "w",
        "workerId": "me",
        "status": "COMPLETED",
        "outputData": {"n": 1},
    }


async def test_async_functions_run_on_the_loop(client: AsyncConductorClient, stub: StubServer) -> None:
    """An async function runs on the loop of the manager, a plain one on a thread of its own."""

    @worker("on_loop")
    async def on_loop() -> str:
        return threading.current_thread().name

    @worker("on_thread")
    def on_thread() -> str:
        return threading.current_thread().name

    (first,), (second,) = stub.add("on_loop"), stub.add("on_thread")
    await run(client, stub, on_loop, on_thread)
    assert stub.outcome_of(first)["outputData"]["result"] == threading.current_thread().name
    assert stub.outcome_of(second)["outputData"]["result"].startswith("conductor-worker")


async def test_an_exception_fails_the_task(client: AsyncConductorClient, stub: StubServer) -> None:
    """The reason names class, message, file, line and function; the traceback is an entry of the task's log."""

    async def fail(task: Task) -> None:
        raise ValueError("no such order")

    line = fail.__code__.co_firstlineno + 1

    (task_id,) = stub.add("fail")
    await run(client, stub, ConductorWorker("fail", fail))
    result = stub.outcome_of(task_id)
    reason = f"ValueError: no such order (test_flow.py:{line}, in fail)"
    assert (result["status"], result["reasonForIncompletion"]) == ("FAILED", reason)
    assert "in fail" in result["logs"][0]["log"]


@pytest.mark.parametrize("isolation", ["thread", "process"])
async def test_code_paths_can_be_kept_from_the_server(
    isolation: Literal["thread", "process"],
    client: AsyncConductorClient,
    stub: StubServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """With include_traceback=False the server gets class and message only; the log record of a thread has the rest."""
    (task_id,) = stub.add("fail")
    await run(client, stub, ConductorWorker("fail", raise_chained, isolation=isolation, include_traceback=False))
    result = stub.outcome_of(task_id)
    assert (result["reasonForIncompletion"], result.get("logs")) == ("RuntimeError: outer", [])
    assert ".py" not in json.dumps(result)
    if isolation == "thread":
        (trace,) = [record.exc_info for record in caplog.records if record.exc_info]
        assert trace[1] is not None
        assert isinstance(trace[1].__cause__, KeyError)


async def test_the_traceback_has_causes_and_the_members_of_groups(
    client: AsyncConductorClient, stub: StubServer
) -> None:
    """The task's log shows the cause of an exception and each member of an exception group."""

    async def fail(task: Task) -> None:
        try:
            raise_chained(task)
        except RuntimeError as error:
            raise ExceptionGroup("both", [error, StopIteration(4)]) from None

    (task_id,) = stub.add("fail")
    await run(client, stub, ConductorWorker("fail", fail))
    result = stub.outcome_of(task_id)
    assert result["reasonForIncompletion"].startswith("ExceptionGroup: both (2 sub-exceptions) (test_flow.py:")
    assert all(
        part in result["logs"][0]["log"] for part in ("KeyError: 'inner'", "RuntimeError: outer", "StopIteration: 4")
    )


async def test_the_location_is_the_users_line(client: AsyncConductorClient, stub: StubServer) -> None:
    """An exception that a library raises is located at the line of the user's code that called the library."""

    def fail(task: Task) -> None:
        json.loads("{")

    line = fail.__code__.co_firstlineno + 1
    (task_id,) = stub.add("fail")
    await run(client, stub, ConductorWorker("fail", fail))
    reason = stub.outcome_of(task_id)["reasonForIncompletion"]
    assert reason.startswith("JSONDecodeError: Expecting property name")
    assert reason.endswith(f" (test_flow.py:{line}, in fail)")


@pytest.mark.parametrize(
    ("error", "status"), [(TaskFailed, "FAILED"), (NonRetryableError, "FAILED_WITH_TERMINAL_ERROR")]
)
async def test_errors_choose_the_status(
    error: type[TaskFailed], status: str, client: AsyncConductorClient, stub: StubServer
) -> None:
    """TaskFailed may be retried, NonRetryableError not; both carry output and logs."""

    @worker("choose")
    def choose() -> None:
        raise error("odd", output={"seen": 1}, logs=["line"])

    (task_id,) = stub.add("choose")
    await run(client, stub, choose)
    result = stub.outcome_of(task_id)
    assert (result["status"], result["reasonForIncompletion"], result["outputData"]) == (status, "odd", {"seen": 1})
    assert result["logs"][0]["log"] == "line"


@pytest.mark.parametrize("is_async", [True, False])
async def test_input_that_does_not_fit_fails_the_task(
    is_async: bool, client: AsyncConductorClient, stub: StubServer
) -> None:
    """The message names the argument; a retry would not help, so there is none."""

    async def on_loop(amount: float) -> None: ...

    def on_thread(amount: float) -> None: ...

    (task_id,) = stub.add("charge")
    await run(client, stub, worker("charge")(on_loop) if is_async else worker("charge")(on_thread))
    result = stub.outcome_of(task_id)
    assert result["status"] == "FAILED_WITH_TERMINAL_ERROR"
    assert result["reasonForIncompletion"] == "charge: argument 'amount' is missing (input has: n)"


async def test_what_the_context_collects_goes_with_the_result(client: AsyncConductorClient, stub: StubServer) -> None:
    """Logs and output of the context are sent with the result; what the function returns wins."""

    @worker("talk")
    def talk(ctx: TaskContext) -> dict[str, int]:
        ctx.log("begun")
        ctx.set_output({"a": 1}, b=1)
        return {"b": 2}

    (task_id,) = stub.add("talk")
    await run(client, stub, talk)
    result = stub.outcome_of(task_id)
    assert result["outputData"] == {"a": 1, "b": 2}
    assert [entry["log"] for entry in result["logs"]] == ["begun"]


async def test_a_task_can_be_put_back(client: AsyncConductorClient, stub: StubServer) -> None:
    """in_progress gives the task back to its queue for a while."""

    @worker("later")
    def later() -> TaskResult:
        return in_progress(30, {"part": 1})

    (task_id,) = stub.add("later")
    await run(client, stub, later)
    result = stub.outcome_of(task_id)
    assert (result["status"], result["callbackAfterSeconds"], result["outputData"]) == ("IN_PROGRESS", 30, {"part": 1})


async def test_the_next_task_comes_with_the_answer(client: AsyncConductorClient, stub: StubServer) -> None:
    """With update-v2 a slot goes on with the task that the answer holds: one request for each task."""
    stub.add("echo", 20)
    await run(client, stub, ConductorWorker("echo", echo))
    assert sorted(result["outputData"]["n"] for result in stub.results) == list(range(1, 21))
    assert stub.paths.count("/api/tasks/update-v2") == 20
    assert len(stub.polls) < 5


async def test_without_chaining_results_go_by_the_plain_update(client: AsyncConductorClient, stub: StubServer) -> None:
    """A server without update-v2 is asked for it once, and no result is lost."""
    stub.chain = False
    stub.add("echo", 3)
    await run(client, stub, ConductorWorker("echo", echo))
    assert stub.paths.count("/api/tasks/update-v2") == 1
    assert len(stub.results) == 3


async def test_no_more_than_concurrency_run_at_once(client: AsyncConductorClient, stub: StubServer) -> None:
    """The limit holds even when the server sends more than was asked for."""
    stub.overdeliver = 5
    running, most = 0, 0

    @worker("count", concurrency=2)
    async def count() -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0)
        running -= 1

    stub.add("count", 12)
    await run(client, stub, count)
    assert (len({result["taskId"] for result in stub.results}), most) == (12, 2)


async def test_all_free_slots_are_asked_for_at_once(client: AsyncConductorClient, stub: StubServer) -> None:
    """A poll for all free slots is not held; one that is held asks for a single task."""
    stub.add("echo", 4)
    await run(client, stub, ConductorWorker("echo", echo, concurrency=4))
    first = stub.polls[0]
    assert (first.count, first.timeout_ms) == (4, 0)
    assert all(poll.count == 1 or poll.timeout_ms == 0 for poll in stub.polls)


async def test_worker_id_and_domain_are_sent(client: AsyncConductorClient, stub: StubServer) -> None:
    """The worker's own domain wins over the option of the manager."""
    stub.add("echo")
    settings = {"options": {"workerID": "me", "domain": "common"}}
    await run(client, stub, ConductorWorker("echo", echo, domain="own"), **settings)
    assert (stub.polls[0].params["workerid"], stub.polls[0].params["domain"]) == ("me", "own")


async def test_on_error_hears_of_failures(client: AsyncConductorClient, stub: StubServer) -> None:
    """The user's on_error gets the exception and the task."""
    heard: list[tuple[str, str]] = []

    def fail(task: Task) -> None:
        raise ValueError("odd")

    (task_id,) = stub.add("fail")
    await run(
        client,
        stub,
        ConductorWorker("fail", fail),
        on_error=lambda error, task: heard.append((str(error), task.task_id if task else "")),
    )
    assert heard == [("odd", task_id)]


def test_the_sync_manager_runs_on_a_thread_of_its_own(sync_client: ConductorClient, stub: StubServer) -> None:
    """The sync front does the same, and leaves no thread behind."""
    before = set(threading.enumerate())
    stub.add("echo", 3)
    with TaskManager(sync_client, [ConductorWorker("echo", echo)]) as manager:
        assert manager.is_polling
        wait_until(lambda: len(stub.results) == 3)
    assert not manager.is_polling
    assert set(threading.enumerate()) == before


def test_starting_twice_is_an_error(sync_client: ConductorClient) -> None:
    """A second start is refused; after a stop it is fine."""
    manager = TaskManager(sync_client, [ConductorWorker("echo", echo)])
    with manager, pytest.raises(UsageError, match="already started"):
        manager.start_polling()
    with manager:
        pass


async def test_starting_twice_is_an_error_for_the_async_manager(client: AsyncConductorClient) -> None:
    """The async front refuses a second start as well."""
    manager = AsyncTaskManager(client, [ConductorWorker("echo", echo)])
    async with manager:
        with pytest.raises(UsageError, match="already started"):
            await manager.start_polling()
    async with manager:
        assert manager.is_polling


def test_wrong_workers_are_refused(sync_client: ConductorClient) -> None:
    """No workers, equal names and what is no worker are named."""
    with pytest.raises(ConfigurationError, match="Please pass a list of workers"):
        TaskManager(sync_client, None)  # type: ignore[arg-type] # as a user without a type checker may
    with pytest.raises(ConfigurationError, match="No workers supplied to TaskManager"):
        TaskManager(sync_client, []).sanity_check()
    with pytest.raises(ConfigurationError, match="Duplicate worker taskDefName: echo"):
        TaskManager(sync_client, [ConductorWorker("echo", echo)] * 2).start_polling()
    with pytest.raises(ConfigurationError, match=r"workers\[0\] is no worker"):
        TaskManager(sync_client, [echo])  # type: ignore[list-item] # same
    with pytest.raises(ConfigurationError, match="execute must be a function"):
        TaskManager(sync_client, [ConductorWorker("echo", None)]).sanity_check()  # type: ignore[arg-type] # same
    with pytest.raises(ConfigurationError, match="name of a worker"):
        TaskManager(sync_client, [ConductorWorker("", echo)]).sanity_check()


def test_unknown_arguments_are_named(sync_client: ConductorClient) -> None:
    """What is an option, and what an argument of the manager, is told apart."""
    with pytest.raises(ConfigurationError, match="options go into options"):
        TaskManager(sync_client, [ConductorWorker("echo", echo)], concurrency=3)  # type: ignore[call-arg] # same
    with pytest.raises(ConfigurationError, match="keyword argument of the manager"):
        TaskManager(sync_client, [ConductorWorker("echo", echo)], options={"onError": print})
    with pytest.raises(ConfigurationError, match="did you mean concurrency"):
        TaskManager(sync_client, [ConductorWorker("echo", echo)], options={"concurency": 3})


def test_settings_may_be_a_mapping(sync_client: ConductorClient) -> None:
    """As in JavaScript, names included; a keyword argument wins, and an option in the wrong place is named."""
    workers = [ConductorWorker("echo", echo)]
    config = {"options": {"pollInterval": 7, "workerID": "me"}, "onError": noop_error_handler, "maxRetries": 1}
    manager = TaskManager(sync_client, workers, config, max_retries=2)
    assert (manager.options.get("poll_interval"), manager.options.get("worker_id")) == (7, "me")
    assert (manager._max_retries, manager._on_error) == (2, noop_error_handler)
    with pytest.raises(ConfigurationError, match=r"'concurrency' .*options go into options=\{\.\.\.\}"):
        TaskManager(sync_client, workers, {"concurrency": 3})
