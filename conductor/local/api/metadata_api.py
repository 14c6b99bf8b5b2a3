"""/api/metadata: definitions of workflows and tasks."""

from __future__ import annotations

from typing import Any

from conductor.local.engine.errors import EngineError, InvalidRequestError, Violation
from conductor.local.engine.nulls import breaks_checks
from conductor.local.engine.schema import list_of
from conductor.local.engine.shapes import TASK_DEF, WORKFLOW_DEF
from conductor.local.engine.validate import (
    NO_NAME,
    check_task_def,
    check_workflow_def,
    task_def_violations,
    workflow_def_violations,
)
from conductor.local.engine.values import JsonMap, is_map

from .http import EMPTY, Answer, Call, as_json, invalid, reads
from .routes import Router

_CONTROLLER = "com.netflix.conductor.rest.controllers.MetadataResource."
_DEF = "com.netflix.conductor.common.metadata.workflow.WorkflowDef"
_TASK = "com.netflix.conductor.common.metadata.tasks.TaskDef"
_TASK_DEFS = list_of(TASK_DEF, _TASK)


def _check(call: Call, definition: JsonMap, path: str) -> None:
    check_workflow_def(definition, path, call.rt.scripts, call.rt.surroundings)


def _definition(value: Any) -> JsonMap | None:
    found = WORKFLOW_DEF(value)
    if is_map(value) and breaks_checks(value):
        raise EngineError(NO_NAME)
    return found


_DEFINITIONS = list_of(_definition, _DEF)


@reads(_definition)
def create_workflow(call: Call) -> Answer:
    """Store one workflow definition."""
    definition = call.body(_definition, f"public void {_CONTROLLER}create({_DEF},boolean)")
    replace = call.flag("overwrite") and bool(definition.get("name")) and call.rt.metadata.exists(definition)
    if replace:
        _check(call, definition, "updateWorkflowDef.arg0")
        call.rt.metadata.put_workflow(definition, call.rt.now_ms)
    else:
        if definition.get("name"):
            call.rt.metadata.refuse_taken(definition)
        _check(call, definition, "registerWorkflowDef.arg0")
        call.rt.metadata.create_workflow(definition, call.rt.now_ms)
    return EMPTY


@reads(_DEFINITIONS)
def update_workflows(call: Call) -> Answer:
    """Store several workflow definitions, in place of former ones."""
    definitions = call.body(_DEFINITIONS, f"{_CONTROLLER}update(java.util.List<{_DEF}>)")
    if not definitions:
        raise invalid("updateWorkflowDef.arg0", "WorkflowDefList is empty")
    violations: list[Violation] = []
    for index, definition in enumerate(definitions):
        path = f"updateWorkflowDef.arg0[{index}]"
        violations += workflow_def_violations(definition, path, call.rt.scripts, call.rt.surroundings)
    if violations:
        raise InvalidRequestError(violations)
    for definition in definitions:
        _put(call, definition)
    return as_json({"bulkErrorResults": {}, "bulkSuccessfulResults": [item["name"] for item in definitions]})


def _put(call: Call, definition: JsonMap) -> None:
    call.rt.metadata.put_workflow(definition, call.rt.now_ms)


@reads(_definition)
def validate_workflow(call: Call) -> Answer:
    """Check a workflow definition without storing it."""
    definition = call.body(_definition, f"public void {_CONTROLLER}validate({_DEF})")
    _check(call, definition, "validateWorkflowDef.arg0")
    return EMPTY


def get_workflow(call: Call) -> Answer:
    """One workflow definition."""
    version = call.optional_number("version")
    return as_json(call.rt.metadata.get_workflow(call.variable("name"), version))


def get_workflows(call: Call) -> Answer:
    """All workflow definitions."""
    return as_json(call.rt.metadata.workflows())


def _summary(definition: JsonMap) -> JsonMap:
    return {key: definition[key] for key in ("name", "version", "createTime")}


def get_versions(call: Call) -> Answer:
    """The versions of one workflow definition."""
    return as_json([_summary(definition) for definition in call.rt.metadata.versions(call.variable("name"))])


def get_names(call: Call) -> Answer:
    """The names of all workflow definitions."""
    return as_json(call.rt.metadata.names())


def get_names_and_versions(call: Call) -> Answer:
    """The versions of every workflow definition, by name."""
    metadata = call.rt.metadata
    return as_json({name: [_summary(found) for found in metadata.versions(name)] for name in metadata.names()})


def get_latest(call: Call) -> Answer:
    """The highest version of every workflow definition."""
    return as_json(call.rt.metadata.latest_workflows())


def delete_workflow(call: Call) -> Answer:
    """Remove one version of a workflow definition."""
    call.rt.metadata.delete_workflow(call.variable("name"), call.int_variable("version"))
    return EMPTY


def _checked_task_defs(value: Any) -> tuple[list[JsonMap], list[Violation]] | None:
    """Read task definitions, with what is wrong with them: checking thousands takes long, and needs no lock."""
    definitions = _TASK_DEFS(value)
    if definitions is None:
        return None
    violations = [
        violation
        for index, definition in enumerate(definitions)
        for violation in task_def_violations(definition, f"registerTaskDef.arg0[{index}]")
    ]
    return definitions, violations


@reads(_checked_task_defs)
def register_tasks(call: Call) -> Answer:
    """Store task definitions, in place of former ones."""
    signature = f"public void {_CONTROLLER}registerTaskDef(java.util.List<{_TASK}>)"
    definitions, violations = call.body(_checked_task_defs, signature)
    if not definitions:
        raise invalid("registerTaskDef.arg0", "TaskDefList is empty")
    if violations:
        raise InvalidRequestError(violations)
    for definition in definitions:
        call.rt.metadata.put_task(definition, call.rt.now_ms)
    return EMPTY


@reads(TASK_DEF)
def update_task(call: Call) -> Answer:
    """Replace one task definition."""
    definition = call.body(TASK_DEF, f"public void {_CONTROLLER}registerTaskDef({_TASK})")
    check_task_def(definition, "updateTaskDef.arg0")
    call.rt.metadata.update_task(definition, call.rt.now_ms)
    return EMPTY


def get_task(call: Call) -> Answer:
    """One task definition."""
    return as_json(call.rt.metadata.get_task(call.variable("tasktype")))


def get_tasks(call: Call) -> Answer:
    """All task definitions."""
    return as_json(call.rt.metadata.tasks())


def delete_task(call: Call) -> Answer:
    """Remove one task definition."""
    call.rt.metadata.delete_task(call.variable("tasktype"))
    return EMPTY


def add_routes(router: Router) -> None:
    """Serve /api/metadata."""
    base = "/api/metadata/workflow"
    router.add("POST", base, create_workflow)
    router.add("PUT", base, update_workflows)
    router.add("GET", base, get_workflows)
    router.add("POST", f"{base}/validate", validate_workflow)
    router.add("GET", f"{base}/names", get_names)
    router.add("GET", f"{base}/names-and-versions", get_names_and_versions)
    router.add("GET", f"{base}/latest-versions", get_latest)
    router.add("GET", f"{base}/{{name}}", get_workflow)
    router.add("GET", f"{base}/{{name}}/versions", get_versions)
    router.add("DELETE", f"{base}/{{name}}/{{version}}", delete_workflow)
    tasks = "/api/metadata/taskdefs"
    router.add("POST", tasks, register_tasks)
    router.add("PUT", tasks, update_task)
    router.add("GET", tasks, get_tasks)
    router.add("GET", f"{tasks}/{{tasktype}}", get_task)
    router.add("DELETE", f"{tasks}/{{tasktype}}", delete_task)
