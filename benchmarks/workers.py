"""What workers cost, ours and those of other SDKs, in one run on one machine.

    python -m benchmarks.workers [--real http://127.0.0.1:8080] [--write] [--quick]

A stub server in Go hands out tasks from memory, each of the size that the real server sends (2.4 KB). Costs are CPU
time of whole process trees; compare within one run only, since absolute figures move with the machine. Needs Linux, Go,
Node and, the first time, the package registries. `--write` puts the tables into docs/benchmark.md.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import sys
from collections.abc import Sequence

from benchmarks import figures, real, tables, targets
from benchmarks.clients import (
    CACHE,
    CORE_ASYNC,
    FAST_ASYNC,
    FAST_PLAIN,
    JS_CLIENTS,
    PYTHON_CLIENTS,
    Client,
    clients,
    set_up,
)
from benchmarks.measuring import ROOT, write_section
from benchmarks.processes import Stub
from benchmarks.targets import Results

PAGE = ROOT / "docs" / "benchmark.md"
CONCURRENCIES = (1, 10, 100)
PORT = 18_120


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=3, help="rounds of each throughput figure")
    parser.add_argument("--tasks", type=int, default=2000, help="tasks in a round; quick clients get five times more")
    parser.add_argument("--trickle", type=int, default=200, help="tasks for each latency figure")
    parser.add_argument("--only", nargs="+", default=[""], help="parts of the names of clients")
    parser.add_argument("--real", help="address of a real server")
    parser.add_argument("--quick", action="store_true", help="one short round, to see that all works")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/benchmark.md")
    given = parser.parse_args()
    if given.quick:
        given.repeats, given.tasks, given.trickle = 1, 500, 30
    return given


def note(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def measure_throughput(stub: Stub, found: Results, chosen: Sequence[Client], repeats: int, tasks: int) -> None:
    for concurrency in CONCURRENCIES:
        runs: dict[str, list[figures.Throughput]] = {client.name: [] for client in chosen}
        for _ in range(repeats):
            # In changing order, so that a noisy minute does not fall on one client alone.
            for client in random.sample(chosen, len(chosen)):
                run = figures.throughput(stub, client, concurrency, tasks)
                runs[client.name].append(run)
                note(f"[{concurrency}] {client.name}: {run.cpu_ms:.0f} ms, {run.tasks_per_s:.0f} tasks/s")
        found.throughput[concurrency] = runs


def measure_latency(stub: Stub, found: Results, chosen: Sequence[Client], tasks: int) -> None:
    peers = {*JS_CLIENTS, *PYTHON_CLIENTS}
    for concurrency in (1, 10):
        # With one slot the peers cannot keep up with the tasks: they pause after each.
        for client in (client for client in chosen if concurrency > 1 or client.name not in peers):
            waits = figures.latency(stub, client, concurrency, tasks)
            note(f"[{concurrency}] {client.name}: p50 {waits.p50:.1f} ms, p99 {waits.p99:.1f} ms")
            found.latency[client.name, concurrency] = waits


def measure_idle(stub: Stub, found: Results, chosen: Sequence[Client]) -> None:
    for client in chosen:
        if client.name in {FAST_ASYNC, CORE_ASYNC}:
            found.idle[client.name, "10"] = figures.idle(stub, client, 10)
            for workers in (10, 1000):
                what = f"{workers:,}, polls held for 50 ms"
                found.idle[client.name, what] = figures.idle(stub, client, workers, hold_ms=50)
                note(f"{client.name}, {what}: {found.idle[client.name, what].cpu_us_per_poll:.0f} us per poll")


def measure_real(url: str, found: Results, chosen: Sequence[Client], tasks: int, trickle: int) -> None:
    for client in chosen:
        if client.name in {*JS_CLIENTS, *PYTHON_CLIENTS, FAST_ASYNC, FAST_PLAIN, CORE_ASYNC}:
            found.real[client.name] = real.measure(url, client, 10, tasks, trickle)
            note(f"real server, {client.name}: p50 {found.real[client.name].invoked.p50:.1f} ms")


def where() -> list[str]:
    processors, load = os.cpu_count(), os.getloadavg()[0]
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return [f"{system}, {processors} processors; load average at the end {load:.0f}.", ""]


def report(found: Results) -> dict[str, list[str]]:
    """Give the sections of the page."""
    sections = {f"concurrency {slots}": tables.throughput_table(runs) for slots, runs in found.throughput.items()}
    sections["latency"] = tables.latency_table(found.latency)
    sections["idle"] = tables.idle_table(found.idle)
    sections["targets"] = [*where(), *targets.table(found)]
    if found.real:
        sections["real"] = tables.real_table(found.real)
    return sections


def main() -> None:
    given = arguments()
    set_up()
    chosen = [client for client in clients().values() if any(part in client.name for part in given.only)]
    found = Results()
    with Stub(CACHE / "stub", PORT) as stub:
        measure_throughput(stub, found, chosen, given.repeats, given.tasks)
        measure_latency(stub, found, chosen, given.trickle)
        measure_idle(stub, found, chosen)
    if given.real:
        measure_real(given.real, found, chosen, given.tasks // 10, given.trickle // 2)
    for name, lines in report(found).items():
        if given.write:
            write_section(name, lines, PAGE)
        else:
            print(f"\n{name}\n", *lines, sep="\n")


if __name__ == "__main__":
    main()
