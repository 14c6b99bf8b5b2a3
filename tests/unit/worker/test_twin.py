"""The client of the workers, where the user's one is connected by a transport that is only sync."""

from __future__ import annotations

import threading

import httpx

from conductor._sync.client import orkes_conductor_client
from conductor._worker.manager import TaskManager
from conductor._worker.spec import ConductorWorker
from conductor.models import Task

IDLE_WORKERS = 40


class Held(httpx.BaseTransport):
    """Holds all polls of idle workers, and hands out one task when all of these are held."""

    def __init__(self) -> None:
        self.all_held = threading.Barrier(IDLE_WORKERS + 1)
        self.reported = threading.Event()
        self._tasks = [{"taskId": "t", "workflowInstanceId": "w", "taskDefName": "busy"}]

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.read()
        if self.reported.is_set():
            return httpx.Response(200, json=[])
        if request.method == "POST":
            self.reported.set()
        elif request.url.path.endswith("/poll/batch/busy"):
            self.all_held.wait(30)
            return httpx.Response(200, json=[self._tasks.pop()])
        elif "/poll/batch/" in request.url.path:
            self.all_held.wait(30)
            self.reported.wait(30)
        return httpx.Response(200, json=[])


def test_held_polls_leave_a_sync_transport_free_for_results() -> None:
    """However many polls the server holds, a result goes out meanwhile; no thread stays behind."""
    transport = Held()
    before = set(threading.enumerate())
    names = ["busy", *(f"idle_{number}" for number in range(IDLE_WORKERS))]
    workers = [ConductorWorker(name, nothing) for name in names]
    with orkes_conductor_client(server_url="http://stub", fetch=transport) as client, TaskManager(client, workers):
        assert transport.reported.wait(30)
    assert set(threading.enumerate()) <= before


def nothing(task: Task) -> None:
    """Do nothing."""
