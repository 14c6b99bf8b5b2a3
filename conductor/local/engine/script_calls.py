"""The interface between the engine and what evaluates scripts.

The engine makes a `ScriptCall` and gets a `ScriptOutcome`. How the script is evaluated, and what stops a script that
does not end, is the business of a `ScriptRunner`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, Protocol, TypeAlias

Language: TypeAlias = Literal["javascript", "javascript_syntax", "jq", "python"]


@dataclass(frozen=True)
class ScriptCall:
    """One script to evaluate. Equal calls have equal outcomes, because a script sees nothing but its call.

    The exceptions are Math.random of JavaScript, and python, which reaches the host.

    Attributes:
        language: "javascript_syntax" parses a JavaScript without evaluating it.
        source: the text of the script.
        scope: a JSON value: `$` of JavaScript, the input of jq, the names that python sees.
        now_ms: the time that Date of JavaScript shows, as epoch milliseconds. It stands still.
    """

    language: Language
    source: str
    scope: Any
    now_ms: int = 0


@dataclass(frozen=True)
class ScriptOutcome:
    """What became of a script.

    Attributes:
        value: a JSON value. For jq it is the list of all results; for "javascript_syntax" the error text, or None.
        error: what the real server would show of a script that failed, else None.
        exceeds_limit: a limit stopped the script. `error` names it. The task of such a script fails permanently.
    """

    value: Any = None
    error: str | None = None
    exceeds_limit: bool = False


class ScriptRunner(Protocol):
    """Evaluates scripts; every method may be called from any thread."""

    def evaluate_inline(self, call: ScriptCall) -> ScriptOutcome | None:
        """Return the outcome of a script that needs no interpreter, else None; takes microseconds.

        Such scripts are simple conditions (`$.a < 3`), and scripts of a language that is not permitted.
        """
        ...

    def submit(
        self, call: ScriptCall, done: Callable[[ScriptOutcome], None], *, inline_budget_s: float = 0.0
    ) -> ScriptOutcome | None:
        """Start a script, and return its outcome when it is ready within the budget, else None.

        After None, `done` is called once with the outcome, from a thread of the runner, never from inside submit().
        It is not called after close().
        """
        ...

    def run(self, call: ScriptCall) -> ScriptOutcome:
        """Evaluate a script and wait for its outcome."""
        ...

    def missing(self, language: str, source: str) -> str | None:
        """Return why a script cannot run here, as its interpreter (of javascript or jq) is not installed, else None."""
        ...

    def close(self) -> None:
        """Stop all scripts of this runner; run() of other threads returns an outcome with an error."""
        ...
