"""Tasks that wait: for time to pass, for a signal, for a person, for a webhook, for messages."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from conductor._shared.inputs import as_member, as_model
from conductor.builders._options import make_task, task_name
from conductor.builders._values import inputs, mapping, seconds, text
from conductor.builders.enums import TaskType
from conductor.errors import ConfigurationError
from conductor_api.models import (
    AssignmentCompletionStrategy,
    HumanTaskAssignment,
    HumanTaskDefinition,
    HumanTaskUser,
    UserFormTemplate,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Unpack

    from conductor.builders._options import OptionalTaskOptions, TaskOptions
    from conductor_api.models import WorkflowTask

# What the server reads; blanks may stand between any two parts.
_DURATION = re.compile(
    r"\s*(\d+\s*d(ays?)?)?\s*(\d+\s*h(ours?|rs?)?)?\s*(\d+\s*m(inutes?|ins?)?)?\s*(\d+\s*s(econds?|ecs?)?)?\s*",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\d{4}-\d\d-\d\d( \d\d:\d\d( \S.*)?)?")


def wait_task_duration(
    task_reference_name: str,
    duration: str | timedelta,
    optional: bool | None = None,
    **options: Unpack[TaskOptions],
) -> WorkflowTask:
    """Give a task that waits for some time.

    Args:
        task_reference_name: what other tasks of the workflow call it
        duration: a timedelta, a broken second counts as a whole one; or days, hours, minutes and seconds in this order,
            such as ``1 day 2h``, ``90 seconds``; or a ``${...}`` that gives such a text
        optional: when the task fails, the workflow goes on
        **options: see :class:`TaskOptions`
    """
    return _wait(task_reference_name, options, optional, duration=duration)


def wait_task_until(
    task_reference_name: str,
    until: str | datetime,
    optional: bool | None = None,
    **options: Unpack[TaskOptions],
) -> WorkflowTask:
    """Give a task that waits for a moment; one in the past ends it at once.

    Args:
        task_reference_name: what other tasks of the workflow call it
        until: a datetime or an ISO 8601 text, both with their time zone; the server knows minutes, so that a broken one
            counts as a whole one. Or what the server reads: ``2030-01-31``, ``2030-01-31 18:00``,
            ``2030-01-31 18:00 UTC``; without a zone it is the one of the server. Or a ``${...}`` that gives such a form
        optional: when the task fails, the workflow goes on
        **options: see :class:`TaskOptions`
    """
    return _wait(task_reference_name, options, optional, until=until)


def wait_task(
    task_reference_name: str,
    *,
    duration: str | timedelta | None = None,
    until: str | datetime | None = None,
    **options: Unpack[OptionalTaskOptions],
) -> WorkflowTask:
    """Give a task that waits for some time, for a moment, or, without both, until somebody completes it.

    Args:
        task_reference_name: what other tasks of the workflow call it
        duration: as for :func:`wait_task_duration`
        until: as for :func:`wait_task_until`
        **options: see :class:`OptionalTaskOptions`
    """
    if duration is not None and until is not None:
        raise ConfigurationError(
            f"{task_name(TaskType.WAIT, task_reference_name)}: the server takes duration or until, not both"
        )
    return _wait(task_reference_name, options, None, duration=duration, until=until)


def human_task(
    task_reference_name: str,
    *,
    display_name: str | None = None,
    assignee: HumanTaskUser | Mapping[str, Any] | None = None,
    form_template: str | UserFormTemplate | Mapping[str, Any] | None = None,
    form_version: int = 0,
    assignment_completion_strategy: AssignmentCompletionStrategy | str | None = None,
    definition: HumanTaskDefinition | Mapping[str, Any] | None = None,
    input_parameters: Mapping[str, Any] | None = None,
    **options: Unpack[OptionalTaskOptions],
) -> WorkflowTask:
    """Give a task that a person does. On OSS, which has no inbox, it waits until somebody completes it.

    Args:
        task_reference_name: what other tasks of the workflow call it
        display_name: what the person reads
        assignee: who gets it, without a time limit
        form_template: the form to fill in, by name
        form_version: the version of the form; 0 is the latest
        assignment_completion_strategy: what happens when the last assignment has run out: LEAVE_OPEN or TERMINATE
        definition: everything else, such as several assignments and triggers; the arguments above go before it
        input_parameters: what the form shows
        **options: see :class:`OptionalTaskOptions`
    """
    where = task_name(TaskType.HUMAN, task_reference_name)
    human = as_model(HumanTaskDefinition, {} if definition is None else definition, f"{where}: definition")
    given = {
        "displayName": display_name,
        "assignments": assignee
        and [HumanTaskAssignment(assignee=as_model(HumanTaskUser, assignee, f"{where}: assignee"))],
        "userFormTemplate": form_template and _form(form_template, form_version, where),
        "assignmentCompletionStrategy": assignment_completion_strategy
        and as_member(
            AssignmentCompletionStrategy, assignment_completion_strategy, f"{where}: assignment_completion_strategy"
        ),
    }
    merged = human.to_dict() | {name: value for name, value in given.items() if value is not None}
    return make_task(
        TaskType.HUMAN,
        task_reference_name,
        options,
        input_parameters=inputs(where, input_parameters, __humanTaskDefinition=merged),
    )


def wait_for_webhook_task(
    task_reference_name: str,
    matches: Mapping[str, Any] | None = None,
    optional: bool | None = None,
    **options: Unpack[TaskOptions],
) -> WorkflowTask:
    """Give a task that waits for a webhook call (Orkes).

    Args:
        task_reference_name: what other tasks of the workflow call it
        matches: JSON paths into the call, such as ``$['event']['type']``, and the value that each has to have
        optional: when the task fails, the workflow goes on
        **options: see :class:`TaskOptions`
    """
    where = task_name(TaskType.WAIT_FOR_WEBHOOK, task_reference_name)
    return make_task(
        TaskType.WAIT_FOR_WEBHOOK,
        task_reference_name,
        options,
        input_parameters=mapping({} if matches is None else matches, f"{where}: matches"),
        optional=optional,
    )


def pull_workflow_messages_task(
    task_reference_name: str,
    batch_size: int = 1,
    optional: bool | None = None,
    **options: Unpack[TaskOptions],
) -> WorkflowTask:
    """Give a task that takes messages which were sent to this execution; it waits for the first one.

    Args:
        task_reference_name: what other tasks of the workflow call it
        batch_size: how many at most
        optional: when the task fails, the workflow goes on
        **options: see :class:`TaskOptions`
    """
    where = task_name(TaskType.PULL_WORKFLOW_MESSAGES, task_reference_name)
    return make_task(
        TaskType.PULL_WORKFLOW_MESSAGES,
        task_reference_name,
        options,
        input_parameters=inputs(where, None, batchSize=batch_size),
        optional=optional,
    )


def _wait(
    task_reference_name: str,
    options: Mapping[str, Any],
    optional: bool | None,
    *,
    duration: str | timedelta | None = None,
    until: str | datetime | None = None,
) -> WorkflowTask:
    where = task_name(TaskType.WAIT, task_reference_name)
    times = {
        "duration": None if duration is None else _duration(duration, f"{where}: duration"),
        "until": None if until is None else _until(until, f"{where}: until"),
    }
    return make_task(
        TaskType.WAIT, task_reference_name, options, input_parameters=inputs(where, None, **times), optional=optional
    )


def _duration(value: str | timedelta, argument: str) -> str:
    if isinstance(value, timedelta):
        return f"{seconds(value, argument)} seconds"
    if "${" in text(value, argument) or _DURATION.fullmatch(value):
        return value
    raise ConfigurationError(
        f"{argument}: {value!r} is not what the server reads; write days, hours, minutes, seconds in this order, "
        "such as '1 day 2h' or '90 seconds', or give a timedelta"
    )


def _until(value: str | datetime, argument: str) -> str:
    if isinstance(value, str) and ("${" in text(value, argument) or _UNTIL.fullmatch(value)):
        return value
    moment = value if isinstance(value, datetime) else _iso_moment(value, argument)
    if moment.tzinfo is None:
        raise ConfigurationError(f"{argument}: {moment} has no time zone; give one, as in datetime.now(UTC)")
    start = moment.astimezone(UTC).replace(second=0, microsecond=0)
    minute = start if start == moment else start + timedelta(minutes=1)
    return f"{minute:%Y-%m-%d %H:%M} UTC"


def _iso_moment(value: str, argument: str) -> datetime:
    try:
        return datetime.fromisoformat(text(value, argument))
    except ValueError:
        raise ConfigurationError(
            f"{argument}: {value!r} is not what the server reads; write it like '2030-01-31 18:00 UTC' "
            "or give a datetime with a time zone"
        ) from None


def _form(template: str | UserFormTemplate | Mapping[str, Any], version: int, where: str) -> UserFormTemplate:
    if isinstance(template, str):
        return UserFormTemplate(name=template, version=version)
    return as_model(UserFormTemplate, template, f"{where}: form_template")
