"""Enums: closed for the reader of the code, open for a newer server."""

from __future__ import annotations

import copy
import json
import pickle

import pytest

from conductor_api import models
from conductor_api.models import TaskState, WorkflowState
from conductor_api.types import OpenEnum

ENUMS = [name for name in models.__all__ if issubclass(getattr(models, name), OpenEnum)]


@pytest.fixture(params=["KNOWN", "UNKNOWN"])
def state(request: pytest.FixtureRequest) -> TaskState:
    """Give a state that this version knows, and one that it does not."""
    return TaskState.COMPLETED if request.param == "KNOWN" else TaskState("PAUSED_BY_MOON")


@pytest.mark.parametrize("name", ENUMS)
def test_each_enum_takes_new_values(name: str) -> None:
    """A value that this version does not know is one of the enum, under its own name."""
    enum = getattr(models, name)
    value = enum("NEW_VALUE")
    assert isinstance(value, enum)
    assert (value, value.value, value.name, str(value), f"{value}") == ("NEW_VALUE",) * 5
    assert "NEW_VALUE" not in list(enum)
    assert enum(next(iter(enum)).value) is next(iter(enum))


@pytest.mark.parametrize("wrong", [None, 1, True, [], {}])
def test_what_is_no_text_is_no_value(wrong: object) -> None:
    """Only texts are values."""
    with pytest.raises(ValueError, match="is not a valid TaskState"):
        TaskState(wrong)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_pickling(state: TaskState, protocol: int) -> None:
    """Known and unknown values survive pickling: work goes to other processes."""
    twin = pickle.loads(pickle.dumps(state, protocol))  # noqa: S301 - our own bytes
    assert (type(twin), twin) == (TaskState, state)


def test_copying(state: TaskState) -> None:
    """Known and unknown values survive copying."""
    for twin in (copy.copy(state), copy.deepcopy(state), copy.deepcopy([state])[0]):
        assert (type(twin), twin) == (TaskState, state)


def test_values_are_texts(state: TaskState) -> None:
    """A value compares, hashes and is written as its text."""
    text = str(state.value)
    assert state == text
    assert {text: 1}[state] == 1
    assert {state: 1}[TaskState(text)] == 1
    assert json.loads(json.dumps({"s": state})) == {"s": text}
    assert text in repr(state)


def test_values_of_different_enums(state: TaskState) -> None:
    """Values of the same name in two enums are of two types, and both are that text."""
    other = WorkflowState(state.value)
    assert type(other) is not type(state)
    assert other.value == state.value


def test_matching() -> None:
    """A match statement on a state tells known ones apart and lets unknown ones through to the default."""

    def kind(state: TaskState) -> str:
        match state:
            case TaskState.COMPLETED:
                return "done"
            case _:
                return "other"

    assert [kind(TaskState(text)) for text in ("COMPLETED", "PAUSED_BY_MOON")] == ["done", "other"]
