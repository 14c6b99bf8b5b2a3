from __future__ import annotations

from typing import Any

import pytest

from conductor import TaskDef, TaskNotFoundError, simple_task, workflow
from conductor.testing import ConductorEnvironment, Run


@pytest.fixture
def run(env: ConductorEnvironment) -> Run:
    env.register(TaskDef(name="pay", retry_count=1, retry_delay_seconds=60))
    env.mock_worker("stock", {"shelf": "B-7"})
    env.mock_worker("pay", [RuntimeError("the bank did not answer"), {"receipt": 7}])
    return env.execute(workflow("order", [simple_task("stock_ref", "stock", {}), simple_task("pay_ref", "pay", {})]))


def failure(call: Any, *arguments: Any) -> str:
    with pytest.raises(AssertionError) as caught:
        call(*arguments)
    return str(caught.value)


def test_assertions_that_hold_say_nothing(run: Run) -> None:
    """A run that is as expected passes each assertion; ``...`` stands for any number of tasks."""
    run.assert_completed()
    run.assert_output({"receipt": 7})
    for steps in (
        ("stock_ref", "pay_ref"),
        (..., "pay_ref"),
        ("stock_ref", ...),
        (...,),
        (..., "stock_ref", ..., "pay_ref"),
    ):
        run.assert_path(*steps)


def test_another_path_is_shown_as_a_difference(run: Run) -> None:
    """A path that differs is shown line by line, with the tasks that ran and what became of them."""
    text = failure(run.assert_path, "stock_ref", "parcel_ref")
    assert "      stock_ref\n    - parcel_ref\n    + pay_ref" in text
    assert "pay_ref    pay    FAILED  attempt 1  RuntimeError: the bank did not answer" in text
    assert "pay_ref    pay    COMPLETED  attempt 2" in text
    assert failure(run.assert_path, ..., "stock_ref")
    assert failure(run.assert_path)


def test_another_output_is_shown_as_a_difference(run: Run) -> None:
    """An output that differs is shown line by line."""
    text = failure(run.assert_output, {"receipt": 8})
    assert '    -   "receipt": 8\n    +   "receipt": 7' in text


def test_a_failure_is_expected_with_its_reason(env: ConductorEnvironment, run: Run) -> None:
    """A run that should have failed, or for another reason, is shown; one that failed so passes."""
    assert "expected a failure\norder v1" in failure(run.assert_failed)
    env.register(TaskDef(name="pay", retry_count=0))
    env.mock_worker("pay", error="card refused")
    failed = env.execute("order")
    failed.assert_failed("card")
    assert "expected a reason with 'bank'" in failure(failed.assert_failed, "bank")
    assert "expected COMPLETED\norder v1" in failure(failed.assert_completed)
    assert "FAILED after 0:00:00" in repr(failed)


def test_a_run_is_a_workflow_with_typed_tasks(run: Run) -> None:
    """All fields of an execution are there; a task is found by its reference, the last of its tries."""
    assert (run.workflow_name, run.workflow_version, run.output) == ("order", 1, {"receipt": 7})
    assert run.path == ["stock_ref", "pay_ref"]
    assert run.task("pay_ref").retry_count == 1
    assert [task.output_data for task in run.tries("pay_ref")] == [{}, {"receipt": 7}]
    with pytest.raises(TaskNotFoundError, match="no task 'parcel' in this run; there are: stock_ref, pay_ref"):
        run.task("parcel")


def test_a_run_shows_each_task_on_a_line(run: Run) -> None:
    """The text of a run has its state and duration, and each try of a task with its reason."""
    first, *lines = str(run).splitlines()
    assert first == f"order v1 {run.workflow_id} COMPLETED after 0:01:00"
    assert [line.split()[0] for line in lines] == ["stock_ref", "pay_ref", "pay_ref"]
