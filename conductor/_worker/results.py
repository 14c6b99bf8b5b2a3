"""What a worker may return, and the result that the server gets for it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import lru_cache
from typing import Any, TypeGuard

import attrs

import conductor_api.models as generated
from conductor._shared.task_result import TaskResult, as_logs
from conductor._worker.encoding import fields_of
from conductor.models import TaskResultStatus

_ALL_FIELDS = frozenset(attrs.fields_dict(generated.TaskResult)) - {"additional_properties"}
# Whose task it is and who did it is not for the function to say.
_RESULT_FIELDS = _ALL_FIELDS - {"task_id", "workflow_instance_id", "worker_id"}
_STATUSES = tuple(status.value for status in TaskResultStatus)
_RESULT_KEYS = frozenset({"status", "output_data", "logs", "reason_for_incompletion", "callback_after_seconds"})
"""A mapping with one of these is a result when a ConductorWorker returns it; otherwise it is the output itself."""


def in_progress(
    callback_after: float | timedelta, output: Mapping[str, Any] | None = None, logs: Sequence[str] = ()
) -> TaskResult:
    """Put the task back: it is handed out again after ``callback_after`` (seconds or a timedelta), with this output."""
    seconds = callback_after.total_seconds() if isinstance(callback_after, timedelta) else callback_after
    return TaskResult(
        status=TaskResultStatus.IN_PROGRESS,
        callback_after_seconds=max(0, round(seconds)),
        output_data=dict(output or {}),
        logs=as_logs(list(logs)),
    )


def read_returned(value: Any) -> TaskResult:
    """Read what a decorated function returned: a mapping is the output, a scalar is the output's ``result``."""
    if isinstance(value, generated.TaskResult):
        return _copied(value)
    return TaskResult(status=TaskResultStatus.COMPLETED, output_data=_as_output(value))


def read_executed(value: Any) -> TaskResult:
    """Read what the ``execute`` of a ConductorWorker returned: a mapping may be a result, or the output."""
    if not _is_mapping(value) or _RESULT_KEYS.isdisjoint(map(_snake_case, value)):
        return read_returned(value)
    return _as_result(value, {_snake_case(key): key for key in value})


def _copied(result: generated.TaskResult) -> TaskResult:
    # The same object may be returned for many tasks at once, and ids are written into it.
    fields = {name: getattr(result, name) for name in attrs.fields_dict(generated.TaskResult)}
    fields.update(status=_status(result.status), output_data=dict(result.output_data or {}))
    return TaskResult(**fields)


def _as_result(given: Mapping[str, Any], names: Mapping[str, str]) -> TaskResult:
    fields = {name: given[key] for name, key in names.items() if name in _RESULT_FIELDS}
    output, status = fields.pop("output_data", None), fields.pop("status", None)
    return TaskResult(
        status=_status(status),
        output_data=_as_output(output),
        additional_properties={key: given[key] for name, key in names.items() if name not in _ALL_FIELDS},
        **fields,
    )


def _status(status: Any) -> TaskResultStatus:
    if status is None:
        return TaskResultStatus.COMPLETED
    if status not in _STATUSES:
        raise ValueError(f"status {status!r} of the result is none of {', '.join(_STATUSES)}")
    return TaskResultStatus(status)


def _as_output(output: Any) -> dict[str, Any]:
    if output is None:
        return {}
    if _is_mapping(output):
        return dict(output)
    fields = fields_of(output)
    return {"result": output} if fields is None else fields


def _is_mapping(value: object) -> TypeGuard[Mapping[str, Any]]:
    return isinstance(value, dict) or isinstance(value, Mapping)  # noqa: SIM101 - Mapping alone costs more than all else


@lru_cache(maxsize=1024)
def _snake_case(key: object) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", str(key)).lower()
