"""The page in front of the real server."""

from __future__ import annotations

import re
from collections.abc import Generator
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from conductor import WorkflowExecutor, human_task, orkes_conductor_client, workflow
from tests.cli.test_serving import line_with, running
from tests.page.steps import expect, go

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page


@pytest.fixture
def executor(real_server_url: str) -> Generator[WorkflowExecutor]:
    """What starts workflows on the real server."""
    with orkes_conductor_client(server_url=real_server_url) as client:
        yield WorkflowExecutor(client)


@pytest.fixture
def name(executor: WorkflowExecutor) -> str:
    """A workflow that waits for somebody."""
    name = f"page_{uuid4().hex[:8]}"
    executor.register_workflow(True, workflow(name, [human_task("approve")]))
    return name


@pytest.fixture
def page(context: BrowserContext, real_server_url: str) -> Generator[Page]:
    """The page of ``conductor-py ui``."""
    with running("ui", "--server", real_server_url, "--port", "0") as process:
        page = context.new_page()
        page.goto(line_with(process, r"page +(http\S+)"))
        yield page
        page.close()


def press(page: Page, action: str) -> None:
    page.get_by_role("button", name=action, exact=True).click()
    if action in {"Terminate", "Restart"}:
        page.locator("dialog").get_by_role("button", name=action).click()


def test_an_execution_of_the_real_server_is_found_and_completed(
    page: Page, executor: WorkflowExecutor, name: str
) -> None:
    """The search finds it, its diagram shows its task, and the task is completed by hand."""
    workflow_id = executor.start_workflow({"name": name})
    go(page, f"executions?name={name}")
    page.get_by_role("link", name=f"{name} v1").click()
    page.get_by_role("button", name="Task approve, IN_PROGRESS").click()
    page.get_by_role("button", name="Complete").click()
    page.get_by_role("button", name="Send").click()
    expect(page, "h1", "completed")
    assert executor.get_workflow(workflow_id).status == "COMPLETED"


def test_an_execution_of_the_real_server_is_started_and_controlled(
    page: Page, executor: WorkflowExecutor, name: str
) -> None:
    """Start, pause, resume, terminate, retry and restart do there what they do on the embedded server."""
    go(page, f"definitions/{name}/1")
    page.get_by_role("button", name="Start").click()
    page.get_by_role("button", name="Start", exact=True).click()
    page.wait_for_url(re.compile("#/executions/.+"))
    for action, state in (
        ("Pause", "paused"),
        ("Resume", "running"),
        ("Terminate", "terminated"),
        ("Retry", "running"),
    ):
        press(page, action)
        expect(page, "h1", state)
    press(page, "Terminate")
    press(page, "Restart")
    expect(page, "h1", "running")
    assert executor.get_workflow(page.url.rsplit("/", 1)[1]).status == "RUNNING"
