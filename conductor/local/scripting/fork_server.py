"""A process that has loaded the interpreters and forks script workers; runs no script itself.

Starting python and loading the interpreters takes 50 to 100 ms. A fork takes about one, and shares their memory.

The server talks to it over the socket that is file descriptor 0. A command is one message:

- `F`, worker id, config as JSON, with a socket attached: fork a worker that serves this socket.
- `E`, worker id: end the worker. The answer is its id and how it ended, as python's `returncode`. A worker that has
  died before is not reaped until then, so that its process id belongs to no other process.
- `S`, worker id: let the worker run only when nothing else wants the processor.

When the socket closes, as when the server is killed, all workers are killed and the process ends.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import socket
import struct
import sys
from typing import Any, Final

from .confinement import bind_to_parent, take_socket
from .frames import ReplyKind, encode_reply
from .limits import ScriptLimits
from .worker import Evaluators, WorkerConfig, serve

COMMAND: Final = struct.Struct(">cQI")
EXITED: Final = struct.Struct(">Qi")
FORK, END, SLOW_DOWN = b"F", b"E", b"S"
_LOWEST_PRIORITY: Final = 19


def encode_config(config: WorkerConfig) -> bytes:
    """Return the config of a worker as JSON."""
    limits = config.limits
    return json.dumps(
        {
            "limits": [limits.time_s, limits.memory_bytes, limits.result_bytes],
            "environment": config.environment,
            "check_dialect": config.check_dialect,
        }
    ).encode()


def decode_config(text: bytes) -> WorkerConfig:
    """Return the config of a worker from its JSON."""
    fields: dict[str, Any] = json.loads(text)
    environment = fields["environment"]
    pairs = None if environment is None else tuple((name, value) for name, value in environment)
    return WorkerConfig(ScriptLimits(*fields["limits"]), pairs, fields["check_dialect"])


class ForkServer:
    """Carries out the commands of the server."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._workers: dict[int, int] = {}

    def serve(self) -> None:
        """Carry out commands until the socket closes."""
        while True:
            head, descriptors = self._receive_head()
            if not head:
                break
            operation, worker_id, length = COMMAND.unpack(head)
            text = _read(self._control, length)
            if operation == FORK:
                self._fork(worker_id, descriptors[0], text)
            elif operation == END:
                self._end(worker_id)
            else:
                self._slow_down(worker_id)
        for process_id in self._workers.values():
            _kill(process_id)

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

    def _end(self, worker_id: int) -> None:
        process_id = self._workers.pop(worker_id, None)
        code = 0
        if process_id is not None:
            _kill(process_id)
            _, status = os.waitpid(process_id, 0)
            code = os.waitstatus_to_exitcode(status)
        self._control.sendall(EXITED.pack(worker_id, code))

    def _slow_down(self, worker_id: int) -> None:
        process_id = self._workers.get(worker_id)
        if process_id is not None:
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, process_id, _LOWEST_PRIORITY)


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
    _warm_up()
    ForkServer(control).serve()
    os._exit(0)


def _warm_up() -> None:
    """Load all that a worker needs, since it can open no file."""
    evaluators = Evaluators(WorkerConfig(ScriptLimits()))
    evaluators.prepare()
    del evaluators
    # What exists now is not looked at by the collector of the workers, so its memory stays shared.
    gc.collect()
    gc.freeze()
