# Async source: scripts/unasync.py derives tests/behaviour/sync/test_orkes_human.py from it, line by line.
"""Human tasks and their forms, on an embedded server of the Orkes edition."""

from __future__ import annotations

from typing import Any

import pytest

from conductor import (
    AsyncOrkesClients,
    BadRequestError,
    HumanTaskEntry,
    NotFoundError,
    TaskState,
    WorkflowState,
)

SMOKE = True

ADA = {"userType": "EXTERNAL_USER", "user": "ada"}
BOB = {"userType": "EXTERNAL_USER", "user": "bob"}


async def human_task(orkes: AsyncOrkesClients, name: str, **definition: Any) -> HumanTaskEntry:
    """Start a workflow of one human task and give that task."""
    inputs = {"__humanTaskDefinition": definition, "amount": 12}
    task = {"name": name, "taskReferenceName": "approve", "type": "HUMAN", "inputParameters": inputs}
    executor = orkes.get_workflow_client()
    await executor.register_workflow(True, {"name": name, "version": 1, "tasks": [task], "timeoutSeconds": 0})
    workflow_id = await executor.start_workflow({"name": name, "version": 1})
    [found] = await orkes.get_human_client().search({"workflowIds": [workflow_id]})
    assert (found.workflow_id, found.task_ref_name) == (workflow_id, "approve")
    return found


def assigned_to(*people: dict[str, str]) -> list[dict[str, Any]]:
    return [{"assignee": person, "slaMinutes": 60} for person in people]


async def test_a_task_goes_from_its_assignee_to_the_end_of_the_workflow(orkes: AsyncOrkesClients, name: str) -> None:
    """ASSIGNED, IN_PROGRESS once claimed, COMPLETED with the output, and the workflow goes on with it."""
    humans = orkes.get_human_client()
    task = await human_task(orkes, name, displayName="Approve", assignments=assigned_to(ADA))
    assert (task.state, task.display_name, task.assignee.user) == ("ASSIGNED", "Approve", "ada")
    claimed = await humans.claim_task_as_external_user(task.task_id, "ada")
    assert (claimed.state, claimed.claimant.to_dict()) == ("IN_PROGRESS", ADA)
    await humans.update_task_output(task.task_id, {"note": "soon"})
    await humans.complete_task(task.task_id, {"approved": True})
    done = await humans.get_task_by_id(task.task_id)
    assert (done.state, done.output) == ("COMPLETED", {"note": "soon", "approved": True})
    execution = await orkes.get_workflow_client().get_workflow(task.workflow_id, True)
    assert (execution.status, execution.output) == (WorkflowState.COMPLETED, done.output)
    assert execution.tasks[0].status == TaskState.COMPLETED


async def test_what_has_ended_cannot_be_worked_on(orkes: AsyncOrkesClients, name: str) -> None:
    """Claiming, updating, reassigning and skipping a completed task are refused."""
    humans = orkes.get_human_client()
    task = await human_task(orkes, name)
    await humans.complete_task(task.task_id)
    for refused in (
        lambda: humans.claim_task_as_external_user(task.task_id, "ada"),
        lambda: humans.update_task_output(task.task_id, {}),
        lambda: humans.reassign_task(task.task_id, assigned_to(BOB)),
        lambda: humans.skip_task(task.task_id),
        lambda: humans.release_task(task.task_id),
    ):
        with pytest.raises(BadRequestError, match="COMPLETED"):
            await refused()


async def test_only_the_assignee_claims_unless_overridden(orkes: AsyncOrkesClients, name: str) -> None:
    """Somebody else needs override_assignment; what nobody is assigned to anybody may claim."""
    humans = orkes.get_human_client()
    task = await human_task(orkes, name, assignments=assigned_to(ADA))
    with pytest.raises(BadRequestError, match="assigned to EXTERNAL_USER ada"):
        await humans.claim_task_as_external_user(task.task_id, "bob")
    with pytest.raises(BadRequestError, match="assigned to EXTERNAL_USER ada"):
        await humans.claim_task_as_conductor_user(task.task_id)
    mine = await humans.claim_task_as_conductor_user(task.task_id, override_assignment=True)
    assert mine.claimant.user_type == "CONDUCTOR_USER"
    free = await human_task(orkes, f"{name}_free")
    assert free.state == "PENDING"
    assert (await humans.claim_task_as_external_user(free.task_id, "bob")).claimant.user == "bob"


async def test_members_of_a_group_claim_what_it_is_assigned(orkes: AsyncOrkesClients, name: str) -> None:
    """A task of a Conductor group is for its members."""
    people, humans = orkes.get_authorization_client(), orkes.get_human_client()
    await people.upsert_group(name, {"description": "those who approve"})
    await people.upsert_user(f"{name}@x.y", {"name": "Ada", "groups": [name]})
    task = await human_task(orkes, name, assignments=assigned_to({"userType": "CONDUCTOR_GROUP", "user": name}))
    with pytest.raises(BadRequestError, match="CONDUCTOR_GROUP"):
        await humans.claim_task_as_external_user(task.task_id, "nobody")
    assert (await humans.claim_task_as_external_user(task.task_id, f"{name}@x.y")).state == "IN_PROGRESS"


async def test_a_claimed_task_has_to_be_released_first(orkes: AsyncOrkesClients, name: str) -> None:
    """A second claim and a reassignment are refused until then; only what is claimed can be released."""
    humans = orkes.get_human_client()
    task = await human_task(orkes, name, assignments=assigned_to(ADA))
    with pytest.raises(BadRequestError, match="cannot be released"):
        await humans.release_task(task.task_id)
    await humans.claim_task_as_external_user(task.task_id, "ada")
    with pytest.raises(BadRequestError, match="claimed by ada"):
        await humans.claim_task_as_external_user(task.task_id, "bob", override_assignment=True)
    with pytest.raises(BadRequestError, match="claimed by ada"):
        await humans.reassign_task(task.task_id, assigned_to(BOB))
    await humans.release_task(task.task_id)
    assert (await humans.get_task_by_id(task.task_id)).state == "ASSIGNED"


async def test_a_task_is_reassigned_and_passed_on(orkes: AsyncOrkesClients, name: str) -> None:
    """Skipping passes it to the next assignee, after the last one it is open to all; reassigning starts anew."""
    humans = orkes.get_human_client()
    task = await human_task(orkes, name, assignments=assigned_to(ADA, BOB))
    await humans.skip_task(task.task_id, "ill")
    assert (await humans.get_task_by_id(task.task_id)).assignee.user == "bob"
    await humans.skip_task(task.task_id)
    open_to_all = await humans.get_task_by_id(task.task_id)
    assert (open_to_all.state, open_to_all.assignee) == ("PENDING", None)
    with pytest.raises(BadRequestError, match="nothing to skip"):
        await humans.skip_task(task.task_id)
    await humans.reassign_task(task.task_id, assigned_to(BOB))
    assert (await humans.get_task_by_id(task.task_id)).assignee.user == "bob"


async def test_skipping_the_last_assignee_ends_the_task_if_it_says_so(orkes: AsyncOrkesClients, name: str) -> None:
    """With assignmentCompletionStrategy TERMINATE the task and its workflow are TIMED_OUT."""
    strategy = {"assignmentCompletionStrategy": "TERMINATE"}
    task = await human_task(orkes, name, assignments=assigned_to(ADA), **strategy)
    await orkes.get_human_client().skip_task(task.task_id, "ill")
    assert (await orkes.get_human_client().get_task_by_id(task.task_id)).state == "TIMED_OUT"
    execution = await orkes.get_workflow_client().get_workflow(task.workflow_id, True)
    assert execution.status == WorkflowState.TIMED_OUT
    assert "was skipped: ill" in execution.tasks[0].reason_for_incompletion


async def test_tasks_are_found_by_what_they_are(orkes: AsyncOrkesClients, name: str) -> None:
    """State, assignee, claimant, reference, name, input and output; pages know how many there are."""
    humans = orkes.get_human_client()
    first = await human_task(orkes, name, displayName=name, assignments=assigned_to(ADA))
    await human_task(orkes, name, displayName=name)
    await humans.claim_task_as_external_user(first.task_id, "ada")
    await humans.update_task_output(first.task_id, {"said": f"{name}!"})
    for query in (
        {"states": ["IN_PROGRESS"]},
        {"assignees": [ADA]},
        {"assignees": [{"user": "ada"}]},
        {"claimants": [ADA], "taskRefNames": ["approve"]},
        {"displayNames": [name], "taskOutputQuery": f"{name}!"},
        {"fullTextQuery": f"{name}!", "definitionNames": [name]},
    ):
        assert [one.task_id for one in await humans.search({"workflowNames": [name], **query})] == [first.task_id]
    assert await humans.search({"workflowNames": [name], "taskInputQuery": "nowhere"}) == []
    assert await humans.search({"workflowNames": [name], "searchType": "INBOX"}) == []
    page = await humans.search_page({"workflowNames": [name], "start": 1, "size": 5})
    assert (page.total_hits, page.hits, len(page.results)) == (2, 1, 1)


async def test_a_cancelled_task_is_no_longer_open(orkes: AsyncOrkesClients, name: str) -> None:
    """When its workflow is terminated a human task counts as DELETED; unknown ones are not found."""
    task = await human_task(orkes, name)
    await orkes.get_workflow_client().terminate(task.workflow_id)
    assert (await orkes.get_human_client().get_task_by_id(task.task_id)).state == "DELETED"
    with pytest.raises(NotFoundError, match="No such human task"):
        await orkes.get_human_client().get_task_by_id("nobody")


async def test_forms_have_versions(orkes: AsyncOrkesClients, name: str) -> None:
    """A form is replaced, or stored as the next version; it comes with the task that names it."""
    forms, humans = orkes.get_template_client(), orkes.get_human_client()
    form = {"name": name, "version": 1, "jsonSchema": {"type": "object"}, "templateUI": {"type": "Control"}}
    assert (await forms.register_template(form)).version == 1
    second = await forms.register_template({**form, "templateUI": {"type": "Group"}}, as_new_version=True)
    assert (second.version, second.template_ui) == (2, {"type": "Group"})
    assert [one.version for one in await forms.get_templates(name)] == [1, 2]
    assert [one.version for one in await forms.get_templates(name, 2)] == [2]
    task = await human_task(orkes, name, userFormTemplate={"name": name, "version": 1})
    shown = await humans.claim_task_as_external_user(task.task_id, "ada", with_template=True)
    assert shown.human_task_def.full_template.template_ui == {"type": "Control"}
    assert (await humans.get_template_by_name_version(name, 1)).created_by == "anonymous"
    await forms.delete_template(name, 1)
    with pytest.raises(NotFoundError, match=f"{name}, version: 1"):
        await forms.get_template(name, 1)
    await forms.delete_template(name)
    assert await forms.get_templates(name) == []
