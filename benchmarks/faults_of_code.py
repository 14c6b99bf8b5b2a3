"""What the user's code, signals and kills do to workers."""

from __future__ import annotations

import asyncio
import math
import signal
import sys
import time
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, cast
from unittest import mock

from benchmarks.measuring import ROOT
from benchmarks.trial import Trial, Try
from conductor import TaskContext
from conductor._worker.poller import Poller


def returning(value: Any) -> Try:
    """Let the function return this."""

    async def attempt(trial: Trial) -> str:
        def work(n: int) -> Any:
            trial.ends[n] += 1
            return value

        async with trial.manager(work) as manager:
            await trial.until_done()
            tally = manager.health().tally
        return f"{tally.done} tasks completed" if tally.done else f"{tally.failed} tasks failed with the reason"

    return attempt


def raising(error: BaseException) -> Try:
    """Let the function raise this."""

    async def attempt(trial: Trial) -> str:
        def work(n: int) -> None:
            trial.ends[n] += 1
            raise error

        async with trial.manager(work) as manager:
            await trial.until_done()
            tally, running = manager.health().tally, manager.health().workers["work"].state
        return f"{tally.failed} tasks failed with the reason; the worker is {running}"

    return attempt


async def observers(trial: Trial) -> str:
    """Let everything that looks on raise."""

    class Logger:
        def debug(self, _message: str, /) -> None:
            raise OSError("disk full")

        info = error = debug

    def explode(*_: object) -> None:
        raise SystemExit("observer")

    await trial.server.control("faults", rate=0.2, kinds="500")
    async with trial.manager(listeners=[explode], on_error=explode, logger=Logger()) as manager:
        await trial.until_done()
        return f"{manager.health().tally.done} tasks completed"


async def blocking(trial: Trial) -> str:
    """Block the event loop in an async function."""

    async def work(n: int) -> None:
        time.sleep(0.2)  # noqa: ASYNC251 - the fault
        trial.ends[n] += 1

    async with trial.manager(work) as manager:
        await trial.until_done()
        return f"{manager.health().tally.done} tasks completed, one after the other"


async def never_returning(trial: Trial) -> str:
    """Stop while plain functions never return."""

    def work(ctx: TaskContext) -> None:
        while True:
            time.sleep(1)

    async with trial.manager(work, grace_s=0.5):
        await _until_started(trial, 5)
    return "after the grace each task was reported as failed, so that it can be retried; its thread is named in the log"


async def stopping(trial: Trial) -> str:
    """Stop and start again and again while tasks come."""
    starts = 0
    while (await trial.server.control("stats"))["done"] < trial.tasks:
        starts += 1
        async with trial.manager():
            await asyncio.sleep(0.05)
    return f"{starts} starts; {trial.events['TaskHandedBack']} tasks arrived during a stop and were handed back"


async def dying_loop(trial: Trial) -> str:
    """Let a bug end the loop of a worker."""
    note, bugs = Poller._note_answer, iter([RuntimeError("bug")] * 2)  # noqa: SLF001 - there is no public way to break it

    def buggy(poller: Poller, *arguments: Any) -> None:
        if bug := next(bugs, None):
            raise bug
        note(poller, *arguments)

    with mock.patch.object(Poller, "_note_answer", buggy):
        async with trial.manager() as manager:
            await trial.until_done()
            health = manager.health()
    state = health.workers["work"].state
    return f"logged and counted ({health.tally.restarts}), started again; health says {state!r}, not healthy"


_PROGRAM = """
import sys, time
from conductor import TaskManager, orkes_conductor_client, worker

@worker("work", concurrency=5)
def work(n: int) -> dict:
    print("begun", flush=True)
    time.sleep(float(sys.argv[2]))
    return {"n": n}

TaskManager(orkes_conductor_client(server_url=sys.argv[1]), [work]).run()
"""


async def terminated(trial: Trial) -> str:
    """Send SIGTERM to a process amid its tasks; another one does the rest."""
    process = await _process(trial, seconds=0.5)
    await _lines(process, 5)
    process.send_signal(signal.SIGTERM)
    code = await process.wait()
    done = (await trial.server.control("stats"))["done"]
    async with trial.manager():
        await trial.until_done()
    return f"its {done} tasks in flight were finished and reported, exit code {code}"


async def killed(trial: Trial) -> str:
    """Kill one of two processes amid its tasks."""
    victim = await _process(trial, seconds=600)
    await _lines(victim, 5)
    async with trial.manager():
        await asyncio.sleep(0.5)
        victim.kill()
        await victim.wait()
        stats = await trial.until_done()
    return f"its {stats['timed_out']} tasks were done by the other one after their response timeout"


async def _process(trial: Trial, seconds: float) -> asyncio.subprocess.Process:
    arguments = [sys.executable, "-c", _PROGRAM, trial.server.url, str(seconds)]
    return await asyncio.create_subprocess_exec(*arguments, stdout=asyncio.subprocess.PIPE, cwd=ROOT)


async def _lines(process: asyncio.subprocess.Process, count: int) -> None:
    for _ in range(count):
        await cast("asyncio.StreamReader", process.stdout).readline()


async def _until_started(trial: Trial, count: int) -> None:
    while trial.events["TaskStarted"] < count:  # noqa: ASYNC110 - counted by a listener
        await asyncio.sleep(0.01)


_CYCLE: dict[str, Any] = {}
_CYCLE["self"] = _CYCLE

FAULTS: dict[str, tuple[int, Try]] = {
    "the function raises SystemExit": (50, raising(SystemExit(3))),
    "the function raises KeyboardInterrupt": (50, raising(KeyboardInterrupt())),
    "the function returns bytes": (20, returning({"a": b"x"})),
    "the function returns NaN": (20, returning({"a": math.nan})),
    "the function returns a cycle": (20, returning(_CYCLE)),
    "the function returns a set, a Decimal and a datetime": (
        20,
        returning({"set": {1}, "decimal": Decimal("1.10"), "at": datetime(2026, 1, 2, tzinfo=UTC)}),
    ),
    "the function returns 20 MB": (5, returning("x" * 20_000_000)),
    "listener, on_error and logger raise": (100, observers),
    "an async function blocks the event loop": (20, blocking),
    "functions that never return, then a stop": (5, never_returning),
    "stopped and started again and again": (200, stopping),
    "the loop of a worker dies": (100, dying_loop),
    "SIGTERM amid tasks": (50, terminated),
    "kill -9 of one of two processes amid tasks": (100, killed),
}
