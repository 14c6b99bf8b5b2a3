"""Event handlers: what happens when an EVENT task has published something."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from typing import Any

from .completion import terminate
from .errors import EngineError
from .expressions import Resolver
from .model import Start, Workflow
from .runtime import OSS, Runtime, ScriptError
from .values import JsonMap, as_list, as_map, copy_json, is_map, java_text, map_or_empty

_log = logging.getLogger(__name__)
_NAMES = ("workflowId", "taskId", "taskRefName")


@dataclass(frozen=True)
class Message:
    """What has been published for an event."""

    event: str
    message_id: str
    payload: JsonMap

    def marks(self) -> JsonMap:
        """What tells of the event in the inputs and outputs that it brings."""
        return {"conductor.event.messageId": self.message_id, "conductor.event.name": self.event}


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
    """Run the actions of the active handlers of an event whose condition holds, up to one that cannot be evaluated.

    ScriptPending comes before the first action: conditions depend on the payload alone, so all are evaluated first.
    """
    for handler in _handlers_that_apply(rt, event, payload):
        for action in handler["actions"]:
            _act_safely(rt, action or {}, Message(event, message_id, payload))


def _handlers_that_apply(rt: Runtime, event: str, payload: JsonMap) -> list[JsonMap]:
    found: list[JsonMap] = []
    for handler in rt.handlers.for_event(event, active_only=True):
        try:
            if _applies(rt, handler, payload):
                found.append(handler)
        except ScriptError as error:
            _log.warning("condition of event handler %s: %s", handler["name"], error)
            break
    return found


def _applies(rt: Runtime, handler: JsonMap, payload: JsonMap) -> bool:
    condition = handler.get("condition")
    if not condition:
        return True
    if handler.get("evaluatorType") == "value-param":
        found = payload.get(condition)
    else:
        found = rt.scripts.javascript(condition, expanded(payload))
    return found if isinstance(found, bool) else isinstance(found, int | float) and found > 0


def expanded(value: Any) -> Any:
    """A payload with the texts in its objects that are JSON read; those in lists stay texts."""
    if is_map(value):
        return {key: _read_json(item) if isinstance(item, str) else expanded(item) for key, item in value.items()}
    members = as_list(value)
    return value if members is None else [expanded(item) for item in members]


def _read_json(text: str) -> Any:
    if text.strip()[:1] not in {"{", "["}:
        return text
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _act_safely(rt: Runtime, action: JsonMap, message: Message) -> None:
    try:
        _act(rt, action, message)
    except EngineError as error:
        _log.warning("action %s of an event handler: %s", action.get("action"), error.message)


def _act(rt: Runtime, action: JsonMap, message: Message) -> None:
    kind = action.get("action")
    payload = expanded(message.payload) if action.get("expandInlineJSON") else message.payload
    details = map_or_empty(action.get(kind or ""))
    resolver = Resolver(PayloadScope(payload), rt.surroundings)
    if kind == "start_workflow":
        _start(rt, details, resolver, message)
    elif kind in {"complete_task", "fail_task"}:
        _update_task(rt, details, resolver, message, "COMPLETED" if kind == "complete_task" else "FAILED")
    elif rt.edition == OSS:
        raise EngineError(f"Action not supported {kind} for event {message.event}")
    elif kind == "terminate_workflow":
        details = resolver.value(details)
        workflow = _workflow(rt, details)
        if not workflow.terminal:
            terminate(rt, workflow, details.get("terminationReason"))
    elif kind == "update_workflow_variables":
        details = resolver.value(details)
        workflow = _workflow(rt, details)
        _set_variables(workflow, details)
        rt.note(workflow)


def _workflow(rt: Runtime, details: JsonMap) -> Workflow:
    workflow_id = java_text(details.get("workflowId"))
    found = rt.workflows.get(workflow_id)
    if found is None:
        raise EngineError(f"No such workflow found by id: {workflow_id}")
    return found


def _update_task(rt: Runtime, details: JsonMap, resolver: Resolver, message: Message, status: str) -> None:
    """Have a task updated; its output holds what the handler says of it, too."""
    named: JsonMap = {name: details.get(name) for name in (*_NAMES, "reasonForIncompletion")}
    output: JsonMap = resolver.value({**named, **details["output"]})
    update: JsonMap = {name: output.get(name) for name in _NAMES}
    if not all(isinstance(value, str | None) for value in update.values()):
        raise EngineError(f"one of {', '.join(_NAMES)} is no text")
    reason = output.get("reasonForIncompletion")
    if status == "FAILED" and reason is not None:
        update["reasonForIncompletion"] = java_text(reason)
    rt.task_updates.append(({**update, "output": {**output, **message.marks()}}, status))


def _start(rt: Runtime, details: JsonMap, resolver: Resolver, message: Message) -> None:
    correlation_id = resolver.value(details.get("correlationId"))
    domains = details.get("taskToDomain")
    request = Start(
        inputs={**copy_json(resolver.value(details["input"])), **message.marks()},
        correlation_id=None if correlation_id is None else java_text(correlation_id),
        task_to_domain=domains if domains is not None else as_map(resolver.value("${taskToDomain}")),
        event=message.event,
    )
    rt.starts.append((java_text(details.get("name")), details.get("version"), request))


def _set_variables(workflow: Workflow, details: JsonMap) -> None:
    for name, value in map_or_empty(details.get("variables")).items():
        former = as_list(workflow.variables.get(name))
        if details.get("appendArray") and former is not None:
            former.extend(as_list(value) or [value])
        else:
            workflow.variables[name] = copy_json(value)
