"""Workers that run in processes of their own: another process must be able to import them."""

from __future__ import annotations

import os
from typing import Any

from conductor._worker.context import TaskContext
from conductor._worker.decorator import worker
from conductor.models import Task


@worker("crunch", isolation="process")
def crunch(n: int, ctx: TaskContext) -> dict[str, int]:
    """Tell in which process this is; a 2 is too much, and a 3 kills the process."""
    ctx.log(f"crunching {n}")
    if n == 2:
        raise ValueError("two is too much")
    if n == 3:
        os.abort()
    return {"n": n, "process": os.getpid()}


def execute(task: Task) -> dict[str, Any]:
    """The same for a ConductorWorker."""
    return {"process": os.getpid()}


def tell_secret(task: Task) -> dict[str, Any]:
    """Give back what the server has resolved."""
    return {"secret": (task.runtime_metadata or {})["key"]}


def raise_chained(task: Task) -> None:
    """Raise an exception that has a cause."""
    raise RuntimeError("outer") from KeyError("inner")
