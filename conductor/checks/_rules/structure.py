"""Names, references, lists: what every definition must have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from conductor.checks._flow import Flow, Site, lists_of
from conductor.checks._json import as_list, as_map
from conductor.checks._registry import NULL_VALUE, Problem, Problems, flow_rule, task_rule
from conductor.checks._text.expressions import join
from conductor.checks._text.words import words

_FORBIDDEN_IN_REFERENCES = words(". [ ] ( ) ' \" * ? , : @ { }")
_NEEDS_INPUTS = frozenset({"WAIT", "TERMINATE"})


@flow_rule(*NULL_VALUE)
def null_values(flow: Flow) -> Problems:
    """Null lists and null tasks break the server's walk through the flow."""
    tasks = flow.definition.get("tasks", [])
    for path in _nulls(tasks, join(flow.path, "tasks")):
        yield Problem(path, "null stands where tasks are expected")
    for site in flow.used:
        for path in _nulls_in(site):
            yield Problem(path, "null stands where tasks are expected")
    for site in flow.sites:
        if "type" in site.task and site.task["type"] is None and (site.is_used or site.is_checked):
            yield Problem(f"{site.path}.type", "the type is null")
        is_needed = site.type in _NEEDS_INPUTS and site.is_checked
        if is_needed and site.task.get("inputParameters", {}) is None:
            yield Problem(f"{site.path}.inputParameters", f"the input parameters of {site.type} are null")


def _nulls_in(site: Site) -> Iterator[str]:
    """The nulls in the lists that the type of the task uses."""
    names = {"SWITCH": ("decisionCases", "defaultCase"), "FORK_JOIN": ("forkTasks",), "DO_WHILE": ("loopOver",)}
    used = names["SWITCH"] if site.type == "DECISION" else names.get(site.type, ())
    for name in used:
        if name in site.task and site.task[name] is None:
            yield f"{site.path}.{name}"
    for name, path, tasks in lists_of(site.task, site.path):
        if name in used:
            yield from _nulls(tasks, path)


def _nulls(tasks: Any, path: str) -> Iterator[str]:
    if tasks is None:
        yield path
    for index, task in enumerate(as_list(tasks)):
        if task is None:
            yield f"{path}[{index}]"


@flow_rule("E03", "workflow without a name", "give it a name")
def workflow_name(flow: Flow) -> Problems:
    """A workflow needs a name."""
    if not flow.definition.get("name"):
        yield Problem(join(flow.path, "name"), "the workflow has no name")


@flow_rule("E04", "workflow without tasks", "add a task")
def workflow_tasks(flow: Flow) -> Problems:
    """A workflow needs a task."""
    if not flow.definition.get("tasks", []) and flow.definition.get("tasks", []) is not None:
        yield Problem(join(flow.path, "tasks"), "the workflow has no tasks")


@flow_rule("E05", "schema version other than 2", "leave schemaVersion out, or give 2")
def schema_version(flow: Flow) -> Problems:
    """The server knows one version of the schema of definitions."""
    if flow.definition.get("schemaVersion", 2) != 2:
        yield Problem(join(flow.path, "schemaVersion"), "the server takes schema version 2 only")


@task_rule("E06", "task without a name", "give it a name: that of its task definition")
def task_name(site: Site, _flow: Flow) -> Problems:
    """A task needs a name."""
    if not site.task.get("name"):
        yield Problem("name", "the task has no name")


@task_rule("E07", "task without a reference", "give it a taskReferenceName that no other task has")
def task_reference(site: Site, _flow: Flow) -> Problems:
    """A task needs a reference."""
    if not site.reference:
        yield Problem("taskReferenceName", "the task has no reference")


@flow_rule("E08", "two tasks with one reference", "give each task a reference of its own")
def unique_references(flow: Flow) -> Problems:
    """References are unique in the whole flow, nested tasks included."""
    first: dict[str | None, Site] = {}
    for site in flow.used:
        other = first.setdefault(site.reference, site)
        if other is not site:
            name = "no reference" if site.reference is None else f"the reference {site.reference!r}"
            yield Problem(f"{site.path}.taskReferenceName", f"{other.path} has {name} too")


@task_rule("E09", "negative start delay", "give seconds, 0 or more")
def start_delay(site: Site, _flow: Flow) -> Problems:
    """A delay cannot be negative."""
    if (site.task.get("startDelay") or 0) < 0:
        yield Problem("startDelay", f"the start delay is {site.task['startDelay']}")


@task_rule("W08", "reference that expressions cannot name", "use letters, digits and _ only")
def usable_reference(site: Site, _flow: Flow) -> Problems:
    """Some references cannot be used in ${...}, and one hides the workflow."""
    reference = site.reference or ""
    if reference == "workflow":
        yield Problem("taskReferenceName", "it hides ${workflow...}, which then means this task")
    elif wrong := sorted({char for char in reference if char in _FORBIDDEN_IN_REFERENCES or char.isspace()}):
        yield Problem("taskReferenceName", f"${{{reference}.output}} cannot be read: {wrong[0]!r} has a meaning there")


@task_rule("W11", "tasks in a list that the type does not use", "move them to where the type looks, or change the type")
def unused_lists(site: Site, _flow: Flow) -> Problems:
    """Only some types have tasks of their own."""
    used = {"forkTasks": "FORK_JOIN", "loopOver": "DO_WHILE"}
    for name in ("decisionCases", "defaultCase", "forkTasks", "loopOver"):
        owners = {used[name]} if name in used else {"SWITCH", "DECISION"}
        # A dynamic fork carries what it made at run time.
        if (as_list(site.task.get(name)) or as_map(site.task.get(name))) and site.type not in owners:
            yield Problem(name, f"{site.type} never runs the tasks in {name}")
