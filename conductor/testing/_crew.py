"""Workers on an embedded server: one thread does their tasks, one after another in the order in which they came.

So the same program gives the same execution, which workers on threads of their own could not promise. The skipping
clock stands still from the moment a task is handed out until its result is in.
"""

from __future__ import annotations

import asyncio
import json
import logging
import threading
from contextlib import AbstractContextManager, nullcontext
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import attrs

from conductor._worker.attempt import Attempt
from conductor._worker.context import TaskContext
from conductor._worker.job import Finished, seal
from conductor._worker.results import in_progress
from conductor.local.api.http import Reply, Request
from conductor.models import Task, TaskResult, TaskResultStatus
from conductor.testing._backend import WORKER_ID
from conductor.testing.harness import finish

if TYPE_CHECKING:
    from conductor._worker.roster import AnyWorker
    from conductor._worker.spec import WorkerSpec
    from conductor.local import LocalServer
    from conductor.local.pending import PendingReply

_log = logging.getLogger("conductor.testing")
_HOLD_MS = 5000
_JSON = {"content-type": "application/json"}


@attrs.frozen
class _Handed:
    """What a poll brought, and the hold on the clock that came with it."""

    name: str
    tasks: list[Task]
    hold: AbstractContextManager[None]


class Crew:
    """The workers of an embedded server."""

    def __init__(self, server: LocalServer) -> None:
        self._server = server
        self._specs: dict[str, WorkerSpec] = {}
        self._polls: dict[str, PendingReply] = {}
        self._handed: SimpleQueue[_Handed | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._is_closing = False

    def add(self, worker: AnyWorker) -> None:
        """Let a worker take tasks."""
        spec = worker.spec()
        with self._lock:
            is_new = spec.name not in self._specs
            self._specs[spec.name] = spec
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="conductor-testing-workers", daemon=True)
                self._thread.start()
            if is_new:
                self._poll(spec.name)

    def remove(self, name: str) -> None:
        """Let a worker take no more tasks."""
        # Not while the thread asks for the next task: its poll would outlive the worker.
        with self._lock:
            self._specs.pop(name, None)
            poll = self._polls.pop(name, None)
        if poll is not None:
            self._server.driver.abandon(poll)

    def is_here(self) -> bool:
        """Whether the caller is a worker."""
        return threading.current_thread() is self._thread

    def close(self) -> None:
        """Stop after the task at hand."""
        self._is_closing = True
        for name in list(self._specs):
            self.remove(name)
        self._handed.put(None)
        if self._thread is not None and not self.is_here():
            self._thread.join()

    def _poll(self, name: str) -> None:
        query = f"count=1&timeout={_HOLD_MS}&workerid={WORKER_ID}"
        request = Request("GET", f"/api/tasks/poll/batch/{quote(name, safe='')}", query)

        def done(reply: Reply) -> None:
            # Called with the server's lock held, so the clock cannot jump before it is held.
            if reply.status >= 400 and not self._is_closing:
                _log.error("worker %s: its poll was refused: HTTP %d %s", name, reply.status, reply.body.decode())
                return
            tasks = _tasks_of(reply)
            hold = self._server.without_skipping() if tasks else nullcontext()
            hold.__enter__()
            self._handed.put(_Handed(name, tasks, hold))

        with self._server.without_skipping():
            answer = self._server.driver.submit(request, done)
            if isinstance(answer, Reply):
                done(answer)
            else:
                self._polls[name] = answer

    def _run(self) -> None:
        with asyncio.Runner() as runner:
            while (handed := self._handed.get()) is not None:
                try:
                    for task in handed.tasks:
                        self._do(handed.name, task, runner)
                    self._poll_again(handed.name)
                finally:
                    handed.hold.__exit__(None, None, None)

    def _poll_again(self, name: str) -> None:
        with self._lock:
            if name in self._specs and not self._is_closing:
                self._poll(name)

    def _do(self, name: str, task: Task, runner: asyncio.Runner) -> None:
        spec = self._specs.get(name)
        if spec is None:
            self._report(seal(task, WORKER_ID, in_progress(0)).body)
            return
        context = TaskContext(task, beat=self._beat, is_shutting_down=lambda: self._is_closing)
        attempt = Attempt(spec, task, context, WORKER_ID)
        value = attempt.call()
        finished = value if isinstance(value, Finished) else runner.run(finish(attempt, value))
        self._report(finished.body)

    def _beat(self, task: Task) -> None:
        self._report(seal(task, WORKER_ID, TaskResult(status=TaskResultStatus.IN_PROGRESS, extend_lease=True)).body)

    def _report(self, body: bytes) -> None:
        reply = self._server.driver.submit(Request("POST", "/api/tasks", headers=_JSON, body=body), _ignore)
        if isinstance(reply, Reply) and reply.status != 200:
            _log.warning("the result of a task was refused: HTTP %d %s", reply.status, reply.body.decode())


def _tasks_of(reply: Reply) -> list[Task]:
    found: list[dict[str, Any]] = json.loads(reply.body) if reply.status == 200 and reply.body else []
    return [Task.from_dict(each) for each in found]


def _ignore(reply: Reply) -> None:
    del reply
