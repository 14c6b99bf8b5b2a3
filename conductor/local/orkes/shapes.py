"""The shapes of the bodies that only Orkes takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from conductor.local.engine.schema import (
    Reader,
    Record,
    boolean,
    free_map,
    integer,
    list_of,
    map_of,
    one_of,
    plain_long,
    text,
)
from conductor.local.engine.shapes import SCHEMA_DEF, TASK_RESULT

_TEXTS = list_of(text, "java.lang.String")


def _shape(java_type: str, defaults: Mapping[str, Any] | None = None, /, **fields: Reader) -> Record:
    return Record(java_type, fields, defaults or {})


def _each(reader: Reader, *names: str) -> dict[str, Reader]:
    return dict.fromkeys(names, reader)


def _many(shape: Record) -> Reader:
    return list_of(shape, shape.java_type)


TAG = _shape("Tag", key=text, type=text, value=text)
TAGS = _many(TAG)

TOKEN_REQUEST = _shape("GenerateTokenRequest", keyId=text, keySecret=text, expiration=plain_long)
APPLICATION = _shape("CreateOrUpdateApplicationRequest", name=text)

_ROLE = one_of("UserRole", "ADMIN", "USER", "WORKER", "METADATA_MANAGER", "WORKFLOW_MANAGER")
_ACCESS = list_of(one_of("Access", "CREATE", "READ", "EXECUTE", "UPDATE", "DELETE"), "Access")
USER = _shape("UpsertUserRequest", {"roles": [], "groups": []}, name=text, roles=list_of(_ROLE), groups=_TEXTS)
GROUP = _shape(
    "UpsertGroupRequest",
    {"roles": [], "defaultAccess": {}},
    description=text,
    roles=list_of(_ROLE),
    defaultAccess=map_of(_ACCESS, "Access"),
)
_SUBJECT = _shape("SubjectRef", {"type": "USER"}, id=text, type=one_of("SubjectRef$Type", "USER", "ROLE", "GROUP"))
_TARGET = _shape("TargetRef", id=text, type=text)
AUTHORIZATION = _shape("AuthorizationRequest", subject=_SUBJECT, target=_TARGET, access=_ACCESS)

_USER_TYPE = one_of("UserType", "EXTERNAL_USER", "EXTERNAL_GROUP", "CONDUCTOR_USER", "CONDUCTOR_GROUP")
_PERSON = _shape("HumanTaskUser", user=text, userType=_USER_TYPE)
_PEOPLE = _many(_PERSON)
ASSIGNMENTS = _many(_shape("HumanTaskAssignment", assignee=_PERSON, slaMinutes=plain_long))
HUMAN_STATES = ("PENDING", "ASSIGNED", "IN_PROGRESS", "COMPLETED", "TIMED_OUT", "DELETED")
HUMAN_SEARCH = _shape(
    "HumanTaskSearch",
    {"start": 0, "size": 15},
    searchType=one_of("SearchType", "ADMIN", "INBOX"),
    states=list_of(one_of("State", *HUMAN_STATES), "State"),
    assignees=_PEOPLE,
    claimants=_PEOPLE,
    start=integer,
    size=integer,
    updateStartTime=plain_long,
    updateEndTime=plain_long,
    **_each(_TEXTS, "definitionNames", "displayNames", "taskRefNames", "workflowIds", "workflowNames"),
    **_each(text, "fullTextQuery", "taskInputQuery", "taskOutputQuery"),
)
FORM = _shape("HumanTaskTemplate", name=text, version=integer, jsonSchema=free_map, templateUI=free_map)
FORMS = _many(FORM)
SCHEMAS = _many(SCHEMA_DEF)

METHOD = _shape(
    "ServiceMethod",
    id=plain_long,
    exampleInput=free_map,
    requestParams=list_of(free_map, "RequestParam"),
    **_each(text, "operationName", "methodName", "methodType", "inputType", "outputType"),
)
SERVICE = _shape(
    "ServiceRegistry",
    {"circuitBreakerEnabled": False},
    name=text,
    type=one_of("ServiceType", "HTTP", "gRPC", "MCP_REMOTE"),
    serviceURI=text,
    circuitBreakerEnabled=boolean,
    methods=_many(METHOD),
    requestParams=list_of(free_map, "RequestParam"),
    config=free_map,
)

PROMPTS = _many(
    _shape("MessageTemplate", name=text, version=integer, description=text, template=text, integrations=_TEXTS)
)
PROMPT_TEST = _shape("PromptTemplateTestRequest", prompt=text, promptVariables=free_map, llmProvider=text, model=text)

_CATEGORY = one_of("Category", "API", "AI_MODEL", "VECTOR_DB", "RELATIONAL_DB", "MESSAGE_BROKER", "GIT", "EMAIL", "MCP")
_PROVIDER: dict[str, Reader] = {
    "category": _CATEGORY,
    "type": text,
    "description": text,
    "enabled": boolean,
    "configuration": free_map,
}
_API: dict[str, Reader] = {"description": text, "enabled": boolean, "configuration": free_map}
PROVIDER = _shape("IntegrationUpdate", {"enabled": True}, **_PROVIDER)
API = _shape("IntegrationApiUpdate", {"enabled": True}, **_API)
INTEGRATIONS = _many(
    _shape(
        "Integration",
        {"enabled": True},
        name=text,
        apis=_many(_shape("IntegrationApi", {"enabled": True}, api=text, **_API)),
        **_PROVIDER,
    )
)

CONNECTIVITY = _shape("ConnectivityTestInput", sink=text, input=free_map)
CORRELATION = _shape("CorrelationIdsSearchRequest", workflowNames=_TEXTS, correlationIds=_TEXTS)
STATE_UPDATE = _shape(
    "WorkflowStateUpdate", {"variables": {}}, taskReferenceName=text, taskResult=TASK_RESULT, variables=free_map
)
