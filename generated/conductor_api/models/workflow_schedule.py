# Generated from openapi/openapi.json by `make regen`; do not edit.
from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import Factory, define

from .. import models
from ..types import read_model, read_models, read_moment, write_value

if TYPE_CHECKING:
    from ..models.cron_schedule import CronSchedule
    from ..models.start_workflow_request import StartWorkflowRequest
    from ..models.tag import Tag


@define(kw_only=True)
class WorkflowSchedule:
    """WorkflowSchedule as the server reads and writes it."""

    name: str
    create_time: int | None = None
    created_by: str | None = None
    cron_expression: str | None = None
    cron_schedules: list[CronSchedule] | None = None
    description: str | None = None
    next_run_time: int | None = None
    paused: bool | None = None
    paused_reason: str | None = None
    run_catchup_schedule_instances: bool | None = None
    schedule_end_time: int | None = None
    schedule_start_time: int | None = None
    start_workflow_request: StartWorkflowRequest | None = None
    tags: list[Tag] | None = None
    updated_by: str | None = None
    updated_time: int | None = None
    zone_id: str | None = None
    additional_properties: dict[str, Any] = Factory(dict)
    """What the server sent beyond the fields above; written back as it is."""

    @property
    def created_at(self) -> datetime.datetime | None:
        """``create_time`` as a datetime in UTC; None when it has not come yet."""
        return read_moment(self.create_time)

    @property
    def next_run_at(self) -> datetime.datetime | None:
        """``next_run_time`` as a datetime in UTC; None when it has not come yet."""
        return read_moment(self.next_run_time)

    @property
    def updated_at(self) -> datetime.datetime | None:
        """``updated_time`` as a datetime in UTC; None when it has not come yet."""
        return read_moment(self.updated_time)

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON object under the names of the wire; fields that are None are left out."""
        result: dict[str, Any] = dict(self.additional_properties)
        if self.name is not None:
            result["name"] = self.name
        if self.create_time is not None:
            result["createTime"] = self.create_time
        if self.created_by is not None:
            result["createdBy"] = self.created_by
        if self.cron_expression is not None:
            result["cronExpression"] = self.cron_expression
        if self.cron_schedules is not None:
            result["cronSchedules"] = write_value(self.cron_schedules)
        if self.description is not None:
            result["description"] = self.description
        if self.next_run_time is not None:
            result["nextRunTime"] = self.next_run_time
        if self.paused is not None:
            result["paused"] = self.paused
        if self.paused_reason is not None:
            result["pausedReason"] = self.paused_reason
        if self.run_catchup_schedule_instances is not None:
            result["runCatchupScheduleInstances"] = self.run_catchup_schedule_instances
        if self.schedule_end_time is not None:
            result["scheduleEndTime"] = self.schedule_end_time
        if self.schedule_start_time is not None:
            result["scheduleStartTime"] = self.schedule_start_time
        if self.start_workflow_request is not None:
            result["startWorkflowRequest"] = write_value(self.start_workflow_request)
        if self.tags is not None:
            result["tags"] = write_value(self.tags)
        if self.updated_by is not None:
            result["updatedBy"] = self.updated_by
        if self.updated_time is not None:
            result["updatedTime"] = self.updated_time
        if self.zone_id is not None:
            result["zoneId"] = self.zone_id
        return result

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a JSON object; nulls, unknown values and missing fields are taken as they come."""
        rest = dict(source)
        pop: Callable[..., Any] = rest.pop
        return cls(
            name=pop("name", None),
            create_time=pop("createTime", None),
            created_by=pop("createdBy", None),
            cron_expression=pop("cronExpression", None),
            cron_schedules=read_models(models.CronSchedule, pop("cronSchedules", None)),
            description=pop("description", None),
            next_run_time=pop("nextRunTime", None),
            paused=pop("paused", None),
            paused_reason=pop("pausedReason", None),
            run_catchup_schedule_instances=pop("runCatchupScheduleInstances", None),
            schedule_end_time=pop("scheduleEndTime", None),
            schedule_start_time=pop("scheduleStartTime", None),
            start_workflow_request=read_model(models.StartWorkflowRequest, pop("startWorkflowRequest", None)),
            tags=read_models(models.Tag, pop("tags", None)),
            updated_by=pop("updatedBy", None),
            updated_time=pop("updatedTime", None),
            zone_id=pop("zoneId", None),
            additional_properties=rest,
        )
