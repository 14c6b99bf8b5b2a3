"""The query grammar of searches, with the meaning that the server's SQL gives it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from .errors import BadRequestError, EngineError
from .values import java_text

T = TypeVar("T")
# Found anywhere in a part: what stands before and after it does not count.
_CONDITION = re.compile(r"([a-zA-Z]+)\s?(=|>|<|IN)\s?([^\n\r\x85\u2028\u2029]*)", re.ASCII)
_DROPPED = str.maketrans("", "", "\"'()")
_LONG = range(-(2**63), 2**63)
_YEAR_10000_MS = 253_402_300_800_000
_PAGE_PARAMETERS = 2
COLUMNS = frozenset(
    {
        *("workflow_id", "correlation_id", "workflow_type", "start_time", "end_time", "status", "task_id"),
        *("task_type", "task_def_name", "update_time", "json_data", "parent_workflow_id", "classifier"),
    }
)


@dataclass(frozen=True)
class Condition:
    """One comparison of a query; `values` has several for IN only."""

    column: str
    operator: str
    values: tuple[str, ...]

    def matcher(self) -> Callable[[Any], bool]:
        """Whether a value of the column meets the condition."""
        if self.column.endswith("_time"):
            return _time_matcher(self.operator, self.values)
        if self.operator == "IN":
            return lambda value: value in self.values
        wanted = self.values[0]
        if self.operator == "LIKE" or (self.operator == "=" and "*" in wanted):
            pattern = like(wanted.replace("*", "%"))
            return lambda value: value is not None and pattern(value)
        return lambda value: value is not None and _compared(value, self.operator, wanted)


def _compared(value: Any, operator: str, limit: Any) -> bool:
    if operator == "=":
        return bool(value == limit)
    return bool(value > limit if operator == ">" else value < limit)


def _time_matcher(operator: str, values: tuple[str, ...]) -> Callable[[int], bool]:
    limit = int(values[0])
    # Times are compared as texts, and a plus sign is written before a year of five digits.
    limit = limit if limit < _YEAR_10000_MS else -1
    return lambda value: _compared(value, "=" if operator == "IN" else operator, limit)


_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def like(pattern: str) -> Callable[[str], bool]:
    """Return a matcher with the meaning of SQLite's LIKE: % is any text, _ any character, ASCII case does not count.

    Each part between two % is looked for once, from the left: a regular expression of many % would try all
    combinations, for hours, and stop all threads meanwhile.
    """
    first, *others = pattern.translate(_LOWER).split("%")

    def matches(value: str) -> bool:
        text = value.translate(_LOWER)
        if not _stands_at(text, first, 0):
            return False
        if not others:
            return len(text) == len(first)
        end = len(first)
        for part in others[:-1]:
            start = _find(text, part, end)
            if start < 0:
                return False
            end = start + len(part)
        start = len(text) - len(others[-1])
        return start >= end and _stands_at(text, others[-1], start)

    return matches


def _stands_at(text: str, part: str, start: int) -> bool:
    if "_" not in part:
        return text.startswith(part, start)
    return len(text) >= start + len(part) and all(one in ("_", text[start + at]) for at, one in enumerate(part))


def _find(text: str, part: str, start: int) -> int:
    if "_" not in part:
        return text.find(part, start)
    return next((at for at in range(start, len(text) - len(part) + 1) if _stands_at(text, part, at)), -1)


def split(text: str, separator: str) -> list[str]:
    """Split as Java does: without the empty parts at the end."""
    parts = text.split(separator)
    while parts and not parts[-1] and text:
        parts.pop()
    return parts


def column_of(field: str) -> str:
    """The column of a field: correlation_id of correlationId."""
    return re.sub(r"\B([A-Z])", r"_\1", field).lower()


def parse_query(query: str) -> list[Condition]:
    """The conditions of a query, joined by upper-case AND.

    Raises:
        BadRequestError: a part holds no condition.
        EngineError: a value cannot be read.
    """
    return [_condition(part) for part in split(query, " AND ")] if query else []


def _condition(part: str) -> Condition:
    match = _CONDITION.search(part)
    if match is None:
        raise BadRequestError(f"Incorrectly formatted query string: {part}")
    field, operator, text = match.groups()
    column, values = column_of(field), split(text.translate(_DROPPED), ",")
    if column.endswith("_time"):
        if not values:
            raise _out_of_bounds(0)
        long_of(values[0])
    return Condition(column, "=" if operator == "IN" and len(values) == 1 else operator, tuple(values))


def long_of(text: str) -> int:
    """The number that a text is; EngineError when Java reads no long in it."""
    if not re.fullmatch(r"[+-]?[0-9]{1,30}", text) or int(text) not in _LONG:
        raise EngineError(f'For input string: "{text}"')
    return int(text)


def _out_of_bounds(length: int) -> EngineError:
    return EngineError(f"Index {length} out of bounds for length {length}")


def _check_parameters(conditions: Sequence[Condition]) -> None:
    """The server fails when the values are not as many as the places for them."""
    if any(not condition.values for condition in conditions):
        raise _out_of_bounds(0)
    places = sum(len(one.values) if one.operator == "IN" else 1 for one in conditions)
    if sum(len(one.values) for one in conditions) > places:
        raise _out_of_bounds(places + _PAGE_PARAMETERS)


@dataclass(frozen=True)
class Index(Generic[T]):
    """How one kind of thing can be searched: its columns; `holds` tells what is in the index at all."""

    columns: dict[str, Callable[[T], Any]]
    key: str
    holds: Callable[[T], bool] = lambda _item: True

    def find(self, items: Sequence[T], query: str, free_text: str, sort: str) -> list[T]:
        """The items that meet a query, sorted by `field:ASC|field:DESC` if asked for."""
        conditions = [condition for condition in parse_query(query) if condition.column in COLUMNS]
        if free_text not in {"", "*"}:
            conditions.append(Condition("json_data", "LIKE", (f"%{free_text.lower()}%",)))
        found = [item for item in items if self.holds(item)]
        order = self._order(sort)
        for column in [*(condition.column for condition in conditions), *(column for column, _ in order)]:
            self._check_column(column)
        _check_parameters(conditions)
        for condition in conditions:
            meets, value_of = condition.matcher(), self.columns[condition.column]
            found = [item for item in found if meets(value_of(item))]
        return self._sorted(found, order or self._walked(conditions))

    def _check_column(self, column: str) -> None:
        if column not in self.columns:
            problem = f"[SQLITE_ERROR] SQL error or missing database (no such column: {column})"
            raise EngineError(f"Cannot prepare statement for query: {problem}")

    def _order(self, sort: str) -> list[tuple[str, bool]]:
        """The columns to sort by, and whether downwards; what cannot be read is left out."""
        pairs = [split(part, ":") for part in sort.split("|")]
        wanted = [(column_of(pair[0]), pair[1].upper()) for pair in pairs if len(pair) == len(("field", "order"))]
        return [(column, order == "DESC") for column, order in wanted if column in COLUMNS and order in {"ASC", "DESC"}]

    def _walked(self, conditions: Sequence[Condition]) -> list[tuple[str, bool]]:
        """The server walks the values of a list in their order: of keys, and of others when nothing is equal."""
        lists = [one.column for one in conditions if one.operator == "IN" and one.column != "json_data"]
        others = [] if any(one.operator == "=" for one in conditions) else lists
        return [(column, False) for column in (self.key,) if column in lists] or [(column, False) for column in others]

    def _sorted(self, found: list[T], order: list[tuple[str, bool]]) -> list[T]:
        for column, downwards in reversed(order):
            value_of = self.columns[column]
            found = sorted(found, key=lambda item: _sort_key(value_of(item)), reverse=downwards)
        return found


def _sort_key(value: Any) -> tuple[bool, Any]:
    return (value is not None, value if isinstance(value, int) else java_text(value))
