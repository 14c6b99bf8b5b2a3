"""Event handlers: what happens when an EVENT task has published something."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from .completion import terminate
from .errors import EngineError
from .expressions import Resolver
from .model import Start, Workflow
from .runtime import Runtime, ScriptError
from .values import JsonMap, as_list, copy_json, java_text, map_or_empty

_log = logging.getLogger(__name__)


@dataclass
class PayloadScope:
    """The roots of expressions in a handler: the fields of the payload."""

    payload: JsonMap

    def root(self, name: str) -> Any:
        """One field of the payload."""
        return self.payload.get(name)

    def roots(self) -> JsonMap:
        """The whole payload."""
        return self.payload


def handle_event(rt: Runtime, event: str, message_id: str, payload: JsonMap) -> None:
    """Run the actions of all active handlers of an event whose condition holds."""
    for handler in rt.handlers.for_event(event, active_only=True):
        if _applies(rt, handler, payload):
            for action in handler["actions"]:
                _act_safely(rt, action, message_id, payload)


def _applies(rt: Runtime, handler: JsonMap, payload: JsonMap) -> bool:
    condition = handler.get("condition")
    if not condition:
        return True
    try:
        return rt.scripts.javascript(condition, payload) is True
    except ScriptError as error:
        _log.warning("condition of event handler %s: %s", handler["name"], error)
        return False


def _act_safely(rt: Runtime, action: JsonMap, message_id: str, payload: JsonMap) -> None:
    try:
        _act(rt, action, message_id, payload)
    except EngineError as error:
        _log.warning("action %s of an event handler: %s", action.get("action"), error.message)


def _act(rt: Runtime, action: JsonMap, message_id: str, payload: JsonMap) -> None:
    kind = action.get("action")
    details = Resolver(PayloadScope(payload), rt.surroundings).value(action.get(kind or "") or {})
    if kind == "start_workflow":
        _start(rt, details, message_id, payload)
    elif kind in {"complete_task", "fail_task"}:
        rt.task_updates.append((details, "COMPLETED" if kind == "complete_task" else "FAILED"))
    elif kind == "terminate_workflow":
        workflow = _workflow(rt, details)
        if not workflow.terminal:
            terminate(rt, workflow, details.get("terminationReason"))
    elif kind == "update_workflow_variables":
        _set_variables(_workflow(rt, details), details)


def _workflow(rt: Runtime, details: JsonMap) -> Workflow:
    workflow_id = java_text(details.get("workflowId"))
    found = rt.workflows.get(workflow_id)
    if found is None:
        raise EngineError(f"No such workflow found by id: {workflow_id}")
    return found


def _start(rt: Runtime, details: JsonMap, message_id: str, payload: JsonMap) -> None:
    inputs = {
        **copy_json(details.get("input") or {}),
        "conductor.event.messageId": message_id,
        "conductor.event.name": payload.get("event_produced"),
    }
    request = Start(
        inputs=inputs,
        correlation_id=details.get("correlationId"),
        task_to_domain=details.get("taskToDomain"),
        event=payload.get("event_produced"),
    )
    version = details.get("version")
    rt.starts.append((java_text(details.get("name")), version, request))


def _set_variables(workflow: Workflow, details: JsonMap) -> None:
    for name, value in map_or_empty(details.get("variables")).items():
        former = as_list(workflow.variables.get(name))
        if details.get("appendArray") and former is not None:
            former.extend(as_list(value) or [value])
        else:
            workflow.variables[name] = copy_json(value)
