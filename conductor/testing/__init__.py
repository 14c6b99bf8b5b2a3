"""Tests of workflows and workers, from a month in a millisecond to the same test on a real server.

- :class:`ConductorEnvironment` and :class:`AsyncConductorEnvironment`: a server to test on, embedded or real
- :class:`MockWorker`: plays a worker, and remembers what it was asked
- :class:`Run`: an execution, with assertions that explain themselves
- :func:`run_worker`: one function of a worker, without any server
- :class:`Recording` and :class:`Replay`: a real execution played against another definition

The pytest plugin has the fixture ``conductor_env`` and the option ``--conductor``. Each name is loaded when it is first
used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from conductor.testing.aio import AsyncConductorEnvironment
    from conductor.testing.environment import ConductorEnvironment
    from conductor.testing.errors import TimeSkippingNeeded, WorkflowNotEndedError
    from conductor.testing.harness import FakeTaskContext, WorkerOutcome, run_worker, run_worker_async
    from conductor.testing.mocks import MockCall, MockWorker
    from conductor.testing.recording import Recording
    from conductor.testing.replay import Replay
    from conductor.testing.runs import Run
else:
    # Type checkers would take any name for one that this function gives.
    def __getattr__(name: str) -> Any:
        home = _HOMES.get(name)
        if home is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return globals().setdefault(name, getattr(import_module(f"{__name__}.{home}"), name))


_HOMES = {
    "AsyncConductorEnvironment": "aio",
    "ConductorEnvironment": "environment",
    "FakeTaskContext": "harness",
    "MockCall": "mocks",
    "MockWorker": "mocks",
    "Recording": "recording",
    "Replay": "replay",
    "Run": "runs",
    "TimeSkippingNeeded": "errors",
    "WorkerOutcome": "harness",
    "WorkflowNotEndedError": "errors",
    "run_worker": "harness",
    "run_worker_async": "harness",
}

__all__ = [
    "AsyncConductorEnvironment",
    "ConductorEnvironment",
    "FakeTaskContext",
    "MockCall",
    "MockWorker",
    "Recording",
    "Replay",
    "Run",
    "TimeSkippingNeeded",
    "WorkerOutcome",
    "WorkflowNotEndedError",
    "run_worker",
    "run_worker_async",
]


def __dir__() -> list[str]:
    return __all__
