# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define

from .. import models
from ..models.human_trigger_type import HumanTriggerType
from ..types import read_enum, read_model, write_value

if TYPE_CHECKING:
    from ..models.start_workflow_request import StartWorkflowRequest


@define(kw_only=True)
class HumanTaskTrigger:
    """HumanTaskTrigger as the server reads and writes it."""

    start_workflow_request: StartWorkflowRequest | None = None
    trigger_type: HumanTriggerType | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.start_workflow_request is not None:
            result["startWorkflowRequest"] = write_value(self.start_workflow_request)
        if self.trigger_type is not None:
            result["triggerType"] = write_value(self.trigger_type)
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            start_workflow_request=read_model(models.StartWorkflowRequest, pop("startWorkflowRequest", None)),
            trigger_type=read_enum(HumanTriggerType, pop("triggerType", None)),
            additional_properties=rest,
        )
