"""Tasks that are read when somebody looks at them are the same tasks."""

from __future__ import annotations

import copy
import json
import operator
import pickle
from collections.abc import Callable
from functools import partial
from typing import Any

import attrs
import pytest

from conductor._worker.fast_reader import FastReader, _Head
from conductor._worker.lazy import HEAD, PlainReader, TaskReader, UnreadTask
from conductor.models import Task, TaskState

FIELDS: dict[str, Any] = {
    "taskId": "t1",
    "workflowInstanceId": "w1",
    "taskType": "echo",
    "taskDefName": "echo",
    "referenceTaskName": "echo_ref",
    "status": "IN_PROGRESS",
    "inputData": {"n": 1, "deep": [{"a": None}]},
    "retryCount": 2,
    "pollCount": 1,
    "responseTimeoutSeconds": 600,
    "workflowTask": {"name": "echo", "taskReferenceName": "echo_ref", "type": "SIMPLE"},
    "taskDefinition": {"name": "echo", "retryCount": 3},
    "domain": "d",
    "somethingNew": {"of": "a newer server"},
}
WHOLE = Task.from_dict(FIELDS)
READERS: dict[str, TaskReader] = {"plain": PlainReader(), "fast": FastReader()}
each_reader = pytest.mark.parametrize("reader", READERS.values(), ids=READERS.keys())


def pickled(task: Task) -> Task:
    copy: Task = pickle.loads(pickle.dumps(task))  # noqa: S301 - our own
    return copy


def read(reader: TaskReader, **changes: Any) -> Task:
    task = reader.one(json.dumps({**FIELDS, **changes}).encode())
    assert isinstance(task, UnreadTask)
    return task


@each_reader
@pytest.mark.parametrize("field", [field.name for field in attrs.fields(Task)])
def test_each_field_has_its_value(reader: TaskReader, field: str) -> None:
    """Whichever field is asked for first, it is what it is in a task that was read at once."""
    assert getattr(read(reader), field) == getattr(WHOLE, field)


@each_reader
def test_a_task_that_was_looked_at_is_a_plain_task(reader: TaskReader) -> None:
    """What every task needs does not count as a look."""
    task = read(reader)
    assert (task.task_id, task.input_data, task.retry_count) == ("t1", FIELDS["inputData"], 2)
    assert isinstance(task, UnreadTask)
    assert task.status is TaskState.IN_PROGRESS
    assert type(task) is Task


@each_reader
@pytest.mark.parametrize(
    "look",
    [repr, Task.to_dict, partial(operator.eq, WHOLE), lambda task: task == WHOLE],
    ids=["repr", "to_dict", "eq", "eq_reflected"],
)
def test_looking_at_the_whole_reads_the_whole(reader: TaskReader, look: Callable[[Task], Any]) -> None:
    """Text, JSON and comparisons are those of the whole task."""
    assert look(read(reader)) == look(WHOLE)


@each_reader
@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, pickled, attrs.evolve])
def test_copies_are_whole(reader: TaskReader, copied: Callable[[Task], Task]) -> None:
    """A copy, also one in another process, has all fields."""
    assert copied(read(reader)) == WHOLE


@each_reader
def test_two_unread_tasks_compare_as_whole_ones(reader: TaskReader) -> None:
    """They are equal when all their fields are."""
    assert read(reader) == read(reader)
    assert read(reader) != read(reader, domain="other")


@each_reader
def test_what_was_written_stays(reader: TaskReader) -> None:
    """Reading the rest later does not undo it."""
    task = read(reader)
    task.input_data, task.domain, task.additional_properties = {"n": 2}, "mine", {"x": 1}
    assert task.workflow_type is None
    assert (task.input_data, task.domain, task.additional_properties) == ({"n": 2}, "mine", {"x": 1})


def test_bytes_that_are_no_utf8_do_not_break_a_task() -> None:
    """Where they are in a part that is read later, they are replaced."""
    task = FastReader().one(json.dumps({**FIELDS, "domain": "?"}).encode().replace(b"?", b"\xff"))
    assert task is not None
    assert task.domain == "\ufffd"


@each_reader
def test_what_no_task_has_is_an_attribute_error(reader: TaskReader) -> None:
    """The error names the class that the user knows."""
    with pytest.raises(AttributeError, match="'Task' object has no attribute 'nothing'"):
        _ = read(reader).nothing  # type: ignore[attr-defined] # that is the point


@each_reader
@pytest.mark.parametrize("content", [b"", b"null", b"7", b"[]", b'{"taskId": ', b"<html>"])
def test_what_is_no_task_is_left_to_others(reader: TaskReader, content: bytes) -> None:
    """The reader does not judge: whoever knows the errors reads it again."""
    assert reader.one(content) is None


@each_reader
@pytest.mark.parametrize("content", [b"", b"null", b"{}", b"[null]", b'[{"taskId": '])
def test_what_is_no_list_of_tasks_is_left_to_others(reader: TaskReader, content: bytes) -> None:
    """The same for lists."""
    assert reader.many(content) is None


@each_reader
def test_a_list_is_read_in_its_order(reader: TaskReader) -> None:
    """Each entry is a task of its own."""
    content = json.dumps([{**FIELDS, "taskId": str(number)} for number in range(3)]).encode()
    tasks = reader.many(content) or []
    assert [(task.task_id, task.domain) for task in tasks] == [("0", "d"), ("1", "d"), ("2", "d")]
    assert reader.many(b"[]") == []


def test_the_readers_read_the_same_at_once() -> None:
    """The records of the fast reader have the fields of the plain one, in that order."""
    assert _Head.__struct_fields__ == tuple(HEAD)
    assert _Head.__struct_encode_fields__ == tuple(HEAD.values())
