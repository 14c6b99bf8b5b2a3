"""Which tasks are in the hands of workers of this process: a clock that skips waits for them."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Collection
from contextvars import ContextVar
from typing import Any, TypeAlias

Caller: TypeAlias = "asyncio.Task[Any] | threading.Thread"
"""Who made a call: the asyncio task, or else the thread."""

on_behalf_of: ContextVar[Caller | None] = ContextVar("conductor_local_caller", default=None)
"""Set where a thread makes a call for somebody else."""


def current_caller() -> Caller:
    """Who is calling."""
    try:
        task = asyncio.current_task()
    except RuntimeError:
        task = None
    return on_behalf_of.get() or task or threading.current_thread()


class Hands:
    """Remembers who took which task."""

    def __init__(self) -> None:
        self._taken: dict[str, Caller] = {}

    def take(self, task_ids: Collection[str], caller: Caller | None) -> None:
        """Note that a caller of this process got tasks."""
        if caller is not None:
            self._taken.update(dict.fromkeys(task_ids, caller))

    def hold(self, task_id: str) -> bool:
        """Whether a caller of this process has taken a task."""
        return task_id in self._taken

    def are_busy(self, is_in_progress: Callable[[str], bool], waiting: Collection[Caller | None]) -> bool:
        """Whether somebody has a task to work on; who waits for time to pass, or is gone, does not work."""
        self._taken = {task_id: caller for task_id, caller in self._taken.items() if is_in_progress(task_id)}
        return any(_is_alive(caller) and caller not in waiting for caller in self._taken.values())


class Arrivals:
    """Gives workers that are not known here some time to show up, for each task once in a wait."""

    def __init__(self) -> None:
        self._since_s: dict[str, float] = {}

    def start_again(self) -> None:
        """Somebody begins to wait: workers may have been started for it."""
        self._since_s.clear()

    def are_due(self, task_ids: Collection[str], now_s: float, patience_s: float) -> bool:
        """Whether somebody may still come for one of these tasks; all in real time."""
        self._since_s = {task_id: self._since_s.get(task_id, now_s) for task_id in task_ids}
        return any(now_s - since_s < patience_s for since_s in self._since_s.values())


def _is_alive(caller: Caller) -> bool:
    return caller.is_alive() if isinstance(caller, threading.Thread) else not caller.done()
