from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from conductor import (
    ConfigurationError,
    http_task,
    inline_task,
    simple_task,
    sub_workflow_task,
    switch_task,
    wait_task_duration,
    workflow,
)
from conductor.models import Workflow
from conductor.testing import ConductorEnvironment, Recording


def order(*, limit: int = 100, check: str = "fraud_check") -> Any:
    fetch = simple_task("fetch", "fetch_order", {"id": "${workflow.input.id}"})
    big = inline_task("big", f"$.amount > {limit}", "javascript")
    big.input_parameters["amount"] = "${fetch.output.amount}"
    route = switch_task("route", "${big.output.result}", {"true": [simple_task(check, check, {})]})
    definition = workflow("order", [fetch, big, route, simple_task("pay", "pay", {})])
    definition.output_parameters = {"receipt": "${pay.output.receipt}"}
    return definition


@pytest.fixture
def recording(env: ConductorEnvironment) -> Recording:
    env.mock_worker("fetch_order", {"amount": 250})
    env.mock_worker("fraud_check", {"ok": True})
    env.mock_worker("pay", {"receipt": 7})
    run = env.execute(order(), {"id": "o-1"})
    run.assert_path("fetch", "big", "route", "fraud_check", "pay")
    for name in ("fetch_order", "fraud_check", "pay"):
        env.remove_worker(name)
    return env.record(run.workflow_id)


def test_a_recording_replays_without_workers(env: ConductorEnvironment, recording: Recording, tmp_path: Path) -> None:
    """What was recorded plays the workers: the same definition gives the same path, state and output."""
    replay = env.replay(recording.save(tmp_path / "order.json"))
    replay.assert_same()
    replay.assert_same_path()
    assert str(replay).startswith(f"replay of order {recording.run.workflow_id}: the same path")
    assert env.executor.search(workflow_type="order").total_hits == 1


def test_a_definition_that_takes_another_path_is_shown(env: ConductorEnvironment, recording: Recording) -> None:
    """A change of the definition that skips a task is shown, and the assertion fails with that text."""
    replay = env.replay(recording, order(limit=1000))
    assert (replay.same_path, replay.same_output) == (False, True)
    lines = str(replay).splitlines()
    assert lines[0].endswith("another path (- recorded, + now, ~ ended otherwise)")
    assert [line.split() for line in lines[1:]] == [
        ["fetch", "COMPLETED"],
        ["big", "COMPLETED"],
        ["route", "COMPLETED"],
        ["-", "fraud_check", "COMPLETED"],
        ["pay", "COMPLETED"],
    ]
    with pytest.raises(AssertionError, match="- fraud_check"):
        replay.assert_same_path()
    with pytest.raises(AssertionError, match="- fraud_check"):
        replay.assert_same()


def test_a_task_that_was_not_recorded_stops_the_replay(env: ConductorEnvironment, recording: Recording) -> None:
    """A new task has no output: the replay stops there and says so; with an output of the test's it goes on."""
    stopped = env.replay(recording, order(check="risk"))
    assert "  + risk         SCHEDULED  (the recording has no output for it)" in str(stopped).splitlines()
    assert "  state   COMPLETED -> RUNNING" in str(stopped).splitlines()
    assert env.replay(recording, order(check="risk"), outputs={"risk": {"ok": True}}).same_output


def test_a_task_that_ends_otherwise_is_shown(env: ConductorEnvironment, recording: Recording) -> None:
    """A failure that was recorded fails again, with its definition in another state."""
    env.mock_worker("pay", error="card refused")
    definition = workflow("paid", [simple_task("pay", "pay", {})])
    failed = env.record(env.execute(definition).workflow_id)
    env.replay(failed).assert_same()
    changed = env.replay(failed, outputs={"pay": {"receipt": 8}})
    assert "  ~ pay  FAILED -> COMPLETED" in str(changed).splitlines()
    assert "  output  {} -> {'receipt': 8}" in str(changed).splitlines()


def test_nothing_outside_is_called_by_a_replay(env: ConductorEnvironment) -> None:
    """Calls, waits and sub-workflows are played too, in whatever branch they stand."""
    env.register(workflow("child", [simple_task("inner", "work", {})]))
    env.mock_worker("work", {"n": 1})
    call = http_task("call", {"uri": "http://127.0.0.1:9/nobody", "method": "GET"})
    call.optional = True
    parts = [call, wait_task_duration("pause", "30 days"), sub_workflow_task("child", "child", 1)]
    recording = env.record(env.execute(workflow("outside", [switch_task("go", "yes", {"yes": parts})])).workflow_id)
    env.remove_worker("work")
    before = env.now
    replay = env.replay(recording)
    assert replay.run.path == ["go", "call", "pause", "child"]
    assert replay.run.task("child").output_data["n"] == 1
    assert env.now == before


def test_secrets_are_masked_in_a_file(env: ConductorEnvironment, tmp_path: Path) -> None:
    """What stands under the name of a secret is masked wherever it stands; expressions and plain data stay."""
    env.mock_worker("login", lambda given: {"echo": f"as {given['password']}", "total_tokens": 12, "pin": "4711-99"})
    inputs = {
        "password": "${workflow.input.password}",
        "headers": {"Authorization": "Bearer abcdef.123456"},
        "api_key": "${workflow.secrets.key}",
        "url": "https://ada:lovelace@example.com/x",
        "seen": "Basic YWRhOmxvdmVsYWNl in a text",
    }
    definition = workflow("secretive", [simple_task("login", "login", inputs)])
    run = env.execute(definition, {"password": "correct horse", "page": {"next_page": 3}})
    path = Recording.of(run, mask=["PIN"]).save(tmp_path / "run.json")
    text = path.read_text()
    for secret in ("correct horse", "abcdef.123456", "lovelace", "YWRhOmxvdmVsYWNl", "4711-99"):
        assert secret not in text
    recorded = Recording.load(path).run
    assert recorded.task("login").output_data == {"echo": "as ***", "total_tokens": 12, "pin": "***"}
    assert recorded.task("login").input_data["url"] == "https://***@example.com/x"
    assert "${workflow.secrets.key}" in text
    assert recorded.input["page"] == {"next_page": 3}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot read the recording .*: No such file"),
        ("{", "is no recording: "),
        ("[]", r"is no recording: Recording.of\(execution\).save"),
        ('{"execution": {}, "conductor_recording": 99}', "has format 99, known is 1"),
    ],
)
def test_files_that_hold_no_recording(tmp_path: Path, content: str | None, message: str) -> None:
    """A file that is missing, broken or of another format is named, with the reason."""
    path = tmp_path / "run.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(ConfigurationError, match=message) as caught:
        Recording.load(path)
    assert str(path) in str(caught.value)


def test_an_execution_without_its_definition_is_refused() -> None:
    """Only a whole execution can be recorded."""
    with pytest.raises(ConfigurationError, match="w-1 came without its definition"):
        Recording.of(Workflow.from_dict(json.loads('{"workflowId": "w-1", "tasks": []}')))
