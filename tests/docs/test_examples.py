"""The programs of examples/ do what they say, on the embedded server."""

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
    """Each program has less than 80 lines."""
    assert len(program.read_text("utf-8").splitlines()) < 80


def test_there_are_six() -> None:
    """The folder has the six programs that the site shows, and the demo."""
    assert len(PROGRAMS) == 6


def test_failed_order_is_undone_backwards() -> None:
    """What the failed order has completed is undone, the last step first."""
    assert order_compensation.main() == ["refunded R-1843", "released shelf B-7 (Analytical Engine)"]


def test_each_entry_of_the_list_is_a_branch() -> None:
    """All addresses get a mail, and the one that is none fails alone."""
    assert fan_out.main() == {"count": 50, "failed": ["nobody is no address"]}


def test_large_expenses_wait_for_a_person() -> None:
    """A small expense is through at once, the others as the person decides."""
    assert human_approval.main() == {
        "Ada": "nobody, it is small",
        "Charles": "refused by the treasury: no engines",
        "Mary": "the treasury",
    }


def test_schedule_starts_the_report() -> None:
    """The schedule starts the workflow with its input and the time that it is for."""
    sent = cron_report.main()
    assert sent[0].startswith("to ada@example.com: 20")


def test_long_task_outlives_its_response_timeout(capsys: pytest.CaptureFixture[str]) -> None:
    """Heartbeats keep the task with its worker, and a worker that nobody waits for notices it."""
    assert long_task.main() == {"progress": 20, "frames": 20}
    assert capsys.readouterr().out.splitlines() == ["COMPLETED {'progress': 20, 'frames': 20} in 1 attempt", "noticed"]


@pytest_asyncio.fixture
async def service() -> AsyncGenerator[httpx.AsyncClient]:
    """The service, with its start and its end."""
    app = fastapi_service.app
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://shop") as client,
    ):
        yield client


async def test_service_answers_with_the_finished_order(service: httpx.AsyncClient) -> None:
    """An order is answered when its workflow is done, and can be looked up afterwards."""
    answer = (await service.post("/orders", json={"item": "teapot"})).json()
    assert (answer["done"], answer["status"], answer["output"]) == (True, "COMPLETED", {"receipt": "R-106"})
    assert (await service.get(f"/orders/{answer['id']}")).json()["output"] == {"receipt": "R-106"}


async def test_service_says_when_there_is_no_such_order(service: httpx.AsyncClient) -> None:
    """An id that nobody knows is a 404 with the text of the server."""
    answer = await service.get("/orders/nobody")
    assert (answer.status_code, answer.json()) == (404, {"detail": "No such workflow found by id: nobody"})
