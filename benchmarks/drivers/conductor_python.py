"""Worker client: PyPI conductor-python, its TaskHandler (worker processes and all).

usage: python conductor_python.py URL TYPE CONCURRENCY sync|async

Its annotations are no strings: it reads them for each task, and strings would cost it half as much again.
"""

import os
import signal
import sys
import time
from typing import Any

from conductor.client.automator.task_handler import TaskHandler
from conductor.client.configuration.configuration import Configuration
from conductor.client.worker.worker_task import worker_task

URL, TYPE, CONCURRENCY, KIND = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
POLL_MS = int(os.environ.get("BENCH_POLL_INTERVAL_MS", "1"))


def output(n: int) -> dict[str, Any]:
    return {"ok": True, "n": n, "invokedAt": time.time_ns() // 1000}


if KIND == "sync":

    @worker_task(task_definition_name=TYPE, thread_count=CONCURRENCY, poll_interval_millis=POLL_MS)
    def bench(n: int) -> dict:
        return output(n)

else:

    @worker_task(task_definition_name=TYPE, thread_count=CONCURRENCY, poll_interval_millis=POLL_MS)
    async def bench(n: int) -> dict:
        return output(n)


def main() -> None:
    handler = TaskHandler(configuration=Configuration(server_api_url=URL), scan_for_annotated_workers=True)
    handler.start_processes()

    def stop(*_: object) -> None:
        handler.stop_processes()
        # Its own threads keep the process alive.
        os._exit(0)

    signal.signal(signal.SIGTERM, stop)
    while True:
        time.sleep(1)


if __name__ == "__main__":
    main()
