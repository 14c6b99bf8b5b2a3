"""The JSONPath dialect of the server's library: what a path in ${...} may say and what it gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

from .values import JsonArray, JsonList, JsonMap, as_list, as_map, json_equal


class PathError(ValueError):
    """A path that cannot be read."""


@dataclass(frozen=True)
class Names:
    """`.a` or `['a','b']`."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class Indexes:
    """`[0]` or `[0,-1]`."""

    indexes: tuple[int, ...]


@dataclass(frozen=True)
class Slice:
    """`[from:to]`."""

    start: int | None
    stop: int | None


@dataclass(frozen=True)
class Every:
    """`*`."""


@dataclass(frozen=True)
class Deep:
    """`..`: the value and everything below it."""


@dataclass(frozen=True)
class Filter:
    """`[?(...)]`."""

    test: Callable[[Any], bool]


@dataclass(frozen=True)
class Call:
    """`.length()` and its kin."""

    name: str


Step: TypeAlias = Names | Indexes | Slice | Every | Deep | Filter | Call
_NAME_END = frozenset(".[(")


@lru_cache(maxsize=4096)
def parse(path: str) -> tuple[Step, ...]:
    """The steps of a path; the leading `$` may be left out. Raises PathError."""
    body = path[1:] if path.startswith("$") else "." + path if not path.startswith("[") else path
    steps: list[Step] = []
    position = 0
    while position < len(body):
        position = _step(body, position, steps)
    return tuple(steps)


def _step(body: str, position: int, steps: list[Step]) -> int:
    if body.startswith("..", position):
        steps.append(Deep())
        position += 2
        return position if body.startswith("[", position) else _dotted(body, position, steps)
    if body[position] == ".":
        return _dotted(body, position + 1, steps)
    if body[position] == "[":
        end = _closing(body, position)
        steps.append(_bracket(body[position + 1 : end].strip()))
        return end + 1
    raise PathError(f"unexpected {body[position]!r} in {body!r}")


def _dotted(body: str, position: int, steps: list[Step]) -> int:
    end = position
    while end < len(body) and body[end] not in _NAME_END:
        end += 1
    name = body[position:end]
    if not name or " " in name:
        raise PathError(f"bad property in {body!r}")
    if body.startswith("(", end):
        close = body.find(")", end)
        if close < 0:
            raise PathError(f"unclosed ( in {body!r}")
        steps.append(Call(name))
        return close + 1
    steps.append(Every() if name == "*" else Names((name,)))
    return end


def _closing(body: str, start: int) -> int:
    depth = 0
    quote = ""
    for position in range(start, len(body)):
        char = body[position]
        if quote:
            quote = "" if char == quote else quote
        elif char in "'\"":
            quote = char
        elif char == "[":
            depth += 1
        elif char == "]":
            depth -= 1
            if depth == 0:
                return position
    raise PathError(f"unclosed [ in {body!r}")


def _bracket(inner: str) -> Step:
    if inner == "*":
        return Every()
    if inner.startswith("?"):
        return Filter(_condition(inner[1:].strip()))
    if inner[:1] in {"'", '"'}:
        return Names(tuple(found[1] for found in re.findall(r"(['\"])(.*?)\1", inner)))
    if ":" in inner:
        return _slice(inner)
    try:
        return Indexes(tuple(int(part) for part in inner.split(",")))
    except ValueError:
        raise PathError(f"bad index [{inner}]") from None


def _slice(inner: str) -> Slice:
    parts = [part.strip() for part in inner.split(":")]
    try:
        start, stop = (int(part) if part else None for part in parts[:2])
    except ValueError:
        raise PathError(f"bad slice [{inner}]") from None
    return Slice(start, stop)


_COMPARISON = re.compile(r"^(.+?)\s*(==|!=|<=|>=|<|>|=~|\bin\b|\bnin\b)\s*(.+)$")


def _condition(source: str) -> Callable[[Any], bool]:
    if source.startswith("(") and source.endswith(")"):
        source = source[1:-1].strip()
    for word, combine in (("||", any), ("&&", all)):
        if word in source:
            tests = [_condition(part.strip()) for part in source.split(word)]
            return lambda item: combine(test(item) for test in tests)
    if source.startswith("!"):
        inner = _condition(source[1:].strip())
        return lambda item: not inner(item)
    match = _COMPARISON.match(source)
    if match is None:
        steps = _item_path(source)
        return lambda item: any(True for _ in walk(item, steps))
    left, operator, right = match.groups()
    left_of, right_of = _operand(left), _operand(right)
    return lambda item: compare(left_of(item), operator, right_of(item))


def _item_path(source: str) -> tuple[Step, ...]:
    if not source.startswith("@"):
        raise PathError(f"bad filter {source!r}")
    return parse("$" + source[1:])


def _operand(source: str) -> Callable[[Any], Any]:
    source = source.strip()
    if source.startswith("@"):
        steps = _item_path(source)
        return lambda item: next(walk(item, steps), None)
    if source[:1] in {"'", '"'}:
        return lambda _item: source[1:-1]
    if source.startswith("/"):
        pattern, _, flags = source[1:].rpartition("/")
        return lambda _item: f"(?i){pattern}" if "i" in flags else pattern
    if source.startswith("["):
        members = [_operand(part) for part in source[1:-1].split(",")]
        return lambda item: [member(item) for member in members]
    literals: dict[str, Any] = {"true": True, "false": False, "null": None}
    if source in literals:
        return lambda _item: literals[source]
    try:
        number = float(source)
    except ValueError:
        raise PathError(f"bad literal {source!r}") from None
    return lambda _item: number


def compare(left: Any, operator: str, right: Any) -> bool:
    """One comparison of a filter; values of different kinds are only ever unequal."""
    both_numbers = all(isinstance(side, int | float) and not isinstance(side, bool) for side in (left, right))
    if operator in {"==", "!="}:
        equal = left == right if both_numbers else json_equal(left, right)
        return equal == (operator == "==")
    if operator in {"in", "nin"}:
        return any(json_equal(left, member) for member in as_list(right) or []) == (operator == "in")
    if operator == "=~":
        return isinstance(left, str) and re.fullmatch(str(right), left) is not None
    if not both_numbers and not (isinstance(left, str) and isinstance(right, str)):
        return False
    order = int(left > right) - int(left < right)
    return {"<": order < 0, ">": order > 0, "<=": order <= 0, ">=": order >= 0}[operator]


def walk(value: Any, steps: tuple[Step, ...]) -> Iterator[Any]:
    """Every value that the steps reach."""
    if not steps:
        yield value
        return
    step, *others = steps
    rest = tuple(others)
    for found in _reach(value, step):
        yield from walk(found, rest)


def _reach(value: Any, step: Step) -> Iterator[Any]:
    if isinstance(step, Names):
        yield from _named(value, step)
    elif isinstance(step, Indexes):
        yield from _indexed(value, step.indexes)
    elif isinstance(step, Slice):
        yield from (as_list(value) or [])[step.start : step.stop]
    elif isinstance(step, Every):
        yield from _members(value)
    elif isinstance(step, Deep):
        yield from _descend(value)
    elif isinstance(step, Filter):
        items = as_list(value)
        yield from (item for item in ([value] if items is None else items) if step.test(item))
    else:
        yield _call(step.name, value)


def _named(value: Any, step: Names) -> Iterator[Any]:
    items = as_map(value)
    if items is None:
        return
    first, *others = step.names
    if others:
        yield {name: items[name] for name in step.names if name in items}
    elif first in items:
        yield items[first]


def _indexed(value: Any, indexes: tuple[int, ...]) -> Iterator[Any]:
    items = as_list(value)
    if items is None:
        return
    for index in indexes:
        if -len(items) <= index < len(items):
            yield items[index]


def _members(value: Any) -> JsonList:
    items = as_map(value)
    return list(items.values()) if items is not None else as_list(value) or []


def _descend(value: Any) -> Iterator[Any]:
    yield value
    for item in _members(value):
        yield from _descend(item)


def _call(name: str, value: Any) -> Any:
    items: JsonList | JsonMap | None = as_list(value)
    if items is None:
        items = as_map(value)
    if name in {"length", "size"}:
        return len(value) if isinstance(value, str) else None if items is None else len(items)
    if name == "keys":
        return list(items) if isinstance(items, dict) else None
    if isinstance(items, list) and name in {"first", "last"}:
        return items[0 if name == "first" else -1]
    numbers = [float(item) for item in items or [] if isinstance(item, int | float)]
    totals: dict[str, Callable[[list[float]], float]] = {
        "min": min,
        "max": max,
        "sum": sum,
        "avg": lambda found: sum(found) / len(found),
    }
    if name not in totals or not numbers:
        raise PathError(f"function {name} cannot be applied")
    return totals[name](numbers)


def definite(steps: tuple[Step, ...]) -> bool:
    """Whether the path names at most one value (otherwise its result is a list)."""
    return not any(
        isinstance(step, Every | Deep | Filter | Slice) or (isinstance(step, Indexes) and len(step.indexes) > 1)
        for step in steps
    )


def read(value: Any, steps: tuple[Step, ...]) -> Any:
    """What the path gives: one value or null when definite, else the list of all."""
    if definite(steps):
        return next(walk(value, steps), None)
    last = steps[-1]
    if isinstance(last, Call):
        return _call(last.name, list(walk(value, steps[:-1])))
    return JsonArray(walk(value, steps))
