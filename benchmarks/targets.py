"""What we promise, beside what was measured."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from benchmarks.clients import CORE_ASYNC, FAST_ASYNC, FAST_PLAIN, JS_CLIENTS, PYTHON_CLIENTS
from benchmarks.figures import Idle, Latency, Throughput
from benchmarks.real import Real
from benchmarks.tables import best_cpu_ms, median_cpu_ms
from benchmarks.tables import table as markdown

JS, PYTHON = "the better JavaScript SDK", "the better conductor-python"
# Concurrency -> at most this part of the CPU time of the better peer.
OF_JS = {1: 1 / 4, 10: 1 / 4, 100: 1 / 4}
OF_PYTHON = {1: 1 / 4, 10: 1 / 12, 100: 1 / 12}
CORE_OF_PYTHON = {1: 1.0, 10: 1.0, 100: 1.5}


@attrs.define
class Results:
    """All figures of a run."""

    throughput: dict[int, dict[str, list[Throughput]]] = attrs.field(factory=dict)
    latency: dict[tuple[str, int], Latency] = attrs.field(factory=dict)
    idle: dict[tuple[str, str], Idle] = attrs.field(factory=dict)
    real: dict[str, Real] = attrs.field(factory=dict)


@attrs.frozen
class Target:
    """One promise."""

    what: str
    limit: float
    measured: float
    unit: str = ""

    def row(self) -> list[str]:
        """Give it as a line of a table."""
        verdict = "yes" if self.measured <= self.limit else "**no**"
        return [self.what, f"{self.limit:.3g}{self.unit}", f"{self.measured:.3g}{self.unit}", verdict]


def table(found: Results) -> list[str]:
    """Show each promise that the run can tell about."""
    every = [*_costs(found), *_sizes(found), *_waits(found), *_idle(found)]
    return markdown(["promise", "at most", "measured", "kept"], [target.row() for target in every])


def _costs(found: Results) -> Iterator[Target]:
    for slots, runs in found.throughput.items():
        js, python = best_cpu_ms(runs, JS_CLIENTS), best_cpu_ms(runs, PYTHON_CLIENTS)
        cost = {name: median_cpu_ms(all_runs) for name, all_runs in runs.items()}
        at = f"CPU per task at concurrency {slots}"
        if FAST_ASYNC in cost and js:
            yield Target(f"{at}, `[fast]` async, part of {JS}", OF_JS[slots], cost[FAST_ASYNC] / js)
        if FAST_ASYNC in cost and python:
            yield Target(f"{at}, `[fast]` async, part of {PYTHON}", OF_PYTHON[slots], cost[FAST_ASYNC] / python)
        if {FAST_ASYNC, FAST_PLAIN} <= cost.keys():
            yield Target(f"{at}, `[fast]` plain functions, part of async", 1.5, cost[FAST_PLAIN] / cost[FAST_ASYNC])
        if CORE_ASYNC in cost and python:
            yield Target(f"{at}, without extras, part of {PYTHON}", CORE_OF_PYTHON[slots], cost[CORE_ASYNC] / python)


def _sizes(found: Results) -> Iterator[Target]:
    for slots, runs in found.throughput.items():
        for run in runs.get(FAST_ASYNC, [])[-1:]:
            yield Target(f"requests per task at concurrency {slots}", 1.05, run.requests_per_task)
    for name in (FAST_ASYNC, CORE_ASYNC):
        if found.throughput.get(100, {}).get(name):
            peak_mib = max(run.peak_mib for run in found.throughput[100][name])
            yield Target(f"peak memory at concurrency 100, {name}", 60, peak_mib, " MiB")


def _waits(found: Results) -> Iterator[Target]:
    for slots in (1, 10):
        if (waits := found.latency.get((FAST_ASYNC, slots))) is not None:
            what = f"from ready to invoked, concurrency {slots}, `[fast]`"
            yield Target(f"{what}, p50", 2, waits.p50, " ms")
            yield Target(f"{what}, p99", 10, waits.p99, " ms")


def _idle(found: Results) -> Iterator[Target]:
    for name, limit in ((FAST_ASYNC, 1.0), (CORE_ASYNC, 3.0)):
        if (name, "10") in found.idle:
            yield Target(f"CPU of 10 idle workers, {name}", limit, found.idle[name, "10"].cpu_percent, " %")
            few, many = (found.idle[name, f"{count}, polls held for 50 ms"] for count in ("10", "1,000"))
            ratio = many.cpu_us_per_poll / few.cpu_us_per_poll
            yield Target(f"CPU per poll of 1,000 idle workers, part of that of 10, {name}", 2, ratio)
