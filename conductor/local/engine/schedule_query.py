"""The query grammar of the search over what schedules started; it is not that of the other searches."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeAlias

from .query import like, long_of
from .values import JsonMap

_Check: TypeAlias = Callable[[JsonMap], bool]
_SORTED_BY = {"scheduledTime", "executionTime", "scheduleName", "workflowName", "state"}


def find_runs(runs: Iterable[JsonMap], query: str, sort: list[str]) -> list[JsonMap]:
    """The runs that meet a query, the latest first unless sorted by `field:ASC`.

    Raises:
        EngineError: a time in the query is no number.
    """
    checks = _checks(query)
    found = [run for run in runs if all(check(run) for check in checks)]
    for part in reversed(sort or ["scheduledTime"]):
        field, _, order = part.partition(":")
        name = field.strip() if field.strip() in _SORTED_BY else "scheduledTime"
        found.sort(key=lambda run: run[name], reverse=order.split(":")[0].strip().upper() != "ASC")
    return found


def _checks(query: str) -> list[_Check]:
    names: set[str] = set()
    states: set[str] = set()
    others: dict[str, _Check] = {}
    for clause in filter(None, (part.strip() for part in re.split(r"\s+AND\s+", query, flags=re.ASCII))):
        if (listed := _listed(clause, "scheduleName")) is not None:
            names |= listed
        elif (listed := _listed(clause, "state")) is not None:
            states |= listed
        elif (named := _named(clause)) is not None:
            others |= named
        else:
            names.add(clause)
    groups = [("scheduleName", names), ("state", states)]
    return [_one_of(field, wanted) for field, wanted in groups if wanted] + list(others.values())


def _listed(clause: str, field: str) -> set[str] | None:
    start = f"{field} IN ("
    if not (clause.startswith(start) and clause.endswith(")")):
        return None
    return {value.strip() for value in clause[len(start) : -1].split(",") if value.strip()}


def _one_of(field: str, wanted: set[str]) -> _Check:
    return lambda run: run.get(field) in wanted


def _named(clause: str) -> dict[str, _Check] | None:
    """The check of a clause with one value, by what it looks at: the last one of a kind counts."""
    match = re.match(r"(scheduledTime[<>]|workflowName=|executionId=)", clause)
    if match is None:
        return None
    start, value = match[1], clause[match.end() :].strip()
    if start.startswith("scheduledTime"):
        limit = long_of(value)
        later = start.endswith(">")
        return {start: lambda run: run["scheduledTime"] > limit if later else run["scheduledTime"] < limit}
    if not value:
        return {start: lambda _run: True}
    if start == "executionId=":
        return {start: lambda run: run["executionId"] == value}
    pattern = like(f"%{value}%")
    return {start: lambda run: pattern(run["workflowName"])}
