# Async source: scripts/unasync.py derives tests/behaviour/sync/test_schedules.py from it, line by line.
"""Schedules, event handlers and secrets."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from conductor import (
    AsyncOrkesClients,
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


async def test_a_schedule_is_kept(clients: AsyncOrkesClients, name: str) -> None:
    """A stored schedule is read back, found by its workflow, and gone when deleted; times may be datetimes."""
    scheduler = clients.get_scheduler_client()
    end = datetime(2100, 1, 1, tzinfo=UTC)
    await scheduler.save_schedule(schedule(name, scheduleEndTime=end))
    stored = await scheduler.get_schedule(name)
    assert (stored.cron_expression, stored.schedule_end_time) == (NEW_YEAR, end.timestamp() * 1000)
    assert [found.name for found in await scheduler.get_all_schedules(name)] == [name]
    assert name in {found.name for found in await scheduler.get_all_schedules()}
    await scheduler.delete_schedule(name)
    with pytest.raises(NotFoundError, match=name):
        await scheduler.get_schedule(name)


async def test_a_schedule_is_paused_and_resumed(clients: AsyncOrkesClients, name: str) -> None:
    """A paused schedule says why; what does not exist cannot be paused."""
    scheduler = clients.get_scheduler_client()
    await scheduler.save_schedule(schedule(name, paused=False))
    await scheduler.pause_schedule(name, "holidays")
    paused = await scheduler.get_schedule(name)
    assert (paused.paused, paused.paused_reason) == (True, "holidays")
    await scheduler.resume_schedule(name)
    assert not (await scheduler.get_schedule(name)).paused
    await scheduler.pause_schedules([name])
    assert (await scheduler.get_schedule(name)).paused
    await scheduler.resume_schedules([name])
    await scheduler.delete_schedule(name)
    with pytest.raises(NotFoundError):
        await scheduler.pause_schedule(name)


async def test_the_next_times_of_an_expression(clients: AsyncOrkesClients) -> None:
    """They come as milliseconds or as datetimes, within the span asked for; a wrong expression is an error."""
    scheduler = clients.get_scheduler_client()
    start = datetime(2030, 5, 1, tzinfo=UTC)
    times = await scheduler.get_next_few_schedules_dt("0 0 12 * * ?", start, start + timedelta(days=2))
    assert times[0] == start + timedelta(hours=12)
    in_ms = await scheduler.get_next_few_schedules("0 0 12 * * ?", int(start.timestamp() * 1000))
    assert in_ms[0] == times[0].timestamp() * 1000
    with pytest.raises(ServerError, match="Invalid cron expression"):
        await scheduler.get_next_few_schedules("whenever")


async def test_a_time_without_a_zone_is_refused(clients: AsyncOrkesClients) -> None:
    """A naive datetime could mean two moments: the error says how to give a zone."""
    naive = datetime(2030, 1, 1)  # noqa: DTZ001 - the point of the test
    with pytest.raises(ConfigurationError, match=r"schedule_start_time: .* has no time zone"):
        await clients.get_scheduler_client().get_next_few_schedules(NEW_YEAR, naive)


async def test_executions_of_schedules_are_searched(clients: AsyncOrkesClients, name: str) -> None:
    """A schedule that never fired has none."""
    found = await clients.get_scheduler_client().search(query=f"scheduleName IN ({name})")
    assert (found.total_hits, found.results) == (0, [])


async def test_an_event_handler_is_kept(clients: AsyncOrkesClients, name: str) -> None:
    """A handler is found by its event, changed, switched off and removed."""
    events = clients.get_event_client()
    event = f"conductor:{name}:ref"
    action = {"action": "start_workflow", "start_workflow": {"name": name, "version": 1}}
    handler = {"name": name, "event": event, "actions": [action], "active": True}
    await events.add_event_handlers([handler])
    [found] = await events.get_event_handlers(event)
    assert (found.name, found.actions[0].action) == (name, "start_workflow")
    await events.update_event_handler({**handler, "active": False})
    assert await events.get_event_handlers(event) == []
    assert len(await events.get_event_handlers(event, active_only=False)) == 1
    assert name in {one.name for one in await events.get_all_event_handlers()}
    await events.remove_event_handler(name)
    with pytest.raises(ServerError, match=name):
        await events.remove_event_handler(name)


async def test_an_event_handler_needs_an_action(clients: AsyncOrkesClients, name: str) -> None:
    """A handler that would do nothing is refused."""
    with pytest.raises(BadRequestError, match="action"):
        await clients.get_event_client().add_event_handler({"name": name, "event": "conductor:a:b", "actions": []})


async def test_secrets_of_the_environment_can_be_read_only(clients: AsyncOrkesClients, name: str) -> None:
    """Conductor OSS knows secrets from its environment; it says so when asked to store one."""
    secrets = clients.get_secret_client()
    assert isinstance(await secrets.list_all_secret_names(), list)
    assert await secrets.list_secrets_that_user_can_grant_access_to() == await secrets.list_all_secret_names()
    assert not await secrets.secret_exists(name)
    with pytest.raises(NotFoundError):
        await secrets.get_secret(name)
    with pytest.raises(NotSupportedByServer, match="env-backed secrets are read-only"):
        await secrets.put_secret(name, "hush")
