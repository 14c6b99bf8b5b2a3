"""Runs the real Conductor server on this machine, for tests, the demo and `make regen`.

As a context manager, ``with RealServer() as server: server.url``, or from the command line:
``python -m scripts.real_server [--port N]`` prints the URL and runs until Ctrl-C.
"""

from __future__ import annotations

import argparse
import http.client
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self, TextIO

from scripts.java import MissingTool, find_java
from scripts.server_jar import SERVER_VERSION, find_jar

if TYPE_CHECKING:
    from types import TracebackType

__all__ = ["SERVER_VERSION", "MissingTool", "RealServer", "ServerFailed"]

HOST = "127.0.0.1"
START_LIMIT_S = 180
STOP_LIMIT_S = 15
HEALTH_INTERVAL_S = 0.25
LOG_TAIL_LINES = 30


class ServerFailed(RuntimeError):
    """The server ended by itself or never became healthy; the message has the end of its log."""


class RealServer:
    """The real Conductor server in an empty temporary folder, which is removed when it stops.

    Args:
        port: Port on 127.0.0.1; a free one when None.
        progress: Where the start is told; standard error when None.
    """

    def __init__(self, port: int | None = None, progress: TextIO | None = None) -> None:
        self.port = port or free_port()
        self.url = f"http://{HOST}:{self.port}"
        self._progress = progress
        self._command: list[str] = []
        self._folder: Path | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._cleanup = ExitStack()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start with no data, and return when the server is healthy.

        Raises:
            MissingTool: Java or the jar is not here.
            ServerFailed: The port is taken, or the server ended, or was not healthy in time.
        """
        if self._folder is not None:
            raise RuntimeError(f"the server at {self.url} was started already")
        if is_taken(self.port):
            raise ServerFailed(f"port {self.port} of {HOST} is taken by another program")
        self._command = server_command(find_java(), find_jar(), self.port)
        self._cleanup.enter_context(sigterm_as_ctrl_c())
        folder = tempfile.TemporaryDirectory(prefix="conductor-server-", ignore_cleanup_errors=True)
        # The server keeps its SQLite file in the working directory.
        self._folder = Path(self._cleanup.enter_context(folder))
        self._launch(self._folder)

    def stop(self) -> None:
        """End the server and remove its folder; does nothing when there is none."""
        try:
            self._end()
        finally:
            self._folder = None
            self._cleanup.close()

    def kill(self) -> None:
        """End the server at once, with no chance to tidy up (SIGKILL); its data stay for `restart`."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def restart(self) -> None:
        """End the server, also a killed one, and start it again on the same port with the same data.

        Raises:
            ServerFailed: The server ended, or was not healthy in time.
        """
        if self._folder is None:
            raise RuntimeError(f"the server at {self.url} was not started, or was stopped: there is no data to keep")
        self._end()
        self._launch(self._folder)

    @property
    def pid(self) -> int | None:
        """Process id; None when no server runs."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def wait(self) -> None:
        """Block while the server runs.

        Raises:
            ServerFailed: It ended by itself.
        """
        if self._process is not None and self._folder is not None:
            code = self._process.wait()
            raise ServerFailed(f"the server ended (exit code {code})\n{log_tail(self._folder)}")

    def _launch(self, folder: Path) -> None:
        try:
            self._process = spawn(self._command, folder)
            self._wait_until_healthy(self._process, folder)
        except BaseException:
            self.stop()
            raise

    def _wait_until_healthy(self, process: subprocess.Popen[bytes], folder: Path) -> None:
        with Progress(f"Conductor {SERVER_VERSION} on {self.url}", self._progress) as progress:
            while not is_healthy(self.port):
                progress.tick()
                if (code := _exit_code_within(HEALTH_INTERVAL_S, process)) is not None:
                    raise ServerFailed(f"the server ended while starting (exit code {code})\n{log_tail(folder)}")
                if progress.seconds > START_LIMIT_S:
                    raise ServerFailed(f"the server was not healthy after {START_LIMIT_S} s\n{log_tail(folder)}")

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        try:
            process.terminate()
            _exit_code_within(STOP_LIMIT_S, process)
        finally:  # also when a second Ctrl-C ends the wait: no server may be left behind
            process.kill()
            process.wait()


class Progress:
    """One line that tells how long something takes: rewritten on a terminal, else its start and its end only."""

    def __init__(self, what: str, stream: TextIO | None = None) -> None:
        self._what = what
        self._stream = stream or sys.stderr
        self._live = self._stream.isatty()
        self._started = time.monotonic()

    @property
    def seconds(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self._started

    def __enter__(self) -> Self:
        self._write(f"{self._what} is starting ...", end="" if self._live else "\n")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        outcome = "ready" if error is None else "not ready"
        self._write(f"{self._what} is {outcome} after {self.seconds:.0f} s")

    def tick(self) -> None:
        """Show the seconds so far, on a terminal."""
        if self._live:
            self._write(f"{self._what} is starting ... {self.seconds:.0f} s", end="")

    def _write(self, text: str, end: str = "\n") -> None:
        start = "\r\x1b[K" if self._live else ""
        print(f"{start}{text}", end=end, file=self._stream, flush=True)


def server_command(java: Path, jar: Path, port: int) -> list[str]:
    """Give the command that runs the server on 127.0.0.1, with memory for a machine that does other work too."""
    return [str(java), "-Xmx1500m", "-jar", str(jar), f"--server.port={port}", f"--server.address={HOST}"]


def spawn(command: list[str], folder: Path) -> subprocess.Popen[bytes]:
    """Start the command in the folder, its output in ``server.log`` there."""
    with log_file(folder).open("ab") as log:
        # In a session of its own: Ctrl-C reaches us alone, and we end the server in order.
        return subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )


def log_file(folder: Path) -> Path:
    """Give the file that has the output of the server."""
    return folder / "server.log"


def log_tail(folder: Path) -> str:
    """Give the last lines that the server wrote."""
    lines = log_file(folder).read_text("utf-8", "replace").splitlines()
    return "\n".join(lines[-LOG_TAIL_LINES:])


def free_port() -> int:
    """Give a port of 127.0.0.1 that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def is_taken(port: int) -> bool:
    """Tell whether somebody listens on this port of 127.0.0.1."""
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def is_healthy(port: int) -> bool:
    """Tell whether GET /health answers 200. Asks directly: a proxy of the environment has no part in it."""
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


@contextmanager
def sigterm_as_ctrl_c() -> Generator[None]:
    """Let SIGTERM and SIGHUP end the program as Ctrl-C does, so that clean-up runs; handlers of the program stay."""
    on_main_thread = threading.current_thread() is threading.main_thread()
    endings = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    mine = [ending for ending in endings if on_main_thread and signal.getsignal(ending) is signal.SIG_DFL]
    for ending in mine:
        signal.signal(ending, signal.default_int_handler)
    try:
        yield
    finally:
        for ending in mine:
            signal.signal(ending, signal.SIG_DFL)


def _exit_code_within(seconds: float, process: subprocess.Popen[bytes]) -> int | None:
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        return None


def main() -> int:
    """Run a server until Ctrl-C or SIGTERM."""
    parser = argparse.ArgumentParser(prog="python -m scripts.real_server", description="Run the real Conductor server.")
    parser.add_argument("--port", type=int, help="port on 127.0.0.1 (default: a free one)")
    port = parser.parse_args().port
    try:
        with RealServer(port) as server:
            print(server.url, flush=True)
            server.wait()
    except (MissingTool, ServerFailed) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
