"""Evaluates the scripts of one embedded server: the runner that the engine uses."""

from __future__ import annotations

import json
import logging
import math
import sys
import threading
import weakref
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from queue import SimpleQueue
from typing import Any, Final

from conductor.local.engine.script_calls import ScriptCall, ScriptOutcome
from conductor.local.engine.values import JsonMap, hash_ordered, is_list, is_map

from .config import WorkerConfig, missing_interpreter
from .frames import ReplyKind, Request, encode_request
from .limits import ScriptLimits
from .pool import WorkerPool, shared_pool
from .processes import not_started
from .simple_conditions import evaluate_simple, is_simple
from .supervisor import CLOSED
from .worker_process import Job, Result

# How long run() looks for the reply itself, before it leaves that to the supervisor.
_RUN_BUDGET_S: Final = 0.05
# The real server takes no JSON with more levels (StreamReadConstraints of Jackson).
_MAX_DEPTH: Final = 1000
_TOO_DEEP: Final = f"the result of the script is nested more than {_MAX_DEPTH} levels deep"
_INTERPRETERS: Final = {"javascript": ("quickjs", "JavaScript"), "jq": ("jq", "jq")}
_PYTHON_REFUSED: Final = "python expressions run on the host: start the server with --allow-python to permit them"
_Delivery = tuple[Callable[[ScriptOutcome], None], str, Result, ScriptLimits]
_log = logging.getLogger("conductor")


class SandboxedScripts:
    """Runs scripts in worker processes, see `ScriptRunner` for its methods.

    Args:
        limits: what one script may use.
        allow_python: permit python expressions, which run with the rights of this process.
        environment: what python expressions see of the environment; nothing by default.
        pool: the workers; by default those of this process, which all servers share.
        check_dialect: refuse jq that the real server does not have.
    """

    def __init__(
        self,
        *,
        limits: ScriptLimits | None = None,
        allow_python: bool = False,
        environment: Mapping[str, str] | None = None,
        pool: WorkerPool | None = None,
        check_dialect: bool = True,
    ) -> None:
        self._allow_python = allow_python
        self._config = WorkerConfig(limits or ScriptLimits(), None, check_dialect)
        self._python_config = WorkerConfig(self._config.limits, tuple((environment or {}).items()), check_dialect)
        self._own_pool = pool
        self._used_pool: WorkerPool | None = None
        self._lock = threading.Lock()
        self._jobs: set[Job] = set()
        self._is_closed = False
        self._deliveries: SimpleQueue[_Delivery | None] = SimpleQueue()
        self._deliverer: threading.Thread | None = None

    @property
    def limits(self) -> ScriptLimits:
        """What one script may use."""
        return self._config.limits

    def evaluate_inline(self, call: ScriptCall) -> ScriptOutcome | None:
        """Return the outcome of a script that needs no interpreter, else None."""
        if call.language == "javascript":
            is_known, value = evaluate_simple(call.source, call.scope)
            return ScriptOutcome(value) if is_known else None
        if call.language == "python" and not self._allow_python:
            return ScriptOutcome(error=_PYTHON_REFUSED)
        return None

    def submit(
        self, call: ScriptCall, done: Callable[[ScriptOutcome], None], *, inline_budget_s: float = 0.0
    ) -> ScriptOutcome | None:
        """Start a script, and return its outcome when it is ready within the budget; else `done` is called later."""
        return self._start(call, lambda result: self._deliver(done, call.language, result), inline_budget_s)

    def run(self, call: ScriptCall) -> ScriptOutcome:
        """Evaluate a script and wait for its outcome."""
        results: SimpleQueue[Result] = SimpleQueue()
        outcome = self._start(call, results.put, _RUN_BUDGET_S)
        return outcome_of(call.language, results.get(), self.limits) if outcome is None else outcome

    def _start(self, call: ScriptCall, finish: Callable[[Result], None], budget_s: float) -> ScriptOutcome | None:
        outcome = self.evaluate_inline(call)
        if outcome is not None:
            return outcome
        try:
            frame = encode_request(Request(call.language, call.source, json.dumps(call.scope), call.now_ms))
        except (TypeError, ValueError, RecursionError) as error:
            return ScriptOutcome(error=f"the script cannot see its input, which is not JSON: {error}")
        job = self._new_job(call, frame, finish)
        if job is None:
            return ScriptOutcome(error="the script was not started, as the server is closed")
        reply = self._pool().run(job, budget_s)
        if reply is None:
            return None
        with self._lock:
            self._jobs.discard(job)
        return outcome_of(call.language, reply, self.limits)

    def _new_job(self, call: ScriptCall, frame: bytes, finish: Callable[[Result], None]) -> Job | None:
        def end(result: Result) -> None:
            with self._lock:
                self._jobs.discard(job)
            finish(result)

        config = self._python_config if call.language == "python" else self._config
        job = Job(config, call.language, frame, end)
        with self._lock:
            if self._is_closed:
                return None
            self._jobs.add(job)
        return job

    def _pool(self) -> WorkerPool:
        # Not kept: after a fork the child has another one.
        pool = self._own_pool or shared_pool()
        if pool is not self._used_pool:
            self._used_pool = pool
            pool.add_user(self)
        return pool

    def _deliver(self, done: Callable[[ScriptOutcome], None], language: str, result: Result) -> None:
        """Have `done` called by this runner's thread: it may wait for a lock, and others' scripts must not wait."""
        with self._lock:
            if self._is_closed or result is CLOSED:
                return
            if self._deliverer is None or not self._deliverer.is_alive():
                self._start_deliverer()
            self._deliveries.put((done, language, result, self.limits))

    def _start_deliverer(self) -> None:
        # A new queue, as the old one may be that of the parent of this process.
        self._deliveries = SimpleQueue()
        self._deliverer = threading.Thread(
            target=_call_each, args=(self._deliveries,), name="conductor-local-outcomes", daemon=True
        )
        self._deliverer.start()
        # A runner that is deleted and was not closed leaves no thread behind.
        weakref.finalize(self, self._deliveries.put, None).atexit = False

    def missing(self, language: str, source: str) -> str | None:
        """Return why a script cannot run here, as its interpreter (of javascript or jq) is not installed, else None."""
        module, what = _INTERPRETERS[language]
        if find_spec(module) is not None or (language == "javascript" and is_simple(source)):
            return None
        return missing_interpreter(what)

    def close(self) -> None:
        """Stop all scripts of this runner."""
        with self._lock:
            self._is_closed = True
            jobs = list(self._jobs)
            self._deliveries.put(None)
        pool = self._own_pool or shared_pool()
        pool.cancel(jobs)
        pool.remove_user(self)


def _call_each(deliveries: SimpleQueue[_Delivery | None]) -> None:
    while (delivery := deliveries.get()) is not None:
        done, language, result, limits = delivery
        try:
            done(outcome_of(language, result, limits))
        except Exception:  # noqa: BLE001 - a defect of ours must not stop the outcomes of other scripts
            _log.exception("the outcome of a script could not be handled")


def outcome_of(language: str, reply: Result, limits: ScriptLimits) -> ScriptOutcome:
    """Return the outcome that a reply stands for. The reply is not trusted: it is parsed, and checked, as JSON."""
    if isinstance(reply, ScriptOutcome):
        return reply
    if reply.kind == ReplyKind.VALUE:
        return _value(language, reply.content, limits)
    exceeded = {
        ReplyKind.OUT_OF_TIME: limits.time_exceeded(language),
        ReplyKind.OUT_OF_MEMORY: limits.memory_exceeded(),
        ReplyKind.RESULT_TOO_LARGE: limits.result_exceeded(),
    }
    if reply.kind in exceeded:
        return ScriptOutcome(error=exceeded[reply.kind], exceeds_limit=True)
    error = reply.content.decode("utf-8", "replace")
    return ScriptOutcome(error=not_started(error) if reply.kind == ReplyKind.NOT_STARTED else error)


def _value(language: str, content: bytes, limits: ScriptLimits) -> ScriptOutcome:
    if len(content) > limits.result_bytes:
        return ScriptOutcome(error=limits.result_exceeded(), exceeds_limit=True)
    try:
        text = content.decode("utf-8")
        value: Any = json.loads(
            text,
            object_pairs_hook=_hash_ordered if language == "javascript" else None,
            parse_float=_finite if language == "jq" else None,
            # Python writes those; JavaScript and jq have texts for them.
            parse_constant=str if language != "jq" else float,
        )
    except RecursionError:
        return ScriptOutcome(error=_TOO_DEEP)
    except ValueError as error:
        return ScriptOutcome(error=f"the result of the script is not JSON: {error}")
    may_be_deep = text.count("[") + text.count("{") > _MAX_DEPTH
    return ScriptOutcome(error=_TOO_DEEP) if may_be_deep and not _is_flat(value) else ScriptOutcome(value)


def _hash_ordered(pairs: list[tuple[str, Any]]) -> JsonMap:
    return hash_ordered(dict(pairs))


def _finite(text: str) -> float | str:
    """Return a number; jq writes an infinite one as the largest there is, and the server as a text."""
    number = float(text)
    if abs(number) < sys.float_info.max:
        return number
    return "NaN" if math.isnan(number) else "Infinity" if number > 0 else "-Infinity"


def _is_flat(value: Any) -> bool:
    """Return whether a value has at most as many levels as there may be."""
    level: list[Any] = [value]
    for _ in range(_MAX_DEPTH + 1):
        level = [
            item
            for one in level
            for item in (one.values() if is_map(one) else one if is_list(one) else ())
            if is_map(item) or is_list(item)
        ]
        if not level:
            return True
    return False
