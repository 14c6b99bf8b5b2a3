"""Use that nobody planned: what cannot be sent, servers that fail twice, clients in odd places."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import httpx
import pytest

from conductor import (
    ConductorClient,
    ConductorError,
    ConfigurationError,
    MetadataClient,
    NotFoundError,
    TaskClient,
    WorkflowExecutor,
    async_orkes_conductor_client,
    orkes_conductor_client,
)
from conductor.errors import ApiError, UnreadableAnswerError
from conductor.local import LocalServer


def client_of(answer: Callable[[httpx.Request], httpx.Response], **options: Any) -> ConductorClient:
    return orkes_conductor_client(server_url="http://server", fetch=httpx.MockTransport(answer), **options)


def silent(request: httpx.Request) -> httpx.Response:
    raise AssertionError(f"nothing must be sent: {request.method} {request.url}")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (datetime(2026, 1, 1, tzinfo=UTC), r"body\['input'\]\['a'\]\[0\]: Object of type datetime"),
        (Decimal("1.5"), r"body\['input'\]\['a'\]\[0\]: Object of type Decimal"),
        (float("nan"), r"body\['input'\]\['a'\]\[0\]: Out of range float"),
        ({1, 2}, r"body\['input'\]\['a'\]\[0\]: Object of type set"),
    ],
    ids=["datetime", "decimal", "nan", "set"],
)
def test_an_input_that_is_no_json_is_named(value: Any, words: str) -> None:
    """The error is ours, tells where the value stands, and nothing is sent."""
    executor = WorkflowExecutor(client_of(silent))
    with pytest.raises(ConfigurationError, match=words):
        executor.start_workflow({"name": "w", "input": {"a": [value]}})


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "/"])
def test_an_id_that_is_no_part_of_a_path_is_named(name: str) -> None:
    """The error is ours and names the argument, in the facade and for raw endpoints alike."""
    client = client_of(silent)
    calls: list[Callable[[], object]] = [
        lambda: WorkflowExecutor(client).get_workflow(name),
        lambda: WorkflowExecutor(client).pause(name),
        lambda: TaskClient(client).get_task(name),
        lambda: MetadataClient(client).get_task(name),
    ]
    for call in calls:
        with pytest.raises(ConfigurationError, match=r"^(workflow_id|task_id|tasktype): "):
            call()


def test_a_header_that_cannot_be_sent_is_named() -> None:
    """A key with characters that no header holds is refused, not mangled."""
    with pytest.raises(ConfigurationError, match="header X-Idempotency-key"):
        WorkflowExecutor(client_of(silent)).start_workflow_by_name("w", idempotency_key="schlüssel")


def test_a_start_without_an_id_in_the_answer_is_an_error() -> None:
    """An empty answer is not taken for an id."""
    executor = WorkflowExecutor(client_of(lambda _: httpx.Response(200)))
    for start in (lambda: executor.start_workflow({"name": "w"}), lambda: executor.start_workflow_by_name("w")):
        with pytest.raises(UnreadableAnswerError, match="no id"):
            start()


def test_names_that_cannot_be_looked_up_leave_the_error_alone() -> None:
    """When the server fails on the question which names there are, the caller has the first error."""
    answers = {"/api/workflow": httpx.Response(404, json={"message": "No such workflow"})}
    client = client_of(lambda request: answers.get(request.url.path, httpx.Response(500)), max_retries=0)
    with pytest.raises(NotFoundError, match="No such workflow") as caught:
        WorkflowExecutor(client).start_workflow({"name": "w"})
    assert caught.value.__notes__ == ["Did you register it?"]


def test_other_errors_of_a_start_ask_nothing() -> None:
    """Only an unknown name is worth another request."""
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        return httpx.Response(400, json={"message": "no"})

    with pytest.raises(ApiError, match="no"):
        WorkflowExecutor(client_of(answer)).start_workflow({"name": "w"})
    assert asked == ["/api/workflow"]


def test_a_header_that_only_looks_like_basic_authentication_is_no_trouble() -> None:
    """An error is made of the answer although the header cannot be decoded."""
    client = client_of(lambda _: httpx.Response(404, json={"message": "no"}), headers={"Authorization": "Basic @@@@a"})
    with pytest.raises(NotFoundError, match="no"):
        WorkflowExecutor(client).get_execution("w")


def test_a_local_server_may_be_given_as_address_or_as_fetch() -> None:
    """Both ways lead to the same embedded server."""
    with LocalServer() as server:
        with orkes_conductor_client(server_url=server) as first:
            MetadataClient(first).register_task({"name": "shared"})
        with orkes_conductor_client(fetch=server) as second:
            assert MetadataClient(second).get_task("shared").name == "shared"


async def test_an_async_client_takes_a_local_server_as_fetch() -> None:
    """The same for the async client; an inherited one closes nothing, and closing twice is fine."""
    with LocalServer() as server:
        client = async_orkes_conductor_client(fetch=server)
        assert (await client.api.send_async("GET", "/api/metadata/taskdefs")).json() == []
        client._lifetime._process_id = -1
        await client.aclose()
        await client.aclose()
        assert repr(client).endswith(", closed)")


def test_threads_share_all_clients_of_one_connection() -> None:
    """Executors and clients made in many threads on one connection mix up no answers."""
    ready = threading.Barrier(20)

    def answer(request: httpx.Request) -> httpx.Response:
        workflow_id = request.url.path.rpartition("/")[2]
        return httpx.Response(200, json={"workflowId": workflow_id, "status": "RUNNING"})

    client = client_of(answer)

    def call(number: int) -> list[str]:
        ready.wait(30)
        return [WorkflowExecutor(client).get_execution(f"{number}-{turn}").workflow_id for turn in range(20)]

    with ThreadPoolExecutor(20) as pool:
        found = list(pool.map(call, range(20)))
    assert found == [[f"{number}-{turn}" for turn in range(20)] for number in range(20)]


async def test_a_cancelled_start_is_not_sent_again() -> None:
    """Cancelling the caller ends the call where it is; the client goes on, and one start went out."""
    starts, arrived = [0], asyncio.Event()

    async def answer(request: httpx.Request) -> httpx.Response:
        if request.method == "POST":
            starts[0] += 1
            arrived.set()
            await asyncio.Event().wait()
        return httpx.Response(200, json=[])

    client = async_orkes_conductor_client(server_url="http://server", fetch=answer)
    start = asyncio.create_task(client.api.send_async("POST", "/api/workflow", json={"name": "w"}))
    await arrived.wait()
    start.cancel()
    with pytest.raises(asyncio.CancelledError):
        await start
    assert (await client.api.send_async("GET", "/api/metadata/taskdefs")).json() == []
    assert starts == [1]


@pytest.mark.parametrize(
    "path", ["/api/workflow", "/api/workflow/w", "/api/workflow/execute/w/1", "/api/workflow/w/rerun"]
)
@pytest.mark.parametrize(
    "outcome",
    [httpx.ReadError("reset"), httpx.ReadTimeout("slow"), httpx.RemoteProtocolError("half"), 429, 502, 503, 504],
    ids=str,
)
def test_a_start_that_may_have_arrived_goes_out_once(path: str, outcome: Exception | int) -> None:
    """Whatever came of it, the server gets one request: a second could start a second workflow."""
    sent: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request.url.path)
        if isinstance(outcome, Exception):
            raise outcome
        return httpx.Response(outcome)

    client = client_of(answer)
    try:
        client.api.send("POST", path, json={}).raise_for_status()
    except (ConductorError, httpx.HTTPStatusError):
        sent.append("failed")
    assert sent == [path, "failed"]


ODD: list[Any] = [None, 3, b"x", "x", object(), [1], {1: 2}, {"name": 3}, "\ud800", "x" * 100_000]


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: repr(odd)[:20])
def test_arguments_of_another_type_are_errors_of_ours(odd: Any) -> None:
    """Whatever is given where, the methods used most raise nothing but errors of this package."""
    client = client_of(lambda _: httpx.Response(404, json={"message": "no"}))
    executor, metadata, tasks = WorkflowExecutor(client), MetadataClient(client), TaskClient(client)
    calls: list[Callable[[], object]] = [
        lambda: executor.register_workflow(True, odd),
        lambda: executor.start_workflow(odd),
        lambda: executor.start_workflows(odd),
        lambda: executor.start_workflow_by_name(odd, odd),
        lambda: executor.execute_workflow({"name": "w", "version": 1}, odd, odd, odd, odd, odd),
        lambda: executor.get_workflow(odd, odd),
        lambda: executor.get_workflow_status(odd, odd, odd),
        lambda: executor.search(odd, odd, odd, odd, odd),
        lambda: executor.search(status=odd, started_after=odd),
        lambda: executor.terminate(odd, odd),
        lambda: executor.pause_workflows(odd),
        lambda: executor.signal("w", odd, odd),
        lambda: executor.update_task("t", "w", "COMPLETED", odd),
        lambda: executor.update_task_by_ref_name(odd, "w", "COMPLETED", odd),
        lambda: metadata.register_task(odd),
        lambda: metadata.register_tasks(odd),
        lambda: tasks.add_task_log("t", odd),
        lambda: tasks.get_queue_size_for_task(odd, odd),
    ]
    for call in calls:
        with pytest.raises(ConductorError):
            call()


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda executor: executor.pause_workflows("abc"), "workflow_instance_ids: expected a list, found str"),
        (lambda executor: executor.get_by_correlation_ids("w", "abc"), "correlation_ids: expected a list, found str"),
        (lambda executor: executor.update_task("t", "w", "COMPLETED", 3), "output_data: expected a mapping, found int"),
        (lambda executor: executor.get_workflow("w", retry=-1), "retry must be a whole number from 0, not -1"),
        (lambda executor: executor.get_workflow(object()), "workflow_id: expected a text or a number, found object"),
        (lambda executor: executor.get_workflow("\ud800"), r"workflow_id: '\\ud800' holds half a character"),
        (lambda executor: executor.terminate("w", "\ud800"), r"reason: '\\ud800' holds half a character"),
        (lambda executor: executor.terminate("w", "x" * 100_000), r"/api/workflow/\{workflow_id\}: .* too long"),
        (lambda executor: executor.start_workflow({1: 2}), "workflow_request .*: a key is a text, not 1"),
    ],
)
def test_an_argument_of_another_type_is_named(call: Callable[[WorkflowExecutor], object], words: str) -> None:
    """The error says which argument it is and what was expected; nothing is sent."""
    with pytest.raises(ConfigurationError, match=words):
        call(WorkflowExecutor(client_of(silent)))


def test_a_client_of_the_other_world_is_refused_at_once() -> None:
    """A sync executor takes no async client, nor anything else; the error says what it takes."""
    wrong: list[Any] = [async_orkes_conductor_client(server_url="http://server"), None, "http://server"]
    for client in wrong:
        with pytest.raises(ConfigurationError, match="WorkflowExecutor takes an instance of ConductorClient, found"):
            WorkflowExecutor(client)


@pytest.mark.parametrize("config", ["http://server", 3, [("server_url", "http://server")]])
def test_a_configuration_that_is_no_mapping_is_named(config: Any) -> None:
    """Also the address alone, which is where it is expected by mistake."""
    with pytest.raises(ConfigurationError, match=r"config: expected a mapping of options, .* goes into server_url"):
        orkes_conductor_client(config)


@pytest.mark.parametrize("option", ["server_url", "proxy"])
def test_an_address_that_is_no_text_to_send_is_named(option: str) -> None:
    """Half a character is an error of ours."""
    options: Any = {"server_url": "http://server", option: "http://\ud800"}
    with pytest.raises(ConfigurationError, match=f"{option} "):
        orkes_conductor_client(**options)


def test_a_definition_nested_without_end_is_refused() -> None:
    """What is nested deeper than can be written is named before anything is sent, not answered with a recursion."""
    task: dict[str, Any] = {"name": "last", "taskReferenceName": "last"}
    for _ in range(3000):
        task = {"name": "loop", "taskReferenceName": "loop", "type": "DO_WHILE", "loopOver": [task]}
    with client_of(silent) as client:
        executor = WorkflowExecutor(client)
        with pytest.raises(ConfigurationError, match="nested too deep"):
            executor.register_workflow(True, {"name": "deep", "version": 1, "tasks": [task]})
        with pytest.raises(ConfigurationError, match="nested too deep"):
            executor.start_workflow({"name": "deep", "input": task})
