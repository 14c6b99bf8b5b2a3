"""What the engine does with time: delays, timeouts, leases, limits."""

from __future__ import annotations

import pytest

from conductor.local.api.http import Reply
from conductor.local.engine.waiting import Park
from tests.support.sizes import SIZES
from tests.unit.local.support import Server, simple, system


@pytest.fixture
def server() -> Server:
    return Server()


def test_retry_waits_for_its_delay(server: Server) -> None:
    """The next try of a failed task is handed out when its delay is over, not before."""
    server.call("POST", "/metadata/taskdefs", [{"name": "work", "retryCount": 1, "retryDelaySeconds": 30}])
    server.define(simple("a"))
    workflow_id = server.start()
    server.finish(server.poll("work")[0], "FAILED")
    server.pass_time(29)
    assert server.poll("work") == []
    server.pass_time(1)
    (again,) = server.poll("work")
    assert (again["retryCount"], again["seq"]) == (1, 2)
    server.finish(again)
    assert server.workflow(workflow_id)["status"] == "COMPLETED"


def test_wait_of_a_month_ends_when_it_is_due(server: Server) -> None:
    """A WAIT takes no time of the machine."""
    server.define(system("w", "WAIT", inputParameters={"duration": "30 days"}))
    workflow_id = server.start()
    server.pass_time(30 * 86400 - 1)
    assert server.workflow(workflow_id)["status"] == "RUNNING"
    server.pass_time(1)
    assert server.workflow(workflow_id)["status"] == "COMPLETED"


def test_lease_keeps_a_task_from_timing_out(server: Server) -> None:
    """ExtendLease starts the response timeout anew; without it the task times out."""
    server.call("POST", "/metadata/taskdefs", [{"name": "work", "retryCount": 0, "responseTimeoutSeconds": 10}])
    server.define(simple("a"))
    workflow_id = server.start()
    (task,) = server.poll("work")
    server.pass_time(8)
    server.finish(task, "IN_PROGRESS", extendLease=True)
    server.pass_time(8)
    assert server.workflow(workflow_id)["status"] == "RUNNING"
    server.pass_time(2)
    assert server.workflow(workflow_id)["status"] == "TIMED_OUT"


def test_poll_timeout_counts_from_scheduling(server: Server) -> None:
    """A task that nobody polls in time is timed out."""
    server.call("POST", "/metadata/taskdefs", [{"name": "work", "retryCount": 0, "pollTimeoutSeconds": 5}])
    server.define(simple("a"))
    workflow_id = server.start()
    server.pass_time(5)
    (task,) = server.workflow(workflow_id)["tasks"]
    assert (task["status"], task["reasonForIncompletion"].startswith("Task poll timed out")) == ("TIMED_OUT", True)


def test_concurrency_limit_holds_tasks_back(server: Server) -> None:
    """No more tasks of a definition are handed out than concurrentExecLimit allows."""
    server.call("POST", "/metadata/taskdefs", [{"name": "work", "concurrentExecLimit": 2}])
    server.define(simple("a"))
    for _ in range(3):
        server.start()
    held = server.poll("work", 5)
    assert len(held) == 2
    server.finish(held[0])
    assert len(server.poll("work", 5)) == 1


def test_priority_comes_first(server: Server) -> None:
    """Of the tasks that wait, the one of the highest priority is handed out first."""
    server.define(simple("a"))
    low = server.call("POST", "/workflow", {"name": "wf", "priority": 1})
    high = server.call("POST", "/workflow", {"name": "wf", "priority": 9})
    assert [task["workflowInstanceId"] for task in server.poll("work", 2)] == [high, low]


def test_long_poll_is_answered_when_work_comes(server: Server) -> None:
    """A poll is parked while there is too little work, and ends as soon as there is enough."""
    server.define(simple("a"))
    parked = server.answer("GET", "/tasks/poll/batch/work?count=1&timeout=1000")
    assert isinstance(parked, Park)
    assert server.app.retry(parked, server.now_ms) is None
    server.start()
    reply = server.app.retry(parked, server.now_ms)
    assert isinstance(reply, Reply)
    assert b'"taskType":"work"' in reply.body


def test_long_poll_gives_what_it_has_when_time_is_up(server: Server) -> None:
    """A poll for more tasks than there are is answered at its time-out with those it has."""
    server.define(simple("a"))
    server.start()
    parked = server.answer("GET", "/tasks/poll/batch/work?count=5&timeout=1000")
    assert isinstance(parked, Park)
    server.now_ms += 1000
    reply = server.app.retry(parked, server.now_ms)
    assert isinstance(reply, Reply)
    assert reply.body.count(b'"taskId"') == 1


def test_schedule_starts_executions(server: Server) -> None:
    """A schedule fires at its times and shows what it started."""
    server.define(system("n", "NOOP"))
    schedule = {"name": "s", "cronExpression": "0 * * * * *", "startWorkflowRequest": {"name": "wf"}}
    server.call("POST", "/scheduler/schedules", schedule)
    server.pass_time(180)
    found = server.call("GET", "/scheduler/search/executions?query=scheduleName IN (s)")
    assert [record["state"] for record in found["results"]] == ["EXECUTED"] * 3


@pytest.mark.slow
def test_fork_of_thousands_of_branches(server: Server) -> None:
    """A large dynamic fork is run and joined without looking at every branch again and again."""
    fork = system("f", "FORK_JOIN_DYNAMIC", dynamicForkTasksParam="tasks", dynamicForkTasksInputParamName="inputs")
    fork["inputParameters"] = {"tasks": "${workflow.input.tasks}", "inputs": {}}
    server.define(fork, system("j", "JOIN"))
    count = SIZES.branches
    workflow_id = server.start(tasks=[simple(f"t{index}") for index in range(count)])
    for task in server.poll("work", count):
        server.finish(task)
    found = server.call("GET", f"/workflow/{workflow_id}?includeTasks=false")
    assert found["status"] == "COMPLETED"


def test_script_that_never_ends_fails_its_task(server: Server) -> None:
    """A script has a time limit; the server lives on."""
    server.define(system("i", "INLINE", inputParameters={"expression": "while (true) {}"}))
    workflow_id = server.start()
    assert server.workflow(workflow_id)["status"] == "FAILED"


def test_deep_nesting_is_refused(server: Server) -> None:
    """A body nested beyond all reason is an error of the request, not the end of the server."""
    deep: object = 1
    for _ in range(900):
        deep = [deep]
    server.define(simple("a", inputParameters={"d": "${workflow.input.d}"}))
    assert server.status("POST", "/workflow/wf", {"d": deep}) in {200, 500}
    assert server.status("GET", "/health") == 200


def test_workflow_that_contains_itself_fails(server: Server) -> None:
    """Nesting without end is cut off with a reason; the server lives on."""
    server.define(system("s", "SUB_WORKFLOW", subWorkflowParam={"name": "wf", "version": 1}))
    found = server.workflow(server.start())
    assert found["status"] == "FAILED"
    assert "does wf contain itself?" in found["reasonForIncompletion"]


def test_loop_without_end_fails(server: Server) -> None:
    """A loop of system tasks whose condition stays true is cut off with a reason."""
    server.define(system("lp", "DO_WHILE", loopCondition="true", loopOver=[system("n", "NOOP")]))
    found = server.call("GET", f"/workflow/{server.start()}?includeTasks=false")
    assert (found["status"], found["reasonForIncompletion"][:12]) == ("FAILED", "No end after")


@pytest.mark.slow
def test_executions_that_start_each_other_let_requests_in(server: Server) -> None:
    """A chain of starts without end is worked off in portions."""
    server.define(system("s", "START_WORKFLOW", inputParameters={"startWorkflow": {"name": "wf"}}))
    server.start()
    assert server.status("GET", "/version") == 200
