"""The check that names what a change of the generated client broke in the facade."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.check_facade import broken_uses, main
from scripts.generated_client import Client, Function, Model, read_client

CLIENT = Client(
    {
        "workflow.start_workflow": Function(("body",), frozenset({"body", "client"})),
        "metadata.get_task_def": Function(("name",), frozenset({"name", "client"})),
    },
    {
        "Task": Model(frozenset({"status", "task_id", "to_dict", "ended_at"}), frozenset({"status"})),
        "State": Model(frozenset({"ON"})),
    },
)


def facade(root: Path, source: str, name: str = "conductor/_async/executor.py") -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")
    return root


FORMS = {
    "module": ("from conductor_api.api.workflow import pause_workflow", "pause_workflow"),
    "renamed module": ("from conductor_api.api.workflow import pause_workflow as pause", "pause"),
    "package": ("from conductor_api.api import workflow", "workflow.pause_workflow"),
    "renamed package": ("from conductor_api.api import workflow as api", "api.pause_workflow"),
    "whole": ("import conductor_api.api.workflow", "conductor_api.api.workflow.pause_workflow"),
    "renamed whole": ("import conductor_api.api.workflow as api", "api.pause_workflow"),
}


@pytest.mark.parametrize(("statement", "expression"), FORMS.values(), ids=FORMS)
def test_method_is_named_however_it_imports(tmp_path: Path, statement: str, expression: str) -> None:
    """A method that calls a removed operation is named with file and line, in each form of import."""
    source = f"""{statement}
from conductor_api.api.workflow import start_workflow

class WorkflowExecutor:
    async def start(self):
        return await start_workflow.asyncio(self.body, client=self.client)

    async def pause(self, workflow_id):
        await {expression}.asyncio(workflow_id, client=self.client)
"""
    [line] = broken_uses(facade(tmp_path, source), CLIENT)
    assert line == (
        "WorkflowExecutor.pause (conductor/_async/executor.py:9) calls workflow.pause_workflow, "
        "which the server's document does not have"
    )


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("from conductor_api.models import Gone", "module level: imports the model Gone"),
        ("generated.Gone(x=1)", "f: uses the model Gone"),
        ("generated.State.OFF", "f: uses State.OFF"),
        ("Task(status=1, retry_count=2)", "f: sets Task.retry_count"),
        ("Task(task_id=1)", "f: makes a Task without status, which the server requires"),
        ("task.retry_count", "f: uses Task.retry_count"),
        ("maybe.retry_count", "f: uses Task.retry_count"),
        ("quoted.retry_count", "f: uses Task.retry_count"),
        ("get_task_def.asyncio(client=c)", "f: calls metadata.get_task_def without name, which the server requires"),
        ("get_task_def.asyncio_detailed('x')", "f: calls metadata.get_task_def without client"),
    ],
)
def test_each_kind_of_use_is_named(tmp_path: Path, statement: str, problem: str) -> None:
    """A model, a field or a value that is gone, and an argument or field that is now required, are named."""
    source = f"""import conductor_api.models as generated
from conductor_api.models import Task
from conductor_api.api.metadata import get_task_def

def f(task: Task, maybe: generated.Task | None, quoted: "Task", c):
    {statement}
"""
    [line] = broken_uses(facade(tmp_path, source), CLIENT)
    caller, what = problem.split(": ", 1)
    assert line.startswith(f"{caller} (conductor/_async/executor.py:6) {what}")


@pytest.mark.parametrize(
    "statement",
    [
        "Task(status=1, task_id=2)",
        "Task(**values)",
        "task.ended_at",
        "task.status.retry_count",
        "generated.State.ON.value",
        "get_task_def.asyncio('x', client=c)",
        "get_task_def.asyncio(*values)",
        "other.retry_count",
        "[task.retry_count for task in values]",
    ],
)
def test_sound_uses_are_not_named(tmp_path: Path, statement: str) -> None:
    """What the client has, and what has nothing to do with it, is left alone."""
    source = f"""import conductor_api.models as generated
from conductor_api.models import Task
from conductor_api.api.metadata import get_task_def

def f(task: Task, other: Other, values, c):
    {statement}
"""
    assert broken_uses(facade(tmp_path, source), CLIENT) == []


def test_method_of_a_part_is_named_after_the_whole(tmp_path: Path) -> None:
    """A method that a class has from a private base is named as users call it; the place stays the base's."""
    base = "class Control:\n    def pause(self):\n        workflow.pause_workflow.sync()\n"
    facade(tmp_path, f"from conductor_api.api import workflow\n\n{base}", "conductor/_async/_control.py")
    facade(tmp_path, "from conductor._async._control import Control\n\nclass WorkflowExecutor(Control):\n    pass\n")
    [line] = broken_uses(tmp_path, CLIENT)
    assert line.startswith("WorkflowExecutor.pause (conductor/_async/_control.py:5) calls workflow.pause_workflow")


def test_import_inside_a_method_counts(tmp_path: Path) -> None:
    """Also an operation that is imported where it is used is looked up."""
    source = "def pause():\n    from conductor_api.api.workflow import pause_workflow\n    pause_workflow.sync()\n"
    assert broken_uses(facade(tmp_path, source), CLIENT)[0].startswith("pause (conductor/_async/executor.py:3)")


def test_each_caller_is_named(tmp_path: Path) -> None:
    """Functions, methods of nested classes, inner functions and module level are told apart."""
    source = """from conductor_api.api.workflow import gone
TABLE = {"gone": gone}
def function():
    class Inner:
        def method(self):
            return lambda: gone.sync()
"""
    callers = [line.split(" (")[0] for line in broken_uses(facade(tmp_path, source), CLIENT)]
    assert callers == ["module level", "function.Inner.method"]


def test_all_of_the_facade_is_looked_at_once(tmp_path: Path) -> None:
    """Every module counts, except what is derived: its faults are those of the async source."""
    source = "from conductor_api.api.workflow import gone\ndef f():\n    gone.sync()\n"
    for name in ("conductor/_async/sub/a.py", "conductor/_worker/b.py", "conductor/_sync/c.py"):
        facade(tmp_path, source, name)
    assert [line.split(":")[0] for line in broken_uses(tmp_path, CLIENT)] == [
        "f (conductor/_async/sub/a.py",
        "f (conductor/_worker/b.py",
    ]


def test_client_is_read_from_its_source(tmp_path: Path) -> None:
    """Operations with their arguments, and models with their fields, are read without importing the client."""
    api, models = tmp_path / "api" / "thing", tmp_path / "models"
    for folder in (api, models):
        folder.mkdir(parents=True)
    (api / "get.py").write_text("async def asyncio(id, name=None, *, client, size=1): ...")
    (models / "a.py").write_text(
        "class A:\n    x: int\n    y: int = 1\n    z: str = field(repr=False)\n    w: str = field(default=None)\n"
        "    def to_dict(self): ...\n"
    )
    (models / "e.py").write_text("class E(StrEnum):\n    ON = 'ON'\n")
    client = read_client(tmp_path)
    assert client.operations == {"thing.get": Function(("id", "name"), frozenset({"id", "client"}))}
    assert client.models["A"] == Model(frozenset({"x", "y", "z", "w", "to_dict"}), frozenset({"x", "z"}))
    assert client.models["E"] == Model(frozenset({"ON"}))


def test_committed_facade_uses_what_exists(capsys: pytest.CaptureFixture[str]) -> None:
    """All that the facade of this repository uses is in the generated client."""
    assert main() == 0
    assert capsys.readouterr().err == ""
