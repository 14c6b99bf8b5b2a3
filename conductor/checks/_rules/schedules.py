"""Schedules: what the server refuses, and what never fires."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from zoneinfo import available_timezones

from conductor.checks._json import Json, as_list, as_map
from conductor.checks._known import did_you_mean
from conductor.checks._registry import Problem, Problems, schedule_rule
from conductor.checks._text import cron

_OFFSET = re.compile(r"Z|(?:UTC|GMT|UT)?[+-]\d{1,2}(?::?\d\d){0,2}", re.ASCII)


def _crons(schedule: Json) -> Iterator[tuple[str, Any]]:
    entries = as_list(schedule.get("cronSchedules"))
    if not entries or schedule.get("cronExpression"):
        yield "cronExpression", schedule.get("cronExpression")
    for index, entry in enumerate(entries):
        yield f"cronSchedules[{index}].cronExpression", as_map(entry).get("cronExpression")


@schedule_rule("E50", "schedule without a name", "give it a name")
def schedule_name(schedule: Json) -> Problems:
    """A schedule needs a name."""
    if schedule.get("name") is None:
        yield Problem("name", "the schedule has no name")


@schedule_rule("E51", "schedule that starts nothing", "set startWorkflowRequest with the name of a workflow")
def schedule_request(schedule: Json) -> Problems:
    """A schedule needs a workflow to start."""
    if as_map(schedule.get("startWorkflowRequest")).get("name") is None:
        yield Problem("startWorkflowRequest", "the schedule names no workflow")


@schedule_rule(
    "E52", "schedule in an unknown time zone", "name a zone such as 'Europe/Paris' or 'UTC', or leave it out"
)
def schedule_zone(schedule: Json) -> Problems:
    """A zone is a name of the tz database or an offset; where Python has no such database, names are not judged."""
    zone = schedule.get("zoneId")
    names = available_timezones()
    if isinstance(zone, str) and names and zone not in names and not _OFFSET.fullmatch(zone):
        yield Problem("zoneId", f"there is no time zone {zone!r}", did_you_mean(zone, names))


@schedule_rule("W80", "cron expression that never fires", cron.HELP)
def unreadable_cron(schedule: Json) -> Problems:
    """The server takes any text; one that it cannot read never fires."""
    for where, expression in _crons(schedule):
        if not expression:
            yield Problem(where, "there is no cron expression: the schedule never fires")
        elif isinstance(expression, str) and (problem := cron.problem_of(expression)):
            yield Problem(where, f"{expression!r} never fires: {problem.removeprefix('it never fires: ')}")


@schedule_rule("W81", "schedule that ends before it begins", "set scheduleEndTime after scheduleStartTime")
def empty_period(schedule: Json) -> Problems:
    """A schedule needs time to fire in."""
    start_ms, end_ms = schedule.get("scheduleStartTime"), schedule.get("scheduleEndTime")
    if start_ms and end_ms and end_ms <= start_ms:
        yield Problem("scheduleEndTime", "it is not after scheduleStartTime: the schedule never fires")


@schedule_rule("W82", "schedule with an empty name", "give it a name: without one it cannot be read or removed")
def empty_name(schedule: Json) -> Problems:
    """A schedule with an empty name is out of reach of the API."""
    if schedule.get("name") == "":
        yield Problem("name", "the name is empty")
