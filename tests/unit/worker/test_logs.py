"""What the workers write to a log: two lines for an operator, and fields for those who search."""

from __future__ import annotations

import json
import logging
from typing import Any

import httpx
import pytest

from conductor._async.client import AsyncConductorClient, async_orkes_conductor_client
from conductor._worker import announcement
from conductor._worker.decorator import worker
from conductor._worker.events import ResultLost, WorkerEvent
from conductor._worker.log import WorkerLog
from conductor.telemetry import TaskLog, TaskLogFilter
from tests.support.short_waits import AsyncTaskManager
from tests.support.stub_server import StubServer, until


@worker("echo")
async def echo(n: int) -> int:
    return n


@worker("fail")
def fail() -> None:
    raise ValueError("not today")


class JsonFormatter(logging.Formatter):
    """As formatters of JSON do: all that a record has beyond what every record has."""

    KNOWN = frozenset(logging.makeLogRecord({}).__dict__)

    def format(self, record: logging.LogRecord) -> str:
        extra = {key: value for key, value in record.__dict__.items() if key not in self.KNOWN}
        return json.dumps({"message": record.getMessage(), **extra})


async def lines_of(manager: AsyncTaskManager, stub: StubServer, caplog: pytest.LogCaptureFixture) -> list[str]:
    """Run a manager until the stub has a result for each task, and give what it wrote."""
    with caplog.at_level("INFO", logger="conductor.worker"):
        async with manager:
            await until(lambda: stub.queued("echo") == 0)
            await until(lambda: any("workers start" in record.message for record in caplog.records))
    return [record.message for record in caplog.records if record.name == "conductor.worker"]


async def test_one_line_at_the_start_and_one_at_the_end(
    stub: StubServer, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They name server, edition, version, workers and what came from the environment; and what was done."""
    monkeypatch.setenv("CONDUCTOR_WORKER_ECHO_CONCURRENCY", "7")
    monkeypatch.setenv("CONDUCTOR_REFRESH_TOKEN_INTERVAL", "0")
    stub.add("echo", 3)
    async with async_orkes_conductor_client(server_url="http://stub", fetch=stub) as client:
        lines = await lines_of(AsyncTaskManager(client, [echo]), stub, caplog)
    variables = "CONDUCTOR_REFRESH_TOKEN_INTERVAL, CONDUCTOR_WORKER_ECHO_CONCURRENCY"
    assert lines == [
        f"workers start on Conductor OSS 9.8.7 at http://stub: echo x7; from the environment: {variables}",
        "workers stopped: 3 done, 0 failed, 0 handed back, 0 lost",
    ]


@pytest.mark.parametrize(
    ("users", "expected"),
    [
        (httpx.Response(200, json={"id": "me"}), "Conductor Orkes 9.8.7"),
        (httpx.Response(401, json={"message": "no token"}), "Conductor Orkes 9.8.7"),
        (httpx.Response(502, html="<html>"), "a server that does not answer yet"),
    ],
)
async def test_the_edition_is_told(
    users: httpx.Response,
    expected: str,
    client: AsyncConductorClient,
    stub: StubServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Orkes is known by its users; a server that is down changes nothing else."""
    stub.edition["/api/token/userInfo"] = users
    lines = await lines_of(AsyncTaskManager(client, [echo]), stub, caplog)
    assert lines[0] == f"workers start on {expected} at http://stub: echo x1"


async def test_nobody_is_asked_when_nobody_reads(
    client: AsyncConductorClient, stub: StubServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without INFO in the log the start asks the server nothing."""
    monkeypatch.setattr(announcement, "_server_text", None)
    logging.getLogger("conductor.worker").setLevel(logging.WARNING)
    try:
        async with AsyncTaskManager(client, [echo]):
            stub.add("echo")
            await until(lambda: len(stub.results) == 1)
    finally:
        logging.getLogger("conductor.worker").setLevel(logging.NOTSET)


async def test_records_have_fields(
    client: AsyncConductorClient, stub: StubServer, caplog: pytest.LogCaptureFixture
) -> None:
    """Whoever formats records as JSON finds which task of which workflow and worker they are about."""
    (task_id,) = stub.add("fail", retryCount=1, workflowInstanceId="w7", workerId="host")
    async with AsyncTaskManager(client, [fail]):
        await until(lambda: len(stub.results) == 1)
    (line,) = [JsonFormatter().format(record) for record in caplog.records if "failed" in record.message]
    assert json.loads(line) == {
        "message": f"worker fail: task {task_id} failed: not today",
        "task_def_name": "fail",
        "task_id": task_id,
        "workflow_id": "w7",
        "attempt": 1,
        "worker_id": "host",
    }
    (place,) = {record.filename for record in caplog.records if "failed" in record.message}
    assert place == "lane.py"


async def test_a_lost_result_can_be_found_by_its_task(
    client: AsyncConductorClient, stub: StubServer, caplog: pytest.LogCaptureFixture
) -> None:
    """The record of a lost result names the task, as the event does."""
    stub.fail("update", httpx.ConnectError("refused"))
    stub.add("echo")
    events: list[WorkerEvent] = []
    async with AsyncTaskManager(client, [echo], max_retries=1, listeners=[events.append]):
        await until(lambda: any(isinstance(event, ResultLost) for event in events))
    (record,) = [record for record in caplog.records if "is lost" in record.message]
    (event,) = [event for event in events if isinstance(event, ResultLost)]
    assert record.__dict__["task_id"] == event.task.task_id


class Bound:
    """A logger as structlog makes them: fields are bound, levels are methods."""

    def __init__(self, lines: list[tuple[str, str, dict[str, Any]]], fields: dict[str, Any] | None = None) -> None:
        self._lines = lines
        self._fields = fields or {}

    def bind(self, **fields: Any) -> Bound:
        return Bound(self._lines, {**self._fields, **fields})

    def debug(self, message: str, /) -> None:
        self._lines.append(("debug", message, self._fields))

    def info(self, message: str, /) -> None:
        self._lines.append(("info", message, self._fields))

    def error(self, message: str, /) -> None:
        self._lines.append(("error", message, self._fields))


def test_fields_are_bound_where_a_logger_can() -> None:
    """A logger with `bind` gets the fields that way; one without `warning` gets warnings as errors."""
    lines: list[tuple[str, str, dict[str, Any]]] = []
    log = WorkerLog(Bound(lines)).of(task_def_name="echo")
    log.warning("%d of them", 2)
    log.of(task_id="t1").info("done")
    assert lines == [
        ("error", "2 of them", {"task_def_name": "echo"}),
        ("info", "done", {"task_def_name": "echo", "task_id": "t1"}),
    ]


@pytest.mark.parametrize("is_async", [True, False])
async def test_what_a_function_logs_names_its_task(
    is_async: bool, client: AsyncConductorClient, stub: StubServer, caplog: pytest.LogCaptureFixture
) -> None:
    """With the filter, records of any library that the function calls have the fields of the task."""
    caplog.handler.addFilter(TaskLogFilter())
    logger = logging.getLogger("shop")

    async def charge_async() -> None:
        charge()

    def charge() -> None:
        logger.warning("charging", extra={"worker_id": "my own"})

    (task_id,) = stub.add("charge")
    async with AsyncTaskManager(client, [worker("charge")(charge_async if is_async else charge)]):
        await until(lambda: len(stub.results) == 1)
    logger.warning("outside")
    charging, outside = [record for record in caplog.records if record.name == "shop"]
    assert (charging.__dict__["task_id"], charging.__dict__["worker_id"]) == (task_id, "my own")
    assert "task_id" not in outside.__dict__


async def test_each_task_can_have_a_line(
    client: AsyncConductorClient, stub: StubServer, caplog: pytest.LogCaptureFixture
) -> None:
    """The listener writes one line for each task, with its status and its time."""
    caplog.set_level("INFO", logger="conductor.tasks")
    done, failed = stub.add("echo") + stub.add("fail")
    async with AsyncTaskManager(client, [echo, fail], listeners=[TaskLog()]):
        await until(lambda: len(stub.results) == 2)
    records = {record.__dict__["task_id"]: record for record in caplog.records if record.name == "conductor.tasks"}
    assert {task_id: record.__dict__["status"] for task_id, record in records.items()} == {
        done: "COMPLETED",
        failed: "FAILED",
    }
    assert records[done].message.startswith(f"task {done} of echo: COMPLETED in ")
