"""All steps at once, in copies of the repository: what `make regen` and `make check` do."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
from collections.abc import Generator
from pathlib import Path
from typing import Any

import attrs
import pytest

from conductor.regen.documents import OSS_SOURCE, Document
from conductor.regen.documents import read as read_document
from scripts.regen.tree import different_files
from tests.pipeline.tree import contents, copy_tree, run, start
from tests.support.fake_java import make_java

# Serves the file of FAKE_DOCS at /api-docs. Without one it tells the test its process id and does not answer.
SERVER = """
import http.server, os, pathlib, socket, time

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/api-docs" and "FAKE_DOCS" not in os.environ:
            with socket.create_connection(("127.0.0.1", int(os.environ["FAKE_TELL"]))) as test:
                test.sendall(str(os.getpid()).encode())
            time.sleep(600)
        body = b"3.32.3"
        if self.path == "/api-docs":
            body = pathlib.Path(os.environ["FAKE_DOCS"]).read_bytes()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

port = next(int(a.split("=")[1]) for a in sys.argv if a.startswith("--server.port="))
http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()
"""


@attrs.frozen
class Fake:
    """A copy of the repository on a machine whose Java plays the server."""

    root: Path
    temporary: Path
    environment: dict[str, str]


@pytest.fixture
def fake(tmp_path: Path) -> Fake:
    """Give a copy, in a folder with an unusual name, and a Java that plays the server."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    make_java(tmp_path / "java", "21.0.1", SERVER)
    (tmp_path / "server.jar").touch()
    environment = {
        "JAVA_HOME": str(tmp_path / "java"),
        "CONDUCTOR_SERVER_JAR": str(tmp_path / "server.jar"),
        "TMPDIR": str(temporary),
    }
    return Fake(copy_tree(tmp_path / "build" / "a clöne"), temporary, environment)


@pytest.fixture
def listener() -> Generator[socket.socket]:
    """Give a socket on which the fake server reports."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(30)
        yield server


def as_served(document: Document) -> Document:
    """Give the document as a server would: other order, with prose, servers and tags."""
    wordy: Document = json.loads(json.dumps(document), object_hook=lambda node: dict(reversed(node.items())))
    for item in wordy["paths"].values():
        for operation in item.values():
            operation |= {"summary": "as served", "description": "as served"}
    return {"servers": [{"url": "http://127.0.0.1"}], "tags": [{"name": "x"}], **wordy}


def test_regeneration_makes_the_same_bytes_anywhere(fake: Fake) -> None:
    """From what a server of one's own serves, in another folder, locale, time zone and hash order: no difference."""
    before = contents(fake.root / "openapi") | contents(fake.root / "generated")
    docs = fake.temporary.parent / "docs.json"
    docs.write_text(json.dumps(as_served(read_document(OSS_SOURCE))))
    elsewhere = {
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "TZ": "Asia/Kolkata",
        "PYTHONHASHSEED": "77",
    }
    code, output, errors = run(fake.root, **fake.environment, **elsewhere, FAKE_DOCS=str(docs))
    assert (code, output) == (0, "server 3.32.3\n  no changes\n"), errors
    after = contents(fake.root / "openapi") | contents(fake.root / "generated")
    assert [name for name in before.keys() | after.keys() if before.get(name) != after.get(name)] == []
    assert list(fake.temporary.iterdir()) == []


def test_server_is_stopped_on_an_error(fake: Fake) -> None:
    """When the server serves no document there is one line, nothing is changed, and no server is left."""
    before = contents(fake.root)
    docs = fake.temporary.parent / "docs.json"
    docs.write_text("<html>")
    code, output, errors = run(fake.root, **fake.environment, FAKE_DOCS=str(docs))
    [*_, last] = errors.splitlines()
    assert (code, output) == (1, "")
    assert re.fullmatch(r"regen: http://127\.0\.0\.1:\d+/api-docs: a web page.* \(nothing was changed\)", last)
    assert contents(fake.root) == before
    assert list(fake.temporary.iterdir()) == []


def test_server_is_stopped_on_ctrl_c(fake: Fake, listener: socket.socket) -> None:
    """Ctrl-C while the server is asked ends it, removes its folder and changes nothing."""
    before = contents(fake.root)
    with start(fake.root, **fake.environment, FAKE_TELL=str(listener.getsockname()[1])) as regen:
        with listener.accept()[0] as connection:
            server_pid = int(connection.recv(20))
        regen.send_signal(signal.SIGINT)
        _, errors = regen.communicate(timeout=50)
    assert (regen.returncode, "Traceback" in errors) == (130, False)
    with pytest.raises(ProcessLookupError):
        os.kill(server_pid, 0)
    assert contents(fake.root) == before
    assert list(fake.temporary.iterdir()) == []


PAUSE = "/api/workflow/{workflowId}/pause"
ARCHIVE = {
    "tags": ["workflow-resource"],
    "operationId": "archiveWorkflow",
    "parameters": [
        {"in": "path", "name": "workflowId", "required": True, "schema": {"type": "string"}},
        {"in": "query", "name": "keepDays", "required": False, "schema": {"type": "integer", "format": "int32"}},
    ],
    "responses": {
        "200": {"description": "", "content": {"*/*": {"schema": {"$ref": "#/components/schemas/Workflow"}}}}
    },
}


@pytest.fixture(scope="module")
def doctored(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Regenerate a copy whose server has another document, and give the copy and the report."""
    root = copy_tree(tmp_path_factory.mktemp("doctored"))
    source = root / "openapi" / "sources" / "oss.json"
    document = json.loads(source.read_text("utf-8"))
    document["info"]["version"] = "3.33.0"
    document["paths"]["/api/workflow/{workflowId}/archive"] = {"post": ARCHIVE}
    del document["paths"][PAUSE]
    schemas: dict[str, Any] = document["components"]["schemas"]
    schemas["Task"]["properties"]["queueWaitTime"]["format"] = "int32"
    schemas["Task"]["properties"]["status"]["enum"].append("PAUSED")
    source.write_text(json.dumps(document), encoding="utf-8")
    code, output, errors = run(root, "--offline")
    assert (code, errors) == (0, "")
    return root, output


def test_report_names_what_changed(doctored: tuple[Path, str]) -> None:
    """An operation added, one removed, a field retyped, an enum value added: the report names all four."""
    lines = doctored[1].splitlines()
    assert lines[:5] == [
        "server 3.33.0 (was 3.32.3)",
        "  + 1 operation      workflow.archive_workflow",
        "  + 1 enum value     TaskState: PAUSED",
        "  ~ 1 field          Task.queueWaitTime: int64 (required) -> int32 (required)",
        "  - 1 operation      workflow.pause_workflow",
    ]


def test_report_names_stale_actions(doctored: tuple[Path, str]) -> None:
    """The overlay action on the operation that is gone is named, to be deleted."""
    _, *notes = doctored[1].split("note: ")
    assert len(notes) == 1
    assert re.match(
        rf"openapi/overlays/20-names\.yaml: action \d+ \(\$\.paths\['{re.escape(PAUSE)}'\]\.put\)", notes[0]
    )
    assert notes[0].strip().endswith("the operation is gone, delete the action")


PROGRAM = """
import httpx
import conductor_api
from conductor_api.api.workflow import archive_workflow
from conductor_api.models import TaskState

def answer(request):
    assert (request.method, str(request.url)) == ("POST", "http://test/api/workflow/w1/archive?keepDays=7")
    return httpx.Response(200, json={"workflowId": "w1"})

client = conductor_api.Client("http://test", http_client=httpx.Client(transport=httpx.MockTransport(answer)))
print(archive_workflow.sync("w1", client=client, keep_days=7).workflow_id, TaskState.PAUSED)
"""


def test_new_operation_is_callable(doctored: tuple[Path, str], tmp_path: Path) -> None:
    """An operation that the server added is imported and called without any other edit."""
    (tmp_path / "program.py").write_text(PROGRAM)
    generated = str(doctored[0] / "generated")
    assert run(tmp_path, module="program", PYTHONPATH=generated) == (0, "w1 PAUSED\n", "")


def test_check_names_the_broken_method(doctored: tuple[Path, str]) -> None:
    """`make check` names each method of the facade that calls the removed operation, and no other."""
    code, _, errors = run(doctored[0], module="scripts.check_facade")
    assert code == 1
    assert re.fullmatch(
        r"AsyncWorkflowExecutor\.pause \(conductor/_async/\w+\.py:\d+\) calls workflow\.pause_workflow, "
        r"which the server's document does not have\n",
        errors,
    )


def test_check_asks_for_tidying_up(doctored: tuple[Path, str]) -> None:
    """`make check` says which overlay action to delete, as long as it stands for a gone operation."""
    code, _, errors = run(doctored[0], "--check")
    assert code == 1
    assert re.fullmatch(
        r"regen: openapi/overlays/20-names\.yaml: action \d+: \$\.paths\[.*\]\.put matches nothing.*\n", errors
    )


def test_makefile_checks_the_facade_first() -> None:
    """The facade is checked before the type checkers, whose words for the same fault are harder to read."""
    makefile = (Path(__file__).parents[2] / "Makefile").read_text("utf-8")
    assert re.search(r"^check-types:.*\n\t@\$\(BIN\)/python -m scripts\.check_facade\n", makefile, re.MULTILINE)


def test_every_difference_of_two_clients_is_found(tmp_path: Path) -> None:
    """`make check` finds generated files that were edited, deleted or added by hand, and ignores caches."""
    for side in ("fresh", "committed"):
        for name in ("same.py", "sub/edited.py", f"only_{side}.py", f"py.{side}", f"__pycache__/{side}.pyc"):
            file = tmp_path / side / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("" if name == "same.py" else side)
    found = different_files(tmp_path / "fresh", tmp_path / "committed")
    assert found == ["only_committed.py", "only_fresh.py", "py.committed", "py.fresh", "sub/edited.py"]
