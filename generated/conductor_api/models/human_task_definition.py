# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define

from .. import models
from ..models.assignment_completion_strategy import AssignmentCompletionStrategy
from ..types import read_enum, read_model, read_models, write_value

if TYPE_CHECKING:
    from ..models.human_task_assignment import HumanTaskAssignment
    from ..models.human_task_template import HumanTaskTemplate
    from ..models.human_task_trigger import HumanTaskTrigger
    from ..models.user_form_template import UserFormTemplate


@define(kw_only=True)
class HumanTaskDefinition:
    """HumanTaskDefinition as the server reads and writes it."""

    assignment_completion_strategy: AssignmentCompletionStrategy | None = None
    assignments: list[HumanTaskAssignment] | None = None
    display_name: str | None = None
    full_template: HumanTaskTemplate | None = None
    task_triggers: list[HumanTaskTrigger] | None = None
    user_form_template: UserFormTemplate | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.assignment_completion_strategy is not None:
            result["assignmentCompletionStrategy"] = write_value(self.assignment_completion_strategy)
        if self.assignments is not None:
            result["assignments"] = write_value(self.assignments)
        if self.display_name is not None:
            result["displayName"] = self.display_name
        if self.full_template is not None:
            result["fullTemplate"] = write_value(self.full_template)
        if self.task_triggers is not None:
            result["taskTriggers"] = write_value(self.task_triggers)
        if self.user_form_template is not None:
            result["userFormTemplate"] = write_value(self.user_form_template)
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            assignment_completion_strategy=read_enum(
                AssignmentCompletionStrategy, pop("assignmentCompletionStrategy", None)
            ),
            assignments=read_models(models.HumanTaskAssignment, pop("assignments", None)),
            display_name=pop("displayName", None),
            full_template=read_model(models.HumanTaskTemplate, pop("fullTemplate", None)),
            task_triggers=read_models(models.HumanTaskTrigger, pop("taskTriggers", None)),
            user_form_template=read_model(models.UserFormTemplate, pop("userFormTemplate", None)),
            additional_properties=rest,
        )
