"""What servers and networks do to workers, tried on a part of all calls."""

from __future__ import annotations

import asyncio

from benchmarks.faulty_server import ODDITIES
from benchmarks.trial import Trial, Try

RATE = 0.2

CALLS: dict[str, str] = {
    "reset before": "connection reset before the call was done",
    "reset after": "connection reset after the call was done: its answer is lost",
    "half a body": "half a body, then the end of the connection",
    "hang": "accepted and never answered",
    "500": "500",
    "502": "502 with a web page",
    "429": "429 with Retry-After",
    "401": "401, token expired",
    "403": "403, keys revoked",
    "HTML": "200 with a web page",
    "204": "204, though there are tasks",
    "larger batch": "three tasks more than asked for",
    "same task twice": "the same task twice in a batch",
    "no ids": "a task without ids in a batch",
    "odd entries": "null, a number and a text in a batch",
}


def failing(kind: str) -> Try:
    """Let a part of the calls fail in this way."""

    async def attempt(trial: Trial) -> str:
        await trial.server.control("faults", rate=RATE, kinds=kind)
        # Without update-v2 each task needs a poll.
        await trial.server.control("chains", on=int(kind not in ODDITIES))
        async with trial.manager():
            stats = await trial.until_done()
        return _words(trial, stats)

    return attempt


async def down(trial: Trial) -> str:
    """Take the server away three times, for a second each, while work is in flight."""

    async def slow(n: int) -> dict[str, int]:
        await asyncio.sleep(0.3)
        trial.ends[n] += 1
        return {"n": n}

    async with trial.manager(slow):
        for _ in range(3):
            await asyncio.sleep(0.5)
            await trial.server.control("down", seconds=1)
            await asyncio.sleep(2)
        stats = await trial.until_done()
    return _words(trial, stats)


def _words(trial: Trial, stats: dict[str, int]) -> str:
    events = trial.events
    counts = {
        "calls treated so": stats["faults"],
        "polls that failed": events["PollFailed"],
        "reports that failed and were repeated": events["UpdateFailed"],
        "tasks refused by the worker": events["TaskRefused"],
        "tasks that came again after their response timeout": stats["timed_out"],
    }
    return ", ".join(f"{what}: {count}" for what, count in counts.items() if count)
