# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import Factory, define

from ..types import read_default


@define(kw_only=True)
class CorrelationIdsSearchRequest:
    """CorrelationIdsSearchRequest as the server reads and writes it."""

    correlation_ids: list[str]
    workflow_names: list[str]
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.correlation_ids is not None:
            result["correlationIds"] = self.correlation_ids
        if self.workflow_names is not None:
            result["workflowNames"] = self.workflow_names
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            correlation_ids=read_default([], pop("correlationIds", None)),
            workflow_names=read_default([], pop("workflowNames", None)),
            additional_properties=rest,
        )
