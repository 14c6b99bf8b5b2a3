"""Definitions of workflows and tasks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from conductor import builders as b
from conductor_api.models import RateLimitConfig, SchemaDef, WorkflowTask

CHILD = {"name": "t", "taskReferenceName": "inner"}


def test_workflow_takes_mappings_and_models() -> None:
    """Tasks may be mappings with the names of the wire; models stay the objects that they are."""
    model = b.noop_task("a")
    definition = b.workflow("w", [model, {"name": "t", "taskReferenceName": "b"}])
    assert definition.tasks[0] is model
    assert isinstance(definition.tasks[1], WorkflowTask)
    assert definition.tasks[1].type == "SIMPLE"


def test_workflow_takes_the_fields_of_a_definition() -> None:
    """Everything that a definition has is a keyword argument; times may be timedeltas."""
    definition = b.workflow(
        "w",
        (b.noop_task("a"),),
        version=2,
        description="d",
        input_parameters=("x",),
        output_parameters={"o": "${a.output}"},
        timeout_seconds=timedelta(minutes=1),
        timeout_policy="ALERT_ONLY",
        rate_limit_config=RateLimitConfig(rate_limit_key="k"),
        input_schema=SchemaDef.from_dict({"name": "s", "version": 1, "type": "JSON"}),
    )
    found = definition.to_dict()
    assert (found["version"], found["description"], found["inputParameters"]) == (2, "d", ["x"])
    assert (found["outputParameters"], found["timeoutSeconds"]) == ({"o": "${a.output}"}, 60)
    assert (found["timeoutPolicy"], found["rateLimitConfig"]) == ("ALERT_ONLY", {"rateLimitKey": "k"})
    assert found["inputSchema"]["name"] == "s"


def test_same_reference_in_sub_workflows_is_fine() -> None:
    """A sub-workflow has references of its own."""
    child = b.workflow("child", [b.noop_task("a")])
    assert b.workflow("w", [b.noop_task("a"), b.sub_workflow_task("s", "child", workflow_definition=child)])


@pytest.mark.parametrize(
    ("tasks", "place"),
    [
        ([b.noop_task("inner"), b.noop_task("inner")], "tasks[1]"),
        ([CHILD, b.switch_task("s", "${x}", {"a": [CHILD]})], "tasks[1].decisionCases['a'][0]"),
        ([CHILD, b.switch_task("s", "${x}", {}, [CHILD])], "tasks[1].defaultCase[0]"),
        ([CHILD, b.fork_task("f", [[CHILD]]), b.join_task("j")], "tasks[1].forkTasks[0][0]"),
        (
            [CHILD, {"name": "l", "taskReferenceName": "l", "type": "DO_WHILE", "loopOver": [CHILD]}],
            "tasks[1].loopOver[0]",
        ),
    ],
)
def test_references_are_unique(tasks: list[WorkflowTask], place: str) -> None:
    """Two tasks with one reference are refused, wherever they are; the error names both places."""
    with pytest.raises(ValueError, match="each needs its own") as caught:
        b.workflow("w", tasks)
    assert str(caught.value).startswith(f"workflow 'w': {place}: taskReferenceName 'inner' is that of tasks[0] too")


def test_loops_must_not_have_round_marks_inside() -> None:
    """The server takes what follows ``__`` for a round, and would schedule such a task without end."""
    with pytest.raises(
        ValueError, match=r"DO_WHILE task 'l': tasks\[0\]: the server would schedule 'a__b' without end"
    ):
        b.do_while_task("l", "false", [b.noop_task("a__b")])
    mapping = {
        "name": "l",
        "taskReferenceName": "l",
        "type": "DO_WHILE",
        "loopOver": [{**CHILD, "taskReferenceName": "a__b"}],
    }
    with pytest.raises(ValueError, match=r"workflow 'w': tasks\[0\]\.loopOver\[0\]: the server would schedule"):
        b.workflow("w", [mapping])
    assert b.do_while_task("l__1", "false", [b.noop_task("a_b")])


@pytest.mark.parametrize(("timeout_s", "response_s"), [(0, 600), (1, 1), (60, 59), (600, 599), (601, 600), (3600, 600)])
def test_default_response_timeout_is_below_the_timeout(timeout_s: int, response_s: int) -> None:
    """The server refuses a response timeout above the timeout, so the default gives way."""
    assert b.task_definition("t", timeout_seconds=timeout_s).response_timeout_seconds == response_s


def test_given_response_timeout_stays() -> None:
    """What the caller gives is not corrected; None leaves it to the server."""
    assert b.task_definition("t", timeout_seconds=5, response_timeout_seconds=9).response_timeout_seconds == 9
    fields: Any = {"response_timeout_seconds": None}
    assert b.task_definition("t", **fields).response_timeout_seconds is None


def test_task_definition_takes_all_its_fields() -> None:
    """Fields that the JavaScript SDK drops are kept; times may be timedeltas."""
    found = b.task_definition(
        "t",
        retry_logic="EXPONENTIAL_BACKOFF",
        retry_delay_seconds=timedelta(seconds=5),
        isolation_group_id="g",
        total_timeout_seconds=timedelta(hours=1),
    ).to_dict()
    assert (found["retryLogic"], found["retryDelaySeconds"]) == ("EXPONENTIAL_BACKOFF", 5)
    assert (found["isolationGroupId"], found["totalTimeoutSeconds"]) == ("g", 3600)
    assert found["backoffScaleFactor"] == 1
