"""A pool of script workers, shared by all embedded servers of this process.

It starts with the first script, and grows when all workers are busy, so that a slow script delays only itself. It
shrinks when workers are idle, and ends when no server needs it.

Three kinds of threads take part:

- A thread that wants a script evaluated takes an idle worker, sends the request and waits for the reply for a moment.
  A short script ends within that time, without a switch of threads.
- The supervisor's thread (`supervisor`) starts and ends workers, and watches the scripts that run longer.
- What happens with an outcome runs in threads of the runners (`scripts`), so that nothing blocks the supervisor.

A worker belongs to the thread that took it, until it is put back or handed over to the supervisor.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Final
from weakref import WeakSet

from .config import WorkerConfig
from .frames import FrameError, Reply
from .supervisor import Supervisor
from .worker_process import Job, WorkerProcess

# Each is a process with some MiB of its own. A script that needs more time than others wait stays in its worker, so
# the number bounds how many slow scripts there may be before a short one has to wait.
MAX_WORKERS: Final = 128


class WorkerPool:
    """Hands scripts to workers; every method may be called from any thread."""

    def __init__(self, max_workers: int = MAX_WORKERS) -> None:
        self.max_workers = max_workers
        self.lock = threading.Lock()
        self.idle: dict[WorkerConfig, list[WorkerProcess]] = {}
        self.queue: deque[Job] = deque()
        self.has_cancelled = False
        self.handed_over: deque[WorkerProcess] = deque()
        self.supervisor: Supervisor | None = None
        self.users: WeakSet[object] = WeakSet()

    def add_user(self, user: object) -> None:
        """Keep a worker ready, once one was needed, until this object is removed or deleted."""
        with self.lock:
            self.users.add(user)

    def remove_user(self, user: object) -> None:
        """Let the pool end when this was its last user."""
        with self.lock:
            self.users.discard(user)
            if self.supervisor is not None:
                self.supervisor.wake()

    def run(self, job: Job, budget_s: float) -> Reply | None:
        """Start a job, and return its reply when it comes within the budget, else None: `finish` of the job gets it.

        Without an idle worker it does not wait.
        """
        worker = self._take_idle(job.config)
        if worker is None:
            with self.lock:
                self.queue.append(job)
                self._wake()
            return None
        reply = None
        # On an error the worker is gone or talks nonsense. The supervisor meets the same error, and deals with it.
        with contextlib.suppress(OSError, FrameError):
            worker.begin(job)
            reply = worker.wait(budget_s)
        with self.lock:
            if reply is None or not self.put_back(worker, reply):
                self.handed_over.append(worker)
                self._wake()
        return reply

    def _take_idle(self, config: WorkerConfig) -> WorkerProcess | None:
        while True:
            with self.lock:
                workers = self.idle.get(config)
                if not workers:
                    return None
                # The last one was used last: its memory is in the caches, and the others can end for want of use.
                worker = workers.pop()
            if worker.is_usable():
                return worker
            with self.lock:
                worker.is_spent = True
                self.handed_over.append(worker)
                self._wake()

    def put_back(self, worker: WorkerProcess, reply: Reply) -> bool:
        """Make a worker idle and return True, or False when it has to end or a job waits for it. The lock is held."""
        worker.job = None
        # A worker that was slowed down stays slow: without privileges a priority cannot be raised.
        worker.is_spent = reply.last or worker.is_slow or worker.config.is_for_python
        if worker.is_spent or self.queue:
            return False
        worker.idle_since_s = time.monotonic()
        self.idle.setdefault(worker.config, []).append(worker)
        return True

    def _wake(self) -> None:
        """Let the supervisor look at the queue and at what was handed over. The lock is held."""
        if self.supervisor is None:
            self.supervisor = Supervisor(self)
            self.supervisor.start()
        self.supervisor.wake()

    def cancel(self, jobs: list[Job]) -> None:
        """Stop jobs; they finish with an error."""
        with self.lock:
            for job in jobs:
                job.cancelled = True
            self.has_cancelled = True
            if self.supervisor is not None:
                self.supervisor.wake()

    def close(self) -> None:
        """End all workers, and wait until they have ended; jobs end with an error."""
        with self.lock:
            supervisor = self.supervisor
        if supervisor is not None:
            supervisor.stop()

    def forget(self) -> None:
        """Close what a fork of this process has inherited; its threads and its workers are the parent's."""
        if self.supervisor is not None:
            self.supervisor.forget()


class _SharedPool:
    """The pool of this process, made when first asked for, and made anew in a child of this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pool: WorkerPool | None = None

    def get(self) -> WorkerPool:
        with self._lock:
            if self._pool is None:
                self._pool = WorkerPool()
            return self._pool

    def close(self) -> None:
        if self._pool is not None:
            self._pool.close()

    def forget(self) -> None:
        # The lock may have been held by a thread that does not exist in the child.
        self._lock = threading.Lock()
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.forget()


_shared = _SharedPool()
shared_pool: Callable[[], WorkerPool] = _shared.get
# Runs after all threads that are not daemons have ended, and before modules are torn down.
atexit.register(_shared.close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_shared.forget)
