"""What users hand in becomes what the server takes, or an error that names it."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

import conductor
from conductor import ConfigurationError, DefaultLogger, TaskDef, TaskResultStatus, noop_logger
from conductor._shared.definitions import as_task_def, as_workflow_def
from conductor._shared.inputs import as_member
from conductor._shared.times import epoch_ms, seconds_of_ms, whole_seconds, with_epoch_ms


def test_moments_become_milliseconds() -> None:
    """Datetimes need a zone; numbers and None pass."""
    assert epoch_ms(datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC), "at") == 1000
    assert (epoch_ms(5, "at"), epoch_ms(None, "at")) == (5, None)
    with pytest.raises(ConfigurationError, match=r"at: 1970-01-01 00:00:00 has no time zone; give one"):
        epoch_ms(datetime(1970, 1, 1), "at")  # noqa: DTZ001 - the point of the test
    moment = datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC)
    assert with_epoch_ms({"at": moment, "other": moment}, "at") == {"at": 1000, "other": moment}


def test_spans_become_seconds() -> None:
    """Nobody waits shorter than asked; numbers count the unit of the name."""
    spans: list[timedelta | float | None] = [timedelta(milliseconds=1200), 5, 1.2, None]
    assert [whole_seconds(span, "wait") for span in spans] == [2, 5, 2, None]
    assert (seconds_of_ms(timedelta(seconds=2), "pause"), seconds_of_ms(250, "pause")) == (2, 0.25)
    wrong: list[Any] = ["5", -1, float("inf"), float("nan"), None, [1]]
    for span in wrong:
        with pytest.raises(ConfigurationError, match="pause: expected a timedelta or a number from 0, found"):
            seconds_of_ms(span, "pause")


def test_members_of_enums_may_be_texts() -> None:
    """The text of a member is the member; another text is an error with those that there are."""
    assert as_member(TaskResultStatus, "COMPLETED", "status") is TaskResultStatus.COMPLETED
    assert as_member(TaskResultStatus, TaskResultStatus.FAILED, "status") is TaskResultStatus.FAILED
    with pytest.raises(ConfigurationError, match="status: 'completed' is none of CANCELED, COMPLETED"):
        as_member(TaskResultStatus, "completed", "status")


@pytest.mark.parametrize(
    ("limit_s", "response_s", "is_fine"),
    [(0, None, True), (None, None, True), (4000, None, True), (100, None, False), (100, 99, True), (100, 100, False)],
)
def test_the_response_timeout_is_below_the_timeout(
    limit_s: int | None, response_s: int | None, *, is_fine: bool
) -> None:
    """A task whose response timeout cannot work is refused, with the default of the server in mind."""
    task_def = TaskDef(name="t", timeout_seconds=limit_s, response_timeout_seconds=response_s)
    if is_fine:
        assert as_task_def(task_def, "task_def") is task_def
    else:
        with pytest.raises(ConfigurationError, match=r"task_def 't': responseTimeoutSeconds must be .* below"):
            as_task_def(task_def, "task_def")


def test_unknown_keys_are_named_with_their_place() -> None:
    """Wherever a key is wrong in a definition, the error leads there and suggests what was meant."""
    inner = {"name": "b", "taskReferenceName": "b", "type": "SIMPLE", "optionl": True}
    fork = {"name": "f", "taskReferenceName": "f", "type": "FORK_JOIN", "forkTasks": [[inner]]}
    switch = {"name": "s", "taskReferenceName": "s", "type": "SWITCH", "decisionCases": {"x": [inner]}}
    for task, place in ((fork, r"forkTasks\[0\]\[0\]"), (switch, r"decisionCases\['x'\]\[0\]")):
        with pytest.raises(ConfigurationError, match=rf"w\.tasks\[0\]\.{place}: unknown key 'optionl'; .* 'optional'"):
            as_workflow_def({"name": "w", "tasks": [task]}, "w")
    with pytest.raises(ConfigurationError, match=r"w: unknown key 'zzz'; WorkflowDef.from_dict\(...\) lets it pass"):
        as_workflow_def({"name": "w", "tasks": [], "zzz": 1}, "w")
    payload = {"any_key": {"of": ["the", "user"]}}
    task = {"name": "t", "taskReferenceName": "t", "type": "SIMPLE", "inputParameters": payload}
    assert as_workflow_def({"name": "w", "tasks": [task]}, "w").tasks[0].input_parameters == payload


def test_every_public_name_can_be_loaded() -> None:
    """Each name of the package leads to something, and no other does."""
    assert {name for name in conductor.__all__ if getattr(conductor, name, None) is None} == set()
    assert dir(conductor) == sorted(conductor.__all__)
    for module in (conductor, conductor.models):
        with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
            _ = module.nothing


def test_the_default_logger_writes_lines(capsys: pytest.CaptureFixture[str]) -> None:
    """Lines have level, tags and texts; what is below the level is not written, an unknown level is INFO."""
    written = DefaultLogger("odd", tags=["w1"])
    written.debug("hidden")
    written.info("polling", 5)
    written.error("lost %s")
    DefaultLogger("DEBUG").debug("seen")
    assert capsys.readouterr().err.splitlines() == ["INFO w1 polling 5", "ERROR w1 lost %s", "DEBUG seen"]


def test_the_noop_logger_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing reaches the root logger or a stream."""
    noop_logger.error("nobody sees this")
    assert capsys.readouterr() == ("", "")
    assert not logging.getLogger().filters
