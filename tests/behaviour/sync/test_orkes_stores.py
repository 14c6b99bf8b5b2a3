# Derived from tests/behaviour/async_/test_orkes_stores.py by scripts/unasync.py; do not edit.
"""What an embedded server of the Orkes edition stores: tags, schemas, secrets, environment values, prompts, events."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from conductor import OrkesClients, NotFoundError, NotSupportedByServer
from conductor_api.api import environment as environment_api
from conductor_api.api import metadata as metadata_api
from conductor_api.api import tag as tag_api

SMOKE = True

TEAM, COST = {"key": "team", "value": "core"}, {"key": "cost", "value": "7"}

Getter = Callable[[OrkesClients, str], Any]
Setter = Callable[[OrkesClients, str, Any], Any]
TAGGED: dict[str, tuple[Getter, Setter, Setter]] = {
    "schedule": (
        lambda c, name: c.get_scheduler_client().get_scheduler_tags(name),
        lambda c, name, tags: c.get_scheduler_client().set_scheduler_tags(name, tags),
        lambda c, name, tags: c.get_scheduler_client().delete_scheduler_tags(name, tags),
    ),
    "secret": (
        lambda c, name: c.get_secret_client().get_secret_tags(name),
        lambda c, name, tags: c.get_secret_client().set_secret_tags(name, tags),
        lambda c, name, tags: c.get_secret_client().delete_secret_tags(name, tags),
    ),
    "prompt": (
        lambda c, name: c.get_prompt_client().get_tags_for_prompt(name),
        lambda c, name, tags: c.get_prompt_client().set_tags_for_prompt(name, tags),
        lambda c, name, tags: c.get_prompt_client().delete_tags_for_prompt(name, tags),
    ),
    "event handler": (
        lambda c, name: c.get_event_client().get_tags_for_event_handler(name),
        lambda c, name, tags: c.get_event_client().put_tags_for_event_handler(name, tags),
        lambda c, name, tags: c.get_event_client().delete_tags_for_event_handler(name, tags),
    ),
    "application": (
        lambda c, name: c.get_application_client().get_application_tags(name),
        lambda c, name, tags: c.get_application_client().set_application_tags(name, tags),
        lambda c, name, tags: c.get_application_client().delete_application_tags(name, tags),
    ),
    "provider": (
        lambda c, name: c.get_integration_client().get_provider_tags(name),
        lambda c, name, tags: c.get_integration_client().set_provider_tags(name, tags),
        lambda c, name, tags: c.get_integration_client().delete_provider_tags(name, tags),
    ),
    "integration": (
        lambda c, name: c.get_integration_client().get_integration_tags(name, "api"),
        lambda c, name, tags: c.get_integration_client().set_integration_tags(name, "api", tags),
        lambda c, name, tags: c.get_integration_client().delete_integration_tags(name, "api", tags),
    ),
}


@pytest.mark.parametrize("kind", TAGGED)
def test_tags_are_set_and_taken_off(orkes: OrkesClients, kind: str, name: str) -> None:
    """Setting replaces all tags; taking one off leaves the others; a new thing has none."""
    get, put, delete = TAGGED[kind]
    assert get(orkes, name) == []
    put(orkes, name, [TEAM])
    put(orkes, name, [TEAM, COST])
    delete(orkes, name, [TEAM])
    assert [(tag.key, tag.value) for tag in get(orkes, name)] == [("cost", "7")]


def test_tags_of_definitions(orkes: OrkesClients, name: str) -> None:
    """Workflow and task definitions take one tag more, or a new set; definitions are found by their tags."""
    metadata = orkes.get_metadata_client()
    metadata.register_task({"name": name})
    metadata.add_task_tag(name, TEAM)
    metadata.add_task_tag(name, TEAM)
    metadata.add_task_tag(name, COST)
    metadata.delete_task_tag(name, COST)
    assert [(tag.key, tag.value) for tag in metadata.get_task_tags(name)] == [("team", "core")]
    task = {"name": name, "taskReferenceName": "one", "type": "SIMPLE"}
    metadata.register_workflow_def({"name": name, "version": 1, "tasks": [task]}, True)
    metadata.set_workflow_tags(name, [{"key": "team", "value": name}])
    metadata.add_workflow_tag(name, COST)
    metadata.delete_workflow_tag(name, COST)
    api = orkes.client.api
    tagged = metadata_api.get_workflow_defs.sync(client=api, tag_key="team", tag_value=name)
    assert [one.name for one in tagged] == [name]
    assert name in {tag.value for tag in tag_api.get_tags.sync(client=api)}


def test_the_rate_limit_of_a_workflow_is_a_tag(orkes: OrkesClients, name: str) -> None:
    """It is set, read, replaced and removed."""
    metadata = orkes.get_metadata_client()
    assert metadata.get_workflow_rate_limit(name) is None
    metadata.set_workflow_rate_limit(name, 3)
    metadata.set_workflow_rate_limit(name, 5)
    assert metadata.get_workflow_rate_limit(name) == 5
    metadata.remove_workflow_rate_limit(name)
    assert metadata.get_workflow_rate_limit(name) is None


def test_schemas_have_versions(orkes: OrkesClients, name: str) -> None:
    """A schema is replaced, or stored as the next version; the highest is given unless told otherwise."""
    schemas = orkes.get_schema_client()
    schema = {"name": name, "version": 1, "type": "JSON", "data": {"type": "object"}}
    schemas.register_schema(schema)
    schemas.register_schema({**schema, "data": {"type": "array"}}, new_version=True)
    assert (schemas.get_schema(name)).version == 2
    assert (schemas.get_schema(name, 1)).data == {"type": "object"}
    assert [one.version for one in schemas.get_all_schemas() if one.name == name] == [1, 2]
    schemas.delete_schema(name, 2)
    assert (schemas.get_schema(name)).version == 1
    schemas.delete_schema(name)
    with pytest.raises(NotFoundError, match=name):
        schemas.get_schema(name)


def test_secrets_are_stored_and_read_by_workflows(orkes: OrkesClients, name: str) -> None:
    """A worker gets the value, the execution shows the expression; without the secret there is none."""
    secrets, executor = orkes.get_secret_client(), orkes.get_workflow_client()
    secrets.put_secret(name, "hush, 50% & more")
    assert secrets.get_secret(name) == "hush, 50% & more"
    assert name in secrets.list_all_secret_names()
    inputs = {"password": f"${{workflow.secrets.{name}}}"}
    task = {"name": name, "taskReferenceName": "one", "type": "SIMPLE", "inputParameters": inputs}
    executor.register_workflow(True, {"name": name, "version": 1, "tasks": [task]})
    workflow_id = executor.start_workflow({"name": name, "version": 1})
    polled = orkes.get_task_client().poll_task(name)
    assert polled.input_data == {"password": "hush, 50% & more"}
    shown = executor.get_workflow(workflow_id, True)
    assert shown.tasks[0].input_data == inputs
    secrets.delete_secret(name)
    assert not secrets.secret_exists(name)
    with pytest.raises(NotFoundError):
        secrets.get_secret(name)


def test_environment_values_are_stored_and_read_by_workflows(orkes: OrkesClients, name: str) -> None:
    """The raw endpoints store a value, which an expression of a workflow then has."""
    api, executor = orkes.client.api, orkes.get_workflow_client()
    environment_api.save_environment_variable.sync(name, client=api, body="blue")
    wanted = {"colour": f"${{workflow.env.{name}}}"}
    task = {"name": "set", "taskReferenceName": "set", "type": "SET_VARIABLE", "inputParameters": {"a": 1}}
    executor.register_workflow(True, {"name": name, "version": 1, "tasks": [task], "outputParameters": wanted})
    assert (executor.execute_workflow({"name": name, "version": 1})).output == {"colour": "blue"}
    assert (name, "blue") in {
        (one.name, one.value) for one in environment_api.get_environment_variables.sync(client=api)
    }
    environment_api.delete_environment_variable.sync(name, client=api)
    assert (executor.execute_workflow({"name": name, "version": 1})).output == {"colour": None}


def test_prompts_are_kept_but_no_model_is_asked(orkes: OrkesClients, name: str) -> None:
    """A prompt is stored, changed and removed; to try one there is no model here, and the error says so."""
    prompts = orkes.get_prompt_client()
    prompts.save_prompt(name, "greets", "Hi ${name}", models=["openai:gpt"])
    prompts.update_prompt(name, "greets", "Hello ${name} of ${town}")
    stored = prompts.get_prompt(name)
    assert (stored.template, stored.variables) == ("Hello ${name} of ${town}", ["name", "town"])
    assert name in {one.name for one in prompts.get_prompts()}
    with pytest.raises(NotSupportedByServer, match="no language model"):
        prompts.test_prompt({"prompt": "Hi", "model": "m"})
    prompts.delete_prompt(name)
    with pytest.raises(NotFoundError, match=name):
        prompts.get_prompt(name)


def test_integrations_are_kept(orkes: OrkesClients, name: str) -> None:
    """A provider has APIs, which may be used with prompts; those that are switched off show on request."""
    integrations, prompts = orkes.get_integration_client(), orkes.get_prompt_client()
    details = {"category": "AI_MODEL", "type": "openai", "description": "d", "enabled": True, "configuration": {}}
    integrations.save_integration_provider(name, details)
    integrations.save_integration_api(name, "small", {"enabled": True, "description": "d"})
    integrations.save_integration_api(name, "large", {"enabled": False})
    assert (integrations.get_integration_api(name, "small")).integration_name == name
    assert [one.api for one in integrations.get_integration_apis(name)] == ["small"]
    assert integrations.get_available_apis(name) == ["small", "large"]
    assert name in {one.name for one in integrations.get_integration_providers("AI_MODEL")}
    [full] = [one for one in integrations.get_integrations() if one.name == name]
    assert [api.api for api in full.apis or []] == ["small", "large"]
    prompts.save_prompt(name, "d", "Hi")
    integrations.associate_prompt_with_integration(name, "small", name)
    assert [one.name for one in integrations.get_prompts_with_integration(name, "small")] == [name]
    integrations.delete_integration_api(name, "small")
    integrations.save_integrations([{"name": f"{name}2", "apis": [{"api": "a"}]}])
    assert integrations.get_available_apis(f"{name}2") == ["a"]
    assert integrations.get_integration_defs() == []
    assert integrations.get_token_usage(name) == []
    integrations.delete_integration_provider(name)
    with pytest.raises(NotFoundError, match=name):
        integrations.get_integration_provider(name)


def test_events_are_handed_in(orkes: OrkesClients, name: str) -> None:
    """An event from outside runs its handlers; handlers are found by name."""
    events, executor = orkes.get_event_client(), orkes.get_workflow_client()
    task = {"name": "set", "taskReferenceName": "set", "type": "SET_VARIABLE", "inputParameters": {"a": 1}}
    executor.register_workflow(True, {"name": name, "version": 1, "tasks": [task]})
    start = {"name": name, "version": 1, "correlationId": "${order}"}
    action = {"action": "start_workflow", "start_workflow": start}
    event = f"kafka:{name}"
    events.add_event_handler({"name": name, "event": event, "actions": [action], "active": True})
    assert (events.get_event_handler_by_name(name)).event == event
    events.handle_incoming_event({"event": event, "order": "o-1"})
    found = executor.get_by_correlation_ids(name, ["o-1"], include_closed=True)
    assert len(found["o-1"]) == 1
    assert events.get_event_executions(name) == []
    assert events.get_event_messages(event) == []
    assert (events.get_event_handlers_with_stats()).total_hits == 0
    with pytest.raises(NotFoundError):
        events.get_event_handler_by_name(f"{name}_other")


def test_configurations_of_queues_are_kept(orkes: OrkesClients, name: str) -> None:
    """They are stored by type and name; no queue outside can be reached."""
    events = orkes.get_event_client()
    events.put_queue_config("kafka", name, '{"bootstrapServers": "x:1"}')
    assert events.get_queue_config("kafka", name) == {"bootstrapServers": "x:1"}
    assert (events.get_all_queue_configs())[name] == "kafka"
    assert not (events.test_connectivity({"sink": f"kafka:{name}"})).successful
    assert (events.test_connectivity({"sink": "conductor:a:b"})).successful
    events.delete_queue_config("kafka", name)
    with pytest.raises(NotFoundError, match=name):
        events.get_queue_config("kafka", name)
