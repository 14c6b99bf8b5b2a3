# Async source: scripts/unasync.py derives conductor/_sync/scheduler_client.py from it, line by line.
"""Schedules: workflows that start by the clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from conductor._async._base import AsyncClientBase
from conductor._shared.definitions import refuse_slash
from conductor._shared.inputs import as_list, as_model, as_models
from conductor._shared.times import epoch_ms, with_epoch_ms
from conductor.errors import NotFoundError, NotSupportedByServer
from conductor_api.api import scheduler as scheduler_api
from conductor_api.models import Tag, WorkflowSchedule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from conductor_api.models import BulkResponse, SearchResultWorkflowScheduleExecutionModel


class AsyncSchedulerClient(AsyncClientBase):
    """Stores schedules, pauses them, and shows what they started."""

    async def save_schedule(self, param: WorkflowSchedule | Mapping[str, Any]) -> None:
        """Store a schedule under its name; one of the same name is replaced.

        Args:
            param: ``name``, ``cronExpression`` (six fields, seconds first) and ``startWorkflowRequest``. In a mapping
                ``scheduleStartTime`` and ``scheduleEndTime`` may be datetimes; as numbers they are milliseconds
                since 1970. Conductor OSS checks neither the expression nor that there is such a workflow.

        Raises:
            ConfigurationError: its name has a slash.
        """
        if isinstance(param, Mapping):
            param = with_epoch_ms(param, "scheduleStartTime", "scheduleEndTime")
        body = as_model(WorkflowSchedule, param, "param")
        refuse_slash(body.name, "param")
        await scheduler_api.save_schedule.asyncio(client=self.client.api, body=body)

    async def get_schedule(self, name: str) -> WorkflowSchedule:
        """Give a schedule.

        Raises:
            NotFoundError: there is none.
        """
        return await scheduler_api.get_schedule.asyncio(name, client=self.client.api)

    async def get_all_schedules(self, workflow_name: str | None = None) -> list[WorkflowSchedule]:
        """Give all schedules, or those of one workflow."""
        return await scheduler_api.get_schedules.asyncio(client=self.client.api, workflow_name=workflow_name)

    async def delete_schedule(self, name: str) -> None:
        """Remove a schedule; Conductor OSS does not mind when there is none."""
        await scheduler_api.delete_schedule.asyncio(name, client=self.client.api)

    async def pause_schedule(self, name: str, reason: str | None = None) -> None:
        """Start nothing by this schedule until it is resumed; ``reason`` stands in the schedule.

        Raises:
            NotFoundError: there is none.
        """
        try:
            await scheduler_api.pause_schedule.asyncio(name, client=self.client.api, reason=reason)
        except NotSupportedByServer:
            # Older servers of Orkes pause by GET, which has no reason.
            await scheduler_api.pause_schedule_by_get.asyncio(name, client=self.client.api)

    async def resume_schedule(self, name: str) -> None:
        """Resume a paused schedule; a schedule that is not paused stays as it is.

        Raises:
            NotFoundError: there is no schedule of that name.
        """
        try:
            await scheduler_api.resume_schedule.asyncio(name, client=self.client.api)
        except NotSupportedByServer:
            # Older Orkes servers resume with GET.
            await scheduler_api.resume_schedule_by_get.asyncio(name, client=self.client.api)
        except NotFoundError:
            # Conductor OSS 3.32.3 answers 404 for a schedule that is not paused, too (seen on the server).
            # Reading the schedule distinguishes the two cases: it raises when there is none.
            if (await self.get_schedule(name)).paused:
                raise

    async def pause_schedules(self, names: Iterable[str]) -> BulkResponse:
        """Pause several schedules; the answer says for each what came of it."""
        return await scheduler_api.pause_schedules.asyncio(client=self.client.api, body=as_list(names, "names"))

    async def resume_schedules(self, names: Iterable[str]) -> BulkResponse:
        """Resume several schedules; the answer says for each what came of it."""
        return await scheduler_api.resume_schedules.asyncio(client=self.client.api, body=as_list(names, "names"))

    async def search(
        self, start: int = 0, size: int = 100, sort: str = "", free_text: str = "*", query: str = ""
    ) -> SearchResultWorkflowScheduleExecutionModel:
        """Give a page of what the schedules started.

        Args:
            start: How many matches to leave out.
            size: Most rows to give.
            sort: Like ``startTime:DESC``.
            free_text: A text that the record contains; ``*`` for any.
            query: Sent as it is. Conductor OSS understands ``scheduleName IN (a,b)``; other forms match nothing there.
        """
        return await scheduler_api.search_schedule_executions.asyncio(
            client=self.client.api, start=start, size=size, sort=sort, free_text=free_text, query=query
        )

    async def get_next_few_schedules(
        self,
        cron_expression: str,
        schedule_start_time: datetime | int | None = None,
        schedule_end_time: datetime | int | None = None,
        limit: int = 3,
    ) -> list[int]:
        """Give the next times of a cron expression, in milliseconds since 1970.

        Args:
            cron_expression: Six fields, seconds first.
            schedule_start_time: None before it; milliseconds since 1970, when it is a number.
            schedule_end_time: None after it.
            limit: How many, up to 5; Conductor OSS always gives 5.

        Raises:
            ServerError: the expression is not valid (Conductor OSS answers 500).
        """
        return await scheduler_api.get_next_schedules.asyncio(
            client=self.client.api,
            cron_expression=cron_expression,
            schedule_start_time=epoch_ms(schedule_start_time, "schedule_start_time"),
            schedule_end_time=epoch_ms(schedule_end_time, "schedule_end_time"),
            limit=limit,
        )

    async def get_next_few_schedules_dt(
        self,
        cron_expression: str,
        schedule_start_time: datetime | int | None = None,
        schedule_end_time: datetime | int | None = None,
        limit: int = 3,
    ) -> list[datetime]:
        """As :meth:`get_next_few_schedules`, as datetimes in UTC."""
        times = await self.get_next_few_schedules(cron_expression, schedule_start_time, schedule_end_time, limit)
        return [datetime.fromtimestamp(time_ms / 1000, UTC) for time_ms in times]

    async def pause_all_schedules(self) -> None:
        """Stop the scheduler of the server instance that answers; for debugging only."""
        await scheduler_api.pause_all_schedules.asyncio(client=self.client.api)

    async def resume_all_schedules(self) -> None:
        """Let the scheduler of the server instance that answers go on."""
        await scheduler_api.resume_all_schedules.asyncio(client=self.client.api)

    async def requeue_all_execution_records(self) -> None:
        """Put the records of all schedules into the queue again; for debugging only."""
        await scheduler_api.requeue_all_schedule_executions.asyncio(client=self.client.api)

    async def get_scheduler_tags(self, name: str) -> list[Tag]:
        """Give the tags of a schedule. Orkes only."""
        return await scheduler_api.get_schedule_tags.asyncio(name, client=self.client.api)

    async def set_scheduler_tags(self, name: str, tags: Iterable[Tag | Mapping[str, Any]]) -> None:
        """Give a schedule these tags and no others. Orkes only."""
        await scheduler_api.set_schedule_tags.asyncio(name, client=self.client.api, body=as_models(Tag, tags, "tags"))

    async def delete_scheduler_tags(self, name: str, tags: Iterable[Tag | Mapping[str, Any]]) -> None:
        """Take these tags off a schedule. Orkes only."""
        await scheduler_api.delete_schedule_tags.asyncio(
            name, client=self.client.api, body=as_models(Tag, tags, "tags")
        )
