# Async source: scripts/unasync.py derives conductor/_sync/human_executor.py from it, line by line.
"""Human tasks: finding, claiming, completing them."""

from __future__ import annotations

import asyncio
import warnings
from typing import TYPE_CHECKING, Any

from conductor._async._base import AsyncClientBase
from conductor._options import read_count
from conductor._shared.inputs import as_member, as_models, as_object
from conductor._shared.orkes_inputs import as_human_search, human_filter
from conductor._shared.times import seconds_of_ms
from conductor_api.api import human_task as human_api
from conductor_api.models import HumanTaskAssignment, HumanTaskUser, HumanUserType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import timedelta

    from conductor_api.models import (
        HumanTaskEntry,
        HumanTaskSearch,
        HumanTaskSearchResult,
        HumanTaskState,
        HumanTaskTemplate,
    )


class AsyncHumanExecutor(AsyncClientBase):
    """Finds, claims and completes human tasks. Orkes only: else each call raises NotSupportedByServer.

    Conductor OSS has tasks of type HUMAN, too, but no such calls: end them with ``WorkflowExecutor.update_task``.
    """

    async def search(self, search_params: HumanTaskSearch | Mapping[str, Any]) -> list[HumanTaskEntry]:
        """Give the first human tasks that match, by default 15, of all states and of anybody.

        Args:
            search_params: Such as ``states``, ``assignees``, ``workflowNames``, ``start`` and ``size``.
        """
        return (await self.search_page(search_params)).results

    async def search_page(self, search_params: HumanTaskSearch | Mapping[str, Any]) -> HumanTaskSearchResult:
        """As :meth:`search`, with the number of all matches: ``total_hits``."""
        body = as_human_search(search_params, "search_params")
        return await human_api.search_human_tasks.asyncio(client=self.client.api, body=body)

    async def poll_search(
        self,
        search_params: HumanTaskSearch | Mapping[str, Any],
        poll_interval: timedelta | int = 100,
        max_poll_times: int = 20,
    ) -> list[HumanTaskEntry]:
        """Search again and again until something is found; an empty list when the last search finds nothing either.

        Args:
            search_params: As for :meth:`search`.
            poll_interval: Pause between two searches, in milliseconds when it is a number.
            max_poll_times: Most searches.
        """
        for polls_left in range(read_count("max_poll_times", max_poll_times) - 1, -1, -1):
            tasks = await self.search(search_params)
            if tasks or not polls_left:
                return tasks
            await asyncio.sleep(seconds_of_ms(poll_interval, "poll_interval"))
        return []

    async def get_tasks_by_filter(
        self,
        state: HumanTaskState | str,
        assignee: str | None = None,
        assignee_type: HumanUserType | str | None = None,
        claimed_by: str | None = None,
        task_name: str | None = None,
        task_input_query: str | None = None,
        task_output_query: str | None = None,
    ) -> list[HumanTaskEntry]:
        """Give the first 15 human tasks of that state. Deprecated: use :meth:`search`.

        Args:
            state: PENDING, ASSIGNED, IN_PROGRESS, COMPLETED, TIMED_OUT or DELETED.
            assignee: Whom they are assigned to.
            assignee_type: EXTERNAL_USER, EXTERNAL_GROUP, CONDUCTOR_USER or CONDUCTOR_GROUP.
            claimed_by: ``<userType>:<user>``.
            task_name: Reference of the task in its workflow.
            task_input_query: What the input contains.
            task_output_query: What the output contains.

        Raises:
            ConfigurationError: ``claimed_by`` has another format.
        """
        warnings.warn("get_tasks_by_filter is deprecated, use search", DeprecationWarning, stacklevel=2)
        kind = as_member(HumanUserType, assignee_type, "assignee_type") if assignee_type else None
        user = HumanTaskUser(user=assignee, user_type=kind) if assignee else None
        body = human_filter(state, user, claimed_by, task_name)
        body.task_input_query, body.task_output_query = task_input_query, task_output_query
        return (await human_api.search_human_tasks.asyncio(client=self.client.api, body=body)).results

    async def get_task_by_id(self, task_id: str) -> HumanTaskEntry:
        """Give a human task.

        Raises:
            NotFoundError: there is none of this id.
        """
        return await human_api.get_human_task.asyncio(task_id, client=self.client.api)

    async def claim_task_as_external_user(
        self, task_id: str, assignee: str, *, override_assignment: bool = False, with_template: bool = False
    ) -> HumanTaskEntry:
        """Claim a human task for somebody whom Orkes does not know, and give it.

        Args:
            task_id: The task.
            assignee: Id of the user in your application.
            override_assignment: Also when it is assigned to somebody else.
            with_template: With its form.
        """
        return await human_api.assign_and_claim_human_task.asyncio(
            task_id,
            assignee,
            client=self.client.api,
            override_assignment=override_assignment,
            with_template=with_template,
        )

    async def claim_task_as_conductor_user(
        self, task_id: str, *, override_assignment: bool = False, with_template: bool = False
    ) -> HumanTaskEntry:
        """Claim a human task for the user whom the token stands for, and give it; the options as above."""
        return await human_api.claim_human_task.asyncio(
            task_id, client=self.client.api, override_assignment=override_assignment, with_template=with_template
        )

    async def release_task(self, task_id: str) -> None:
        """Give a claimed human task back, for others to claim."""
        await human_api.release_human_task.asyncio(task_id, client=self.client.api)

    async def update_task_output(self, task_id: str, request_body: Mapping[str, Any]) -> None:
        """Store the output of a claimed human task, which stays open. The mapping becomes the output as it is."""
        await human_api.update_human_task_output.asyncio(
            task_id, client=self.client.api, body=as_object(request_body, "request_body"), complete=False
        )

    async def complete_task(self, task_id: str, request_body: Mapping[str, Any] | None = None) -> None:
        """End a claimed human task with this output: the workflow goes on."""
        await human_api.update_human_task_output.asyncio(
            task_id, client=self.client.api, body=as_object(request_body or {}, "request_body"), complete=True
        )

    async def skip_task(self, task_id: str, reason: str | None = None) -> None:
        """Skip a human task: it passes to its next assignee; after the last one it is open to all, or times out."""
        await human_api.skip_human_task.asyncio(task_id, client=self.client.api, reason=reason)

    async def reassign_task(self, task_id: str, assignments: Iterable[HumanTaskAssignment | Mapping[str, Any]]) -> None:
        """Assign a human task to others, one after another."""
        body = as_models(HumanTaskAssignment, assignments, "assignments")
        await human_api.reassign_human_task.asyncio(task_id, client=self.client.api, body=body)

    async def get_template_by_name_version(self, name: str, version: int) -> HumanTaskTemplate:
        """Give one version of the template of a form.

        Raises:
            NotFoundError: there is none.
        """
        return await human_api.get_human_task_template.asyncio(name, version, client=self.client.api)

    async def get_template_by_id(self, template_name_version_one: str) -> HumanTaskTemplate:
        """Give version 1 of the template of that name. Deprecated: use :meth:`get_template_by_name_version`."""
        warnings.warn(
            "get_template_by_id is deprecated, use get_template_by_name_version", DeprecationWarning, stacklevel=2
        )
        return await self.get_template_by_name_version(template_name_version_one, 1)
