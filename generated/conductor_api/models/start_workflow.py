# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self

from attrs import Factory, define


@define(kw_only=True)
class StartWorkflow:
    """StartWorkflow as the server reads and writes it."""

    correlation_id: str | None = None
    input: dict[str, Any] | None = None
    name: str | None = None
    task_to_domain: dict[str, str] | None = None
    version: int | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.correlation_id is not None:
            result["correlationId"] = self.correlation_id
        if self.input is not None:
            result["input"] = self.input
        if self.name is not None:
            result["name"] = self.name
        if self.task_to_domain is not None:
            result["taskToDomain"] = self.task_to_domain
        if self.version is not None:
            result["version"] = self.version
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            correlation_id=pop("correlationId", None),
            input=pop("input", None),
            name=pop("name", None),
            task_to_domain=pop("taskToDomain", None),
            version=pop("version", None),
            additional_properties=rest,
        )
