"""A workflow definition as a tree of tasks: where each one is, what runs before it, what the server looks at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from conductor.checks._json import Json, as_list, as_map, is_map
from conductor.checks._known import Known
from conductor.checks._text.expressions import join

_SWITCHES = frozenset({"SWITCH", "DECISION"})
_USED_LISTS = {
    "SWITCH": ("decisionCases", "defaultCase"),
    "DECISION": ("decisionCases", "defaultCase"),
    "FORK_JOIN": ("forkTasks",),
    "DO_WHILE": ("loopOver",),
}
_LIST_FIELDS = ("decisionCases", "defaultCase", "forkTasks", "loopOver")


@dataclass(eq=False)
class Site:
    """One task of a definition, and its place.

    Attributes:
        task: the JSON object
        path: where it is, such as ``tasks[0].loopOver[1]``
        parent: the task whose list it is in; None at the top
        branch: the path of that list
        index: the position in it
        is_checked: the server looks at it when the definition is registered
        is_used: it belongs to the flow, and is not in a list that the type of its parent does not read
    """

    task: Json
    path: str
    parent: Site | None
    branch: str
    index: int
    is_checked: bool
    is_used: bool
    following: list[Site] = field(default_factory=list["Site"])

    @property
    def type(self) -> str:
        """The type as the server takes it: absent means SIMPLE."""
        return str(self.task.get("type", "SIMPLE"))

    @property
    def reference(self) -> str | None:
        """The reference; None when it is missing."""
        found = self.task.get("taskReferenceName")
        return None if found is None else str(found)

    @property
    def label(self) -> str:
        """What to call the task in a message."""
        return self.reference or str(self.task.get("name") or "a task without a name")

    @property
    def inputs(self) -> Json:
        """The input parameters; empty when there are none."""
        return as_map(self.task.get("inputParameters"))

    def text(self, name: str) -> str:
        """A field as text; empty when it is missing."""
        return str(self.task.get(name) or "")

    def ancestors(self) -> Iterator[Site]:
        """The tasks around it, from the inside out."""
        site = self.parent
        while site is not None:
            yield site
            site = site.parent

    def is_inside(self, other: Site) -> bool:
        """Whether it is somewhere in another task."""
        return any(ancestor is other for ancestor in self.ancestors())

    def loops(self) -> list[Site]:
        """The loops around it, from the inside out."""
        return [site for site in self.ancestors() if site.type == "DO_WHILE"]

    def next_task(self) -> Site | None:
        """What the server takes as the next task; after the last one of a case it is the one after the switch."""
        if self.following:
            return self.following[0]
        is_in_case = self.parent is not None and self.parent.type in _SWITCHES
        return self.parent.next_task() if self.parent and is_in_case else None


@dataclass(eq=False)
class Flow:
    """One workflow definition: its tasks and what is known beside it.

    Attributes:
        definition: the JSON object
        path: where it is; empty for the one that is registered, else the path of an inline definition
        known: what the caller knows about the server
        is_checked: the server looks into it when it is registered
    """

    definition: Json
    known: Known
    path: str = ""
    is_checked: bool = True

    @cached_property
    def sites(self) -> list[Site]:
        """All tasks, in the order of the definition."""
        return list(_walk(self.definition.get("tasks"), join(self.path, "tasks"), None, (self.is_checked, True)))

    @cached_property
    def used(self) -> list[Site]:
        """The tasks that belong to the flow."""
        return [site for site in self.sites if site.is_used]

    @cached_property
    def by_reference(self) -> dict[str, Site]:
        """The first task of each reference."""
        return {site.reference: site for site in reversed(self.used) if site.reference is not None}

    def template_of(self, site: Site) -> Json:
        """The inputs that the task definition fills in."""
        return as_map((self.known.task_def(site.task) or {}).get("inputTemplate"))

    def inputs_of(self, site: Site) -> set[str]:
        """The names of all inputs of a task."""
        return {*site.inputs, *self.template_of(site)}

    @property
    def name(self) -> str:
        """The name of the workflow; empty when it is missing."""
        return str(self.definition.get("name") or "")


def where_they_part(site: Site, other: Site) -> tuple[Site, Site]:
    """The two tasks, one around each (or itself), that have the same parent."""
    around = {id(each.parent): each for each in (other, *other.ancestors())}
    mine = next(each for each in (site, *site.ancestors()) if id(each.parent) in around)
    return mine, around[id(mine.parent)]


def lists_of(task: Json, path: str) -> Iterator[tuple[str, str, Any]]:
    """Each list of tasks in a task: the field, the path, and what is there."""
    for name in _LIST_FIELDS:
        value, base = task.get(name), join(path, name)
        if name == "decisionCases":
            yield from ((name, join(base, str(case)), tasks) for case, tasks in as_map(value).items())
        elif name == "forkTasks":
            yield from ((name, f"{base}[{index}]", tasks) for index, tasks in enumerate(as_list(value)))
        elif value is not None:
            yield name, base, value


def _walk(tasks: Any, branch: str, parent: Site | None, marks: tuple[bool, bool]) -> Iterator[Site]:
    entries = [(index, task) for index, task in enumerate(as_list(tasks)) if is_map(task)]
    sites = [Site(task, f"{branch}[{index}]", parent, branch, index, *marks) for index, task in entries]
    for position, site in enumerate(sites):
        site.following = sites[position + 1 :]
        yield site
        used_lists = _USED_LISTS.get(site.type, ())
        for name, path, inner in lists_of(site.task, site.path):
            # The server's validation does not follow the list of a loop.
            is_checked = site.is_checked and name != "loopOver"
            yield from _walk(inner, path, site, (is_checked, site.is_used and name in used_lists))
