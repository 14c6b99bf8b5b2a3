"""What it means for a script that its worker process has ended."""

from __future__ import annotations

import signal
from typing import Final

from conductor.local.engine.script_calls import ScriptOutcome

from .frames import Reply, ReplyKind
from .worker_process import Job, Result, WorkerProcess

_STARTED_NOT: Final = (
    "the process that evaluates scripts ended when it started: it needs the modules of this server, and memory"
)


def outcome_of_death(worker: WorkerProcess, job: Job, code: int) -> Result:
    """Return the outcome of a job whose worker ended with this return code; 0 is also for one that is not known."""
    limits = job.config.limits
    if code == -_signal("SIGPROF"):
        return Reply(ReplyKind.OUT_OF_TIME)
    if code in {-_signal("SIGABRT"), -_signal("SIGKILL")}:
        # The interpreters abort when they get no memory, and the kernel kills when the machine has none.
        return Reply(ReplyKind.OUT_OF_MEMORY)
    if not worker.is_ready:
        return ScriptOutcome(error=_STARTED_NOT)
    how = f"signal {-code}" if code < 0 else f"code {code}"
    message = f"script stopped: it ended the process that evaluated it ({how}), as by nesting that is too deep"
    return ScriptOutcome(error=f"{message}; {limits.memory_exceeded()}", exceeds_limit=True)


def _signal(name: str) -> int:
    return getattr(signal, name, 0) or 1 << 20
