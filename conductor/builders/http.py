"""Tasks in which the server sends HTTP requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from conductor._shared.inputs import as_member
from conductor.builders._options import make_task, task_name
from conductor.builders._values import inputs, mapping, seconds, text, wire_names
from conductor.builders.enums import PollingStrategy, TaskType

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import timedelta
    from typing import Unpack

    from conductor.builders._options import HttpTaskOptions, OptionalTaskOptions
    from conductor.builders.types import HttpInputParameters
    from conductor_api.models import WorkflowTask

_REQUEST_NAMES = ("content_type", "connection_time_out", "read_time_out", "vip_address", "app_name")


def http_task(
    task_reference_name: str,
    http_request: HttpInputParameters | Mapping[str, Any],
    async_complete: bool | None = None,
    optional: bool | None = None,
    *,
    input_parameters: Mapping[str, Any] | None = None,
    **options: Unpack[HttpTaskOptions],
) -> WorkflowTask:
    """Give a task in which the server sends an HTTP request; 4xx, 5xx and broken connections fail it.

    Args:
        task_reference_name: what other tasks of the workflow call it
        http_request: ``uri`` and ``method`` (GET if left out), and any of ``headers``, ``body``, ``accept``,
            ``content_type``, ``connection_time_out`` and ``read_time_out``, both in milliseconds
        async_complete: the task stays IN_PROGRESS after the answer, until somebody completes it
        optional: when the task fails, the workflow goes on
        input_parameters: further input, beside the request
        **options: see :class:`HttpTaskOptions`
    """
    where = task_name(TaskType.HTTP, task_reference_name)
    return make_task(
        TaskType.HTTP,
        task_reference_name,
        options,
        input_parameters=inputs(where, input_parameters, http_request=_request(http_request, where)),
        async_complete=async_complete,
        optional=optional,
    )


def http_poll_task(
    task_reference_name: str,
    http_request: HttpInputParameters | Mapping[str, Any],
    *,
    termination_condition: str | None = None,
    polling_interval: int | timedelta | None = None,
    polling_strategy: PollingStrategy | str | None = None,
    input_parameters: Mapping[str, Any] | None = None,
    **options: Unpack[OptionalTaskOptions],
) -> WorkflowTask:
    """Give a task in which the server repeats an HTTP request until the answer is the one it waits for (Orkes).

    Args:
        task_reference_name: what other tasks of the workflow call it
        http_request: as for :func:`http_task`
        termination_condition: JavaScript that is true when the polling is over, over ``$.output.response``
        polling_interval: seconds or a timedelta between two requests
        polling_strategy: how this pause grows
        input_parameters: further input, beside the request
        **options: see :class:`OptionalTaskOptions`
    """
    where = task_name(TaskType.HTTP_POLL, task_reference_name)
    request = {
        **_request(http_request, where),
        "terminationCondition": termination_condition,
        "pollingInterval": None
        if polling_interval is None
        else seconds(polling_interval, f"{where}: polling_interval"),
        "pollingStrategy": polling_strategy
        and as_member(PollingStrategy, polling_strategy, f"{where}: polling_strategy"),
    }
    given = {name: value for name, value in request.items() if value is not None}
    return make_task(
        TaskType.HTTP_POLL,
        task_reference_name,
        options,
        input_parameters=inputs(where, input_parameters, http_request=given),
    )


def _request(value: object, where: str) -> dict[str, Any]:
    argument = f"{where}: http_request"
    request = {"method": "GET", **wire_names(mapping(value, argument), _REQUEST_NAMES)}
    text(request.get("uri"), f"{argument}['uri']")
    text(request["method"], f"{argument}['method']")
    return request
