"""A long run with faults: 200,000 tasks, one call in a hundred fails in some way, and every task is done exactly once.

    python -m benchmarks.soak [--tasks N] [--rate R] [--wire WIRE]

It writes its result into docs/faults.md and ends with 1 when a task was lost or doubled, or memory grew.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
import time
from unittest import mock

from benchmarks.faulty_server import KINDS
from benchmarks.measuring import Server, memory_mib, write_section
from conductor import AsyncTaskManager, async_orkes_conductor_client, worker

TASKS = 200_000
CONCURRENCY = 100
FAST = "extra `fast`"
WIRES = (FAST, "plain httpx")
RESPONSE_TIMEOUT_S = 30.0
# A call that hangs is given up after this, well before the server gives its task up.
READ_TIMEOUT_S = 3.0
MOST_GROWTH = 1.05


class Soak:
    """A run: how often the function ran for each task, and the memory on the way."""

    def __init__(self, tasks: int) -> None:
        self.runs = bytearray(tasks)
        self.done = 0
        self.memory_mib: list[float] = []

    async def work(self, n: int, text: str) -> dict[str, int | str]:
        """Take note of the task, and give something back."""
        self.runs[n] += 1
        self.done += 1
        return {"n": n, "text": text}

    async def until_done(self, server: Server) -> dict[str, int]:
        """Wait until the server has every result; note the memory at each fifth."""
        while (stats := await server.control("stats"))["done"] < len(self.runs):
            if stats["done"] >= len(self.runs) * (len(self.memory_mib) + 1) / 5:
                self.memory_mib.append(memory_mib())
            await asyncio.sleep(0.5)
        self.memory_mib.append(memory_mib())
        return stats


async def run(wire: str, tasks: int, rate: float) -> dict[str, str]:
    """Run it over one of the wires, and give the figures."""
    soak = Soak(tasks)
    async with Server(RESPONSE_TIMEOUT_S) as server:
        await server.control("faults", rate=rate, kinds=",".join(KINDS))
        await server.control("add", count=tasks)
        client = async_orkes_conductor_client(server_url=server.url, read_timeout_s=READ_TIMEOUT_S, use_env=False)
        manager = AsyncTaskManager(client, [worker("work", concurrency=CONCURRENCY)(soak.work)], use_env=False)
        started_s = time.monotonic()
        with mock.patch("conductor._worker.fast.why_not", return_value=None if wire == FAST else "the soak"):
            await manager.start_polling()
        async with client:
            stats = await soak.until_done(server)
            lost = manager.health().tally.lost
            duration_s = time.monotonic() - started_s
            await manager.stop_polling()
    return figures(soak, stats, lost, duration_s)


def figures(soak: Soak, stats: dict[str, int], lost: int, duration_s: float) -> dict[str, str]:
    """Name what came out, and check it."""
    doubled = sum(runs > 1 for runs in soak.runs)
    # Until then connections, threads and the heap come to their size.
    growth = soak.memory_mib[-1] / soak.memory_mib[:2][-1]
    is_good = not doubled and not lost and growth < MOST_GROWTH
    return {
        "tasks": f"{len(soak.runs):,}",
        "calls that failed": f"{stats['faults']:,} of {stats['calls']:,}",
        "results lost": str(lost),
        "tasks not done": str(stats["added"] - stats["done"]),
        "tasks run twice": str(doubled),
        "results sent again after a lost answer, which the server ignores": f"{stats['reported_again']:,}",
        "tasks handed out again, since the answer with the task was lost": f"{stats['timed_out']:,}",
        "memory after each fifth, MiB": ", ".join(f"{mib:.0f}" for mib in soak.memory_mib),
        "duration, with the wait for these": f"{duration_s:.0f} s",
        "as it should be": "yes" if is_good else "NO",
    }


def table(columns: dict[str, dict[str, str]]) -> list[str]:
    """Give the lines of the table: a column for each wire."""
    rows = next(iter(columns.values()))
    lines = [f"| | {' | '.join(columns)} |", f"|---|{'---|' * len(columns)}"]
    return [*lines, *(f"| {name} | {' | '.join(column[name] for column in columns.values())} |" for name in rows)]


def main() -> int:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__.splitlines()[0])
    parser.add_argument("--tasks", type=int, default=TASKS)
    parser.add_argument("--rate", type=float, default=0.01)
    parser.add_argument("--wire", choices=WIRES, action="append", help="only this one; nothing is written then")
    given = parser.parse_args()
    # Two thousand warnings say nothing here.
    logging.getLogger("conductor.worker").setLevel(logging.CRITICAL)
    columns = {wire: asyncio.run(run(wire, given.tasks, given.rate)) for wire in given.wire or WIRES}
    if given.wire or given.tasks != TASKS:
        print("\n".join(table(columns)))
    else:
        write_section("soak", table(columns))
    return 0 if all(column["as it should be"] == "yes" for column in columns.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
