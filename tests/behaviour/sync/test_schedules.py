# Derived from tests/behaviour/async_/test_schedules.py by scripts/unasync.py; do not edit.
"""Schedules, event handlers and secrets."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from conductor import (
    OrkesClients,
    BadRequestError,
    ConfigurationError,
    NotFoundError,
    NotSupportedByServer,
    ServerError,
)

SMOKE = True

NEW_YEAR = "0 0 0 1 1 ?"


def schedule(name: str, **fields: Any) -> dict[str, Any]:
    """Give a schedule that fires at the turn of the year."""
    request = {"name": name, "version": 1}
    return {"name": name, "cronExpression": NEW_YEAR, "startWorkflowRequest": request, "paused": True, **fields}


def test_a_schedule_is_kept(clients: OrkesClients, name: str) -> None:
    """A stored schedule is read back, found by its workflow, and gone when deleted; times may be datetimes."""
    scheduler = clients.get_scheduler_client()
    end = datetime(2100, 1, 1, tzinfo=UTC)
    scheduler.save_schedule(schedule(name, scheduleEndTime=end))
    stored = scheduler.get_schedule(name)
    assert (stored.cron_expression, stored.schedule_end_time) == (NEW_YEAR, end.timestamp() * 1000)
    assert [found.name for found in scheduler.get_all_schedules(name)] == [name]
    assert name in {found.name for found in scheduler.get_all_schedules()}
    scheduler.delete_schedule(name)
    with pytest.raises(NotFoundError, match=name):
        scheduler.get_schedule(name)


def test_a_schedule_is_paused_and_resumed(clients: OrkesClients, name: str) -> None:
    """A paused schedule says why; what does not exist cannot be paused."""
    scheduler = clients.get_scheduler_client()
    scheduler.save_schedule(schedule(name, paused=False))
    scheduler.pause_schedule(name, "holidays")
    paused = scheduler.get_schedule(name)
    assert (paused.paused, paused.paused_reason) == (True, "holidays")
    scheduler.resume_schedule(name)
    assert not (scheduler.get_schedule(name)).paused
    scheduler.pause_schedules([name])
    assert (scheduler.get_schedule(name)).paused
    scheduler.resume_schedules([name])
    scheduler.delete_schedule(name)
    with pytest.raises(NotFoundError):
        scheduler.pause_schedule(name)


def test_the_next_times_of_an_expression(clients: OrkesClients) -> None:
    """They come as milliseconds or as datetimes, within the span asked for; a wrong expression is an error."""
    scheduler = clients.get_scheduler_client()
    start = datetime(2030, 5, 1, tzinfo=UTC)
    times = scheduler.get_next_few_schedules_dt("0 0 12 * * ?", start, start + timedelta(days=2))
    assert times[0] == start + timedelta(hours=12)
    in_ms = scheduler.get_next_few_schedules("0 0 12 * * ?", int(start.timestamp() * 1000))
    assert in_ms[0] == times[0].timestamp() * 1000
    with pytest.raises(ServerError, match="Invalid cron expression"):
        scheduler.get_next_few_schedules("whenever")


def test_a_time_without_a_zone_is_refused(clients: OrkesClients) -> None:
    """A naive datetime could mean two moments: the error says how to give a zone."""
    naive = datetime(2030, 1, 1)  # noqa: DTZ001 - the point of the test
    with pytest.raises(ConfigurationError, match=r"schedule_start_time: .* has no time zone"):
        clients.get_scheduler_client().get_next_few_schedules(NEW_YEAR, naive)


def test_executions_of_schedules_are_searched(clients: OrkesClients, name: str) -> None:
    """A schedule that never fired has none."""
    found = clients.get_scheduler_client().search(query=f"scheduleName IN ({name})")
    assert (found.total_hits, found.results) == (0, [])


def test_an_event_handler_is_kept(clients: OrkesClients, name: str) -> None:
    """A handler is found by its event, changed, switched off and removed."""
    events = clients.get_event_client()
    event = f"conductor:{name}:ref"
    action = {"action": "start_workflow", "start_workflow": {"name": name, "version": 1}}
    handler = {"name": name, "event": event, "actions": [action], "active": True}
    events.add_event_handlers([handler])
    [found] = events.get_event_handlers(event)
    assert (found.name, found.actions[0].action) == (name, "start_workflow")
    events.update_event_handler({**handler, "active": False})
    assert events.get_event_handlers(event) == []
    assert len(events.get_event_handlers(event, active_only=False)) == 1
    assert name in {one.name for one in events.get_all_event_handlers()}
    events.remove_event_handler(name)
    with pytest.raises(ServerError, match=name):
        events.remove_event_handler(name)


def test_an_event_handler_needs_an_action(clients: OrkesClients, name: str) -> None:
    """A handler that would do nothing is refused."""
    with pytest.raises(BadRequestError, match="action"):
        clients.get_event_client().add_event_handler({"name": name, "event": "conductor:a:b", "actions": []})


def test_secrets_of_the_environment_can_be_read_only(clients: OrkesClients, name: str) -> None:
    """Conductor OSS knows secrets from its environment; it says so when asked to store one."""
    secrets = clients.get_secret_client()
    assert isinstance(secrets.list_all_secret_names(), list)
    assert secrets.list_secrets_that_user_can_grant_access_to() == secrets.list_all_secret_names()
    assert not secrets.secret_exists(name)
    with pytest.raises(NotFoundError):
        secrets.get_secret(name)
    with pytest.raises(NotSupportedByServer, match="env-backed secrets are read-only"):
        secrets.put_secret(name, "hush")
