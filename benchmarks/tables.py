"""Tables of the figures, in Markdown."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence

from benchmarks.clients import JS_CLIENTS, PYTHON_CLIENTS
from benchmarks.figures import Idle, Latency, Throughput
from benchmarks.real import Real


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Give a table."""
    lines = [head, ["---"] * len(head), *rows]
    return [f"| {' | '.join(line)} |" for line in lines]


def median_cpu_ms(runs: Sequence[Throughput]) -> float:
    """Give the processor time for 1,000 tasks, in milliseconds."""
    return statistics.median(run.cpu_ms for run in runs)


def best_cpu_ms(found: Mapping[str, Sequence[Throughput]], names: Iterable[str]) -> float | None:
    """Give that of the best of some clients, of those that were measured."""
    return min((median_cpu_ms(found[name]) for name in names if name in found), default=None)


def throughput_table(found: Mapping[str, Sequence[Throughput]]) -> list[str]:
    """Show many tasks at once, and how the others compare."""
    js, python = best_cpu_ms(found, JS_CLIENTS), best_cpu_ms(found, PYTHON_CLIENTS)
    head = ["client", "CPU ms for 1,000 tasks (from-to)", "better JavaScript / this", "better conductor-python / this"]
    more = ["tasks/s", "requests per task", "peak MiB", "missing / doubled"]
    return table([*head, *more], [_throughput_row(name, runs, js, python) for name, runs in found.items()])


def _throughput_row(name: str, runs: Sequence[Throughput], js: float | None, python: float | None) -> list[str]:
    costs, middle = sorted(run.cpu_ms for run in runs), median_cpu_ms(runs)
    return [
        name,
        f"{middle:.0f} ({costs[0]:.0f}-{costs[-1]:.0f})",
        _ratio(js, middle),
        _ratio(python, middle),
        f"{statistics.median(run.tasks_per_s for run in runs):,.0f}",
        f"{max(run.requests_per_task for run in runs):.2f}",
        f"{max(run.peak_mib for run in runs):.0f}",
        f"{sum(run.missing for run in runs)} / {sum(run.doubled for run in runs)}",
    ]


def _ratio(theirs: float | None, ours: float) -> str:
    return "" if theirs is None else f"{theirs / ours:.2f}"


def latency_table(found: Mapping[tuple[str, int], Latency]) -> list[str]:
    """Show how long tasks wait."""
    rows = [[name, str(slots), *_waits(waits), f"{waits.most:.1f}"] for (name, slots), waits in found.items()]
    return table(["client", "concurrency", "p50 ms", "p99 ms", "most"], rows)


def idle_table(found: Mapping[tuple[str, str], Idle]) -> list[str]:
    """Show what workers cost that have nothing to do."""
    rows = [
        [name, what, f"{idle.cpu_percent:.2f}", f"{idle.polls_per_s:.0f}", f"{idle.cpu_us_per_poll:.0f}"]
        for (name, what), idle in found.items()
    ]
    return table(["client", "workers", "CPU %", "polls/s", "CPU us per poll"], rows)


def real_table(found: Mapping[str, Real]) -> list[str]:
    """Show the clients on a real server."""
    head = ["client", "tasks/s", "CPU ms for 1,000 tasks", "handed out: p50 ms", "p99", "invoked: p50 ms", "p99"]
    rows = [
        [name, f"{real.tasks_per_s:.0f}", f"{real.cpu_ms:.0f}", *_waits(real.handed_out), *_waits(real.invoked)]
        for name, real in found.items()
    ]
    return table(head, rows)


def _waits(waits: Latency) -> list[str]:
    return [f"{waits.p50:.1f}", f"{waits.p99:.1f}"]
