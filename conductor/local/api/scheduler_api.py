"""/api/scheduler: schedules and what they started."""

from __future__ import annotations

from conductor.local.engine import cron, scheduler
from conductor.local.engine.errors import EngineError
from conductor.local.engine.query import like
from conductor.local.engine.schedule_query import find_runs
from conductor.local.engine.schema import list_of, text
from conductor.local.engine.shapes import SCHEDULE
from conductor.local.engine.values import JsonMap

from .http import EMPTY, Answer, Call, as_json, bulk_reply, invalid, page_of
from .routes import Router

_FEW = 5
_NAMES = list_of(text, "java.lang.String")
_RESOURCE = "io.orkes.conductor.scheduler.rest.SchedulerResource"
_MODEL = "io.orkes.conductor.scheduler.model.WorkflowSchedule"
_SAVE = f"public {_MODEL} {_RESOURCE}.createOrUpdateSchedule({_MODEL})"
_DONE: JsonMap = {"status": "done"}


def save(call: Call) -> Answer:
    """Store a schedule."""
    return as_json(scheduler.save(call.rt, call.body(SCHEDULE, _SAVE)))


def get_one(call: Call) -> Answer:
    """One schedule."""
    return as_json(scheduler.get(call.rt, call.variable("name")))


def get_all(call: Call) -> Answer:
    """All schedules, or those of one workflow."""
    return as_json(_of_workflow(call, call.text("workflowName")))


def _of_workflow(call: Call, name: str | None) -> list[JsonMap]:
    found = call.rt.schedules.by_name.values()
    return [schedule for schedule in found if not name or schedule["startWorkflowRequest"]["name"] == name]


def search(call: Call) -> Answer:
    """Schedules by workflow, name and state, page by page."""
    pattern = like(f"%{call.text('scheduleName') or ''}%")
    paused = call.flag("paused", java_type="java.lang.Boolean") if call.text("paused") else None
    found = [
        schedule
        for schedule in _of_workflow(call, call.text("workflowName"))
        if pattern(schedule["name"]) and paused in {None, schedule["paused"]}
    ]
    return _page(call, sorted(found, key=lambda schedule: schedule["name"]))


def _page(call: Call, found: list[JsonMap]) -> Answer:
    return as_json({"totalHits": len(found), "results": page_of(call, found)})


def delete(call: Call) -> Answer:
    """Remove a schedule."""
    scheduler.delete(call.rt, call.variable("name"))
    return EMPTY


def pause(call: Call) -> Answer:
    """Pause a schedule."""
    scheduler.pause(call.rt, call.variable("name"), call.text("reason"))
    return EMPTY


def resume(call: Call) -> Answer:
    """Resume a schedule."""
    scheduler.resume(call.rt, call.variable("name"))
    return EMPTY


def pause_many(call: Call) -> Answer:
    """Pause several schedules."""
    return _many(call, "pauseSchedules", pausing=True)


def resume_many(call: Call) -> Answer:
    """Resume several schedules."""
    return _many(call, "resumeSchedules", pausing=False)


def _many(call: Call, method: str, *, pausing: bool) -> Answer:
    names = call.body(_NAMES, method)
    if not names:
        raise invalid(f"{method}.arg0", "Schedule names list cannot be null.")
    errors: dict[str | None, str] = {}
    done: list[str] = []
    for name in names:
        try:
            if pausing:
                scheduler.pause(call.rt, name)
            else:
                scheduler.resume(call.rt, name)
            done.append(name)
        except EngineError as error:
            errors[name] = error.message
    return bulk_reply(errors, done)


def search_executions(call: Call) -> Answer:
    """What schedules started, newest first."""
    sort = [part.strip() for part in (call.text("sort") or "").split(",") if part.strip()]
    return _page(call, find_runs(call.rt.schedules.records, call.text("query") or "", sort))


def next_few(call: Call) -> Answer:
    """The next few times of a cron expression."""
    expression = call.text("cronExpression")
    if expression is None:
        raise EngineError("Required request parameter 'cronExpression' for method parameter type String is not present")
    try:
        cron.parse(expression)
    except cron.CronError:
        raise EngineError("Invalid cron expression") from None
    limits = {name: call.optional_number(name, "java.lang.Long") for name in ("scheduleStartTime", "scheduleEndTime")}
    times: list[int] = []
    for _ in range(min(call.number("limit", _FEW), _FEW)):
        last_ms = times[-1] if times else call.rt.now_ms
        found_ms = scheduler.next_ms(limits, {"cronExpression": expression, "zoneId": "UTC"}, last_ms)
        times += [] if found_ms is None else [found_ms]
    return as_json(times)


def pause_all(call: Call) -> Answer:
    """Have no schedule start anything."""
    call.rt.schedules.all_paused = True
    call.rt.changes.note("setting", "schedules")
    return as_json(_DONE)


def resume_all(call: Call) -> Answer:
    """Undo pause_all."""
    call.rt.schedules.all_paused = False
    call.rt.changes.note("setting", "schedules")
    return as_json(_DONE)


def requeue(_call: Call) -> Answer:
    """There is never anything to requeue."""
    return as_json({"sampleIds": [], "recordIds.size": 0})


def add_routes(router: Router) -> None:
    """Serve /api/scheduler."""
    base = "/api/scheduler"
    router.add("POST", base + "/schedules", save)
    router.add("GET", base + "/schedules", get_all)
    router.add("GET", base + "/schedules/search", search)
    router.add("GET", base + "/schedules/{name}", get_one)
    router.add("DELETE", base + "/schedules/{name}", delete)
    router.add("PUT", base + "/schedules/{name}/pause", pause)
    router.add("PUT", base + "/schedules/{name}/resume", resume)
    router.add("PUT", base + "/bulk/pause", pause_many)
    router.add("PUT", base + "/bulk/resume", resume_many)
    router.add("GET", base + "/search/executions", search_executions)
    router.add("GET", base + "/nextFewSchedules", next_few)
    router.add("GET", base + "/admin/pause", pause_all)
    router.add("GET", base + "/admin/resume", resume_all)
    router.add("GET", base + "/admin/requeue", requeue)
