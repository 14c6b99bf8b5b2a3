"""One fault tried: tasks, workers, and what became of the tasks."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import attrs

from benchmarks.measuring import Server
from conductor import AsyncTaskManager, WorkerEvent, async_orkes_conductor_client, worker

RESPONSE_TIMEOUT_S = 8.0
READ_TIMEOUT_S = 1.0
_PATIENCE_S = 90.0


@attrs.frozen
class Row:
    """A line of the table."""

    fault: str
    happened: str
    tasks: int
    lost: int
    doubled: int


class Trial:
    """A server with tasks for a trial, and how often the function of each came to its end."""

    def __init__(self, server: Server, tasks: int) -> None:
        self.server = server
        self.tasks = tasks
        self.ends: Counter[int] = Counter()
        self.events: Counter[str] = Counter()

    async def work(self, n: int) -> dict[str, int]:
        """Do a little, as most trials want it."""
        await asyncio.sleep(0.001)
        self.ends[n] += 1
        return {"n": n}

    def note(self, event: WorkerEvent) -> None:
        """Count events by their kind."""
        self.events[type(event).__name__] += 1

    async def until_done(self) -> dict[str, int]:
        """Wait until each task has a result, or the patience is over; give the counters of the server."""
        async with asyncio.timeout(_PATIENCE_S):
            while (stats := await self.server.control("stats"))["done"] < self.tasks:  # noqa: ASYNC110 - in another process
                await asyncio.sleep(0.1)
        return stats

    @asynccontextmanager
    async def manager(self, function: Any = None, **settings: Any) -> AsyncGenerator[AsyncTaskManager]:
        """Run workers for the tasks."""
        options = {"concurrency": 10, **settings.pop("options", {})}
        work = worker("work")(function or self.work)
        listeners = [self.note, *settings.pop("listeners", ())]
        client = async_orkes_conductor_client(server_url=self.server.url, read_timeout_s=READ_TIMEOUT_S, use_env=False)
        manager = AsyncTaskManager(client, [work], options=options, listeners=listeners, use_env=False, **settings)
        async with client, manager:
            yield manager


Try = Callable[[Trial], Awaitable[str]]
"""Lets something go wrong, and tells in words what happened."""


async def tried(fault: str, tasks: int, attempt: Try) -> Row:
    """Try a fault and give its line."""
    async with Server(RESPONSE_TIMEOUT_S) as server:
        trial = Trial(server, tasks)
        await server.control("add", count=tasks)
        happened = await attempt(trial)
        stats = await server.control("stats")
    doubled = sum(times > 1 for times in trial.ends.values())
    return Row(fault, happened, tasks, stats["added"] - stats["done"], doubled)
