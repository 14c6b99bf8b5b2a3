from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from conductor import AsyncTaskClient, AsyncTaskManager, ConductorWorker, TaskDef, simple_task, workflow
from conductor.testing import AsyncConductorEnvironment

WAIT = {"name": "pause", "taskReferenceName": "pause", "type": "WAIT", "inputParameters": {"duration": "30 days"}}


async def test_an_async_test_awaits_a_month() -> None:
    """In an async test waits are awaited, and a month passes at once."""
    async with AsyncConductorEnvironment.time_skipping(start=datetime(2030, 1, 1, tzinfo=UTC)) as env:
        sent = env.mock_worker("send", {"ok": True})
        await env.register({"name": "later", "version": 1, "tasks": [WAIT, simple_task("x", "send", {}).to_dict()]})
        run = await env.execute("later", {"to": "ada"})
        assert (run.output, len(sent.calls)) == ({"ok": True}, 1)
        assert env.now == datetime(2030, 1, 31, tzinfo=UTC)
        assert env.runs == [run.workflow_id]


@pytest.mark.slow
async def test_async_workers_of_the_test_hold_the_clock() -> None:
    """Workers of an AsyncTaskManager on the loop of the test are waited for; a task that the test polls is not."""

    async def work(_task: object) -> dict[str, Any]:
        return {"done": True}

    async with AsyncConductorEnvironment.time_skipping() as env:
        await env.register(TaskDef(name="work", retry_count=1, retry_delay_seconds=5, response_timeout_seconds=60))
        workflow_id = await env.start(workflow("polled", [simple_task("x", "work", {})]))
        assert await AsyncTaskClient(env.client).poll_task("work") is not None
        await env.sleep(timedelta(minutes=2))
        async with AsyncTaskManager(env.client, [ConductorWorker("work", work)]):
            run = await env.result(workflow_id)
        assert [task.status for task in run.tries("x")] == ["TIMED_OUT", "COMPLETED"]


async def test_recording_and_replay_are_awaited(tmp_path: Path) -> None:
    """An async environment records and replays as the other one does."""
    async with AsyncConductorEnvironment.local(http=True) as env:
        env.mock_worker("send", {"ok": True})
        run = await env.execute(workflow("short", [simple_task("x", "send", {})]))
        path = (await env.record(run.workflow_id)).save(tmp_path / "short.json")
        (await env.replay(path)).assert_same()
        await env.remove_worker("send")
        assert (await env.run(run.workflow_id)).completed
        assert "wall clock" in repr(env)
        with env.without_skipping():
            assert not env.skips_time
