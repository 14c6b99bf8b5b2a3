"""Run the programs of examples/ on the embedded server."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from examples import cron_report, fan_out, fastapi_service, human_approval, long_task, order_compensation

FOLDER = Path(fan_out.__file__).parent
PROGRAMS = sorted(path for path in FOLDER.glob("*.py") if path.name != "demo.py")


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.name)
def test_examples_are_short(program: Path) -> None:
    """Each program has fewer than 80 lines."""
    assert len(program.read_text("utf-8").splitlines()) < 80


def test_there_are_six() -> None:
    """The folder has the six programs that the site shows, and the demo."""
    assert len(PROGRAMS) == 6


def test_failed_order_is_undone_backwards() -> None:
    """The completed steps of a failed order are undone in reverse order."""
    assert order_compensation.main() == ["refunded R-1843", "released shelf B-7 (Analytical Engine)"]


def test_each_entry_of_the_list_is_a_branch() -> None:
    """Each valid address gets a mail, and an invalid address fails only its own branch."""
    assert fan_out.main() == {"count": 50, "failed": ["nobody is not an email address"]}


def test_large_expenses_wait_for_a_person() -> None:
    """A small expense is approved automatically, and a person decides about the others."""
    assert human_approval.main() == {
        "Ada": "not needed",
        "Charles": "rejected by the treasury: over budget",
        "Mary": "the treasury",
    }


def test_schedule_starts_the_report() -> None:
    """The schedule starts the workflow with its input and the scheduled time."""
    sent = cron_report.main()
    assert sent[0].startswith("to ada@example.com: 20")


def test_long_task_outlives_its_response_timeout(capsys: pytest.CaptureFixture[str]) -> None:
    """Heartbeats extend the response timeout, and tell the worker that its workflow was terminated."""
    assert long_task.main() == {"progress": 20, "frames": 20}
    assert capsys.readouterr().out.splitlines() == [
        "COMPLETED {'progress': 20, 'frames': 20} in 1 attempt",
        "cancelled",
    ]


@pytest_asyncio.fixture
async def service() -> AsyncGenerator[httpx.AsyncClient]:
    """Start the service, and stop it after the test."""
    app = fastapi_service.app
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://shop") as client,
    ):
        yield client


async def test_service_answers_with_the_finished_order(service: httpx.AsyncClient) -> None:
    """The response to an order contains its result, and the order can be read afterwards."""
    answer = (await service.post("/orders", json={"item": "teapot"})).json()
    assert (answer["done"], answer["status"], answer["output"]) == (True, "COMPLETED", {"receipt": "R-106"})
    assert (await service.get(f"/orders/{answer['id']}")).json()["output"] == {"receipt": "R-106"}


async def test_service_says_when_there_is_no_such_order(service: httpx.AsyncClient) -> None:
    """An unknown id leads to 404 with the message of the server."""
    answer = await service.get("/orders/nobody")
    assert (answer.status_code, answer.json()) == (404, {"detail": "No such workflow found by id: nobody"})
