# Derived from tests/behaviour/async_/test_orkes_human.py by scripts/unasync.py; do not edit.
"""Human tasks and their forms, on an embedded server of the Orkes edition."""

from __future__ import annotations

from typing import Any

import pytest

from conductor import (
    OrkesClients,
    BadRequestError,
    HumanTaskEntry,
    NotFoundError,
    TaskState,
    WorkflowState,
)

SMOKE = True

ADA = {"userType": "EXTERNAL_USER", "user": "ada"}
BOB = {"userType": "EXTERNAL_USER", "user": "bob"}


def human_task(orkes: OrkesClients, name: str, **definition: Any) -> HumanTaskEntry:
    """Start a workflow of one human task and give that task."""
    inputs = {"__humanTaskDefinition": definition, "amount": 12}
    task = {"name": name, "taskReferenceName": "approve", "type": "HUMAN", "inputParameters": inputs}
    executor = orkes.get_workflow_client()
    executor.register_workflow(True, {"name": name, "version": 1, "tasks": [task], "timeoutSeconds": 0})
    workflow_id = executor.start_workflow({"name": name, "version": 1})
    [found] = orkes.get_human_client().search({"workflowIds": [workflow_id]})
    assert (found.workflow_id, found.task_ref_name) == (workflow_id, "approve")
    return found


def assigned_to(*people: dict[str, str]) -> list[dict[str, Any]]:
    return [{"assignee": person, "slaMinutes": 60} for person in people]


def test_a_task_goes_from_its_assignee_to_the_end_of_the_workflow(orkes: OrkesClients, name: str) -> None:
    """ASSIGNED, IN_PROGRESS once claimed, COMPLETED with the output, and the workflow goes on with it."""
    humans = orkes.get_human_client()
    task = human_task(orkes, name, displayName="Approve", assignments=assigned_to(ADA))
    assert (task.state, task.display_name, task.assignee.user) == ("ASSIGNED", "Approve", "ada")
    claimed = humans.claim_task_as_external_user(task.task_id, "ada")
    assert (claimed.state, claimed.claimant.to_dict()) == ("IN_PROGRESS", ADA)
    humans.update_task_output(task.task_id, {"note": "soon"})
    humans.complete_task(task.task_id, {"approved": True})
    done = humans.get_task_by_id(task.task_id)
    assert (done.state, done.output) == ("COMPLETED", {"note": "soon", "approved": True})
    execution = orkes.get_workflow_client().get_workflow(task.workflow_id, True)
    assert (execution.status, execution.output) == (WorkflowState.COMPLETED, done.output)
    assert execution.tasks[0].status == TaskState.COMPLETED


def test_what_has_ended_cannot_be_worked_on(orkes: OrkesClients, name: str) -> None:
    """Claiming, updating, reassigning and skipping a completed task are refused."""
    humans = orkes.get_human_client()
    task = human_task(orkes, name)
    humans.complete_task(task.task_id)
    for refused in (
        lambda: humans.claim_task_as_external_user(task.task_id, "ada"),
        lambda: humans.update_task_output(task.task_id, {}),
        lambda: humans.reassign_task(task.task_id, assigned_to(BOB)),
        lambda: humans.skip_task(task.task_id),
        lambda: humans.release_task(task.task_id),
    ):
        with pytest.raises(BadRequestError, match="COMPLETED"):
            refused()


def test_only_the_assignee_claims_unless_overridden(orkes: OrkesClients, name: str) -> None:
    """Somebody else needs override_assignment; what nobody is assigned to anybody may claim."""
    humans = orkes.get_human_client()
    task = human_task(orkes, name, assignments=assigned_to(ADA))
    with pytest.raises(BadRequestError, match="assigned to EXTERNAL_USER ada"):
        humans.claim_task_as_external_user(task.task_id, "bob")
    with pytest.raises(BadRequestError, match="assigned to EXTERNAL_USER ada"):
        humans.claim_task_as_conductor_user(task.task_id)
    mine = humans.claim_task_as_conductor_user(task.task_id, override_assignment=True)
    assert mine.claimant.user_type == "CONDUCTOR_USER"
    free = human_task(orkes, f"{name}_free")
    assert free.state == "PENDING"
    assert (humans.claim_task_as_external_user(free.task_id, "bob")).claimant.user == "bob"


def test_members_of_a_group_claim_what_it_is_assigned(orkes: OrkesClients, name: str) -> None:
    """A task of a Conductor group is for its members."""
    people, humans = orkes.get_authorization_client(), orkes.get_human_client()
    people.upsert_group(name, {"description": "those who approve"})
    people.upsert_user(f"{name}@x.y", {"name": "Ada", "groups": [name]})
    task = human_task(orkes, name, assignments=assigned_to({"userType": "CONDUCTOR_GROUP", "user": name}))
    with pytest.raises(BadRequestError, match="CONDUCTOR_GROUP"):
        humans.claim_task_as_external_user(task.task_id, "nobody")
    assert (humans.claim_task_as_external_user(task.task_id, f"{name}@x.y")).state == "IN_PROGRESS"


def test_a_claimed_task_has_to_be_released_first(orkes: OrkesClients, name: str) -> None:
    """A second claim and a reassignment are refused until then; only what is claimed can be released."""
    humans = orkes.get_human_client()
    task = human_task(orkes, name, assignments=assigned_to(ADA))
    with pytest.raises(BadRequestError, match="cannot be released"):
        humans.release_task(task.task_id)
    humans.claim_task_as_external_user(task.task_id, "ada")
    with pytest.raises(BadRequestError, match="claimed by ada"):
        humans.claim_task_as_external_user(task.task_id, "bob", override_assignment=True)
    with pytest.raises(BadRequestError, match="claimed by ada"):
        humans.reassign_task(task.task_id, assigned_to(BOB))
    humans.release_task(task.task_id)
    assert (humans.get_task_by_id(task.task_id)).state == "ASSIGNED"


def test_a_task_is_reassigned_and_passed_on(orkes: OrkesClients, name: str) -> None:
    """Skipping passes it to the next assignee, after the last one it is open to all; reassigning starts anew."""
    humans = orkes.get_human_client()
    task = human_task(orkes, name, assignments=assigned_to(ADA, BOB))
    humans.skip_task(task.task_id, "ill")
    assert (humans.get_task_by_id(task.task_id)).assignee.user == "bob"
    humans.skip_task(task.task_id)
    open_to_all = humans.get_task_by_id(task.task_id)
    assert (open_to_all.state, open_to_all.assignee) == ("PENDING", None)
    with pytest.raises(BadRequestError, match="nothing to skip"):
        humans.skip_task(task.task_id)
    humans.reassign_task(task.task_id, assigned_to(BOB))
    assert (humans.get_task_by_id(task.task_id)).assignee.user == "bob"


def test_skipping_the_last_assignee_ends_the_task_if_it_says_so(orkes: OrkesClients, name: str) -> None:
    """With assignmentCompletionStrategy TERMINATE the task and its workflow are TIMED_OUT."""
    strategy = {"assignmentCompletionStrategy": "TERMINATE"}
    task = human_task(orkes, name, assignments=assigned_to(ADA), **strategy)
    orkes.get_human_client().skip_task(task.task_id, "ill")
    assert (orkes.get_human_client().get_task_by_id(task.task_id)).state == "TIMED_OUT"
    execution = orkes.get_workflow_client().get_workflow(task.workflow_id, True)
    assert execution.status == WorkflowState.TIMED_OUT
    assert "was skipped: ill" in execution.tasks[0].reason_for_incompletion


def test_tasks_are_found_by_what_they_are(orkes: OrkesClients, name: str) -> None:
    """State, assignee, claimant, reference, name, input and output; pages know how many there are."""
    humans = orkes.get_human_client()
    first = human_task(orkes, name, displayName=name, assignments=assigned_to(ADA))
    human_task(orkes, name, displayName=name)
    humans.claim_task_as_external_user(first.task_id, "ada")
    humans.update_task_output(first.task_id, {"said": f"{name}!"})
    for query in (
        {"states": ["IN_PROGRESS"]},
        {"assignees": [ADA]},
        {"assignees": [{"user": "ada"}]},
        {"claimants": [ADA], "taskRefNames": ["approve"]},
        {"displayNames": [name], "taskOutputQuery": f"{name}!"},
        {"fullTextQuery": f"{name}!", "definitionNames": [name]},
    ):
        assert [one.task_id for one in humans.search({"workflowNames": [name], **query})] == [first.task_id]
    assert humans.search({"workflowNames": [name], "taskInputQuery": "nowhere"}) == []
    assert humans.search({"workflowNames": [name], "searchType": "INBOX"}) == []
    page = humans.search_page({"workflowNames": [name], "start": 1, "size": 5})
    assert (page.total_hits, page.hits, len(page.results)) == (2, 1, 1)


def test_a_cancelled_task_is_no_longer_open(orkes: OrkesClients, name: str) -> None:
    """When its workflow is terminated a human task counts as DELETED; unknown ones are not found."""
    task = human_task(orkes, name)
    orkes.get_workflow_client().terminate(task.workflow_id)
    assert (orkes.get_human_client().get_task_by_id(task.task_id)).state == "DELETED"
    with pytest.raises(NotFoundError, match="No such human task"):
        orkes.get_human_client().get_task_by_id("nobody")


def test_forms_have_versions(orkes: OrkesClients, name: str) -> None:
    """A form is replaced, or stored as the next version; it comes with the task that names it."""
    forms, humans = orkes.get_template_client(), orkes.get_human_client()
    form = {"name": name, "version": 1, "jsonSchema": {"type": "object"}, "templateUI": {"type": "Control"}}
    assert (forms.register_template(form)).version == 1
    second = forms.register_template({**form, "templateUI": {"type": "Group"}}, as_new_version=True)
    assert (second.version, second.template_ui) == (2, {"type": "Group"})
    assert [one.version for one in forms.get_templates(name)] == [1, 2]
    assert [one.version for one in forms.get_templates(name, 2)] == [2]
    task = human_task(orkes, name, userFormTemplate={"name": name, "version": 1})
    shown = humans.claim_task_as_external_user(task.task_id, "ada", with_template=True)
    assert shown.human_task_def.full_template.template_ui == {"type": "Control"}
    assert (humans.get_template_by_name_version(name, 1)).created_by == "anonymous"
    forms.delete_template(name, 1)
    with pytest.raises(NotFoundError, match=f"{name}, version: 1"):
        forms.get_template(name, 1)
    forms.delete_template(name)
    assert forms.get_templates(name) == []
