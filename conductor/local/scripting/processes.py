"""Starts and ends script workers: through a fork server, or one python process for each where there is no fork."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import socket
import struct
import subprocess
import sys
from pathlib import Path
from typing import Final, Protocol

from .config import WorkerConfig, encode_config
from .frames import COMMAND, END, EXITED, FORK, RELEASE, WATCH

_SEND_LIMIT_S: Final = 5.0
_EXIT_LIMIT_S: Final = 2.0
_READ_PATH: Final = """
import json, socket, struct, sys
def read(receive, length):
    data = b""
    while len(data) < length:
        more = receive(length - len(data))
        if not more:
            sys.exit(0)
        data += more
    return data
"""
_START_FORK_SERVER: Final = (
    _READ_PATH
    + """
control = socket.socket(fileno=0)
sys.path[:] = json.loads(read(control.recv, struct.unpack(">I", read(control.recv, 4))[0]))
from conductor.local.scripting.worker.fork_server import main
main(control)
"""
)
_START_WORKER: Final = (
    _READ_PATH
    + """
given = json.loads(read(sys.stdin.buffer.read1, struct.unpack(">I", read(sys.stdin.buffer.read1, 4))[0]))
sys.path[:] = given["path"]
from conductor.local.scripting.worker.single_worker import main
main(given)
"""
)


class CannotStartError(Exception):
    """No script worker can be started here; the text says why and what to do."""


class WorkerHost(Protocol):
    """Starts workers and ends them; used by one thread."""

    def start_worker(self, worker_id: int, connection: socket.socket, config: WorkerConfig) -> None:
        """Start a worker that serves this socket, and do not wait for it; CannotStartError when that fails at once."""
        ...

    def watch(self, worker_id: int) -> None:
        """Give a worker the lowest priority when its script has used some processor time; `exited` tells it."""
        ...

    def release(self, worker_id: int) -> None:
        """Watch a worker no longer."""
        ...

    def end_worker(self, worker_id: int) -> None:
        """Kill a worker; `exited` tells how it ended."""
        ...

    def exited(self) -> list[tuple[int, int]] | None:
        """Return the workers that have ended since the last call, with their return codes; None when this host died.

        A worker that got the lowest priority is among them, with the code SLOWED.
        """
        ...

    def watched(self) -> socket.socket | None:
        """Return a socket that is readable when `exited` has news, or None."""
        ...

    def close(self) -> None:
        """End all workers."""
        ...


def new_host() -> WorkerHost:
    """Start what starts workers on this platform; CannotStartError when that fails."""
    if not sys.executable or getattr(sys, "frozen", False):
        raise CannotStartError(
            "scripts run in processes of the python interpreter, and this program has none "
            "(sys.executable): run the embedded server with python"
        )
    return ForkingHost() if hasattr(os, "fork") and hasattr(socket, "send_fds") else SpawningHost()


class ForkingHost:
    """Has workers forked by a process that has loaded the interpreters already."""

    def __init__(self) -> None:
        self._control, theirs = socket.socketpair()
        with theirs:
            try:
                self._process = _python(_START_FORK_SERVER, stdin=theirs.fileno())
            except OSError as error:
                self._control.close()
                raise CannotStartError(_cannot_start(error)) from None
        self._control.settimeout(_SEND_LIMIT_S)
        path = json.dumps(_module_path()).encode()
        self._send(struct.pack(">I", len(path)) + path)

    def start_worker(self, worker_id: int, connection: socket.socket, config: WorkerConfig) -> None:
        """Start a worker that serves this socket, and do not wait for it."""
        text = encode_config(config)
        try:
            # Small enough for the socket's buffer, but for the config of a worker with a large environment.
            socket.send_fds(self._control, [COMMAND.pack(FORK, worker_id, len(text))], [connection.fileno()])
            self._control.sendall(text)
        except OSError as error:
            raise CannotStartError(_cannot_start(error)) from None

    def watch(self, worker_id: int) -> None:
        """Give a worker the lowest priority when its script has used some processor time."""
        self._send(COMMAND.pack(WATCH, worker_id, 0))

    def release(self, worker_id: int) -> None:
        """Watch a worker no longer."""
        self._send(COMMAND.pack(RELEASE, worker_id, 0))

    def end_worker(self, worker_id: int) -> None:
        """Kill a worker; `exited` tells how it ended."""
        self._send(COMMAND.pack(END, worker_id, 0))

    def _send(self, data: bytes) -> None:
        # A fork server that is gone is noticed by exited(), and its workers have died with it.
        with contextlib.suppress(OSError):
            self._control.sendall(data)

    def exited(self) -> list[tuple[int, int]] | None:
        """Return the workers that have ended since the last call, with their return codes; None when this host died."""
        found: list[tuple[int, int]] = []
        self._control.setblocking(False)
        try:
            while data := self._control.recv(EXITED.size):
                while len(data) < EXITED.size:
                    data += self._rest(EXITED.size - len(data))
                worker_id, code = EXITED.unpack(data)
                found.append((worker_id, code))
        except BlockingIOError:
            return found
        except OSError:
            return None
        finally:
            self._control.settimeout(_SEND_LIMIT_S)
        return None

    def _rest(self, length: int) -> bytes:
        self._control.settimeout(_SEND_LIMIT_S)
        data = self._control.recv(length)
        if not data:
            raise ConnectionResetError
        self._control.setblocking(False)
        return data

    def watched(self) -> socket.socket | None:
        """Return a socket that is readable when `exited` has news."""
        return self._control

    def close(self) -> None:
        """End the fork server, which kills its workers."""
        self._control.close()
        try:
            self._process.wait(_EXIT_LIMIT_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def forget(self) -> None:
        """Let go in a child of this process: the fork server is its parent's."""
        self._control.close()
        # Popen would warn of a running process when it is deleted.
        self._process.returncode = 0


class SpawningHost:
    """Starts a python process for each worker: on Windows, which has no fork."""

    def __init__(self) -> None:
        self._processes: dict[int, subprocess.Popen[bytes]] = {}
        self._exited: list[tuple[int, int]] = []

    def start_worker(self, worker_id: int, connection: socket.socket, config: WorkerConfig) -> None:
        """Start a worker that serves this socket, and do not wait for it."""
        descriptor = None if sys.platform == "win32" else connection.fileno()
        try:
            process = _python(_START_WORKER, stdin=subprocess.PIPE, passed=descriptor)
        except OSError as error:
            raise CannotStartError(_cannot_start(error)) from None
        self._processes[worker_id] = process
        shared = _share(connection, process.pid)
        given = {
            "path": _module_path(),
            "config": encode_config(config).decode(),
            "descriptor": descriptor,
            "shared": base64.b64encode(shared).decode(),
        }
        text = json.dumps(given).encode()
        if process.stdin is not None:
            with contextlib.suppress(OSError), process.stdin as stdin:
                stdin.write(struct.pack(">I", len(text)) + text)

    def watch(self, worker_id: int) -> None:
        """Do nothing: python cannot change the priority of another process of Windows."""

    def release(self, worker_id: int) -> None:
        """Do nothing."""

    def end_worker(self, worker_id: int) -> None:
        """Kill a worker; `exited` tells how it ended."""
        process = self._processes.pop(worker_id, None)
        if process is not None:
            process.kill()
            self._exited.append((worker_id, process.wait()))

    def exited(self) -> list[tuple[int, int]] | None:
        """Return the workers that have ended since the last call, with their return codes."""
        found, self._exited = self._exited, []
        return found

    def watched(self) -> socket.socket | None:
        """Return None: end_worker() waits for the process."""
        return None

    def close(self) -> None:
        """End all workers."""
        for worker_id in list(self._processes):
            self.end_worker(worker_id)

    def forget(self) -> None:
        """Let go in a child of this process."""
        for process in self._processes.values():
            process.returncode = 0


def _python(program: str, *, stdin: int, passed: int | None = None) -> subprocess.Popen[bytes]:
    """Start python without the user's environment, site packages and working files.

    It gets a session of its own, so that Ctrl-C in a terminal reaches the server alone.
    """
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-I", "-S", "-c", program],
        stdin=stdin,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        pass_fds=() if passed is None else (passed,),
        start_new_session=True,
    )


def _share(connection: socket.socket, process_id: int) -> bytes:
    """Return what a process of Windows needs to use this socket; elsewhere it inherits the descriptor."""
    if sys.platform == "win32":
        return connection.share(process_id)
    return b""


def _environment() -> dict[str, str]:
    """Return what python needs to start. TZ keeps the time zone of the host from scripts."""
    if sys.platform == "win32":
        return {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    return {"TZ": "UTC0"}


def _module_path() -> list[str]:
    """Return sys.path of this process, with what the worker needs at the end."""
    own = str(Path(__file__).resolve().parents[3])
    path = [str(Path(entry).resolve()) if entry else os.getcwd() for entry in sys.path]  # noqa: PTH109 - may raise
    return path if own in path else [*path, own]


def _cannot_start(error: OSError) -> str:
    return not_started(f"{sys.executable}: {error.strerror or error}")


def not_started(reason: str) -> str:
    """Return the message for a worker that cannot be started."""
    hint = "raise the number of processes that this user may have (ulimit -u), or free memory"
    return f"scripts run in processes, and none can be started: {reason}; {hint}"
