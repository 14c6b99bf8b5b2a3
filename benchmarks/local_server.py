"""What the embedded server costs: its start, its speed beside the real server's, its memory.

    python -m benchmarks.local_server [--real http://127.0.0.1:8080] [--write] [--quick]

`--write` puts the figures into docs/embedded.md. The load driver and the stub that shows its ceiling are Go programs in
benchmarks/load and benchmarks/stub (`--drivers` names another folder); without Go these rows are left out. Costs are
CPU time where all is one process, so that what else the machine does matters little.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.measuring import memory_mib
from conductor.local import LocalServer
from conductor.local.api.http import Reply, Request
from conductor.local.driver import Driver

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "embedded.md"
TASKS = 3
STARTS = 7
BATCH = 500
REAL = "the real server, Conductor OSS 3.32.3"


# processes


def environment(folder: Path) -> dict[str, str]:
    """As an installed package starts: with compiled modules, and without CONDUCTOR_* variables."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CONDUCTOR_")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return kept | {"PYTHONPYCACHEPREFIX": str(folder / "compiled")}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(command: list[str], port: int, path: str, folder: Path) -> Generator[float]:
    """Run a server; gives the seconds until it answered."""
    began = time.perf_counter()
    with subprocess.Popen(command, env=environment(folder), cwd=ROOT, stdout=subprocess.DEVNULL) as process:
        try:
            wait_for_answer(port, path)
            yield time.perf_counter() - began
        finally:
            process.terminate()


def wait_for_answer(port: int, path: str) -> None:
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port)) as connection:
                connection.sendall(f"GET {path} HTTP/1.0\r\nHost: x\r\n\r\n".encode())
                if connection.recv(100).startswith(b"HTTP/1"):
                    return
        except ConnectionError:
            time.sleep(0.002)


def embedded(port: int, *options: str) -> list[str]:
    return [sys.executable, "-m", "conductor.local", "--port", str(port), *options]


def ready_rows(folder: Path) -> list[tuple[str, str]]:
    """The median of some starts; one before them compiles the modules."""
    times, costs = zip(*(one_start(folder) for _ in range(STARTS + 1)), strict=True)
    return [
        ("ready after", f"{statistics.median(times[1:]):.2f} s"),
        ("CPU time of a start and a stop", f"{statistics.median(costs[1:]):.2f} s"),
    ]


def one_start(folder: Path) -> tuple[float, float]:
    """Seconds until it answered, and CPU seconds of its whole life."""
    port, before_s = free_port(), children_s()
    with running(embedded(port), port, "/health", folder) as took_s:
        pass
    return took_s, children_s() - before_s


def children_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


# load over HTTP


def built(drivers: Path, name: str, folder: Path) -> str:
    target = folder / name
    subprocess.run(["go", "build", "-o", target, "."], cwd=drivers / name, check=True)  # noqa: S607 - go of the PATH
    return str(target)


def rate(driver: str, url: str, count: int, *options: str) -> float:
    """Workflows per second of three SIMPLE tasks each."""
    command = [driver, *options, url, str(count), "8"]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def load_rows(drivers: Path, folder: Path, real: str | None, count: int) -> list[tuple[str, str]]:
    driver, stub = built(drivers, "load", folder), built(drivers, "stub", folder)
    rates: dict[str, float] = {"the driver's own ceiling, on a stub": ceiling(driver, stub, folder, count)}
    if real:
        rates[REAL] = rate(driver, f"{real}/api", max(count // 10, 20))
    for name, options in (("embedded", ()), ("embedded with `--db`", ("--db", str(folder / "load.db")))):
        port = free_port()
        with running(embedded(port, *options), port, "/health", folder):
            rate(driver, f"http://127.0.0.1:{port}/api", count // 4)
            rates[name] = rate(driver, f"http://127.0.0.1:{port}/api", count)
    return [(f"workflows/s over HTTP: {name}", beside(name, rates)) for name in rates]


def beside(name: str, rates: dict[str, float]) -> str:
    reference = rates.get(REAL)
    ratio = f" ({rates[name] / reference:.0f} x the real server)" if reference and name.startswith("embedded") else ""
    return f"{rates[name]:,.0f}{ratio}"


def ceiling(driver: str, stub: str, folder: Path, count: int) -> float:
    port = free_port()
    command = [stub, "-addr", f"127.0.0.1:{port}", "-tasks", str(4 * count)]
    with running(command, port, "/stats", folder):
        return rate(driver, f"http://127.0.0.1:{port}/api", count, "-stub")


# inside one process


class Client:
    """Calls an embedded server without a socket and without an HTTP client."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def call(self, method: str, path: str, body: Any = None, query: str = "") -> bytes:
        """Make a request that is answered at once; gives the body."""
        content = b"" if body is None else json.dumps(body).encode()
        request = Request(method, f"/api{path}", query, {"content-type": "application/json"}, content)
        reply = self._driver.submit(request, lambda _reply: None)
        if not isinstance(reply, Reply) or reply.status >= 300:
            raise RuntimeError(f"{method} {path}: {reply}")
        return reply.body

    def define(self, name: str, count: int) -> None:
        """Register a workflow of so many SIMPLE tasks."""
        tasks = [{"name": "bench", "taskReferenceName": f"t{index}", "type": "SIMPLE"} for index in range(count)]
        self.call("POST", "/metadata/workflow", {"name": name, "tasks": tasks})

    def work_off(self) -> int:
        """Complete all queued tasks; gives how many there were."""
        done = 0
        while found := json.loads(self.call("GET", "/tasks/poll/batch/bench", query="count=10&timeout=0")):
            for task in found:
                ids = {"workflowInstanceId": task["workflowInstanceId"], "taskId": task["taskId"]}
                self.call("POST", "/tasks", {**ids, "status": "COMPLETED", "outputData": {"y": 1}})
                done += 1
        return done

    def run(self, name: str, count: int) -> float:
        """Run workflows; gives the CPU microseconds for each task."""
        began = time.process_time()
        for number in range(count):
            self.call("POST", "/workflow", {"name": name, "version": 1, "input": {"x": number}})
        done = self.work_off()
        return (time.process_time() - began) / done * 1e6


def kept_rows(most: int) -> list[tuple[str, str]]:
    """The cost of a task while more and more executions are kept, and what each takes."""
    rows: list[tuple[str, str]] = []
    with LocalServer() as server:
        client = Client(server.driver)
        client.define("three", TASKS)
        client.run("three", 100)
        before_mib, kept = memory_mib(), 100
        for target in [size for size in (100, 1_000, 10_000, 100_000) if size <= most]:
            while kept < target:
                client.run("three", min(BATCH, target - kept))
                kept += min(BATCH, target - kept)
            cost = statistics.median(client.run("three", 100) for _ in range(5))
            kept += 500
            rows.append((f"CPU per task, {target:,} executions kept", f"{cost:,.0f} us"))
        per_kib = (memory_mib() - before_mib) * 1024 / (kept - 100)
    return [*rows, (f"memory per ended execution of {TASKS} tasks", f"{per_kib:.1f} KiB")]


def size_rows(sizes: tuple[int, ...]) -> list[tuple[str, str]]:
    """The cost of a task in ever larger workflows."""
    rows: list[tuple[str, str]] = []
    for size in sizes:
        with LocalServer() as server:
            client = Client(server.driver)
            client.define("large", size)
            rows.append((f"CPU per task, in one workflow of {size:,} tasks", f"{client.run('large', 1):,.0f} us"))
    return rows


def inside_row() -> tuple[str, str]:
    with LocalServer() as server:
        client = Client(server.driver)
        client.define("three", TASKS)
        client.run("three", 200)
        cost = statistics.median(client.run("three", 200) for _ in range(5))
    return "workflows per CPU second in-process", f"{1e6 / (cost * TASKS):,.0f}"


# the report


def table(rows: list[tuple[str, str]]) -> str:
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    lines = [f"Measured on {machine}, load average {os.getloadavg()[0]:.0f}.", "", "| what | figure |", "|---|---|"]
    return "\n".join([*lines, *(f"| {what} | {figure} |" for what, figure in rows)])


def write(text: str) -> None:
    section = re.compile(r"(<!-- measured: local_server -->\n).*?(<!-- end -->)", re.DOTALL)
    PAGE.write_text(section.sub(lambda found: f"{found[1]}\n{text}\n\n{found[2]}", PAGE.read_text("utf-8")), "utf-8")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--real", metavar="URL", help="a real server to compare with")
    options.add_argument("--drivers", type=Path, default=ROOT / "benchmarks", help="where load/ and stub/ are")
    options.add_argument("--quick", action="store_true", help="fewer executions; for a look")
    options.add_argument("--write", action="store_true", help="put the figures into docs/embedded.md")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        rows = ready_rows(Path(name))
        if shutil.which("go") and (given.drivers / "load").is_dir():
            rows += load_rows(given.drivers, Path(name), given.real, 300 if given.quick else 2_000)
    rows += [inside_row(), *kept_rows(1_000 if given.quick else 100_000)]
    rows += size_rows((100, 1_000) if given.quick else (100, 1_000, 10_000))
    text = table(rows)
    print(text)
    if given.write:
        write(text)


if __name__ == "__main__":
    main()
