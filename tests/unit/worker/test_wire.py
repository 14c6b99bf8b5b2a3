"""The wires of the workers: whichever is used, the server sees the same and the workers hear the same."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from conductor._async.client import async_orkes_conductor_client
from conductor._worker._twin import Twin
from conductor._worker.connect import open_sender
from conductor._worker.fast import FastSender
from conductor._worker.senders import ClientSender, DirectSender
from conductor._worker.timings import DEFAULT_TIMINGS, WorkerTimings
from conductor._worker.wire import HttpWire, Sender
from conductor.errors import ConductorConnectionError, ConductorError, ConductorTimeoutError, UsageError
from conductor.models import Task
from tests.support.rough_server import Roughness, RoughServer
from tests.support.stub_server import until

TASK = {
    "taskId": "t1",
    "workflowInstanceId": "w1",
    "taskDefName": "echo",
    "inputData": {"n": 1},
    "status": "IN_PROGRESS",
}
BODY = b'{"taskId":"t1","workflowInstanceId":"w1","status":"COMPLETED"}'
SECRET = "a-token-that-nobody-may-see"


def direct(twin: Twin) -> Sender:
    assert twin.network is not None
    return DirectSender(twin.client, twin.network, twin.aclose)


def fast(twin: Twin) -> Sender:
    assert twin.network is not None
    return FastSender(twin.client, twin.network, twin.aclose)


MAKERS: dict[str, Callable[[Twin], Sender]] = {
    "client": lambda twin: ClientSender(twin.client.api, twin.aclose),
    "direct": direct,
    "fast": fast,
}
every_wire = pytest.mark.parametrize("kind", MAKERS)


class Server:
    """Gives the same answer to each request, or what a function makes of it."""

    def __init__(self) -> None:
        self.requests: list[httpx.Request] = []
        self.answer: httpx.Response | Callable[[httpx.Request], httpx.Response] = httpx.Response(204)
        self.hold: Awaitable[Any] | None = None
        self.rough = RoughServer(self._respond)

    async def _respond(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self.answer(request) if callable(self.answer) else self.answer


@pytest.fixture
async def server() -> AsyncGenerator[Server]:
    server = Server()
    async with server.rough:
        yield server


@asynccontextmanager
async def connected(
    server: Server, kind: str, timings: WorkerTimings = DEFAULT_TIMINGS, **options: Any
) -> AsyncGenerator[HttpWire]:
    async with async_orkes_conductor_client(server_url=server.rough.url, **options) as client:
        twin = Twin(client)
        wire = HttpWire(twin.client.api, MAKERS[kind](twin), timings)
        try:
            yield wire
        finally:
            await wire.aclose()


async def poll(wire: HttpWire, **changes: Any) -> list[Task]:
    asked: dict[str, Any] = {"worker_id": "me & you", "domain": None, "count": 3, "timeout_ms": 0, **changes}
    return await wire.poll("echo", **asked)


CALLS: dict[str, Callable[[HttpWire], Awaitable[Any]]] = {
    "poll": poll,
    "update": lambda wire: wire.update(BODY),
    "update and take": lambda wire: wire.update_and_take(BODY),
    "is wanted": lambda wire: wire.is_wanted("t1"),
}


@every_wire
async def test_a_poll_asks_and_gives_tasks(kind: str, server: Server) -> None:
    """The query has what was asked for, and the tasks are those of the answer."""
    server.answer = httpx.Response(200, json=[TASK, {**TASK, "taskId": "t2"}])
    async with connected(server, kind) as wire:
        tasks = await poll(wire, domain="d 1")
    (request,) = server.requests
    assert (request.method, request.url.path) == ("GET", "/api/tasks/poll/batch/echo")
    assert dict(request.url.params) == {"workerid": "me & you", "domain": "d 1", "count": "3", "timeout": "0"}
    assert tasks == [Task.from_dict(TASK), Task.from_dict({**TASK, "taskId": "t2"})]


@every_wire
async def test_an_update_sends_the_result_as_it_is(kind: str, server: Server) -> None:
    """The body arrives byte for byte, as JSON, at the endpoint for the plain update."""
    server.answer = httpx.Response(200, text="t1")
    async with connected(server, kind, headers={"X-Team": "blue"}) as wire:
        await wire.update(BODY)
    (request,) = server.requests
    assert (request.method, request.url.path, request.content) == ("POST", "/api/tasks", BODY)


@every_wire
async def test_an_update_may_bring_the_next_task(kind: str, server: Server) -> None:
    """The answer to update-v2 is the next task; no content means that there is none."""
    async with connected(server, kind) as wire:
        assert await wire.update_and_take(BODY) is None
        server.answer = httpx.Response(200, content=b"")
        assert await wire.update_and_take(BODY) is None
        server.answer = httpx.Response(200, json=TASK)
        assert await wire.update_and_take(BODY) == Task.from_dict(TASK)
    assert {request.url.path for request in server.requests} == {"/api/tasks/update-v2"}


@every_wire
@pytest.mark.parametrize(("status", "is_wanted"), [("IN_PROGRESS", True), ("SCHEDULED", True), ("CANCELED", False)])
async def test_a_task_is_wanted_until_it_has_ended(kind: str, status: str, is_wanted: bool, server: Server) -> None:
    """The state of the task on the server decides."""
    server.answer = httpx.Response(200, json={**TASK, "status": status})
    async with connected(server, kind) as wire:
        assert await wire.is_wanted("t1") is is_wanted


ANSWERS: dict[str, httpx.Response] = {
    "400": httpx.Response(400, json={"message": "bad", "validationErrors": [{"path": "a", "message": "b"}]}),
    "401": httpx.Response(401, json={"error": "EXPIRED_TOKEN", "message": "expired"}),
    "403": httpx.Response(403, json={"message": "not yours"}),
    "404": httpx.Response(404, json={"message": "No such task"}),
    "no endpoint": httpx.Response(404, json={"message": "No static resource api/tasks/update-v2."}),
    "409": httpx.Response(409, json={"message": "again"}),
    "429": httpx.Response(429, json={"message": "slow down"}),
    "500": httpx.Response(500, json={"message": "oops"}),
    "502": httpx.Response(502, html="<html><head><title>Bad gateway</title></head></html>"),
    "303": httpx.Response(303, text="elsewhere"),
    "201": httpx.Response(201, json=[TASK]),
    "a web page": httpx.Response(200, html="<html><head><title>Log in</title></head></html>"),
    "half of JSON": httpx.Response(200, content=b'[{"taskId": "t', headers={"content-type": "application/json"}),
    "no UTF-8": httpx.Response(200, content=b'{"taskId": "\xff"}', headers={"content-type": "application/json"}),
    "null": httpx.Response(200, json=None),
    "odd entries": httpx.Response(200, json=[None, 7, "x", TASK, {**TASK, "taskId": None, "inputData": None}]),
    "odd fields": httpx.Response(200, json={**TASK, "retryCount": "many", "workflowTask": [], "new": {"a": 1}}),
    "no input": httpx.Response(200, json=[{**TASK, "inputData": None}]),
    "NaN": httpx.Response(200, content=json.dumps([{**TASK, "inputData": {"n": [float("inf"), 1e300, 2**70]}}])),
    "half a character": httpx.Response(200, content=json.dumps({**TASK, "inputData": {"n": "\ud800"}})),
}


async def outcome(call: Callable[[HttpWire], Awaitable[Any]], wire: HttpWire) -> Any:
    try:
        return await call(wire)
    except ConductorError as error:
        return type(error), str(error), error.__dict__.get("validation_errors")


@pytest.mark.parametrize("kind", ["direct", "fast"])
@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("answer", ANSWERS)
async def test_unusual_answers_are_read_alike(kind: str, call: str, answer: str, server: Server) -> None:
    """Values, classes of errors and their texts are those of the way through the generated client."""
    server.answer = ANSWERS[answer]
    async with connected(server, "client") as reference, connected(server, kind) as wire:
        expected = await outcome(CALLS[call], reference)
        assert repr(await outcome(CALLS[call], wire)) == repr(expected)


@every_wire
@pytest.mark.parametrize("roughness", ["reset", "half"])
async def test_a_connection_that_breaks_is_told(kind: str, roughness: Roughness, server: Server) -> None:
    """The error says that the connection broke, and which request it was; it is not sent again."""
    server.answer = httpx.Response(200, json=TASK)
    async with connected(server, kind) as wire:
        server.rough.next.append(roughness)
        with pytest.raises(
            ConductorConnectionError, match=r"^the connection broke: .*\(POST http.*/update-v2\)$"
        ) as info:
            await wire.update_and_take(BODY)
    assert not isinstance(info.value, ConductorTimeoutError)
    assert not server.rough.next


@every_wire
async def test_a_server_that_is_not_there_is_told(kind: str, server: Server) -> None:
    """The error says that there is no connection."""
    async with connected(server, kind) as wire:
        await server.rough.kill()
        with pytest.raises(ConductorConnectionError, match=r"^cannot connect to the server: .*\(GET http"):
            await poll(wire)
        await server.rough.start()


@every_wire
async def test_a_server_that_does_not_answer_is_given_up(
    kind: str, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error is a timeout that names the request and the limit."""
    server.rough.next.append("silent")
    async with connected(server, kind, WorkerTimings(request_margin_s=0.2)) as wire:
        with pytest.raises(ConductorTimeoutError, match=r"^GET /api/tasks/poll/batch/echo: no answer within 0\.2 s$"):
            await poll(wire)


@every_wire
@pytest.mark.parametrize("option", ["read_timeout_s", "timeout_s"])
async def test_the_limits_of_the_client_count(kind: str, option: str, server: Server) -> None:
    """An update that takes longer than the client allows is a timeout."""
    server.rough.next.append("silent")
    async with connected(server, kind, **{option: 0.2}) as wire:
        with pytest.raises(ConductorTimeoutError, match="no answer within"):
            await wire.update(BODY)


@every_wire
async def test_a_token_goes_with_each_request(kind: str, server: Server) -> None:
    """It is asked for once, sent along, and asked for again when the server refuses it."""
    tokens = iter(["first", "second"])

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/api/token":
            return httpx.Response(200, json={"token": next(tokens)})
        return httpx.Response(200, json=[TASK])

    server.answer = answer
    async with connected(server, kind, key_id="id", key_secret="secret") as wire:
        assert len(await poll(wire)) == len(await poll(wire)) == 1
        server.answer = lambda request: (
            answer(request) if "token" in request.url.path else httpx.Response(401, json={"error": "EXPIRED_TOKEN"})
        )
        with pytest.raises(ConductorError):
            await poll(wire)
    paths = [request.url.path.rpartition("/")[2] for request in server.requests]
    assert paths == ["token", "echo", "echo", "echo", "token", "echo"]


@every_wire
async def test_a_server_that_begins_to_ask_for_tokens_gets_one(
    kind: str, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As long as it has none, requests go out without; the first one that it refuses goes out again with a token."""
    monkeypatch.setattr("conductor._net.auth._LONGEST_BACKOFF_S", 0)
    tokens: list[str | None] = [None]

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/api/token":
            return httpx.Response(200, json={"token": tokens[0]}) if tokens[0] else httpx.Response(404)
        is_right = request.headers.get("x-authorization") == tokens[0]
        return httpx.Response(200, json=[TASK]) if is_right else httpx.Response(401)

    server.answer = answer
    async with connected(server, kind, key_id="id", key_secret="secret") as wire:
        assert len(await poll(wire)) == len(await poll(wire)) == 1
        tokens[0] = "First"
        assert len(await poll(wire)) == len(await poll(wire)) == 1
    paths = [request.url.path.rpartition("/")[2] for request in server.requests]
    assert paths == ["token", "echo", "echo", "echo", "token", "echo", "echo"]


@every_wire
@pytest.mark.parametrize("options", [{"token": SECRET}, {"key_id": "id", "key_secret": "secret"}])
async def test_what_is_not_allowed_is_asked_once(kind: str, options: dict[str, str], server: Server) -> None:
    """Only a refused token is a reason to send a request again."""
    server.answer = httpx.Response(200, json={"token": "first"})
    async with connected(server, kind, **options) as wire:
        await wire.update(BODY)
        server.answer = httpx.Response(403, json={"message": "not yours"})
        server.requests.clear()
        with pytest.raises(ConductorError, match="not yours"):
            await wire.update(BODY)
    assert len(server.requests) == 1


@every_wire
async def test_secrets_are_not_shown(kind: str, server: Server) -> None:
    """A server that repeats the token in its error does not bring it into ours."""
    server.answer = httpx.Response(500, json={"message": f"who is {SECRET}?"})
    async with connected(server, kind, token=SECRET) as wire:
        with pytest.raises(ConductorError, match="who is") as info:
            await wire.update(BODY)
    assert SECRET not in f"{info.value} {info.value!r}"


@every_wire
async def test_closing_leaves_no_socket(kind: str, server: Server) -> None:
    """Connections end with the wire; a later call is an error."""
    async with connected(server, kind) as wire:
        await wire.update_and_take(BODY)
        assert server.rough.connections == 1
    await until(lambda: server.rough.connections == 0)
    with pytest.raises((UsageError, RuntimeError), match="closed"):
        await wire.update_and_take(BODY)


FALL_BACKS: dict[str, dict[str, Any]] = {
    "a proxy": {"proxy": "http://127.0.0.1:1"},
    "HTTP/2": {"http2": True},
}


def sender_for(**options: Any) -> type[Sender]:
    return type(open_sender(Twin(async_orkes_conductor_client(**{"server_url": "http://127.0.0.1:1", **options}))))


async def test_the_fast_wire_is_used_where_it_is_there() -> None:
    """Nothing has to be set for it."""
    assert sender_for() is FastSender
    assert sender_for(server_url="https://127.0.0.1:1", key_id="id", key_secret="secret") is FastSender
    assert sender_for(server_url="https://127.0.0.1:1", verify=False) is FastSender


@pytest.mark.parametrize("reason", FALL_BACKS)
async def test_what_the_fast_wire_cannot_do_goes_through_httpx(reason: str) -> None:
    """These settings need httpx, and get it."""
    assert sender_for(**FALL_BACKS[reason]) is DirectSender


async def test_a_proxy_of_the_environment_goes_through_httpx(monkeypatch: pytest.MonkeyPatch) -> None:
    """HTTP_PROXY counts as a proxy."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:2")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    assert sender_for() is DirectSender


@pytest.mark.parametrize("missing", ["httptools", "aiohappyeyeballs"])
async def test_without_the_extra_httpx_is_used(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program without what the fast wire needs works the same, also if it has a part of it."""
    find_spec = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == missing else find_spec(name))
    assert sender_for() is DirectSender


SHORT_LIVED = """
import asyncio, threading
from conductor import AsyncTaskManager, ConductorWorker, TaskManager
from conductor import async_orkes_conductor_client, orkes_conductor_client

worker = ConductorWorker("any", print)

def plain():
    with orkes_conductor_client(server_url="http://127.0.0.1:1") as client, TaskManager(client, [worker]):
        pass

async def on_a_loop():
    async with async_orkes_conductor_client(server_url="http://127.0.0.1:1") as client:
        async with AsyncTaskManager(client, [worker]):
            pass

for function in [lambda: asyncio.run(on_a_loop()), plain] * 2:
    thread = threading.Thread(target=function)
    thread.start()
    thread.join()
"""


@pytest.mark.slow
def test_workers_may_be_started_from_threads_that_end() -> None:
    """The process lives on, whichever thread was the first to start workers."""
    ended = subprocess.run([sys.executable, "-c", SHORT_LIVED], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr


@pytest.mark.parametrize(
    "options", [{"fetch": httpx.MockTransport(lambda _: httpx.Response(204))}, {"server_url": "local://"}]
)
async def test_what_the_user_gave_is_used(options: dict[str, Any]) -> None:
    """A transport of the user, and the embedded server, are reached through the client only."""
    assert sender_for(**options) is ClientSender
