from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from conductor import (
    ConductorWorker,
    ConfigurationError,
    MetadataClient,
    SchedulerClient,
    TaskClient,
    TaskDef,
    TaskManager,
    TaskState,
    UsageError,
    WorkflowExecutor,
    simple_task,
    workflow,
)
from conductor.local import LocalServer, SkippingClock
from conductor.testing import ConductorEnvironment, WorkflowNotEndedError

MONTH = timedelta(days=30)


def wait(reference: str = "pause", **input_parameters: str) -> dict[str, Any]:
    return {"name": reference, "taskReferenceName": reference, "type": "WAIT", "inputParameters": input_parameters}


def definition(name: str, *tasks: Any, **fields: Any) -> dict[str, Any]:
    listed = [task if isinstance(task, dict) else task.to_dict() for task in tasks]
    return {"name": name, "version": 1, "tasks": listed, **fields}


def test_a_wait_of_a_month_passes_at_once(env: ConductorEnvironment) -> None:
    """A workflow that waits for 30 days ends in this test, and the clock shows that it took 30 days."""
    sent = env.mock_worker("send_mail", {"ok": True})
    mail = simple_task("mail", "send_mail", {"to": "${workflow.input.to}"})
    run = env.execute(definition("reminder", wait(duration="30 days"), mail), {"to": "ada@example.com"})
    assert run.completed
    assert sent.calls[0].input == {"to": "ada@example.com"}
    assert env.now - run.started_at == run.duration == MONTH


def test_a_wait_until_a_date_passes_at_once() -> None:
    """A WAIT until a date ends at that date."""
    with ConductorEnvironment.time_skipping(start=datetime(2030, 1, 1, tzinfo=UTC)) as env:
        assert env.now == datetime(2030, 1, 1, tzinfo=UTC)
        env.execute(definition("until", wait(until="2030-03-01 10:00 GMT"))).assert_completed()
        assert env.now == datetime(2030, 3, 1, 10, tzinfo=UTC)


def test_delays_of_retries_pass_at_once(env: ConductorEnvironment) -> None:
    """A task that fails twice is retried after its delays."""
    env.register(TaskDef(name="flaky", retry_count=3, retry_delay_seconds=3600))
    env.mock_worker("flaky", [RuntimeError("no"), RuntimeError("no"), {"at": "last"}])
    run = env.execute(workflow("retried", [simple_task("x", "flaky", {})]))
    assert [task.status for task in run.tries("x")] == [TaskState.FAILED, TaskState.FAILED, TaskState.COMPLETED]
    assert run.duration == timedelta(hours=2)


@pytest.mark.slow
def test_a_timeout_of_a_workflow_passes_at_once(env: ConductorEnvironment) -> None:
    """A workflow with a time limit that nothing meets is TIMED_OUT at its end."""
    task = simple_task("x", "nobody_does_this", {})
    run = env.execute(definition("limited", task, timeoutSeconds=7200, timeoutPolicy="TIME_OUT_WF"))
    assert (run.status, run.duration) == ("TIMED_OUT", timedelta(hours=2))


def test_a_task_that_its_worker_forgot_times_out(env: ConductorEnvironment) -> None:
    """Whoever polls a task and then lets time pass does not hold the clock: the response timeout comes."""
    env.register(TaskDef(name="lost", retry_count=0, response_timeout_seconds=600))
    workflow_id = env.start(workflow("forgotten", [simple_task("x", "lost", {})]))
    assert TaskClient(env.client).poll_task("lost") is not None
    env.sleep(timedelta(hours=1))
    assert env.run(workflow_id).task("x").status == TaskState.TIMED_OUT


def test_schedules_fire_while_time_passes(env: ConductorEnvironment) -> None:
    """A schedule starts its workflow as often as it is due in the time that a test lets pass."""
    env.register(definition("tick", {"name": "n", "taskReferenceName": "n", "type": "NOOP"}))
    scheduler = SchedulerClient(env.client)
    request = {"name": "tick", "version": 1}
    scheduler.save_schedule({"name": "hourly", "cronExpression": "0 0 * * * ?", "startWorkflowRequest": request})
    env.sleep(timedelta(days=1))
    assert env.executor.search(workflow_type="tick").total_hits == 24


def test_time_stands_still_unless_somebody_waits(env: ConductorEnvironment) -> None:
    """Starting, polling and reading move no time; a wait does."""
    before = env.now
    workflow_id = env.start(definition("still", wait(duration="1 hours")))
    assert TaskClient(env.client).poll_task("anything") is None
    assert env.run(workflow_id).status == "RUNNING"
    assert env.now == before
    env.result(workflow_id)
    assert env.now == before + timedelta(hours=1)


def test_a_block_without_skipping(env: ConductorEnvironment) -> None:
    """In a block without skipping time stands still, whoever waits; after it, it goes on."""
    workflow_id = env.start(definition("held", wait(duration="1 hours")))
    ended = threading.Event()
    waiter = threading.Thread(target=lambda: (env.result(workflow_id), ended.set()))
    before = env.now
    with env.without_skipping():
        waiter.start()
        assert not ended.wait(0.3)
        assert env.now == before
    waiter.join()
    assert env.now == before + timedelta(hours=1)


def test_a_wait_of_the_client_lets_time_pass(env: ConductorEnvironment) -> None:
    """Code under test that waits for a workflow by its client gets the answer at once."""
    env.mock_worker("work", {"done": True})
    env.register(definition("asked", wait(duration="50 seconds"), simple_task("x", "work", {})))
    run = WorkflowExecutor(env.client).execute_workflow({"name": "asked", "version": 1}, wait_for_seconds=60)
    assert run.status == "COMPLETED"


@pytest.mark.slow
def test_a_task_manager_holds_the_clock_while_it_works(env: ConductorEnvironment) -> None:
    """While a worker of this process is busy, time does not pass, however long it takes."""
    may_end = threading.Event()

    def slow(_task: object) -> dict[str, object]:
        return {"ended": may_end.wait(10)}

    env.register(TaskDef(name="slow", retry_count=0, response_timeout_seconds=60, timeout_seconds=0))
    workflow_id = env.start(workflow("busy", [simple_task("x", "slow", {})]))
    before = env.now
    with TaskManager(env.client, [ConductorWorker("slow", slow)]):
        timer = threading.Timer(0.8, may_end.set)
        timer.start()
        run = env.result(workflow_id)
        timer.join()
    run.assert_completed()
    assert run.task("x").output_data == {"ended": True}
    assert env.now - before < timedelta(seconds=60)


def test_a_worker_that_waits_for_its_own_environment_is_told(env: ConductorEnvironment) -> None:
    """A worker of an environment cannot wait for it: its task fails with the reason and the way out."""

    def nested(_task: object) -> None:
        env.sleep(5)

    env.add_workers(ConductorWorker("nested", nested))
    run = env.execute(workflow("nest", [simple_task("x", "nested", {})]))
    run.assert_failed("cannot sleep; run it by a TaskManager")


@pytest.mark.slow
def test_what_will_never_end_is_explained(env: ConductorEnvironment) -> None:
    """A wait for a task without a worker ends at once, and the error names the task and the way out."""
    with pytest.raises(WorkflowNotEndedError) as caught:
        env.execute(workflow("lonely", [simple_task("pay_ref", "pay", {})]))
    assert "no worker here takes 'pay' (pay_ref): env.mock_worker('pay') plays one" in str(caught.value)
    assert caught.value.run is not None
    assert caught.value.run.task("pay_ref").status == TaskState.SCHEDULED


def test_a_time_limit_is_on_the_clock(env: ConductorEnvironment) -> None:
    """A timeout counts the time of the environment, and the error shows where the workflow stands."""
    before = env.now
    with pytest.raises(WorkflowNotEndedError, match="the time is up"):
        env.execute(definition("long", wait(duration="30 days")), timeout=timedelta(days=3))
    assert env.now - before == timedelta(days=3)


def test_what_only_a_person_can_go_on_with_is_given_back(env: ConductorEnvironment) -> None:
    """A workflow that waits for a signal is given as it stands, and ends when it has got it."""
    run = env.execute(definition("asks", wait("answer")))
    assert (run.status, run.ended) == ("RUNNING", False)
    env.executor.signal(run.workflow_id, "COMPLETED", {"yes": True})
    env.result(run.workflow_id).assert_completed()


def test_the_same_program_gives_the_same_execution() -> None:
    """Two runs of a program with a fork, failures and waits agree in everything but ids."""
    assert program() == program()


def program() -> list[Any]:
    with ConductorEnvironment.time_skipping(start=datetime(2030, 1, 1, tzinfo=UTC)) as env:
        env.register(TaskDef(name="b", retry_count=2, retry_delay_seconds=30))
        for name, output in (("a", {"n": 1}), ("b", [ValueError("no"), {"n": 2}]), ("c", {"n": 3}), ("d", {})):
            env.mock_worker(name, output)  # type: ignore[arg-type] - a list of both kinds
        branches = [[simple_task(f"{name}_{n}", name, {}).to_dict() for n in (1, 2)] for name in "dacb"]
        fork = {"name": "f", "taskReferenceName": "f", "type": "FORK_JOIN", "forkTasks": branches}
        join = {"name": "j", "taskReferenceName": "j", "type": "JOIN", "joinOn": [f"{name}_2" for name in "abcd"]}
        run = env.execute(definition("forked", fork, join, wait(duration="2 days")))
        return [
            (task.reference_task_name, task.status, task.seq, task.start_time, task.end_time, task.output_data)
            for task in run.tasks
        ] + [run.status, run.duration]


def test_a_server_of_the_caller_stays_open() -> None:
    """An environment on a given server uses its clock and leaves it open."""
    with LocalServer(clock=SkippingClock(0)) as server:
        with ConductorEnvironment.local(server) as env:
            assert env.skips_time
            assert env.now == datetime(1970, 1, 1, tzinfo=UTC)
        with ConductorEnvironment.local(server) as again:
            assert MetadataClient(again.client).get_all_task_defs() == []


def test_an_environment_with_the_wall_clock() -> None:
    """On the wall clock a workflow runs as on a real server; what does not end in time is an error."""
    with ConductorEnvironment.local() as env:
        env.mock_worker("work", {"done": True})
        env.execute(workflow("quick", [simple_task("x", "work", {})])).assert_completed()
        assert not env.skips_time
        with pytest.raises(WorkflowNotEndedError, match="the time is up"):
            env.execute(definition("slow", wait(duration="1 hours")), timeout=timedelta(milliseconds=50))


def test_a_start_without_a_time_zone_is_refused() -> None:
    """A start of the clock needs its time zone."""
    with pytest.raises(ConfigurationError, match="no time zone"):
        ConductorEnvironment.time_skipping(start=datetime(2030, 1, 1))  # noqa: DTZ001 - that is the test


def test_a_closed_environment_ends_its_waits(env: ConductorEnvironment) -> None:
    """A worker thread of an environment ends with it."""
    env.mock_worker("work")
    env.close()
    assert "conductor-testing-workers" not in {thread.name for thread in threading.enumerate()}
    with pytest.raises(UsageError):
        env.start("any")
