# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define

from .. import models
from ..types import read_default, read_models, write_value

if TYPE_CHECKING:
    from ..models.action import Action
    from ..models.tag import Tag


@define(kw_only=True)
class EventHandler:
    """EventHandler as the server reads and writes it."""

    actions: list[Action]
    event: str
    name: str
    active: bool | None = None
    condition: str | None = None
    created_by: str | None = None
    description: str | None = None
    evaluator_type: str | None = None
    org_id: str | None = None
    tags: list[Tag] | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.actions is not None:
            result["actions"] = write_value(self.actions)
        if self.event is not None:
            result["event"] = self.event
        if self.name is not None:
            result["name"] = self.name
        if self.active is not None:
            result["active"] = self.active
        if self.condition is not None:
            result["condition"] = self.condition
        if self.created_by is not None:
            result["createdBy"] = self.created_by
        if self.description is not None:
            result["description"] = self.description
        if self.evaluator_type is not None:
            result["evaluatorType"] = self.evaluator_type
        if self.org_id is not None:
            result["orgId"] = self.org_id
        if self.tags is not None:
            result["tags"] = write_value(self.tags)
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            actions=read_default([], read_models(models.Action, pop("actions", None))),
            event=pop("event", None),
            name=pop("name", None),
            active=pop("active", None),
            condition=pop("condition", None),
            created_by=pop("createdBy", None),
            description=pop("description", None),
            evaluator_type=pop("evaluatorType", None),
            org_id=pop("orgId", None),
            tags=read_models(models.Tag, pop("tags", None)),
            additional_properties=rest,
        )
