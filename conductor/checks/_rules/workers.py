"""Tasks for workers: do they have a definition, does anybody poll them, how are they retried?"""

from __future__ import annotations

from conductor.checks._flow import Flow, Site
from conductor.checks._json import as_map
from conductor.checks._known import did_you_mean
from conductor.checks._registry import Problem, Problems, flow_rule, task_rule
from conductor.checks._rules.task_defs import problems_in
from conductor.checks._text.words import words

SYSTEM_TYPES = words(
    "AGENT CALL_MCP_TOOL CANCEL_AGENT DECISION DO_WHILE DYNAMIC EVENT EXCLUSIVE_JOIN FORK_JOIN FORK_JOIN_DYNAMIC "
    "GET_AGENT_CARD HTTP HUMAN INLINE JOIN JSON_JQ_TRANSFORM KAFKA_PUBLISH LAMBDA LIST_MCP_TOOLS LLM_CHAT_COMPLETE "
    "LLM_GENERATE_EMBEDDINGS LLM_GET_EMBEDDINGS LLM_INDEX_TEXT LLM_SEARCH_INDEX LLM_STORE_EMBEDDINGS "
    "LLM_TEXT_COMPLETE NOOP PULL_WORKFLOW_MESSAGES SET_VARIABLE START_WORKFLOW SUB_WORKFLOW SWITCH TERMINATE "
    "WAIT"
)
_DEPRECATED = {"DECISION": "SWITCH", "LAMBDA": "INLINE", "EXCLUSIVE_JOIN": "a SWITCH and its output"}
_RETRIED = words("HTTP SUB_WORKFLOW JSON_JQ_TRANSFORM KAFKA_PUBLISH EVENT")
_DEFAULT_DELAY_S = 60


def _is_for_workers(site: Site) -> bool:
    return site.type not in SYSTEM_TYPES


def _queue(site: Site) -> str:
    """What a worker polls: the name of a SIMPLE task, the type of any other."""
    return str(site.task.get("name") or "") if site.type == "SIMPLE" else site.type


@task_rule("W12", "task without a definition", "register one, or set retryCount on the task")
def no_definition(site: Site, flow: Flow) -> Problems:
    """Report worker tasks without a task definition.

    MetadataMapperService.populateWorkflowTaskWithDefinition (server 3.32.3) uses a new TaskDef, with its defaults, in
    place of a missing one, and sets its retryCount to 0 unless the task is SIMPLE.
    """
    name = str(site.task.get("name") or "")
    is_lacking = flow.known.task_defs is not None and flow.known.task_def(site.task) is None
    if _is_for_workers(site) and is_lacking and site.task.get("retryCount") is None:
        hint = did_you_mean(name, flow.known.task_defs or {})
        retries = f"3 retries after {_DEFAULT_DELAY_S} s each" if site.type == "SIMPLE" else "no retries"
        yield Problem("", f"{name!r} has no task definition, so the server uses its defaults: {retries}", hint)


@task_rule("W13", "task that no worker polls", "start a worker for it")
def no_worker(site: Site, flow: Flow) -> Problems:
    """A task stays SCHEDULED until somebody polls it."""
    queue = _queue(site)
    if flow.known.polled is not None and _is_for_workers(site) and queue not in flow.known.polled:
        yield Problem("", f"nobody polls {queue!r}: the task stays SCHEDULED", did_you_mean(queue, flow.known.polled))


@flow_rule("W14", "first retry after the default of 60 s", "set retryDelaySeconds in the task definition")
def slow_retry(flow: Flow) -> Problems:
    """The delay of a task definition that gives none is a minute; the same holds without a definition."""
    named: set[object] = set()
    for site in flow.used:
        name = site.task.get("name")
        if name not in named and _waits_the_default(site, flow):
            named.add(name)
            yield Problem(site.path, f"the first retry of {name!r} waits {_DEFAULT_DELAY_S} s, the default")


def _waits_the_default(site: Site, flow: Flow) -> bool:
    if not _is_for_workers(site) and site.type not in _RETRIED:
        return False
    definition, own = flow.known.task_def(site.task), site.task.get("retryCount")
    if definition is None:
        return bool(own) and flow.known.task_defs is not None
    tries = definition.get("retryCount", 3) if own is None else own
    delay = definition.get("retryDelaySeconds")
    return bool(tries) and (_DEFAULT_DELAY_S if delay is None else delay) == _DEFAULT_DELAY_S


@task_rule("W15", "type that the server does not know", "use one of the server, or start a worker that polls the type")
def unknown_type(site: Site, flow: Flow) -> Problems:
    """An unknown type is a worker's task whose queue is the type, not the name."""
    is_polled = site.type in (flow.known.polled or ())
    if site.type not in SYSTEM_TYPES | {"SIMPLE"} and not is_polled:
        what = f"the server has no type {site.type!r}: the task waits for a worker that polls the type, not the name"
        yield Problem("type", what, did_you_mean(site.type.upper(), SYSTEM_TYPES | {"SIMPLE"}))


@task_rule("W16", "type that is out of date", "use its successor", set(_DEPRECATED))
def old_type(site: Site, _flow: Flow) -> Problems:
    """Some types are kept for old definitions only."""
    yield Problem("type", f"{site.type} is out of date", f"use {_DEPRECATED[site.type]}")


@task_rule("W76", "task definition in the workflow that the server would refuse elsewhere", "correct it")
def own_definition(site: Site, _flow: Flow) -> Problems:
    """A definition inside a workflow is not checked when the workflow is registered."""
    own = site.task.get("taskDefinition")
    if own is not None:
        for problem in problems_in(as_map(own)):
            yield Problem(f"taskDefinition.{problem.where}", problem.what, problem.way_out)
