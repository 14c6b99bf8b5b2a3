# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define, field

from .. import models
from ..models.webhook_config_verifier import WebhookConfigVerifier
from ..types import read_enum, read_models, write_value

if TYPE_CHECKING:
    from ..models.tag import Tag
    from ..models.webhook_execution_history import WebhookExecutionHistory


@define(kw_only=True)
class WebhookConfig:
    """WebhookConfig as the server reads and writes it."""

    created_by: str | None = None
    evaluator_type: str | None = None
    expression: str | None = None
    header_key: str | None = None
    headers: dict[str, str] | None = None
    id: str | None = None
    name: str | None = None
    receiver_workflow_names_to_versions: dict[str, int] | None = None
    secret_key: str | None = field(default=None, repr=False)
    secret_value: str | None = field(default=None, repr=False)
    source_platform: str | None = None
    tags: list[Tag] | None = None
    url_verified: bool | None = None
    verifier: WebhookConfigVerifier | None = None
    webhook_execution_history: list[WebhookExecutionHistory] | None = None
    workflows_to_start: dict[str, Any] | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.created_by is not None:
            result["createdBy"] = self.created_by
        if self.evaluator_type is not None:
            result["evaluatorType"] = self.evaluator_type
        if self.expression is not None:
            result["expression"] = self.expression
        if self.header_key is not None:
            result["headerKey"] = self.header_key
        if self.headers is not None:
            result["headers"] = self.headers
        if self.id is not None:
            result["id"] = self.id
        if self.name is not None:
            result["name"] = self.name
        if self.receiver_workflow_names_to_versions is not None:
            result["receiverWorkflowNamesToVersions"] = self.receiver_workflow_names_to_versions
        if self.secret_key is not None:
            result["secretKey"] = self.secret_key
        if self.secret_value is not None:
            result["secretValue"] = self.secret_value
        if self.source_platform is not None:
            result["sourcePlatform"] = self.source_platform
        if self.tags is not None:
            result["tags"] = write_value(self.tags)
        if self.url_verified is not None:
            result["urlVerified"] = self.url_verified
        if self.verifier is not None:
            result["verifier"] = write_value(self.verifier)
        if self.webhook_execution_history is not None:
            result["webhookExecutionHistory"] = write_value(self.webhook_execution_history)
        if self.workflows_to_start is not None:
            result["workflowsToStart"] = self.workflows_to_start
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            created_by=pop("createdBy", None),
            evaluator_type=pop("evaluatorType", None),
            expression=pop("expression", None),
            header_key=pop("headerKey", None),
            headers=pop("headers", None),
            id=pop("id", None),
            name=pop("name", None),
            receiver_workflow_names_to_versions=pop("receiverWorkflowNamesToVersions", None),
            secret_key=pop("secretKey", None),
            secret_value=pop("secretValue", None),
            source_platform=pop("sourcePlatform", None),
            tags=read_models(models.Tag, pop("tags", None)),
            url_verified=pop("urlVerified", None),
            verifier=read_enum(WebhookConfigVerifier, pop("verifier", None)),
            webhook_execution_history=read_models(models.WebhookExecutionHistory, pop("webhookExecutionHistory", None)),
            workflows_to_start=pop("workflowsToStart", None),
            additional_properties=rest,
        )
