"""What only Orkes has: each method makes the request that the document describes and reads its answer."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from conductor import (
    AccessKey,
    AsyncOrkesClients,
    ConfigurationError,
    HumanTaskEntry,
    HumanTaskTemplate,
    NotSupportedByServer,
    ServiceRegistry,
    Tag,
    UnreadableAnswerError,
    Workflow,
    WorkflowRun,
    WorkflowSchedule,
    async_orkes_conductor_client,
)
from conductor_api import models
from tests.support.orkes import OPENAPI, OrkesTransport

ORKES_OPERATIONS = Path(__file__).parents[1] / "data" / "orkes_operations.txt"

TAG = {"key": "team", "value": "core"}
SUBJECT, TARGET = {"type": "USER", "id": "u"}, {"type": "WORKFLOW_DEF", "id": "w"}
PROVIDER = {"category": "AI_MODEL", "type": "openai", "description": "d", "enabled": True, "configuration": {"k": "v"}}
TEMPLATE = {"name": "t", "version": 1, "jsonSchema": {}, "templateUI": {}}
SCHEMA = {"name": "s", "version": 1, "type": "JSON", "data": {"type": "object"}}

Row = tuple[str, Callable[[AsyncOrkesClients], Awaitable[Any]], type | tuple[type, type] | None]


def executor_rows() -> list[Row]:
    return [
        ("update_workflow_variables", lambda c: c.get_workflow_client().update_variables("w", {"a": 1}), Workflow),
        (
            "update_workflow_state",
            lambda c: c.get_workflow_client().update_state("w", {"variables": {"a": 1}}),
            WorkflowRun,
        ),
    ]


def metadata_rows() -> list[Row]:
    return [
        ("add_workflow_tag", lambda c: c.get_metadata_client().add_workflow_tag("w", TAG), None),
        ("get_workflow_tags", lambda c: c.get_metadata_client().get_workflow_tags("w"), (list, Tag)),
        ("set_workflow_tags", lambda c: c.get_metadata_client().set_workflow_tags("w", [TAG]), None),
        ("delete_workflow_tag", lambda c: c.get_metadata_client().delete_workflow_tag("w", TAG), None),
        ("add_task_tag", lambda c: c.get_metadata_client().add_task_tag("t", TAG), None),
        ("get_task_tags", lambda c: c.get_metadata_client().get_task_tags("t"), (list, Tag)),
        ("set_task_tags", lambda c: c.get_metadata_client().set_task_tags("t", [TAG]), None),
        ("delete_task_tag", lambda c: c.get_metadata_client().delete_task_tag("t", TAG), None),
    ]


def tag_rows() -> list[Row]:
    return [
        ("get_schedule_tags", lambda c: c.get_scheduler_client().get_scheduler_tags("s"), (list, Tag)),
        ("set_schedule_tags", lambda c: c.get_scheduler_client().set_scheduler_tags("s", [TAG]), None),
        ("delete_schedule_tags", lambda c: c.get_scheduler_client().delete_scheduler_tags("s", [TAG]), None),
        ("get_secret_tags", lambda c: c.get_secret_client().get_secret_tags("k"), (list, Tag)),
        ("set_secret_tags", lambda c: c.get_secret_client().set_secret_tags("k", [TAG]), None),
        ("delete_secret_tags", lambda c: c.get_secret_client().delete_secret_tags("k", [TAG]), None),
        ("get_prompt_tags", lambda c: c.get_prompt_client().get_tags_for_prompt("p"), (list, Tag)),
        ("set_prompt_tags", lambda c: c.get_prompt_client().set_tags_for_prompt("p", [TAG]), None),
        ("delete_prompt_tags", lambda c: c.get_prompt_client().delete_tags_for_prompt("p", [TAG]), None),
        ("get_event_handler_tags", lambda c: c.get_event_client().get_tags_for_event_handler("e"), (list, Tag)),
        ("set_event_handler_tags", lambda c: c.get_event_client().put_tags_for_event_handler("e", [TAG]), None),
        ("delete_event_handler_tags", lambda c: c.get_event_client().delete_tags_for_event_handler("e", [TAG]), None),
        ("get_application_tags", lambda c: c.get_application_client().get_application_tags("a"), (list, Tag)),
        ("set_application_tags", lambda c: c.get_application_client().set_application_tags("a", [TAG]), None),
        ("delete_application_tags", lambda c: c.get_application_client().delete_application_tags("a", [TAG]), None),
        ("get_integration_provider_tags", lambda c: c.get_integration_client().get_provider_tags("p"), (list, Tag)),
        ("set_integration_provider_tags", lambda c: c.get_integration_client().set_provider_tags("p", [TAG]), None),
        (
            "delete_integration_provider_tags",
            lambda c: c.get_integration_client().delete_provider_tags("p", [TAG]),
            None,
        ),
        ("get_integration_api_tags", lambda c: c.get_integration_client().get_integration_tags("p", "m"), (list, Tag)),
        ("set_integration_api_tags", lambda c: c.get_integration_client().set_integration_tags("p", "m", [TAG]), None),
        (
            "delete_integration_api_tags",
            lambda c: c.get_integration_client().delete_integration_tags("p", "m", [TAG]),
            None,
        ),
    ]


def scheduler_rows() -> list[Row]:
    """Conductor OSS has these, too; but there they would stop the schedules of other tests."""
    schedule = WorkflowSchedule(name="s", cron_expression="0 0 9 * * ?")
    return [
        ("pause_all_schedules", lambda c: c.get_scheduler_client().pause_all_schedules(), None),
        ("resume_all_schedules", lambda c: c.get_scheduler_client().resume_all_schedules(), None),
        (
            "requeue_all_schedule_executions",
            lambda c: c.get_scheduler_client().requeue_all_execution_records(),
            None,
        ),
        ("save_schedule", lambda c: c.get_scheduler_client().save_schedule(schedule), None),
    ]


def event_rows() -> list[Row]:
    stats = models.SearchResultHandledEventResponse
    return [
        ("get_event_handler", lambda c: c.get_event_client().get_event_handler_by_name("e"), models.EventHandler),
        ("handle_incoming_event", lambda c: c.get_event_client().handle_incoming_event({"a": 1}), None),
        ("get_event_queue_names", lambda c: c.get_event_client().get_all_queue_configs(), dict),
        ("get_event_queue_config", lambda c: c.get_event_client().get_queue_config("kafka", "q"), dict),
        ("save_event_queue_config", lambda c: c.get_event_client().put_queue_config("kafka", "q", "a=1"), None),
        ("delete_event_queue_config", lambda c: c.get_event_client().delete_queue_config("kafka", "q"), None),
        (
            "test_event_queue_connectivity",
            lambda c: c.get_event_client().test_connectivity({"sink": "kafka:q"}),
            models.ConnectivityTestResult,
        ),
        (
            "get_event_executions",
            lambda c: c.get_event_client().get_event_executions("e", 5),
            (list, models.ExtendedEventExecution),
        ),
        ("get_event_message_counts", lambda c: c.get_event_client().get_event_handlers_with_stats(5), stats),
        ("get_event_messages", lambda c: c.get_event_client().get_event_messages("e", 5), (list, models.EventMessage)),
    ]


def human_rows() -> list[Row]:
    return [
        ("search_human_tasks", lambda c: c.get_human_client().search({"states": ["PENDING"]}), (list, HumanTaskEntry)),
        ("search_human_tasks", lambda c: c.get_human_client().search_page({}), models.HumanTaskSearchResult),
        ("search_human_tasks", lambda c: c.get_human_client().poll_search({}), (list, HumanTaskEntry)),
        ("get_human_task", lambda c: c.get_human_client().get_task_by_id("t"), HumanTaskEntry),
        (
            "assign_and_claim_human_task",
            lambda c: c.get_human_client().claim_task_as_external_user("t", "joe@x.y"),
            HumanTaskEntry,
        ),
        ("claim_human_task", lambda c: c.get_human_client().claim_task_as_conductor_user("t"), HumanTaskEntry),
        ("release_human_task", lambda c: c.get_human_client().release_task("t"), None),
        ("update_human_task_output", lambda c: c.get_human_client().update_task_output("t", {"a": 1}), None),
        ("update_human_task_output", lambda c: c.get_human_client().complete_task("t"), None),
        ("skip_human_task", lambda c: c.get_human_client().skip_task("t", "late"), None),
        ("reassign_human_task", lambda c: c.get_human_client().reassign_task("t", [{"slaMinutes": 5}]), None),
        (
            "get_human_task_template",
            lambda c: c.get_human_client().get_template_by_name_version("t", 2),
            HumanTaskTemplate,
        ),
        ("save_human_task_template", lambda c: c.get_template_client().register_template(TEMPLATE), HumanTaskTemplate),
        ("get_human_task_template", lambda c: c.get_template_client().get_template("t", 1), HumanTaskTemplate),
        ("get_human_task_templates", lambda c: c.get_template_client().get_templates("t"), (list, HumanTaskTemplate)),
        ("delete_human_task_template", lambda c: c.get_template_client().delete_template("t"), None),
        ("delete_human_task_template_version", lambda c: c.get_template_client().delete_template("t", 2), None),
    ]


def registry_rows() -> list[Row]:
    transition = models.CircuitBreakerTransitionResponse
    service = {"name": "s", "type": "gRPC", "serviceURI": "x:1"}
    method = {"operationName": "o", "methodName": "m", "methodType": "GET", "inputType": "i", "outputType": "o"}
    return [
        (
            "get_services",
            lambda c: c.get_service_registry_client().get_registered_services(),
            (list, ServiceRegistry),
        ),
        ("get_service", lambda c: c.get_service_registry_client().get_service("s"), ServiceRegistry),
        ("save_service", lambda c: c.get_service_registry_client().add_or_update_service(service), None),
        ("delete_service", lambda c: c.get_service_registry_client().remove_service("s"), None),
        ("open_circuit_breaker", lambda c: c.get_service_registry_client().open_circuit_breaker("s"), transition),
        ("close_circuit_breaker", lambda c: c.get_service_registry_client().close_circuit_breaker("s"), transition),
        (
            "get_circuit_breaker_status",
            lambda c: c.get_service_registry_client().get_circuit_breaker_status("s"),
            transition,
        ),
        (
            "save_service_method",
            lambda c: c.get_service_registry_client().add_or_update_service_method("s", method),
            None,
        ),
        ("delete_service_method", lambda c: c.get_service_registry_client().remove_method("s", "s", "m", "GET"), None),
        ("get_proto", lambda c: c.get_service_registry_client().get_proto_data("s", "f.proto"), bytes),
        ("save_proto", lambda c: c.get_service_registry_client().set_proto_data("s", "f.proto", b"\x00\xff"), None),
        ("delete_proto", lambda c: c.get_service_registry_client().delete_proto("s", "f.proto"), None),
        (
            "get_protos",
            lambda c: c.get_service_registry_client().get_all_protos("s"),
            (list, models.ProtoRegistryEntry),
        ),
        (
            "discover_service_methods",
            lambda c: c.get_service_registry_client().discover("s", True),
            (list, models.ServiceMethod),
        ),
    ]


def secret_rows() -> list[Row]:
    return [
        ("put_secret", lambda c: c.get_secret_client().put_secret("k", "v"), None),
        ("get_secret", lambda c: c.get_secret_client().get_secret("k"), str),
        ("delete_secret", lambda c: c.get_secret_client().delete_secret("k"), None),
        ("secret_exists", lambda c: c.get_secret_client().secret_exists("k"), bool),
        ("get_secret_names", lambda c: c.get_secret_client().list_all_secret_names(), (list, str)),
        (
            "get_grantable_secret_names",
            lambda c: c.get_secret_client().list_secrets_that_user_can_grant_access_to(),
            (list, str),
        ),
        ("save_schemas", lambda c: c.get_schema_client().register_schema(SCHEMA, True), None),
        ("get_schema", lambda c: c.get_schema_client().get_schema("s"), models.SchemaDef),
        ("get_schema_version", lambda c: c.get_schema_client().get_schema("s", 2), models.SchemaDef),
        ("get_schemas", lambda c: c.get_schema_client().get_all_schemas(), (list, models.SchemaDef)),
        ("delete_schema", lambda c: c.get_schema_client().delete_schema("s"), None),
        ("delete_schema_version", lambda c: c.get_schema_client().delete_schema("s", 2), None),
    ]


def prompt_rows() -> list[Row]:
    template = models.MessageTemplate
    return [
        ("save_prompt", lambda c: c.get_prompt_client().save_prompt("p", "d", "Hi ${name}", models=["o:m"]), None),
        ("update_prompt", lambda c: c.get_prompt_client().update_prompt("p", "d", "Hi", version=2), None),
        ("get_prompt", lambda c: c.get_prompt_client().get_prompt("p"), template),
        ("get_prompts", lambda c: c.get_prompt_client().get_prompts(), (list, template)),
        ("delete_prompt", lambda c: c.get_prompt_client().delete_prompt("p"), None),
        ("delete_prompt_version", lambda c: c.get_prompt_client().delete_prompt("p", 2), None),
        ("test_prompt", lambda c: c.get_prompt_client().test_prompt({"prompt": "Hi", "model": "m"}), str),
    ]


def integration_rows() -> list[Row]:
    integration, api = models.Integration, models.IntegrationApi
    return [
        (
            "save_integration_provider",
            lambda c: c.get_integration_client().save_integration_provider("p", PROVIDER),
            None,
        ),
        (
            "get_integration_provider",
            lambda c: c.get_integration_client().get_integration_provider("p"),
            integration,
        ),
        (
            "get_integration_providers",
            lambda c: c.get_integration_client().get_integration_providers("AI_MODEL"),
            (list, integration),
        ),
        ("get_integrations", lambda c: c.get_integration_client().get_integrations(), (list, integration)),
        ("save_integrations", lambda c: c.get_integration_client().save_integrations([{"name": "p"}]), None),
        (
            "delete_integration_provider",
            lambda c: c.get_integration_client().delete_integration_provider("p"),
            None,
        ),
        (
            "save_integration_api",
            lambda c: c.get_integration_client().save_integration_api("p", "m", {"enabled": True}),
            None,
        ),
        ("get_integration_api", lambda c: c.get_integration_client().get_integration_api("p", "m"), api),
        ("get_integration_apis", lambda c: c.get_integration_client().get_integration_apis("p"), (list, api)),
        ("get_available_integration_apis", lambda c: c.get_integration_client().get_available_apis("p"), (list, str)),
        ("delete_integration_api", lambda c: c.get_integration_client().delete_integration_api("p", "m"), None),
        (
            "get_integration_defs",
            lambda c: c.get_integration_client().get_integration_defs(),
            (list, models.IntegrationDef),
        ),
        (
            "get_llm_token_usage",
            lambda c: c.get_integration_client().get_token_usage("p", "m"),
            (list, models.TokenUsageLog),
        ),
        (
            "associate_prompt_with_integration",
            lambda c: c.get_integration_client().associate_prompt_with_integration("p", "m", "t"),
            None,
        ),
        (
            "get_integration_prompts",
            lambda c: c.get_integration_client().get_prompts_with_integration("p", "m"),
            (list, models.MessageTemplate),
        ),
    ]


def application_rows() -> list[Row]:
    application = models.ExtendedConductorApplication
    return [
        ("get_applications", lambda c: c.get_application_client().get_all_applications(), (list, application)),
        ("create_application", lambda c: c.get_application_client().create_application("a"), application),
        ("get_application", lambda c: c.get_application_client().get_application("a"), application),
        ("update_application", lambda c: c.get_application_client().update_application("a", "b"), application),
        ("delete_application", lambda c: c.get_application_client().delete_application("a"), None),
        (
            "get_application_by_access_key",
            lambda c: c.get_application_client().get_app_by_access_key_id("k"),
            application,
        ),
        ("create_access_key", lambda c: c.get_application_client().create_access_key("a"), AccessKey),
        (
            "toggle_access_key_status",
            lambda c: c.get_application_client().toggle_access_key_status("a", "k"),
            AccessKey,
        ),
        ("delete_access_key", lambda c: c.get_application_client().delete_access_key("a", "k"), None),
        ("add_role_to_application", lambda c: c.get_application_client().add_application_role("a", "WORKER"), None),
        (
            "remove_role_from_application",
            lambda c: c.get_application_client().remove_application_role("a", "WORKER"),
            None,
        ),
    ]


def authorization_rows() -> list[Row]:
    user, group, granted = models.ConductorUser, models.Group, models.GrantedAccess
    return [
        ("save_user", lambda c: c.get_authorization_client().upsert_user("u", {"name": "U", "roles": ["USER"]}), user),
        ("get_user", lambda c: c.get_authorization_client().get_user("u"), user),
        ("get_users", lambda c: c.get_authorization_client().list_users(True), (list, user)),
        ("delete_user", lambda c: c.get_authorization_client().delete_user("u"), None),
        (
            "check_user_permissions",
            lambda c: c.get_authorization_client().check_permissions("u", "WORKFLOW_DEF", "w"),
            dict,
        ),
        (
            "get_user_permissions",
            lambda c: c.get_authorization_client().get_granted_permissions_for_user("u"),
            (list, granted),
        ),
        ("save_group", lambda c: c.get_authorization_client().upsert_group("g", {"description": "G"}), group),
        ("get_group", lambda c: c.get_authorization_client().get_group("g"), group),
        ("get_groups", lambda c: c.get_authorization_client().list_groups(), (list, group)),
        ("delete_group", lambda c: c.get_authorization_client().delete_group("g"), None),
        ("add_user_to_group", lambda c: c.get_authorization_client().add_user_to_group("g", "u"), None),
        ("add_users_to_group", lambda c: c.get_authorization_client().add_users_to_group("g", ["u"]), None),
        ("get_group_users", lambda c: c.get_authorization_client().get_users_in_group("g"), (list, user)),
        ("remove_user_from_group", lambda c: c.get_authorization_client().remove_user_from_group("g", "u"), None),
        ("remove_users_from_group", lambda c: c.get_authorization_client().remove_users_from_group("g", ["u"]), None),
        (
            "get_group_permissions",
            lambda c: c.get_authorization_client().get_granted_permissions_for_group("g"),
            (list, granted),
        ),
        ("get_permissions", lambda c: c.get_authorization_client().get_permissions("WORKFLOW_DEF", "w"), dict),
        (
            "grant_permissions",
            lambda c: c.get_authorization_client().grant_permissions(SUBJECT, TARGET, ["READ"]),
            None,
        ),
        (
            "remove_permissions",
            lambda c: c.get_authorization_client().remove_permissions(SUBJECT, TARGET, ["READ"]),
            None,
        ),
    ]


ROWS: list[Row] = [
    *executor_rows(),
    *metadata_rows(),
    *tag_rows(),
    *scheduler_rows(),
    *event_rows(),
    *human_rows(),
    *registry_rows(),
    *secret_rows(),
    *prompt_rows(),
    *integration_rows(),
    *application_rows(),
    *authorization_rows(),
]


def clients_on(transport: OrkesTransport) -> AsyncOrkesClients:
    return AsyncOrkesClients(async_orkes_conductor_client(server_url="http://server", fetch=transport))


@pytest.mark.parametrize(
    ("operation", "call", "kind"), ROWS, ids=[f"{number}-{row[0]}" for number, row in enumerate(ROWS)]
)
async def test_request_and_answer(
    operation: str, call: Callable[[AsyncOrkesClients], Awaitable[Any]], kind: type | tuple[type, type] | None
) -> None:
    """The request is the operation's own and valid; the answer comes as what the signature says."""
    transport = OrkesTransport()
    answer = await call(clients_on(transport))
    assert transport.asked == [operation]
    outer, inner = kind if isinstance(kind, tuple) else (kind or type(None), None)
    assert isinstance(answer, outer)
    assert inner is None or [type(item) for item in answer] == [inner]


ORKES_ONLY = {
    operation["operationId"]
    for path, operations in OPENAPI["paths"].items()
    for method, operation in operations.items()
    if f"{method.upper()} {path}" in ORKES_OPERATIONS.read_text("utf-8").splitlines()
}
ON_ORKES = [row for row in ROWS if row[0] in ORKES_ONLY]


@pytest.mark.parametrize(
    ("operation", "call", "_kind"), ON_ORKES, ids=[f"{number}-{row[0]}" for number, row in enumerate(ON_ORKES)]
)
async def test_on_oss_the_error_names_what_needs_orkes(
    operation: str, call: Callable[[AsyncOrkesClients], Awaitable[Any]], _kind: object
) -> None:
    """Whatever only Orkes has is named, with the edition that has it, where the server does not know its path."""
    transport = httpx.MockTransport(
        lambda request: httpx.Response(404, json={"message": f"No static resource {request.url.path[1:]}."})
    )
    clients = AsyncOrkesClients(async_orkes_conductor_client(server_url="http://server", fetch=transport))
    with pytest.raises(NotSupportedByServer, match=r"^[\w ]+ needs? Orkes; this server is Conductor OSS"):
        await call(clients)


async def test_access_keys_are_read_without_showing_secrets() -> None:
    """The secret of a new key can be read, but is in no repr; times are datetimes."""
    key = {"id": "k", "secret": "hush", "status": "ACTIVE", "createdAt": 1_700_000_000_000}
    transport = OrkesTransport({"create_access_key": key, "get_access_keys": [{"id": "k", "status": "INACTIVE"}]})
    applications = clients_on(transport).get_application_client()
    new, [listed] = await applications.create_access_key("a"), await applications.get_access_keys("a")
    assert (new.secret, new.created_at) == ("hush", datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC))
    assert "hush" not in repr(new)
    assert listed == AccessKey("k", None, "INACTIVE")


@pytest.mark.parametrize(
    ("operation", "answer", "call"),
    [
        ("get_access_keys", {"id": "k"}, lambda c: c.get_application_client().get_access_keys("a")),
        ("get_access_keys", None, lambda c: c.get_application_client().get_access_keys("a")),
        ("get_access_keys", [1], lambda c: c.get_application_client().get_access_keys("a")),
        ("create_access_key", ["k"], lambda c: c.get_application_client().create_access_key("a")),
        ("requeue_pending_tasks", {"count": 2}, lambda c: c.get_task_client().requeue_pending_tasks("t")),
        ("requeue_pending_tasks", "many", lambda c: c.get_task_client().requeue_pending_tasks("t")),
    ],
)
async def test_an_answer_of_another_shape_is_a_conductor_error(
    operation: str, answer: Any, call: Callable[[AsyncOrkesClients], Awaitable[Any]]
) -> None:
    """An answer that is not of the documented shape raises UnreadableAnswerError, not an error of Python."""
    with pytest.raises(UnreadableAnswerError, match="expected"):
        await call(clients_on(OrkesTransport({operation: answer})))


async def test_a_rate_limit_is_a_tag_that_is_replaced() -> None:
    """A new limit takes the place of the old one; without one there is None."""
    old = {"key": "w", "type": "RATE_LIMIT", "value": "3"}
    transport = OrkesTransport({"get_workflow_tags": [TAG, old]})
    metadata = clients_on(transport).get_metadata_client()
    assert await metadata.get_workflow_rate_limit("w") == 3
    await metadata.set_workflow_rate_limit("w", 5)
    assert transport.asked[1:] == ["get_workflow_tags", "delete_workflow_tag", "add_workflow_tag"]
    sent = [json.loads(request.content) for request in transport.requests[2:]]
    assert sent == [old, {"key": "w", "type": "RATE_LIMIT", "value": "5"}]
    transport.answers["get_workflow_tags"] = []
    assert await metadata.get_workflow_rate_limit("w") is None


async def test_a_circuit_breaker_at_the_top_is_moved_to_where_the_server_reads_it() -> None:
    """Both forms of a service send the same."""
    transport = OrkesTransport()
    registry = clients_on(transport).get_service_registry_client()
    service = {"name": "s", "type": "HTTP", "serviceURI": "http://x"}
    await registry.add_or_update_service({**service, "circuitBreakerConfig": {"slidingWindowSize": 5}})
    await registry.add_or_update_service({**service, "config": {"circuitBreakerConfig": {"slidingWindowSize": 5}}})
    first, second = (json.loads(request.content) for request in transport.requests)
    assert first == second == {**service, "config": {"circuitBreakerConfig": {"slidingWindowSize": 5}}}


@pytest.mark.parametrize("status", [405, 404])
async def test_schedules_are_paused_by_get_where_put_is_unknown(status: int) -> None:
    """Servers that know only GET are asked a second time; both pausing and resuming work there."""
    unknown = httpx.Response(status, json={"message": "No static resource api/x"})
    transport = OrkesTransport({"pause_schedule": unknown, "resume_schedule": unknown})
    scheduler = clients_on(transport).get_scheduler_client()
    await scheduler.pause_schedule("s", "holidays")
    await scheduler.resume_schedule("s")
    assert transport.asked == ["pause_schedule", "pause_schedule_by_get", "resume_schedule", "resume_schedule_by_get"]


async def test_polling_ends_with_the_first_result() -> None:
    """Human tasks are searched for again and again until some are found, with the pause asked for in between."""
    transport = OrkesTransport({"search_human_tasks": {"results": [], "totalHits": 0}})
    human = clients_on(transport).get_human_client()
    assert await human.poll_search({}, timedelta(0), max_poll_times=3) == []
    assert transport.asked == ["search_human_tasks"] * 3
    del transport.answers["search_human_tasks"]
    found = await human.poll_search({"states": ["PENDING"]}, poll_interval=0)
    assert (len(found), len(transport.asked)) == (1, 4)
    assert await human.poll_search({}, max_poll_times=0) == []


async def test_deprecated_calls_warn_and_work() -> None:
    """The old filter and the old template call say what to use instead, and still do what they did."""
    transport = OrkesTransport()
    human = clients_on(transport).get_human_client()
    with pytest.warns(DeprecationWarning, match="use search"):
        found = await human.get_tasks_by_filter(
            "ASSIGNED", "u", "EXTERNAL_USER", "CONDUCTOR_USER:joe", "ref", "iq", "oq"
        )
    with pytest.warns(DeprecationWarning, match="use get_template_by_name_version"):
        template = await human.get_template_by_id("t")
    assert ([type(task) for task in found], type(template)) == ([HumanTaskEntry], HumanTaskTemplate)
    sent = json.loads(transport.requests[0].content)
    assert sent["claimants"] == [{"userType": "CONDUCTOR_USER", "user": "joe"}]
    assert transport.requests[1].url.path == "/api/human/template/t/1"


async def test_a_claimant_without_its_type_is_refused() -> None:
    """The text has to say which kind of user it is; nothing is sent."""
    human = clients_on(OrkesTransport()).get_human_client()
    wanted = "format of <userType>:<user>"
    with pytest.warns(DeprecationWarning, match="use search"), pytest.raises(ConfigurationError, match=wanted):
        await human.get_tasks_by_filter("ASSIGNED", claimed_by="joe")


async def test_proto_files_come_from_where_they_are(tmp_path: Path) -> None:
    """Bytes, an open file and a path all send the same, byte by byte."""
    path = tmp_path / "f.proto"
    path.write_bytes(b"\x00\xffproto")
    transport = OrkesTransport()
    registry = clients_on(transport).get_service_registry_client()
    with path.open("rb") as file:
        for data in (path, file, b"\x00\xffproto"):
            await registry.set_proto_data("s", "f.proto", data)
    assert [request.content for request in transport.requests] == [b"\x00\xffproto"] * 3


async def test_each_client_is_made_on_the_same_connection() -> None:
    """The aggregate gives each client, and the connection itself."""
    clients = clients_on(OrkesTransport())
    makers = [getattr(clients, name) for name in dir(clients) if name.startswith("get_") and name != "get_client"]
    assert len(makers) == 14
    assert {make().client for make in makers} == {clients.get_client()}
