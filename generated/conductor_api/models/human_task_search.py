# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define

from .. import models
from ..models.human_search_type import HumanSearchType
from ..models.human_task_state import HumanTaskState
from ..types import read_enum, read_list, read_models, write_value

if TYPE_CHECKING:
    from ..models.human_task_user import HumanTaskUser


@define(kw_only=True)
class HumanTaskSearch:
    """HumanTaskSearch as the server reads and writes it."""

    assignees: list[HumanTaskUser] | None = None
    claimants: list[HumanTaskUser] | None = None
    definition_names: list[str] | None = None
    display_names: list[str] | None = None
    full_text_query: str | None = None
    search_type: HumanSearchType | None = None
    size: int | None = None
    start: int | None = None
    states: list[HumanTaskState] | None = None
    task_input_query: str | None = None
    task_output_query: str | None = None
    task_ref_names: list[str] | None = None
    update_end_time: int | None = None
    update_start_time: int | None = None
    workflow_ids: list[str] | None = None
    workflow_names: list[str] | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.assignees is not None:
            result["assignees"] = write_value(self.assignees)
        if self.claimants is not None:
            result["claimants"] = write_value(self.claimants)
        if self.definition_names is not None:
            result["definitionNames"] = self.definition_names
        if self.display_names is not None:
            result["displayNames"] = self.display_names
        if self.full_text_query is not None:
            result["fullTextQuery"] = self.full_text_query
        if self.search_type is not None:
            result["searchType"] = write_value(self.search_type)
        if self.size is not None:
            result["size"] = self.size
        if self.start is not None:
            result["start"] = self.start
        if self.states is not None:
            result["states"] = write_value(self.states)
        if self.task_input_query is not None:
            result["taskInputQuery"] = self.task_input_query
        if self.task_output_query is not None:
            result["taskOutputQuery"] = self.task_output_query
        if self.task_ref_names is not None:
            result["taskRefNames"] = self.task_ref_names
        if self.update_end_time is not None:
            result["updateEndTime"] = self.update_end_time
        if self.update_start_time is not None:
            result["updateStartTime"] = self.update_start_time
        if self.workflow_ids is not None:
            result["workflowIds"] = self.workflow_ids
        if self.workflow_names is not None:
            result["workflowNames"] = self.workflow_names
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            assignees=read_models(models.HumanTaskUser, pop("assignees", None)),
            claimants=read_models(models.HumanTaskUser, pop("claimants", None)),
            definition_names=pop("definitionNames", None),
            display_names=pop("displayNames", None),
            full_text_query=pop("fullTextQuery", None),
            search_type=read_enum(HumanSearchType, pop("searchType", None)),
            size=pop("size", None),
            start=pop("start", None),
            states=read_list(lambda item: read_enum(HumanTaskState, item), pop("states", None)),
            task_input_query=pop("taskInputQuery", None),
            task_output_query=pop("taskOutputQuery", None),
            task_ref_names=pop("taskRefNames", None),
            update_end_time=pop("updateEndTime", None),
            update_start_time=pop("updateStartTime", None),
            workflow_ids=pop("workflowIds", None),
            workflow_names=pop("workflowNames", None),
            additional_properties=rest,
        )
