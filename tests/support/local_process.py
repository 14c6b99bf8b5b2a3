"""`python -m conductor.local` as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Self

import httpx

if TYPE_CHECKING:
    from types import TracebackType


class LocalProcess:
    """An embedded server that can be killed; it chooses its port."""

    def __init__(self, *options: str) -> None:
        self._options = options

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()

    def start(self) -> None:
        """Start it and wait for the line that says where it listens."""
        command = [sys.executable, "-m", "conductor.local", "--port", "0", *self._options]
        environ = {name: value for name, value in os.environ.items() if not name.startswith("CONDUCTOR_")}
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environ)
        self.said = self.next_line()
        assert "http://" in self.said, "the embedded server has not started"
        address = next(word for word in self.said.split() if word.startswith("http://"))
        self.url = address.rstrip(",").removesuffix("/api")

    def next_line(self) -> str:
        """The next line that it prints."""
        assert self._process.stdout is not None
        return self._process.stdout.readline()

    @property
    def process_id(self) -> int:
        """The id of the process, for limits that the system sets."""
        return self._process.pid

    def terminate(self, limit_s: float) -> int:
        """Send SIGTERM and return the exit code; subprocess.TimeoutExpired when it does not end."""
        self._process.terminate()
        return self._process.wait(limit_s)

    def kill(self) -> None:
        """End it without warning, as kill -9 does."""
        self._process.kill()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def client(self) -> httpx.Client:
        """A client whose paths begin after /api."""
        return httpx.Client(base_url=f"{self.url}/api", timeout=30)
