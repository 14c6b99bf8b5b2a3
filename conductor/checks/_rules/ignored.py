"""Parts of a definition that Conductor OSS takes and does nothing with."""

from __future__ import annotations

from conductor.checks._flow import Flow, Site
from conductor.checks._json import as_map
from conductor.checks._registry import Problem, Problems, flow_rule, task_rule
from conductor.checks._text.expressions import join

_WAY_OUT = "do it in a worker, or use an edition that has it"
_IN_WORKFLOW = {
    "enforceSchema": "nothing is checked against a schema",
    "maskedFields": "the values are shown in clear",
    "rateLimitConfig": "executions run side by side",
    "cacheConfig": "nothing is cached",
}


@flow_rule("W17", "field that Conductor OSS takes and does nothing with", _WAY_OUT)
def without_effect(flow: Flow) -> Problems:
    """Some fields are stored and never read."""
    for name, effect in _IN_WORKFLOW.items():
        if flow.definition.get(name):
            yield Problem(join(flow.path, name), f"Conductor OSS does nothing with {name}: {effect}")


@task_rule("W17", "field that Conductor OSS takes and does nothing with", _WAY_OUT)
def without_effect_on_tasks(site: Site, _flow: Flow) -> Problems:
    """The same for tasks."""
    if site.task.get("cacheConfig"):
        yield Problem("cacheConfig", "Conductor OSS does nothing with cacheConfig: the worker is called again")
    child = as_map(site.task.get("subWorkflowParam"))
    for name in ("idempotencyKey", "idempotencyStrategy"):
        if child.get(name):
            what = f"Conductor OSS does nothing with {name}: each start makes a new execution"
            yield Problem(f"subWorkflowParam.{name}", what)
