"""The table of rules: each small function here finds one kind of fault."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from conductor.checks._findings import Severity, severity_of
from conductor.checks._flow import Flow, Site
from conductor.checks._json import Json


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule found.

    Attributes:
        where: the path below the thing that was looked at, such as ``inputParameters.x``; empty for the thing itself
        what: what is wrong
        way_out: what to do, where it is more exact than that of the rule
    """

    where: str
    what: str
    way_out: str = ""


Problems: TypeAlias = Iterator[Problem]


@dataclass(frozen=True, slots=True)
class CheckCode:
    """A line of the table of codes: what is found, and the way out."""

    code: str
    title: str
    way_out: str

    @property
    def severity(self) -> Severity:
        """Whether the server refuses the definition for it."""
        return severity_of(self.code)


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of fault and the function that finds it; `types` are the types of task that it looks at, None for all."""

    code: CheckCode
    find: Callable[..., Problems]
    types: Collection[str] | None = None


FLOW_RULES: list[Rule] = []
TASK_RULES: list[Rule] = []
TASK_DEF_RULES: list[Rule] = []
SCHEDULE_RULES: list[Rule] = []
CODES: dict[str, CheckCode] = {}


def _code(code: str, title: str, way_out: str) -> CheckCode:
    found = CODES.setdefault(code, CheckCode(code, title, way_out))
    if found != CheckCode(code, title, way_out):
        raise ValueError(f"the code {code} is taken by {found.title!r}")
    return found


REFUSED_VALUE = _code("E01", "value that the server cannot read", "give a value of the right kind")
UNSEEN = _code(
    "W01",
    "fault in a place where the server does not look: in a loop, or in an inline definition",
    "correct it: it fails when it runs",
)
IGNORED_FIELD = _code("W10", "field that the server does not know", "correct the spelling, or leave it out")
NULL_VALUE = ("E02", "null where the server needs a value", "leave the field out, or give it a value")

_FindInFlow: TypeAlias = Callable[[Flow], Problems]
_FindInTask: TypeAlias = Callable[[Site, Flow], Problems]
_FindInJson: TypeAlias = Callable[[Json], Problems]


def flow_rule(code: str, title: str, way_out: str) -> Callable[[_FindInFlow], _FindInFlow]:
    """Register a rule about a whole definition."""
    return _register(FLOW_RULES, _code(code, title, way_out))


def task_rule(
    code: str, title: str, way_out: str, types: Collection[str] | None = None
) -> Callable[[_FindInTask], _FindInTask]:
    """Register a rule about one task of a definition."""
    return _register(TASK_RULES, _code(code, title, way_out), types)


def task_def_rule(code: str, title: str, way_out: str) -> Callable[[_FindInJson], _FindInJson]:
    """Register a rule about a task definition."""
    return _register(TASK_DEF_RULES, _code(code, title, way_out))


def schedule_rule(code: str, title: str, way_out: str) -> Callable[[_FindInJson], _FindInJson]:
    """Register a rule about a schedule."""
    return _register(SCHEDULE_RULES, _code(code, title, way_out))


def _register(rules: list[Rule], code: CheckCode, types: Collection[str] | None = None) -> Callable[[Any], Any]:
    def register(find: Callable[..., Problems]) -> Callable[..., Problems]:
        rules.append(Rule(code, find, types))
        return find

    return register
