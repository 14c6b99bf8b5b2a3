"""What workers do: poll, update, extend the lease, write logs."""

from __future__ import annotations

from .decider import decide, settle
from .errors import EngineError, NotFoundError
from .expressions import reveal_secrets
from .lookup import find_task, get_workflow
from .mappers import is_system
from .model import Task, Workflow
from .queues import queue_name
from .runtime import PollRecord, Runtime, close_task, enter_progress, leave_progress
from .values import JsonMap, copy_json
from .views import task_json
from .worker_queue import enqueue, watch_response, watch_time


def poll(rt: Runtime, task_type: str, worker_id: str | None, domain: str | None, count: int) -> list[JsonMap]:
    """Hand out up to `count` tasks of a type, as the worker receives them."""
    queue = queue_name(task_type, domain)
    rt.polls[task_type, domain] = PollRecord(task_type, domain, worker_id, rt.now_ms)
    found: list[JsonMap] = []
    held_back: list[Task] = []
    while len(found) < count:
        task_id = rt.queues.pop(queue, rt.now_ms)
        if task_id is None:
            break
        task = rt.tasks[task_id]
        if _at_limit(rt, task):
            held_back.append(task)
            continue
        found.append(_hand_out(rt, task, worker_id))
    for task in held_back:
        enqueue(rt, task, 0)
    return found


def _at_limit(rt: Runtime, task: Task) -> bool:
    limit = (task.definition or {}).get("concurrentExecLimit") or 0
    return limit > 0 and len(rt.in_progress.get(task.def_name, ())) >= limit


def _hand_out(rt: Runtime, task: Task, worker_id: str | None) -> JsonMap:
    task.status = "IN_PROGRESS"
    task.start_ms = task.start_ms or rt.now_ms
    task.update_ms = rt.now_ms
    task.callback_after_s = 0
    task.worker_id = worker_id
    task.poll_count += 1
    enter_progress(rt, task)
    rt.handed_out.append(task.task_id)
    rt.note(task)
    rt.timers.cancel("poll", task.task_id)
    watch_response(rt, task)
    watch_time(rt, task)
    rt.tell(rt.workflows.get(task.workflow_id))
    shown = task_json(task)
    if not task.external_input:
        shown["inputData"] = reveal_secrets(task.input, rt.surroundings.secrets)
    return shown


def update(rt: Runtime, result: JsonMap) -> Task | None:
    """Apply a worker's result; None when it came too late and changed nothing."""
    workflow = get_workflow(rt, result["workflowInstanceId"])
    task = rt.tasks.get(result["taskId"])
    if task is None:
        raise NotFoundError(f"No such task found by id: {result['taskId']}")
    if result.get("extendLease"):
        return _extend_lease(rt, task)
    if workflow.terminal or task.terminal:
        return None
    if result.get("status") is None:
        raise EngineError(
            'Cannot invoke "com.netflix.conductor.common.metadata.tasks.TaskResult$Status.name()" because the return '
            'value of "com.netflix.conductor.common.metadata.tasks.TaskResult.getStatus()" is null'
        )
    _apply(rt, workflow, task, result)
    for entry in result.get("logs", []):
        add_log(rt, task.task_id, entry.get("log"), entry["createdTime"])
    decide(rt, workflow)
    settle(rt, workflow)
    return task


def _extend_lease(rt: Runtime, task: Task) -> Task:
    if not task.terminal:
        task.update_ms = rt.now_ms
        watch_response(rt, task)
        rt.note(task)
    return task


def _apply(rt: Runtime, workflow: Workflow, task: Task, result: JsonMap) -> None:
    rt.note(task)
    task.output = result["outputData"]  # not copied: it comes from a request, or its caller has copied it
    task.reason = result.get("reasonForIncompletion")
    task.worker_id = result.get("workerId") or task.worker_id
    task.callback_after_s = result["callbackAfterSeconds"]
    task.update_ms = rt.now_ms
    status: str = result["status"]
    if status != "IN_PROGRESS":
        close_task(rt, workflow, task, status)
    elif is_system(task):
        task.status = "IN_PROGRESS"
    else:
        _put_back(rt, task)
    rt.touch_workflow(workflow)


def _put_back(rt: Runtime, task: Task) -> None:
    leave_progress(rt, task)
    task.status = "SCHEDULED"
    rt.timers.cancel("response", task.task_id)
    enqueue(rt, task, task.callback_after_s)


def update_by_reference(
    rt: Runtime, workflow_id: str, reference: str, status: str, output: JsonMap, worker_id: str | None
) -> Task | None:
    """Apply a result to the open task with a reference, merging its output; None when there is none."""
    task = find_open(rt, workflow_id, reference)
    if task is None:
        return None
    return update(rt, result_for(task, status, output, worker_id))


def result_for(task: Task, status: str, output: JsonMap, worker_id: str | None) -> JsonMap:
    """A worker's result for a task, made of its present state and more output."""
    return {
        "workflowInstanceId": task.workflow_id,
        "taskId": task.task_id,
        "status": status,
        "outputData": {**task.output, **output},
        "callbackAfterSeconds": task.callback_after_s,
        "reasonForIncompletion": task.reason,
        "workerId": worker_id or task.worker_id,
    }


def find_open(rt: Runtime, workflow_id: str, reference: str) -> Task | None:
    """The open task with a reference; one in a loop may be named without its round."""
    workflow = rt.workflows.get(workflow_id)
    if workflow is None:
        return None
    task = workflow.by_ref.get(reference)
    return None if task is None or task.terminal else task


def add_log(rt: Runtime, task_id: str, text: str | None, created_ms: int) -> None:
    """Keep a log line of a task."""
    entry: JsonMap = {} if text is None else {"log": text}
    lines = rt.logs.setdefault(task_id, [])
    lines.append({**entry, "taskId": task_id, "createdTime": created_ms})
    rt.changes.note("log", f"{task_id}/{len(lines) - 1}")


def update_from_event(rt: Runtime, details: JsonMap, status: str) -> None:
    """Apply what an event handler's complete_task or fail_task asks for."""
    task = find_task(rt, details)
    if task is not None and not task.terminal:
        result = result_for(task, status, copy_json(details.get("output") or {}), None)
        result["reasonForIncompletion"] = details.get("reasonForIncompletion")
        update(rt, result)
