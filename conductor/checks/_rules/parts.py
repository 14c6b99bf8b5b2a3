"""What each type of task must have before the server takes it."""

from __future__ import annotations

from conductor.checks._flow import Flow, Site
from conductor.checks._registry import Problem, Problems, task_rule
from conductor.checks._text import javascript, times

_SWITCHES = frozenset({"SWITCH", "DECISION"})
_FINAL_STATES = ("COMPLETED", "FAILED", "TERMINATED")


def _is_missing(site: Site, name: str) -> bool:
    return site.task.get(name) is None


def _has_input(site: Site, flow: Flow, *names: str) -> bool:
    """Whether an input is there, null included, or in the template of the task definition."""
    return any(name in site.inputs for name in names) or names[0] in flow.template_of(site)


@task_rule("E20", "EVENT without a sink", "set sink, such as 'conductor:orders'", {"EVENT"})
def event_sink(site: Site, _flow: Flow) -> Problems:
    """An event needs a place to go."""
    if _is_missing(site, "sink"):
        yield Problem("sink", "the task has no sink")


@task_rule(
    "E21", "SWITCH without evaluator or expression", "set evaluatorType 'value-param' and expression", {"SWITCH"}
)
def switch_expression(site: Site, _flow: Flow) -> Problems:
    """A switch needs something to decide by."""
    for name in ("evaluatorType", "expression"):
        if _is_missing(site, name):
            yield Problem(name, f"the task has no {name}")


@task_rule("E22", "SWITCH or DECISION without cases", "add a case to decisionCases; it may be empty", _SWITCHES)
def switch_cases(site: Site, _flow: Flow) -> Problems:
    """A switch needs a case."""
    if site.task.get("decisionCases", {}) == {}:
        yield Problem("decisionCases", "the task has no case")


@task_rule("E23", "DECISION without a value", "set caseValueParam, or use SWITCH", {"DECISION"})
def decision_value(site: Site, _flow: Flow) -> Problems:
    """A decision needs something to decide by."""
    if _is_missing(site, "caseValueParam") and _is_missing(site, "caseExpression"):
        yield Problem("caseValueParam", "the task has neither caseValueParam nor caseExpression")


@task_rule("E24", "DYNAMIC without dynamicTaskNameParam", "name the input that holds the task's name", {"DYNAMIC"})
def dynamic_name(site: Site, _flow: Flow) -> Problems:
    """A dynamic task needs to know where its name is."""
    if _is_missing(site, "dynamicTaskNameParam"):
        yield Problem("dynamicTaskNameParam", "the task has no dynamicTaskNameParam")


@task_rule("E25", "FORK_JOIN without branches", "put a list of tasks for each branch into forkTasks", {"FORK_JOIN"})
def fork_branches(site: Site, _flow: Flow) -> Problems:
    """A fork needs a branch."""
    if site.task.get("forkTasks", []) == []:
        yield Problem("forkTasks", "the task has no branch")


@task_rule(
    "E26",
    "FORK_JOIN_DYNAMIC without its parameters, or with two kinds of them",
    "set dynamicForkTasksParam and dynamicForkTasksInputParamName, or give the input forkTaskInputs",
    {"FORK_JOIN_DYNAMIC"},
)
def dynamic_fork_parameters(site: Site, _flow: Flow) -> Problems:
    """A dynamic fork reads its tasks from one input, or from two, not from both kinds."""
    pair = [name for name in ("dynamicForkTasksParam", "dynamicForkTasksInputParamName") if _is_missing(site, name)]
    if "forkTaskInputs" in site.inputs:
        return
    if _is_missing(site, "dynamicForkJoinTasksParam"):
        for name in pair:
            yield Problem(name, f"the task has no {name}")
    elif len(pair) < 2:
        yield Problem("dynamicForkJoinTasksParam", "it cannot stand beside the other parameters", "remove one kind")


@task_rule("E27", "HTTP without a request", "give the inputs uri and method", {"HTTP"})
def http_request(site: Site, flow: Flow) -> Problems:
    """An HTTP task needs a request, in its inputs or in the template of its task definition."""
    if not _has_input(site, flow, "http_request", "uri", "method"):
        yield Problem("inputParameters", "the task has neither uri nor http_request")


@task_rule("E28", "KAFKA_PUBLISH without a request", "give the input kafka_request", {"KAFKA_PUBLISH"})
def kafka_request(site: Site, flow: Flow) -> Problems:
    """A Kafka task needs a request."""
    if not _has_input(site, flow, "kafka_request"):
        yield Problem("inputParameters", "the task has no kafka_request")


@task_rule("E29", "JSON_JQ_TRANSFORM without a query", "give the input queryExpression", {"JSON_JQ_TRANSFORM"})
def jq_query(site: Site, flow: Flow) -> Problems:
    """A jq task needs a query."""
    if not _has_input(site, flow, "queryExpression"):
        yield Problem("inputParameters", "the task has no queryExpression")


@task_rule("E30", "DO_WHILE without a condition", "set loopCondition, also beside items", {"DO_WHILE"})
def loop_condition(site: Site, _flow: Flow) -> Problems:
    """A loop needs a condition, even when it goes over items."""
    if _is_missing(site, "loopCondition"):
        yield Problem("loopCondition", "the loop has no condition")


@task_rule("E31", "DO_WHILE without tasks", "put the tasks into loopOver", {"DO_WHILE"})
def loop_body(site: Site, _flow: Flow) -> Problems:
    """A loop needs tasks to repeat."""
    if site.task.get("loopOver", []) == []:
        yield Problem("loopOver", "the loop has no tasks")


@task_rule("E32", "SUB_WORKFLOW without subWorkflowParam", "set subWorkflowParam with the name", {"SUB_WORKFLOW"})
def sub_workflow(site: Site, _flow: Flow) -> Problems:
    """A sub-workflow task needs to know what to start."""
    if _is_missing(site, "subWorkflowParam"):
        yield Problem("subWorkflowParam", "the task has no subWorkflowParam")


@task_rule("E33", "TERMINATE without a final state", f"give one of {', '.join(_FINAL_STATES)}", {"TERMINATE"})
def termination_status(site: Site, _flow: Flow) -> Problems:
    """The state must be in the definition: an expression is refused."""
    if site.inputs.get("terminationStatus") not in _FINAL_STATES:
        found = site.inputs.get("terminationStatus")
        what = "the task has no terminationStatus" if found is None else f"{found!r} is no state to end in"
        yield Problem("inputParameters.terminationStatus", what)


@task_rule("E34", "optional TERMINATE", "remove optional", {"TERMINATE"})
def optional_termination(site: Site, _flow: Flow) -> Problems:
    """The end is never optional."""
    if site.task.get("optional"):
        yield Problem("optional", "TERMINATE cannot be optional")


@task_rule("E35", "WAIT with duration and until", "keep one of them", {"WAIT"})
def one_waiting_time(site: Site, _flow: Flow) -> Problems:
    """A wait has one time."""
    if _time(site, "duration") and _time(site, "until"):
        yield Problem("inputParameters.until", "the task has both duration and until")


@task_rule("E36", "WAIT with a duration that cannot be read", times.DURATION_HELP, {"WAIT"})
def waiting_duration(site: Site, _flow: Flow) -> Problems:
    """A duration is one expression, or words that the server knows."""
    duration = _time(site, "duration")
    if duration and not duration.startswith("${") and times.seconds_of(duration) is None:
        yield Problem("inputParameters.duration", f"the server cannot read the duration {duration!r}")


@task_rule("E37", "WAIT with a date that cannot be read", times.DATE_HELP, {"WAIT"})
def waiting_date(site: Site, _flow: Flow) -> Problems:
    """A date is one expression, or in one of three forms; the duration, if given, is looked at instead."""
    duration, until = _time(site, "duration"), _time(site, "until")
    is_read = not duration or duration.startswith("${")
    if is_read and until and not until.startswith("${") and not times.is_date(until):
        yield Problem("inputParameters.until", f"the server cannot read the date {until!r}")


def _time(site: Site, name: str) -> str:
    """The text that the server tries to read; empty when there is none."""
    value = site.inputs.get(name)
    text = value if isinstance(value, str) else "" if value is None else repr(value)
    return text if text.strip() else ""


@task_rule("E38", "JavaScript that cannot be parsed", "correct it: it is checked as it stands", _SWITCHES)
def switch_script(site: Site, _flow: Flow) -> Problems:
    """The server parses the scripts of switches, before expressions are replaced."""
    is_script = site.type == "DECISION" or site.task.get("evaluatorType") == "javascript"
    name = "caseExpression" if site.type == "DECISION" else "expression"
    if is_script and (problem := javascript.syntax_error(site.text(name))):
        yield Problem(name, f"no JavaScript: {problem}")
