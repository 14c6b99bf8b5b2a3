"""One script worker as the server sees it: a socket, and the script that it evaluates."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from conductor.local.engine.script_calls import Language, ScriptOutcome

from .config import WorkerConfig
from .frames import ERROR_BYTES, FrameError, Reply, ReplyKind, ReplyReader

START_LIMIT_S: Final = 30.0
_READ_BYTES: Final = 256 * 1024

# What became of a script: a reply of its worker, or an outcome that the server found itself.
Result: TypeAlias = Reply | ScriptOutcome


@dataclass(eq=False)
class Job:
    """A script that waits for a worker or runs in one; `finish` is called once, by any thread, and does not block."""

    config: WorkerConfig
    language: Language
    frame: bytes
    finish: Callable[[Result], None]
    cancelled: bool = False


@dataclass(eq=False)
class WorkerProcess:
    """A worker and its job. One thread at a time uses it: the one that took it from the pool, or the pool's."""

    worker_id: int
    config: WorkerConfig
    connection: socket.socket
    job: Job | None = None
    is_ready: bool = False
    is_priority_watched: bool = True  # until its first script has ended, as it may be a slow one
    is_slow: bool = False
    is_spent: bool = False
    is_broken: bool = False
    started_s: float = 0.0
    idle_since_s: float = 0.0
    deadline_s: float = 0.0
    outgoing: memoryview = field(default_factory=lambda: memoryview(b""))
    reader: ReplyReader = field(init=False)

    def __post_init__(self) -> None:
        self.reader = ReplyReader(self.config.limits.result_bytes + ERROR_BYTES)

    def begin(self, job: Job) -> None:
        """Take a job, and send as much of its request as the socket takes now; OSError when the worker is gone."""
        self.job = job
        self.started_s = time.monotonic()
        self.deadline_s = self.started_s + job.config.limits.wall_time_s
        if not self.is_ready:
            self.deadline_s += START_LIMIT_S
        self.outgoing = memoryview(job.frame)
        self.send()

    def due_s(self, slow_after_s: float) -> float:
        """Return when something has to be done about the script: watch its priority after this time, or end it."""
        return self.deadline_s if self.is_priority_watched or not self.is_ready else self.started_s + slow_after_s

    def send(self) -> None:
        """Send what the socket takes now."""
        self.connection.setblocking(False)
        while self.outgoing:
            try:
                sent = self.connection.send(self.outgoing)
            except BlockingIOError:
                return
            self.outgoing = self.outgoing[sent:]

    def receive(self) -> Reply | None:
        """Return the reply when it is complete with what has arrived, else None.

        Raises:
            OSError: the worker is gone.
            FrameError: it sent something that is not a reply.
        """
        if self.is_broken:
            raise FrameError("it came before")
        self.connection.setblocking(False)
        try:
            data = self.connection.recv(_READ_BYTES)
        except BlockingIOError:
            return None
        return self._feed(data)

    def wait(self, limit_s: float) -> Reply | None:
        """As `receive`, after a wait of at most this time."""
        deadline_s = time.monotonic() + limit_s
        while not self.outgoing and limit_s > 0:
            # settimeout makes recv() wait in one call of the system, without a selector.
            self.connection.settimeout(limit_s)
            try:
                data = self.connection.recv(_READ_BYTES)
            except TimeoutError:
                return None
            reply = self._feed(data)
            if reply is not None:
                return reply
            limit_s = deadline_s - time.monotonic()
        return None

    def _feed(self, data: bytes) -> Reply | None:
        if not data:
            raise ConnectionResetError("the script worker ended")
        try:
            reply = self.reader.feed(data)
            if reply is not None and reply.kind == ReplyKind.READY:
                self._note_ready()
                reply = self.reader.feed(b"")
                if reply is not None and reply.kind == ReplyKind.READY:
                    self._note_ready()
        except FrameError:
            # Another thread has to meet it again, see WorkerPool.run.
            self.is_broken = True
            raise
        return reply

    def _note_ready(self) -> None:
        if self.is_ready:
            raise FrameError("it started twice")
        self.is_ready = True
        # The script has its time from now on.
        self.started_s = time.monotonic()
        self.deadline_s = self.started_s + self.config.limits.wall_time_s

    def is_usable(self) -> bool:
        """Return whether an idle worker can take a job: nothing may come from it, not even its end."""
        self.connection.setblocking(False)
        try:
            self.connection.recv(1)
        except BlockingIOError:
            return True
        except OSError:
            return False
        return False

    def close(self) -> None:
        """Close the socket; an idle worker ends by that."""
        with contextlib.suppress(OSError):
            self.connection.close()
