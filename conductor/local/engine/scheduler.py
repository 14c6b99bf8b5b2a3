"""Schedules: executions started by the clock."""

from __future__ import annotations

from datetime import UTC, datetime

from . import cron
from .errors import EngineError, NotFoundError
from .model import Start
from .runtime import Runtime
from .starting import start, start_by_name
from .values import JsonMap, copy_json, map_or_empty
from .zones import zone_of

_NULL_CRON = 'Cannot invoke "io.orkes.conductor.scheduler.model.CronSchedule.getCronExpression()" because "cs" is null'
_EARLY_MS = 500
_NOT_NULL = (
    "PreparedStatementCallback; uncategorized SQLException for SQL [INSERT OR REPLACE INTO scheduler "
    "(scheduler_name, workflow_name, json_data, next_run_time) VALUES (?, ?, ?, ?)]; SQL state [null]; "
    "error code [19]; [SQLITE_CONSTRAINT_NOTNULL] A NOT NULL constraint failed "
)


def save(rt: Runtime, schedule: JsonMap) -> JsonMap:
    """Store a schedule, in place of a former one of the name; gives what is stored."""
    if not schedule["cronSchedules"]:
        zone_of(schedule["zoneId"])
    if None in schedule["cronSchedules"]:
        raise EngineError(_NULL_CRON)
    if schedule.get("name") is None:
        raise EngineError(_not_null("scheduler_name"))
    if map_or_empty(schedule.get("startWorkflowRequest")).get("name") is None:
        raise EngineError(_not_null("workflow_name"))
    former = rt.schedules.by_name.get(schedule["name"])
    created_ms = former["createTime"] if former else rt.now_ms
    stored: JsonMap = {**schedule, "createTime": created_ms, "updatedTime": rt.now_ms, "createdBy": "", "updatedBy": ""}
    rt.schedules.by_name[stored["name"]] = stored
    _plan(rt, stored)
    return stored


def _not_null(column: str) -> str:
    return _NOT_NULL + f"(NOT NULL constraint failed: scheduler.{column})"


def get(rt: Runtime, name: str) -> JsonMap:
    """The schedule with a name; NotFoundError when there is none."""
    found = rt.schedules.by_name.get(name)
    if found is None:
        raise NotFoundError(f"Schedule '{name}' not found")
    return found


def delete(rt: Runtime, name: str) -> None:
    """Remove a schedule, if there is one."""
    rt.schedules.by_name.pop(name, None)
    rt.timers.cancel("schedule", name)
    rt.changes.note("schedule", name)


def pause(rt: Runtime, name: str, reason: str | None = None) -> None:
    """Stop a schedule from starting anything."""
    schedule = get(rt, name)
    schedule |= {"paused": True, "updatedTime": rt.now_ms}
    schedule.pop("pausedReason", None)
    if reason:
        schedule["pausedReason"] = reason
    rt.timers.cancel("schedule", name)
    rt.changes.note("schedule", name)


def resume(rt: Runtime, name: str) -> None:
    """Have a paused schedule go on; NotFoundError for one that is not paused."""
    schedule = get(rt, name)
    if not schedule["paused"]:
        raise NotFoundError(f"Schedule '{name}' not found")
    schedule |= {"paused": False, "updatedTime": rt.now_ms}
    schedule.pop("pausedReason", None)
    _plan(rt, schedule)


def _plan(rt: Runtime, schedule: JsonMap) -> None:
    rt.timers.cancel("schedule", schedule["name"])
    rt.changes.note("schedule", schedule["name"])
    if schedule["paused"]:
        return
    due_ms = next_due_ms(schedule, rt.now_ms)
    if due_ms is not None:
        rt.timers.set("schedule", schedule["name"], due_ms)


def next_due_ms(schedule: JsonMap, after_ms: int) -> int | None:
    """When a schedule fires next (epoch milliseconds); None when never or its crons cannot be read."""
    times = [next_ms(schedule, cron_schedule, after_ms) for cron_schedule in cron_schedules(schedule)]
    return min((time_ms for time_ms in times if time_ms is not None), default=None)


def cron_schedules(schedule: JsonMap) -> list[JsonMap]:
    """The cron expressions of a schedule, each with its zone: those of its list, or else its own."""
    own = {"cronExpression": schedule.get("cronExpression") or "", "zoneId": schedule["zoneId"]}
    return schedule["cronSchedules"] or [own]


def next_ms(limits: JsonMap, cron_schedule: JsonMap, after_ms: int) -> int | None:
    """When a cron expression is due next, within the start and end of its schedule (epoch milliseconds)."""
    expression, zone_id = cron_schedule.get("cronExpression") or "", cron_schedule["zoneId"]
    begin_ms = (limits.get("scheduleStartTime") or 0) - _EARLY_MS
    found = next_times_ms(expression, zone_id, max(after_ms, begin_ms), 1)
    if not found:
        return None
    end_ms = limits.get("scheduleEndTime")
    # The server looks at the end only once the start is past.
    return None if end_ms is not None and after_ms >= begin_ms and found[0] > end_ms else found[0]


def next_times_ms(expression: str, zone_id: str, after_ms: int, count: int) -> list[int]:
    """The next times of an expression (epoch milliseconds); [] when it or the zone cannot be read."""
    try:
        parsed, zone = cron.parse(expression), zone_of(zone_id)
    except (cron.CronError, EngineError):
        return []
    moment = datetime.fromtimestamp(after_ms / 1000, tz=UTC).astimezone(zone)
    times: list[int] = []
    while len(times) < count:
        found = parsed.next_after(moment)
        if found is None:
            break
        times.append(int(found.timestamp() * 1000))
        moment = found
    return times


def fire(rt: Runtime, name: str, due_ms: int) -> None:
    """Start what a schedule asks for, and set its next time."""
    schedule = rt.schedules.by_name.get(name)
    if schedule is None or schedule["paused"]:
        return
    due = [one for one in cron_schedules(schedule) if next_ms(schedule, one, due_ms - 1) == due_ms]
    for cron_schedule in () if rt.schedules.all_paused else due:
        _start(rt, schedule, cron_schedule, due_ms)
    _plan(rt, schedule)


def _start(rt: Runtime, schedule: JsonMap, cron_schedule: JsonMap, due_ms: int) -> None:
    request: JsonMap = schedule["startWorkflowRequest"]
    record: JsonMap = {
        "executionId": rt.new_id(),
        "scheduleName": schedule["name"],
        "scheduledTime": due_ms,
        "executionTime": rt.now_ms,
        "workflowName": request["name"],
        "startWorkflowRequest": request,
        "zoneId": cron_schedule["zoneId"],
    }
    inputs = {
        **copy_json(request["input"]),
        "_executedTime": rt.now_ms,
        "_executionId": record["executionId"],
        "_scheduledTime": due_ms,
        "_schedulerCron": f"{cron_schedule['cronExpression']} {cron_schedule['zoneId']}",
        "_startedByScheduler": schedule["name"],
    }
    try:
        record["workflowId"] = _run(rt, request, inputs)
        record["state"] = "EXECUTED"
    except EngineError as error:
        record |= {"state": "FAILED", "reason": error.message}
    rt.schedules.add(record)
    rt.changes.note("schedule_run", record["executionId"])
    for dropped in rt.schedules.drop_oldest():
        rt.changes.note("schedule_run", dropped["executionId"])


def _run(rt: Runtime, request: JsonMap, inputs: JsonMap) -> str:
    begin = Start(
        inputs=inputs,
        correlation_id=request.get("correlationId"),
        priority=request["priority"],
        task_to_domain=request["taskToDomain"],
        created_by=request.get("createdBy"),
    )
    inner = request.get("workflowDef")
    if inner is not None:
        return start(rt, rt.metadata.bind(inner), begin).workflow_id
    return start_by_name(rt, request["name"], request.get("version"), begin).workflow_id


def restore(rt: Runtime, name: str, record: JsonMap) -> None:
    """Put a kept schedule back; one that was due meanwhile starts once, now."""
    rt.schedules.by_name[name] = record["schedule"]
    if record["due_ms"] is not None:
        rt.timers.set("schedule", name, record["due_ms"])
