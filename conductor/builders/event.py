"""Tasks that publish: events and Kafka messages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from conductor.builders._options import make_task, task_name
from conductor.builders._values import inputs, mapping, text, wire_names
from conductor.builders.enums import TaskType
from conductor.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Unpack

    from conductor.builders._options import TaskOptions
    from conductor.builders.types import KafkaPublishInputParameters
    from conductor_api.models import WorkflowTask

_KAFKA_NAMES = ("boot_strap_servers", "key_serializer", "request_timeout_ms", "max_block_ms")
_KAFKA_REQUIRED = ("topic", "value", "bootStrapServers")


def event_task(
    task_reference_name: str,
    event_prefix: str | None = None,
    event_suffix: str | None = None,
    optional: bool | None = None,
    *,
    sink: str | None = None,
    input_parameters: Mapping[str, Any] | None = None,
    **options: Unpack[TaskOptions],
) -> WorkflowTask:
    """Give a task that publishes an event to the queue ``prefix:suffix``.

    Args:
        task_reference_name: what other tasks of the workflow call it
        event_prefix: the kind of queue, such as ``conductor``, ``sqs``, ``kafka``
        event_suffix: the queue
        optional: when the task fails, the workflow goes on
        sink: both in one text, instead of them
        input_parameters: the content of the event
        **options: see :class:`TaskOptions`
    """
    where = task_name(TaskType.EVENT, task_reference_name)
    if sink is not None and (event_prefix is not None or event_suffix is not None):
        raise ConfigurationError(f"{where}: give event_prefix and event_suffix, or sink")
    if sink is None:
        sink = f"{text(event_prefix, f'{where}: event_prefix')}:{text(event_suffix, f'{where}: event_suffix')}"
    return make_task(
        TaskType.EVENT,
        task_reference_name,
        options,
        sink=text(sink, f"{where}: sink"),
        input_parameters=None if input_parameters is None else inputs(where, input_parameters),
        optional=optional,
    )


def sqs_event_task(
    task_reference_name: str, queue_name: str, optional: bool | None = None, **options: Unpack[TaskOptions]
) -> WorkflowTask:
    """Give a task that publishes an event to an SQS queue; see :func:`event_task`."""
    return event_task(task_reference_name, "sqs", queue_name, optional, **options)


def conductor_event_task(
    task_reference_name: str, event_name: str, optional: bool | None = None, **options: Unpack[TaskOptions]
) -> WorkflowTask:
    """Give a task that publishes an event to a queue inside the server; see :func:`event_task`.

    Event handlers know it as ``conductor:<workflow>:<event_name>``.
    """
    return event_task(task_reference_name, "conductor", event_name, optional, **options)


def kafka_publish_task(
    task_reference_name: str,
    kafka_request: KafkaPublishInputParameters | Mapping[str, Any],
    optional: bool | None = None,
    **options: Unpack[TaskOptions],
) -> WorkflowTask:
    """Give a task that publishes a message to Kafka.

    Args:
        task_reference_name: what other tasks of the workflow call it
        kafka_request: ``topic``, ``value`` and ``boot_strap_servers``, and any of ``headers``, ``key``,
            ``key_serializer``, ``request_timeout_ms``, ``max_block_ms``
        optional: when the task fails, the workflow goes on
        **options: see :class:`TaskOptions`
    """
    where = task_name(TaskType.KAFKA_PUBLISH, task_reference_name)
    argument = f"{where}: kafka_request"
    request = wire_names(mapping(kafka_request, argument), _KAFKA_NAMES)
    if missing := [name for name in _KAFKA_REQUIRED if request.get(name) is None]:
        raise ConfigurationError(f"{argument}: missing {', '.join(missing)}")
    return make_task(
        TaskType.KAFKA_PUBLISH,
        task_reference_name,
        options,
        input_parameters=inputs(where, None, kafka_request=request),
        optional=optional,
    )
