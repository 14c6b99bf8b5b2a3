"""Python expressions in a worker process, which ends after one of them."""

from __future__ import annotations

import json
from typing import Any

from conductor.local.scripting.frames import ReplyKind, Request
from conductor.local.scripting.limits import ScriptLimits


class PythonExpression:
    """Evaluates the body of a function on this host, as the user permitted it."""

    def __init__(self, limits: ScriptLimits) -> None:
        self._limits = limits

    def evaluate(self, request: Request) -> tuple[ReplyKind, str]:
        """Return the reply to a request."""
        scope = json.loads(request.scope)
        body = "".join(f"\n    {line}" for line in request.source.splitlines()) or "\n    pass"
        names: dict[str, Any] = {name: item for name, item in scope.items() if name.isidentifier()}
        try:
            exec(f"def __evaluate__():{body}", names)  # noqa: S102 - the user asked for it by --allow-python
            value = names["__evaluate__"]()
        except MemoryError:
            return ReplyKind.OUT_OF_MEMORY, ""
        except BaseException as error:  # noqa: BLE001 - whatever the user's code raises fails the task, also exit()
            return ReplyKind.ERROR, f"{type(error).__name__}: {error}"
        return self._result(value)

    def _result(self, value: Any) -> tuple[ReplyKind, str]:
        try:
            text = json.dumps(value, default=_as_list)
        except (TypeError, ValueError, RecursionError) as error:
            return ReplyKind.ERROR, f"the expression returned what is not JSON: {error}"
        if len(text) > self._limits.result_bytes:
            return ReplyKind.RESULT_TOO_LARGE, ""
        return ReplyKind.VALUE, text


def _as_list(value: Any) -> list[Any]:
    if isinstance(value, set | frozenset):
        return [*value]
    raise TypeError(f"{type(value).__name__} is not JSON")
