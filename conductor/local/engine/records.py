"""Everything the engine knows as JSON records, for those who keep it, and back again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, asdict, fields
from typing import Any, TypeAlias

from .model import Start, Task, Workflow
from .runtime import TASK_TIMERS, Runtime
from .values import JsonMap

Reader: TypeAlias = Callable[[Runtime, str], Any]

DOCUMENT = "document:"
_DERIVED = frozenset(
    {
        "plan",
        "tasks",
        "by_ref",
        "unprocessed",
        "containers",
        "joins",
        "open_tasks",
        "join_cursor",
        "decisions",
        "starting",
    }
)


def _plain_fields(kind: type[Any]) -> tuple[tuple[str, Any], ...]:
    """The fields that are written as they are, with the default that need not be written."""
    return tuple(
        (one.name, one.default_factory() if one.default_factory is not MISSING else one.default)
        for one in fields(kind)
        if one.name not in _DERIVED
    )


WORKFLOW_FIELDS = _plain_fields(Workflow)
TASK_FIELDS = tuple(field for field in _plain_fields(Task) if field[0] != "spec")


def _changed_fields(item: Workflow | Task, names: tuple[tuple[str, Any], ...]) -> JsonMap:
    record: JsonMap = {}
    for name, default in names:
        value = getattr(item, name)
        if value != default:
            record[name] = value
    return record


def record_of(rt: Runtime, kind: str, key: str) -> Any:
    """The record of a thing, as JSON; None when it is gone."""
    if kind.startswith(DOCUMENT):
        return rt.documents.get(kind.removeprefix(DOCUMENT), key)
    return _READERS[kind](rt, key)


def _task_def(rt: Runtime, name: str) -> JsonMap | None:
    return rt.metadata.find_task(name)


def _workflow_def(rt: Runtime, key: str) -> JsonMap | None:
    version, _, name = key.partition("/")
    return rt.metadata.find_workflow(name, int(version))


def _handler(rt: Runtime, name: str) -> JsonMap | None:
    return rt.handlers.get(name)


def _schedule(rt: Runtime, name: str) -> JsonMap | None:
    found = rt.schedules.by_name.get(name)
    return None if found is None else {"schedule": found, "due_ms": rt.timers.due("schedule", name)}


def _schedule_run(rt: Runtime, key: str) -> JsonMap | None:
    return rt.schedules.runs.get(key)


def _setting(rt: Runtime, _key: str) -> bool:
    return rt.schedules.all_paused


def _plan(rt: Runtime, key: str) -> JsonMap | None:
    plan = rt.plans.get(key)
    return None if plan is None else plan.definition


def _workflow(rt: Runtime, workflow_id: str) -> JsonMap | None:
    workflow = rt.workflows.get(workflow_id)
    if workflow is None:
        return None
    due_ms = rt.timers.due("workflow", workflow_id)
    head: JsonMap = {"plan": workflow.plan.key, **({} if due_ms is None else {"due_ms": due_ms})}
    return head | _changed_fields(workflow, WORKFLOW_FIELDS)


def _task(rt: Runtime, task_id: str) -> JsonMap | None:
    task = rt.tasks.get(task_id)
    if task is None:
        return None
    record = _changed_fields(task, TASK_FIELDS)
    workflow = rt.workflows[task.workflow_id]
    if task.spec is not workflow.plan.spec(task.plain_reference):
        record["spec"] = task.spec
    if task.task_id in workflow.unprocessed:
        record["unprocessed"] = True
    return record if task.terminal else record | _what_it_waits_for(rt, task)


def _what_it_waits_for(rt: Runtime, task: Task) -> JsonMap:
    waits: JsonMap = {}
    timers = {what: due_ms for what in TASK_TIMERS if (due_ms := rt.timers.due(what, task.task_id)) is not None}
    if timers:
        waits["timers"] = timers
    place = rt.queues.place(task.task_id)
    if place is not None:
        waits["place"] = list(place)
    return waits


def _log(rt: Runtime, key: str) -> JsonMap | None:
    task_id, _, index = key.rpartition("/")
    lines = rt.logs.get(task_id, [])
    return lines[int(index)] if int(index) < len(lines) else None


def _rest(rt: Runtime, _key: str) -> JsonMap | None:
    """What a command has set in motion and was too much for one go."""
    published = [*(one for waiting in rt.waiting_events.values() for one in waiting), *rt.published]
    if not (rt.starts or published or rt.task_updates):
        return None
    return {
        "starts": [[name, version, asdict(start)] for name, version, start in rt.starts],
        "published": [list(one) for one in published],
        "task_updates": [list(one) for one in rt.task_updates],
    }


_READERS: dict[str, Reader] = {
    "task_def": _task_def,
    "workflow_def": _workflow_def,
    "handler": _handler,
    "schedule": _schedule,
    "schedule_run": _schedule_run,
    "setting": _setting,
    "plan": _plan,
    "workflow": _workflow,
    "task": _task,
    "log": _log,
    "rest": _rest,
}


def read_rest(rt: Runtime, record: JsonMap) -> None:
    """Have what a command has set in motion go on."""
    rt.starts.extend((name, version, Start(**start)) for name, version, start in record["starts"])
    rt.published.extend((event, message, payload) for event, message, payload in record["published"])
    rt.task_updates.extend((details, status) for details, status in record["task_updates"])
