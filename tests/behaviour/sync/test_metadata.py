# Derived from tests/behaviour/async_/test_metadata.py by scripts/unasync.py; do not edit.
"""Definitions of tasks and workflows."""

from __future__ import annotations

import pytest

from conductor import (
    MetadataClient,
    ConfigurationError,
    NotFoundError,
    RetryLogic,
    TaskDef,
    WorkflowDef,
    WorkflowTask,
)

SMOKE = True


def test_task_definition_round_trip(metadata: MetadataClient, name: str) -> None:
    """A stored task definition is read back with what was given and the server's defaults; removed, it is gone."""
    given = TaskDef(name=name, retry_count=5, retry_logic=RetryLogic.EXPONENTIAL_BACKOFF, input_keys=["a", "b"])
    metadata.register_task(given)
    stored = metadata.get_task(name)
    assert (stored.retry_count, stored.retry_logic, stored.input_keys) == (
        5,
        RetryLogic.EXPONENTIAL_BACKOFF,
        ["a", "b"],
    )
    assert stored.retry_delay_seconds == 60
    metadata.unregister_task(name)
    with pytest.raises(NotFoundError, match=name):
        metadata.get_task(name)


def test_task_definition_is_updated(metadata: MetadataClient, name: str) -> None:
    """An update replaces a definition that exists; a mapping does as well as a model."""
    metadata.register_tasks([{"name": name, "retryCount": 1}])
    metadata.update_task({"name": name, "retryCount": 7})
    stored = metadata.get_task(name)
    assert stored.retry_count == 7
    with pytest.raises(NotFoundError, match="No such task by name"):
        metadata.update_task({"name": f"{name}_other"})


def test_workflow_definition_round_trip(metadata: MetadataClient, name: str) -> None:
    """Definitions are found by version, the highest one without; an unregistered version is gone."""
    task = WorkflowTask(name="a", task_reference_name="a", type="SIMPLE", input_parameters={"nil": None, "n": 1})
    for version in (1, 2):
        metadata.register_workflow_def(WorkflowDef(name=name, version=version, tasks=[task]), overwrite=True)
    latest, first = metadata.get_workflow_def(name), metadata.get_workflow_def(name, 1)
    assert (latest.version, first.version) == (2, 1)
    assert latest.tasks[0].input_parameters == {"nil": None, "n": 1}
    metadata.unregister_workflow(name, 2)
    latest = metadata.get_workflow_def(name)
    assert latest.version == 1


def test_unknown_definitions_cannot_be_unregistered(metadata: MetadataClient, name: str) -> None:
    """Unregistering a definition that does not exist is a NotFoundError, as reading it is."""
    with pytest.raises(NotFoundError, match="No such workflow definition"):
        metadata.unregister_workflow(name, 1)
    with pytest.raises(NotFoundError, match="No such task definition"):
        metadata.unregister_task(name)


def test_python_names_in_a_mapping_are_refused(metadata: MetadataClient, name: str) -> None:
    """A mapping with the Python spelling of a field is an error with the wire name: the server would ignore it."""
    with pytest.raises(ConfigurationError, match="names of the wire: 'retryCount', not 'retry_count'"):
        metadata.register_task({"name": name, "retry_count": 3})


def test_something_else_is_refused(metadata: MetadataClient) -> None:
    """What is neither a model nor a mapping is an error that says what would be."""
    with pytest.raises(
        ConfigurationError, match="task_def: expected a TaskDef or a mapping with its fields, found str"
    ):
        metadata.register_task("greet")  # type: ignore[arg-type]  # a wrong argument is the point of the test


def test_all_definitions_are_listed(metadata: MetadataClient, name: str) -> None:
    """The lists have what was stored; several workflow definitions are stored in one request."""
    task = {"name": "a", "taskReferenceName": "a", "type": "SIMPLE"}
    metadata.register_task({"name": name})
    stored = metadata.update_workflow_defs([{"name": name, "version": 3, "tasks": [task]}])
    assert stored.bulk_successful_results == [name]
    assert name in {definition.name for definition in metadata.get_all_task_defs()}
    assert (name, 3) in {(definition.name, definition.version) for definition in metadata.get_all_workflow_defs()}


def test_a_response_timeout_that_cannot_work_is_refused(metadata: MetadataClient, name: str) -> None:
    """The error names both numbers, the default too, and what to do; the server's own text would not."""
    with pytest.raises(ConfigurationError, match=r"below timeoutSeconds \(100\), but the server takes 3600; set it"):
        metadata.register_task({"name": name, "timeoutSeconds": 100})
    with pytest.raises(ConfigurationError, match=r"task_defs\[1\] .* but it is 100"):
        metadata.register_tasks(
            [{"name": name}, TaskDef(name=name, timeout_seconds=100, response_timeout_seconds=100)]
        )
    metadata.register_task({"name": name, "timeoutSeconds": 100, "responseTimeoutSeconds": 99})


def test_unknown_keys_of_a_task_definition_are_refused(metadata: MetadataClient, name: str) -> None:
    """A slip of the pen is an error with the key that was meant."""
    with pytest.raises(ConfigurationError, match="unknown key 'retrycount'; did you mean 'retryCount'"):
        metadata.register_task({"name": name, "retrycount": 3})
