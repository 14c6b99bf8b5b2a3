"""Worker client: this package, as users get it, with its log at INFO.

usage: python ours.py URL TYPE CONCURRENCY async|plain [WORKERS]

With WORKERS above 1 there are so many of them, which have nothing to do: TYPE-1, TYPE-2, ...
"""

from __future__ import annotations

import logging
import os
import sys
import time
from typing import Any

from conductor import ConductorWorker, Task, TaskManager, TaskManagerOptions, orkes_conductor_client


async def async_function(task: Task) -> dict[str, Any]:
    return plain_function(task)


def plain_function(task: Task) -> dict[str, Any]:
    return {"ok": True, "n": task.input_data["n"], "invokedAt": time.time_ns() // 1000}


def options() -> TaskManagerOptions:
    """Give the defaults, but for what the environment says."""
    hold_ms = os.environ.get("BENCH_POLL_TIMEOUT_MS")
    return {} if hold_ms is None else {"batch_polling_timeout": int(hold_ms)}


def main(url: str, name: str, concurrency: str, kind: str, count: str = "1") -> None:
    logging.basicConfig(level=logging.INFO)
    function = async_function if kind == "async" else plain_function
    names = [name] if count == "1" else [f"{name}-{number}" for number in range(int(count))]
    workers = [ConductorWorker(name, function, concurrency=int(concurrency)) for name in names]
    with orkes_conductor_client(server_url=url, use_env=False) as client:
        TaskManager(client, workers, options=options()).run()


if __name__ == "__main__":
    main(*sys.argv[1:])
