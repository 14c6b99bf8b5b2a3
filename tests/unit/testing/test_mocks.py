from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from conductor import (
    ConductorWorker,
    ConfigurationError,
    NonRetryableError,
    TaskContext,
    TaskDef,
    TaskManager,
    TaskResult,
    TaskResultStatus,
    simple_task,
    worker,
    workflow,
)
from conductor.testing import ConductorEnvironment, MockWorker


def one_task(name: str = "charge") -> Any:
    return workflow("one", [simple_task("x", name, {"amount": "${workflow.input.amount}"})])


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ({"receipt": 7}, {"receipt": 7}),
        (None, {}),
        (lambda given: {"twice": given["amount"] * 2}, {"twice": 42}),
        (TaskResult(status=TaskResultStatus.COMPLETED, output_data={"a": 1}), {"a": 1}),
    ],
    ids=["mapping", "nothing", "function", "result"],
)
def test_a_mock_answers_as_it_was_told(env: ConductorEnvironment, output: Any, expected: dict[str, Any]) -> None:
    """A mock gives a mapping, nothing, what a function makes of the input, or a result."""
    mock = env.mock_worker("charge", output)
    run = env.execute(one_task(), {"amount": 21})
    run.assert_completed()
    assert run.task("x").output_data == expected
    assert [call.input for call in mock.calls] == mock.inputs == [{"amount": 21}]


@pytest.mark.parametrize(
    ("error", "status"),
    [
        ("card refused", "FAILED"),
        (NonRetryableError("card refused"), "FAILED_WITH_TERMINAL_ERROR"),
        (NonRetryableError, "FAILED_WITH_TERMINAL_ERROR"),
    ],
)
def test_a_mock_fails_as_it_was_told(env: ConductorEnvironment, error: Any, status: str) -> None:
    """A mock with an error fails its tasks: a text may be retried, an exception says whether it may."""
    env.register(TaskDef(name="charge", retry_count=0))
    env.mock_worker("charge", error=error)
    run = env.execute(one_task())
    run.assert_failed()
    assert run.task("x").status == status


def test_a_list_has_one_answer_for_each_call(env: ConductorEnvironment) -> None:
    """The answers of a list come one after another, and the last one stays."""
    env.register(TaskDef(name="charge", retry_count=1, retry_delay_seconds=1))
    mock = env.mock_worker("charge", [ValueError("no"), {"n": 2}])
    assert [env.execute(one_task()).output for _ in range(2)] == [{"n": 2}, {"n": 2}]
    assert [call.attempt for call in mock.calls] == [0, 1, 0]


def test_a_mock_takes_the_place_of_a_former_one(env: ConductorEnvironment) -> None:
    """Of two workers of one name the later one gets the tasks; one that was removed gets none."""
    former, later = env.mock_worker("charge", {"n": 1}), env.mock_worker("charge", {"n": 2})
    assert env.execute(one_task()).output == {"n": 2}
    assert (len(former.calls), len(later.calls)) == (0, 1)
    env.remove_worker("charge")
    workflow_id = env.start(one_task())
    assert env.run(workflow_id).task("x").status == "SCHEDULED"
    env.mock_worker("charge", {"n": 3})
    assert env.result(workflow_id).output == {"n": 3}


@worker("greet")
async def greet(name: str, context: TaskContext) -> dict[str, str]:
    context.log("greeting")
    context.heartbeat()
    return {"message": f"Hello {name}"}


def test_real_workers_can_be_added(env: ConductorEnvironment) -> None:
    """Decorated, async and plain workers take tasks beside mocks, with what a context gives."""
    env.add_workers(greet, ConductorWorker("shout", lambda task: {"loud": task.input_data["text"].upper()}))
    env.mock_worker("send", {"sent": True})
    tasks = [
        simple_task("greet", "greet", {"name": "Ada"}),
        simple_task("shout", "shout", {"text": "${greet.output.message}"}),
        simple_task("send", "send", {}),
    ]
    run = env.execute(workflow("mixed", tasks))
    assert run.task("shout").output_data == {"loud": "HELLO ADA"}
    run.assert_path("greet", "shout", "send")


def test_a_mock_works_in_a_task_manager(env: ConductorEnvironment) -> None:
    """A mock is a worker as any other: a TaskManager runs it."""
    mock = MockWorker("charge", {"receipt": 7})
    workflow_id = env.start(one_task(), {"amount": 1})
    with TaskManager(env.client, [mock]):
        assert env.result(workflow_id).output == {"receipt": 7}
    assert mock.inputs == [{"amount": 1}]


def test_wrong_mocks_are_refused() -> None:
    """A mock says what it cannot do when it is made."""
    with pytest.raises(ConfigurationError, match=r"mock 'a': an answer must be a mapping, .* not 7"):
        MockWorker("a", 7)  # type: ignore[arg-type] - that is the test
    with pytest.raises(ConfigurationError, match="the list of answers is empty"):
        MockWorker("a", [])
    with pytest.raises(ConfigurationError, match="output or error, not both"):
        MockWorker("a", {}, error="no")
    with pytest.raises(ConfigurationError, match="name of a task definition"):
        MockWorker(" ")


def test_definitions_are_read_from_files(env: ConductorEnvironment, tmp_path: Path) -> None:
    """A JSON file has a definition of a workflow or a task, or a list of both."""
    definitions = [one_task().to_dict(), {"name": "charge", "retryCount": 0}]
    (tmp_path / "shop.json").write_text(json.dumps(definitions))
    (tmp_path / "one.json").write_text(json.dumps(definitions[0]))
    env.register(tmp_path / "shop.json", str(tmp_path / "one.json"))
    env.mock_worker("charge", error="no")
    assert len(env.execute("one").tries("x")) == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot read .*: No such file"),
        ("{", "is no JSON"),
        ("[7]", "holds no definition"),
        ("{}", "no definition"),
    ],
)
def test_files_that_hold_no_definition(
    env: ConductorEnvironment, tmp_path: Path, content: str | None, message: str
) -> None:
    """A file that is missing, no JSON or no definition is named in one line."""
    path = tmp_path / "shop.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(ConfigurationError, match=message) as caught:
        env.register(path)
    assert str(path) in str(caught.value)


def test_what_is_no_definition_is_refused(env: ConductorEnvironment) -> None:
    """An object that is no definition is refused."""
    with pytest.raises(ConfigurationError, match="expected a definition"):
        env.register(object())  # type: ignore[arg-type] - that is the test
