"""What all workers of a manager have in common."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import attrs

from conductor._worker.events import Events
from conductor._worker.external import ExternalInputs
from conductor._worker.log import WorkerLog
from conductor._worker.processes import ProcessPool
from conductor._worker.threads import ThreadPool
from conductor._worker.timings import DEFAULT_TIMINGS, WorkerTimings
from conductor._worker.tracing import Tracing
from conductor._worker.wire import Wire
from conductor.models import Task

TaskErrorHandler = Callable[[BaseException, Task | None], object]
"""Called with an error and its task; what it raises is logged."""

# Half of the connections of a client: updates must never wait for polls that are held.
_MOST_HOLDS = 50


@attrs.define
class Tally:
    """What a manager did since its start."""

    done: int = 0
    failed: int = 0
    handed_back: int = 0
    lost: int = 0
    refused: int = 0
    restarts: int = 0


@attrs.define(kw_only=True)
class Shared:
    """Made once for each start, on the loop of the workers."""

    wire: Wire
    inputs: ExternalInputs
    events: Events
    log: WorkerLog
    timings: WorkerTimings = DEFAULT_TIMINGS
    on_error: TaskErrorHandler | None = None
    tracing: Tracing | None = None
    max_attempts: int | None = None
    """How often a result is sent at most, or None: until the server has given the task up."""
    threads: ThreadPool = attrs.field(factory=lambda: ThreadPool("conductor-worker"))
    processes: ProcessPool = attrs.field(factory=ProcessPool)
    tally: Tally = attrs.field(factory=Tally)
    stopping: asyncio.Event = attrs.field(factory=asyncio.Event)
    hurry: asyncio.Event = attrs.field(factory=asyncio.Event)
    """Set when the time to stop is over: what cannot be reported now is lost."""
    holds: asyncio.Semaphore = attrs.field(factory=lambda: asyncio.Semaphore(_MOST_HOLDS))
    """Limits how many polls the server holds at once: each occupies a connection."""
    can_chain: bool = True
    """Whether the server takes a result and gives the next task in one call."""

    def close_pools(self) -> list[str]:
        """End threads and processes; give the names of the threads that are stuck in a function."""
        self.processes.close()
        return self.threads.close()
