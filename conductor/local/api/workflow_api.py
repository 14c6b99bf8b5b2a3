"""/api/workflow: starting, looking at and controlling executions."""

from __future__ import annotations

from typing import Any

from conductor.local.engine import control, idempotency, rerun
from conductor.local.engine.errors import BadRequestError, EngineError, InvalidRequestError
from conductor.local.engine.lookup import get_workflow
from conductor.local.engine.model import Start, Workflow
from conductor.local.engine.nulls import breaks_checks
from conductor.local.engine.schema import free_map, list_of, text
from conductor.local.engine.shapes import RERUN_REQUEST, START_REQUEST
from conductor.local.engine.starting import start
from conductor.local.engine.validate import NO_NAME, start_violations, workflow_def_violations
from conductor.local.engine.values import JsonMap, is_map
from conductor.local.engine.views import drop_none, task_json, workflow_json
from conductor.local.engine.waiting import park_unless_ready, wait_for_workflow

from .http import EMPTY, NO_CONTENT, Answer, Call, Reply, as_json, as_text, invalid, reads
from .routes import Router
from .signals_api import signal_reply, strategy_of

_CONTROLLER = "com.netflix.conductor.rest.controllers.WorkflowResource."
_REQUEST = "com.netflix.conductor.common.metadata.workflow.StartWorkflowRequest"
_DEFAULT_WAIT_S = 10
_HIGHEST_PRIORITY = 99
_IDS = list_of(text, "java.lang.String")


def check_start(call: Call, request: JsonMap, path: str) -> None:
    """Raise InvalidRequestError for a start request that breaks a constraint."""
    violations = list(start_violations(request, f"{path}."))
    inner = request.get("workflowDef")
    if inner is not None:
        where = f"{path}.workflowDef"
        violations += workflow_def_violations(inner, where, call.rt.scripts, call.rt.surroundings)
    if violations:
        raise InvalidRequestError(violations)


def start_from(call: Call, request: JsonMap) -> Workflow:
    """Start what a checked request names, or the definition inside it."""
    inner = request.get("workflowDef")
    name = request["name"] if inner is None else inner["name"]
    started_before = idempotency.repeated(call.rt, name, request)
    if started_before is not None:
        return started_before
    metadata = call.rt.metadata
    plan = metadata.bind(inner) if inner is not None else metadata.plan(request["name"], request.get("version"))
    begin = Start(
        inputs=request["input"],
        correlation_id=request.get("correlationId"),
        priority=request["priority"],
        task_to_domain=request["taskToDomain"],
        created_by=call.request.user,
    )
    workflow = start(call.rt, plan, begin)
    idempotency.note(call.rt, name, request, workflow)
    return workflow


def _start_request(value: Any) -> JsonMap | None:
    request = START_REQUEST(value)
    if is_map(value) and "input" in value and value["input"] is None:
        raise BadRequestError("NULL input passed when starting workflow")
    refuse_nulls(value)
    return request


def refuse_nulls(request: Any) -> None:
    """Raise EngineError when the checks of the server fall over a null in the definition inside a request."""
    if is_map(request) and is_map(request.get("workflowDef")) and breaks_checks(request["workflowDef"]):
        raise EngineError(NO_NAME)


@reads(_start_request)
def start_workflow(call: Call) -> Answer:
    """Start an execution; gives its id."""
    request = call.body(_start_request, f"public java.lang.String {_CONTROLLER}startWorkflow({_REQUEST})")
    check_start(call, request, "startWorkflow.arg0")
    return as_text(start_from(call, request).workflow_id)


@reads(free_map)
def start_by_path(call: Call) -> Answer:
    """Start an execution whose name is in the path and whose input is the body."""
    signature = (
        f"public java.lang.String {_CONTROLLER}startWorkflow(java.lang.String,java.lang.Integer,java.lang.String,int,"
        "java.util.Map<java.lang.String, java.lang.Object>)"
    )
    version = call.optional_number("version")
    call.number("priority", 0)
    return as_text(start_named(call, version, call.body(free_map, signature)).workflow_id)


def start_named(call: Call, version: int | None, inputs: JsonMap) -> Workflow:
    """Start the workflow that the path names."""
    name, priority = call.variable("name"), call.number("priority", 0)
    if not 0 <= priority <= _HIGHEST_PRIORITY:
        limit = "99 is the maximum" if priority > 0 else "0 is the minimum"
        raise invalid("startWorkflow.arg3", f"{limit} priority value", str(priority))
    call.rt.metadata.get_workflow(name, version)
    request: JsonMap = {
        "name": name,
        "version": version,
        "correlationId": call.text("correlationId"),
        "priority": priority,
        "input": inputs,
        "taskToDomain": {},
        "idempotencyKey": call.request.headers.get("x-idempotency-key"),
        "idempotencyStrategy": call.request.headers.get("x-on-conflict"),
    }
    return start_from(call, request)


@reads(START_REQUEST)
def execute_workflow(call: Call) -> Answer:
    """Start an execution and answer when it has ended, is held up, or the time is up."""
    signature = (
        f"public reactor.core.publisher.Mono<org.conductoross.conductor.model.SignalResponse> {_CONTROLLER}"
        "executeWorkflow(java.lang.String,java.lang.Integer,java.lang.String,java.lang.String,java.lang.Integer,"
        f"java.lang.String,org.conductoross.conductor.model.WorkflowSignalReturnStrategy,{_REQUEST})"
    )
    version = call.int_variable("version")
    wait_s = call.optional_number("waitForSeconds") or _DEFAULT_WAIT_S
    strategy = strategy_of(call)
    request_id = call.text("requestId") or call.rt.new_id()
    references = frozenset(filter(None, call.all_text("waitUntilTaskRef")))
    request = call.body(START_REQUEST, signature)
    request |= {"name": call.variable("name"), "version": version}
    check_start(call, request, "startWorkflow.arg0")
    workflow = start_from(call, request)
    park = wait_for_workflow(workflow, call.rt.now_ms + wait_s * 1000, references)
    call.settle()
    return park_unless_ready(call.rt, park.then(lambda found: signal_reply(found, strategy, request_id)))


def get_execution(call: Call) -> Answer:
    """One execution."""
    with_tasks = call.flag("includeTasks", default=True)
    return as_json(workflow_json(get_workflow(call.rt, call.variable("workflowId")), include_tasks=with_tasks))


def get_status(call: Call) -> Answer:
    """The status of an execution, with output and variables if asked for."""
    workflow = get_workflow(call.rt, call.variable("workflowId"))
    shown = {
        "workflowId": workflow.workflow_id,
        "correlationId": workflow.correlation_id,
        "output": workflow.output if call.flag("includeOutput") else None,
        "variables": workflow.variables if call.flag("includeVariables") else None,
        "status": workflow.status,
    }
    return as_json(drop_none(shown))


def get_task_list(call: Call) -> Answer:
    """The tasks of an execution, page by page."""
    workflow = get_workflow(call.rt, call.variable("workflowId"))
    wanted = set(filter(None, call.all_text("status")))
    tasks = [task for task in workflow.tasks if not wanted or task.status in wanted]
    begin, count = call.number("start", 0), call.number("count", 15)
    if begin < 0:
        raise EngineError(f"fromIndex = {begin}")
    page = tasks[begin : begin + count]
    return as_json({"totalHits": len(tasks), "results": [task_json(task) for task in page]})


def pause(call: Call) -> Answer:
    """Pause an execution."""
    control.pause(call.rt, call.variable("workflowId"))
    return EMPTY


def resume(call: Call) -> Answer:
    """Resume a paused execution."""
    control.resume(call.rt, call.variable("workflowId"))
    return EMPTY


def terminate(call: Call) -> Answer:
    """End an execution."""
    control.terminate(call.rt, call.variable("workflowId"), call.text("reason"))
    return EMPTY


def retry(call: Call) -> Answer:
    """Retry the failed tasks of an execution."""
    children = call.flag("resumeSubworkflowTasks")
    control.retry(call.rt, call.variable("workflowId"), resume_children=children)
    return NO_CONTENT


def restart(call: Call) -> Answer:
    """Run an ended execution from the beginning."""
    latest = call.flag("useLatestDefinitions")
    control.restart(call.rt, call.variable("workflowId"), use_latest=latest)
    return NO_CONTENT


def rerun_workflow(call: Call) -> Answer:
    """Run an ended execution again from one of its tasks."""
    request = call.body(
        RERUN_REQUEST, f"public java.lang.String {_CONTROLLER}rerun(java.lang.String,RerunWorkflowRequest)"
    )
    return as_text(rerun.rerun(call.rt, call.variable("workflowId"), request))


def reset_callbacks(call: Call) -> Answer:
    """Hand out tasks that wait for a callback at once."""
    control.reset_callbacks(call.rt, call.variable("workflowId"))
    return NO_CONTENT


def decide(call: Call) -> Answer:
    """Have an execution decided again."""
    control.decide_now(call.rt, call.variable("workflowId"))
    return EMPTY


def skip_task(call: Call) -> Answer:
    """Leave out a task that is not scheduled yet; its input and output come from query parameters."""
    inputs, output = _bound_map(call, "taskInput"), _bound_map(call, "taskOutput")
    control.skip(call.rt, call.variable("workflowId"), call.variable("taskReferenceName"), inputs, output)
    return EMPTY


def _bound_map(call: Call, name: str) -> JsonMap:
    start_mark = name + "["
    return {
        key[len(start_mark) : -1]: value
        for key, value in call.query
        if key.startswith(start_mark) and key.endswith("]")
    }


def remove(call: Call) -> Answer:
    """Delete an ended execution."""
    workflow = get_workflow(call.rt, call.variable("workflowId"))
    if not workflow.terminal and call.flag("archiveWorkflow", default=True):
        raise BadRequestError(f"Cannot archive workflow: {workflow.workflow_id} with status: {workflow.status}")
    control.remove(call.rt, workflow.workflow_id)
    return EMPTY


def terminate_remove(call: Call) -> Answer:
    """End an execution and delete it."""
    workflow_id = call.variable("workflowId")
    control.terminate(call.rt, workflow_id, call.text("reason"))
    control.remove(call.rt, workflow_id)
    return EMPTY


def get_running(call: Call) -> Answer:
    """The ids of the running executions of a name."""
    call.optional_number("version")  # must be a number, and is not looked at
    return as_json(list(call.rt.running.get(call.variable("name"), {})))


def _correlated(call: Call, correlation_id: str) -> list[JsonMap]:
    closed, with_tasks = call.flag("includeClosed"), call.flag("includeTasks")
    name = call.variable("name")
    return [
        workflow_json(workflow, include_tasks=with_tasks)
        for workflow in call.rt.workflows.values()
        if workflow.correlation_id == correlation_id and workflow.name == name and (closed or not workflow.terminal)
    ]


def get_correlated(call: Call) -> Answer:
    """The executions of a name with a correlation id."""
    return as_json(_correlated(call, call.variable("correlationId")))


def get_all_correlated(call: Call) -> Answer:
    """The executions of a name by correlation id."""
    ids = call.body(_IDS, f"{_CONTROLLER}getWorkflows")
    return as_json({correlation_id: _correlated(call, correlation_id) for correlation_id in ids})


def storage_location(call: Call) -> Reply:
    """Where a large payload would be stored."""
    path = call.text("path") or ""
    return as_json({"path": f"{path}{call.rt.new_id()}.json"})


def add_routes(router: Router) -> None:
    """Serve /api/workflow."""
    base = "/api/workflow"
    one = base + "/{workflowId}"
    router.add("POST", base, start_workflow)
    router.add("POST", base + "/{name}", start_by_path)
    router.add("POST", base + "/execute/{name}/{version}", execute_workflow)
    router.add("GET", one, get_execution)
    router.add("DELETE", one, terminate)
    router.add("GET", one + "/status", get_status)
    router.add("GET", one + "/tasks", get_task_list)
    router.add("PUT", one + "/pause", pause)
    router.add("PUT", one + "/resume", resume)
    router.add("POST", one + "/retry", retry)
    router.add("POST", one + "/restart", restart)
    router.add("POST", one + "/rerun", rerun_workflow)
    router.add("POST", one + "/resetcallbacks", reset_callbacks)
    router.add("PUT", base + "/decide/{workflowId}", decide)
    router.add("PUT", one + "/skiptask/{taskReferenceName}", skip_task)
    router.add("DELETE", one + "/remove", remove)
    router.add("DELETE", one + "/terminate-remove", terminate_remove)
    router.add("GET", base + "/running/{name}", get_running)
    router.add("GET", base + "/{name}/correlated/{correlationId}", get_correlated)
    router.add("POST", base + "/{name}/correlated", get_all_correlated)
    for area in ("workflow", "tasks"):
        router.add("GET", f"/api/{area}/external-storage-location", storage_location)
        router.add("GET", f"/api/{area}/externalstoragelocation", storage_location)
