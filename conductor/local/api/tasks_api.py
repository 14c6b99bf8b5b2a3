"""/api/tasks: polling, results, logs, queues, signals."""

from __future__ import annotations

from conductor.local.engine import worker_tasks
from conductor.local.engine.errors import BadRequestError, EngineError, InvalidRequestError, NotFoundError, Violation
from conductor.local.engine.lookup import get_task, get_workflow
from conductor.local.engine.model import Task
from conductor.local.engine.queues import queue_name
from conductor.local.engine.runtime import PollRecord, Runtime
from conductor.local.engine.schema import free_map
from conductor.local.engine.shapes import RESULT_STATUS_TYPE, RESULT_STATUSES, TASK_RESULT
from conductor.local.engine.values import JsonMap
from conductor.local.engine.views import drop_none, task_json, workflow_json
from conductor.local.engine.waiting import Park, blocking_task, park_unless_ready, wait_for_workflow

from .http import EMPTY, NO_CONTENT, Answer, Call, as_json, as_text, check_choice, invalid
from .routes import Router
from .signals_api import signal_reply, strategy_of

_CONTROLLER = "com.netflix.conductor.rest.controllers.TaskResource."
_RESULT = "com.netflix.conductor.common.metadata.tasks.TaskResult"
_MAX_POLL_MS = 5000
_SIGNAL_WAIT_MS = 10_000


def poll(call: Call) -> Answer:
    """One task of a type, or 204."""
    found = worker_tasks.poll(call.rt, call.variable("tasktype"), call.text("workerid"), call.text("domain"), 1)
    return as_json(found[0]) if found else NO_CONTENT


def batch_poll(call: Call) -> Answer:
    """Up to `count` tasks of a type; held until they are there or the time is up."""
    task_type, domain, worker_id = call.variable("tasktype"), call.text("domain"), call.text("workerid")
    count, timeout_ms = call.number("count", 1), call.number("timeout", 100)
    if timeout_ms > _MAX_POLL_MS:
        raise BadRequestError("Long Poll Timeout value cannot be more than 5 seconds")
    found: list[JsonMap] = []

    def attempt(rt: Runtime) -> list[JsonMap] | None:
        found.extend(worker_tasks.poll(rt, task_type, worker_id, domain, count - len(found)))
        return found if len(found) >= count else None

    topic = "queue:" + queue_name(task_type, domain)
    park = Park(topic, call.rt.now_ms + timeout_ms, attempt, lambda _rt: found)
    return park_unless_ready(call.rt, park.then(as_json))


def _check_result(result: JsonMap) -> None:
    violations: list[Violation] = []
    if not result.get("taskId"):
        violations.append(Violation("updateTask.arg0.taskId", "Task ID cannot be null or empty", result.get("taskId")))
    if not result.get("workflowInstanceId"):
        message, given = "Workflow Id cannot be null or empty", result.get("workflowInstanceId")
        violations.append(Violation("updateTask.arg0.workflowInstanceId", message, given))
    if violations:
        raise InvalidRequestError(violations)


def update_task(call: Call) -> Answer:
    """Take a worker's result; gives the task id."""
    result = call.body(TASK_RESULT, f"public java.lang.String {_CONTROLLER}updateTask({_RESULT})")
    _check_result(result)
    worker_tasks.update(call.rt, result)
    return as_text(result["taskId"])


def update_task_v2(call: Call) -> Answer:
    """Take a worker's result and hand out the next task of the type, or 204."""
    result = call.body(TASK_RESULT, f"{_CONTROLLER}updateTaskV2({_RESULT})")
    if not (result.get("taskId") and result.get("workflowInstanceId")):
        raise EngineError(f"Validation failed for argument [0] in {_CONTROLLER}updateTaskV2({_RESULT})")
    task = call.rt.tasks.get(result["taskId"])
    worker_tasks.update(call.rt, result)
    call.settle()
    if task is None:
        return NO_CONTENT
    found = worker_tasks.poll(call.rt, task.task_type, result.get("workerId"), task.domain, 1)
    return as_json(found[0]) if found else NO_CONTENT


def _status(call: Call) -> str:
    found = call.variable("status")
    return check_choice("status", RESULT_STATUS_TYPE, RESULT_STATUSES, found, "PathVariable")


def _update_by_reference(call: Call, name: str) -> Task | None:
    status = _status(call)
    output = call.body(free_map, f"{_CONTROLLER}{name}")
    workflow_id, reference = call.variable("workflowId"), call.variable("taskRefName")
    return worker_tasks.update_by_reference(call.rt, workflow_id, reference, status, output, call.text("workerid"))


def update_by_reference(call: Call) -> Answer:
    """Update the open task with a reference; gives its id, or nothing when there is none."""
    task = _update_by_reference(call, "updateTask")
    return EMPTY if task is None else as_text(task.task_id)


def update_sync(call: Call) -> Answer:
    """Update the open task with a reference; gives the whole execution."""
    workflow_id, reference = call.variable("workflowId"), call.variable("taskRefName")
    if _update_by_reference(call, "updateTaskSync") is None:
        raise NotFoundError(f"Found no running task {reference} of workflow {workflow_id} to update")
    call.settle()
    return as_json(workflow_json(get_workflow(call.rt, workflow_id)))


def _signal(call: Call) -> bool:
    status = _status(call)
    output = call.body(free_map, f"{_CONTROLLER}signalWorkflowTask")
    found = blocking_task(call.rt, get_workflow(call.rt, call.variable("workflowId")))
    if found is None:
        return False
    worker_tasks.update(call.rt, worker_tasks.result_for(found[1], status, output, None))
    return True


def signal(call: Call) -> Answer:
    """End the first WAIT that holds an execution up; nothing happens when none does."""
    _signal(call)
    return EMPTY


def signal_sync(call: Call) -> Answer:
    """As signal, then answer as synchronous execution does."""
    strategy = strategy_of(call)
    wait_ms = call.number("timeoutMillis", _SIGNAL_WAIT_MS)
    workflow = get_workflow(call.rt, call.variable("workflowId"))
    if not _signal(call):
        raise NotFoundError(f"Found no blocked task in workflow {workflow.workflow_id} to signal")
    call.settle()
    request_id = call.rt.new_id()
    park = wait_for_workflow(workflow, call.rt.now_ms + wait_ms)
    return park_unless_ready(call.rt, park.then(lambda found: signal_reply(found, strategy, request_id)))


def get_one(call: Call) -> Answer:
    """One task."""
    return as_json(task_json(get_task(call.rt, call.variable("taskId"))))


def add_log(call: Call) -> Answer:
    """Keep a log line; the body is taken as it stands."""
    line = call.body_text(f"{_CONTROLLER}log")
    worker_tasks.add_log(call.rt, call.variable("taskId"), line, call.rt.now_ms)
    return EMPTY


def get_logs(call: Call) -> Answer:
    """The log lines of a task, or 204."""
    found = call.rt.logs.get(call.variable("taskId"))
    return as_json(found) if found else NO_CONTENT


# queues


def queue_sizes(call: Call) -> Answer:
    """How many tasks wait, by type."""
    if call.text("taskType") is None:
        raise EngineError('Cannot invoke "java.util.List.iterator()" because "taskDefNames" is null')
    return as_json({name: call.rt.queues.size(name) for name in filter(None, call.all_text("taskType"))})


def queue_size(call: Call) -> Answer:
    """How many tasks of one type wait."""
    task_type = call.text("taskType")
    if task_type is None:
        raise EngineError("Required request parameter 'taskType' for method parameter type String is not present")
    name = queue_name(task_type, call.text("domain"), call.text("isolationGroupId"))
    return as_json(call.rt.queues.size(name))


def all_queues(call: Call) -> Answer:
    """How many tasks wait in each queue."""
    return as_json(call.rt.queues.sizes())


def all_queues_verbose(call: Call) -> Answer:
    """How many tasks wait in each queue, in detail."""
    sizes = call.rt.queues.sizes().items()
    return as_json({name: {"a": {"size": size, "uacked": 0}} for name, size in sizes})


def _poll_json(record: PollRecord) -> JsonMap:
    return drop_none(
        {
            "queueName": record.queue,
            "domain": record.domain,
            "workerId": record.worker_id,
            "lastPollTime": record.last_poll_ms,
        }
    )


def poll_data(call: Call) -> Answer:
    """When the queues of a type were last polled."""
    task_type = call.text("taskType")
    if task_type is None:
        raise EngineError("Required request parameter 'taskType' for method parameter type String is not present")
    if not task_type:
        raise invalid("getPollData.arg0", "TaskType cannot be null or empty.", "")
    return as_json([_poll_json(record) for record in call.rt.polls.values() if record.queue == task_type])


def all_poll_data(call: Call) -> Answer:
    """When any queue was last polled."""
    return as_json([_poll_json(record) for record in call.rt.polls.values()])


def requeue(call: Call) -> Answer:
    """Put tasks that wait back into their queue; gives how many there are."""
    return as_text(str(call.rt.queues.size(call.variable("taskType"))))


def add_routes(router: Router) -> None:
    """Serve /api/tasks."""
    base = "/api/tasks"
    router.add("GET", base + "/poll/{tasktype}", poll)
    router.add("GET", base + "/poll/batch/{tasktype}", batch_poll)
    router.add("POST", base, update_task)
    router.add("POST", base + "/update-v2", update_task_v2)
    router.add("POST", base + "/{workflowId}/{taskRefName}/{status}", update_by_reference)
    router.add("POST", base + "/{workflowId}/{taskRefName}/{status}/sync", update_sync)
    router.add("POST", base + "/{workflowId}/{status}/signal", signal)
    router.add("POST", base + "/{workflowId}/{status}/signal/sync", signal_sync)
    router.add("GET", base + "/{taskId}", get_one)
    router.add("POST", base + "/{taskId}/log", add_log)
    router.add("GET", base + "/{taskId}/log", get_logs)
    router.add("GET", base + "/queue/sizes", queue_sizes)
    router.add("GET", base + "/queue/size", queue_size)
    router.add("GET", base + "/queue/all", all_queues)
    router.add("GET", base + "/queue/all/verbose", all_queues_verbose)
    router.add("GET", base + "/queue/polldata", poll_data)
    router.add("GET", base + "/queue/polldata/all", all_poll_data)
    router.add("POST", base + "/queue/requeue/{taskType}", requeue)
