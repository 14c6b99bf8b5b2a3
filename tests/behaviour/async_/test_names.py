# Async source: scripts/unasync.py derives tests/behaviour/sync/test_names.py from it, line by line.
"""Names of every kind, and names that are not there."""

from __future__ import annotations

import pytest

from conductor import (
    AsyncConductorClient,
    AsyncEventClient,
    AsyncMetadataClient,
    AsyncSchedulerClient,
    AsyncTaskClient,
    AsyncWorkflowExecutor,
    ConfigurationError,
    NotFoundError,
    TaskDef,
    WorkflowState,
    noop_task,
    wait_task,
    workflow,
)

SMOKE = True

ODD = [
    "two words",
    "Zoë ☃",
    "a?b=c",
    "a#b",
    "100%",
    "%41",
    "a;b",
    "a+b",
    "a&b",
    "a:b",
    "a@b",
    "{a}",
    "a,b",
    "'a'",
    "~.a",
]


@pytest.mark.parametrize("odd", ODD)
async def test_a_workflow_may_have_any_name(
    executor: AsyncWorkflowExecutor, metadata: AsyncMetadataClient, name: str, odd: str
) -> None:
    """It is registered, read, run by path and by body, found by its correlation id, and removed under its name."""
    name = f"{name} {odd}"
    await executor.register_workflow(True, workflow(name, [noop_task("a")]))
    assert (await metadata.get_workflow_def(name, 1)).name == name
    run = await executor.execute_workflow({"name": name, "version": 1})
    assert run.status is WorkflowState.COMPLETED
    by_path = await executor.start_workflow_by_name(name, correlation_id=odd)
    assert (await executor.get_execution(by_path)).workflow_name == name
    found = await executor.get_by_correlation_ids(name, [odd], include_closed=True)
    assert [execution.workflow_id for execution in found[odd]] == [by_path]
    await metadata.unregister_workflow(name)


@pytest.mark.parametrize("odd", ODD)
async def test_a_task_may_have_any_name(
    executor: AsyncWorkflowExecutor, metadata: AsyncMetadataClient, name: str, odd: str
) -> None:
    """A task definition is stored, read and removed under its name; a reference names its task in a path."""
    task_name = f"{name} {odd}"
    await metadata.register_task(TaskDef(name=task_name))
    assert (await metadata.get_task(task_name)).name == task_name
    await metadata.unregister_task(task_name)
    # The server takes references for parts of expressions.
    await executor.register_workflow(True, workflow(name, [wait_task("the task")]))
    workflow_id = await executor.start_workflow({"name": name})
    await executor.update_task_by_ref_name("the task", workflow_id, "COMPLETED", {"a": odd})
    assert (await executor.get_execution(workflow_id)).status is WorkflowState.COMPLETED


async def test_a_slash_is_refused_before_anything_is_sent(
    client: AsyncConductorClient, executor: AsyncWorkflowExecutor, metadata: AsyncMetadataClient
) -> None:
    """No name with a slash is stored, since nobody could use it afterwards, and none is asked for."""
    broken = "a/b"
    with pytest.raises(ConfigurationError, match="workflow: the name 'a/b' has a slash"):
        await executor.register_workflow(True, workflow(broken, [noop_task("a")]))
    with pytest.raises(ConfigurationError, match="task_def: the name 'a/b' has a slash"):
        await metadata.register_task(TaskDef(name=broken))
    with pytest.raises(ConfigurationError, match="param: the name 'a/b' has a slash"):
        await AsyncSchedulerClient(client).save_schedule(
            {"name": broken, "cronExpression": "0 0 9 * * *", "startWorkflowRequest": {"name": "w"}}
        )
    with pytest.raises(ConfigurationError, match="event_handler: the name 'a/b' has a slash"):
        await AsyncEventClient(client).add_event_handler({"name": broken, "event": "e", "actions": []})
    with pytest.raises(ConfigurationError, match="name: 'a/b' has a slash"):
        await executor.start_workflow_by_name(broken)
    with pytest.raises(ConfigurationError, match="task_id: 'a/b' has a slash"):
        await AsyncTaskClient(client).get_task(broken)


async def test_an_unknown_name_brings_those_that_are_close(
    executor: AsyncWorkflowExecutor, metadata: AsyncMetadataClient, name: str
) -> None:
    """The error has the server's words, and a note with the registered names that may have been meant."""
    await executor.register_workflow(True, workflow(name, [noop_task("a")]))
    slip = f"{name}x"
    with pytest.raises(NotFoundError, match=slip) as started:
        await executor.start_workflow({"name": slip})
    with pytest.raises(NotFoundError) as executed:
        await executor.execute_workflow({"name": slip, "version": 1})
    with pytest.raises(NotFoundError) as by_path:
        await executor.start_workflow_by_name(slip)
    with pytest.raises(NotFoundError) as read:
        await metadata.get_workflow_def(slip)
    for caught in (started, executed, by_path, read):
        assert caught.value.__notes__[0].startswith(f"Did you register it? Known names that are close: {name!r}")


async def test_an_unknown_version_is_told_from_an_unknown_name(executor: AsyncWorkflowExecutor, name: str) -> None:
    """The note says that only the version is missing."""
    await executor.register_workflow(True, workflow(name, [noop_task("a")]))
    with pytest.raises(NotFoundError) as caught:
        await executor.start_workflow({"name": name, "version": 7})
    assert caught.value.__notes__ == [f"There is a workflow {name!r}, but not in this version."]


async def test_a_name_like_no_other_brings_no_guess(executor: AsyncWorkflowExecutor) -> None:
    """Without a name that is close the note only asks."""
    with pytest.raises(NotFoundError) as caught:
        await executor.start_workflow({"name": "ÿ" * 40})
    assert caught.value.__notes__ == ["Did you register it?"]
