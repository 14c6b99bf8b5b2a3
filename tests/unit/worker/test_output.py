"""What functions may return, and what the server gets for it."""

from __future__ import annotations

import json
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum, IntEnum
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any
from uuid import UUID

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conductor._worker import encoding
from conductor._worker.attempt import Attempt
from conductor._worker.context import TaskContext
from conductor._worker.decorator import worker
from conductor._worker.encoding import OutputError, encode
from conductor._worker.failures import failure
from conductor._worker.job import Finished
from conductor._worker.results import TaskResult, in_progress, read_executed, read_returned
from conductor.errors import NonRetryableError
from conductor.models import Task, TaskDef, TaskExecLog, TaskResultStatus


@dataclass
class Receipt:
    number: int
    at: date


@attrs.define
class Line:
    text: str


class Colour(Enum):
    RED = "red"


class Level(IntEnum):
    LOW = 1


class Key(str, Enum):  # noqa: UP042 - its str() is another one than that of a StrEnum
    STATUS = "status"


class Loud(str):
    __slots__ = ()

    def __str__(self) -> str:
        return self.upper()


@pytest.fixture(params=["plain", "fast"])
def _each_writer(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "plain":
        monkeypatch.setattr(encoding, "written", lambda _: None)


each_writer = pytest.mark.usefixtures("_each_writer")

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(st.characters() | st.characters(categories=["Cs"])),
    st.dates(),
    st.datetimes(timezones=st.sampled_from([None, UTC])),
    st.timedeltas(),
    st.decimals(),
    st.uuids(),
    st.sampled_from([Colour.RED, Level.LOW, Receipt(1, date(2026, 1, 2)), Line("a"), Loud("a"), 2**64, b"x", 1j]),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner)
        | st.lists(inner).map(tuple)
        | st.dictionaries(st.text() | st.integers() | st.booleans() | st.none() | st.sampled_from([Level.LOW]), inner)
        | st.sets(st.integers() | st.text())
    ),
)


def written(value: Any) -> Any:
    try:
        return json.loads(encode(value))
    except OutputError as error:
        return str(error)


@given(VALUES)
def test_the_extra_changes_nothing_of_what_is_sent(value: Any) -> None:
    """Whatever is returned, both writers write the same of it or raise the same."""
    with pytest.MonkeyPatch.context() as patch:
        fast = written(value)
        patch.setattr(encoding, "written", lambda _: None)
        assert repr(fast) == repr(written(value))


@each_writer
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"a": (1, None, True, 1.5)}, {"a": [1, None, True, 1.5]}),
        (Receipt(1, date(2026, 1, 2)), {"number": 1, "at": "2026-01-02"}),
        (Line("a"), {"text": "a"}),
        (TaskDef(name="n", retry_count=2), {"name": "n", "retryCount": 2}),
        (Colour.RED, "red"),
        (Level.LOW, 1),
        (Decimal("1.10"), "1.10"),
        (datetime(2026, 1, 2, tzinfo=UTC), "2026-01-02T00:00:00+00:00"),
        (timedelta(minutes=1), 60.0),
        (UUID(int=0), "00000000-0000-0000-0000-000000000000"),
        (PurePosixPath("a/b"), "a/b"),
        ({3, 1, 2}, [1, 2, 3]),
        (frozenset({1, "a"}), None),
        (MappingProxyType({"a": 1}), {"a": 1}),
        (OrderedDict(a=1), {"a": 1}),
        ({1: "a"}, {"1": "a"}),
        ("ö \ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"), "ö 😀"),
    ],
)
def test_what_has_an_obvious_form_is_converted(value: Any, expected: Any) -> None:
    """Dataclasses, dates, decimals, sets and the like can be returned as they are."""
    found = json.loads(encode(value))
    assert found == expected or (expected is None and sorted(map(str, found)) == ["1", "a"])


CYCLE: dict[str, Any] = {"a": []}
CYCLE["a"].append(CYCLE)
DEEP: list[Any] = []
for _ in range(100_000):
    DEEP = [DEEP]


@each_writer
@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"a": [1, b"x"]}, r"a\[1\] is bytes; encode it as text first"),
        ({"a": {"b": float("nan")}}, r"a\.b is nan, which JSON does not have"),
        ({"a": float("inf")}, "a is inf"),
        ({"a": object()}, "a is a object, which has no form in JSON"),
        ({"a": {(1, 2): 3}}, "a has a key of type tuple; keys must be texts"),
        (CYCLE, r"a\[0\] contains itself"),
        ({"a": DEEP}, "nested too deeply"),
        ({"a": "\ud83d"}, "half a character"),
        ({"a": {"\ud83d": 1}}, "a has a key with half a character"),
        ({"a": Receipt(1, 1j)}, r"a\.at is a complex"),  # type: ignore[arg-type] # the case
    ],
)
def test_what_cannot_be_sent_is_named(value: Any, message: str) -> None:
    """The error names the place and the reason."""
    with pytest.raises(OutputError, match=message):
        encode(value)


@pytest.mark.parametrize(
    ("value", "output"),
    [
        ({"status": "of the order"}, {"status": "of the order"}),
        (Receipt(1, date(2026, 1, 2)), {"number": 1, "at": date(2026, 1, 2)}),
        (5, {"result": 5}),
        ([1], {"result": [1]}),
        (False, {"result": False}),
        (None, {}),
    ],
)
def test_a_decorated_function_returns_output(value: Any, output: Any) -> None:
    """A mapping is the output itself, a scalar its `result`, None an empty one."""
    result = read_returned(value)
    assert (result.status, result.output_data) == ("COMPLETED", output)


def test_an_execute_function_may_return_a_result() -> None:
    """A mapping with keys of a result is one, in both spellings; unknown keys pass through."""
    result = read_executed(
        {
            "status": "FAILED",
            "outputData": {"a": 1},
            "reasonForIncompletion": "odd",
            "logs": ["text", {"log": "entry", "createdTime": 5}],
            "callback_after_seconds": 7,
            "novelty": 1,
            "taskId": "not yours to say",
        }
    )
    assert (result.status, result.output_data, result.reason_for_incompletion) == ("FAILED", {"a": 1}, "odd")
    assert [entry.log for entry in result.logs or []] == ["text", "entry"]
    assert (result.callback_after_seconds, result.additional_properties) == (7, {"novelty": 1})
    assert result.task_id == ""


def test_a_result_without_a_status_is_completed() -> None:
    """A mapping without keys of a result is the output."""
    assert read_executed({"output_data": {"a": 1}}).status == "COMPLETED"
    assert read_executed({"a": 1}).output_data == {"a": 1}
    assert read_executed({"status": None, "outputData": None}).output_data == {}
    assert read_executed({"Status": "FAILED"}).status == "FAILED"
    assert read_executed({Key.STATUS: "ok"}).output_data == {"status": "ok"}
    assert read_executed({"outputData": Line("a")}).output_data == {"text": "a"}


def test_an_unknown_status_is_refused() -> None:
    """The server would refuse it too, with less to say."""
    with pytest.raises(ValueError, match="status 'DONE' of the result is none of"):
        read_executed({"status": "DONE"})


def test_a_result_object_is_copied() -> None:
    """The same object may be returned for many tasks."""
    given = TaskResult(status=TaskResultStatus.COMPLETED, output_data={"a": 1}, logs=["line"])  # type: ignore[list-item] # converted
    result = read_returned(given)
    assert result is not given
    assert result.output_data == {"a": 1}
    assert isinstance((result.logs or [])[0], TaskExecLog)


def test_in_progress_takes_a_timedelta() -> None:
    """Seconds or a timedelta; logs are kept."""
    result = in_progress(timedelta(minutes=1), logs=["waiting"])
    assert (result.status, result.callback_after_seconds) == ("IN_PROGRESS", 60)
    assert [entry.log for entry in result.logs or []] == ["waiting"]


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (ValueError("text"), "ValueError: text"),
        (ValueError(), "ValueError"),
        (KeyError("name"), "KeyError: 'name'"),
        (SystemExit(3), "SystemExit: 3"),
        (NonRetryableError("never"), "never"),
        (ValueError("x" * 5000), "ValueError: " + "x" * 3988),
    ],
)
def test_the_reason_of_a_failure(error: BaseException, reason: str) -> None:
    """The reason has class and message; the message alone where it was chosen with TaskFailed."""
    assert failure(error).reason_for_incompletion == reason


def test_a_pydantic_model_that_cannot_be_written_is_named() -> None:
    """The error has the place, and what pydantic says."""
    pydantic = pytest.importorskip("pydantic", reason="pydantic is the user's choice")
    offer = pydantic.create_model("offer", price=(Any, ...))(price=object())
    with pytest.raises(OutputError, match=r"a\[0\] is a offer, which pydantic cannot write: Unable to serialize"):
        encode({"a": [offer]})


def attempt_of(function: Any) -> Attempt:
    task = Task.from_dict({"taskId": "t", "workflowInstanceId": "w"})
    return Attempt(worker("charge")(function).spec(), task, TaskContext(task), "me")


class Mute(Exception):
    """Cannot tell what it is."""

    def __str__(self) -> str:
        raise SystemExit


@pytest.mark.parametrize(
    ("error", "reason"),
    [(ValueError("half: \ud83d"), r"ValueError: half: \ud83d"), (Mute(), "Mute: An unknown error occurred")],
)
def test_any_exception_can_be_sent(error: Exception, reason: str) -> None:
    """Whatever is in its text, or comes of asking for it."""
    finished = attempt_of(lambda: None).failed(error)
    assert json.loads(finished.body)["reasonForIncompletion"] == reason


def test_a_failure_with_an_output_that_cannot_be_sent() -> None:
    """The task fails as the function wanted, without the output; the reason says both."""
    finished = attempt_of(lambda: None).failed(NonRetryableError("sold out", output={"left": b"0"}))
    assert finished.result.status == "FAILED_WITH_TERMINAL_ERROR"
    reason = finished.result.reason_for_incompletion or ""
    assert reason.startswith("sold out; the result cannot be sent: outputData.left is bytes")


def test_a_line_of_the_log_can_be_sent() -> None:
    """Half a character in it is written out: no task fails for its log."""
    attempt = attempt_of(lambda: None)
    attempt.context.log("half: \ud83d")
    finished = attempt.call()
    assert isinstance(finished, Finished)
    assert json.loads(finished.body)["logs"][0]["log"] == r"half: \ud83d"


def test_a_task_can_be_returned_as_output() -> None:
    """Generated models go out under the names of the wire."""
    task = Task.from_dict({"taskId": "t", "inputData": {"a": 1}})
    assert json.loads(encode(read_returned(task).output_data))["taskId"] == "t"
