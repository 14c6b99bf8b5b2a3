from __future__ import annotations

import copy
import pickle
from dataclasses import dataclass, field
from typing import Annotated, Any, NamedTuple, NotRequired, TypedDict

import attrs
import pydantic
import pytest

from conductor import ConductorWorkflow, ConfigurationError, Reference, TaskResult, worker


@dataclass
class Line:
    sku: str
    count: int = 1


@dataclass
class AsDataclass:
    total: float
    lines: list[Line]
    first: Line | None = None
    by_sku: dict[str, Line] = field(default_factory=dict[str, Line])


@attrs.define
class AsAttrs:
    total: float
    lines: Annotated[list[Line], "all"]
    first: Line | None = None
    by_sku: dict[str, Line] = attrs.Factory(dict[str, Line])


class AsTypedDict(TypedDict):
    total: float
    lines: list[Line]
    first: NotRequired[Line]
    by_sku: dict[str, Line]


class AsPydantic(pydantic.BaseModel):
    total: float
    lines: list[Line]
    first: Line | None = None
    by_sku: dict[str, Line] = pydantic.Field(default_factory=dict[str, Line])


class AsNamedTuple(NamedTuple):
    total: float
    lines: list[Line]
    first: Line | None
    by_sku: dict[str, Line]


KINDS = [AsDataclass, AsAttrs, AsTypedDict, AsPydantic]


def output_of(result: Any) -> Any:
    def function() -> Any: ...

    function.__annotations__["return"] = result
    return worker("work")(function).task().output


@pytest.mark.parametrize("kind", KINDS)
def test_a_reference_is_written_as_the_value_is(kind: type) -> None:
    """Attributes, items and positions become the path of the text, in f-strings too."""
    output = output_of(kind)
    assert str(output.total) == "${work.output.total}"
    assert str(output.lines[0].sku) == "${work.output.lines[0].sku}"
    assert str(output["lines"][-1]["count"]) == "${work.output.lines[-1].count}"
    assert str(output.by_sku["a b"].sku) == "${work.output.by_sku['a b'].sku}"
    assert f"{output.first.sku}: {output.total}" == "${work.output.first.sku}: ${work.output.total}"


@pytest.mark.parametrize("kind", [*KINDS, AsNamedTuple])
def test_a_misspelt_name_is_an_error_that_names_the_close_one(kind: type) -> None:
    """A field that the type lacks is an AttributeError, as an item a KeyError, however deep."""
    given = ConductorWorkflow("w", input=kind).input
    with pytest.raises(AttributeError, match=r"workflow\.input has no field 'totl'; did you mean 'total'\?"):
        _ = given.totl
    with pytest.raises(AttributeError, match=r"workflow\.input\.lines\[0\] has no field 'skuu'; did you mean 'sku'\?"):
        _ = given.lines[0].skuu
    with pytest.raises(AttributeError, match=r"workflow\.input\.first has no field 'size'; there is 'sku', 'count'"):
        _ = given.first.size
    with pytest.raises(KeyError, match="has no field 'coun'"):
        _ = given.by_sku["x"]["coun"]
    with pytest.raises(AttributeError, match=r"total has no field 'cents'; there is none"):
        _ = given.total.cents


@pytest.mark.parametrize("kind", [*KINDS, AsNamedTuple])
def test_names_can_be_completed(kind: type) -> None:
    """The names that a reference offers at the prompt are the fields of its value."""
    assert dir(ConductorWorkflow("w", input=kind).input) == ["by_sku", "first", "lines", "total"]
    assert dir(Reference("any.output")) == []


@pytest.mark.parametrize("result", [Any, dict, dict[str, Any], TaskResult, Line | AsDataclass])
def test_an_unknown_type_takes_every_name(result: Any) -> None:
    """Where the type does not tell, each name is taken."""
    assert str(output_of(result).whatever["is it"][3].there) == "${work.output.whatever['is it'][3].there}"


@pytest.mark.parametrize("result", [str, int, list[Line], bool | None, tuple[int, ...]])
def test_a_single_value_is_the_result(result: Any) -> None:
    """A worker that returns a value that is no object has an output with just ``result``."""
    assert str(output_of(result).result) == "${work.output.result}"
    with pytest.raises(AttributeError, match="has no field 'value'; there is 'result'"):
        _ = output_of(result).value


def test_nothing_has_no_fields() -> None:
    """The output of a worker that returns nothing has no fields."""
    with pytest.raises(AttributeError, match="has no field 'x'; there is none"):
        _ = output_of(None).x


def test_a_reference_has_no_value_yet() -> None:
    """Deciding, comparing, walking through and formatting need a value, and say what to do instead."""
    total = ConductorWorkflow("w", input=AsDataclass).input.total
    with pytest.raises(TypeError, match=r"\$\{workflow\.input\.total\} has no value while .*; decide in a switch"):
        bool(total)
    with pytest.raises(TypeError, match="compare it in a switch"):
        _ = total == 5
    with pytest.raises(TypeError, match="go through it with for_each"):
        list(total)  # type: ignore[call-overload]  # it is a float, for type checkers
    with pytest.raises(TypeError, match=r"no value while .*; the format '\.2f' cannot be"):
        f"{total:.2f}"


def test_keys_that_the_server_cannot_read_are_refused() -> None:
    """A quote, a brace or nothing at all in a key is an error, and so is a slice."""
    anything: Any = Reference("a.output")
    for key in ("it's", "a}b", "\\", ""):
        with pytest.raises(ConfigurationError, match="the server cannot read a key such as"):
            _ = anything[key]
    with pytest.raises(TypeError, match="a key is a text or a whole number"):
        _ = anything[1:2]
    with pytest.raises(AttributeError, match=r"a field that begins with _ is read as \['_x'\]"):
        _ = anything._x
    assert str(anything["_x"]) == "${a.output._x}"


def test_references_are_plain_values_of_python() -> None:
    """They can be compared with each other, be keys, be copied and pickled."""
    one, same = Reference("a.output").x, Reference("a.output")["x"]
    assert one == same
    assert len({one, same, Reference("b.output").x}) == 2
    assert copy.deepcopy(one) == pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - made here
    assert repr(one) == "<reference ${a.output.x}>"
