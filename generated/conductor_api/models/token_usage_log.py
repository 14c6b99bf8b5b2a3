# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import Factory, define


@define(kw_only=True)
class TokenUsageLog:
    """TokenUsageLog as the server reads and writes it."""

    api: str | None = None
    completion_tokens: int | None = None
    integration_name: str | None = None
    period_start: int | None = None
    prompt_tokens: int | None = None
    total_tokens: int | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.api is not None:
            result["api"] = self.api
        if self.completion_tokens is not None:
            result["completionTokens"] = self.completion_tokens
        if self.integration_name is not None:
            result["integrationName"] = self.integration_name
        if self.period_start is not None:
            result["periodStart"] = self.period_start
        if self.prompt_tokens is not None:
            result["promptTokens"] = self.prompt_tokens
        if self.total_tokens is not None:
            result["totalTokens"] = self.total_tokens
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            api=pop("api", None),
            completion_tokens=pop("completionTokens", None),
            integration_name=pop("integrationName", None),
            period_start=pop("periodStart", None),
            prompt_tokens=pop("promptTokens", None),
            total_tokens=pop("totalTokens", None),
            additional_properties=rest,
        )
