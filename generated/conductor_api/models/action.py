# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define

from .. import models
from ..models.event_action import EventAction
from ..types import read_enum, read_model, write_value

if TYPE_CHECKING:
    from ..models.start_agent import StartAgent
    from ..models.start_workflow import StartWorkflow
    from ..models.task_details import TaskDetails
    from ..models.terminate_workflow import TerminateWorkflow
    from ..models.update_workflow_variables import UpdateWorkflowVariables


@define(kw_only=True)
class Action:
    """Action as the server reads and writes it."""

    action: EventAction | None = None
    complete_task: TaskDetails | None = None
    expand_inline_json: bool | None = None
    fail_task: TaskDetails | None = None
    start_agent: StartAgent | None = None
    start_workflow: StartWorkflow | None = None
    terminate_workflow: TerminateWorkflow | None = None
    update_workflow_variables: UpdateWorkflowVariables | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.action is not None:
            result["action"] = write_value(self.action)
        if self.complete_task is not None:
            result["complete_task"] = write_value(self.complete_task)
        if self.expand_inline_json is not None:
            result["expandInlineJSON"] = self.expand_inline_json
        if self.fail_task is not None:
            result["fail_task"] = write_value(self.fail_task)
        if self.start_agent is not None:
            result["start_agent"] = write_value(self.start_agent)
        if self.start_workflow is not None:
            result["start_workflow"] = write_value(self.start_workflow)
        if self.terminate_workflow is not None:
            result["terminate_workflow"] = write_value(self.terminate_workflow)
        if self.update_workflow_variables is not None:
            result["update_workflow_variables"] = write_value(self.update_workflow_variables)
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            action=read_enum(EventAction, pop("action", None)),
            complete_task=read_model(models.TaskDetails, pop("complete_task", None)),
            expand_inline_json=pop("expandInlineJSON", None),
            fail_task=read_model(models.TaskDetails, pop("fail_task", None)),
            start_agent=read_model(models.StartAgent, pop("start_agent", None)),
            start_workflow=read_model(models.StartWorkflow, pop("start_workflow", None)),
            terminate_workflow=read_model(models.TerminateWorkflow, pop("terminate_workflow", None)),
            update_workflow_variables=read_model(
                models.UpdateWorkflowVariables, pop("update_workflow_variables", None)
            ),
            additional_properties=rest,
        )
