"""Tasks of which only what every task needs is read at once; the rest waits until somebody looks at it.

A task has 45 fields, two of them whole definitions, and most workers read three. To read all of them costs more than
the function of a small worker does.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterable
from typing import Any, Protocol, Self, SupportsIndex, cast

import attrs

from conductor._worker.scalars import is_list, is_object
from conductor.models import Task

HEAD = {
    "task_id": "taskId",
    "workflow_instance_id": "workflowInstanceId",
    "input_data": "inputData",
    "external_input_payload_storage_path": "externalInputPayloadStoragePath",
    "task_def_name": "taskDefName",
    "reference_task_name": "referenceTaskName",
    "retry_count": "retryCount",
    "poll_count": "pollCount",
    "response_timeout_seconds": "responseTimeoutSeconds",
}
"""What is read at once, with its name on the wire."""

_FIELDS = tuple(field.name for field in attrs.fields(Task))
_SLOTS: dict[str, Any] = {name: vars(Task)[name] for name in _FIELDS}
# In a task that is not read yet this slot holds what there is to read, in a tuple.
_REST = _SLOTS["additional_properties"]


class UnreadTask(Task):
    """A task with some of its fields; it becomes a plain Task when one of the others is asked for."""

    __slots__ = ()

    @classmethod
    def of(cls, source: bytes | dict[str, Any], head: Iterable[Any]) -> Self:
        """Make a task of the values of :data:`HEAD`; the rest is in the JSON object ``source``."""
        task = cls.__new__(cls)
        # Written out, in the order of HEAD: a loop takes twice the time.
        (
            task.task_id,
            task.workflow_instance_id,
            given_input,
            task.external_input_payload_storage_path,
            task.task_def_name,
            task.reference_task_name,
            task.retry_count,
            task.poll_count,
            task.response_timeout_seconds,
        ) = head
        # Servers send null for no input.
        task.input_data = given_input or {}
        _REST.__set__(task, (source,))
        return task

    def __getattr__(self, name: str) -> Any:
        # Called for what has no value: a field that is not read yet, or no field at all.
        if name not in _FIELDS:
            raise AttributeError(f"{Task.__name__!r} object has no attribute {name!r}")
        return getattr(_read(self), name)

    @property
    def additional_properties(self) -> dict[str, Any]:
        """What the server sent beyond the fields; written back as it is."""
        return _read(self).additional_properties

    @additional_properties.setter
    def additional_properties(self, value: dict[str, Any]) -> None:  # pyright: ignore[reportIncompatibleVariableOverride] - its slot is in use
        # attrs.evolve makes a new one in which nothing is written yet.
        if _has(self, _REST):
            _read(self)
        _REST.__set__(self, value)

    def __repr__(self) -> str:
        return repr(_read(self))

    def __eq__(self, other: object) -> bool:
        return _read(self) == (_read(other) if isinstance(other, UnreadTask) else other)

    def __reduce_ex__(self, protocol: SupportsIndex, /) -> str | tuple[Any, ...]:
        return _read(self).__reduce_ex__(protocol)

    __hash__ = None


def _read(task: Task) -> Task:
    """Give all fields their values, but for those that have one: somebody may have written there."""
    unread = _REST.__get__(task)
    # Another thread may have been here meanwhile.
    if isinstance(unread, tuple):
        (source,) = cast("tuple[bytes | dict[str, Any]]", unread)
        # Bytes that are no UTF-8 are only noticed here: too late to refuse the answer.
        whole = Task.from_dict(source if isinstance(source, dict) else json.loads(source.decode("utf-8", "replace")))
        for name, slot in _SLOTS.items():
            if slot is not _REST and not _has(task, slot):
                slot.__set__(task, getattr(whole, name))
        _REST.__set__(task, whole.additional_properties)
    task.__class__ = Task
    return task


def _has(task: Task, slot: Any) -> bool:
    try:
        slot.__get__(task)
    except AttributeError:
        return False
    return True


class TaskReader(Protocol):
    """Reads tasks from the JSON of answers; gives None where there is anything unusual in it."""

    def one(self, content: bytes) -> Task | None:
        """Read a task."""
        ...

    def many(self, content: bytes) -> list[Task] | None:
        """Read a list of tasks."""
        ...


def task_reader() -> TaskReader:
    """Give the quickest reader that there is."""
    if importlib.util.find_spec("msgspec") is None:
        return PlainReader()
    from conductor._worker.fast_reader import FastReader

    return FastReader()


class PlainReader:
    """Reads with what Python has."""

    def one(self, content: bytes) -> Task | None:
        """Read a task."""
        fields = _loaded(content)
        return _task(fields) if is_object(fields) else None

    def many(self, content: bytes) -> list[Task] | None:
        """Read a list of tasks."""
        entries = _loaded(content)
        if not (is_list(entries) and all(map(is_object, entries))):
            return None
        return [_task(entry) for entry in entries]


def _loaded(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def _task(fields: dict[str, Any]) -> Task:
    return UnreadTask.of(fields, [fields.get(name) for name in HEAD.values()])
