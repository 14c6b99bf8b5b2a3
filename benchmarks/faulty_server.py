"""A server for workers that fails on purpose: tasks in memory, and faults in a part of the calls.

Run as a program it prints its port and serves until it is killed. ``/control/...`` is for who measures.
"""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections import Counter, deque
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

Answer = tuple[int, str, bytes]

JSON = "application/json"
HTML: Answer = 200, "text/html", b"<html><title>Sign in</title></html>"
REFUSALS: dict[str, Answer] = {
    "500": (500, JSON, b'{"message": "oops"}'),
    "502": (502, "text/html", b"<html><title>Bad gateway</title></html>"),
    "429": (429, JSON, b'{"message": "slow down"}'),
    "401": (401, JSON, b'{"error": "EXPIRED_TOKEN", "message": "expired"}'),
    "403": (403, JSON, b'{"message": "keys revoked"}'),
    "HTML": HTML,
}
"""Answered in place of what was asked for, which is not done."""
CUTS = ("reset before", "reset after", "half a body", "hang")
"""What happens to the connection, before or after the call was done."""
ODDITIES = ("204", "larger batch", "same task twice", "no ids", "odd entries")
"""Done to polls and their answers."""
KINDS = (*REFUSALS, *CUTS, *ODDITIES)


class Tasks:
    """All tasks: queued, handed out, done. What is out for too long comes again, as on the real server."""

    def __init__(self, response_timeout_s: float) -> None:
        self._response_timeout_s = response_timeout_s
        self._queue: deque[int] = deque()
        self._out: dict[int, float] = {}
        self._done = bytearray()
        self._news = asyncio.Event()
        self.timed_out = 0

    def add(self, count: int) -> None:
        """Queue further tasks."""
        first = len(self._done)
        self._done.extend(bytes(count))
        self._queue.extend(range(first, first + count))
        self._news.set()

    async def take(self, count: int, hold_s: float) -> list[dict[str, Any]]:
        """Hand out up to ``count`` tasks; an empty queue is waited for."""
        ends_s = time.monotonic() + hold_s
        while not self._queue and (left_s := ends_s - time.monotonic()) > 0:
            self._news.clear()
            try:
                await asyncio.wait_for(self._news.wait(), left_s)
            except TimeoutError:
                break
        return [self._hand_out() for _ in range(min(count, len(self._queue)))]

    def _hand_out(self) -> dict[str, Any]:
        number = self._queue.popleft()
        self._out[number] = time.monotonic() + self._response_timeout_s
        return {
            "taskType": "work",
            "taskDefName": "work",
            "status": "IN_PROGRESS",
            "referenceTaskName": "work_ref",
            "inputData": {"n": number, "text": "x" * 200},
            "retryCount": 0,
            "pollCount": 1,
            "responseTimeoutSeconds": round(self._response_timeout_s),
            "workflowInstanceId": f"w{number}",
            "taskId": str(number),
            "novelty": {"unknown": ["to", "all"]},
        }

    def finish(self, result: dict[str, Any]) -> None:
        """Take a result; a second one for the same task changes nothing, as on the real server."""
        number = int(result["taskId"])
        self._out.pop(number, None)
        if result["status"] == "IN_PROGRESS":
            self._queue.append(number)
            self._news.set()
        elif self._done[number] < 255:
            self._done[number] += 1

    def time_out(self) -> None:
        """Queue again what is out for too long."""
        now_s = time.monotonic()
        for number in [number for number, ends_s in self._out.items() if ends_s < now_s]:
            del self._out[number]
            self.timed_out += 1
            self._queue.append(number)
            self._news.set()

    def stats(self) -> dict[str, int]:
        """Count tasks by what became of them."""
        missing = self._done.count(0)
        reported_again = sum(times - 1 for times in self._done if times > 1)
        return {"added": len(self._done), "done": len(self._done) - missing, "reported_again": reported_again}


class FaultyServer:
    """Serves tasks, and lets a part of the calls fail."""

    def __init__(self, response_timeout_s: float, seed: int) -> None:
        self.tasks = Tasks(response_timeout_s)
        self.faults: Counter[str] = Counter()
        self._kinds: list[str] = []
        self._rate = 0.0
        self._chains = True
        self._calls = 0
        self._random = random.Random(seed)  # noqa: S311 - faults are no secrets
        self._server: asyncio.Server
        self._port = 0
        self._connections: set[asyncio.StreamWriter] = set()

    async def listen(self) -> int:
        """Begin to listen, on the same port each time; give the port."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self._port)
        self._port = self._server.sockets[0].getsockname()[1]
        return self._port

    async def go_down(self, seconds: float) -> None:
        """Reset all connections and refuse new ones for so long; the tasks stay."""
        self._server.close()
        for writer in list(self._connections):
            writer.transport.abort()
        await asyncio.sleep(seconds)
        await self.listen()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._connections.add(writer)
        try:
            while True:
                await self._answer(*await _request(reader), writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            self._connections.discard(writer)
            writer.close()

    async def _answer(self, method: str, target: str, body: bytes, writer: asyncio.StreamWriter) -> None:
        url = urlsplit(target)
        query = {key: values[0] for key, values in parse_qs(url.query).items()}
        if url.path.startswith("/control/"):
            await _write(writer, (200, JSON, json.dumps(await self._control(url.path, query)).encode()))
        else:
            await self._call(method, url.path, query, body, writer)

    async def _call(
        self, method: str, path: str, query: dict[str, str], body: bytes, writer: asyncio.StreamWriter
    ) -> None:
        fault = self._next_fault(is_poll="/poll/" in path)
        if fault in REFUSALS:
            await _write(writer, REFUSALS[fault])
            return
        if fault == "hang":
            await asyncio.sleep(3600)
        if fault == "reset before":
            raise _reset(writer)
        answer = await self._done(method, path, query, body, fault)
        if fault == "reset after":
            raise _reset(writer)
        await _write(writer, answer, is_half=fault == "half a body")

    def _next_fault(self, *, is_poll: bool) -> str:
        self._calls += 1
        if self._random.random() >= self._rate:
            return ""
        possible = [kind for kind in self._kinds if is_poll or kind not in ODDITIES]
        if not possible:
            return ""
        fault = self._random.choice(possible)
        self.faults[fault] += 1
        return fault

    async def _done(self, method: str, path: str, query: dict[str, str], body: bytes, fault: str) -> Answer:
        if "/poll/" in path:
            if fault == "204":
                return 204, JSON, b""
            count = int(query["count"]) + (3 if fault == "larger batch" else 0)
            return _poll_answer(await self.tasks.take(count, float(query["timeout"]) / 1000), fault)
        if method != "POST" or (path.endswith("/update-v2") and not self._chains):
            return 404, JSON, b'{"message": "No static resource."}'
        result = json.loads(body)
        self.tasks.finish(result)
        if not path.endswith("/update-v2"):
            return 200, "text/plain", result["taskId"].encode()
        following = await self.tasks.take(1, 0)
        return (200, JSON, json.dumps(following[0]).encode()) if following else (204, JSON, b"")

    async def _control(self, path: str, query: dict[str, str]) -> dict[str, Any]:
        match path.rsplit("/", 1)[1]:
            case "add":
                self.tasks.add(int(query["count"]))
            case "faults":
                self._rate = float(query["rate"])
                self._kinds = query["kinds"].split(",")
            case "chains":
                self._chains = query["on"] == "1"
            case "down":
                self._down = asyncio.create_task(self.go_down(float(query["seconds"])))
        failed = sum(self.faults.values())
        return {**self.tasks.stats(), "timed_out": self.tasks.timed_out, "calls": self._calls, "faults": failed}


def _poll_answer(tasks: list[dict[str, Any]], fault: str) -> Answer:
    entries: list[Any] = list(tasks)
    changes: dict[str, Callable[[], list[Any]]] = {
        "same task twice": lambda: entries + entries[:1],
        "no ids": lambda: [{"taskType": "work", "inputData": {}}, *entries],
        "odd entries": lambda: [None, 7, "task", *entries],
    }
    return 200, JSON, json.dumps(changes.get(fault, lambda: entries)()).encode()


async def _request(reader: asyncio.StreamReader) -> tuple[str, str, bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    method, target, _ = head[0].split(" ")
    length = next((line.split(":")[1] for line in head[1:] if line.lower().startswith("content-length:")), "0")
    return method, target, await reader.readexactly(int(length))


async def _write(writer: asyncio.StreamWriter, answer: Answer, *, is_half: bool = False) -> None:
    status, kind, body = answer
    retry_after = "retry-after: 0\r\n" if status == 429 else ""
    head = f"HTTP/1.1 {status} X\r\ncontent-type: {kind}\r\n{retry_after}content-length: {len(body)}\r\n\r\n"
    if is_half:
        body = body[: len(body) // 2]
    writer.write(head.encode() + body)
    await writer.drain()
    if is_half:
        raise ConnectionResetError


def _reset(writer: asyncio.StreamWriter) -> ConnectionResetError:
    writer.transport.abort()
    return ConnectionResetError()


async def main() -> None:
    """Serve until killed."""
    import sys

    server = FaultyServer(response_timeout_s=float(sys.argv[1]), seed=int(sys.argv[2]))
    print(await server.listen(), flush=True)
    while True:
        await asyncio.sleep(0.25)
        server.tasks.time_out()


if __name__ == "__main__":
    asyncio.run(main())
