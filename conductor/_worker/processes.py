"""Processes for plain functions that need a processor for themselves."""

from __future__ import annotations

import asyncio
import json
import os
import pickle
import signal
from concurrent.futures import BrokenExecutor
from typing import TYPE_CHECKING, Any

from conductor._worker.attempt import Attempt
from conductor._worker.context import TaskContext
from conductor._worker.job import Finished
from conductor.errors import ConfigurationError, TaskFailed
from conductor.models import Task, TaskResult

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

    from conductor._worker.spec import WorkerSpec


_NO_COROUTINE = "the function gave a coroutine, which cannot run in a process"


class ProcessPool:
    """Runs functions in processes that start anew (spawn), at most as many as there are processors.

    In there a function has a context of its own: logs and output count, but it hears nothing of a stop, and cannot send
    heartbeats (``lease_extend`` does that from here).
    """

    def __init__(self) -> None:
        self._executor: ProcessPoolExecutor | None = None

    async def run(self, attempt: Attempt) -> Finished:
        """Run the function and give what came of it.

        Raises:
            TaskFailed: the process died.
        """
        executor = self._executor = self._executor or _new_executor()
        loop = asyncio.get_running_loop()
        arguments = (attempt.spec.source, _with_secrets(attempt.task), attempt.worker_id, attempt.include_traceback)
        try:
            body, error = await loop.run_in_executor(executor, _work, *arguments)
        except BrokenExecutor:
            if self._executor is executor:
                self._executor = None
            # The executor ends its processes when one dies, but misses one that it is starting at that moment.
            _terminate_processes(executor)
            executor.shutdown(wait=False)
            raise TaskFailed("a process of the workers died, of this task or of another: all of them ended") from None
        result = TaskResult.from_dict(json.loads(body))
        return Finished(result, body, None if error is None else TaskFailed(error))

    def close(self) -> None:
        """End all processes, also those that are in the middle of a function."""
        executor, self._executor = self._executor, None
        if executor is None:
            return
        _terminate_processes(executor)
        # Waits for its own thread too, which ends with the processes.
        executor.shutdown(cancel_futures=True)


def _with_secrets(task: Task) -> dict[str, Any]:
    """Return the JSON of a task for a process of this pool. The pickle of a task would mask its secrets."""
    fields = task.to_dict()
    if task.runtime_metadata is not None:
        fields["runtimeMetadata"] = dict(task.runtime_metadata)
    return fields


def _terminate_processes(executor: ProcessPoolExecutor) -> None:
    # Before Python 3.14 there is no public way to reach them.
    processes: dict[int, Any] = dict(getattr(executor, "_processes", None) or {})
    for process in processes.values():
        process.terminate()


def check_importable(spec: WorkerSpec) -> None:
    """Check that another process can find the function.

    Raises:
        ConfigurationError: it cannot, or the function is async.
    """
    where = f"worker {spec.name!r}: isolation='process'"
    if spec.is_async:
        raise ConfigurationError(f"{where} is for plain functions, and this one is async")
    try:
        pickle.dumps(spec.source)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        hint = "needs a function at the top of a module that can be imported"
        raise ConfigurationError(f"{where} {hint} ({error})") from None


def _new_executor() -> ProcessPoolExecutor:
    # Imported here: most programs need no processes.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(os.cpu_count(), mp_context=context, initializer=_ignore_interrupts)


def _ignore_interrupts() -> None:
    # Ctrl-C reaches all processes of a terminal; the manager decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _work(worker: Any, fields: dict[str, Any], worker_id: str, include_traceback: bool) -> tuple[bytes, str | None]:
    """Call the function in the other process; return the encoded result and the reason of a failure."""
    task = Task.from_dict(fields)
    attempt = Attempt(worker.spec(), task, TaskContext(task), worker_id, include_traceback)
    value = attempt.call()
    finished = value if isinstance(value, Finished) else attempt.failed(TypeError(_NO_COROUTINE))
    return finished.body, None if finished.error is None else str(finished.result.reason_for_incompletion)
