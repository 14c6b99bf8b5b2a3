"""What workers survive: each fault is tried, and docs/faults.md gets the table of what became of the tasks.

    python -m benchmarks.faults [WORD]     only the faults whose name has the word; nothing is written then

It ends with 1 when a task was lost or doubled.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Sequence

from benchmarks.faults_of_code import FAULTS
from benchmarks.faults_of_servers import CALLS, RATE, down, failing
from benchmarks.measuring import write_section
from benchmarks.trial import Row, Try, tried

TASKS = 300


def trials() -> dict[str, tuple[int, Try]]:
    """All faults: how many tasks, and how it is tried."""
    share = f"one call in {1 / RATE:.0f}: "
    calls = {f"{share}{text}": (TASKS, failing(kind)) for kind, text in CALLS.items()}
    return {"the server is gone three times, for a second each (refused, reset)": (TASKS, down), **calls, **FAULTS}


async def rows(word: str) -> list[Row]:
    """Try all faults, one after the other."""
    found: list[Row] = []
    for fault, (tasks, attempt) in trials().items():
        if word in fault:
            found.append(await tried(fault, tasks, attempt))
            print(found[-1], file=sys.stderr, flush=True)
    return found


def table(found: Sequence[Row]) -> list[str]:
    """Give the lines of the table."""
    lines = ["| what was done | what happened | tasks | lost | doubled |", "|---|---|---|---|---|"]
    return [
        *lines,
        *(f"| {row.fault} | {row.happened} | {row.tasks} | {row.lost} | {row.doubled} |" for row in found),
    ]


def main() -> int:
    """Try all faults and write the table."""
    logging.getLogger("conductor").setLevel(logging.CRITICAL)
    word = sys.argv[1] if len(sys.argv) > 1 else ""
    found = asyncio.run(rows(word))
    if not word:
        write_section("faults", table(found))
    return 1 if any(row.lost or row.doubled for row in found) else 0


if __name__ == "__main__":
    sys.exit(main())
