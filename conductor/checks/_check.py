"""Running the rules over a definition."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypedDict

from conductor._shared.definitions import Defined
from conductor.checks._findings import Finding
from conductor.checks._flow import Flow, Site
from conductor.checks._json import Json, as_map, is_map
from conductor.checks._known import Known, Workflows, versions_of
from conductor.checks._registry import IGNORED_FIELD, REFUSED_VALUE, UNSEEN, CheckCode, Problem, Rule
from conductor.checks._rules import FLOW_RULES, SCHEDULE_RULES, TASK_DEF_RULES, TASK_RULES
from conductor.checks._server import known_on_server
from conductor.checks._shapes import Reading, read
from conductor.errors import ConfigurationError
from conductor_api.types import write_value

if TYPE_CHECKING:
    from typing import Unpack

    from conductor._shared.definitions import WorkflowLike
    from conductor.checks._server import Connected
    from conductor_api.models import TaskDef, WorkflowDef, WorkflowSchedule

_Given: TypeAlias = "Mapping[str, Any] | WorkflowDef | TaskDef | WorkflowSchedule"


class Worker(Protocol):
    """A worker, as far as checks look at it."""

    @property
    def task_def_name(self) -> str:
        """What it polls for."""
        ...


class CheckOptions(TypedDict, total=False):
    """What :func:`check` is told beside the definition; what is not known is not looked up.

    ``client``, which is asked for the next three; ``task_defs``, the task definitions on the server; ``polled``, the
    task types that workers poll; ``workflows``, names of the workflows on the server, or a mapping of names to
    versions; ``workers`` that will poll; ``environment``, variables and properties of the server's process that
    expressions read by their bare name; ``ignore``, codes of findings to leave out.
    """

    client: Connected
    task_defs: Iterable[TaskDef | Mapping[str, Any]] | None
    polled: Iterable[str] | None
    workflows: Workflows | None
    workers: Iterable[Worker]
    environment: Iterable[str]
    ignore: Collection[str]


def check(definition: WorkflowLike, **options: Unpack[CheckOptions]) -> list[Finding]:
    """Find what the server refuses in a workflow definition (errors), and what will hang or surprise (warnings).

    No server is asked, unless a client is given. An empty list means that nothing was found.

    Args:
        definition: the workflow: a model, the JSON object that is sent, or what is built step by step
        **options: see :class:`CheckOptions`

    Raises:
        ConfigurationError: the definition is neither a model nor a mapping
    """
    known, ignore = _known(options), options.get("ignore", ())
    reading = Reading()
    flow = Flow(read("WorkflowDef", _as_json(definition, "definition"), "", reading), known)
    found = [*_findings_of_reading(reading, flow), *_findings_in(flow)]
    return [finding for finding in _in_order(found, flow) if finding.code not in ignore]


def check_task_def(definition: TaskDef | Mapping[str, Any], *, ignore: Collection[str] = ()) -> list[Finding]:
    """Find what the server refuses in a task definition, and times that contradict each other.

    Raises:
        ConfigurationError: the definition is neither a model nor a mapping
    """
    return _check_alone("TaskDef", definition, TASK_DEF_RULES, ignore)


def check_schedule(schedule: WorkflowSchedule | Mapping[str, Any], *, ignore: Collection[str] = ()) -> list[Finding]:
    """Find what the server refuses in a schedule, and cron expressions that never fire.

    Raises:
        ConfigurationError: the schedule is neither a model nor a mapping
    """
    return _check_alone("WorkflowSchedule", schedule, SCHEDULE_RULES, ignore)


def _known(options: CheckOptions) -> Known:
    if client := options.get("client"):
        options = {**known_on_server(client), **options}
    task_defs, polled, workflows = (options.get("task_defs"), options.get("polled"), options.get("workflows"))
    workers = [worker.task_def_name for worker in options.get("workers", ())]
    is_told = polled is not None or "workers" in options
    return Known(
        task_defs=None if task_defs is None else _by_name(task_defs),
        polled=frozenset([*(polled or ()), *workers]) if is_told else None,
        workflows=None if workflows is None else versions_of(workflows),
        environment=frozenset(options.get("environment", ())),
    )


def _check_alone(model: str, given: _Given, rules: list[Rule], ignore: Collection[str]) -> list[Finding]:
    reading = Reading()
    value = read(model, _as_json(given, "definition"), "", reading)
    found = [_finding(REFUSED_VALUE, problem.where, None, problem) for problem in reading.refused]
    found += [_finding(IGNORED_FIELD, problem.where, None, problem) for problem in reading.ignored]
    found += [_finding(rule.code, problem.where, None, problem) for rule in rules for problem in rule.find(value)]
    return [finding for finding in found if finding.code not in ignore]


def _as_json(given: object, argument: str) -> Json:
    if isinstance(given, Defined):
        given = given.to_def()
    value = write_value(dict(given) if is_map(given) else given)
    if not is_map(value):
        raise ConfigurationError(
            f"{argument}: expected a model or a mapping with its fields, found {type(given).__name__}"
        )
    return value


def _by_name(task_defs: Iterable[TaskDef | Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    given = [read("TaskDef", _as_json(task_def, "task_defs"), "", Reading()) for task_def in task_defs]
    return {str(task_def.get("name")): task_def for task_def in given}


def _findings_of_reading(reading: Reading, flow: Flow) -> Iterator[Finding]:
    for code, problems in ((REFUSED_VALUE, reading.refused), (IGNORED_FIELD, reading.ignored)):
        for problem in problems:
            yield _finding(code, problem.where, _task_at(problem.where, flow), problem)


def _findings_in(flow: Flow, owner: Site | None = None) -> Iterator[Finding]:
    """What the rules say; the owner is the task that has the definition inside it."""
    for rule in FLOW_RULES:
        for problem in rule.find(flow):
            site = _task_at(problem.where, flow) or owner
            yield _judged(rule, problem.where, site, problem, is_seen=flow.is_checked)
    for site in flow.sites:
        yield from _findings_at(site, flow)
        if inner := _inline_flow(site, flow):
            yield from _findings_in(inner, site)


def _findings_at(site: Site, flow: Flow) -> Iterator[Finding]:
    for rule in TASK_RULES:
        is_meant = rule.types is None or site.type in rule.types
        is_error = rule.code.code.startswith("E")
        if is_meant and (site.is_used or (is_error and site.is_checked)):
            for problem in rule.find(site, flow):
                path = f"{site.path}.{problem.where}" if problem.where else site.path
                yield _judged(rule, path, site, problem, is_seen=site.is_checked)


def _inline_flow(site: Site, flow: Flow) -> Flow | None:
    definition = as_map(as_map(site.task.get("subWorkflowParam")).get("workflowDefinition"))
    path = f"{site.path}.subWorkflowParam.workflowDefinition"
    return Flow(definition, flow.known, path, is_checked=False) if definition and site.is_used else None


def _judged(rule: Rule, path: str, site: Site | None, problem: Problem, *, is_seen: bool) -> Finding:
    if is_seen or rule.code.code.startswith("W"):
        return _finding(rule.code, path, site, problem)
    what = f"{problem.what} ({rule.code.code}, but the server does not look here: it fails when it runs)"
    return _finding(UNSEEN, path, site, Problem(path, what, problem.way_out or rule.code.way_out))


def _finding(code: CheckCode, path: str, site: Site | None, problem: Problem) -> Finding:
    return Finding(code.code, path, site.reference if site else None, problem.what, problem.way_out or code.way_out)


def _task_at(path: str, flow: Flow) -> Site | None:
    around = [site for site in flow.sites if path == site.path or path.startswith((f"{site.path}.", f"{site.path}["))]
    return max(around, key=lambda site: len(site.path), default=None)


def _in_order(findings: list[Finding], flow: Flow) -> list[Finding]:
    """Those about the workflow first, then task by task as they stand; each once."""
    position = {id(site): index for index, site in enumerate(flow.sites, start=1)}
    return sorted(dict.fromkeys(findings), key=lambda finding: position.get(id(_task_at(finding.path, flow)), 0))
