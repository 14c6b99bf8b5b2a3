"""Where documents come from, and what is said when something else comes."""

from __future__ import annotations

import gzip
import json
import shutil
import ssl
import subprocess
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from conductor.regen.documents import OSS_SOURCE, Document, RegenError, dump
from conductor.regen.fetch import Access, Fetched, from_document, from_server, transport
from scripts import java
from scripts.regen.fetch import as_source, fetch_pinned, structure
from scripts.server_jar import SERVER_VERSION
from tests.pipeline.stub import SECRET, Answer, Stub, moved, problem_of, running, served
from tests.pipeline.tiny import document, model, operation
from tests.support.fake_java import DYING_SERVER, make_java

DOCUMENT: Document = document(("get", "/a", operation()), version="v0")
HTML = served("<!doctype html><title>Sign in</title><body>Welcome</body>", "text/html")
VERSION = served("3.99.0\n", "text/plain")


@pytest.fixture
def stub() -> Generator[Stub]:
    """Run a server that serves a document and its version."""
    with running() as found:
        found.answers.update({"/api-docs": served(DOCUMENT), "/api/version": VERSION})
        yield found


def test_structure_is_kept_and_prose_is_not() -> None:
    """The base has no descriptions, summaries, servers and tags of the server, also deep inside."""
    bare = document(("get", "/a", operation()), schemas={"A": model(x={"type": "string"})}, version="9")
    wordy = document(
        ("get", "/a", {**operation(summary="S", description="D"), "responses": {"200": {"description": "OK"}}}),
        schemas={"A": {**model(x={"type": "string", "description": "X"}), "description": "A"}},
    )
    wordy |= {"servers": [{"url": "http://host"}], "tags": [{"name": "t"}]}
    assert structure(Fetched(wordy, "9")) == {**bare, "info": {"title": "Conductor", "version": "9"}}


def test_prose_of_another_server_is_kept() -> None:
    """The source of a server of one's own keeps summaries and descriptions: no overlay has them."""
    wordy = document(("get", "/a", operation(summary="S", description="D")))
    kept = as_source(Fetched({**wordy, "servers": []}, "9"))
    assert kept == {**wordy, "info": {"title": "Conductor", "version": "9"}}


def test_fields_named_as_prose_are_kept() -> None:
    """A field that is called description, summary or responses is not prose."""
    fields = model(description={"type": "string"}, summary={"type": "string"}, responses={"type": "array", "items": {}})
    kept = structure(Fetched(document(("get", "/a", operation()), schemas={"A": fields}), "9"))
    assert kept["components"]["schemas"]["A"] == fields


@pytest.mark.parametrize("suffix", ["", "/", "/api", "/api/"])
def test_running_server_is_asked(stub: Stub, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server is asked with or without /api in its address, and past a proxy when it runs on this machine."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    assert from_server(stub.url + suffix, Access()) == Fetched(DOCUMENT, "3.99.0")


def test_localhost_needs_no_scheme(stub: Stub) -> None:
    """The address of a server on this machine may leave out http://."""
    assert from_server(stub.url.removeprefix("http://"), Access()).version == "3.99.0"


@pytest.mark.parametrize("prefix", ["", "/conductor"])
def test_default_path_of_springdoc_is_tried(stub: Stub, prefix: str) -> None:
    """A server that has no /api-docs is asked for /v3/api-docs, below its context path."""
    stub.answers.clear()
    stub.answers[f"{prefix}/v3/api-docs"] = served(DOCUMENT)
    assert from_server(stub.url + prefix, Access()).document == DOCUMENT


@pytest.mark.parametrize(
    ("answer", "version"),
    [
        (served("5.1.4-rc2 (build 7)", "text/plain"), "5.1.4-rc2 (build 7)"),
        (served('"5.1"'), "5.1"),
        (served({"version": "5.2"}), "5.2"),
        (HTML, "v0"),
        (Answer(status=500), "v0"),
        (Answer(status=404), "v0"),
        (moved("ftp://elsewhere"), "v0"),
    ],
)
def test_version_is_only_a_label(stub: Stub, answer: Answer, version: str) -> None:
    """The version is read in each usual form; where there is none, the document's own counts."""
    stub.answers["/api/version"] = answer
    assert from_server(stub.url, Access()).version == version


def test_missing_version_is_unknown(stub: Stub) -> None:
    """A document without a version is taken too."""
    stub.answers["/x"] = served({key: value for key, value in DOCUMENT.items() if key != "info"})
    assert from_document(f"{stub.url}/x", Access()).version == "unknown"


YAML = """
openapi: 3.0.1
info: {title: T, version: 1.5}
paths:
  /a:
    get:
      operationId: on
      parameters: [{name: since, in: query, schema: {type: string, default: 2020-01-01, enum: [on, off]}}]
      responses:
        200: {description: ""}
"""


def test_address_of_a_document_is_taken_as_it_is(stub: Stub) -> None:
    """With the address of a document nothing else is asked for, not even with a key in the environment."""
    stub.answers["/raw/spec?a=b"] = served(YAML, "text/yaml")
    access = Access(key_id="id", key_secret=SECRET)
    assert list(from_document(f"{stub.url}/raw/spec?a=b", access).document["paths"]) == ["/a"]
    assert {request.path for request in stub.requests} == {"/raw/spec?a=b"}


def test_key_is_exchanged_for_a_token(stub: Stub) -> None:
    """The key of the environment gets a token from /api/token, which goes with each request."""
    stub.answers["/api/token"] = served({"token": "t0ken"})
    access = Access.read(environment={"CONDUCTOR_AUTH_KEY": "id", "CONDUCTOR_AUTH_SECRET": SECRET})
    from_server(stub.url, access)
    from_document(f"{stub.url}/api-docs", access)
    assert json.loads(stub.requests[0].body) == {"keyId": "id", "keySecret": SECRET}
    assert {stub.headers_of(path)["X-Authorization"] for path in ("/api-docs", "/api/version")} == {"t0ken"}
    assert SECRET not in repr(access)


def test_server_without_tokens_is_asked_without(stub: Stub) -> None:
    """Conductor OSS has no /api/token: a key that is set for another server does no harm."""
    from_server(stub.url, Access(key_id="id", key_secret=SECRET))
    assert "X-Authorization" not in stub.headers_of("/api-docs")


def test_headers_go_with_each_request(stub: Stub) -> None:
    """Headers of the command line are sent, and a user name and password of the address too."""
    access = Access.read(["X-Authorization: abc", "X-Tenant:  acme "], environment={})
    from_server(stub.url.replace("//", f"//user:{SECRET}@"), access)
    for path in ("/api-docs", "/api/version"):
        sent = stub.headers_of(path)
        assert (sent["X-Authorization"], sent["X-Tenant"]) == ("abc", "acme")
        assert sent["Authorization"].startswith("Basic ")


def test_redirects_are_followed_without_credentials(stub: Stub) -> None:
    """A redirect is followed; to another host it goes without headers and token, and the version is asked there."""
    with running() as other:
        other.answers.update({"/v3/api-docs": served(DOCUMENT), "/api/version": served("4.0", "text/plain")})
        stub.answers |= {"/api-docs": moved("/here/api-docs"), "/here/api-docs": moved(f"{other.url}/v3/api-docs")}
        fetched = from_server(stub.url, Access({"X-Authorization": SECRET}))
        assert fetched == Fetched(DOCUMENT, "4.0")
        assert stub.headers_of("/here/api-docs")["X-Authorization"] == SECRET
        assert all("X-Authorization" not in request.headers for request in other.requests if "docs" in request.path)


def test_compressed_answers_are_read(stub: Stub) -> None:
    """A document that is sent with gzip is decompressed."""
    body = gzip.compress(json.dumps(DOCUMENT).encode())
    stub.answers["/api-docs"] = Answer(body, headers={"Content-Encoding": "gzip"})
    assert from_server(stub.url, Access()).document == DOCUMENT


LOGIN = "set CONDUCTOR_AUTH_KEY and CONDUCTOR_AUTH_SECRET"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (HTML, ("a web page, 'Sign in'", LOGIN, "DOC=FILE")),
        (Answer(status=401), ("HTTP 401", LOGIN)),
        (Answer(status=403), ("HTTP 403", LOGIN)),
        (moved("/login"), ("/login: a web page, 'Sign in'", LOGIN)),
        (moved("/api-docs"), ("more than 5 redirects",)),
        (moved("http://[bad"), ("redirects to an address that cannot be used",)),
        (Answer(status=404), ("no document at /api-docs or /v3/api-docs", "DOC=")),
        (
            Answer(b'{"message": "NoSuchMethodError: ControllerAdviceBean"}', 500),
            ("HTTP 500", "ControllerAdviceBean", "--springdoc.override-with-generic-response=false", "DOC="),
        ),
        (Answer(b"<html><title>Bad gateway</title>", 502), ("HTTP 502", "Bad gateway")),
        (Answer(b"\x1f\x8bxx", headers={"Content-Encoding": "gzip"}), ("cannot be decompressed",)),
        (served('{"paths": {'), ("not valid JSON",)),
        (served([]), ("not an OpenAPI document",)),
        (served({"paths": {}}), ("no 'openapi' key",)),
        (served({"swagger": "2.0", "paths": {}}), ("Swagger 2.0", "OpenAPI 3")),
        (served({"openapi": "4.0.0", "paths": {}}), ("OpenAPI '4.0.0'",)),
        (served({"openapi": "3.1.0"}), ("no 'paths'",)),
        (served({"openapi": "3.1.0", "paths": {}}), ("describes no operation",)),
        (served("only text", "text/plain"), ("not an OpenAPI document",)),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else None,
)
def test_foreign_answer_is_one_clear_line(stub: Stub, answer: Answer, said: tuple[str, ...]) -> None:
    """Whatever a server answers, there is one line with the address, what was found, and the next step."""
    stub.answers.update({"/api-docs": answer, "/login": HTML})
    line = problem_of(lambda: from_server(stub.url, Access()))
    assert line.startswith(stub.url)
    for part in said:
        assert part in line


def test_refused_credentials_are_named_as_such(stub: Stub) -> None:
    """With credentials, 401 means that the server refuses them; a server that repeats them is not quoted."""
    stub.answers["/api-docs"] = Answer(f"bad {SECRET}".encode(), 401)
    line = problem_of(lambda: from_server(stub.url, Access({"X-Authorization": SECRET})))
    assert "refuses the credentials" in line
    stub.answers["/api-docs"] = Answer(f"bad {SECRET}".encode(), 500)
    assert "bad [redacted]" in problem_of(lambda: from_server(stub.url, Access({"X-Authorization": SECRET})))


def test_refused_key_is_named(stub: Stub) -> None:
    """A key that the server refuses stops the run with the names of the variables."""
    stub.answers["/api/token"] = Answer(status=401)
    line = problem_of(lambda: from_server(stub.url, Access(key_id="id", key_secret=SECRET)))
    assert "/api/token: HTTP 401, no token: check CONDUCTOR_AUTH_KEY" in line


def test_answer_that_does_not_come_ends(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that does not answer is given up after the time limit."""
    monkeypatch.setattr(transport, "READ_LIMIT_S", 0.2)
    stub.answers["/api-docs"] = None
    assert "no answer within the time limit" in problem_of(lambda: from_server(stub.url, Access()))


def test_large_answer_is_refused(stub: Stub, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A body beyond the limit is not read to its end, also when it arrives compressed."""
    monkeypatch.setattr(transport, "MAX_BYTES", 1000)
    stub.answers["/api-docs"] = Answer(gzip.compress(b" " * 100_000), headers={"Content-Encoding": "gzip"})
    assert "more than" in problem_of(lambda: from_server(stub.url, Access()))


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1",
        "host:8080",
        "ftp://host",
        "http://",
        "",
        f"http://user:{SECRET}@127.0.0.1:1",
        f"http://user:{SECRET}@host:port",
        f"http://user:{SECRET}/x@host",
        f"http://user:a@{SECRET}/x@host",
        f"http://user:{SECRET}@",
        f"user:{SECRET}@host:8080",
        f"ftp://user:{SECRET}/x@host",
        f"https://user:{SECRET}@127.0.0.1:1/x",
    ],
)
def test_unusable_url_is_one_clear_line(url: str) -> None:
    """An address that cannot be used or reached is one line, in which a password never appears."""
    assert problem_of(lambda: from_server(url, Access()))
    if "://" in url:
        assert problem_of(lambda: from_document(url, Access()))


@pytest.mark.parametrize(
    ("headers", "environment", "said"),
    [
        ([SECRET], {}, "'Name: value'"),
        ([f"X-A: {SECRET}\nX-B: c"], {}, "printable ASCII"),
        ([f"X-A: {SECRET}ä"], {}, "printable ASCII"),
        ([f"Content-Length: {SECRET}"], {}, "leave it out"),
        ([], {"CONDUCTOR_AUTH_SECRET": SECRET}, "set both"),
        ([], {"SSL_CERT_FILE": "/no/such/file"}, "no such file"),
    ],
)
def test_wrong_access_is_one_clear_line(headers: list[str], environment: dict[str, str], said: str) -> None:
    """A malformed header, half a key and a missing CA file are named, without their secrets."""
    assert said in problem_of(lambda: Access.read(headers, environment=environment))


def test_missing_file_is_one_clear_line(tmp_path: Path) -> None:
    """A file that is missing, a folder and a binary file are named."""
    (tmp_path / "image.png").write_bytes(b"\x89PNG\xff\xfe\x00")
    for name, said in {"missing.json": "No such file", "": "directory", "image.png": "neither JSON nor YAML"}.items():
        assert said in problem_of(lambda name=name: from_document(str(tmp_path / name), Access()))  # type: ignore[misc]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a certificate for 127.0.0.1 that is its own authority."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl to make a certificate with")
    file = tmp_path_factory.mktemp("tls") / "own.pem"
    subject = ("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1")
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-keyout", str(file), "-out", f"{file}.crt")
    subprocess.run([openssl, "req", "-x509", "-nodes", "-days", "2", *key, *subject], check=True, capture_output=True)
    file.write_text(file.read_text() + Path(f"{file}.crt").read_text())
    return file


def test_authorities_of_a_file_are_trusted(certificate: Path, tmp_path: Path) -> None:
    """A CA file, or SSL_CERT_FILE, makes a certificate of one's own acceptable; without it the line names CA=."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with running(context) as stub:
        stub.answers["/api-docs"] = served(DOCUMENT)
        accesses = [
            Access.read(ca_file=f"{certificate}.crt", environment={}),
            Access.read(environment={"SSL_CERT_FILE": f"{certificate}.crt"}),
        ]
        assert [from_server(stub.url, access).document for access in accesses] == [DOCUMENT, DOCUMENT]
        assert "CA=FILE" in problem_of(lambda: from_server(stub.url, Access()))
        (tmp_path / "empty.pem").touch()
        wrong = Access(ca_file=str(tmp_path / "empty.pem"))
        assert "CA file" in problem_of(lambda: from_server(stub.url, wrong))


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
    """Without Java, or without the jar and Maven, one line says what is missing and names the other ways."""
    if version:
        make_java(tmp_path / "java", version)
        monkeypatch.setenv("JAVA_HOME", str(tmp_path / "java"))
    with pytest.raises(RegenError, match=missing) as error:
        fetch_pinned()
    for way in ("make regen SERVER=http://host:8080", "DOC=", "OFFLINE=1"):
        assert way in str(error.value)
    assert len(str(error.value).splitlines()) == 1


@pytest.mark.usefixtures("no_tools")
def test_server_that_does_not_start_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the server ends while starting, the error has the end of its log."""
    make_java(tmp_path / "java", "21.0.1", DYING_SERVER)
    (tmp_path / "server.jar").touch()
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "java"))
    monkeypatch.setenv("CONDUCTOR_SERVER_JAR", str(tmp_path / "server.jar"))
    with pytest.raises(RegenError, match="Application run failed: no such bean"):
        fetch_pinned()


def test_committed_source_is_what_the_server_serves(real_server_url: str) -> None:
    """The real server of the pinned version serves the committed source, byte for byte, whenever it is asked."""
    fetched: Any = structure(from_server(real_server_url, Access()))
    assert fetched["info"]["version"] == SERVER_VERSION
    assert dump(fetched) == OSS_SOURCE.read_text(encoding="utf-8")
