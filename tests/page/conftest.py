"""A server with something to see, and a browser to see it with."""

from __future__ import annotations

import os
from collections.abc import Generator
from typing import TYPE_CHECKING

import pytest

from conductor import MetadataClient, WorkflowExecutor, orkes_conductor_client
from conductor.local import LocalServer
from scripts.docs.screenshots import find_chromium
from tests.page.flows import ORDER, PAUSE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page


# Not for the session: while it is there, it has an event loop of its own on this thread, where async tests want theirs.
@pytest.fixture(scope="module")
def browser() -> Generator[Browser]:
    """A Chromium of the system without a window."""
    found = find_chromium()
    if found is None:
        if os.environ.get("CONDUCTOR_TEST_BROWSER") == "required":
            pytest.fail("there is no Chromium, and CONDUCTOR_TEST_BROWSER=required")
        pytest.skip("the page is looked at in Chromium, and there is none: install the package chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def server() -> Generator[LocalServer]:
    """An embedded server with two definitions."""
    with LocalServer() as local, orkes_conductor_client(server_url=local) as client:
        metadata = MetadataClient(client)
        metadata.register_task({"name": "charge", "retryCount": 0, "ownerEmail": "a@example.com"})
        for definition in (ORDER, PAUSE):
            WorkflowExecutor(client).register_workflow(True, definition)
        yield local


@pytest.fixture
def executor(server: LocalServer) -> Generator[WorkflowExecutor]:
    """What starts workflows on the server."""
    with orkes_conductor_client(server_url=server) as client:
        yield WorkflowExecutor(client)


@pytest.fixture
def context(browser: Browser) -> Generator[BrowserContext]:
    """A fresh profile."""
    context = browser.new_context()
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, server: LocalServer) -> Generator[Page]:
    """The page of the server; an error that nobody catches, or a breach of its policy, fails the test."""
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if "Policy" in message.text else None)
    page.goto(f"{server.listen()}/")
    yield page
    assert complaints == []
