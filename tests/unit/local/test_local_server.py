"""LocalServer: transports, HTTP, clocks."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import httpx
import pytest

from conductor.local import LocalServer, SkippingClock
from tests.unit.local.support import simple, system

DAYS_S = int(timedelta(days=30).total_seconds())


def client_of(server: LocalServer) -> httpx.Client:
    return httpx.Client(base_url=f"{server.url}/api", transport=server.transport(), timeout=30)


def define(client: httpx.Client, *tasks: dict[str, Any]) -> None:
    assert client.post("/metadata/workflow", json={"name": "wf", "tasks": list(tasks)}).status_code == 200


def test_month_passes_at_once_on_a_skipping_clock() -> None:
    """Synchronous execution of a workflow that waits 30 days is answered when the days have been skipped."""
    with LocalServer(clock=SkippingClock()) as server, client_of(server) as client:
        define(client, system("w", "WAIT", inputParameters={"duration": "30 days"}))
        before_ms = server.now_ms
        found = client.post("/workflow/execute/wf/1", params={"waitForSeconds": DAYS_S + 60}, json={}).json()
        assert found["status"] == "COMPLETED"
        assert server.now_ms - before_ms >= DAYS_S * 1000


def test_skipping_clock_stands_still_without_a_wait() -> None:
    """Polls and other requests move no time."""
    with LocalServer(clock=SkippingClock()) as server, client_of(server) as client:
        define(client, system("w", "WAIT", inputParameters={"duration": "1 seconds"}))
        workflow_id = client.post("/workflow/wf", json={}).text
        before_ms = server.now_ms
        assert client.get("/tasks/poll/batch/other", params={"timeout": 20}).json() == []
        assert server.now_ms == before_ms
        assert client.get(f"/workflow/{workflow_id}").json()["status"] == "RUNNING"


def test_sleep_skips_to_what_is_due() -> None:
    """sleep() lets timers fire on the way."""
    with LocalServer(clock=SkippingClock()) as server, client_of(server) as client:
        define(client, system("w", "WAIT", inputParameters={"duration": "1 hours"}))
        workflow_id = client.post("/workflow/wf", json={}).text
        server.sleep(3600)
        assert client.get(f"/workflow/{workflow_id}").json()["status"] == "COMPLETED"


def test_parked_poll_gets_the_task_of_a_later_start() -> None:
    """A long poll in one thread is answered by a start in another."""
    with LocalServer() as server, client_of(server) as client:
        define(client, simple("a"))
        found: list[Any] = []
        poll = threading.Thread(
            target=lambda: found.extend(client.get("/tasks/poll/batch/work", params={"timeout": 5000}).json())
        )
        poll.start()
        workflow_id = client.post("/workflow/wf", json={}).text
        poll.join()
        assert [task["workflowInstanceId"] for task in found] == [workflow_id]


async def test_async_transport_leads_to_the_same_server() -> None:
    """httpx.AsyncClient works on the transport of its kind, long polls included."""
    with LocalServer() as server:
        async with httpx.AsyncClient(base_url=server.url, transport=server.transport()) as client:
            assert (await client.get("/api/version")).text == "3.32.3"
            assert (await client.get("/api/tasks/poll/batch/none", params={"timeout": 10})).json() == []


def test_http_and_transport_answer_alike() -> None:
    """The same request gets the same status, content type and body on a socket and without one."""
    with LocalServer() as server, client_of(server) as client:
        url = server.listen()
        for method, path in [("GET", "/version"), ("GET", "/workflow/none"), ("PUT", "/workflow"), ("GET", "/nosuch")]:
            there = httpx.request(method, f"{url}/api{path}")
            here = client.request(method, path)
            assert (there.status_code, there.headers.get("content-type"), there.content) == (
                here.status_code,
                here.headers.get("content-type"),
                here.content,
            )


def test_one_connection_serves_many_requests() -> None:
    """HTTP connections are kept alive."""
    with LocalServer() as server, httpx.Client(base_url=server.listen()) as client:
        ports = {client.get("/health").extensions["network_stream"].get_extra_info("client_addr")[1] for _ in range(3)}
        assert len(ports) == 1


def test_broken_request_is_refused_and_the_server_lives_on() -> None:
    """Bytes that are no HTTP get a 400."""
    import socket

    with LocalServer() as server:
        url = httpx.URL(server.listen())
        with socket.create_connection((url.host, url.port or 80)) as raw:
            raw.sendall(b"NONSENSE\r\n\r\n")
            assert raw.recv(100).startswith(b"HTTP/1.1 400")
        assert httpx.get(f"{url}/health").status_code == 200


def test_second_listen_is_refused() -> None:
    """A server listens once; the message says where."""
    with LocalServer() as server:
        url = server.listen()
        with pytest.raises(RuntimeError, match=url):
            server.listen()
