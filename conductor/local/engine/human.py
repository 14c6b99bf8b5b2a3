"""Human tasks as only Orkes has them: whom they are assigned to, for how long, and who has claimed them."""

from __future__ import annotations

from .errors import BadRequestError
from .model import Start, Task, Workflow
from .runtime import HUMAN_TASKS, Runtime, close_task
from .values import JsonMap, as_list, copy_json, java_text, map_or_empty

DEFINITION = "__humanTaskDefinition"
USER_TYPES = frozenset({"CONDUCTOR_USER", "EXTERNAL_USER"})
_MINUTE_MS = 60_000
_STATES = {"COMPLETED": "COMPLETED", "COMPLETED_WITH_ERRORS": "COMPLETED", "TIMED_OUT": "TIMED_OUT"}


def definition_of(task: Task) -> JsonMap:
    """What the workflow says about the task: assignments, form, display name."""
    return map_or_empty(task.input.get(DEFINITION))


def record_of(rt: Runtime, task: Task) -> JsonMap:
    """What became of the assignments of a task so far."""
    found: JsonMap = rt.documents.get(HUMAN_TASKS, task.task_id) or {
        "assignments": as_list(definition_of(task).get("assignments")) or [],
        "level": 0,
        "assignedOn": task.scheduled_ms,
        "updatedOn": task.scheduled_ms,
    }
    return found


def assignee_of(record: JsonMap) -> JsonMap | None:
    """Whom the task is assigned to now."""
    assignment = _assignment(record)
    return map_or_empty(assignment.get("assignee")) or None


def _assignment(record: JsonMap) -> JsonMap:
    assignments, level = record["assignments"], record["level"]
    return map_or_empty(assignments[level]) if level < len(assignments) else {}


def state_of(task: Task, record: JsonMap) -> str:
    """The state of a human task in the words of Orkes."""
    if task.terminal:
        return _STATES.get(task.status, "DELETED")
    if record.get("claimant"):
        return "IN_PROGRESS"
    return "ASSIGNED" if assignee_of(record) else "PENDING"


def _store(rt: Runtime, task: Task, record: JsonMap) -> None:
    """Keep a record, and be woken when the time of its assignee is over; who has claimed the task may take his."""
    former: JsonMap | None = rt.documents.get(HUMAN_TASKS, task.task_id)
    rt.documents.put(HUMAN_TASKS, task.task_id, {**record, "updatedOn": rt.now_ms})
    rt.note(task)
    for trigger in _triggers(task, former, record):
        trigger_workflows(rt, task, trigger)
    minutes = _assignment(record).get("slaMinutes")
    if isinstance(minutes, int) and minutes > 0 and not record.get("claimant"):
        rt.timers.set("human", task.task_id, max(record["assignedOn"] + minutes * _MINUTE_MS, rt.now_ms))
    else:
        rt.timers.cancel("human", task.task_id)


def _triggers(task: Task, former: JsonMap | None, record: JsonMap) -> list[str]:
    state = state_of(task, record)
    if former is None:
        return [state]
    found = ["ASSIGNEE_CHANGED"] if assignee_of(former) != assignee_of(record) else []
    if former.get("claimant") != record.get("claimant"):
        found.append("CLAIMANT_CHANGED")
    return [*found, state] if state_of(task, former) != state else found


def trigger_workflows(rt: Runtime, task: Task, trigger: str) -> None:
    """Start what the task wants started when this happens to it."""
    for item in as_list(definition_of(task).get("taskTriggers")) or []:
        request = map_or_empty(map_or_empty(item).get("startWorkflowRequest"))
        if map_or_empty(item).get("triggerType") == trigger and request.get("name"):
            start = Start(
                inputs=copy_json(map_or_empty(request.get("input"))),
                correlation_id=request.get("correlationId") or task.correlation_id,
            )
            rt.starts.append((java_text(request["name"]), request.get("version"), start))


def due(rt: Runtime, workflow: Workflow, task: Task) -> bool:
    """List a new task, or pass it on as its assignee did not claim it in time; True when that has ended it."""
    if rt.documents.get(HUMAN_TASKS, task.task_id) is None:
        _store(rt, task, record_of(rt, task))
        return False
    return pass_on(rt, workflow, task, record_of(rt, task), "was not claimed in time")


def pass_on(rt: Runtime, workflow: Workflow, task: Task, record: JsonMap, why: str) -> bool:
    """Assign a task to whoever comes next; True when nobody does, and that has ended it."""
    level = record["level"] + 1
    strategy = definition_of(task).get("assignmentCompletionStrategy")
    if level >= len(record["assignments"]) and strategy == "TERMINATE":
        close_task(rt, workflow, task, "TIMED_OUT", f"Human task {task.reference} {why}")
        trigger_workflows(rt, task, "TIMED_OUT")
        return True
    _store(rt, task, {**record, "level": level, "assignedOn": rt.now_ms})
    return False


def skip(rt: Runtime, workflow: Workflow, task: Task, reason: str | None) -> bool:
    """Pass a task on before its time is over; True when that has ended it."""
    record = _unclaimed(rt, task)
    if assignee_of(record) is None:
        raise BadRequestError(f"Human task {task.task_id} is assigned to nobody: there is nothing to skip")
    return pass_on(rt, workflow, task, record, f"was skipped: {reason}" if reason else "was skipped")


def reassign(rt: Runtime, task: Task, assignments: list[JsonMap], by: str) -> None:
    """Assign a task that nobody has claimed to others, one after another."""
    record = _unclaimed(rt, task)
    changes: JsonMap = {"assignments": assignments, "level": 0, "assignedOn": rt.now_ms, "updatedBy": by}
    _store(rt, task, {**record, **changes})


def claim(rt: Runtime, task: Task, claimant: JsonMap, by: str) -> None:
    """Note who works on a task."""
    _store(rt, task, {**_unclaimed(rt, task), "claimant": claimant, "updatedBy": by})


def release(rt: Runtime, task: Task, by: str) -> None:
    """Give a claimed task back to its assignee."""
    record = _open(rt, task)
    if not record.get("claimant"):
        raise BadRequestError(f"Human task {task.task_id} cannot be released: it is {state_of(task, record)}")
    _store(rt, task, {**record, "claimant": None, "updatedBy": by})


def strike(rt: Runtime, task: Task) -> None:
    """Strike a task off the list of human tasks; its workflow goes on waiting for it."""
    rt.documents.put(HUMAN_TASKS, task.task_id, {**record_of(rt, task), "deleted": True})
    rt.note(task)
    rt.timers.cancel("human", task.task_id)


def touch(rt: Runtime, task: Task, by: str) -> None:
    """Note who changed the output of a task; BadRequestError when it has ended."""
    _store(rt, task, {**_open(rt, task), "updatedBy": by})


def _open(rt: Runtime, task: Task) -> JsonMap:
    record = record_of(rt, task)
    if task.terminal:
        raise BadRequestError(f"Human task {task.task_id} has ended: it is {state_of(task, record)}")
    return record


def _unclaimed(rt: Runtime, task: Task) -> JsonMap:
    record = _open(rt, task)
    if record.get("claimant"):
        raise BadRequestError(f"Human task {task.task_id} is claimed by {record['claimant']['user']} already")
    return record
