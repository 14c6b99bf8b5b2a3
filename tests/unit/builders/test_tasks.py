"""What the factories do beyond the recorded calls: options, forks, loops, choices, waits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conductor import builders as b
from conductor_api.models import (
    CacheConfig,
    HumanTaskDefinition,
    HumanTaskUser,
    HumanUserType,
    StateChangeEvent,
    TaskDef,
    UserFormTemplate,
    WorkflowTask,
)

NOOP: dict[str, Any] = {"name": "noop", "taskReferenceName": "noop", "type": "NOOP"}
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def wire(task: WorkflowTask) -> dict[str, Any]:
    return task.to_dict()


@given(st.dictionaries(st.text(), json_values, max_size=4))
def test_input_arrives_as_it_is(values: dict[str, Any]) -> None:
    """Whatever JSON can hold goes through an input parameter unchanged."""
    assert wire(b.simple_task("ref", "work", values)).get("inputParameters") == values


def test_input_is_a_copy() -> None:
    """What the caller changes later does not change the task."""
    values = {"list": [1]}
    task = b.simple_task("ref", "work", values)
    values["list"].append(2)
    assert wire(task)["inputParameters"] == {"list": [1]}


def test_models_and_enums_in_input_become_json() -> None:
    """A model inside a payload is written with the names of the wire, an enum as its text."""
    task = b.set_variable_task(
        "ref", {"def": b.task_definition("t"), b.HttpMethod.GET: b.HttpMethod.PATCH, "pair": (1, 2)}
    )
    assert wire(task)["inputParameters"]["def"]["retryDelaySeconds"] == 60
    assert wire(task)["inputParameters"]["GET"] == "PATCH"
    assert wire(task)["inputParameters"]["pair"] == [1, 2]


@pytest.mark.parametrize(
    "make",
    [
        lambda **options: b.simple_task("ref", "work", **options),
        lambda **options: b.http_task("ref", {"uri": "u"}, **options),
        lambda **options: b.switch_task("ref", "${x}", **options),
        lambda **options: b.join_task("ref", [], **options),
        lambda **options: b.noop_task("ref", **options),
        lambda **options: b.sub_workflow_task("ref", "child", **options),
        lambda **options: b.llm_chat_complete_task("ref", "p", "m", **options),
    ],
)
def test_options_that_all_tasks_have(make: Callable[..., WorkflowTask]) -> None:
    """Every factory takes the settings of a task as keyword arguments."""
    task = make(
        description="why",
        start_delay=timedelta(milliseconds=1500),
        retry_count=0,
        cache={"key": "${x}", "ttlInSecond": 5},
        permissive=True,
        rate_limited=False,
        task_definition={"name": "work"},
        on_state_change={"onFailed": [{"type": "audit"}]},
    )
    found = wire(task)
    assert (found["description"], found["startDelay"], found["retryCount"]) == ("why", 2, 0)
    assert found["cacheConfig"] == {"key": "${x}", "ttlInSecond": 5}
    assert (found["permissive"], found["rateLimited"]) == (True, False)
    assert found["taskDefinition"] == {"name": "work"}
    assert found["onStateChange"] == {"onFailed": [{"type": "audit"}]}


def test_options_take_models() -> None:
    """Where a mapping is taken, so is the model."""
    task = b.noop_task(
        "ref",
        cache=CacheConfig(key="k"),
        task_definition=TaskDef(name="t"),
        on_state_change={"onFailed": [StateChangeEvent(type="audit")]},
    )
    assert wire(task)["cacheConfig"] == {"key": "k"}
    assert wire(task)["taskDefinition"] == {"name": "t"}
    assert wire(task)["onStateChange"] == {"onFailed": [{"type": "audit"}]}


def test_name_may_differ_from_the_reference() -> None:
    """A system task can have the name of a task definition, which gives it retries and limits."""
    assert wire(b.noop_task("ref", name="with_retries", optional=True)) == {
        "name": "with_retries",
        "taskReferenceName": "ref",
        "type": "NOOP",
        "optional": True,
    }


def test_requests_take_snake_case() -> None:
    """The keys of HTTP and Kafka requests may be written as Python names; others stay as they are."""
    request = wire(b.http_task("ref", {"uri": "u", "read_time_out": 1, "content_type": "text/plain", "x_y": 2}))
    assert request["inputParameters"]["http_request"] == {
        "method": "GET",
        "uri": "u",
        "readTimeOut": 1,
        "contentType": "text/plain",
        "x_y": 2,
    }
    message = b.kafka_publish_task("ref", {"topic": "t", "value": "v", "boot_strap_servers": "h:1"})
    assert wire(message)["inputParameters"]["kafka_request"]["bootStrapServers"] == "h:1"


def test_switch_can_run_a_script() -> None:
    """With a script evaluator the expression is the script, and the input is what the caller gives."""
    task = wire(b.switch_task("ref", "$.n > 1", {"true": [NOOP]}, evaluator="javascript", input_parameters={"n": 2}))
    assert (task["evaluatorType"], task["expression"]) == ("javascript", "$.n > 1")
    assert task["inputParameters"] == {"n": 2}


def test_fork_of_branches_has_a_join_that_waits() -> None:
    """The join names the last task of each branch; a branch may be a single task."""
    fork, join = b.fork_join_task("f", [b.noop_task("a"), [b.noop_task("b"), b.noop_task("c")]], True, description="d")
    assert [len(branch) for branch in wire(fork)["forkTasks"]] == [1, 2]
    assert wire(fork)["description"] == "d"
    assert wire(join) == {
        "name": "f_join",
        "taskReferenceName": "f_join_ref",
        "type": "JOIN",
        "inputParameters": {},
        "joinOn": ["a", "c"],
        "optional": True,
    }


def test_fork_task_takes_branches_too() -> None:
    """A list of lists gives one branch for each."""
    assert [len(branch) for branch in wire(b.fork_task("f", [[NOOP], [NOOP, NOOP]]))["forkTasks"]] == [1, 2]


def test_branch_that_ends_with_a_choice_gets_an_end() -> None:
    """A choice is done when the case is chosen; the join waits for a task after the tasks of the case."""
    choice = b.switch_task("choice", "${x}", {"a": [b.noop_task("slow")]})
    fork, join = b.fork_join_task("f", [[choice], [b.noop_task("b")]])
    assert [task["taskReferenceName"] for task in wire(fork)["forkTasks"][0]] == ["choice", "choice_end"]
    assert wire(join)["joinOn"] == ["choice_end", "b"]


def test_nested_forks_wait_for_the_inner_join() -> None:
    """A fork with its join inside a branch ends that branch."""
    _, join = b.fork_join_task("outer", [[*b.fork_join_task("inner", [NOOP])], b.noop_task("x")])
    assert wire(join)["joinOn"] == ["inner_join_ref", "x"]


def test_dynamic_fork_has_its_join() -> None:
    """The join of a dynamic fork has no list: the server puts the branches in."""
    fork, join = b.dynamic_fork_join("all", "${plan.output.tasks}", optional=True)
    assert wire(fork)["inputParameters"] == {"dynamicTasks": "${plan.output.tasks}", "dynamicTasksInput": {}}
    assert (wire(join)["joinOn"], wire(join)["optional"]) == ([], True)


def test_dynamic_fork_of_given_tasks() -> None:
    """Tasks inside the input of a dynamic fork are JSON, like everything there."""
    fork, _ = b.dynamic_fork_join("all", [b.noop_task("x")], {"x": {"a": 1}})
    assert wire(fork)["inputParameters"]["dynamicTasks"] == [{"name": "x", "taskReferenceName": "x", "type": "NOOP"}]
    assert wire(fork)["inputParameters"]["dynamicTasksInput"] == {"x": {"a": 1}}


def test_joins_have_a_mode_and_a_default() -> None:
    """A join may be synchronous; an exclusive join has tasks whose output counts when none ran."""
    assert wire(b.join_task("j", ["a"], join_mode="SYNC"))["joinMode"] == "SYNC"
    assert wire(b.exclusive_join_task("j", ["a", "b"], ["b"]))["defaultExclusiveJoinTask"] == ["b"]


def test_loop_over_a_list() -> None:
    """A list decides the rounds; the server wants a condition all the same."""
    task = wire(b.for_each_task("each", "${workflow.input.items}", [NOOP], True))
    assert (task["items"], task["loopCondition"], task["optional"]) == ("${workflow.input.items}", "true", True)


def test_number_of_rounds_may_be_a_reference() -> None:
    """The number of rounds can come from the input of the workflow."""
    assert wire(b.new_loop_task("l", "${workflow.input.n}", [NOOP]))["inputParameters"] == {
        "value": "${workflow.input.n}"
    }


@pytest.mark.parametrize(
    ("duration", "text"),
    [
        (timedelta(hours=1), "3600 seconds"),
        (timedelta(milliseconds=1), "1 seconds"),
        (timedelta(0), "0 seconds"),
        ("1 day 2 hrs 3 mins 4 secs", "1 day 2 hrs 3 mins 4 secs"),
        ("5M", "5M"),
        ("${workflow.input.pause}", "${workflow.input.pause}"),
    ],
)
def test_durations(duration: str | timedelta, text: str) -> None:
    """A timedelta becomes whole seconds, never fewer; what the server reads stays as it is."""
    assert wire(b.wait_task_duration("w", duration))["inputParameters"] == {"duration": text}


@pytest.mark.parametrize(
    ("until", "text"),
    [
        (datetime(2030, 1, 31, 18, 0, tzinfo=UTC), "2030-01-31 18:00 UTC"),
        (datetime(2030, 1, 31, 18, 0, 0, 1, tzinfo=UTC), "2030-01-31 18:01 UTC"),
        (datetime(2030, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=1))), "2029-12-31 23:30 UTC"),
        ("2030-01-31T18:00:00+02:00", "2030-01-31 16:00 UTC"),
        ("2030-01-31T18:00:59Z", "2030-01-31 18:01 UTC"),
        ("2030-01-31", "2030-01-31"),
        ("2030-01-31 18:00", "2030-01-31 18:00"),
        ("2030-01-31 18:00 GMT+01:00", "2030-01-31 18:00 GMT+01:00"),
        ("${workflow.input.when}", "${workflow.input.when}"),
    ],
)
def test_moments(until: str | datetime, text: str) -> None:
    """A moment with its zone becomes the next full minute in UTC; what the server reads stays as it is."""
    assert wire(b.wait_task_until("w", until))["inputParameters"] == {"until": text}


def test_wait_of_any_kind() -> None:
    """One factory waits for time, for a moment, or for a signal."""
    assert wire(b.wait_task("w"))["inputParameters"] == {}
    assert wire(b.wait_task("w", duration="1s"))["inputParameters"] == {"duration": "1s"}
    assert wire(b.wait_task("w", until="2030-01-31"))["inputParameters"] == {"until": "2030-01-31"}


def test_human_task_keeps_a_definition() -> None:
    """Arguments go before the definition; what they do not name stays."""
    task = b.human_task(
        "h",
        display_name="new",
        assignee=HumanTaskUser(user="ada", user_type=HumanUserType.CONDUCTOR_USER),
        form_template=UserFormTemplate(name="form", version=3),
        definition=HumanTaskDefinition.from_dict({"displayName": "old", "taskTriggers": [{"triggerType": "PENDING"}]}),
        input_parameters={"order": 7},
    )
    assert wire(task)["inputParameters"] == {
        "order": 7,
        "__humanTaskDefinition": {
            "displayName": "new",
            "assignments": [{"assignee": {"user": "ada", "userType": "CONDUCTOR_USER"}}],
            "userFormTemplate": {"name": "form", "version": 3},
            "taskTriggers": [{"triggerType": "PENDING"}],
        },
    }


def test_events_take_a_sink_and_a_payload() -> None:
    """The queue may be given in one text; the payload is the input."""
    task = wire(b.event_task("e", sink="kafka:t", input_parameters={"a": 1}, async_complete=True))
    assert (task["sink"], task["inputParameters"], task["asyncComplete"]) == ("kafka:t", {"a": 1}, True)


def test_terminate_may_give_the_output() -> None:
    """The output of the workflow is a mapping, or an expression that gives one."""
    task = b.terminate_task("t", b.TerminationStatus.FAILED, workflow_output="${x.output}", start_delay=1)
    assert wire(task)["inputParameters"] == {"terminationStatus": "FAILED", "workflowOutput": "${x.output}"}


def test_scripts_have_input() -> None:
    """INLINE and jq read the input parameters that stand beside the script."""
    assert wire(b.inline_task("i", "$.n", input_parameters={"n": 1}))["inputParameters"]["n"] == 1
    assert wire(b.json_jq_task("j", ".n", input_parameters={"n": 1}))["inputParameters"] == {
        "n": 1,
        "queryExpression": ".n",
    }


def test_sub_workflow_passes_everything_on() -> None:
    """Domains, priority, idempotency and a definition of its own go to the sub-workflow."""
    child = b.workflow("child", [NOOP])
    task = b.sub_workflow_task(
        "s",
        "child",
        input_parameters={"a": 1},
        task_to_domain={"*": "d"},
        priority=3,
        idempotency_key="k",
        idempotency_strategy="FAIL",
        workflow_definition=child,
        description="d",
    )
    assert wire(task)["subWorkflowParam"] == {
        "name": "child",
        "taskToDomain": {"*": "d"},
        "priority": 3,
        "idempotencyKey": "k",
        "idempotencyStrategy": "FAIL",
        "workflowDefinition": child.to_dict(),
    }
    assert (wire(task)["inputParameters"], wire(task)["description"]) == ({"a": 1}, "d")


def test_tasks_about_other_executions() -> None:
    """Reading an execution and completing a task of one name what they are about."""
    assert wire(b.get_workflow_task("g", "${x}", True))["inputParameters"] == {"id": "${x}", "includeTasks": True}
    by_name = b.update_task_task(
        "u", "FAILED", workflow_id="w", task_ref_name="t", task_output={"a": 1}, merge_output=True
    )
    assert wire(by_name)["inputParameters"] == {
        "taskStatus": "FAILED",
        "workflowId": "w",
        "taskRefName": "t",
        "taskOutput": {"a": 1},
        "mergeOutput": True,
    }
    by_id = b.update_task_task("u", "${workflow.input.status}", task_id="i")
    assert wire(by_id)["inputParameters"] == {"taskStatus": "${workflow.input.status}", "taskId": "i"}


def test_ai_tasks_take_what_has_no_name_here() -> None:
    """Input that this version does not know goes through input_parameters, settings of the task beside it."""
    task = wire(b.llm_chat_complete_task("c", "p", "m", input_parameters={"newOption": 1}, optional=True))
    assert task["inputParameters"] == {"newOption": 1, "llmProvider": "p", "model": "m"}
    assert task["optional"] is True


def test_media_tasks() -> None:
    """Options become input under the names of the wire."""
    assert wire(b.generate_pdf_task("p", "# x", page_size="A4"))["inputParameters"] == {
        "markdown": "# x",
        "pageSize": "A4",
    }
    video = wire(b.generate_video_task("v", "p", "m", "x", aspect_ratio="16:9"))
    assert video["inputParameters"]["aspectRatio"] == "16:9"


def test_prompt_variables_leave_the_task_alone() -> None:
    """The copy has the variable, the task that it was made of has not."""
    task = b.llm_text_complete_task("t", "p", "m", "prompt")
    more = b.with_prompt_variable(task, "k", 1)
    assert "promptVariables" not in wire(task)["inputParameters"]
    assert wire(more)["inputParameters"]["promptVariables"] == {"k": 1}
