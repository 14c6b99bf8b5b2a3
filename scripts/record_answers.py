"""Records answers of the real server into tests/data/recorded, which the tests feed through the generated client.

``python -m scripts.record_answers`` starts a server of its own; ``--server URL`` drives a running one, which should be
fresh: lists would have the definitions of others too. Names of the machine are replaced.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import httpx

from conductor.regen.documents import ROOT
from conductor_api import Client
from conductor_api.api import environment as environment_api
from conductor_api.api import event, health, metadata, queue_admin, scheduler, task, workflow, workflow_bulk
from conductor_api.api import secret as secret_api
from conductor_api.errors import UnexpectedResponse
from conductor_api.models import (
    EventHandler,
    RerunWorkflowRequest,
    ReturnStrategy,
    StartWorkflowRequest,
    Task,
    TaskDef,
    TaskResult,
    TaskResultStatus,
    WorkflowDef,
    WorkflowSchedule,
    WorkflowTestRequest,
)
from scripts.real_server import RealServer
from scripts.recorder import Recorder

TARGET = ROOT / "tests" / "data" / "recorded"


def script(reference: str, expression: str, kind: str = "INLINE") -> dict[str, Any]:
    """Give a task that computes something."""
    values = {"evaluatorType": "javascript", "expression": expression, "queryExpression": expression, "n": 1}
    return {"name": reference, "taskReferenceName": reference, "type": kind, "inputParameters": values}


def step(reference: str, kind: str = "SIMPLE", **more: Any) -> dict[str, Any]:
    """Give a task of some kind; a simple one is work for `do`."""
    name = "recorded_work" if kind == "SIMPLE" else reference
    return {"name": name, "taskReferenceName": reference, "type": kind, "inputParameters": {"a": [1, None]}, **more}


CHILD = {"name": "recorded_child", "version": 1}
TASKS = [
    step("first"),
    step("choose", "SWITCH", evaluatorType="value-param", expression="a", decisionCases={"x": [script("in", "1")]}),
    step("fork", "FORK_JOIN", forkTasks=[[step("left")], [script("right", ".n", "JSON_JQ_TRANSFORM")]]),
    step("join", "JOIN", joinOn=["left", "right"]),
    step("set", "SET_VARIABLE"),
    step("loop", "DO_WHILE", loopCondition="$.loop['iteration'] < 2", loopOver=[script("in_loop", "1")]),
    step("dynamic", "DYNAMIC", dynamicTaskNameParam="of", inputParameters={"of": "recorded_work"}),
    step("child", "SUB_WORKFLOW", subWorkflowParam=CHILD),
    step("start", "START_WORKFLOW", inputParameters={"startWorkflow": {**CHILD, "input": {}}}),
    step("person", "HUMAN"),
    step("wait", "WAIT", inputParameters={"duration": "1 hour"}),
    step("end", "TERMINATE", inputParameters={"terminationStatus": "COMPLETED", "workflowOutput": {"done": None}}),
]


def definition(name: str, tasks: list[dict[str, Any]], **more: Any) -> WorkflowDef:
    return WorkflowDef.from_dict({"name": name, "version": 1, "tasks": tasks, "ownerEmail": "a@example.com", **more})


def start(client: Client, name: str, **more: Any) -> str:
    return workflow.start_workflow.sync(client=client, body=StartWorkflowRequest(name=name, **more))


def do(client: Client, status: TaskResultStatus, reason: str | None = None) -> None:
    """Take one task of the queue and report its result."""
    for taken in task.batch_poll.sync("recorded_work", client=client, count=1, timeout=5000, workerid="w1"):
        task.add_task_log.sync(taken.task_id, client=client, body="working")
        task.update_task.sync(client=client, body=result(taken, status, reason))


def result(taken: Task, status: TaskResultStatus, reason: str | None = None) -> TaskResult:
    return TaskResult(
        task_id=taken.task_id,
        workflow_instance_id=taken.workflow_instance_id,
        status=status,
        reason_for_incompletion=reason,
        output_data={"answer": 42, "null": None},
    )


def until(condition: Callable[[], bool], limit_s: float = 120) -> None:
    """Ask again until it is so: the server decides some things when its sweeper comes by."""
    end_s = time.monotonic() + limit_s
    while not condition():
        if time.monotonic() > end_s:
            raise TimeoutError(f"not so after {limit_s} s: {condition}")
        time.sleep(0.5)


def wait_for(client: Client, workflow_id: str, reference: str) -> None:
    """Wait, unrecorded, until the task of the reference is open."""
    with Client(client.base_url) as unrecorded:

        def is_open() -> bool:
            tasks = workflow.get_workflow.sync(workflow_id, client=unrecorded).tasks
            return any(t.reference_task_name == reference and t.status in {"IN_PROGRESS", "SCHEDULED"} for t in tasks)

        until(is_open)


def record_definitions(client: Client) -> None:
    body = TaskDef(name="recorded_work", retry_count=1, retry_delay_seconds=0, owner_email="a@example.com")
    metadata.create_task_defs.sync(client=client, body=[body])
    metadata.update_task_def.sync(client=client, body=body)
    metadata.get_task_def.sync("recorded_work", client=client)
    metadata.get_task_defs.sync(client=client)
    child = definition("recorded_child", [script("only", "1")])
    metadata.create_workflow_def.sync(client=client, body=child, overwrite=True)
    metadata.update_workflow_defs.sync(client=client, body=[definition("recorded", TASKS, variables={"v": 1})])
    metadata.update_workflow_defs.sync(client=client, body=[definition("recorded_one", [step("one")])])
    waits = [step("one", "WAIT"), step("two", "WAIT")]
    metadata.update_workflow_defs.sync(client=client, body=[definition("recorded_wait", waits)])
    metadata.validate_workflow_def.sync(client=client, body=definition("recorded", TASKS))
    metadata.get_workflow_def.sync("recorded", client=client)
    metadata.get_workflow_defs.sync(client=client)
    metadata.get_latest_workflow_defs.sync(client=client)
    metadata.get_workflow_def_names.sync(client=client)
    metadata.get_workflow_def_names_and_versions.sync(client=client)
    metadata.get_workflow_def_versions.sync("recorded", client=client)


def record_all_kinds_of_tasks(client: Client) -> None:
    workflow_id = start(client, "recorded", input={"x": None}, correlation_id="c1", priority=3)
    for reference in ("first", "left", "dynamic"):
        wait_for(client, workflow_id, reference)
        do(client, TaskResultStatus.COMPLETED)
    wait_for(client, workflow_id, "person")
    completed = TaskResultStatus.COMPLETED
    task.update_task_by_ref_name.sync(workflow_id, "person", completed, client=client, body={"by": "a"})
    wait_for(client, workflow_id, "wait")
    task.signal_workflow_task.sync(workflow_id, completed, client=client, body={"go": 1})
    workflow.get_workflow.sync(workflow_id, client=client)
    workflow.get_workflow.sync(workflow_id, client=client, include_tasks=False)
    workflow.get_workflow_status.sync(workflow_id, client=client, include_output=True, include_variables=True)
    workflow.get_workflow_tasks.sync(workflow_id, client=client, count=3)
    workflow.get_workflows_by_correlation_id.sync("recorded", "c1", client=client, include_closed=True)
    workflow.get_workflows_by_correlation_ids.sync("recorded", client=client, body=["c1", "c2"], include_closed=True)


def record_failures(client: Client) -> None:
    workflow_id = start(client, "recorded_one")
    workflow.get_workflow.sync(workflow_id, client=client)
    do(client, TaskResultStatus.FAILED, "once")
    workflow.get_workflow.sync(workflow_id, client=client)
    do(client, TaskResultStatus.FAILED_WITH_TERMINAL_ERROR, "for good")
    workflow.get_workflow.sync(workflow_id, client=client)
    workflow.retry_workflow.sync(workflow_id, client=client)
    do(client, TaskResultStatus.COMPLETED)
    workflow.restart_workflow.sync(workflow_id, client=client)
    with suppress(UnexpectedResponse):
        workflow.restart_workflow.sync(workflow_id, client=client)
    workflow.pause_workflow.sync(workflow_id, client=client)
    workflow.get_workflow_status.sync(workflow_id, client=client)
    workflow.resume_workflow.sync(workflow_id, client=client)
    workflow.terminate_workflow.sync(workflow_id, client=client, reason="no longer wanted")
    workflow.get_workflow.sync(workflow_id, client=client)
    workflow.rerun_workflow.sync(workflow_id, client=client, body=RerunWorkflowRequest())
    do(client, TaskResultStatus.COMPLETED)
    skipping = start(client, "recorded")
    workflow.skip_task_from_workflow.sync(skipping, "choose", client=client)
    workflow.terminate_workflow.sync(skipping, client=client)
    workflow.get_workflow.sync(skipping, client=client)
    workflow.delete_workflow.sync(start(client, "recorded_child"), client=client)
    for missing in (workflow.get_workflow, workflow.get_workflow_status, task.get_task, metadata.get_task_def):
        with suppress(UnexpectedResponse):
            missing.sync("no-such-id", client=client)


def record_timeout(client: Client) -> None:
    slow = TaskDef(name="recorded_slow", response_timeout_seconds=1, retry_count=0, owner_email="a@example.com")
    metadata.create_task_defs.sync(client=client, body=[slow])
    waiting = {**step("slow"), "name": "recorded_slow"}
    metadata.update_workflow_defs.sync(client=client, body=[definition("recorded_slow", [waiting])])
    workflow_id = start(client, "recorded_slow")
    task.poll_task.sync("recorded_slow", client=client)
    with Client(client.base_url) as unrecorded:
        until(lambda: workflow.get_workflow_status.sync(workflow_id, client=unrecorded).status == "TIMED_OUT")
    workflow.get_workflow.sync(workflow_id, client=client)


def record_synchronous_calls(client: Client) -> None:
    for name in ("recorded_child", "recorded_wait"):
        for strategy in ReturnStrategy:
            body = StartWorkflowRequest(name=name, version=1)
            with suppress(UnexpectedResponse):
                workflow.execute_workflow.sync(
                    name, 1, client=client, body=body, wait_for_seconds=1, request_id="r1", return_strategy=strategy
                )
    for strategy in ReturnStrategy:
        workflow_id = start(client, "recorded_wait")
        task.signal_workflow_task_sync.sync(
            workflow_id, TaskResultStatus.COMPLETED, client=client, body={"a": None}, return_strategy=strategy
        )
    workflow_id = start(client, "recorded_wait")
    task.update_task_sync.sync(workflow_id, "one", TaskResultStatus.COMPLETED, client=client, body={"a": None})
    task.signal_workflow_task.sync(start(client, "recorded_wait"), TaskResultStatus.COMPLETED, client=client, body={})
    test = WorkflowTestRequest(name="recorded_one", version=1, workflow_def=definition("recorded_one", [step("one")]))
    workflow.test_workflow.sync(client=client, body=test)


def record_tasks(client: Client) -> None:
    task.poll_task.sync("recorded_nothing", client=client)
    task.batch_poll.sync("recorded_nothing", client=client, count=1, timeout=1)
    for _ in range(3):
        start(client, "recorded_one", task_to_domain={})
    task.get_queue_size.sync(client=client, task_type="recorded_work")
    task.get_queue_sizes.sync(client=client, task_type=["recorded_work"])
    task.get_queue_depths.sync(client=client)
    task.get_queue_details.sync(client=client)
    task.get_poll_data.sync(client=client, task_type="recorded_work")
    task.get_all_poll_data.sync(client=client)
    task.requeue_pending_tasks.sync("recorded_work", client=client)
    taken = task.poll_task.sync("recorded_work", client=client, workerid="w2")
    while taken is not None:
        task.get_task.sync(taken.task_id, client=client)
        task.add_task_log.sync(taken.task_id, client=client, body='"quoted", not JSON')
        task.get_task_logs.sync(taken.task_id, client=client)
        taken = task.update_task_v2.sync(client=client, body=result(taken, TaskResultStatus.COMPLETED))
    task.get_task_logs.sync("no-such-id", client=client)
    location = {"path": "x", "operation": "READ", "payload_type": "TASK_INPUT"}
    task.get_task_storage_location.sync(client=client, **location)


def record_searches(client: Client) -> None:
    until(lambda: workflow.search_workflows.sync(client=client, query="status = 'COMPLETED'").total_hits > 0)
    for search in (
        workflow.search_workflows,
        workflow.search_workflows_v2,
        workflow.search_workflows_by_tasks,
        workflow.search_workflows_by_tasks_v2,
        task.search_tasks,
        task.search_tasks_v2,
    ):
        search.sync(client=client, size=2)
        search.sync(client=client, size=1, query="status = 'FAILED'")
        search.sync(client=client, size=1, free_text="no-such-text")
    workflow.get_running_workflows.sync("recorded_wait", client=client)


def record_bulk(client: Client) -> None:
    ids = [start(client, "recorded_wait"), "no-such-id"]
    workflow_bulk.get_workflows_by_ids.sync(client=client, body=ids)
    for act in (
        workflow_bulk.pause_workflows,
        workflow_bulk.resume_workflows,
        workflow_bulk.terminate_workflows,
        workflow_bulk.restart_workflows,
        workflow_bulk.retry_workflows,
        workflow_bulk.terminate_and_remove_workflows,
    ):
        act.sync(client=client, body=ids)


def record_schedules(client: Client) -> None:
    started = StartWorkflowRequest(name="recorded_child", version=1, input={"x": None})
    body = WorkflowSchedule(name="recorded", cron_expression="* * * * * *", start_workflow_request=started)
    scheduler.save_schedule.sync(client=client, body=body)
    scheduler.get_schedule.sync("recorded", client=client)
    scheduler.get_schedules.sync(client=client)
    scheduler.search_schedules.sync(client=client)
    scheduler.get_next_schedules.sync(client=client, cron_expression="0 0 12 * * *")
    until(lambda: scheduler.search_schedule_executions.sync(client=client).total_hits > 0)
    scheduler.pause_schedule.sync("recorded", client=client, reason="enough")
    scheduler.get_schedule.sync("recorded", client=client)
    scheduler.resume_schedules.sync(client=client, body=["recorded", "no-such-name"])
    scheduler.pause_schedules.sync(client=client, body=["recorded"])
    scheduler.pause_all_schedules.sync(client=client)
    scheduler.resume_all_schedules.sync(client=client)
    scheduler.requeue_all_schedule_executions.sync(client=client)
    scheduler.delete_schedule.sync("recorded", client=client)


def record_the_rest(client: Client) -> None:
    action = {"action": "start_workflow", "start_workflow": {"name": "recorded_child", "version": 1, "input": {}}}
    handler = {"name": "recorded", "event": "conductor:recorded:done", "actions": [action], "active": True}
    event.add_event_handler.sync(client=client, body=EventHandler.from_dict(handler))
    event.update_event_handler.sync(client=client, body=EventHandler.from_dict(handler))
    event.get_event_handlers.sync(client=client)
    event.get_event_handlers_for_event.sync("conductor:recorded:done", client=client)
    event.delete_event_handler.sync("recorded", client=client)
    health.check_health.sync(client=client)
    queue_admin.get_wait_queue_names.sync(client=client)
    queue_admin.get_wait_queue_sizes.sync(client=client)
    secret_api.get_secret_names.sync(client=client)
    secret_api.get_secrets_with_metadata.sync(client=client)
    environment_api.get_environment_variables.sync(client=client)
    environment_api.get_environment_variable.sync("recorded", client=client)
    with suppress(UnexpectedResponse):
        secret_api.put_secret.sync("recorded", client=client, body="made up")


def record(url: str) -> Recorder:
    """Drive the server and give what it answered."""
    recorder = Recorder()
    hooks = {"response": [recorder.keep]}
    with httpx.Client(event_hooks=hooks, timeout=60, trust_env=False) as http_client:
        client = Client(url, http_client=http_client)
        for part in (
            record_definitions,
            record_all_kinds_of_tasks,
            record_failures,
            record_timeout,
            record_synchronous_calls,
            record_tasks,
            record_searches,
            record_bulk,
            record_schedules,
            record_the_rest,
        ):
            print(part.__name__, file=sys.stderr)
            part(client)
    return recorder


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m scripts.record_answers", description=__doc__)
    parser.add_argument("--server", metavar="URL", help="drive a running server instead of starting one")
    url = parser.parse_args().server
    if url:
        record(url).save(TARGET)
    else:
        with RealServer() as server:
            record(server.url).save(TARGET)


if __name__ == "__main__":
    main()
