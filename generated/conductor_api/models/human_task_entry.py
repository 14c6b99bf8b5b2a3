# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define

from .. import models
from ..models.human_task_state import HumanTaskState
from ..types import read_enum, read_model, write_value

if TYPE_CHECKING:
    from ..models.human_task_definition import HumanTaskDefinition
    from ..models.human_task_user import HumanTaskUser


@define(kw_only=True)
class HumanTaskEntry:
    """HumanTaskEntry as the server reads and writes it."""

    assignee: HumanTaskUser | None = None
    claimant: HumanTaskUser | None = None
    created_by: str | None = None
    created_on: int | None = None
    definition_name: str | None = None
    display_name: str | None = None
    human_task_def: HumanTaskDefinition | None = None
    input: dict[str, Any] | None = None
    output: dict[str, Any] | None = None
    owner_app: str | None = None
    state: HumanTaskState | None = None
    task_id: str | None = None
    task_ref_name: str | None = None
    updated_by: str | None = None
    updated_on: int | None = None
    workflow_id: str | None = None
    workflow_name: str | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.assignee is not None:
            result["assignee"] = write_value(self.assignee)
        if self.claimant is not None:
            result["claimant"] = write_value(self.claimant)
        if self.created_by is not None:
            result["createdBy"] = self.created_by
        if self.created_on is not None:
            result["createdOn"] = self.created_on
        if self.definition_name is not None:
            result["definitionName"] = self.definition_name
        if self.display_name is not None:
            result["displayName"] = self.display_name
        if self.human_task_def is not None:
            result["humanTaskDef"] = write_value(self.human_task_def)
        if self.input is not None:
            result["input"] = self.input
        if self.output is not None:
            result["output"] = self.output
        if self.owner_app is not None:
            result["ownerApp"] = self.owner_app
        if self.state is not None:
            result["state"] = write_value(self.state)
        if self.task_id is not None:
            result["taskId"] = self.task_id
        if self.task_ref_name is not None:
            result["taskRefName"] = self.task_ref_name
        if self.updated_by is not None:
            result["updatedBy"] = self.updated_by
        if self.updated_on is not None:
            result["updatedOn"] = self.updated_on
        if self.workflow_id is not None:
            result["workflowId"] = self.workflow_id
        if self.workflow_name is not None:
            result["workflowName"] = self.workflow_name
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            assignee=read_model(models.HumanTaskUser, pop("assignee", None)),
            claimant=read_model(models.HumanTaskUser, pop("claimant", None)),
            created_by=pop("createdBy", None),
            created_on=pop("createdOn", None),
            definition_name=pop("definitionName", None),
            display_name=pop("displayName", None),
            human_task_def=read_model(models.HumanTaskDefinition, pop("humanTaskDef", None)),
            input=pop("input", None),
            output=pop("output", None),
            owner_app=pop("ownerApp", None),
            state=read_enum(HumanTaskState, pop("state", None)),
            task_id=pop("taskId", None),
            task_ref_name=pop("taskRefName", None),
            updated_by=pop("updatedBy", None),
            updated_on=pop("updatedOn", None),
            workflow_id=pop("workflowId", None),
            workflow_name=pop("workflowName", None),
            additional_properties=rest,
        )
