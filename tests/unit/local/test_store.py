"""LocalServer(db=FILE): what is kept, for how long, and files that cannot be used."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from conductor.local import LocalServer, SkippingClock, StoreError
from tests.unit.local.support import simple, system

HOUR_MS = 3_600_000


def client_of(server: LocalServer) -> httpx.Client:
    return httpx.Client(base_url=f"{server.url}/api", transport=server.transport(), timeout=30)


def define(client: httpx.Client, *tasks: dict[str, Any], name: str = "wf") -> None:
    assert client.post("/metadata/workflow", json={"name": name, "tasks": list(tasks)}).status_code == 200


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept.db"


def test_second_server_goes_on_where_the_first_one_ended(file: Path) -> None:
    """Definitions, executions, queued tasks, logs, event handlers and schedules are there again."""
    with LocalServer(db=file) as server, client_of(server) as client:
        define(client, simple("a"), simple("b"))
        workflow_id = client.post("/workflow/wf", json={"x": 1}).text
        handler = {"name": "h", "event": "conductor:e", "active": True, "actions": [{"action": "start_workflow"}]}
        assert client.post("/event", json=handler).status_code == 200
        schedule = {"name": "s", "cronExpression": "0 0 0 1 1 *", "startWorkflowRequest": {"name": "wf"}}
        assert client.post("/scheduler/schedules", json=schedule).status_code == 200
        before = client.get(f"/workflow/{workflow_id}").json()
        client.post(f"/tasks/{before['tasks'][0]['taskId']}/log", content="a line")
    with LocalServer(db=file) as server, client_of(server) as client:
        assert client.get(f"/workflow/{workflow_id}").json() == before
        assert client.get(f"/tasks/{before['tasks'][0]['taskId']}/log").json()[0]["log"] == "a line"
        assert [found["name"] for found in client.get("/event").json()] == ["h"]
        assert [found["name"] for found in client.get("/scheduler/schedules").json()] == ["s"]
        polled = client.get("/tasks/poll/work").json()
        assert polled["taskId"] == before["tasks"][0]["taskId"]


def test_what_was_removed_stays_removed(file: Path) -> None:
    """Deleted definitions and executions do not come back."""
    with LocalServer(db=file) as server, client_of(server) as client:
        define(client, system("n", "NOOP"))
        define(client, system("n", "NOOP"), name="kept")
        workflow_id = client.post("/workflow/wf", json={}).text
        assert client.delete(f"/workflow/{workflow_id}/remove").status_code == 200
        assert client.delete("/metadata/workflow/wf/1").status_code == 200
    with LocalServer(db=file) as server, client_of(server) as client:
        assert client.get(f"/workflow/{workflow_id}").status_code == 404
        assert [found["name"] for found in client.get("/metadata/workflow").json()] == ["kept"]


def test_wait_that_ended_while_no_server_ran_is_over(file: Path) -> None:
    """Timers go on: what became due meanwhile happens when the server is back."""
    clock = SkippingClock()
    with LocalServer(db=file, clock=clock) as server, client_of(server) as client:
        define(client, system("w", "WAIT", inputParameters={"duration": "1 hours"}))
        workflow_id = client.post("/workflow/wf", json={}).text
    later = SkippingClock(clock.now_ms() + 2 * HOUR_MS)
    with LocalServer(db=file, clock=later) as server, client_of(server) as client:
        assert client.get(f"/workflow/{workflow_id}").json()["status"] == "COMPLETED"


def test_schedule_that_was_due_several_times_starts_once(file: Path) -> None:
    """A server that was away for hours makes up for one start of an hourly schedule, and goes on with the next."""
    clock = SkippingClock()
    with LocalServer(db=file, clock=clock) as server, client_of(server) as client:
        define(client, system("n", "NOOP"))
        schedule = {"name": "s", "cronExpression": "0 0 * * * *", "startWorkflowRequest": {"name": "wf"}}
        assert client.post("/scheduler/schedules", json=schedule).status_code == 200
    later = SkippingClock(clock.now_ms() + 5 * HOUR_MS)
    with LocalServer(db=file, clock=later) as server, client_of(server) as client:
        assert client.get("/workflow/search", params={"query": "workflowType=wf"}).json()["totalHits"] == 1
        server.sleep(3600)
        assert client.get("/workflow/search", params={"query": "workflowType=wf"}).json()["totalHits"] == 2


@pytest.mark.slow
def test_task_taken_by_a_worker_comes_back_after_its_timeout(file: Path) -> None:
    """A task that was polled before the restart is handed out again when its response timeout has passed."""
    clock = SkippingClock()
    with LocalServer(db=file, clock=clock) as server, client_of(server) as client:
        task_def = {"name": "work", "retryCount": 1, "retryDelaySeconds": 0, "responseTimeoutSeconds": 60}
        assert client.post("/metadata/taskdefs", json=[task_def]).status_code == 200
        define(client, simple("a"))
        client.post("/workflow/wf", json={})
        assert client.get("/tasks/poll/work").status_code == 200
    with LocalServer(db=file, clock=SkippingClock(clock.now_ms())) as server, client_of(server) as client:
        assert client.get("/tasks/poll/work").status_code == 204
        server.sleep(61)
        assert client.get("/tasks/poll/work").json()["retryCount"] == 1


def test_what_only_orkes_has_is_kept_too(file: Path) -> None:
    """A claimed human task is claimed, and a secret that was written is there, after a restart."""
    with LocalServer(db=file, edition="orkes") as server, client_of(server) as client:
        define(client, system("h", "HUMAN"))
        workflow_id = client.post("/workflow/wf", json={}).text
        task_id = client.get(f"/workflow/{workflow_id}").json()["tasks"][0]["taskId"]
        assert client.post(f"/human/tasks/{task_id}/externalUser/ada").status_code == 200
        before = client.get(f"/human/tasks/{task_id}").json()
        assert client.put("/secrets/s", content="hidden").status_code == 200
    with LocalServer(db=file, edition="orkes") as server, client_of(server) as client:
        assert client.get(f"/human/tasks/{task_id}").json() == before
        assert client.get("/secrets/s").text == "hidden"


def test_file_of_another_server_is_refused(file: Path) -> None:
    """Two servers do not share a file; the error says so."""
    with LocalServer(db=file), pytest.raises(StoreError, match="is in use: another embedded server"):
        LocalServer(db=file)


def test_database_of_another_program_is_refused(file: Path) -> None:
    """A database with other tables is left alone."""
    with sqlite3.connect(file) as database:
        database.execute("CREATE TABLE theirs (x)")
    database.close()
    with pytest.raises(StoreError, match="the database of another program"):
        LocalServer(db=file)


def test_file_that_is_no_database_is_refused(file: Path) -> None:
    """A file of another kind is named, and left alone."""
    file.write_text("a text, and no database at all; it is long enough to be looked at\n" * 20)
    with pytest.raises(StoreError, match=r"kept\.db cannot be used: file is not a database"):
        LocalServer(db=file)


def test_damaged_record_is_an_error_that_names_the_file(file: Path) -> None:
    """What cannot be read is no traceback of a library, and the file is free again."""
    with LocalServer(db=file) as server, client_of(server) as client:
        define(client, system("n", "NOOP"))
    with sqlite3.connect(file) as database:
        database.execute("UPDATE record SET body = '{'")
    database.close()
    for _ in range(2):
        with pytest.raises(StoreError, match=r"kept\.db is damaged"):
            LocalServer(db=file)


def test_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A path into nowhere is an error that names it."""
    with pytest.raises(StoreError, match=r"none.kept\.db cannot be opened"):
        LocalServer(db=tmp_path / "none" / "kept.db")


def test_file_is_for_its_owner_only(file: Path) -> None:
    """Inputs and outputs of workflows are not readable for other users of the machine."""
    with LocalServer(db=file):
        assert file.stat().st_mode & 0o077 == 0


def test_command_line_says_what_is_wrong_with_the_file(tmp_path: Path) -> None:
    """--db with an impossible path ends in one line, not in a traceback."""
    options = ["--port", "0", "--db", str(tmp_path / "none" / "kept.db")]
    ran = subprocess.run(
        [sys.executable, "-m", "conductor.local", *options], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 1
    assert ran.stderr.startswith("python -m conductor.local: ")
    assert len(ran.stderr.splitlines()) == 1


# how long ended executions are kept


def finished(client: httpx.Client, count: int) -> list[str]:
    return [client.post("/workflow/wf", json={}).text for _ in range(count)]


def statuses(client: httpx.Client, ids: list[str]) -> list[int]:
    return [client.get(f"/workflow/{workflow_id}").status_code for workflow_id in ids]


def test_keep_forgets_the_oldest_ended_executions(file: Path) -> None:
    """With keep=2 two ended executions are there, and all that are running; so it is after a restart."""
    with LocalServer(db=file, keep=2) as server, client_of(server) as client:
        define(client, system("n", "NOOP"))
        define(client, system("w", "WAIT"), name="waiting")
        running = client.post("/workflow/waiting", json={}).text
        ids = finished(client, 4)
        assert statuses(client, [running, *ids]) == [200, 404, 404, 200, 200]
    with LocalServer(db=file, keep=1) as server, client_of(server) as client:
        assert statuses(client, [running, *ids]) == [200, 404, 404, 404, 200]


def test_what_ended_in_one_moment_is_forgotten_in_the_order_of_its_start(file: Path) -> None:
    """After a restart, too, where times alone do not tell what is older."""
    with LocalServer(db=file, clock=SkippingClock()) as server, client_of(server) as client:
        define(client, system("n", "NOOP"))
        ids = finished(client, 20)
    with LocalServer(db=file, clock=SkippingClock(), keep=1) as server, client_of(server) as client:
        assert statuses(client, ids) == [*[404] * 19, 200]


def test_keep_hours_forgets_what_ended_before() -> None:
    """With keep_hours=1 an execution is gone an hour after its end."""
    with LocalServer(clock=SkippingClock(), keep_hours=1) as server, client_of(server) as client:
        define(client, system("n", "NOOP"))
        old = finished(client, 1)
        server.sleep(3500)
        young = finished(client, 1)
        server.sleep(200)
        assert statuses(client, old + young) == [404, 200]


def test_sub_workflow_goes_with_its_parent() -> None:
    """A child is there as long as its parent, and no longer."""
    with LocalServer(keep=1) as server, client_of(server) as client:
        define(client, system("n", "NOOP"))
        define(client, system("s", "SUB_WORKFLOW", subWorkflowParam={"name": "wf", "version": 1}), name="parent")
        parent = client.post("/workflow/parent", json={}).text
        child = client.get(f"/workflow/{parent}").json()["tasks"][0]["subWorkflowId"]
        assert statuses(client, [parent, child]) == [200, 200]
        finished(client, 1)
        assert statuses(client, [parent, child]) == [404, 404]


def test_less_than_nothing_cannot_be_kept() -> None:
    """A negative limit is refused."""
    with pytest.raises(ValueError, match="keep and keep_hours take 0 or more"):
        LocalServer(keep=-1)
