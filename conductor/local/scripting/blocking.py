"""The methods by which the engine evaluates scripts while it waits for them."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from typing import Any

from conductor.local.engine.errors import EngineError
from conductor.local.engine.runtime import ScriptError, ScriptLimitError
from conductor.local.engine.script_calls import ScriptCall, ScriptOutcome, ScriptRunner
from conductor.local.engine.values import JsonMap, is_list


class BlockingScripts:
    """The `Scripts` of the engine, by a runner."""

    def __init__(self, runner: ScriptRunner) -> None:
        self.runner = runner

    def javascript(self, source: str, scope: JsonMap) -> Any:
        """Return the value of a script that sees `scope` as `$`; ScriptError when it fails."""
        return self._value(ScriptCall("javascript", source, scope))

    def syntax_error(self, source: str) -> str | None:
        """Return the error text of a script that cannot be parsed, else None (also without an interpreter)."""
        found = self.runner.run(ScriptCall("javascript_syntax", source, None)).value
        return found if isinstance(found, str) else None

    def missing(self, language: str, source: str) -> str | None:
        """Return why a script cannot run here, as its interpreter is not installed, else None."""
        return self.runner.missing(language, source)

    def jq(self, query: str, value: Any) -> list[Any]:
        """Return all results of a jq query; ScriptError when it fails."""
        found = self._value(ScriptCall("jq", query, value))
        return found if is_list(found) else []

    def python(self, source: str, scope: JsonMap) -> Any:
        """Return the value that a function body returns; ScriptError when it fails or is not allowed."""
        found = self._value(ScriptCall("python", source, scope))
        if is_list(found):
            raise EngineError("Unable to upload payload to external storage for workflow")
        return found

    def _value(self, call: ScriptCall) -> Any:
        outcome = self.runner.run(call)
        if outcome.error is not None:
            raise (ScriptLimitError if outcome.exceeds_limit else ScriptError)(outcome.error)
        return outcome.value

    def require_syntax(self) -> None:
        """Do nothing: every syntax is known at once."""

    @contextmanager
    def on_behalf_of(self, _owner: str) -> Generator[None]:
        """Do nothing: no outcome is kept."""
        yield

    def learn(self, owner: str, evaluated: Iterable[tuple[ScriptCall, ScriptOutcome]]) -> None:
        """Do nothing: no outcome is kept."""

    def forget(self, owner: str) -> None:
        """Do nothing: no outcome is kept."""

    def close(self) -> None:
        """Stop all scripts."""
        self.runner.close()
