"""All steps for a server other than the pinned one: it adds to the client, and takes nothing from it."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from scripts.regen import tree as tree_module
from scripts.regen.tree import unchanged_on_error
from tests.pipeline.test_regen import ARCHIVE, PAUSE, as_served
from tests.pipeline.tree import contents, copy_tree, run

ACME = {
    "tags": ["LLM"],
    "operationId": "fetchInvoice_3",
    "summary": "Get an invoice.",
    "parameters": [{"in": "query", "name": "status", "schema": {"type": "string", "enum": ["OPEN", "SHUT"]}}],
    "responses": {"200": {"description": "", "content": {"*/*": {"schema": {"$ref": "#/components/schemas/Invoice"}}}}},
}


def other_server(root: Path) -> Path:
    """Write the document of another version with an endpoint of its own, which lacks and changes some of ours."""
    document = json.loads((root / "openapi" / "sources" / "oss.json").read_text("utf-8"))
    document["info"] = {"title": "Acme", "version": "3.31.9"}
    document["paths"]["/api/acme/invoice"] = {"get": ACME}
    document["paths"] = {
        path: item for path, item in document["paths"].items() if path != PAUSE and "/agent/" not in path
    }
    schemas: dict[str, Any] = document["components"]["schemas"]
    schemas["Invoice"] = {"type": "object", "properties": {"total": {"type": "number"}}}
    schemas["Task"]["properties"]["acmeCost"] = {"type": "integer", "format": "int32"}
    del schemas["WorkflowTask"]["properties"]["joinMode"]
    del schemas["BulkResponseString"]
    schemas["TaskDef"]["properties"]["retryCount"] = {"type": "string"}
    file = root.parent / "acme.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def acme(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, dict[str, bytes]]:
    """Regenerate a copy for another server; give the copy, the report, and what the copy held before."""
    root = copy_tree(tmp_path_factory.mktemp("acme") / "copy")
    before = contents(root)
    code, output, errors = run(root, "--document", str(other_server(root)))
    assert (code, errors) == (0, "")
    return root, output, before


def test_other_server_adds_to_the_client(acme: tuple[Path, str, dict[str, bytes]]) -> None:
    """A document of another version joins without an edit, and its endpoint keeps its name, enum and package."""
    root, output, before = acme
    lines = output.splitlines()
    assert lines[:2] == ["server 3.32.3", "  + 1 operation      llm.fetch_invoice_3"]
    assert "compared with the server that was named, version 3.31.9:" in lines
    for line in (
        "  ! 1 operation      workflow.pause_workflow",
        "  - 1 field          WorkflowTask.joinMode",
        "  ! field TaskDef.retryCount: int32 here, string on the server",
    ):
        assert line in lines
    after = contents(root)
    assert (after["openapi/sources/oss.json"], "openapi/sources/server.json" in after) == (
        before["openapi/sources/oss.json"],
        True,
    )
    assert "generated/conductor_api/api/llm/fetch_invoice_3.py" in after
    assert (
        before["generated/conductor_api/models/task_result_status.py"]
        == after["generated/conductor_api/models/task_result_status.py"]
    )


def test_facade_stays_whole(acme: tuple[Path, str, dict[str, bytes]], tmp_path: Path) -> None:
    """With a server that lacks operations, fields and schemas, each public name of the SDK is still there."""
    root = acme[0]
    assert run(root, module="scripts.check_facade") == (0, "", "")
    (tmp_path / "program.py").write_text(
        "import conductor\nprint(all(hasattr(conductor, n) for n in conductor.__all__))\n"
    )
    path = os.pathsep.join((str(root), str(root / "generated")))
    assert run(tmp_path, module="program", PYTHONPATH=path) == (0, "True\n", "")


def test_check_accepts_another_server(acme: tuple[Path, str, dict[str, bytes]]) -> None:
    """`make check` passes in a checkout that is made for another server, and a second run changes nothing."""
    before = contents(acme[0])
    assert run(acme[0], "--check") == (0, "", "")
    code, output, _ = run(acme[0], "--offline")
    assert (code, output.splitlines()[1]) == (0, "  no changes")
    assert contents(acme[0]) == before


def test_way_back_leaves_no_difference(acme: tuple[Path, str, dict[str, bytes]], tmp_path: Path) -> None:
    """Without the source of the other server, everything is as it was before."""
    root = tmp_path / "copy"
    shutil.copytree(acme[0], root)
    (root / "openapi" / "sources" / "server.json").unlink()
    assert run(root, "--offline")[0] == 0
    assert contents(root) == acme[2]


def test_pinned_document_is_no_other_server(acme: tuple[Path, str, dict[str, bytes]], tmp_path: Path) -> None:
    """The pinned document, from wherever it comes and whatever its label, brings the client back as it was."""
    root = tmp_path / "copy"
    shutil.copytree(acme[0], root)
    document = as_served(json.loads((root / "openapi" / "sources" / "oss.json").read_text("utf-8")))
    file = tmp_path / "pinned.json"
    file.write_text(json.dumps({**document, "info": {"version": "v0"}}))
    assert run(root, "--document", str(file))[0] == 0
    assert contents(root) == acme[2]


def test_pin_makes_a_document_the_base(tmp_path: Path) -> None:
    """Maintainers make a newer version the base with --pin: it becomes oss.json, and there is no server.json."""
    root = copy_tree(tmp_path / "copy")
    document = json.loads((root / "openapi" / "sources" / "oss.json").read_text("utf-8"))
    document["info"]["version"] = "3.33.0"
    document["paths"]["/api/workflow/{workflowId}/archive"] = {"post": ARCHIVE}
    file = tmp_path / "new.json"
    file.write_text(json.dumps(document))
    code, output, _ = run(root, "--document", str(file), "--pin")
    assert (code, output.splitlines()[0]) == (0, "server 3.33.0 (was 3.32.3)")
    assert json.loads((root / "openapi" / "sources" / "oss.json").read_text("utf-8"))["info"]["version"] == "3.33.0"
    assert not (root / "openapi" / "sources" / "server.json").exists()


def test_failure_leaves_the_tree_as_it_was(tmp_path: Path) -> None:
    """When overlays are wrong, all problems are named at once, and sources, document and client stay untouched."""
    root = copy_tree(tmp_path / "copy")
    actions = [
        {"target": "$.paths['/api/acme/invoice'].get", "description": "why", "update": {"x-a": 1}, "remove": True},
        {"target": "$.paths['/api/acme/invoice'].get.tags[0]", "description": "why", "update": {"a": 1}},
    ]
    overlay = root / "openapi" / "overlays" / "60-acme.yaml"
    overlay.write_text(json.dumps({"overlay": "1.1.0", "actions": actions}))
    before = contents(root)
    code, output, errors = run(root, "--document", str(other_server(root)))
    assert (code, output) == (1, "")
    first, second, last = errors.splitlines()
    assert first.startswith("regen: openapi/overlays/60-acme.yaml: action 1: needs either")
    assert second.startswith("regen: openapi/overlays/60-acme.yaml: action 2: cannot merge dict into str")
    assert last.startswith("regen: nothing was changed")
    assert contents(root) == before


def test_failure_while_writing_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever fails after files were written, they are put back, a deleted one included."""
    written = (tmp_path / "document.json", tmp_path / "server.json", tmp_path / "client")
    monkeypatch.setattr(tree_module, "WRITTEN", written)
    monkeypatch.setattr(tree_module, "CLIENT", written[2])
    (written[2] / "api" / "old").mkdir(parents=True)
    (written[2] / "api" / "old" / "a.py").write_text("old")
    written[0].write_text("old")
    before = contents(tmp_path)
    with pytest.raises(KeyboardInterrupt), unchanged_on_error():  # noqa: PT012 - each kind of change is undone
        written[0].unlink()
        written[1].write_text("new")
        (written[2] / "api" / "old" / "a.py").write_text("new")
        (written[2] / "api" / "b.py").write_text("new")
        raise KeyboardInterrupt
    assert contents(tmp_path) == before


def test_stale_cache_of_mypy_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a package comes or goes, mypy's cache goes: it would not see a package that has come back."""
    monkeypatch.setattr(tree_module, "WRITTEN", ())
    monkeypatch.setattr(tree_module, "CLIENT", tmp_path / "client")
    monkeypatch.setattr(tree_module, "MYPY_CACHE", tmp_path / "cache")
    (tmp_path / "cache").mkdir()
    with unchanged_on_error():
        (tmp_path / "client").mkdir()
    assert (tmp_path / "cache").exists()
    with unchanged_on_error():
        (tmp_path / "client" / "api" / "new").mkdir(parents=True)
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--server", "http://user:s3cret-word@127.0.0.1:1"),
        ("--document", "http://user:s3cret-word@127.0.0.1:1/x?token=s3cret-word"),
        ("--server", "http://user:s3cret-word@[bad"),
        ("--server", "http://127.0.0.1:1", "--header", "s3cret-word"),
        ("--server", "http://127.0.0.1:1", "--header", "X-Authorization: s3cret-word"),
    ],
)
def test_no_secret_reaches_the_terminal(arguments: tuple[str, ...], acme: tuple[Path, str, dict[str, bytes]]) -> None:
    """A password in an address, a token in a query and a header are in no line that is printed."""
    code, output, errors = run(acme[0], *arguments)
    assert (code, output, len(errors.splitlines())) == (1, "", 1)
    assert "s3cret-word" not in errors
