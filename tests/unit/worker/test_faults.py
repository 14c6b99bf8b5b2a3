"""What the workers survive: servers, networks and user code that misbehave."""

from __future__ import annotations

import asyncio
import logging
import threading
from typing import Any

import httpx
import pytest
from attrs import evolve

from conductor._async.client import AsyncConductorClient, async_orkes_conductor_client
from conductor._worker.decorator import worker
from conductor._worker.events import (
    PollFailed,
    ResultLost,
    TaskRefused,
    UpdateFailed,
    WorkerEvent,
    WorkerRestarted,
)
from conductor._worker.poller import Poller
from conductor._worker.spec import ConductorWorker
from conductor.models import Task
from tests.support.short_waits import TIMINGS, AsyncTaskManager
from tests.support.stub_server import Fault, StubServer, until, wait_until

HTML = "<html><head><title>Bad gateway</title></head></html>"

FAULTS: dict[str, Fault] = {
    "refused": httpx.ConnectError("refused"),
    "reset": httpx.ReadError("reset"),
    "slow": httpx.ReadTimeout("slow"),
    "half a body": httpx.RemoteProtocolError("peer closed connection"),
    "500": httpx.Response(500, json={"message": "oops"}),
    "502": httpx.Response(502, html=HTML),
    "302": httpx.Response(302, headers={"location": "https://login.example.com"}),
    "408": httpx.Response(408, text="too slow"),
    "429": httpx.Response(429, headers={"retry-after": "0"}),
    "401": httpx.Response(401, json={"error": "EXPIRED_TOKEN", "message": "expired"}),
    "403": httpx.Response(403, json={"message": "keys revoked"}),
    "HTML": httpx.Response(200, html=HTML),
    "no JSON": httpx.Response(200, content=b'[{"taskId": "t', headers={"content-type": "application/json"}),
    "204": httpx.Response(204),
    "null": httpx.Response(200, json=None),
    "odd tasks": httpx.Response(200, json=[None, 7, "task"]),
    "unknown error": ValueError("a transport may raise anything"),
    "a cancellation of its own": asyncio.CancelledError(),
    "an exit": SystemExit(3),
}
# An update that is answered in these ways was taken.
TAKEN = {"204", "null", "odd tasks", "no JSON", "HTML"}


async def echo(task: Task) -> dict[str, Any]:
    return {"n": task.input_data["n"]}


@pytest.mark.parametrize("fault", FAULTS)
async def test_polling_goes_on_after_failures(fault: str, client: AsyncConductorClient, stub: StubServer) -> None:
    """Whatever a poll is answered with, the next ones bring the tasks, each once."""
    stub.fail("poll", *[_copy(FAULTS[fault])] * 3)
    ids = stub.add("echo", 3)
    async with AsyncTaskManager(client, [ConductorWorker("echo", echo, concurrency=2)]):
        await until(lambda: len(stub.results) == 3)
    assert [stub.outcome_of(task_id)["status"] for task_id in ids] == ["COMPLETED"] * 3


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault not in TAKEN])
async def test_no_finished_result_is_lost(fault: str, client: AsyncConductorClient, stub: StubServer) -> None:
    """An update that fails is sent again until it is taken."""
    stub.fail("update", *[_copy(FAULTS[fault])] * 3)
    ids = stub.add("echo", 2)
    manager = AsyncTaskManager(client, [ConductorWorker("echo", echo)])
    async with manager:
        await until(lambda: len(stub.results) == 2)
    assert [stub.outcome_of(task_id)["outputData"]["n"] for task_id in ids] == [1, 2]


@pytest.mark.parametrize("fault", ["HTML", "no JSON"])
async def test_an_unreadable_answer_to_an_update_is_no_answer(
    fault: str, client: AsyncConductorClient, stub: StubServer
) -> None:
    """A web page instead of an answer comes from something else than the server: the result is sent again."""
    stub.fail("update", _copy(FAULTS[fault]))
    (task_id,) = stub.add("echo")
    async with AsyncTaskManager(client, [ConductorWorker("echo", echo)]):
        await until(lambda: len(stub.results) == 1)
    assert stub.outcome_of(task_id)["status"] == "COMPLETED"
    assert stub.paths[-1] != "/api/tasks/update-v2" or stub.polls


async def test_a_server_that_never_answers_is_given_up(
    client: AsyncConductorClient, stub: StubServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A poll and an update that hang end at a limit of the workers' own, and are tried again."""
    timings = evolve(TIMINGS, request_margin_s=0.01, update_limit_s=0.01)
    stub.fail("poll", "hang")
    stub.fail("update", "hang")
    stub.add("echo")
    events: list[WorkerEvent] = []
    async with AsyncTaskManager(client, [ConductorWorker("echo", echo)], listeners=[events.append], timings=timings):
        await until(lambda: len(stub.results) == 1)
    failures = [event.error for event in events if isinstance(event, PollFailed | UpdateFailed)]
    assert ["no answer within" in str(error) for error in failures] == [True, True]


async def test_the_second_try_takes_no_next_task(client: AsyncConductorClient, stub: StubServer) -> None:
    """A result is sent again by the plain update, since the lost answer may have held a task."""
    stub.fail("update", httpx.ReadError("reset"))
    stub.add("echo")
    async with AsyncTaskManager(client, [ConductorWorker("echo", echo)]):
        await until(lambda: len(stub.results) == 1)
    assert [path for path in stub.paths if "poll" not in path] == ["/api/tasks/update-v2", "/api/tasks"]


async def test_max_retries_limits_the_attempts(client: AsyncConductorClient, stub: StubServer) -> None:
    """After so many attempts a result is lost: in the log, as an event, and for on_error."""
    stub.fail("update", *[httpx.ConnectError("refused")] * 2)
    events: list[WorkerEvent] = []
    errors: list[BaseException] = []
    settings: dict[str, Any] = {
        "max_retries": 2,
        "listeners": [events.append],
        "on_error": lambda error, _: errors.append(error),
    }
    first, second = stub.add("echo", 2)
    async with AsyncTaskManager(client, [ConductorWorker("echo", echo)], **settings):
        await until(lambda: len(stub.results) == 1)
    assert [event.task.task_id for event in events if isinstance(event, ResultLost)] == [first]
    assert (len(errors), stub.outcome_of(second)["status"]) == (2, "COMPLETED")


@pytest.mark.slow
async def test_a_result_is_lost_when_its_lease_has_run_out(client: AsyncConductorClient, stub: StubServer) -> None:
    """Without max_retries a result is sent again until the server has given the task up."""
    stub.fail("update", *[httpx.ConnectError("refused")] * 10_000)
    stub.add("echo", responseTimeoutSeconds=1)
    events: list[WorkerEvent] = []
    async with AsyncTaskManager(client, [ConductorWorker("echo", echo)], listeners=[events.append]):
        await until(lambda: any(isinstance(event, ResultLost) for event in events))
    assert sum(isinstance(event, UpdateFailed) for event in events) > 3


async def test_what_the_server_refuses_fails_the_task(client: AsyncConductorClient, stub: StubServer) -> None:
    """A result that the server finds wrong is not sent again and again: the task fails with the server's words."""
    stub.fail("update", httpx.Response(413, json={"message": "payload too large"}))
    (task_id,) = stub.add("echo")
    async with AsyncTaskManager(client, [ConductorWorker("echo", echo)]):
        await until(lambda: len(stub.results) == 1)
    result = stub.outcome_of(task_id)
    assert result["status"] == "FAILED"
    assert "payload too large" in result["reasonForIncompletion"]


async def test_a_task_that_is_gone_does_not_block_the_slot(client: AsyncConductorClient, stub: StubServer) -> None:
    """A 404 for a task is final, and says nothing about update-v2."""
    stub.fail("update", *[httpx.Response(404, json={"message": "No such workflow"}) for _ in range(2)])
    _, second = stub.add("echo", 2)
    async with AsyncTaskManager(client, [ConductorWorker("echo", echo)]):
        await until(lambda: len(stub.results) == 1)
    assert stub.outcome_of(second)["status"] == "COMPLETED"
    assert stub.paths.count("/api/tasks/update-v2") == 2


async def test_a_task_that_comes_twice_is_run_once(client: AsyncConductorClient, stub: StubServer) -> None:
    """The copy of a task that is here already is not run."""
    begun, go_on = asyncio.Event(), asyncio.Event()
    calls = 0

    @worker("twice", concurrency=2)
    async def twice() -> None:
        nonlocal calls
        calls += 1
        begun.set()
        await go_on.wait()

    events: list[WorkerEvent] = []
    stub.add("twice", taskId="same")
    async with AsyncTaskManager(client, [twice], listeners=[events.append]):
        await begun.wait()
        stub.add("twice", taskId="same")
        await until(lambda: any(isinstance(event, TaskRefused) for event in events))
        go_on.set()
        await until(lambda: len(stub.results) == 1)
    assert calls == 1


@pytest.mark.parametrize("missing", ["taskId", "workflowInstanceId"])
async def test_a_task_without_its_ids_is_not_run(
    missing: str, client: AsyncConductorClient, stub: StubServer, caplog: pytest.LogCaptureFixture
) -> None:
    """Nobody could be told of its result; it is logged, and the slot stays free."""
    stub.add("echo", **{missing: None})
    (good,) = stub.add("echo")
    async with AsyncTaskManager(client, [ConductorWorker("echo", echo)]):
        await until(lambda: len(stub.results) == 1)
    assert stub.outcome_of(good)["status"] == "COMPLETED"
    assert "without its ids" in caplog.text


async def test_unknown_fields_and_values_do_no_harm(client: AsyncConductorClient, stub: StubServer) -> None:
    """A newer server may send more."""
    (task_id,) = stub.add("echo", status="RESTING", novelty={"a": 1}, retryCount=None, taskDefinition={"x": []})
    async with AsyncTaskManager(client, [ConductorWorker("echo", echo)]):
        await until(lambda: len(stub.results) == 1)
    assert stub.outcome_of(task_id)["status"] == "COMPLETED"


@pytest.mark.parametrize("is_async", [True, False])
@pytest.mark.parametrize(
    "error", [SystemExit(3), KeyboardInterrupt(), asyncio.CancelledError(), GeneratorExit(), StopIteration(1)]
)
async def test_no_exception_of_a_worker_ends_the_loop(
    error: BaseException, is_async: bool, client: AsyncConductorClient, stub: StubServer
) -> None:
    """Whatever a function raises fails its task only."""

    async def fail_async(task: Task) -> None:
        raise error

    def fail(task: Task) -> None:
        raise error

    ids = stub.add("fail", 2)
    async with AsyncTaskManager(client, [ConductorWorker("fail", fail_async if is_async else fail)]):
        await until(lambda: len(stub.results) == 2)
    assert [stub.outcome_of(task_id)["status"] for task_id in ids] == ["FAILED", "FAILED"]


class Unspeakable(Exception):
    def __str__(self) -> str:
        raise ValueError("no text")


async def test_an_exception_without_a_text_fails_the_task(client: AsyncConductorClient, stub: StubServer) -> None:
    """An exception whose text cannot be made is an unknown error."""

    async def fail(task: Task) -> None:
        raise Unspeakable

    (task_id,) = stub.add("fail")
    async with AsyncTaskManager(client, [ConductorWorker("fail", fail)]):
        await until(lambda: len(stub.results) == 1)
    assert stub.outcome_of(task_id)["reasonForIncompletion"] == "An unknown error occurred"


class BadLogger:
    def debug(self, message: str, /) -> None:
        raise OSError("disk full")

    info = error = debug


def explode(*_: object) -> None:
    raise RuntimeError("bang")


async def test_listeners_loggers_and_on_error_may_raise(client: AsyncConductorClient, stub: StubServer) -> None:
    """What observes the workers cannot stop them."""
    ids = stub.add("fail", 3)

    async def fail(task: Task) -> None:
        raise ValueError

    settings: dict[str, Any] = {"listeners": [explode], "on_error": explode, "logger": BadLogger()}
    stub.fail("poll", httpx.ConnectError("refused"))
    stub.fail("update", httpx.ConnectError("refused"))
    async with AsyncTaskManager(client, [ConductorWorker("fail", fail)], **settings):
        await until(lambda: len(stub.results) == 3)
    assert [stub.outcome_of(task_id)["status"] for task_id in ids] == ["FAILED"] * 3


async def test_a_loop_that_dies_is_heard_of_and_starts_again(
    client: AsyncConductorClient, stub: StubServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A bug in the poller is logged, told, and mended by a new start."""
    real = Poller._note_answer
    bugs = iter([RuntimeError("bug"), RuntimeError("bug")])

    def buggy(self: Poller, *args: Any) -> None:
        if bug := next(bugs, None):
            raise bug
        real(self, *args)

    monkeypatch.setattr(Poller, "_note_answer", buggy)
    events: list[WorkerEvent] = []
    async with AsyncTaskManager(client, [ConductorWorker("echo", echo)], listeners=[events.append]):
        await until(lambda: sum(isinstance(event, WorkerRestarted) for event in events) == 2)
        stub.add("echo")
        await until(lambda: len(stub.results) == 1)
    assert "its loop died" in caplog.text


async def test_failures_are_logged_once_until_they_end(
    client: AsyncConductorClient, stub: StubServer, caplog: pytest.LogCaptureFixture
) -> None:
    """A server that is down for long does not fill the log."""
    caplog.set_level(logging.INFO, logger="conductor.worker")
    stub.fail("poll", *[httpx.ConnectError("refused")] * 20)
    async with AsyncTaskManager(client, [ConductorWorker("echo", echo)]):
        await until(lambda: len(stub.polls) > 21)
    texts = [record.message for record in caplog.records]
    assert sum("poll failed" in text for text in texts) == 1
    assert sum("polls again after 20 failures" in text for text in texts) == 1


async def test_a_plain_function_may_give_a_coroutine(client: AsyncConductorClient, stub: StubServer) -> None:
    """A lambda around an async function is a worker as well."""
    around = lambda task: echo(task)  # noqa: E731, PLW0108 - the case
    (task_id,) = stub.add("echo")
    async with AsyncTaskManager(client, [ConductorWorker("echo", around)]):
        await until(lambda: len(stub.results) == 1)
    assert stub.outcome_of(task_id)["outputData"] == {"n": 1}


async def test_a_big_output_is_sent(client: AsyncConductorClient, stub: StubServer) -> None:
    """Twenty megabytes go over the wire as they are."""

    async def big(task: Task) -> str:
        return "x" * 20_000_000

    (task_id,) = stub.add("big")
    async with AsyncTaskManager(client, [ConductorWorker("big", big)]):
        await until(lambda: len(stub.results) == 1)
    assert len(stub.outcome_of(task_id)["outputData"]["result"]) == 20_000_000


async def test_context_variables_do_not_reach_the_next_task(client: AsyncConductorClient, stub: StubServer) -> None:
    """What a function binds for itself, such as fields of a log, ends with its task."""
    import contextvars

    variable = contextvars.ContextVar("variable", default="unset")

    async def bind(task: Task) -> str:
        before = variable.get()
        variable.set("set")
        return before

    stub.add("bind", 3)
    async with AsyncTaskManager(client, [ConductorWorker("bind", bind)]):
        await until(lambda: len(stub.results) == 3)
    assert [result["outputData"]["result"] for result in stub.results] == ["unset"] * 3


async def test_a_transport_that_is_only_sync_is_called_on_threads(stub: StubServer) -> None:
    """The async twin of a sync client sends through what the client was given."""
    from conductor._sync.client import orkes_conductor_client
    from conductor._worker.manager import TaskManager

    names: set[str] = set()

    def answer(request: httpx.Request) -> httpx.Response:
        names.add(threading.current_thread().name)
        return asyncio.run(stub(request))

    def serve() -> None:
        client = orkes_conductor_client(server_url="http://stub", fetch=answer)
        with client, TaskManager(client, [ConductorWorker("echo", echo)]):
            wait_until(lambda: len(stub.results) == 2)

    stub.add("echo", 2)
    await asyncio.to_thread(serve)
    assert "conductor-workers" not in names


async def test_the_client_may_be_closed_earlier(stub: StubServer) -> None:
    """The workers have connections of their own."""
    client = async_orkes_conductor_client(server_url="http://stub", fetch=stub)
    async with AsyncTaskManager(client, [ConductorWorker("echo", echo)]):
        await client.aclose()
        stub.add("echo")
        await until(lambda: len(stub.results) == 1)


def _copy(fault: Fault) -> Fault:
    return fault
