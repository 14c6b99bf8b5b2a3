"""How the arguments of decorated functions are filled."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, NewType, NotRequired, Optional, TypedDict, TypeVar
from uuid import UUID

import attrs
import pytest

from conductor._worker.context import TaskContext
from conductor._worker.decorator import worker
from conductor._worker.signature import Signature
from conductor.errors import ConfigurationError, NonRetryableError
from conductor.models import Task, TaskDef


def call(function: Any, given: dict[str, Any] | None = None) -> Any:
    task = Task.from_dict({"taskId": "t", "workflowInstanceId": "w", "inputData": given or {}})
    return Signature("charge", function).call(task, TaskContext(task))


def refusal(function: Any, given: dict[str, Any]) -> str:
    with pytest.raises(NonRetryableError) as caught:
        call(function, given)
    return str(caught.value)


@dataclass
class Item:
    sku: str
    count: int = 1
    tags: list[str] = field(default_factory=list)


@attrs.define
class Address:
    street: str
    zip_code: str | None = None


class Note(TypedDict):
    text: str
    author: NotRequired[str]


class Point(NamedTuple):
    x: int
    y: int = 0


@dataclass
class Tree:
    name: str
    children: list[Tree] = field(default_factory=list)


@dataclass
class Amount:
    cents: int

    def __post_init__(self) -> None:
        if self.cents < 0:
            raise ValueError("cents must not be negative")


class Colour(Enum):
    RED = "red"


Id = NewType("Id", int)
T = TypeVar("T")


def test_arguments_come_from_the_input_by_name() -> None:
    """Defaults fill what is missing; what nobody asked for is left out."""

    def charge(order_id: str, amount: float = 2.5, *, note: str | None = None) -> Any:
        return order_id, amount, note

    assert call(charge, {"order_id": "7", "other": 1}) == ("7", 2.5, None)


def test_the_task_and_its_context_are_given_by_type() -> None:
    """The names of these arguments do not matter."""

    def charge(one: Task, two: TaskContext, n: int) -> Any:
        return one.task_id, two.task_id, n

    assert call(charge, {"n": 1}) == ("t", "t", 1)


def test_the_task_and_its_context_may_be_optional() -> None:
    """Such a function can be called by hand without them; marks on the type do not matter."""

    def charge(ctx: TaskContext | None = None, task: Optional[Annotated[Task, "mine"]] = None) -> Any:  # noqa: UP045 - users write it so
        return ctx and ctx.task_id, task and task.task_id

    assert call(charge) == ("t", "t")
    assert charge() == (None, None)


def test_a_list_of_tasks_is_input() -> None:
    """Only an argument of the type itself gets the task."""

    def charge(tasks: list[Task]) -> list[str]:
        return [task.task_id for task in tasks]

    assert call(charge, {"tasks": [{"taskId": "other"}]}) == ["other"]


def test_what_a_class_has_against_its_values_is_told_with_the_place() -> None:
    """Checks of the user's classes count like types, and their stack is kept."""

    def charge(amounts: list[Amount]) -> None: ...

    with pytest.raises(NonRetryableError) as caught:
        call(charge, {"amounts": [{"cents": 1}, {"cents": -1}]})
    assert str(caught.value) == "charge: argument 'amounts'[1]: cents must not be negative"
    assert isinstance(caught.value.__cause__, ValueError)


def test_an_untyped_task_argument_gets_the_task() -> None:
    """The function of a ConductorWorker can be decorated as it is."""
    assert call(lambda task: task.task_id) == "t"
    assert call(lambda task, n: (task, n), {"task": "input", "n": 1}) == ("input", 1)


def test_the_rest_of_the_input() -> None:
    """Keyword arguments take what no other argument takes; positional-only ones are filled as well."""

    def charge(a: int, ctx: TaskContext, /, b: int, **rest: Any) -> Any:
        return a, ctx.task_id, b, rest

    assert call(charge, {"a": 1, "b": 2, "c": 3}) == (1, "t", 2, {"a": 1, "c": 3})


def test_positional_rest_is_refused() -> None:
    """Input has names, so *args cannot be filled."""
    with pytest.raises(ConfigurationError, match=r"worker 'charge': \*args cannot be filled"):
        call(lambda *args: args)


def test_one_class_may_take_the_whole_input() -> None:
    """With a single argument of a class with fields the input is that object, unless it has the argument's name."""

    def charge(item: Item, ctx: TaskContext) -> Item:
        return item

    assert call(charge, {"sku": "a", "count": 2}) == Item("a", 2)
    assert call(charge, {"item": {"sku": "b"}}) == Item("b")
    assert refusal(charge, {"count": 2}) == "charge: the input lacks sku"


def test_a_missing_argument_is_named() -> None:
    """The message says what is there instead; a retry would not help."""

    def charge(order_id: str, amount: float) -> None: ...

    assert refusal(charge, {"order_id": "7"}) == "charge: argument 'amount' is missing (input has: order_id)"
    assert refusal(charge, {}) == "charge: argument 'order_id' is missing (input has: nothing)"


READ: list[tuple[Any, Any, Any]] = [
    (int, 3.0, 3),
    (float, 3, 3.0),
    (bool, True, True),
    (str, "a", "a"),
    (None, None, None),
    (Any, [1], [1]),
    (object, {}, {}),
    (Decimal, "1.10", Decimal("1.10")),
    (Decimal, 1.5, Decimal("1.5")),
    (UUID, "12345678123456781234567812345678", UUID(int=0x12345678123456781234567812345678)),
    (datetime, "2026-01-02T03:04:05Z", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)),
    (date, "2026-01-02", date(2026, 1, 2)),
    (timedelta, 1.5, timedelta(seconds=1.5)),
    (Path, "a/b", Path("a/b")),
    (Colour, "red", Colour.RED),
    (Literal["a", 1], 1, 1),
    (Literal[Colour.RED], "red", Colour.RED),
    (int | str, "1", "1"),
    (date | str, "2026-01-02", "2026-01-02"),
    (Optional[int], None, None),  # noqa: UP045 - users write it so
    (list[int], [1, 2.0], [1, 2]),
    (list, ["a"], ["a"]),
    (Sequence[str], ["a"], ["a"]),
    (set[int], [1, 1], {1}),
    (frozenset[int], [1], frozenset({1})),
    (tuple[int, str], [1, "a"], (1, "a")),
    (tuple[int, ...], [1, 2], (1, 2)),
    (dict[str, int], {"a": 1}, {"a": 1}),
    (dict[int, str], {"1": "a"}, {1: "a"}),
    (dict[Colour, bool], {"red": True}, {Colour.RED: True}),
    (dict[float | str, int], {"1.5": 1}, {"1.5": 1}),
    (Mapping[str, Item], {"a": {"sku": "s"}}, {"a": Item("s")}),
    (list[Item], [{"sku": "s", "tags": ["t"]}], [Item("s", 1, ["t"])]),
    (Address, {"street": "s", "unknown": 1}, Address("s")),
    (Note, {"text": "t"}, {"text": "t"}),
    (Point, {"x": 1}, Point(1)),
    (Tree, {"name": "a", "children": [{"name": "b"}]}, Tree("a", [Tree("b")])),
    (Id, 3, 3),
    (T, "anything", "anything"),
    (type("Odd", (), {}), 1, 1),
    (TaskDef, {"name": "n", "retryCount": 2}, TaskDef(name="n", retry_count=2)),
]


@pytest.mark.parametrize(("hint", "given", "expected"), READ, ids=lambda value: str(value)[:40])
def test_values_are_read_as_their_type_says(hint: Any, given: Any, expected: Any) -> None:
    """JSON values become what the annotation asks for."""

    def charge(value: Any) -> Any:
        return value

    charge.__annotations__["value"] = hint
    found = call(charge, {"value": given})
    assert (found, type(found)) == (expected, type(expected))


REFUSED: list[tuple[Any, Any, str]] = [
    (int, "secret", "argument 'value' must be a whole number, not a text"),
    (int, True, "must be a whole number, not a boolean"),
    (int, 1.5, "must be a whole number, not a number"),
    (float, None, "must be a number, not null"),
    (bool, 1, "must be a boolean, not a whole number"),
    (str, [], "must be a text, not a list"),
    (None, {}, "must be null, not an object"),
    (Decimal, "secret", "must be a decimal number"),
    (date, "secret", "must be a date (ISO 8601), and this text is none"),
    (UUID, 5, "must be a UUID, not a whole number"),
    (Colour, "secret", "must be one of 'red'"),
    (Literal["a"], "secret", "must be one of 'a'"),
    (Literal[1], True, "must be one of 1"),
    (int | list[int], "secret", "must be a whole number, not a text; or argument 'value' must be a list, not a text"),
    (list[int], [1, "secret"], "argument 'value'[1] must be a whole number"),
    (tuple[int, str], [1], "must have 2 entries, not 1"),
    (dict[str, int], {"a": "secret"}, "argument 'value'.a must be a whole number"),
    (dict[int, int], {"a": 1}, "a key of argument 'value' must be a whole number, not a text"),
    (set, [["secret"]], "argument 'value': unhashable type: 'list'"),
    (timedelta, 1e300, "argument 'value' (seconds) is no length of time"),
    (timedelta, float("nan"), "argument 'value' (seconds) is no length of time"),
    (list[Item], [{"sku": 1}], "argument 'value'[0].sku must be a text"),
    (Note, {}, "argument 'value' lacks text"),
    (Point, [1, 2], "must be an object, not a list"),
]


@pytest.mark.parametrize(("hint", "given", "message"), REFUSED, ids=lambda value: str(value)[:40])
def test_a_wrong_value_is_named_but_not_shown(hint: Any, given: Any, message: str) -> None:
    """The message names place and kind; the value itself may be secret."""

    def charge(value: Any, other: int = 0) -> Any:
        return value

    charge.__annotations__["value"] = hint
    text = refusal(charge, {"value": given})
    assert message in text
    assert "secret" not in text


def test_annotations_that_only_exist_for_type_checkers_are_skipped() -> None:
    """Such a value is given as it is; Task and TaskContext are known by name."""

    def charge(a: Nowhere, task: Task, ctx: elsewhere.TaskContext, n: int) -> Any:  # type: ignore[name-defined] # noqa: F821 - the case
        return a, task.task_id, ctx.task_id, n

    assert call(charge, {"a": "x", "n": 1.0}) == ("x", "t", "t", 1)


def test_objects_and_partials_can_be_workers() -> None:
    """Their signature counts as well."""

    class Charger:
        def __call__(self, n: int) -> int:
            return n + 1

    def add(a: int, b: int) -> int:
        return a + b

    assert call(Charger(), {"n": 1.0}) == 2
    assert call(functools.partial(add, b=2), {"a": 1.0}) == 3


def test_pydantic_models_are_read_when_there_is_pydantic() -> None:
    """Its findings are told without the values that it quotes."""
    pydantic = pytest.importorskip("pydantic", reason="pydantic is the user's choice")
    order = pydantic.create_model("order", id=(str, ...), amounts=(list[int], ...))

    def charge(value: Any) -> Any:
        return value

    charge.__annotations__["value"] = order
    assert call(charge, {"value": {"id": "1", "amounts": [1]}}).amounts == [1]
    text = refusal(charge, {"value": {"id": "1", "amounts": [1, "secret"]}})
    assert "argument 'value'.amounts[1]: " in text
    assert "secret" not in text


def test_dataclasses_of_pydantic_quote_no_values_either() -> None:
    """Their checks run when one is made."""
    pydantic = pytest.importorskip("pydantic", reason="pydantic is the user's choice")
    above_five = Annotated[int, pydantic.Field(gt=5)]
    order = pydantic.dataclasses.dataclass(type("order", (), {"__annotations__": {"count": above_five}}))

    def charge(value: Any) -> Any:
        return value

    charge.__annotations__["value"] = order
    assert refusal(charge, {"value": {"count": 4}}) == "charge: argument 'value'.count: Input should be greater than 5"


def test_a_decorated_function_can_still_be_called() -> None:
    """The decorator leaves the function as it is; the worker has its name and its options."""

    @worker("charge", concurrency=5)
    def charge(order_id: str) -> str:
        """Charge an order."""
        return order_id

    assert charge("7") == "7"
    assert (charge.__doc__, charge.task_def_name, charge.spec().options) == (
        "Charge an order.",
        "charge",
        {"concurrency": 5},
    )
    assert "worker 'charge'" in repr(charge)


def test_the_decorator_needs_a_name() -> None:
    """Forgetting the parentheses is told at once."""
    with pytest.raises(ConfigurationError, match="needs the name of a task definition"):
        worker(lambda: None)  # type: ignore[arg-type] # the mistake
    with pytest.raises(ConfigurationError, match="did you mean concurrency"):
        worker("charge", concurency=1)(lambda: None)  # type: ignore[call-arg] # the mistake
