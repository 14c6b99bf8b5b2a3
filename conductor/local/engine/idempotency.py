"""Idempotency keys of starts, of which only Orkes takes note."""

from __future__ import annotations

from .errors import BadRequestError, ConflictError
from .model import Workflow
from .runtime import ORKES, Runtime
from .values import JsonMap

KIND = "idempotency"
STRATEGIES = ("FAIL", "RETURN_EXISTING", "FAIL_ON_RUNNING")


def repeated(rt: Runtime, name: str, request: JsonMap) -> Workflow | None:
    """The execution that answers a start whose key is known for this name; None when a new one is to start.

    Raises:
        ConflictError: the strategy wants a repeat to fail.
    """
    key = request.get("idempotencyKey")
    if rt.edition != ORKES or not key:
        return None
    found = rt.workflows.get(rt.documents.get(KIND, _key(name, key)) or "")
    strategy = request.get("idempotencyStrategy") or "FAIL"
    if strategy not in STRATEGIES:
        raise BadRequestError(f"the idempotency strategy is one of {', '.join(STRATEGIES)}, not {strategy}")
    if found is None or (strategy == "FAIL_ON_RUNNING" and found.terminal):
        return None
    if strategy == "RETURN_EXISTING":
        return found
    raise ConflictError(
        f"Workflow {name} was started with idempotency key {key} already: {found.workflow_id} is {found.status}"
    )


def note(rt: Runtime, name: str, request: JsonMap, workflow: Workflow) -> None:
    """Remember which execution a key has started."""
    key = request.get("idempotencyKey")
    if rt.edition == ORKES and key:
        rt.documents.put(KIND, _key(name, key), workflow.workflow_id)


def _key(name: str, key: str) -> str:
    return f"{name}\n{key}"
