"""A process that has loaded the interpreters and forks script workers; runs no script itself.

Starting python and loading the interpreters takes 50 to 100 ms. A fork takes about one, and shares their memory.

The server talks to it over the socket that is file descriptor 0. A command is one message:

- `F`, worker id, config as JSON, with a socket attached: fork a worker that serves this socket, and watch it.
- `E`, worker id: end the worker. The answer is its id and how it ended, as python's `returncode`. A worker that has
  died before is not reaped until then, so that its process id belongs to no other process.
- `W`, worker id: watch the worker, as its script takes long. When it has used some processor time from then on, it
  gets the lowest priority, and the answer is its id and the code SLOWED.
- `R`, worker id: watch it no longer, as its script has ended.

When the socket closes, as when the server is killed, all workers are killed and the process ends.
"""

from __future__ import annotations

import contextlib
import gc
import os
import select
import signal
import socket
import sys
import time
from typing import Final

from conductor.local.scripting.config import decode_config
from conductor.local.scripting.frames import (
    COMMAND,
    END,
    EXITED,
    FORK,
    SLOWED,
    WATCH,
    ReplyKind,
    encode_reply,
)

from .confinement import bind_to_parent, take_socket
from .serving import load_interpreters, serve

_SLOW_AFTER_S: Final = 0.02
_LOWEST_PRIORITY: Final = 19
_PAUSE_S: Final = 0.005


class ForkServer:
    """Carries out the commands of the server."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._workers: dict[int, int] = {}
        self._ending: dict[int, int] = {}
        self._slow_at_s: dict[int, float] = {}
        self._looked_s = 0.0

    def serve(self) -> None:
        """Carry out commands until the socket closes."""
        while True:
            while self._ending or self._slow_at_s:
                self._look_after_workers()
                if select.select([self._control], [], [], _PAUSE_S)[0]:
                    break
            head, descriptors = self._receive_head()
            if not head:
                break
            operation, worker_id, length = COMMAND.unpack(head)
            text = _read(self._control, length)
            if operation == FORK:
                self._fork(worker_id, descriptors[0], text)
            elif operation == END:
                self._end(worker_id)
            elif operation == WATCH:
                self._watch(worker_id)
            else:
                self._slow_at_s.pop(worker_id, None)
        for process_id in self._workers.values():
            _kill(process_id)  # those that are ending were killed before

    def _receive_head(self) -> tuple[bytes, list[int]]:
        head, descriptors, _, _ = socket.recv_fds(self._control, COMMAND.size, 1)
        if head and len(head) < COMMAND.size:
            head += _read(self._control, COMMAND.size - len(head))
        return head, descriptors

    def _fork(self, worker_id: int, descriptor: int, config: bytes) -> None:
        server_id = os.getpid()
        try:
            process_id = os.fork()
        except OSError as error:
            with socket.socket(fileno=descriptor) as connection, contextlib.suppress(OSError):
                connection.sendall(encode_reply(ReplyKind.NOT_STARTED, error.strerror or str(error), last=True))
            return
        if process_id == 0:
            _become_worker(descriptor, config, server_id)
        os.close(descriptor)
        self._workers[worker_id] = process_id
        self._slow_at_s[worker_id] = _used_s(process_id) + _SLOW_AFTER_S

    def _end(self, worker_id: int) -> None:
        process_id = self._workers.pop(worker_id, None)
        self._slow_at_s.pop(worker_id, None)
        if process_id is None:
            self._control.sendall(EXITED.pack(worker_id, 0))
            return
        # One that is dead already keeps how it ended. A process that is killed needs a processor to end, and on a busy
        # machine it waits for one: nothing here waits with it.
        _kill(process_id)
        self._ending[worker_id] = process_id
        self._reap()

    def _look_after_workers(self) -> None:
        # Not after each of many commands that come at once.
        now_s = time.monotonic()
        if now_s >= self._looked_s + _PAUSE_S:
            self._looked_s = now_s
            self._reap()
            self._slow_down()

    def _reap(self) -> None:
        for worker_id, process_id in list(self._ending.items()):
            ended, status = os.waitpid(process_id, os.WNOHANG)
            if ended:
                del self._ending[worker_id]
                self._control.sendall(EXITED.pack(worker_id, os.waitstatus_to_exitcode(status)))

    def _watch(self, worker_id: int) -> None:
        process_id = self._workers.get(worker_id)
        if process_id is not None:
            self._slow_at_s[worker_id] = _used_s(process_id) + _SLOW_AFTER_S

    def _slow_down(self) -> None:
        """Give the lowest priority to scripts that have used their share, so that many do not starve the server.

        The time that passes says nothing: on a busy machine a short script takes long, and would then take longer.
        """
        for worker_id, slow_at_s in list(self._slow_at_s.items()):
            process_id = self._workers[worker_id]
            if _used_s(process_id) >= slow_at_s:
                del self._slow_at_s[worker_id]
                with contextlib.suppress(OSError):
                    os.setpriority(os.PRIO_PROCESS, process_id, _LOWEST_PRIORITY)
                self._control.sendall(EXITED.pack(worker_id, SLOWED))


def _used_s(process_id: int) -> float:
    """Return the processor time of a process on Linux; elsewhere the time of day, as there is no such clock."""
    if sys.platform != "linux":
        return time.monotonic()
    try:
        # The number of the clock of another process, as clock_getcpuclockid() of the C library makes it.
        return time.clock_gettime((~process_id << 3) | 2)
    except OSError:
        return 0.0


def _kill(process_id: int) -> None:
    with contextlib.suppress(OSError):
        os.kill(process_id, signal.SIGKILL)


def _become_worker(descriptor: int, config: bytes, server_id: int) -> None:
    """Serve one socket in this new process, and never return."""
    code = 1
    try:
        bind_to_parent(server_id)
        take_socket(descriptor)
        serve(decode_config(config), socket.socket(fileno=0))
        code = 0
    finally:
        # No handler of the fork server runs here, and nothing is written that it has buffered.
        os._exit(code)


def _read(connection: socket.socket, length: int) -> bytes:
    received = b""
    while len(received) < length:
        data = connection.recv(length - len(received))
        if not data:
            sys.exit(0)
        received += data
    return received


def main(control: socket.socket) -> None:
    """Load the interpreters and serve."""
    # What the server's thread had blocked or ignored is inherited, and would stop the limit of processor time.
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    for name in (signal.SIGPROF, signal.SIGCHLD):
        signal.signal(name, signal.SIG_DFL)
    load_interpreters()
    # What exists now is not looked at by the collector of the workers, so its memory stays shared.
    gc.collect()
    gc.freeze()
    ForkServer(control).serve()
    os._exit(0)
