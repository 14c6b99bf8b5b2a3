from __future__ import annotations

import asyncio
from typing import Any

import pytest

from conductor import (
    ConductorWorker,
    ConfigurationError,
    NonRetryableError,
    Task,
    TaskContext,
    TaskFailed,
    UsageError,
    get_task_context,
    in_progress,
    worker,
)
from conductor.testing import FakeTaskContext, MockWorker, run_worker, run_worker_async


@worker("charge")
def charge(order_id: str, amount: float, ctx: TaskContext) -> dict[str, Any]:
    if amount <= 0:
        raise NonRetryableError(f"order {order_id}: amount {amount} is not positive")
    ctx.log(f"charging {amount}")
    return {"receipt": f"r-{order_id}", "attempt": ctx.attempt}


@worker("patient")
async def patient(ctx: TaskContext) -> dict[str, Any]:
    for step in range(10):
        ctx.heartbeat()
        if ctx.cancelled or ctx.shutting_down:
            return {"stopped_at": step}
        await asyncio.sleep(0)
    return {"done": True}


def test_a_worker_runs_without_a_server() -> None:
    """Input goes in by the names of the arguments, and out come output, logs and state."""
    done = run_worker(charge, {"order_id": "7", "amount": 12.5}, attempt=2)
    assert (done.completed, done.output, done.logs) == (True, {"receipt": "r-7", "attempt": 2}, ["charging 12.5"])
    assert (done.error, done.reason, done.heartbeats) == (None, None, 0)


def test_what_a_worker_raises_becomes_its_result() -> None:
    """A failure has the state, the reason and the exception; a terminal one says so."""
    failed = run_worker(charge, {"order_id": "7", "amount": 0})
    assert failed.status == "FAILED_WITH_TERMINAL_ERROR"
    assert failed.reason == "order 7: amount 0.0 is not positive"
    assert isinstance(failed.error, NonRetryableError)
    assert "NonRetryableError" in failed.logs[-1]


def test_wrong_input_is_the_workers_failure() -> None:
    """An input that does not fit fails the task with the text that production has."""
    assert run_worker(charge, {"order_id": "7"}).reason == "charge: argument 'amount' is missing (input has: order_id)"


def test_output_that_cannot_be_sent_fails() -> None:
    """What JSON cannot hold is found here, not in production."""
    failed = run_worker(ConductorWorker("odd", lambda _: {"socket": object()}))
    assert failed.status == "FAILED"
    assert "socket is a object, which has no form in JSON" in (failed.reason or "")


@pytest.mark.parametrize("options", [{"cancelled": True}, {"shutting_down": True}])
def test_flags_are_set_from_the_start(options: Any) -> None:
    """A worker sees at once that nobody wants its result, or that its manager stops."""
    assert run_worker(patient, **options).output == {"stopped_at": 0}


@pytest.mark.parametrize("stop", [FakeTaskContext.cancel, FakeTaskContext.shut_down])
def test_flags_are_set_in_the_middle_of_the_work(stop: Any) -> None:
    """At the third heartbeat the flag goes up, and the worker stops there."""
    stopped = run_worker(patient, on_heartbeat=lambda context: context.heartbeats == 3 and stop(context))
    assert (stopped.output, stopped.heartbeats) == ({"stopped_at": 2}, 3)


async def test_async_workers_run_on_the_loop_of_the_test() -> None:
    """In an async test the worker is awaited; the call that blocks says so."""
    assert (await run_worker_async(patient)).output == {"done": True}
    assert (await run_worker_async(charge, {"order_id": "1", "amount": 1})).completed
    with pytest.raises(UsageError, match="await run_worker_async"):
        run_worker(patient)


def test_failures_of_async_workers_become_results() -> None:
    """What an async function raises is a failure as well."""

    @worker("broken")
    async def broken() -> None:
        raise TaskFailed("no answer", output={"tried": 1})

    failed = run_worker(broken)
    assert (failed.status, failed.reason, failed.output) == ("FAILED", "no answer", {"tried": 1})


def test_all_kinds_of_workers_can_be_run() -> None:
    """Plain functions, ConductorWorkers and mocks are run; a task may have further fields."""

    def plain(name: str) -> str:
        return f"Hello {name}, {get_task_context().workflow_instance_id}"

    def whole(task: Task) -> Any:
        return in_progress(60, {"seen": task.reference_task_name})

    assert run_worker(plain, {"name": "Ada"}, task={"workflowInstanceId": "w"}).output == {"result": "Hello Ada, w"}
    put_back = run_worker(ConductorWorker("whole", whole), task={"referenceTaskName": "ref"})
    assert (put_back.status, put_back.result.callback_after_seconds) == ("IN_PROGRESS", 60)
    assert run_worker(MockWorker("mock", {"a": 1})).output == {"a": 1}
    with pytest.raises(ConfigurationError, match="expected a worker or a function, not 7"):
        run_worker(7)  # type: ignore[arg-type] - that is the test


@pytest.mark.parametrize("fails", [True, False])
def test_nothing_is_left_of_a_task_that_was_tried(fails: bool) -> None:
    """After a plain function has been tried, whatever it did, no task is running here any more."""

    @worker("asks")
    def asks() -> str:
        if fails:
            raise RuntimeError("no")
        return get_task_context().task_id

    run_worker(asks)
    with pytest.raises(UsageError):
        get_task_context()
