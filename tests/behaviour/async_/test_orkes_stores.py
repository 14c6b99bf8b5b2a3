# Async source: scripts/unasync.py derives tests/behaviour/sync/test_orkes_stores.py from it, line by line.
"""What an embedded server of the Orkes edition stores: tags, schemas, secrets, environment values, prompts, events."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from conductor import AsyncOrkesClients, NotFoundError, NotSupportedByServer
from conductor_api.api import environment as environment_api
from conductor_api.api import metadata as metadata_api
from conductor_api.api import tag as tag_api

SMOKE = True

TEAM, COST = {"key": "team", "value": "core"}, {"key": "cost", "value": "7"}

Getter = Callable[[AsyncOrkesClients, str], Awaitable[Any]]
Setter = Callable[[AsyncOrkesClients, str, Any], Awaitable[Any]]
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
async def test_tags_are_set_and_taken_off(orkes: AsyncOrkesClients, kind: str, name: str) -> None:
    """Setting replaces all tags; taking one off leaves the others; a new thing has none."""
    get, put, delete = TAGGED[kind]
    assert await get(orkes, name) == []
    await put(orkes, name, [TEAM])
    await put(orkes, name, [TEAM, COST])
    await delete(orkes, name, [TEAM])
    assert [(tag.key, tag.value) for tag in await get(orkes, name)] == [("cost", "7")]


async def test_tags_of_definitions(orkes: AsyncOrkesClients, name: str) -> None:
    """Workflow and task definitions take one tag more, or a new set; definitions are found by their tags."""
    metadata = orkes.get_metadata_client()
    await metadata.register_task({"name": name})
    await metadata.add_task_tag(name, TEAM)
    await metadata.add_task_tag(name, TEAM)
    await metadata.add_task_tag(name, COST)
    await metadata.delete_task_tag(name, COST)
    assert [(tag.key, tag.value) for tag in await metadata.get_task_tags(name)] == [("team", "core")]
    task = {"name": name, "taskReferenceName": "one", "type": "SIMPLE"}
    await metadata.register_workflow_def({"name": name, "version": 1, "tasks": [task]}, True)
    await metadata.set_workflow_tags(name, [{"key": "team", "value": name}])
    await metadata.add_workflow_tag(name, COST)
    await metadata.delete_workflow_tag(name, COST)
    api = orkes.client.api
    tagged = await metadata_api.get_workflow_defs.asyncio(client=api, tag_key="team", tag_value=name)
    assert [one.name for one in tagged] == [name]
    assert name in {tag.value for tag in await tag_api.get_tags.asyncio(client=api)}


async def test_the_rate_limit_of_a_workflow_is_a_tag(orkes: AsyncOrkesClients, name: str) -> None:
    """It is set, read, replaced and removed."""
    metadata = orkes.get_metadata_client()
    assert await metadata.get_workflow_rate_limit(name) is None
    await metadata.set_workflow_rate_limit(name, 3)
    await metadata.set_workflow_rate_limit(name, 5)
    assert await metadata.get_workflow_rate_limit(name) == 5
    await metadata.remove_workflow_rate_limit(name)
    assert await metadata.get_workflow_rate_limit(name) is None


async def test_schemas_have_versions(orkes: AsyncOrkesClients, name: str) -> None:
    """A schema is replaced, or stored as the next version; the highest is given unless told otherwise."""
    schemas = orkes.get_schema_client()
    schema = {"name": name, "version": 1, "type": "JSON", "data": {"type": "object"}}
    await schemas.register_schema(schema)
    await schemas.register_schema({**schema, "data": {"type": "array"}}, new_version=True)
    assert (await schemas.get_schema(name)).version == 2
    assert (await schemas.get_schema(name, 1)).data == {"type": "object"}
    assert [one.version for one in await schemas.get_all_schemas() if one.name == name] == [1, 2]
    await schemas.delete_schema(name, 2)
    assert (await schemas.get_schema(name)).version == 1
    await schemas.delete_schema(name)
    with pytest.raises(NotFoundError, match=name):
        await schemas.get_schema(name)


async def test_secrets_are_stored_and_read_by_workflows(orkes: AsyncOrkesClients, name: str) -> None:
    """A worker gets the value, the execution shows the expression; without the secret there is none."""
    secrets, executor = orkes.get_secret_client(), orkes.get_workflow_client()
    await secrets.put_secret(name, "hush, 50% & more")
    assert await secrets.get_secret(name) == "hush, 50% & more"
    assert name in await secrets.list_all_secret_names()
    inputs = {"password": f"${{workflow.secrets.{name}}}"}
    task = {"name": name, "taskReferenceName": "one", "type": "SIMPLE", "inputParameters": inputs}
    await executor.register_workflow(True, {"name": name, "version": 1, "tasks": [task]})
    workflow_id = await executor.start_workflow({"name": name, "version": 1})
    polled = await orkes.get_task_client().poll_task(name)
    assert polled.input_data == {"password": "hush, 50% & more"}
    shown = await executor.get_workflow(workflow_id, True)
    assert shown.tasks[0].input_data == inputs
    await secrets.delete_secret(name)
    assert not await secrets.secret_exists(name)
    with pytest.raises(NotFoundError):
        await secrets.get_secret(name)


async def test_environment_values_are_stored_and_read_by_workflows(orkes: AsyncOrkesClients, name: str) -> None:
    """The raw endpoints store a value, which an expression of a workflow then has."""
    api, executor = orkes.client.api, orkes.get_workflow_client()
    await environment_api.save_environment_variable.asyncio(name, client=api, body="blue")
    wanted = {"colour": f"${{workflow.env.{name}}}"}
    task = {"name": "set", "taskReferenceName": "set", "type": "SET_VARIABLE", "inputParameters": {"a": 1}}
    await executor.register_workflow(True, {"name": name, "version": 1, "tasks": [task], "outputParameters": wanted})
    assert (await executor.execute_workflow({"name": name, "version": 1})).output == {"colour": "blue"}
    assert (name, "blue") in {
        (one.name, one.value) for one in await environment_api.get_environment_variables.asyncio(client=api)
    }
    await environment_api.delete_environment_variable.asyncio(name, client=api)
    assert (await executor.execute_workflow({"name": name, "version": 1})).output == {"colour": None}


async def test_prompts_are_kept_but_no_model_is_asked(orkes: AsyncOrkesClients, name: str) -> None:
    """A prompt is stored, changed and removed; to try one there is no model here, and the error says so."""
    prompts = orkes.get_prompt_client()
    await prompts.save_prompt(name, "greets", "Hi ${name}", models=["openai:gpt"])
    await prompts.update_prompt(name, "greets", "Hello ${name} of ${town}")
    stored = await prompts.get_prompt(name)
    assert (stored.template, stored.variables) == ("Hello ${name} of ${town}", ["name", "town"])
    assert name in {one.name for one in await prompts.get_prompts()}
    with pytest.raises(NotSupportedByServer, match="no language model"):
        await prompts.test_prompt({"prompt": "Hi", "model": "m"})
    await prompts.delete_prompt(name)
    with pytest.raises(NotFoundError, match=name):
        await prompts.get_prompt(name)


async def test_integrations_are_kept(orkes: AsyncOrkesClients, name: str) -> None:
    """A provider has APIs, which may be used with prompts; those that are switched off show on request."""
    integrations, prompts = orkes.get_integration_client(), orkes.get_prompt_client()
    details = {"category": "AI_MODEL", "type": "openai", "description": "d", "enabled": True, "configuration": {}}
    await integrations.save_integration_provider(name, details)
    await integrations.save_integration_api(name, "small", {"enabled": True, "description": "d"})
    await integrations.save_integration_api(name, "large", {"enabled": False})
    assert (await integrations.get_integration_api(name, "small")).integration_name == name
    assert [one.api for one in await integrations.get_integration_apis(name)] == ["small"]
    assert await integrations.get_available_apis(name) == ["small", "large"]
    assert name in {one.name for one in await integrations.get_integration_providers("AI_MODEL")}
    [full] = [one for one in await integrations.get_integrations() if one.name == name]
    assert [api.api for api in full.apis or []] == ["small", "large"]
    await prompts.save_prompt(name, "d", "Hi")
    await integrations.associate_prompt_with_integration(name, "small", name)
    assert [one.name for one in await integrations.get_prompts_with_integration(name, "small")] == [name]
    await integrations.delete_integration_api(name, "small")
    await integrations.save_integrations([{"name": f"{name}2", "apis": [{"api": "a"}]}])
    assert await integrations.get_available_apis(f"{name}2") == ["a"]
    assert await integrations.get_integration_defs() == []
    assert await integrations.get_token_usage(name) == []
    await integrations.delete_integration_provider(name)
    with pytest.raises(NotFoundError, match=name):
        await integrations.get_integration_provider(name)


async def test_events_are_handed_in(orkes: AsyncOrkesClients, name: str) -> None:
    """An event from outside runs its handlers; handlers are found by name."""
    events, executor = orkes.get_event_client(), orkes.get_workflow_client()
    task = {"name": "set", "taskReferenceName": "set", "type": "SET_VARIABLE", "inputParameters": {"a": 1}}
    await executor.register_workflow(True, {"name": name, "version": 1, "tasks": [task]})
    start = {"name": name, "version": 1, "correlationId": "${order}"}
    action = {"action": "start_workflow", "start_workflow": start}
    event = f"kafka:{name}"
    await events.add_event_handler({"name": name, "event": event, "actions": [action], "active": True})
    assert (await events.get_event_handler_by_name(name)).event == event
    await events.handle_incoming_event({"event": event, "order": "o-1"})
    found = await executor.get_by_correlation_ids(name, ["o-1"], include_closed=True)
    assert len(found["o-1"]) == 1
    assert await events.get_event_executions(name) == []
    assert await events.get_event_messages(event) == []
    assert (await events.get_event_handlers_with_stats()).total_hits == 0
    with pytest.raises(NotFoundError):
        await events.get_event_handler_by_name(f"{name}_other")


async def test_configurations_of_queues_are_kept(orkes: AsyncOrkesClients, name: str) -> None:
    """They are stored by type and name; no queue outside can be reached."""
    events = orkes.get_event_client()
    await events.put_queue_config("kafka", name, '{"bootstrapServers": "x:1"}')
    assert await events.get_queue_config("kafka", name) == {"bootstrapServers": "x:1"}
    assert (await events.get_all_queue_configs())[name] == "kafka"
    assert not (await events.test_connectivity({"sink": f"kafka:{name}"})).successful
    assert (await events.test_connectivity({"sink": "conductor:a:b"})).successful
    await events.delete_queue_config("kafka", name)
    with pytest.raises(NotFoundError, match=name):
        await events.get_queue_config("kafka", name)
