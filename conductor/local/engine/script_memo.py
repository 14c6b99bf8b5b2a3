"""Lets the engine use scripts that are evaluated elsewhere, while other commands go on.

A step of the engine that needs a script asks for its value. While the outcome is not known, `ScriptPending` is raised,
and the step has to leave the state as it was. When the outcome is there, the step is run again and finds it here.
This works because a script sees nothing but its call, so that the same call has the same outcome.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from typing import Any, TypeAlias

from .errors import EngineError
from .runtime import ScriptError, ScriptLimitError, ScriptPending
from .script_calls import Language, ScriptCall, ScriptOutcome, ScriptRunner
from .values import JsonMap, copy_json, is_list

_Key: TypeAlias = tuple[str, str, str]


class MemoisedScripts:
    """The `Scripts` of an engine whose scripts are evaluated outside of it.

    Outcomes belong to an owner: the execution, the event or the request that waits for them. They are kept until the
    owner's step has succeeded. An outcome serves one step: the next iteration of a loop evaluates its script anew,
    since `Math.random()` and `Date` give other values then.
    """

    def __init__(self, runner: ScriptRunner, now_ms: Callable[[], int]) -> None:
        self._runner = runner
        self._now_ms = now_ms
        self._known: dict[str, dict[_Key, ScriptOutcome]] = {}
        self._owners: list[str] = []
        self._used: set[_Key] = set()
        self._unknown_syntax: list[ScriptCall] = []

    @contextmanager
    def on_behalf_of(self, owner: str) -> Generator[None]:
        """Use the outcomes of this owner in the block, besides those of the blocks around it."""
        self._owners.append(owner)
        self._used.clear()
        try:
            yield
        finally:
            self._owners.pop()
            self._used.clear()

    def learn(self, owner: str, evaluated: Iterable[tuple[ScriptCall, ScriptOutcome]]) -> None:
        """Keep outcomes for the next run of the owner's step."""
        self._known.setdefault(owner, {}).update((_key(call), outcome) for call, outcome in evaluated)

    def end_step(self) -> None:
        """Drop the outcomes that the present owner has used: the step that needed them has succeeded."""
        if self._used:
            known = self._known.get(self._owners[-1], {})
            for key in self._used:
                known.pop(key, None)
            self._used.clear()

    def forget(self, owner: str) -> None:
        """Drop the outcomes of an owner whose step has succeeded."""
        self._known.pop(owner, None)

    def javascript(self, source: str, scope: JsonMap) -> Any:
        """Return the value of a script that sees `scope` as `$`; ScriptError when it fails."""
        return self._value("javascript", source, scope)

    def jq(self, query: str, value: Any) -> list[Any]:
        """Return all results of a jq query; ScriptError when it fails."""
        found = self._value("jq", query, value)
        return found if is_list(found) else []

    def python(self, source: str, scope: JsonMap) -> Any:
        """Return the value that a function body returns; ScriptError when it fails or is not allowed."""
        found = self._value("python", source, scope)
        if is_list(found):
            raise EngineError("Unable to upload payload to external storage for workflow")
        return found

    def syntax_error(self, source: str) -> str | None:
        """Return the error text of a script that cannot be parsed, else None.

        A script whose syntax is not known yet counts as correct until :meth:`require_syntax`.
        """
        call = ScriptCall("javascript_syntax", source, None)
        outcome = self._outcome(call)
        if outcome is None:
            self._unknown_syntax.append(call)
            return None
        return outcome.value if isinstance(outcome.value, str) else None

    def require_syntax(self) -> None:
        """Raise ScriptPending when :meth:`syntax_error` was asked about scripts that are not parsed yet."""
        unknown = tuple(dict.fromkeys(self._unknown_syntax))
        self._unknown_syntax.clear()
        if unknown:
            raise ScriptPending(unknown)

    def missing(self, language: str, source: str) -> str | None:
        """Return why a script cannot run here, as its interpreter is not installed, else None."""
        return self._runner.missing(language, source)

    def _value(self, language: Language, source: str, scope: Any) -> Any:
        call = ScriptCall(language, source, scope, self._now_ms())
        outcome = self._outcome(call)
        if outcome is None:
            # The scope is that of the moment: the engine may change it while the script runs.
            raise ScriptPending((ScriptCall(language, source, copy_json(scope), call.now_ms),))
        if outcome.exceeds_limit:
            raise ScriptLimitError(outcome.error or "the script exceeded a limit")
        if outcome.error is not None:
            raise ScriptError(outcome.error)
        return copy_json(outcome.value)

    def _outcome(self, call: ScriptCall) -> ScriptOutcome | None:
        outcome = self._runner.evaluate_inline(call)
        if outcome is not None or not any(owner in self._known for owner in self._owners):
            return outcome
        key = _key(call)
        self._used.add(key)
        known = (self._known.get(owner, {}).get(key) for owner in reversed(self._owners))
        return next((outcome for outcome in known if outcome is not None), None)


def _key(call: ScriptCall) -> _Key:
    # Without the time: it has passed by the time that the step is run again.
    return call.language, call.source, json.dumps(call.scope)
