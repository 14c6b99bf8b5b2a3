"""Search over executions and tasks, bulk operations, and trial runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar

from conductor.local.engine import control
from conductor.local.engine.errors import EngineError
from conductor.local.engine.lookup import get_workflow
from conductor.local.engine.model import Task, Workflow
from conductor.local.engine.schema import list_of, text
from conductor.local.engine.search import TASKS, WORKFLOWS, task_summary, workflow_summary
from conductor.local.engine.shapes_trial import TEST_REQUEST
from conductor.local.engine.trials import try_out
from conductor.local.engine.values import JsonMap
from conductor.local.engine.views import task_json, workflow_json
from conductor.local.engine.views_model import workflow_record

from .http import Answer, Call, as_json, as_json_later, bulk_reply, invalid, page_bounds
from .routes import Router
from .workflow_api import check_start, refuse_nulls

T = TypeVar("T")
_MOST_RESULTS = 5000
_MOST_IDS = 1000
_IDS = list_of(text, "java.lang.String")


def _check_size(call: Call, method: str) -> None:
    size = call.number("size", 100)
    if size > _MOST_RESULTS:
        message = f"Cannot return more than {_MOST_RESULTS} workflows. Please use pagination."
        raise invalid(f"{method}.arg1", message, str(size))


Find: TypeAlias = Callable[[str, str, str], list[T]]


def _page(call: Call, find: Find[T], show: Callable[[T], JsonMap]) -> Answer:
    """Return a page of what is found.

    Searching reads all executions, and their inputs as text. It needs no lock: payloads are replaced, never changed.
    """
    query, free, sort = call.text("query") or "", call.text("freeText") or "*", call.text("sort") or ""
    page = page_bounds(call)

    def make() -> JsonMap:
        found = find(query, free, sort)
        return {"totalHits": len(found), "results": [show(item) for item in found[page]]}

    return as_json_later(make)


def _workflows(call: Call) -> Find[Workflow]:
    everything = list(call.rt.workflows.values())
    return lambda query, free, sort: WORKFLOWS.find(everything, query, free, sort)


def _tasks(call: Call) -> Find[Task]:
    everything = list(call.rt.tasks.values())
    return lambda query, free, sort: TASKS.find(everything, query, free, sort)


def _owners(call: Call) -> Find[Workflow]:
    workflows, find = dict(call.rt.workflows), _tasks(call)

    def owners(query: str, free: str, sort: str) -> list[Workflow]:
        return [workflows[task.workflow_id] for task in find(query, free, sort)]

    return owners


def _without_tasks(workflow: Workflow) -> JsonMap:
    return workflow_json(workflow, include_tasks=False)


def search_workflows(call: Call) -> Answer:
    """Executions in short."""
    _check_size(call, "searchWorkflows")
    return _page(call, _workflows(call), workflow_summary)


def search_workflows_v2(call: Call) -> Answer:
    """Executions without their tasks."""
    _check_size(call, "searchWorkflowsV2")
    return _page(call, _workflows(call), _without_tasks)


def search_by_tasks(call: Call) -> Answer:
    """The executions of the tasks found, in short."""
    _check_size(call, "searchWorkflowsByTasks")
    return _page(call, _owners(call), workflow_summary)


def search_by_tasks_v2(call: Call) -> Answer:
    """The executions of the tasks found, without their tasks."""
    _check_size(call, "searchWorkflowsByTasksV2")
    return _page(call, _owners(call), _without_tasks)


def search_tasks(call: Call) -> Answer:
    """Tasks in short."""
    return _page(call, _tasks(call), task_summary)


def search_tasks_v2(call: Call) -> Answer:
    """Tasks."""
    return _page(call, _tasks(call), task_json)


# bulk


def _bulk(call: Call, method: str, act: Callable[[str], object]) -> Answer:
    ids = call.body(_IDS, method)
    if not ids:
        raise invalid(f"{method}.arg0", "WorkflowIds list cannot be null.")
    if len(ids) > _MOST_IDS:
        message = f"Cannot process more than {_MOST_IDS} workflows. Please use multiple requests."
        raise invalid(f"{method}.arg0", message)
    errors: dict[str | None, str] = {}
    done: list[object] = []
    for workflow_id in ids:
        try:
            done.append(act(workflow_id) or workflow_id)
        except EngineError as error:
            errors[workflow_id] = error.message
    return bulk_reply(errors, done)


def bulk_pause(call: Call) -> Answer:
    """Pause several executions."""
    return _bulk(call, "pauseWorkflow", lambda found: control.pause(call.rt, found))


def bulk_resume(call: Call) -> Answer:
    """Resume several executions."""
    return _bulk(call, "resumeWorkflow", lambda found: control.resume(call.rt, found))


def bulk_terminate(call: Call) -> Answer:
    """End several executions."""
    reason = call.text("reason")
    return _bulk(call, "terminate", lambda found: control.terminate(call.rt, found, reason))


def bulk_restart(call: Call) -> Answer:
    """Run several executions from the beginning."""
    latest = call.flag("useLatestDefinitions")
    return _bulk(call, "restart", lambda found: control.restart(call.rt, found, use_latest=latest))


def bulk_retry(call: Call) -> Answer:
    """Retry several executions."""
    return _bulk(call, "retry", lambda found: control.retry(call.rt, found, resume_children=False))


def bulk_remove(call: Call) -> Answer:
    """Delete several executions."""
    return _bulk(call, "deleteWorkflow", lambda found: control.remove(call.rt, found))


def bulk_terminate_remove(call: Call) -> Answer:
    """End several executions and delete them."""
    reason = call.text("reason")
    errors: dict[str | None, str] = {}
    done: list[str] = []
    for workflow_id in call.body(_IDS, "terminateRemove"):
        try:
            control.terminate(call.rt, workflow_id, reason)
            done.append(workflow_id)
        except EngineError as error:
            errors[workflow_id] = error.message
        try:
            control.remove(call.rt, workflow_id)
            done.append(workflow_id)
        except EngineError as error:
            errors[workflow_id] = error.message
    return bulk_reply(errors, done)


def bulk_search(call: Call) -> Answer:
    """Several executions by id."""
    with_tasks = call.flag("includeTasks", default=True)
    return _bulk(
        call,
        "searchWorkflow",
        lambda found: workflow_record(get_workflow(call.rt, found), include_tasks=with_tasks),
    )


def _test_request(value: Any) -> JsonMap | None:
    request = TEST_REQUEST(value)
    refuse_nulls(value)
    return request


def try_workflow(call: Call) -> Answer:
    """Run a definition with mocks; nothing of it is kept."""
    request = call.body(_test_request, "testWorkflow")
    check_start(call, request, "startWorkflow.arg0")
    inner = request.get("workflowDef")
    metadata = call.rt.metadata
    plan = metadata.bind(inner) if inner is not None else metadata.plan(request["name"], request.get("version"))
    return as_json(try_out(call.rt, plan, request))


def add_routes(router: Router) -> None:
    """Serve searches, bulk operations and trial runs."""
    base = "/api/workflow"
    router.add("GET", base + "/search", search_workflows)
    router.add("GET", base + "/search-v2", search_workflows_v2)
    router.add("GET", base + "/search-by-tasks", search_by_tasks)
    router.add("GET", base + "/search-by-tasks-v2", search_by_tasks_v2)
    router.add("GET", "/api/tasks/search", search_tasks)
    router.add("GET", "/api/tasks/search-v2", search_tasks_v2)
    router.add("PUT", base + "/bulk/pause", bulk_pause)
    router.add("PUT", base + "/bulk/resume", bulk_resume)
    router.add("POST", base + "/bulk/terminate", bulk_terminate)
    router.add("POST", base + "/bulk/restart", bulk_restart)
    router.add("POST", base + "/bulk/retry", bulk_retry)
    router.add("POST", base + "/bulk/search", bulk_search)
    router.add("DELETE", base + "/bulk/remove", bulk_remove)
    router.add("DELETE", base + "/bulk/terminate-remove", bulk_terminate_remove)
    router.add("POST", base + "/test", try_workflow)
