"""What a server serves at /api-docs, and what is said when it serves something else."""

from __future__ import annotations

import json
import threading
from collections.abc import Generator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import attrs
import pytest

from scripts import java
from scripts.regen.documents import OSS_SOURCE, RegenError, dump
from scripts.regen.fetch import ask, fetch, structure
from scripts.server_jar import SERVER_VERSION
from tests.pipeline.tiny import document, model, operation
from tests.support.fake_java import DYING_SERVER, make_java

HTML = (200, "text/html", "<!doctype html><html><body>Welcome</body></html>")
VERSION = (200, "text/plain", "3.99.0\n")
Answer = tuple[int, str, str]


@attrs.define
class Stub:
    """A server on the loopback interface that gives what a test put there; None is no answer at all."""

    url: str
    answers: dict[str, Answer | None]


@pytest.fixture
def stub() -> Generator[Stub]:
    """Run a stub of a server."""
    answers: dict[str, Answer | None] = {}
    is_over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = answers.get(self.path, (404, "application/json", "{}"))
            if answer is None:
                is_over.wait()
                return
            status, kind, body = answer
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield Stub(f"http://127.0.0.1:{server.server_port}", answers)
    is_over.set()
    server.shutdown()
    thread.join()
    server.server_close()


def served(content: Any) -> Answer:
    return 200, "application/json", json.dumps(content)


def test_structure_is_kept_and_prose_is_not() -> None:
    """Descriptions, summaries, servers and tags of the server go, also deep inside; what shapes the API stays."""
    bare = document(("get", "/a", operation()), schemas={"A": model(x={"type": "string"})}, version="9")
    wordy = document(
        ("get", "/a", {**operation(summary="S", description="D"), "responses": {"200": {"description": "OK"}}}),
        schemas={"A": {**model(x={"type": "string", "description": "X"}), "description": "A"}},
    )
    wordy |= {"servers": [{"url": "http://host"}], "tags": [{"name": "t"}]}
    assert structure(wordy, "9") == {**bare, "info": {"title": "Conductor", "version": "9"}}


def test_fields_named_as_prose_are_kept() -> None:
    """A field that is called description, summary or responses is no prose."""
    fields = model(description={"type": "string"}, summary={"type": "string"}, responses={"type": "array", "items": {}})
    kept = structure(document(("get", "/a", operation()), schemas={"A": fields}), "9")
    assert kept["components"]["schemas"]["A"] == fields


@pytest.mark.parametrize("suffix", ["", "/", "/api", "/api/"])
def test_running_server_is_asked(stub: Stub, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a URL, with or without /api, that server is asked and nothing else; its version goes into the document."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    stub.answers.update({"/api-docs": served(document(("get", "/a", operation()))), "/api/version": VERSION})
    fetched = fetch(stub.url + suffix)
    assert fetched["info"]["version"] == "3.99.0"
    assert list(fetched["paths"]) == ["/a"]


@pytest.mark.parametrize(
    ("docs", "version", "message"),
    [
        (HTML, VERSION, "/api-docs: not JSON (text/html): Expecting value"),
        ((404, "application/json", "{}"), VERSION, "/api-docs: HTTP 404"),
        ((302, "text/html", ""), VERSION, "/api-docs: HTTP 302"),
        ((200, "application/json", '{"paths": {'), VERSION, "/api-docs: not JSON (application/json)"),
        (served([]), VERSION, "/api-docs: not an OpenAPI document (no 'paths')"),
        (served({"paths": []}), VERSION, "/api-docs: not an OpenAPI document (no 'paths')"),
        (None, VERSION, "/api-docs: no answer: timed out"),
        (served(document()), HTML, "/api/version: not a version: '<!doctype html>"),
        (served(document()), (500, "text/plain", "no"), "/api/version: HTTP 500"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_foreign_answer_is_one_clear_line(stub: Stub, docs: Answer | None, version: Answer, message: str) -> None:
    """A web page, an error, broken JSON or no answer: one line that names the URL and what was found."""
    stub.answers.update({"/api-docs": docs, "/api/version": version})
    with pytest.raises(RegenError) as error:
        ask(stub.url, limit_s=0.2)
    assert str(error.value).startswith(stub.url + message)
    assert len(str(error.value).splitlines()) == 1


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "localhost:8080", "ftp://host", "http://[bad", ""])
def test_unusable_url_is_one_clear_line(url: str) -> None:
    """A URL that nobody listens on, or that is none: one line that names it."""
    with pytest.raises(RegenError, match=r"/api-docs: no answer: \S") as error:
        fetch(url)
    assert str(error.value).startswith(url)
    assert len(str(error.value).splitlines()) == 1


@pytest.fixture
def no_tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide Java, Maven and the jar of this machine."""
    monkeypatch.setattr(java, "JVM_FOLDERS", ())
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("JAVA_HOME", "CONDUCTOR_SERVER_JAR", "MAVEN_ARGS", "MAVEN_OPTS"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("no_tools")
@pytest.mark.parametrize(("version", "missing"), [(None, "Java 21"), ("17.0.1", "Java 21"), ("21.0.1", "Maven")])
def test_missing_tool_names_the_other_ways(
    version: str | None, missing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without Java, with one that is too old, without Maven: one line says what is missing and the two other ways."""
    if version:
        make_java(tmp_path / "java", version)
        monkeypatch.setenv("JAVA_HOME", str(tmp_path / "java"))
    with pytest.raises(RegenError, match=missing) as error:
        fetch(None)
    assert "make regen SERVER=http://host:8080" in str(error.value)
    assert "OFFLINE=1" in str(error.value)
    assert len(str(error.value).splitlines()) == 1


@pytest.mark.usefixtures("no_tools")
def test_server_that_does_not_start_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the server ends while starting, the error has the end of its log."""
    make_java(tmp_path / "java", "21.0.1", DYING_SERVER)
    (tmp_path / "server.jar").touch()
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "java"))
    monkeypatch.setenv("CONDUCTOR_SERVER_JAR", str(tmp_path / "server.jar"))
    with pytest.raises(RegenError, match="Application run failed: no such bean"):
        fetch(None)


def test_committed_source_is_what_the_server_serves(real_server_url: str) -> None:
    """The real server of the pinned version serves the committed source, byte for byte, whenever it is asked."""
    fetched = fetch(real_server_url)
    assert fetched["info"]["version"] == SERVER_VERSION
    assert dump(fetched) == OSS_SOURCE.read_text(encoding="utf-8")
