"""Requests that are large, slow or many: bounded, and others are served meanwhile."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from conductor.local import LocalServer, http_server
from conductor.local.api.bodies import MAX_VALUES, parse_json
from conductor.local.api.http import Reply, Request
from conductor.local.engine.errors import EngineError, TooLargeError
from conductor.local.engine.query import like
from tests.support.local_process import LocalProcess
from tests.unit.local.http.raw import connect, exchange, read_to_end, statuses
from tests.unit.local.support import simple, system

JSON = {"Content-Type": "application/json"}
MIB = 1024 * 1024


@pytest.fixture(scope="module")
def process() -> Iterator[LocalProcess]:
    """A server in another process: the test does not take its processor time."""
    with LocalProcess() as server:
        with server.client() as client:
            for name in ("wf", "ref"):
                task = simple("a", inputParameters={"x": "${workflow.input}"} if name == "ref" else {})
                assert client.post("/metadata/workflow", json={"name": name, "tasks": [task]}).status_code == 200
        yield server


def many(count: int) -> list[dict[str, Any]]:
    return [{"name": f"t{index}"} for index in range(count)]


def fork(count: int) -> dict[str, Any]:
    names = [f"n{index}" for index in range(count)]
    tasks = [system("f", "FORK_JOIN", forkTasks=[[simple(name)] for name in names]), system("j", "JOIN", joinOn=names)]
    return {"name": f"fork{count}", "tasks": tasks}


NAMES = {f"k{index}": index for index in range(90_000)}
HOSTILE: dict[str, tuple[str, bytes, int]] = {
    "15 MB of lists": ("/workflow/wf", b'{"a":[' + b"[]," * 5_000_000 + b"1]}", 413),
    "15 MB of numbers": ("/workflow/wf", b'{"a":[' + b"1," * 7_500_000 + b"1]}", 413),
    "30 MB of quotes": ("/workflow/wf", b'"' * 30_000_000, 413),
    "30 MB of brackets": ("/workflow/wf", b"[" * 30_000_000, 500),
    "30 MB of closing brackets": ("/workflow/wf", b"]" * 30_000_000, 500),
    "30 MB of escapes": ("/workflow/wf", b'{"a":"' + b"\\n" * 15_000_000 + b'"}', 413),
    "4 million escapes": ("/workflow/wf", b'{"a":"' + b"\\n" * 4_000_000 + b'"}', 200),
    "a string without end": ("/workflow/wf", b'{"a":"' + b"\\n" * 3_900_000, 500),
    "30 MB of white space": ("/workflow/wf", b'{"a":1' + b" " * 30_000_000 + b"}", 200),
    "20 MB of digits": ("/workflow/wf", b'{"a":' + b"1" * 20_000_000 + b"}", 500),
    "numbers of 990 digits": ("/workflow/wf", b'{"a":[' + (b"1" * 990 + b",") * 9_000 + b"1]}", 200),
    "a name of 10 MB": ("/workflow/wf", b'{"' + b"a" * 10_000_000 + b'":1}', 500),
    "a depth of 1,001": ("/workflow/wf", b'{"a":' + b"[" * 1000 + b"]" * 1000 + b"}", 500),
    "90,000 names": ("/workflow/wf", json.dumps(NAMES).encode(), 200),
    "90,000 names in a task": (
        "/workflow/ref",
        json.dumps(NAMES).encode(),
        200,
    ),
    "10 MB in a task": ("/workflow/ref", json.dumps({"a": "x" * 10_000_000}).encode(), 200),
    "30,000 task definitions": ("/metadata/taskdefs", json.dumps(many(30_000)).encode(), 200),
    "a definition of 10,000 branches": ("/metadata/workflow", json.dumps(fork(10_000)).encode(), 200),
}


@pytest.mark.timeout(120)
@pytest.mark.parametrize(("path", "body", "status"), HOSTILE.values(), ids=HOSTILE)
def test_others_are_answered_while_a_large_body_is(process: LocalProcess, path: str, body: bytes, status: int) -> None:
    """Whatever is in the body, it gets its status, and no other request waits for seconds meanwhile."""
    sent, answered, order = threading.Event(), threading.Event(), []

    def attack() -> None:
        head = f"POST /api{path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\n"
        with connect(process.url) as connection:
            connection.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
            sent.set()
            order.append(statuses(read_to_end(connection)))
            answered.set()

    attacker = threading.Thread(target=attack)
    attacker.start()
    with process.client() as client:
        assert sent.wait(60)
        while not answered.is_set():
            # Generous, for a busy machine: what is forbidden is to wait until the body has been dealt with.
            assert client.get("/version", timeout=20).status_code == 200
    attacker.join()
    assert order == [[status]]


@pytest.mark.timeout(60)
def test_hostile_body_does_not_keep_others_waiting(process: LocalProcess) -> None:
    """While 15 MB of lists are read and refused, a poll, a start and a definition are answered first."""
    body = b'{"a":[' + b'{"a":1},' * 90_000 + b"1]}"
    done: list[str] = []

    def attack() -> None:
        with process.client() as client:
            assert client.post("/workflow/wf", content=body, headers=JSON).status_code == 413
        done.append("attack")

    attackers = [threading.Thread(target=attack) for _ in range(4)]
    for attacker in attackers:
        attacker.start()
    with process.client() as client:
        assert client.get("/tasks/poll/batch/nothing?timeout=0").status_code == 200
        assert client.post("/workflow/wf", json={}).status_code == 200
        assert client.post("/metadata/taskdefs", json=many(1)).status_code == 200
    done.append("others")
    for attacker in attackers:
        attacker.join()
    assert done[-1] != "others", "four large bodies were answered before three small ones"


def test_refusal_names_the_limit(process: LocalProcess) -> None:
    """A 413 says what there is too much of, and how much is allowed."""
    with process.client() as client:
        reply = client.post("/workflow/wf", content=b"[" + b"1," * MAX_VALUES + b"1]", headers=JSON)
    assert reply.status_code == 413
    assert "more than 100000 values, the limit of the embedded server" in reply.json()["message"]


def test_large_answer_is_whole(process: LocalProcess) -> None:
    """An execution of 10,000 tasks is written in pieces, and read as one."""
    definition = fork(3_000) | {"name": "answer"}
    with process.client() as client:
        assert client.post("/metadata/workflow", json=definition).status_code == 200
        found = client.get(f"/workflow/{client.post('/workflow/answer', json={}).text}").json()
        assert [task["referenceTaskName"] for task in found["tasks"]][1:-1] == [f"n{index}" for index in range(3_000)]
        assert found["workflowDefinition"]["tasks"][0]["forkTasks"][2_999][0]["taskReferenceName"] == "n2999"
        assert client.head("/workflow/answer").headers.get("content-length") is None


# the parser


def parse(text: str) -> Any:
    return parse_json(text.encode(), "application/json", "")


@pytest.mark.parametrize(
    "value",
    [
        {str(index): [index, str(index), None, True, 1.5] for index in range(15_000)},
        ['a,[{"\\', "é\u2028", "\\u0041"] * 30_000,
        {"a" * 50_000: "b" * 60_000, "c": ['\n\t"\\'] * 20_000},
    ],
)
@pytest.mark.parametrize("ascii_only", [True, False])
def test_large_body_is_read_like_a_small_one(value: Any, ascii_only: bool) -> None:
    """Whichever parser takes it, and whatever stands in its strings."""
    assert parse(json.dumps(value, ensure_ascii=ascii_only)) == value
    assert parse(json.dumps(value, ensure_ascii=ascii_only, indent=1)) == value


def test_values_are_counted_and_not_characters() -> None:
    """Commas and brackets inside strings are no values; one value too many is."""
    assert parse(json.dumps(["[,{" * 200_000]))
    assert len(parse("[" + "1," * (MAX_VALUES - 2) + "1]")) == MAX_VALUES - 1
    with pytest.raises(TooLargeError):
        parse("[" + "1," * MAX_VALUES + "1]")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a":' + "1" * 1001 + "}", "Number value length (1001) exceeds the maximum allowed (1000"),
        ('{"a":-1.' + "1" * 1000 + "}", "Number value length (1001) exceeds the maximum allowed (1000"),
        ('{"a":1e' + "1" * 1000 + "}", "Number value length (1001) exceeds the maximum allowed (1000"),
        ('{"' + "a" * 50_001 + '" :1}', "Name length (50001) exceeds the maximum allowed (50000"),
        ("[" * 1001 + "]" * 1001, "Document nesting depth (1001) exceeds the maximum allowed (1000"),
        ('{"a":' + "1," * 60_000 + "}", "Unexpected character"),
        ("[" + "1," * 60_000, "Unexpected end-of-input"),
    ],
)
def test_limits_are_those_of_the_real_server(text: str, message: str) -> None:
    """The messages were measured on Conductor 3.32.3."""
    with pytest.raises(EngineError) as raised:
        parse(text)
    assert message in raised.value.message


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("%a" * 200 + "%", "a" * 199 + "b" * 100_000, False),
        ("%a" * 200 + "%", "A" * 200, True),
        ("%a_c%", "xxABCx", True),
        ("a%c", "abc", True),
        ("a%c", "ac", True),
        ("ab%bc", "abc", False),
        ("a_c", "abc", True),
        ("abc", "abcd", False),
        ("%", "", True),
        ("", "", True),
        ("", "a", False),
        ("a%", "ba", False),
        ("%É%", "é", False),
        ("%%a%%", "ba", True),
        ("%aa%aa", "aaa", False),
    ],
)
def test_wildcards_are_looked_for_once(pattern: str, text: str, found: bool) -> None:
    """A LIKE of many % takes no longer than one; its meaning is SQLite's."""
    assert like(pattern)(text) is found


# slow and many


def test_request_that_dribbles_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a request is a 400 when the whole does not come in time, however short the pauses are."""
    monkeypatch.setattr(http_server, "LONGEST_S", 0.5)
    with LocalServer() as server, connect(server.listen()) as connection:
        connection.sendall(b"POST /api/workflow HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n")
        connection.settimeout(0.02)
        received = b""
        for _ in range(1000):
            try:
                connection.sendall(b"x")
                received = connection.recv(65536)
            except TimeoutError:
                continue
            break
    assert statuses(received) == [400]


def test_tiny_chunks_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each chunk costs time, so their number is limited as their size is."""
    monkeypatch.setattr(http_server, "MAX_CHUNKS", 1000)
    head = b"POST /api/workflow HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    with LocalServer() as server:
        url = server.listen()
        assert statuses(exchange(url, head + b"1\r\n1\r\n" * 900 + b"0\r\n\r\n")) == [500]
        assert statuses(exchange(url, head + b"1\r\n1\r\n" * 1001 + b"0\r\n\r\n")) == [413]


async def test_idle_connections_make_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """At the limit the connection that was idle the longest is closed; when all are busy a new one is a 503."""
    monkeypatch.setattr(http_server, "MAX_CONNECTIONS", 2)
    begun, end = asyncio.Semaphore(0), asyncio.Event()

    async def respond(request: Request) -> Reply:
        if request.path == "/slow":
            begun.release()
            await end.wait()
        return Reply(204)

    server = http_server.HttpServer(respond, "127.0.0.1", 0)
    port = await server.start()

    async def ask(path: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        return reader, writer

    idle, idle_writer = await ask("/")
    assert statuses(await idle.readuntil(b"\r\n\r\n")) == [204]
    slow = [await ask("/slow") for _ in range(2)]
    await begun.acquire()
    await begun.acquire()
    assert await idle.read() == b"", "the idle connection is still open"
    refused, refused_writer = await ask("/")
    assert statuses(await refused.readuntil(b"\r\n\r\n")) == [503]
    end.set()
    for reader, writer in slow:
        assert statuses(await reader.readuntil(b"\r\n\r\n")) == [204]
        writer.close()
    idle_writer.close()
    refused_writer.close()
    await server.stop()
