"""What is measured of a worker client."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence

import attrs

from benchmarks.clients import Client
from benchmarks.processes import Program, Stub

PAYLOAD_BYTES = 200
_WARM_UP = 1000
_STALL_MS = 15_000
_GAP_MS = 60
_IDLE_S = 4.0
_SETTLES_S = 1.2


@attrs.frozen
class Throughput:
    """One run of many tasks."""

    cpu_ms: float
    """User and system time for 1,000 tasks, of the whole process tree."""
    tasks_per_s: float
    requests_per_task: float
    peak_mib: float
    missing: int
    doubled: int


def throughput(stub: Stub, client: Client, concurrency: int, tasks: int) -> Throughput:
    """Let a client do tasks that are all there at once; what it does before it is warm does not count."""
    stub.ask("reset", tasks=0, payload=PAYLOAD_BYTES)
    tasks *= client.factor
    with client.start(stub.url, concurrency) as program:
        stub.await_poll(program)
        _work_off(stub, _WARM_UP, _WARM_UP)
        before, done_before, began_ns = program.cpu_s(), stub.ask("stats"), time.time_ns()
        after = _work_off(stub, tasks, _WARM_UP + tasks)
        done = after["completed"] - done_before["completed"]
        calls = sum(after["requests"].values()) - sum(done_before["requests"].values())
        if not done:
            raise RuntimeError(f"{client.name} did nothing: {program.errors()}")
        return Throughput(
            cpu_ms=(program.cpu_s() - before) * 1e6 / done,
            tasks_per_s=done / ((after["last_update_ns"] - began_ns) / 1e9),
            requests_per_task=calls / done,
            peak_mib=program.peak_mib(),
            missing=tasks - done,
            doubled=after["duplicates"],
        )


def _work_off(stub: Stub, tasks: int, completed: int) -> dict[str, float]:
    stub.ask("release", n=tasks)
    return stub.ask("wait", completed=completed, stall_ms=_STALL_MS)


@attrs.frozen
class Latency:
    """How long tasks wait, in milliseconds, from ready to the first line of the function."""

    p50: float
    p99: float
    most: float


def latency(stub: Stub, client: Client, concurrency: int, tasks: int) -> Latency:
    """Make a task ready every 30 to 90 ms, for a client with its default options."""
    stub.ask("reset", tasks=0, payload=PAYLOAD_BYTES, hold=1)
    with client.start(stub.url, concurrency, BENCH_POLL_INTERVAL_MS="100") as program:
        stub.await_poll(program)
        _work_off(stub, 20, 20)
        time.sleep(_SETTLES_S)
        stub.ask("trickle", n=tasks, gap_ms=_GAP_MS)
        found = stub.ask("wait", completed=20 + tasks, stall_ms=_STALL_MS)["ready_to_invoke_ms"]
        if found is None:
            raise RuntimeError(f"{client.name} did nothing: {program.errors()}")
    return Latency(found["p50"], found["p99"], found["max"])


@attrs.frozen
class Idle:
    """A client whose queues are empty."""

    cpu_percent: float
    polls_per_s: float

    @property
    def cpu_us_per_poll(self) -> float:
        """Processor time for each poll, in microseconds."""
        return self.cpu_percent * 1e4 / self.polls_per_s


def idle(stub: Stub, client: Client, workers: int, *, hold_ms: int | None = None, seconds: float = _IDLE_S) -> Idle:
    """Watch workers that have nothing to do, each with ten slots; ``hold_ms`` sets their batch polling timeout."""
    stub.ask("reset", tasks=0)
    environment = {} if hold_ms is None else {"BENCH_POLL_TIMEOUT_MS": str(hold_ms)}
    with client.start(stub.url, 10, str(workers), **environment) as program:
        stub.await_poll(program)
        time.sleep(_SETTLES_S * 3)
        return _watched(stub, program, seconds)


def _watched(stub: Stub, program: Program, seconds: float) -> Idle:
    before_s, polls, began_s = program.threads_s(), stub.ask("stats")["polls"], time.monotonic()
    time.sleep(seconds)
    spent_s, took_s = program.threads_s() - before_s, time.monotonic() - began_s
    return Idle(100 * spent_s / took_s, (stub.ask("stats")["polls"] - polls) / took_s)


def quantiles(values_ms: Sequence[float]) -> Latency:
    """Give the figures of some waits."""
    ordered = sorted(values_ms)
    return Latency(statistics.median(ordered), ordered[round(0.99 * (len(ordered) - 1))], ordered[-1])
