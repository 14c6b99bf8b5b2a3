"""Search queries: what the server understands, and what it silently misreads.

The server's grammar is ``field=value``, ``field IN (a,b)``, ``field<value`` and ``field>value``, joined by an
upper-case AND, which it splits at even inside quotes. Some other forms are an error there, others match nothing, or
everything: ``status:RUNNING`` is read as "the field status:RUNN in (G)".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime  # noqa: TC003 - read by get_type_hints of the filters
from typing import Any, TypedDict

from conductor._shared.inputs import as_list, as_text
from conductor._shared.times import epoch_ms
from conductor.errors import ConfigurationError
from conductor_api.models import WorkflowState

_FORM = "write field=value, field IN (a,b), field<value or field>value, joined by AND; raw=True sends it as it is"
_TERM = re.compile(r"(?P<field>\w+)\s*(?P<operator>=|<|>|:|\bIN\b)\s*(?P<value>[^\s=].*)", re.DOTALL)
_LIST_MARK = re.compile(r"\s*([(),])\s*")
_OTHER_WORDS = re.compile(r"(?<![^\s(])(OR|AND|NOT|TO|or|and|not)(?![^\s)])|[*?]")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")


class WorkflowFilters(TypedDict, total=False):
    """Filters of a workflow search, each joined to the others and to the query by AND."""

    status: WorkflowState | str | Iterable[WorkflowState | str]
    workflow_type: str | Iterable[str]
    workflow_id: str | Iterable[str]
    correlation_id: str | Iterable[str]
    started_after: datetime | int
    """Milliseconds since 1970, when it is a number."""
    started_before: datetime | int
    """Milliseconds since 1970, when it is a number."""


class TaskFilters(TypedDict, total=False):
    """Filters of a task search. The tasks of one workflow come from its execution, not from a search."""

    status: str | Iterable[str]
    task_type: str | Iterable[str]


_FIELDS = {
    "status": "status",
    "workflow_type": "workflowType",
    "workflow_id": "workflowId",
    "correlation_id": "correlationId",
    "task_type": "taskType",
}
_TIMES = {"started_after": "startTime>", "started_before": "startTime<"}


def workflow_query(query: str, filters: WorkflowFilters, *, raw: bool) -> str:
    """Give the query for the workflow search.

    Raises:
        ConfigurationError: the server would misread it; the text shows the working form
    """
    return _joined(query, dict(filters), raw=raw)


def task_query(query: str, filters: TaskFilters, *, raw: bool) -> str:
    """Give the query for the task search; errors as in :func:`workflow_query`."""
    joined = _joined(query, dict(filters), raw=raw)
    if not raw and re.match(r"\s*workflowId\b|.*\sAND\s+workflowId\b", query, re.DOTALL):
        raise ConfigurationError(
            "query: Conductor OSS cannot search tasks by workflowId; get_workflow(id).tasks has them all "
            "(raw=True sends the query as it is)"
        )
    return joined


def _joined(query: object, filters: dict[str, Any], *, raw: bool) -> str:
    text = as_text(query, "query")
    terms = re.split(r"\s+AND\s+", text.strip()) if text.strip() else []
    given = [text] * bool(terms) if raw else [_term(term) for term in terms]
    return " AND ".join([*given, *(_filter(name, value) for name, value in filters.items() if value is not None)])


def _term(text: str) -> str:
    match = _TERM.fullmatch(text)
    if match is None:
        raise ConfigurationError(f"query: the server does not understand {text!r}; {_FORM}")
    field, operator, value = match.group("field", "operator", "value")
    if not _QUOTED.fullmatch(value) and _OTHER_WORDS.search(value):
        reason = "has no OR, NOT, ranges or wildcards (a value that holds such words or marks needs quotes)"
        raise ConfigurationError(f"query: the server {reason}, found {text!r}; {_FORM}")
    if operator == "IN" or (operator == ":" and value.startswith("(")):
        # A blank beside a comma would be part of the value, which then matches nothing.
        return f"{field} IN " + _LIST_MARK.sub(r"\1", value)
    return f"{field}={value}" if operator == ":" else text


def _filter(name: str, value: Any) -> str:
    if name in _TIMES:
        return f"{_TIMES[name]}{epoch_ms(value, name)}"
    if name not in _FIELDS:
        raise ConfigurationError(f"search: there is no filter {name!r}; there are {', '.join([*_FIELDS, *_TIMES])}")
    if isinstance(value, str):
        return f"{_FIELDS[name]}={_checked(name, value)}"
    return f"{_FIELDS[name]} IN ({','.join(_checked(name, item) for item in as_list(value, name))})"


def _checked(name: str, value: object) -> str:
    text = as_text(value, name)
    if not text or re.search(r"\sAND\s|[,()\"']", text):
        raise ConfigurationError(
            f"{name}: no query can ask for {value!r}: empty, or with a comma, quote, bracket or AND"
        )
    return str(text)
