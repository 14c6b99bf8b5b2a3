"""Programs under test: started, watched from outside (/proc), and ended with all that they started."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

PROC = Path("/proc")
TICKS_PER_S = os.sysconf("SC_CLK_TCK")
_CHANGES_RESULTS = ("CONDUCTOR_", "PYTHON", "CI")
_ENDS_S = 10.0
_STARTS_S = 60.0


def _stat(pid: int) -> list[str] | None:
    """Give the fields of /proc/PID/stat after the name, or None when the process is gone."""
    try:
        text = (PROC / str(pid) / "stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return text[text.rindex(")") + 2 :].split()


def _tree(root: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for entry in PROC.iterdir():
        if entry.name.isdigit() and (stat := _stat(int(entry.name))):
            children.setdefault(int(stat[1]), []).append(int(entry.name))
    found = [root]
    for pid in found:
        found.extend(children.get(pid, []))
    return found


def _threads_s(pid: int) -> float:
    """Give the processor time of the living threads of a process; the kernel counts it in nanoseconds."""
    spent_ns = 0
    for thread in (PROC / str(pid) / "task").glob("*/schedstat"):
        with suppress(OSError):
            spent_ns += int(thread.read_text().split()[0])
    return spent_ns / 1e9


class Program:
    """A program in a process of its own, with the processes that it starts.

    Args:
        command: Program and arguments.
        environment: Variables besides those of this process.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str] | None = None) -> None:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - read at the end
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_CHANGES_RESULTS)}
        self._process = subprocess.Popen(
            command, env={**kept, **(environment or {})}, stdout=subprocess.DEVNULL, stderr=self._errors
        )

    @property
    def is_running(self) -> bool:
        """Whether the program has not ended."""
        return self._process.poll() is None

    def cpu_s(self) -> float:
        """Give the user and system time of the whole tree so far, ended processes included."""
        ticks = 0
        for pid in _tree(self._process.pid):
            stat = _stat(pid) or ["0"] * 16
            ticks += sum(map(int, stat[11:15]))
        return ticks / TICKS_PER_S

    def threads_s(self) -> float:
        """Give the same more finely, for programs whose threads stay."""
        return sum(map(_threads_s, _tree(self._process.pid)))

    def peak_mib(self) -> float:
        """Give the sum of the peaks of memory; shared pages count in each process."""
        peaks = [(PROC / str(pid) / "status").read_text().split("VmHWM:") for pid in _tree(self._process.pid)]
        return sum(int(peak[1].split()[0]) for peak in peaks if len(peak) > 1) / 1024

    def errors(self) -> str:
        """Give the end of what it wrote to its error stream."""
        self._errors.seek(0)
        return self._errors.read()[-2000:].decode(errors="replace")

    def end(self) -> None:
        """End the program and all that it started."""
        everything = _tree(self._process.pid)
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(_ENDS_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for pid in everything:
            if (stat := _stat(pid)) and stat[1] == "1":
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()


class Stub:
    """The stub server, and its controls.

    Args:
        program: The built stub.
        port: Where it listens.
    """

    def __init__(self, program: Path, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self._program = Program([str(program), "-addr", f"127.0.0.1:{port}"])
        ends_s = time.monotonic() + _STARTS_S
        while time.monotonic() < ends_s:
            with suppress(OSError):
                self.ask("health")
                return
            time.sleep(0.02)
        raise SystemExit("the stub server does not start")

    def ask(self, what: str, **values: Any) -> dict[str, Any]:
        """Use a control; give the answer."""
        with urllib.request.urlopen(f"{self.url}/{what}?{urllib.parse.urlencode(values)}", timeout=900) as answer:  # noqa: S310 - 127.0.0.1
            found: dict[str, Any] = json.load(answer)
            return found

    def requests(self) -> int:
        """Give how many requests of the API there were since the last reset."""
        return sum(self.ask("stats")["requests"].values())

    def await_poll(self, client: Program) -> None:
        """Wait until a client polls."""
        ends_s = time.monotonic() + _STARTS_S
        while not self.ask("stats")["polls"]:
            if time.monotonic() > ends_s or not client.is_running:
                raise RuntimeError(f"the client never polled: {client.errors()}")
            time.sleep(0.02)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._program.end()
