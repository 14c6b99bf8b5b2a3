"""Reads tasks with msgspec, of the extra ``fast``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import astuple

from conductor._worker.lazy import UnreadTask

if TYPE_CHECKING:
    from conductor.models import Task


class _Head(msgspec.Struct, rename="camel", gc=False):
    """What :data:`conductor._worker.lazy.HEAD` names. Values of other types are for the reader that takes anything."""

    task_id: str
    workflow_instance_id: str
    input_data: dict[str, Any]
    external_input_payload_storage_path: str | None = None
    task_def_name: str | None = None
    reference_task_name: str | None = None
    retry_count: int | None = None
    poll_count: int | None = None
    response_timeout_seconds: int | None = None


_UNUSUAL = (msgspec.MsgspecError, ValueError, RecursionError)
_ONE = msgspec.json.Decoder(_Head)
_MANY = msgspec.json.Decoder(list[msgspec.Raw])


class FastReader:
    """Reads what every task needs straight into records."""

    def one(self, content: bytes) -> Task | None:
        """Read a task."""
        try:
            return UnreadTask.of(content, astuple(_ONE.decode(content)))
        except _UNUSUAL:
            return None

    def many(self, content: bytes) -> list[Task] | None:
        """Read a list of tasks."""
        try:
            contents = map(bytes, _MANY.decode(content))
            return [UnreadTask.of(each, astuple(_ONE.decode(each))) for each in contents]
        except _UNUSUAL:
            return None
