"""``${...}``: what each one names, and whether that has a value when it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from conductor.checks._flow import Flow, Site, where_they_part
from conductor.checks._json import as_list, as_map
from conductor.checks._known import did_you_mean
from conductor.checks._registry import NULL_VALUE, Problem, Problems, flow_rule
from conductor.checks._text.expressions import has_unclosed, join, paths_in, root_of, texts_in
from conductor.checks._text.jsonpath import is_readable
from conductor.checks._text.words import words

_PREDEFINED = words("CPEWF_TASK_ID NETFLIX_ENV NETFLIX_STACK")
# Properties that each Java has, and variables that nearly each process has.
_PROCESS = words(
    "HOME PATH file.separator java.class.path java.class.version java.home java.io.tmpdir java.library.path "
    "java.runtime.name java.runtime.version java.specification.name java.specification.vendor "
    "java.specification.version java.vendor java.vendor.url java.version java.version.date java.vm.name "
    "java.vm.vendor java.vm.version line.separator native.encoding os.arch os.name os.version path.separator user.dir "
    "user.home user.name"
)
_TASK_FIELDS = words(
    "callbackAfterSeconds correlationId endTime input iteration output pollCount reasonForIncompletion "
    "referenceTaskName retryCount scheduledTime startTime status taskDefName taskId taskType workerId "
    "workflowInstanceId"
)
_WORKFLOW_FIELDS = words(
    "correlationId env input output parentWorkflowId parentWorkflowTaskId reasonForIncompletion schemaVersion secrets "
    "status variables version workflowId workflowType"
)
# Fields of a task beside its input parameters in which the server replaces expressions.
_OTHER_FIELDS = ("sink", "items", "subWorkflowParam")
_FIELD = re.compile(r"[^.\[]+\.(\w+)")
_NAMED_VALUE = re.compile(r"workflow\.(input|variables)\.(\w+)")


@dataclass(frozen=True)
class _Use:
    """One ``${...}``: the task that reads it (None: the workflow's output), where it stands, what is inside."""

    site: Site | None
    where: str
    path: str

    @property
    def root(self) -> str:
        return root_of(self.path)

    def is_refused_by(self, flow: Flow) -> bool:
        """Whether the server looks at it: it does for the inputs of the tasks at the top."""
        is_at_top = self.site is not None and self.site.parent is None
        return flow.is_checked and is_at_top and self.where.startswith(f"{self.site and self.site.path}.inputParam")


def _texts(flow: Flow) -> Iterator[tuple[Site | None, str, str]]:
    for site in flow.used:
        for name in ("inputParameters", *_OTHER_FIELDS):
            value = site.task.get(name)
            if name == "subWorkflowParam":
                # An inline definition is a flow of its own.
                value = {key: item for key, item in as_map(value).items() if not as_map(item).get("tasks")}
            yield from ((site, where, text) for where, text in texts_in(value, join(site.path, name)))
    for where, text in texts_in(flow.definition.get("outputParameters"), join(flow.path, "outputParameters")):
        yield None, where, text


def _uses(flow: Flow) -> Iterator[_Use]:
    for site, where, text in _texts(flow):
        yield from (_Use(site, where, path) for path in paths_in(text))


def _is_outside(use: _Use, flow: Flow) -> bool:
    """Whether it is read from the server's process, or not known before another expression is replaced."""
    return use.path in _PREDEFINED | _PROCESS | flow.known.environment


def _is_known(use: _Use, flow: Flow) -> bool:
    return use.root == "workflow" or use.root in flow.by_reference or _is_outside(use, flow)


@flow_rule("E10", "expression that names no task", "use the reference of a task of this workflow, or 'workflow'")
def unknown_reference(flow: Flow) -> Problems:
    """The server knows the references of the whole flow; it looks at the inputs of the tasks at the top."""
    for use in _uses(flow):
        if use.is_refused_by(flow) and is_readable(use.path) and not _is_known(use, flow):
            yield _no_such_task(use, flow)


@flow_rule(*NULL_VALUE)
def missing_reference(flow: Flow) -> Problems:
    """Looking for a reference, the server breaks at the first task without one: only in a loop it gets so far."""
    wanted = [use.root for use in _uses(flow) if use.is_refused_by(flow) and _is_looked_up(use, flow)]
    references = [site.reference for site in flow.used]
    depth = max((_depth(root, references) for root in wanted), default=0)
    for site in flow.used[:depth]:
        if site.reference is None and not site.is_checked:
            yield Problem(f"{site.path}.taskReferenceName", "the task has no reference", "give it one")


def _is_looked_up(use: _Use, flow: Flow) -> bool:
    return use.root != "workflow" and is_readable(use.path) and not _is_outside(use, flow)


def _depth(root: str, references: list[str | None]) -> int:
    return references.index(root) if root in references else len(references)


@flow_rule("E11", "expression that cannot be read", "write ${reference.output.name}, with ['...'] around odd names")
def unreadable_expression(flow: Flow) -> Problems:
    """An expression is a JSONPath."""
    for use in _uses(flow):
        if use.is_refused_by(flow) and not is_readable(use.path):
            yield Problem(use.where, f"${{{use.path}}} cannot be read")


@flow_rule(
    "W02",
    "expression without a value, where the server does not look",
    "use the reference of a task: as it stands it gives null",
)
def unchecked_expression(flow: Flow) -> Problems:
    """Inside switches, forks and loops, and in the output, a wrong expression gives null."""
    for use in _uses(flow):
        if use.is_refused_by(flow):
            continue
        if not is_readable(use.path):
            yield Problem(use.where, f"${{{use.path}}} cannot be read and gives null")
        elif not _is_known(use, flow):
            yield _no_such_task(use, flow)


def _no_such_task(use: _Use, flow: Flow) -> Problem:
    hint = did_you_mean(use.root, {"workflow", *flow.by_reference})
    return Problem(use.where, f"${{{use.path}}}: no task has the reference {use.root!r}", hint)


@flow_rule("W03", "expression that is read before its task has run", "read it in a later task: here it is null")
def read_too_early(flow: Flow) -> Problems:
    """A task sees the output of those that have run before it."""
    for use in _uses(flow):
        target = flow.by_reference.get(use.root)
        if use.site and target and is_readable(use.path) and (why := _why_too_early(use.site, target)):
            yield Problem(use.where, f"${{{use.path}}}: {why}")


def _why_too_early(site: Site, target: Site) -> str | None:
    if site is target or target.is_inside(site):
        return _why_not_yet(site, target)
    if site.is_inside(target):
        return None
    mine, other = where_they_part(site, target)
    if mine.loops():  # an earlier round may have given the value
        return None
    if mine.branch == other.branch:
        return f"{target.label!r} runs later" if other.index > mine.index else None
    is_fork = mine.parent is not None and mine.parent.type == "FORK_JOIN"
    return f"{target.label!r} runs " + ("at the same time, in another branch" if is_fork else "in another case")


def _why_not_yet(site: Site, target: Site) -> str | None:
    if site.type == "DO_WHILE":  # a loop reads its inputs anew after each round
        return None
    return "the task reads itself" if site is target else f"{target.label!r} is inside this task and has not run yet"


@flow_rule("W04", "expression with a field that nothing has", "read output, input or status: this is null")
def unknown_field(flow: Flow) -> Problems:
    """Tasks and the workflow offer a fixed set of fields."""
    for use in _uses(flow):
        found = _FIELD.match(use.path)
        if found is None or _is_outside(use, flow):
            continue
        is_task = use.root in flow.by_reference
        fields = _TASK_FIELDS if is_task else _WORKFLOW_FIELDS if use.root == "workflow" else None
        if fields is not None and found[1] not in fields:
            what = f"${{{use.path}}}: a {'task' if is_task else 'workflow'} has no {found[1]!r}"
            yield Problem(use.where, what, did_you_mean(found[1], fields))


@flow_rule("W05", "input that is spelt otherwise in inputParameters", "use one spelling in both places")
def misspelt_input(flow: Flow) -> Problems:
    """Inputs may be undeclared; a near miss is a slip."""
    declared = {str(name) for name in as_list(flow.definition.get("inputParameters"))}
    declared |= set(as_map(flow.definition.get("inputTemplate")))
    for use, name in _named_values(flow, "input"):
        if name not in declared and (hint := did_you_mean(name, declared)):
            yield Problem(use.where, f"the workflow declares no input {name!r}", hint)


@flow_rule("W06", "variable that nothing sets", "set it in a SET_VARIABLE task, or in variables of the workflow")
def unset_variable(flow: Flow) -> Problems:
    """Variables come from the definition and from SET_VARIABLE."""
    given = set(as_map(flow.definition.get("variables")))
    for site in flow.used:
        if site.type == "SET_VARIABLE":
            given |= set(site.inputs)
    for use, name in _named_values(flow, "variables"):
        if name not in given:
            yield Problem(use.where, f"nothing sets the variable {name!r}", did_you_mean(name, given))


def _named_values(flow: Flow, kind: str) -> Iterator[tuple[_Use, str]]:
    if "workflow" in flow.by_reference:
        return
    for use in _uses(flow):
        found = _NAMED_VALUE.match(use.path)
        if found is not None and found[1] == kind:
            yield use, found[2]


@flow_rule("W07", "${ without an end", "close it with }, or write $${ where the text is meant")
def unclosed_expression(flow: Flow) -> Problems:
    """An expression that is not closed is plain text."""
    for _site, where, text in _texts(flow):
        if has_unclosed(text):
            yield Problem(where, f"{text[:60]!r} stays as it is")


@flow_rule("W09", "value from the server's process", "use ${workflow.env.NAME} or an input instead")
def process_value(flow: Flow) -> Problems:
    """Bare names of variables and properties of the server's process are replaced, where they exist."""
    for use in _uses(flow):
        if _is_outside(use, flow) and use.path not in _PREDEFINED and use.root not in flow.by_reference:
            yield Problem(use.where, f"${{{use.path}}} reads the environment of the server, and is refused where unset")
