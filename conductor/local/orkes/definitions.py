"""What only Orkes does with definitions and schedules: tags in them, searches by tag, pausing by GET."""

from __future__ import annotations

import json

from conductor.local.api import metadata_api, scheduler_api
from conductor.local.api.http import Answer, Call, Handler, Reply, as_json, problem
from conductor.local.api.routes import Router
from conductor.local.engine import scheduler
from conductor.local.engine.values import JsonMap, as_list, as_map, is_list

from .tags import SCHEDULE, TASK, WORKFLOW, has_tag, set_tags, tags_of, with_tags


def _keep_tags(call: Call, kind: str) -> None:
    """Store the tags that stand in the definitions of the body."""
    body = json.loads(call.request.body)
    for definition in as_list(body) or [body]:
        found = as_map(definition) or {}
        if is_list(found.get("tags")):
            set_tags(call, kind, str(found["name"]), found["tags"])


def _tagging(store: Handler, kind: str) -> Handler:
    """The handler that stores definitions, and their tags with them."""

    def handle(call: Call) -> Answer:
        answer = store(call)
        _keep_tags(call, kind)
        return answer

    return handle


def _shown(call: Call, kind: str, definition: JsonMap) -> JsonMap:
    return with_tags(call, kind, definition["name"], definition) if call.flag("metadata") else definition


def _chosen(call: Call, kind: str, definitions: list[JsonMap]) -> Answer:
    key, value, name = call.text("tagKey"), call.text("tagValue"), call.text("name")
    found = [one for one in definitions if name in {None, "", one["name"]}]
    return as_json([_shown(call, kind, one) for one in found if has_tag(call, kind, one["name"], key, value)])


def get_workflows(call: Call) -> Answer:
    """All workflow definitions, or those with a name or a tag."""
    return _chosen(call, WORKFLOW, call.rt.metadata.workflows())


def get_workflow(call: Call) -> Answer:
    """One workflow definition, with its tags if asked for."""
    found = call.rt.metadata.get_workflow(call.variable("name"), call.optional_number("version"))
    return as_json(_shown(call, WORKFLOW, found))


def get_tasks(call: Call) -> Answer:
    """All task definitions, or those with a tag."""
    return _chosen(call, TASK, call.rt.metadata.tasks())


def get_task(call: Call) -> Answer:
    """One task definition, with its tags if asked for."""
    return as_json(_shown(call, TASK, call.rt.metadata.get_task(call.variable("tasktype"))))


# schedules


def get_schedule(call: Call) -> Answer:
    """One schedule with its tags."""
    name = call.variable("name")
    return as_json(with_tags(call, SCHEDULE, name, scheduler.get(call.rt, name)))


def get_schedules_by_tag(call: Call) -> Answer:
    """The schedules with a tag, which is written key:value."""
    key, _, value = (call.text("tag") or "").partition(":")
    found = [
        schedule
        for name, schedule in call.rt.schedules.by_name.items()
        if any((tag.get("key"), tag.get("value")) == (key, value) for tag in tags_of(call, SCHEDULE, name))
    ]
    return as_json([with_tags(call, SCHEDULE, schedule["name"], schedule) for schedule in found])


def refuse_put(_call: Call) -> Reply:
    """Schedules are paused and resumed by GET."""
    return problem(405, "Request method 'PUT' is not supported")


def add_routes(router: Router) -> None:
    """Serve definitions and schedules as Orkes does where OSS differs."""
    workflows, tasks, schedules = "/api/metadata/workflow", "/api/metadata/taskdefs", "/api/scheduler/schedules"
    router.add("POST", workflows, _tagging(metadata_api.create_workflow, WORKFLOW))
    router.add("PUT", workflows, _tagging(metadata_api.update_workflows, WORKFLOW))
    router.add("GET", workflows, get_workflows)
    router.add("GET", workflows + "/{name}", get_workflow)
    router.add("POST", tasks, _tagging(metadata_api.register_tasks, TASK))
    router.add("PUT", tasks, _tagging(metadata_api.update_task, TASK))
    router.add("GET", tasks, get_tasks)
    router.add("GET", tasks + "/{tasktype}", get_task)
    router.add("GET", schedules + "/tags", get_schedules_by_tag)
    router.add("GET", schedules + "/{name}", get_schedule)
    router.add("GET", schedules + "/{name}/pause", scheduler_api.pause)
    router.add("GET", schedules + "/{name}/resume", scheduler_api.resume)
    router.add("PUT", schedules + "/{name}/pause", refuse_put)
    router.add("PUT", schedules + "/{name}/resume", refuse_put)
