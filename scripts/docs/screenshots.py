"""Takes the pictures of the documentation: `python -m scripts.docs.screenshots` writes docs/images (needs Chromium)."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.text import Text

from conductor import ConductorWorker, MetadataClient, SchedulerClient, TaskManager, WorkflowExecutor
from conductor import orkes_conductor_client as connect
from conductor.local import LocalServer

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from conductor.models import Task

IMAGES = Path(__file__).parents[2] / "docs" / "images"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
COLUMNS = "110"
REFUSED_AMOUNT = 13

ORDER: dict[str, Any] = {
    "name": "order",
    "version": 2,
    "description": "Take the money, pack and send",
    "schemaVersion": 2,
    "ownerEmail": "shop@example.com",
    "inputParameters": ["order_id", "amount"],
    "tasks": [
        {"name": "charge", "taskReferenceName": "charge", "inputParameters": {"amount": "${workflow.input.amount}"}},
        {
            "name": "fork",
            "taskReferenceName": "fork",
            "type": "FORK_JOIN",
            "forkTasks": [
                [{"name": "pack", "taskReferenceName": "pack"}],
                [{"name": "invoice", "taskReferenceName": "invoice"}],
            ],
        },
        {"name": "join", "taskReferenceName": "join", "type": "JOIN", "joinOn": ["pack", "invoice"]},
        {
            "name": "size",
            "taskReferenceName": "size",
            "type": "SWITCH",
            "evaluatorType": "value-param",
            "expression": "kind",
            "inputParameters": {"kind": "${workflow.input.kind}"},
            "decisionCases": {"big": [{"name": "approve", "taskReferenceName": "approve", "type": "HUMAN"}]},
        },
        {"name": "ship", "taskReferenceName": "ship"},
    ],
    "outputParameters": {"receipt": "${charge.output.receipt}"},
}
STEPS = ("charge", "pack", "invoice", "ship")


@contextmanager
def shop() -> Generator[tuple[str, str, str]]:
    """Yield a server with orders in several states: its URL, and the ids of a waiting and a failed order."""
    with LocalServer() as server, connect(server_url=server) as client:
        metadata, executor = MetadataClient(client), WorkflowExecutor(client)
        metadata.register_tasks(
            [{"name": name, "retryCount": 1, "retryDelaySeconds": 1, "ownerEmail": "a@example.com"} for name in STEPS]
        )
        executor.register_workflow(True, ORDER)
        nightly = {"name": "nightly", "cronExpression": "0 0 3 * * *", "startWorkflowRequest": {"name": "order"}}
        SchedulerClient(client).save_schedule(nightly)
        with TaskManager(client, [ConductorWorker(name, work) for name in STEPS]):
            ids = [executor.start_workflow(order(number)) for number in range(12)]
            while executor.search(query="status=RUNNING").total_hits > 1:
                pass
        yield server.listen(), ids[7], ids[5]


def order(number: int) -> dict[str, Any]:
    """Return the start request of an order: the sixth is refused, the eighth is large."""
    amount = REFUSED_AMOUNT if number == 5 else 20 + number
    given = {"order_id": f"o-{number}", "amount": amount, "kind": "big" if number == 7 else "small"}
    return {"name": "order", "version": 2, "correlationId": f"customer-{number % 4}", "input": given}


def work(task: Task) -> dict[str, Any]:
    """Do any step."""
    if task.input_data.get("amount") == REFUSED_AMOUNT:
        raise RuntimeError("the card was refused")
    return {"receipt": f"r-{task.task_id[:4]}"}


def take(browser: Browser) -> None:
    """Take all pictures."""
    with shop() as (url, waits, failed):
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        shoot(page, f"{url}/#/executions", "page-executions.png")
        shoot(page, f"{url}/#/executions/{waits}?task=charge", "page-execution.png")
        shoot(page, f"{url}/#/executions/{failed}?task=charge&tab=timeline", "page-timeline.png")
        dark = browser.new_page(viewport={"width": 1280, "height": 860}, color_scheme="dark")
        shoot(dark, f"{url}/#/executions/{waits}?task=charge", "page-dark.png")
        narrow = browser.new_page(viewport={"width": 390, "height": 780})
        shoot(narrow, f"{url}/#/executions", "page-narrow.png")
        shoot_terminal(browser, url, failed)


def shoot(page: Page, address: str, name: str) -> None:
    """Save what is at an address of the page."""
    page.goto(address)
    page.locator(f'main[data-address="{address[address.index("#") :]}"]').wait_for()
    page.screenshot(path=IMAGES / name)


def shoot_terminal(browser: Browser, url: str, workflow_id: str) -> None:
    """Save what commands print on a terminal."""
    commands = [["workflow", "show", workflow_id], ["workflow", "search", "--limit", "4"], ["doctor"]]
    shown = "\n".join(f"$ conductor-py {' '.join(each)}\n{printed(each, url)}" for each in commands)
    console = Console(record=True, width=int(COLUMNS) + 6, file=io.StringIO())
    console.print(Text.from_ansi(shown))
    page = browser.new_page(viewport={"width": 1000, "height": 560})
    page.set_content(console.export_html(inline_styles=True))
    page.add_style_tag(content="body { padding: 14px } code { font: 13px/1.45 'DejaVu Sans Mono', monospace }")
    page.screenshot(path=IMAGES / "cli.png")


def printed(arguments: list[str], url: str) -> str:
    """Return the output of a command on a terminal."""
    read, write = os.openpty()
    environment = os.environ | {"COLUMNS": COLUMNS, "TERM": "xterm-256color", "CONDUCTOR_SERVER_URL": url}
    subprocess.run(
        [sys.executable, "-m", "conductor.cli", *arguments], stdout=write, stderr=write, env=environment, check=True
    )
    os.close(write)
    with os.fdopen(read, "rb", buffering=0) as terminal:
        return drained(terminal).replace("\r\n", "\n")


def drained(terminal: Any) -> str:
    """Return the remaining output of a terminal whose other side has been closed."""
    chunks: list[bytes] = []
    while True:
        try:
            chunks.append(terminal.read(65536))
        except OSError:
            return b"".join(chunks).decode()


def find_chromium() -> str | None:
    """Return the browser of this machine."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def main() -> None:
    """Take the pictures."""
    found = find_chromium()
    if found is None:
        sys.exit("the pictures are taken in Chromium, and there is none: install the package chromium")
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        take(browser)
        browser.close()


if __name__ == "__main__":
    main()
