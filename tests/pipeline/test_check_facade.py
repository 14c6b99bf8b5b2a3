"""The check that names what a removed operation broke in the facade."""

from __future__ import annotations

from pathlib import Path

import pytest

from conductor.regen.documents import CLIENT
from scripts.check_facade import Signature, Surface, broken_calls, main, surface

START = Signature(frozenset({"name", "client", "version"}), ("client",), ("name",))
TASK = Signature(frozenset({"name", "owner", "id"}), ("name",))
EXISTING = Surface(
    {"workflow.start_workflow": START, "metadata.get_task_def": Signature(frozenset({"name"}), ("name",), ("name",))},
    {"Task": TASK},
    {"Task": frozenset({"name", "owner", "id", "to_dict"}), "State": frozenset({"ON"})},
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
        return await start_workflow.asyncio("n", client=self.client)

    async def pause(self, workflow_id):
        await {expression}.asyncio(workflow_id, client=self.client)
"""
    [line] = broken_calls(facade(tmp_path, source), EXISTING)
    assert line == (
        "WorkflowExecutor.pause (conductor/_async/executor.py:9) calls workflow.pause_workflow, "
        "which the server's document does not have"
    )


def test_method_of_a_part_is_named_after_the_whole(tmp_path: Path) -> None:
    """A method that a class has from a private base is named as users call it; the place stays the base's."""
    base = "class Control:\n    def pause(self):\n        workflow.pause_workflow.sync()\n"
    facade(tmp_path, f"from conductor_api.api import workflow\n\n{base}", "conductor/_async/_control.py")
    facade(tmp_path, "from conductor._async._control import Control\n\nclass WorkflowExecutor(Control):\n    pass\n")
    [line] = broken_calls(tmp_path, EXISTING)
    assert line.startswith("WorkflowExecutor.pause (conductor/_async/_control.py:5) calls workflow.pause_workflow")


def test_import_inside_a_method_counts(tmp_path: Path) -> None:
    """Also an operation that is imported where it is used is looked up."""
    source = "def pause():\n    from conductor_api.api.workflow import pause_workflow\n    pause_workflow.sync()\n"
    assert broken_calls(facade(tmp_path, source), EXISTING)[0].startswith("pause (conductor/_async/executor.py:3)")


def test_each_caller_is_named(tmp_path: Path) -> None:
    """Functions, methods of nested classes, inner functions and module level are told apart."""
    source = """from conductor_api.api.workflow import gone
TABLE = {"gone": gone}
def function():
    class Inner:
        def method(self):
            return lambda: gone.sync()
"""
    callers = [line.split(" (")[0] for line in broken_calls(facade(tmp_path, source), EXISTING)]
    assert callers == ["module level", "function.Inner.method"]


def test_same_name_elsewhere_is_no_call(tmp_path: Path) -> None:
    """Names that have nothing to do with the generated client do not matter."""
    source = """from conductor_api.api import metadata
from conductor_api.models import Task
from elsewhere.api.workflow import pause_workflow
def f(task: Task):
    pause_workflow.sync()
    self.workflow.pause_workflow.sync()
    metadata.get_task_def.sync("x")
    metadata
"""
    assert broken_calls(facade(tmp_path, source), EXISTING) == []


def test_all_of_the_facade_is_looked_at_once(tmp_path: Path) -> None:
    """Every module counts, except what is derived: its faults are those of the async source."""
    source = "from conductor_api.api.workflow import gone\ndef f():\n    gone.sync()\n"
    for name in ("conductor/_async/sub/a.py", "conductor/_worker/b.py", "conductor/_sync/c.py"):
        facade(tmp_path, source, name)
    assert [line.split(":")[0] for line in broken_calls(tmp_path, EXISTING)] == [
        "f (conductor/_async/sub/a.py",
        "f (conductor/_worker/b.py",
    ]


IMPORTS = "from conductor_api.api.workflow import start_workflow\nfrom conductor_api.models import State, Task\n"


@pytest.mark.parametrize(
    ("expression", "problem"),
    [
        ("start_workflow.sync('n')", "calls workflow.start_workflow without client, which is required"),
        ("start_workflow.sync(client=1, lost=2)", "calls workflow.start_workflow with lost, which it does not take"),
        ("Task(owner=1)", "makes Task without name, which is required"),
        ("Task(name=1, lost=2)", "makes Task with lost, which it does not take"),
        ("given.lost", "uses Task.lost, which the server's document does not have"),
        ("State.OFF", "uses State.OFF, which the server's document does not have"),
    ],
)
def test_use_of_what_is_gone_or_required_is_named(tmp_path: Path, expression: str, problem: str) -> None:
    """Arguments, fields and members are looked at, and each problem has the method and the line."""
    source = f"{IMPORTS}def f(given: Task | None):\n    return {expression}\n"
    assert broken_calls(facade(tmp_path, source), EXISTING) == [f"f (conductor/_async/executor.py:4) {problem}"]


def test_sound_uses_are_not_named(tmp_path: Path) -> None:
    """Required arguments in either form, unpacked arguments, methods and members are no problem."""
    source = f"""{IMPORTS}def f(given: Task):
    def inner(given: str):
        return given.lost
    start_workflow.sync("n", client=1)
    start_workflow.sync(**given.to_dict())
    return Task(name=given.id), State.ON
"""
    assert broken_calls(facade(tmp_path, source), EXISTING) == []


def test_model_that_is_gone_is_named(tmp_path: Path) -> None:
    """An import of a model that the client no longer has is named, before Python fails on it."""
    source = "from conductor_api.models import Gone\n"
    [line] = broken_calls(facade(tmp_path, source), EXISTING)
    assert line.endswith(":1) uses the model Gone, which the server's document does not have")


def test_client_is_read_without_importing_it() -> None:
    """Arguments, fields and members of the generated client are found, required ones among them."""
    found = surface(CLIENT)
    assert found.operations["workflow.pause_workflow"].required == ("workflow_id", "client")
    assert {"task_type", "additional_properties"} <= found.models["Task"].names
    assert "COMPLETED" in found.members["TaskState"]
    assert "TaskState" not in found.models


def test_committed_facade_calls_what_exists(capsys: pytest.CaptureFixture[str]) -> None:
    """Each operation that the facade of this repository calls is in the committed document."""
    assert main() == 0
    assert capsys.readouterr().err == ""
