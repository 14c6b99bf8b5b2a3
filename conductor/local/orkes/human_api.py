"""/api/human/tasks: finding, claiming and completing human tasks."""

from __future__ import annotations

import json

from conductor.local.api.http import EMPTY, Answer, Call, as_json
from conductor.local.api.routes import Router
from conductor.local.engine import human, worker_tasks
from conductor.local.engine.background import decide_safely
from conductor.local.engine.errors import BadRequestError, NotFoundError
from conductor.local.engine.model import Task, with_iteration
from conductor.local.engine.runtime import HUMAN_TASKS
from conductor.local.engine.schema import free_map
from conductor.local.engine.values import JsonMap, is_list, java_text, map_or_empty
from conductor.local.engine.views import drop_none, task_json

from . import shapes
from .access import ANONYMOUS
from .bodies import needed_parameter, read, read_list, texts_body
from .forms import form_of
from .people import groups_of


def caller(call: Call) -> str:
    """Who asks."""
    return call.request.user or ANONYMOUS


def human_task(call: Call, task_id: str) -> Task:
    """The human task of an id; NotFoundError when there is none, or it was deleted."""
    task = call.rt.tasks.get(task_id)
    if task is None or task.task_type != "HUMAN" or human.record_of(call.rt, task).get("deleted"):
        raise NotFoundError(f"No such human task found by id: {task_id}")
    return task


def _task(call: Call) -> Task:
    return human_task(call, call.variable("taskId"))


def entry(call: Call, task: Task, *, with_template: bool = False) -> JsonMap:
    """A human task as the API shows it."""
    record, definition = human.record_of(call.rt, task), human.definition_of(task)
    shown: JsonMap = {**definition, "assignments": record["assignments"]}
    if with_template:
        shown["fullTemplate"] = form_of(call, definition)
    workflow = call.rt.workflows.get(task.workflow_id)
    return drop_none(
        {
            "taskId": task.task_id,
            "taskRefName": task.reference,
            "workflowId": task.workflow_id,
            "workflowName": task.workflow_type,
            "definitionName": task.def_name,
            "displayName": definition.get("displayName"),
            "state": human.state_of(task, record),
            "assignee": human.assignee_of(record),
            "claimant": record.get("claimant"),
            "humanTaskDef": drop_none(shown),
            "input": task.input,
            "output": task.output,
            "createdBy": workflow.created_by if workflow else None,
            "createdOn": task.scheduled_ms,
            "updatedBy": record.get("updatedBy"),
            "updatedOn": max(record["updatedOn"], task.update_ms, task.end_ms),
        }
    )


def get_one(call: Call) -> Answer:
    """One human task."""
    return as_json(entry(call, _task(call), with_template=call.flag("withTemplate")))


def get_conductor_task(call: Call) -> Answer:
    """The task of the workflow that a human task is."""
    return as_json(task_json(_task(call)))


# finding


def entries(call: Call) -> list[JsonMap]:
    """All human tasks, oldest first."""
    found: list[JsonMap] = []
    for task_id, record in call.rt.documents.all(HUMAN_TASKS).items():
        task = call.rt.tasks.get(task_id)
        if task is None:
            call.rt.documents.remove(HUMAN_TASKS, task_id)
        elif not record.get("deleted"):
            found.append(entry(call, task))
    return found


def search(call: Call) -> Answer:
    """Human tasks by state, assignee, claimant and more, page by page."""
    wanted = read(call, shapes.HUMAN_SEARCH)
    found = [item for item in entries(call) if _fits(item, wanted)]
    if wanted.get("searchType") == "INBOX":
        found = [item for item in found if _is_in_inbox(call, item)]
    begin, size = max(wanted["start"], 0), max(wanted["size"], 0)
    page = found[begin : begin + size]
    sizes: JsonMap = {"start": begin, "pageSizeLimit": size, "hits": len(page), "totalHits": len(found)}
    return as_json({**sizes, "results": page})


_LISTS = {
    "states": "state",
    "definitionNames": "definitionName",
    "displayNames": "displayName",
    "taskRefNames": "taskRefName",
    "workflowIds": "workflowId",
    "workflowNames": "workflowName",
}
_TEXTS = {"taskInputQuery": ("input",), "taskOutputQuery": ("output",), "fullTextQuery": ("input", "output")}


def _fits(item: JsonMap, wanted: JsonMap) -> bool:
    return (
        all(not wanted.get(name) or item.get(field) in wanted[name] for name, field in _LISTS.items())
        and all(_holds(item, fields, wanted.get(name)) for name, fields in _TEXTS.items())
        and _is_one_of(item.get("assignee"), wanted.get("assignees"))
        and _is_one_of(item.get("claimant"), wanted.get("claimants"))
        and (wanted.get("updateStartTime") or 0) <= item["updatedOn"]
        and item["updatedOn"] <= (wanted.get("updateEndTime") or item["updatedOn"])
    )


def _holds(item: JsonMap, fields: tuple[str, ...], text: str | None) -> bool:
    return not text or any(text.lower() in json.dumps(item[name], ensure_ascii=False).lower() for name in fields)


def _is_one_of(person: JsonMap | None, people: object) -> bool:
    """Whether it is one of the people asked for, of whom each may leave out user or type."""
    if not is_list(people) or not people:
        return True
    wanted = [drop_none(map_or_empty(one)) for one in people]
    known = person or {}
    return any(all(known.get(name) == value for name, value in one.items()) for one in wanted)


def _is_in_inbox(call: Call, item: JsonMap) -> bool:
    person: JsonMap = item.get("claimant") or item.get("assignee") or {}
    if person.get("userType") == "CONDUCTOR_GROUP":
        return person.get("user") in groups_of(call, caller(call))
    return bool(person.get("user") == caller(call))


def display_names(call: Call) -> Answer:
    """The display names of all human tasks."""
    names = {java_text(item["displayName"]) for item in entries(call) if item.get("displayName")}
    return as_json(sorted(names))


# acting


def claim(call: Call) -> Answer:
    """Claim a human task for the user who asks."""
    return _claim(call, "CONDUCTOR_USER", caller(call))


def claim_for(call: Call) -> Answer:
    """Claim a human task for somebody else."""
    return _claim(call, "EXTERNAL_USER", call.variable("userId"))


def _claim(call: Call, user_type: str, user: str) -> Answer:
    task = _task(call)
    assignee = human.assignee_of(human.record_of(call.rt, task))
    if not call.flag("overrideAssignment") and not task.terminal and not _may_claim(call, assignee, user_type, user):
        shown = assignee or {}
        raise BadRequestError(
            f"Human task {task.task_id} is assigned to {shown.get('userType')} {shown.get('user')}: "
            f"{user} can claim it with overrideAssignment only"
        )
    human.claim(call.rt, task, {"userType": user_type, "user": user}, caller(call))
    return as_json(entry(call, task, with_template=call.flag("withTemplate")))


def _may_claim(call: Call, assignee: JsonMap | None, user_type: str, user: str) -> bool:
    if assignee is None:
        return True
    kind, name = assignee.get("userType"), assignee.get("user")
    if kind == "CONDUCTOR_GROUP":
        return name in groups_of(call, user)
    if kind == "EXTERNAL_GROUP":
        # Who belongs to it is known outside only.
        return user_type == "EXTERNAL_USER"
    return name == user and user_type in {"EXTERNAL_USER", kind}


def release(call: Call) -> Answer:
    """Give a claimed human task back."""
    human.release(call.rt, _task(call), caller(call))
    return EMPTY


def reassign(call: Call) -> Answer:
    """Assign a human task to others."""
    human.reassign(call.rt, _task(call), read_list(call, shapes.ASSIGNMENTS), caller(call))
    return EMPTY


def skip(call: Call) -> Answer:
    """Pass a human task on to whoever is assigned next."""
    task = _task(call)
    workflow = call.rt.workflows[task.workflow_id]
    if human.skip(call.rt, workflow, task, call.text("reason")):
        decide_safely(call.rt, workflow)
    return EMPTY


def update(call: Call) -> Answer:
    """Store the output of a human task, and complete it if asked to."""
    return _update(call, _task(call))


def update_by_reference(call: Call) -> Answer:
    """As update, for the human task of an execution and a reference."""
    workflow_id, reference = needed_parameter(call, "workflowId"), needed_parameter(call, "taskRefName")
    rounds = [int(text) for text in call.all_text("iteration") if text.isdigit()]
    full = with_iteration(reference, rounds[0]) if rounds else reference
    task = worker_tasks.find_open(call.rt, workflow_id, full)
    if task is None:
        raise NotFoundError(f"No open human task {full} found in workflow {workflow_id}")
    return _update(call, human_task(call, task.task_id))


def _update(call: Call, task: Task) -> Answer:
    output = read(call, free_map)
    human.touch(call.rt, task, caller(call))
    status = "COMPLETED" if call.flag("complete") else "IN_PROGRESS"
    worker_tasks.update(call.rt, worker_tasks.result_for(task, status, output, None))
    if task.terminal:
        human.trigger_workflows(call.rt, task, "COMPLETED")
    return EMPTY


def delete(call: Call) -> Answer:
    """Strike a human task off the list; its workflow goes on waiting."""
    human.strike(call.rt, _task(call))
    return EMPTY


def delete_many(call: Call) -> Answer:
    """Strike several human tasks off the list."""
    for task in [human_task(call, task_id) for task_id in texts_body(call)]:
        human.strike(call.rt, task)
    return EMPTY


def add_routes(router: Router) -> None:
    """Serve /api/human/tasks."""
    base = "/api/human/tasks"
    one = base + "/{taskId}"
    router.add("POST", base + "/search", search)
    router.add("GET", base + "/getTaskDisplayNames", display_names)
    router.add("POST", base + "/update/taskRef", update_by_reference)
    router.add("DELETE", base + "/delete", delete_many)
    router.add("DELETE", base + "/delete/{taskId}", delete)
    router.add("GET", one, get_one)
    router.add("GET", one + "/conductorTask", get_conductor_task)
    router.add("POST", one + "/claim", claim)
    router.add("POST", one + "/externalUser/{userId}", claim_for)
    router.add("POST", one + "/release", release)
    router.add("POST", one + "/reassign", reassign)
    router.add("POST", one + "/skip", skip)
    router.add("POST", one + "/update", update)
