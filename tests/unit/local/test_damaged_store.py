"""Files of --db that are damaged, disks that are full, and clocks that are set back."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from conductor.local import LocalServer, StoreError, WallClock
from tests.support.local_process import LocalProcess
from tests.unit.local.support import simple, system

resource = pytest.importorskip("resource", reason="limits of file sizes are there on Unix only")
Damage = Callable[[dict[str, Any]], object]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with something of every kind in it."""
    path = tmp_path / "kept.db"
    with LocalServer(db=path) as server, client_of(server) as client:
        post(client, "/metadata/taskdefs", [{"name": "work", "retryCount": 1}])
        wait = system("w", "WAIT", inputParameters={"duration": "1 hours"})
        post(client, "/metadata/workflow", {"name": "wf", "tasks": [wait, simple("a"), fork()]})
        post(client, "/metadata/workflow", {"name": "queued", "tasks": [simple("a")]})
        post(client, "/workflow/wf", {"x": 1})
        post(client, "/workflow/queued", {})
        task = client.get("/tasks/poll/work").json()
        client.post(f"/tasks/{task['taskId']}/log", content="a line")
        post(client, "/event", {"name": "h", "event": "conductor:e", "actions": [{"action": "start_workflow"}]})
        schedule = {"name": "s", "cronExpression": "0 0 0 1 1 *", "startWorkflowRequest": {"name": "wf"}}
        post(client, "/scheduler/schedules", schedule)
        assert client.get("/scheduler/admin/pause").status_code == 200
    return path


def fork() -> dict[str, Any]:
    return system("f", "FORK_JOIN", forkTasks=[[simple("b")], [simple("c")]])


def client_of(server: LocalServer) -> httpx.Client:
    return httpx.Client(base_url=f"{server.url}/api", transport=server.transport(), timeout=30)


def post(client: httpx.Client, path: str, body: Any) -> str:
    reply = client.post(path, json=body)
    assert reply.status_code == 200, reply.text
    return reply.text


def execute(file: Path, statement: str, *values: object) -> None:
    database = sqlite3.connect(file)
    with database:
        assert database.execute(statement, values).rowcount != 0
    database.close()


def damage(file: Path, kind: str, change: Damage) -> None:
    """Change the first record of a kind in place."""
    database = sqlite3.connect(file)
    with database:
        statement = "SELECT number, body FROM record WHERE kind = ? ORDER BY number"
        number, body = database.execute(statement, (kind,)).fetchone()
        value = json.loads(body)
        change(value)
        database.execute("UPDATE record SET body = ? WHERE number = ?", (json.dumps(value), number))
    database.close()


def test_file_that_is_whole_is_taken(file: Path) -> None:
    """What this version writes passes its own checks, whatever was kept."""
    with LocalServer(db=file) as server, client_of(server) as client:
        assert client.get("/workflow/search").json()["totalHits"] == 2


DAMAGES: list[tuple[str, Damage, str]] = [
    ("task", lambda value: value.pop("task_type"), "field 'task_type' is missing"),
    ("task", lambda value: value.update(seq="1"), "field 'seq': expected int, got str"),
    ("task", lambda value: value.update(input=[]), "field 'input': expected dict, got list"),
    ("task", lambda value: value.update(retried=1), "field 'retried': expected bool, got int"),
    ("task", lambda value: value.update(status="DONE"), "field 'status': 'DONE' is not a status"),
    ("task", lambda value: value.update(odd=1), "field 'odd' is not known"),
    ("task", lambda value: value.update(timers={"wait": "soon"}), "field 'timers'"),
    ("task", lambda value: value.update(place=[1]), "field 'place'"),
    ("task", lambda value: value.update(workflow_id="gone"), "field 'workflow_id': record workflow 'gone' is missing"),
    ("workflow", lambda value: value.pop("plan"), "field 'plan' is missing"),
    ("workflow", lambda value: value.update(plan="gone"), "field 'plan': record plan 'gone' is missing"),
    ("workflow", lambda value: value.update(due_ms=None), "field 'due_ms': expected int, got NoneType"),
    ("workflow", lambda value: value.update(status=None), "field 'status': expected str, got NoneType"),
    ("plan", lambda value: value.pop("tasks"), "field 'tasks' is missing"),
    ("plan", lambda value: value["tasks"][0].pop("taskReferenceName"), "taskReferenceName"),
    ("plan", lambda value: value["tasks"][0].pop("inputParameters"), "field 'tasks[0].inputParameters' is missing"),
    ("plan", lambda value: value["tasks"][0].pop("name"), "field 'name' of the task 'w' is missing"),
    ("workflow_def", lambda value: value.update(version=7), "fields 'name' and 'version' say 7/wf"),
    ("workflow_def", lambda value: value.update(timeoutSeconds="soon"), "soon"),
    ("workflow_def", lambda value: value["tasks"][2]["forkTasks"][0][0].pop("optional"), "forkTasks[0][0].optional"),
    ("task_def", lambda value: value.pop("name"), "field 'name' is missing"),
    ("task_def", lambda value: value.pop("retryCount"), "field 'retryCount' is missing"),
    ("handler", lambda value: value.pop("active"), "field 'active' is missing"),
    ("schedule", lambda value: value.pop("due_ms"), "field 'due_ms' is missing"),
    ("schedule", lambda value: value["schedule"].pop("startWorkflowRequest"), "startWorkflowRequest"),
    ("log", lambda value: value.pop("createdTime"), "field 'createdTime' is missing"),
]


@pytest.mark.parametrize(("kind", "change", "shown"), DAMAGES, ids=[f"{kind} {shown}" for kind, _, shown in DAMAGES])
def test_record_with_another_shape_is_refused(file: Path, kind: str, change: Damage, shown: str) -> None:
    """Valid JSON with missing or wrong fields is an error that names record, field and the way to go on."""
    damage(file, kind, change)
    for _ in range(2):  # the file is free again after the first
        with pytest.raises(StoreError) as raised:
            LocalServer(db=file)
        message = str(raised.value)
        assert message.startswith(f"{file} is damaged: record {kind} ")
        assert shown in message
        assert message.endswith("Restore a copy of the file, or name another file, which starts empty")


@pytest.mark.parametrize("kind", ["task", "workflow", "plan", "workflow_def", "task_def", "handler", "schedule", "log"])
@pytest.mark.parametrize("body", ["null", "[]", "1", '"text"', "{}", "", "{", "[" * 100_000])
def test_body_of_another_type_is_refused(file: Path, kind: str, body: str) -> None:
    """Whatever stands in the place of a record is refused, and named."""
    execute(file, "UPDATE record SET body = ? WHERE kind = ?", body, kind)
    with pytest.raises(StoreError, match=f"is damaged: record {kind} '"):
        LocalServer(db=file)


@pytest.mark.parametrize(
    ("statement", "shown"),
    [
        ("DROP TABLE record", "table record is missing"),
        ("ALTER TABLE record RENAME COLUMN body TO content", "table record: column body is missing"),
        ("UPDATE record SET kind = 'odd'", "record odd 'work': this version knows no such kind"),
        ("UPDATE record SET body = x'00' WHERE kind = 'log'", "record log"),
        ("DELETE FROM record WHERE kind = 'plan'", "field 'plan': record plan"),
        ("DELETE FROM record WHERE kind = 'workflow'", "field 'workflow_id': record workflow"),
    ],
)
def test_table_that_is_damaged_is_refused(file: Path, statement: str, shown: str) -> None:
    """Missing tables, columns and records are named; a missing table is not made anew, as if nothing had been kept."""
    execute(file, statement)
    with pytest.raises(StoreError, match=f"is damaged: .*{shown}"):
        LocalServer(db=file)


@pytest.mark.parametrize("part", [0.2, 0.5, 0.9])
def test_file_that_was_cut_is_refused(file: Path, part: float) -> None:
    """A truncated file is an error, wherever it ends."""
    content = file.read_bytes()
    file.write_bytes(content[: int(len(content) * part)])
    with pytest.raises(StoreError, match="is damaged: "):
        LocalServer(db=file)


@pytest.mark.parametrize("start", [100, 4096, 9000])
def test_pages_of_zeros_are_refused(file: Path, start: int) -> None:
    """A page that was overwritten is noticed at the start, not by a later request."""
    content = bytearray(file.read_bytes())
    content[start : start + 3000] = bytes(3000)
    file.write_bytes(content)
    with pytest.raises(StoreError, match="is damaged: "):
        LocalServer(db=file)


def test_command_line_names_what_is_damaged(file: Path) -> None:
    """The command ends with one line, and no traceback."""
    damage(file, "task", lambda value: value.pop("task_type"))
    command = [sys.executable, "-m", "conductor.local", "--port", "0", "--db", str(file)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (ran.returncode, len(ran.stderr.splitlines())) == (1, 1)
    assert "field 'task_type' is missing" in ran.stderr


# a full disk


def limit_files(server: LocalProcess, size: int) -> None:
    """Have every write of the server beyond this size of a file fail, as on a full disk."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.prlimit(server.process_id, resource.RLIMIT_FSIZE, (size, hard))


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux can limit another process")
def test_full_disk_refuses_changes_and_answers_reads(tmp_path: Path) -> None:
    """Changes get a 500 that names the file until there is space; all that was accepted is there after a restart."""
    file = tmp_path / "kept.db"
    with LocalProcess("--db", str(file)) as server, server.client() as client:
        post(client, "/metadata/workflow", {"name": "wf", "tasks": [simple("a")]})
        accepted = [post(client, "/workflow/wf", {"x": "a" * 1000}) for _ in range(5)]
        limit_files(server, 0)
        for path, body in (("/workflow/wf", {}), ("/workflow/wf", {}), ("/metadata/taskdefs", [{"name": "t"}])):
            refused = client.post(path, json=body)
            assert refused.status_code == 500
            assert f"nothing can be changed: {file} cannot be written" in refused.json()["message"]
        assert client.get("/tasks/poll/work").status_code == 500
        assert client.get("/scheduler/admin/pause").status_code == 500
        assert client.get("/tasks/queue/all").status_code == 200
        assert [client.get(f"/workflow/{found}").status_code for found in accepted] == [200] * 5
        assert client.get("/workflow/search").status_code == 200
        limit_files(server, resource.RLIM_INFINITY)
        accepted.append(post(client, "/workflow/wf", {}))
        assert client.get("/tasks/poll/work").status_code == 200
        server.kill()
        server.start()
        with server.client() as again:
            assert [again.get(f"/workflow/{found}").status_code for found in accepted] == [200] * 6


# the system clock


class Machine:
    """The two clocks of a machine."""

    def __init__(self) -> None:
        self.wall_ns = 1_790_000_000_000_000_000
        self.monotonic_ns = 5_000_000_000

    def pass_time(self, seconds: float) -> None:
        self.wall_ns += round(seconds * 1e9)
        self.monotonic_ns += round(seconds * 1e9)

    def set_clock(self, seconds: float) -> None:
        self.wall_ns += round(seconds * 1e9)

    def clock(self) -> WallClock:
        return WallClock(lambda: self.wall_ns, lambda: self.monotonic_ns)


def test_clock_that_is_set_back_goes_on() -> None:
    """The time advances as before; a step forward beyond it is followed."""
    machine = Machine()
    clock = machine.clock()
    start_ms = clock.now_ms()
    assert start_ms == machine.wall_ns // 1_000_000
    machine.set_clock(-3600)
    assert clock.now_ms() == start_ms
    machine.pass_time(10)
    assert clock.now_ms() == start_ms + 10_000
    machine.set_clock(3600)
    assert clock.now_ms() == start_ms + 10_000
    machine.set_clock(600)
    assert clock.now_ms() == start_ms + 610_000 == machine.wall_ns // 1_000_000


def test_wait_and_schedule_end_although_the_clock_is_set_back() -> None:
    """A WAIT of 60 seconds ends after 60 seconds, and a schedule fires, with the system clock an hour back."""
    machine = Machine()
    with LocalServer(clock=machine.clock()) as server, client_of(server) as client:
        wait = system("w", "WAIT", inputParameters={"duration": "60 seconds"})
        post(client, "/metadata/workflow", {"name": "wf", "tasks": [wait]})
        post(client, "/metadata/workflow", {"name": "by_clock", "tasks": [system("n", "NOOP")]})
        start = {"name": "by_clock", "version": 1}
        schedule = {"name": "s", "cronExpression": "0 * * * * *", "startWorkflowRequest": start}
        post(client, "/scheduler/schedules", schedule)
        workflow_id = post(client, "/workflow/wf", {})
        machine.set_clock(-3600)
        machine.pass_time(30)
        assert client.get(f"/workflow/{workflow_id}").json()["status"] == "RUNNING"
        machine.pass_time(31)
        assert client.get(f"/workflow/{workflow_id}").json()["status"] == "COMPLETED"
        found = client.get("/workflow/search", params={"query": "workflowType=by_clock"}).json()
        assert found["totalHits"] == 1
