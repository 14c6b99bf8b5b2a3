"""Test environments: what users' tests do, on the embedded server and on the real one."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from conductor import (
    ConfigurationError,
    TaskDef,
    TaskFailed,
    WorkflowDef,
    fork_join_task,
    simple_task,
    sub_workflow_task,
    switch_task,
    wait_task_duration,
    workflow,
)
from conductor.testing import ConductorEnvironment, Recording, TimeSkippingNeeded, WorkflowNotEndedError

TARGETS = ("local", "local-http", pytest.param("real", marks=pytest.mark.real_server))


@pytest.fixture(params=TARGETS)
def env(request: pytest.FixtureRequest) -> Iterator[ConductorEnvironment]:
    """An environment on each kind of server; on the real one its workers have a domain of their own."""
    if request.param == "real":
        url = request.getfixturevalue("real_server_url")
        made = ConductorEnvironment.connect(url, domain=f"d{uuid.uuid4().hex[:8]}")
    else:
        made = ConductorEnvironment.time_skipping(http=request.param == "local-http")
    with made as env:
        yield env


@pytest.fixture
def name() -> str:
    return f"env_{uuid.uuid4().hex[:10]}"


def order(name: str, *, express: str = "express") -> WorkflowDef:
    parcel = [simple_task(express, f"{name}_send", {"speed": "${workflow.input.speed}"})]
    # The retried task is not in the fork: there the JOIN of the real server may see the failure first, and fail.
    pay, stock, note = (simple_task(kind, f"{name}_{kind}", {}) for kind in ("pay", "stock", "note"))
    forked = fork_join_task("both", [[stock], [note]])
    definition = workflow(name, [pay, *forked, switch_task("speed", "${workflow.input.speed}", {"fast": parcel})])
    definition.output_parameters = {"receipt": "${pay.output.receipt}"}
    return definition


def test_mocks_play_the_workers(env: ConductorEnvironment, name: str) -> None:
    """A workflow with a fork, a retry and a decision runs on mocks, and the run says what happened."""
    env.register(TaskDef(name=f"{name}_pay", retry_count=2, retry_delay_seconds=1))
    env.mock_worker(f"{name}_stock", {"shelf": "B-7"})
    env.mock_worker(f"{name}_note")
    pay = env.mock_worker(f"{name}_pay", [TaskFailed("no answer"), {"receipt": 7}])
    send = env.mock_worker(f"{name}_send", lambda given: {"by": given["speed"]})
    run = env.execute(order(name), {"speed": "fast"})
    run.assert_completed()
    run.assert_output({"receipt": 7})
    run.assert_path("pay", "both", "stock", "note", "both_join_ref", "speed", "express")
    assert [call.attempt for call in pay.calls] == [0, 1]
    assert (send.inputs, run.task("express").output_data) == ([{"speed": "fast"}], {"by": "fast"})


def test_a_recorded_run_is_replayed(env: ConductorEnvironment, name: str, tmp_path: Path) -> None:
    """A recording gives the same path again, and shows where another definition leaves it."""
    for task in ("stock", "note", "pay", "send"):
        env.mock_worker(f"{name}_{task}", {"receipt": 7, "password": "correct horse"})
    path = env.record(env.execute(order(name), {"speed": "fast"}).workflow_id).save(tmp_path / "run.json")
    assert "correct horse" not in path.read_text()
    replay = env.replay(Recording.load(path))
    replay.assert_same_path()
    changed = env.replay(path, order(name, express="plane"))
    assert [line.split()[:2] for line in str(changed).splitlines() if line[2:3] in "+-"] == [
        ["-", "express"],
        ["+", "plane"],
    ]


def test_loops_and_children_are_replayed(env: ConductorEnvironment, name: str) -> None:
    """Each round of a loop, and what a sub-workflow gave, are part of a recording."""
    env.register(workflow(f"{name}_child", [simple_task("inner", f"{name}_inner", {})]))
    env.mock_worker(f"{name}_inner", {"n": 1})
    loop: dict[str, Any] = {
        "name": "loop",
        "taskReferenceName": "loop",
        "type": "DO_WHILE",
        "loopCondition": "$.loop['iteration'] < 3",
        "loopOver": [
            simple_task("step", f"{name}_inner", {}).to_dict(),
            sub_workflow_task("child", f"{name}_child", 1).to_dict(),
        ],
    }
    run = env.execute({"name": name, "version": 1, "tasks": [loop]})
    run.assert_completed()
    env.replay(env.record(run.workflow_id)).assert_same_path()


def test_a_workflow_that_waits_for_somebody(env: ConductorEnvironment, name: str) -> None:
    """What only somebody outside can go on with is given as it stands, children included."""
    hold = {"name": "hold", "taskReferenceName": "hold", "type": "WAIT"}
    env.register({"name": f"{name}_child", "version": 1, "tasks": [hold]})
    run = env.execute(workflow(name, [sub_workflow_task("child", f"{name}_child", 1)]))
    assert run.status == "RUNNING"
    child = run.task("child").sub_workflow_id
    assert child is not None
    env.executor.signal(child, "COMPLETED", {"yes": True})
    env.result(run.workflow_id).assert_completed()


def test_a_month_needs_a_clock_that_skips(env: ConductorEnvironment, name: str) -> None:
    """Where the clock skips a month passes at once; elsewhere the wait is named, and not waited for."""
    month = workflow(name, [wait_task_duration("pause", "30 days")])
    if env.skips_time:
        env.execute(month).assert_completed()
        return
    with pytest.raises(TimeSkippingNeeded, match=rf"{name} waits in pause until .*: this needs a clock that skips"):
        env.execute(month)
    with pytest.raises(TimeSkippingNeeded, match="sleep of 1 day"):
        env.sleep(timedelta(days=1))


def test_a_missing_worker_is_named(env: ConductorEnvironment, name: str) -> None:
    """When the time is up, the task that nobody takes is named."""
    with pytest.raises(WorkflowNotEndedError, match=f"no worker here takes '{name}_nobody'"):
        env.execute(workflow(name, [simple_task("x", f"{name}_nobody", {})]), timeout=timedelta(seconds=1))


def test_embedded_servers_are_not_connected_to() -> None:
    """An embedded server has makers of its own."""
    with pytest.raises(ConfigurationError, match="use ConductorEnvironment"):
        ConductorEnvironment.connect("local://")
