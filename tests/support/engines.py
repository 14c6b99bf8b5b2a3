"""Engines without a driver, for tests that move the clock by hand."""

from __future__ import annotations

from typing import Any

from conductor.local.api.http import Answer, Request, error_reply
from conductor.local.app import App, Deferred
from conductor.local.engine.engine import Engine
from conductor.local.engine.errors import EngineError
from conductor.local.engine.expressions import Surroundings
from conductor.local.engine.keeping import Keeper
from conductor.local.engine.script_calls import ScriptRunner
from conductor.local.server import runtime_with

_OWNER = "request"


class SuspendingApp(App):
    """Answers requests as the driver does, but evaluates scripts after the command that needs them.

    So each script suspends its execution, however short it is.
    """

    def __init__(self, engine: Engine, runner: ScriptRunner) -> None:
        super().__init__(engine)
        self._runner = runner

    def handle(self, request: Request, now_ms: int) -> Answer:
        """Return the answer to a request; its scripts are evaluated by then."""
        scripts = self.engine.rt.scripts
        answer = super().handle(request, now_ms)
        while isinstance(answer, Deferred):
            scripts.learn(_OWNER, [(call, self._runner.run(call)) for call in answer.calls])
            with scripts.on_behalf_of(_OWNER):
                answer = super().handle(request, now_ms)
        scripts.forget(_OWNER)
        suspended = self.engine.take_suspended()
        errors = self.evaluate(now_ms)
        return next((error_reply(errors[one]) for one in suspended if one in errors), answer)

    def evaluate(self, now_ms: int) -> dict[str, EngineError]:
        """Evaluate the scripts that executions wait for; return the errors by execution."""
        errors: dict[str, EngineError] = {}
        while jobs := self.engine.take_script_jobs():
            for job in jobs:
                self.engine.finish_scripts(job, [self._runner.run(call) for call in job.calls], now_ms)
                errors |= self.engine.take_decision_errors()
        return errors


def suspending_app(
    runner: ScriptRunner, surroundings: Surroundings | None = None, keeper: Keeper | None = None, **engine: Any
) -> SuspendingApp:
    """Return an app with an engine of its own."""
    return SuspendingApp(Engine(runtime_with(runner, surroundings or Surroundings()), keeper, **engine), runner)
