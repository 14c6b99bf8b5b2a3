"""Loops: do they end, and does their condition see what it reads?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from conductor.checks._flow import Flow, Site
from conductor.checks._known import did_you_mean
from conductor.checks._registry import Problem, Problems, task_rule
from conductor.checks._text.expressions import paths_in, root_of, texts_in

_LOOP = frozenset({"DO_WHILE"})
_ALWAYS = re.compile(r"\s*\(*\s*(true|[1-9]\d*)\s*\)*\s*;?\s*")
_READ = re.compile(r"(?<![\w$.])\$(?:\.([A-Za-z_]\w*)|\[\s*(['\"])(.+?)\2\s*\])")
_NAME = re.compile(r"[A-Za-z_$][\w$]*", re.ASCII)


def _condition(site: Site) -> str:
    return site.text("loopCondition")


def names_read(script: str) -> set[str]:
    """The names that a script reads from its input, as in ``$.name`` and ``$['name']``."""
    return {found[1] or found[3] for found in _READ.finditer(script)}


def _inside(site: Site, flow: Flow) -> list[Site]:
    return [other for other in flow.used if other.is_inside(site)]


@task_rule("W40", "loop without an end", "let the condition read the round ($.ref.iteration) or an output", _LOOP)
def endless_loop(site: Site, flow: Flow) -> Problems:
    """A condition that is always true, or that reads nothing that changes, never ends the loop."""
    condition = _condition(site)
    # A loop over items ends with them.
    if not condition.strip() or site.task.get("items") or _may_leave(site, flow):
        return
    if _ALWAYS.fullmatch(condition):
        yield Problem("loopCondition", f"{condition.strip()!r} is always true")
    elif names_read(condition) and not set(_changing(site, flow)) & names_read(condition):
        yield Problem("loopCondition", "it reads nothing that a round can change: one round, or rounds for ever")


def _may_leave(site: Site, flow: Flow) -> bool:
    return any(other.type == "TERMINATE" for other in _inside(site, flow))


def _changing(site: Site, flow: Flow) -> Iterator[str]:
    """The names whose value a round can change: the loop, its tasks, and inputs that read them or variables."""
    inside = {site.label, *(other.label for other in _inside(site, flow))}
    yield from inside
    for name, value in site.inputs.items():
        paths = [path for _where, text in texts_in(value, "") for path in paths_in(text)]
        if any(root_of(path) in inside or path.startswith("workflow.variables") for path in paths):
            yield name


@task_rule("W41", "loop in a loop", "put the inner loop into a sub-workflow", _LOOP)
def nested_loop(site: Site, _flow: Flow) -> Problems:
    """The server mixes up the rounds of nested loops; the workflow hangs."""
    if outer := site.loops():
        yield Problem("", f"it is inside the loop {outer[0].label!r}: the server mixes up their rounds and hangs")


@task_rule("W42", "condition that reads a name which is not there", "add it to inputParameters of the loop", _LOOP)
def unknown_name(site: Site, flow: Flow) -> Problems:
    """A condition sees the inputs of the loop, the loop, and the tasks inside it."""
    known = {site.label, *site.inputs, *(other.label for other in _inside(site, flow))}
    for name in sorted(names_read(_condition(site)) - known):
        if not _is_cut_name(name, known):
            yield Problem("loopCondition", f"$.{name} is not there", did_you_mean(name, known))


def _is_cut_name(name: str, known: set[str]) -> bool:
    return any(other.startswith(name) and not _NAME.fullmatch(other) for other in known)


@task_rule("W43", "reference that JavaScript reads as a subtraction", "write $['my-task'], or rename it", _LOOP)
def cut_name(site: Site, flow: Flow) -> Problems:
    """``$.my-loop`` is ``$.my`` minus ``loop``."""
    for name in sorted({site.label, *site.inputs, *(other.label for other in _inside(site, flow))}):
        if not _NAME.fullmatch(name) and f"$.{name}" in _condition(site):
            yield Problem("loopCondition", f"JavaScript does not read $.{name} as one name", f"write $['{name}']")


@task_rule("W44", "loop with an empty condition", "give a condition, or use the tasks without a loop", _LOOP)
def empty_condition(site: Site, _flow: Flow) -> Problems:
    """An empty condition means one round."""
    is_empty = site.task.get("loopCondition") is not None and not _condition(site).strip()
    if is_empty and not site.task.get("items"):
        yield Problem("loopCondition", "the condition is empty: the loop ends after one round")


@task_rule("W45", "items among the inputs of a loop", "set the field items of the loop, beside loopOver", _LOOP)
def misplaced_items(site: Site, _flow: Flow) -> Problems:
    """The list of a loop is a field of its own."""
    if "items" in site.inputs and not site.task.get("items") and "items" not in names_read(_condition(site)):
        yield Problem("inputParameters.items", "the loop does not go over this list")


@task_rule("W46", "reference with __ inside a loop", "rename it, with a single _")
def round_mark(site: Site, _flow: Flow) -> Problems:
    """The server marks the rounds of a loop with ``__``, and takes such a name for one."""
    if site.reference and "__" in site.reference and site.loops():
        yield Problem("taskReferenceName", "'__' marks the round of a loop: the server schedules the task without end")
