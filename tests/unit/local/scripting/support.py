"""What the tests of scripts share."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from conductor.local.engine.script_calls import Language, ScriptCall, ScriptOutcome
from conductor.local.scripting.limits import MIB, ScriptLimits
from conductor.local.scripting.pool import WorkerPool
from conductor.local.scripting.scripts import SandboxedScripts

SMALL = ScriptLimits(time_s=0.3, memory_bytes=32 * MIB, result_bytes=MIB)


@contextmanager
def scripts_with(pool: WorkerPool | None = None, **options: Any) -> Generator[SandboxedScripts]:
    """Return a runner with a pool of its own, and end both."""
    pool = pool or WorkerPool()
    scripts = SandboxedScripts(pool=pool, **{"limits": SMALL, **options})
    try:
        yield scripts
    finally:
        scripts.close()
        pool.close()


def run(scripts: SandboxedScripts, language: Language, source: str, scope: Any = None) -> ScriptOutcome:
    """Evaluate a script with an object as its scope."""
    return scripts.run(ScriptCall(language, source, {} if scope is None else scope, 1_790_000_000_000))
