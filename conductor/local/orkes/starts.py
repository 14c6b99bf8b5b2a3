"""What only Orkes has under /api/workflow: other ways to start, and changes of running executions."""

from __future__ import annotations

from typing import Any

from conductor.local.api import search_api, workflow_api
from conductor.local.api.http import Answer, Call, Reply, as_json, as_text
from conductor.local.api.routes import Router
from conductor.local.api.signals_api import signal_reply
from conductor.local.engine import worker_tasks
from conductor.local.engine.background import decide_safely
from conductor.local.engine.errors import BadRequestError, ConflictError, NotFoundError
from conductor.local.engine.lookup import get_workflow
from conductor.local.engine.model import Workflow
from conductor.local.engine.schema import free_map
from conductor.local.engine.values import JsonMap, copy_json, map_or_empty
from conductor.local.engine.views import workflow_json
from conductor.local.engine.waiting import park_unless_ready, wait_for_workflow

from . import shapes
from .bodies import needed_parameter, read

CONSISTENCIES = ("SYNCHRONOUS", "DURABLE", "REGION_DURABLE")
_DEFAULT_WAIT_S = 10
_PLAIN_QUERY = frozenset({"version"})


def start_version(call: Call) -> Answer:
    """Start a version of a workflow; gives the id of the execution."""
    inputs = call.body(free_map, call.request.path)
    return as_text(workflow_api.start_named(call, call.int_variable("version"), inputs).workflow_id)


def execute(call: Call) -> Answer:
    """As on OSS. There is one server, so that each consistency is kept."""
    wanted = call.text("consistency") or "DURABLE"
    if wanted not in CONSISTENCIES:
        raise BadRequestError(f"consistency is one of {', '.join(CONSISTENCIES)}, not {wanted}")
    return workflow_api.execute_workflow(call)


def execute_as_api(call: Call) -> Answer:
    """Start a workflow, wait for it, and answer with its output alone."""
    return _run(call, call.body(free_map, call.request.path))


def execute_by_get(call: Call) -> Answer:
    """As execute_as_api, with the query parameters as input."""
    return _run(call, {name: value for name, value in call.query if name not in _PLAIN_QUERY})


def _run(call: Call, inputs: JsonMap) -> Answer:
    headers = call.request.headers
    workflow = workflow_api.start_named(call, call.optional_number("version"), inputs)
    wait_s, references = headers.get("waitforseconds", ""), headers.get("waituntiltaskref", "").split(",")
    seconds = int(wait_s) if wait_s.isdigit() else _DEFAULT_WAIT_S
    park = wait_for_workflow(workflow, call.rt.now_ms + seconds * 1000, frozenset(filter(None, references)))
    call.settle()
    return park_unless_ready(call.rt, park.then(lambda found: as_json(found.root.output)))


# changes


def _running(call: Call) -> Workflow:
    workflow = get_workflow(call.rt, call.variable("workflowId"))
    if workflow.terminal:
        raise ConflictError(f"Workflow {workflow.short_name} has ended, it cannot be updated.")
    return workflow


def set_variables(call: Call) -> Answer:
    """Set variables of a running execution; gives the execution."""
    workflow = _running(call)
    _set(call, workflow, read(call, free_map))
    return as_json(workflow_json(workflow))


def _set(call: Call, workflow: Workflow, variables: JsonMap) -> None:
    workflow.variables.update(copy_json(variables))
    workflow.update_ms = call.rt.now_ms
    call.rt.touch_workflow(workflow)
    decide_safely(call.rt, workflow)


def set_state(call: Call) -> Answer:
    """Set variables and report on a task in one step, then answer as synchronous execution does."""
    workflow, body = _running(call), read(call, shapes.STATE_UPDATE)
    request_id = needed_parameter(call, "requestId")
    reference = body.get("taskReferenceName")
    if reference is not None and worker_tasks.find_open(call.rt, workflow.workflow_id, reference) is None:
        raise NotFoundError(f"Found no running task {reference} of workflow {workflow.workflow_id} to update")
    _set(call, workflow, body["variables"])
    if reference is not None:
        _report(call, workflow, reference, body.get("taskResult") or {})
    call.settle()
    seconds = call.optional_number("waitForSeconds") or _DEFAULT_WAIT_S
    references = frozenset(filter(None, call.all_text("waitUntilTaskRef")))
    park = wait_for_workflow(workflow, call.rt.now_ms + seconds * 1000, references)
    return park_unless_ready(call.rt, park.then(lambda found: signal_reply(found, "TARGET_WORKFLOW", request_id)))


def _report(call: Call, workflow: Workflow, reference: str, result: JsonMap) -> None:
    status, output = result.get("status") or "COMPLETED", map_or_empty(result.get("outputData"))
    task = worker_tasks.update_by_reference(
        call.rt, workflow.workflow_id, reference, status, output, result.get("workerId")
    )
    if task is not None and result.get("reasonForIncompletion"):
        task.reason = result["reasonForIncompletion"]
        call.rt.note(task)


# finding


def get_correlated(call: Call) -> Reply:
    """Executions of several names by their correlation ids."""
    body = read(call, shapes.CORRELATION, "workflowNames", "correlationIds")
    names, closed, with_tasks = body["workflowNames"], call.flag("includeClosed"), call.flag("includeTasks")
    found: dict[str, list[Any]] = {correlation_id: [] for correlation_id in body["correlationIds"]}
    for workflow in call.rt.workflows.values():
        wanted = workflow.correlation_id in found and workflow.name in names
        if wanted and (closed or not workflow.terminal):
            found[str(workflow.correlation_id)].append(workflow_json(workflow, include_tasks=with_tasks))
    return as_json(found)


def add_routes(router: Router) -> None:
    """Serve what the executions of OSS have not."""
    base = "/api/workflow"
    router.add("POST", base + "/start/{name}/{version}", start_version)
    router.add("POST", base + "/execute/{name}/{version}", execute)
    router.add("POST", base + "/execute/{name}", execute_as_api)
    router.add("GET", base + "/execute/{name}", execute_by_get)
    router.add("POST", base + "/{workflowId}/variables", set_variables)
    router.add("POST", base + "/{workflowId}/state", set_state)
    router.add("POST", base + "/correlated/batch", get_correlated)
    router.add("POST", base + "/bulk/delete", search_api.bulk_remove)
