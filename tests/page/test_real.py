"""The page in front of the real server."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from conductor import WorkflowExecutor, human_task, orkes_conductor_client, workflow
from tests.cli.test_serving import line_with, running

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext


def test_an_execution_of_the_real_server_is_found_and_completed(context: BrowserContext, real_server_url: str) -> None:
    """With ``conductor-py ui`` the search finds it, its diagram shows its task, and the task is completed by hand."""
    name = f"page_{uuid4().hex[:8]}"
    with orkes_conductor_client(server_url=real_server_url) as client:
        executor = WorkflowExecutor(client)
        executor.register_workflow(True, workflow(name, [human_task("approve")]))
        workflow_id = executor.start_workflow({"name": name})
        with running("ui", "--server", real_server_url, "--port", "0") as process:
            url = line_with(process, r"page +(http\S+)")
            page = context.new_page()
            page.goto(f"{url}#/executions?name={name}")
            page.get_by_role("link", name=f"{name} v1").click()
            page.get_by_role("button", name="Task approve, IN_PROGRESS").click()
            page.get_by_role("button", name="Complete").click()
            page.get_by_role("button", name="Send").click()
            page.locator("h1", has_text="completed").wait_for()
            page.close()
        assert executor.get_workflow(workflow_id).status == "COMPLETED"
