"""What a server serves at /api-docs, what a file holds, and what is said when it is something else."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Generator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import attrs
import pytest

from conductor.regen.documents import OSS_SOURCE, RegenError, dump, read
from conductor.regen.documents import write as write_document
from scripts import java
from scripts.regen import fetch as fetch_module
from scripts.regen import web as web_module
from scripts.regen.fetch import Fetched, ask, fetch, store, structure
from scripts.regen.web import Access, header, shown_url
from scripts.server_jar import SERVER_VERSION
from tests.pipeline.tiny import document, model, operation
from tests.support.fake_java import DYING_SERVER, make_java

HTML = (200, "text/html", "<!doctype html><html><body>Welcome</body></html>")
VERSION = (200, "text/plain", "3.99.0\n")
Answer = tuple[int, str, str | bytes]
"""Status, media type (or the target of a redirect) and body."""


@attrs.define
class Stub:
    """A server on the loopback interface that answers what a test put there; None is no answer at all."""

    url: str
    answers: dict[str, Answer | None]
    seen: list[tuple[str, dict[str, str]]]


def run_stub() -> Generator[Stub]:
    """Run a stub of a server."""
    answers: dict[str, Answer | None] = {}
    seen: list[tuple[str, dict[str, str]]] = []
    is_over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            answer = answers.get(self.path, (404, "application/json", "{}"))
            if answer is None:
                is_over.wait()
                return
            status, kind, body = answer
            content = body if isinstance(body, bytes) else body.encode()
            self.send_response(status)
            self.send_header("Location" if 300 <= status < 400 else "Content-Type", kind)
            if content[:2] == b"\x1f\x8b":
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.do_GET()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield Stub(f"http://127.0.0.1:{server.server_port}", answers, seen)
    is_over.set()
    server.shutdown()
    thread.join()
    server.server_close()


stub = pytest.fixture(run_stub, name="stub")
other_stub = pytest.fixture(run_stub, name="other")


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


DOCS = document(("get", "/a", operation()), version="v0")


@pytest.mark.parametrize("suffix", ["", "/", "/api", "/api/", "/api-docs"])
def test_running_server_is_asked(stub: Stub, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a URL, with or without /api, that server is asked and nothing else; its version is found."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    stub.answers.update({"/api-docs": served(DOCS), "/api/version": VERSION})
    assert fetch(stub.url + suffix) == Fetched(DOCS, "3.99.0")


@pytest.mark.parametrize(
    ("version", "expected"),
    [(HTML, "unknown"), ((404, "text/plain", ""), "unknown"), (served("5.1"), "5.1"), (VERSION, "3.99.0")],
    ids=["page", "missing", "JSON", "text"],
)
def test_version_is_optional(stub: Stub, version: Answer, expected: str) -> None:
    """A server without /api/version is used; springdoc's own place of the document is tried, too."""
    stub.answers.update({"/v3/api-docs": served(DOCS), "/api/version": version})
    assert ask(stub.url).version == expected


def test_gzip_and_redirects_work(stub: Stub) -> None:
    """A compressed document behind a redirect is read."""
    stub.answers["/api-docs"] = 302, "/moved/api-docs", ""
    stub.answers["/moved/api-docs"] = 200, "application/json", gzip.compress(json.dumps(DOCS).encode())
    assert ask(stub.url).document == DOCS


def test_key_becomes_a_token(stub: Stub) -> None:
    """Key and secret are exchanged for a token, which the document is asked for with."""
    stub.answers.update({"/api/token": served({"token": "t0"}), "/api-docs": served(DOCS)})
    ask(stub.url, Access(key="k", secret="s"))
    assert dict(stub.seen)["/api-docs"]["x-authorization"] == "t0"


def test_server_without_tokens_is_used_without(stub: Stub) -> None:
    """Conductor OSS has no /api/token: key and secret do no harm there."""
    stub.answers["/api-docs"] = served(DOCS)
    assert ask(stub.url, Access(key="k", secret="s")).document == DOCS


def test_credentials_stay_at_their_origin(stub: Stub, other: Stub) -> None:
    """Neither headers nor user and password of the URL follow a redirect to another origin."""
    stub.answers["/api-docs"] = 302, f"{other.url}/api-docs", ""
    other.answers["/api-docs"] = served(DOCS)
    url = stub.url.replace("://", "://user:s3cret@")
    assert ask(url, Access({"X-Key": "k"})).document == DOCS
    assert {"authorization", "x-key"} <= dict(stub.seen)["/api-docs"].keys()
    assert not {"authorization", "x-key"} & dict(other.seen)["/api-docs"].keys()


@pytest.mark.parametrize(
    ("docs", "message"),
    [
        (HTML, "a web page, perhaps a login; set CONDUCTOR_AUTH_KEY"),
        ((404, "application/json", "{}"), "HTTP 404; check the address, or save"),
        ((401, "text/plain", ""), "HTTP 401; set CONDUCTOR_AUTH_KEY"),
        ((403, "text/html", "<html>"), "HTTP 403; set CONDUCTOR_AUTH_KEY"),
        ((302, "/api-docs", ""), "more than 10 redirects"),
        ((302, "ftp://host/x", ""), "a redirect to something other than HTTP"),
        (
            (500, "text/plain", "NoSuchMethodError\n at x"),
            "HTTP 500: NoSuchMethodError at x; try to start the server with --springdoc",
        ),
        ((200, "application/json", '{"paths": {'), "neither JSON nor YAML"),
        (served([]), "expected an object, found list"),
        (served({"openapi": "3.0.1", "paths": []}), "not an OpenAPI document (no 'paths')"),
        (served({"paths": {}}), "not an OpenAPI 3 document"),
        (served({"swagger": "2.0", "paths": {}}), "Swagger 2.0; OpenAPI 3.0 or 3.1 is needed"),
        (None, "no answer: timed out"),
        ((200, "application/json", b"x" * 3000), "larger than 2000 bytes"),
        ((200, "application/json", gzip.compress(b"x" * 3000)), "larger than 2000 bytes"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_foreign_answer_is_one_clear_line(
    stub: Stub, docs: Answer | None, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a server answers: one line with the URL, what was found and the next step; no password."""
    monkeypatch.setattr(web_module, "ANSWER_LIMIT_S", 0.5)
    monkeypatch.setattr(web_module, "MAX_DOCUMENT_BYTES", 2000)
    stub.answers["/api-docs"] = docs
    with pytest.raises(RegenError) as error:
        ask(stub.url.replace("://", "://user:s3cret@"))
    assert str(error.value).startswith(stub.url)
    assert message in str(error.value)
    assert "s3cret" not in str(error.value)
    assert len(str(error.value).splitlines()) == 1


@pytest.mark.parametrize(
    "url",
    [
        "http://u:s3cret@127.0.0.1:1",
        "u:s3cret@localhost:8080",
        "ftp://u:s3cret@h",
        "http://u:s3cret@[bad",
        "",
        "http://u:s3cr/s3cret@h",
    ],
)
def test_unusable_url_is_one_clear_line(url: str) -> None:
    """A URL that nobody listens on, or that is none: one line without the password."""
    with pytest.raises(RegenError, match=r"no answer: \S|not an address; one like http://host:8080") as error:
        fetch(url)
    assert "s3cret" not in str(error.value)
    assert len(str(error.value).splitlines()) == 1


def test_shown_address_has_no_secrets() -> None:
    """User, password, query and fragment of an address are not for messages."""
    assert shown_url("https://u:p@ss@host:1/x?token=t#f") == "https://host:1/x"


@pytest.mark.parametrize("text", ["", "X-Key", ": v", "X Key: v", "X-Key: a\r\nb: c", "X-Key: ü"])
def test_wrong_header_is_refused(text: str) -> None:
    """A header that could not be sent, or would become two, is refused."""
    with pytest.raises(RegenError, match="HEADER"):
        header(text)
    assert header("X-Key: a:b ") == ("X-Key", "a:b")


def test_wrong_certificates_are_one_clear_line(tmp_path: Path) -> None:
    """A CA file that is missing or not PEM is named."""
    with pytest.raises(RegenError, match=r"CA=.*cannot be read"):
        fetch("https://127.0.0.1:1", access=Access(ca_file=str(tmp_path / "none.pem")))


YAML = "openapi: 3.0.1\ninfo: {title: T, version: 1.2}\npaths: {/a: {get: {responses: {200: {description: x}}}}}\n"


def test_document_is_read_from_file_and_address(stub: Stub, tmp_path: Path) -> None:
    """YAML, with keys that are numbers, and JSON are read, from a file, a file address and a web address."""
    file = tmp_path / "api.yaml"
    file.write_text(YAML)
    stub.answers["/x/api.yaml"] = 200, "application/yaml", YAML
    for place in (str(file), f"file://{file}", f"{stub.url}/x/api.yaml"):
        found = fetch(document=place)
        assert (found.version, found.is_pinned) == ("1.2", False)
        assert list(found.document["paths"]["/a"]["get"]["responses"]) == ["200"]


def test_aliases_of_yaml_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few lines that expand to a million values, or endlessly, are refused."""
    monkeypatch.setattr(fetch_module, "MAX_VALUES", 1000)
    lines = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 7)]
    for text in ("a0: &a0 [x]\n" + "\n".join(lines), "a: &a [*a]"):
        file = tmp_path / "bomb.yaml"
        file.write_text(text)
        with pytest.raises(RegenError, match=r"more than 1000 values|nested too deeply"):
            fetch(document=str(file))


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder in which oss.json is that of the pinned version."""
    for name in ("OSS_SOURCE", "SERVER_SOURCE"):
        monkeypatch.setattr(fetch_module, name, tmp_path / ("oss.json" if name == "OSS_SOURCE" else "server.json"))
    write_document(tmp_path / "oss.json", structure(DOCS, SERVER_VERSION))
    return tmp_path


OTHER = document(("get", "/b", operation("b")))


def test_other_document_goes_beside_the_pinned_one(sources: Path) -> None:
    """Another document, even of the pinned version, is server.json; the pinned server removes it again."""
    before = (sources / "oss.json").read_bytes()
    for version in ("3.0", SERVER_VERSION):
        store(Fetched(OTHER, version))
        assert read(sources / "server.json")["info"]["version"] == version
        assert (sources / "oss.json").read_bytes() == before
    store(Fetched(DOCS, "unknown"))
    assert [file.name for file in sources.iterdir()] == ["oss.json"]


@pytest.mark.parametrize("is_pinned", [True, False])
def test_upgrade_rewrites_the_pinned_document(sources: Path, *, is_pinned: bool) -> None:
    """What the pinned server serves is oss.json, and so is a document of its version while oss.json is an older one."""
    write_document(sources / "oss.json", structure(DOCS, "1.0"))
    store(Fetched(OTHER, SERVER_VERSION, is_pinned))
    assert read(sources / "oss.json") == structure(OTHER, SERVER_VERSION)
    assert not (sources / "server.json").exists()


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
    assert fetched.version == SERVER_VERSION
    assert dump(structure(fetched.document, fetched.version)) == OSS_SOURCE.read_text(encoding="utf-8")
