"""The error tree: which class an answer becomes, what its text says, and what it never says."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conductor import errors
from conductor.errors import ApiError, ConductorError, from_response, from_transport_error

URL = "http://server:8080/api/workflow/x"
TOMCAT_PAGE = (
    "<!doctype html><html><head><title>HTTP Status 400 - Bad Request</title><style>h1 {color:white}</style></head>"
    "<body><h1>HTTP Status 400 - Bad Request</h1></body></html>"
)


def answer(status: int, body: Any = b"", *, url: str = URL, method: str = "GET", **headers: str) -> httpx.Response:
    content = json.dumps(body).encode() if isinstance(body, dict | list) else body
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Response(status, content=content, headers=named, request=httpx.Request(method, url))


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (302, ApiError),
        (400, errors.BadRequestError),
        (401, errors.AuthenticationError),
        (403, errors.PermissionDeniedError),
        (404, errors.NotFoundError),
        (405, errors.NotSupportedByServer),
        (409, errors.ConflictError),
        (418, ApiError),
        (429, errors.RateLimitedError),
        (500, errors.ServerError),
        (501, errors.NotSupportedByServer),
        (503, errors.ServerError),
        (200, errors.UnreadableAnswerError),
    ],
)
def test_status_chooses_the_class(status: int, kind: type[ApiError]) -> None:
    """Each status has its class; what has none is an ApiError."""
    error = from_response(answer(status, {"message": "words of the server"}))
    assert type(error) is kind
    assert error.status == status


def test_text_has_the_words_of_the_server_and_what_was_asked() -> None:
    """The server's message comes first, then status, method and address."""
    error = from_response(
        answer(404, {"status": 404, "message": "No such workflow found by id: x", "retryable": False})
    )
    assert error.message == "No such workflow found by id: x"
    assert str(error) == f"No such workflow found by id: x (HTTP 404 from GET {URL})"
    assert repr(error) == (
        f"NotFoundError('No such workflow found by id: x', status=404, code=None, method='GET', url={URL!r})"
    )


def test_orkes_errors_have_a_code() -> None:
    """Orkes sends its code as `error` beside the message."""
    error = from_response(answer(403, {"error": "EXPIRED_TOKEN", "message": "the token is too old"}))
    assert (error.code, error.message) == ("EXPIRED_TOKEN", "the token is too old")


def test_error_alone_is_the_message() -> None:
    """Without a message, `error` is the text and no code."""
    error = from_response(answer(400, {"timestamp": 1, "status": 400, "error": "Bad Request", "path": "/api/x"}))
    assert (error.code, error.message) == (None, "Bad Request")


@pytest.mark.parametrize(
    ("body", "retryable"), [({"retryable": True}, True), ({"retryable": "yes"}, False), ({}, False)]
)
def test_retryable_is_what_the_server_says(body: dict[str, Any], retryable: bool) -> None:
    """The server's word counts when it is one."""
    assert from_response(answer(500, body)).retryable is retryable


def test_retryable_follows_the_status_otherwise() -> None:
    """503 is worth another attempt when the server says nothing about it."""
    assert from_response(answer(503)).retryable


def test_validation_findings_are_in_the_text() -> None:
    """The server only says 'check below errors': the findings stand beside it, and as objects."""
    finding = {"path": "registerTaskDef.arg0[0].name", "message": "name cannot be empty", "invalidValue": ""}
    error = from_response(answer(400, {"message": "Validation failed", "validationErrors": [finding, "odd", None]}))
    assert error.message == "Validation failed; registerTaskDef.arg0[0].name: name cannot be empty"
    assert [(found.path, found.invalid_value) for found in error.validation_errors] == [(finding["path"], "")]


def test_many_validation_findings_are_counted() -> None:
    """The text shows five findings and how many more there are; the object has all."""
    findings = [{"path": f"p{number}", "message": "bad"} for number in range(9)]
    error = from_response(answer(400, {"message": "no", "validationErrors": findings}))
    assert error.message.endswith("p4: bad; and 4 more")
    assert len(error.validation_errors) == 9


def test_empty_body_gives_the_reason_phrase() -> None:
    """Without a body the text says so and gives the standard words of the status."""
    assert from_response(answer(409)).message == "the server gave no reason: Conflict"


def test_text_body_is_the_message() -> None:
    """A plain text is taken as it is, on one line."""
    assert from_response(answer(500, b"it broke\r\n  badly")).message == "it broke badly"


def test_web_page_gives_its_title() -> None:
    """Of a Tomcat page only the title is of use."""
    error = from_response(answer(400, TOMCAT_PAGE.encode(), content_type="text/html;charset=utf-8"))
    assert type(error) is errors.BadRequestError
    assert error.message == "HTTP Status 400 - Bad Request"


def test_web_page_instead_of_the_api_hints_at_the_address() -> None:
    """A 404 page means that something else than Conductor answers."""
    error = from_response(answer(404, b"<html><title>nginx</title></html>"))
    assert "does server_url name the Conductor server" in error.message


def test_redirect_hints_at_the_address() -> None:
    """A redirect is not followed, since it could carry the token elsewhere."""
    error = from_response(answer(302, location="https://login.example.com/?next=secret"))
    assert "server_url" in error.message
    assert "login.example.com" not in str(error)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://server/api/human/tasks/search", "human tasks need Orkes"),
        ("http://server/api/schema", "schemas need Orkes"),
        ("http://server/api/humans", "no such endpoint"),
    ],
)
def test_unknown_endpoint_names_the_edition(url: str, words: str) -> None:
    """What only Orkes serves says so; other missing endpoints may be a matter of version."""
    text = {"status": 404, "message": f"No static resource {url.removeprefix('http://server/')}."}
    error = from_response(answer(404, text, url=url))
    assert type(error) is errors.NotSupportedByServer
    assert words in error.message


def test_unknown_path_outside_the_api_hints_at_the_address() -> None:
    """A path too many in server_url is no missing feature."""
    error = from_response(answer(404, {"message": "No static resource shop/api/workflow."}))
    assert type(error) is errors.NotFoundError
    assert "path of server_url" in error.message


def test_endpoint_that_an_older_server_lacks_is_not_supported() -> None:
    """Servers of version 3.13 answer with Spring Boot's own body for a path that they do not have."""
    body = {"timestamp": "2026-01-01T00:00:00Z", "status": 404, "error": "Not Found", "path": "/api/workflow/x/y"}
    assert type(from_response(answer(404, body))) is errors.NotSupportedByServer
    own = {"status": 404, "message": "No such workflow found by id: x", "instance": "host", "retryable": False}
    assert type(from_response(answer(404, own))) is errors.NotFoundError


@pytest.mark.parametrize(("value", "seconds"), [("7", 7.0), ("soon", None), ("-3", 0.0), ("1e999", None)])
def test_rate_limit_tells_the_wait(value: str, seconds: float | None) -> None:
    """Retry-After is given in seconds; nonsense is no wait."""
    error = from_response(answer(429, retry_after=value))
    assert error.retry_after_s == seconds


def test_unreadable_answer_names_address_type_and_beginning() -> None:
    """An HTML page with status 200 is no result; the text tells how to see that."""
    page = b"<!DOCTYPE html>\n<html><body>Conductor UI</body></html>"
    error = from_response(answer(200, page, content_type="text/html"), "the body is not JSON")
    assert type(error) is errors.UnreadableAnswerError
    for words in ("the body is not JSON", "text/html", "<!DOCTYPE html> <html>", "server_url", URL):
        assert words in str(error)


@pytest.mark.parametrize("path", ["secrets/db", "token", "applications/a/accessKeys", "secrets-v/db"])
def test_answers_that_may_hold_secrets_are_not_quoted(path: str) -> None:
    """A broken answer to a request for a secret is reported without its beginning."""
    error = from_response(answer(200, b'{"value": "hush', url=f"http://server/api/{path}"), "the body is not JSON")
    assert "hush" not in str(error)


@pytest.mark.parametrize(
    "url",
    [
        "http://ada:hush@server/api/x",
        "http://server/api/x?token=hush&a=1",
        "http://server/api/x?keySecret=hush",
        "http://server/api/x?PASSWORD=hush#frag",
    ],
)
def test_address_in_the_text_has_no_secrets(url: str) -> None:
    """User name, password and the values of secret parameters are left out."""
    error = from_response(answer(500, url=url))
    assert "hush" not in f"{error} {error!r} {error.url}"
    assert "server/api/x" in str(error)


def test_long_texts_are_cut() -> None:
    """Megabytes of stack trace do not get into a log line."""
    assert len(from_response(answer(500, {"message": "x" * 3_000_000})).message) < 2_100
    assert len(from_response(answer(500, b"x" * 3_000_000)).message) < 200


@pytest.mark.parametrize(
    "body",
    [
        b"\xff\xfe\x00",
        b"[" * 200_000,
        b"[1, 2]",
        b"null",
        b'{"message": 7, "error": {}}',
        b'{"message": "   "}',
        b'{"validationErrors": {"a": 1}, "message": null}',
        "Grüße, 世界 \x00\x1b[31m".encode(),
    ],
)
@pytest.mark.parametrize("content_type", ["application/json", "text/plain; charset=rot13", "text/html; charset=idna"])
def test_strange_bodies_never_raise(body: bytes, content_type: str) -> None:
    """Whatever the body is, the status still makes a usable error."""
    error = from_response(answer(500, body, content_type=content_type))
    assert type(error) is errors.ServerError
    assert str(error).isprintable()


@given(st.binary(max_size=300), st.integers(100, 599), st.text(max_size=30))
def test_no_bytes_make_it_raise(body: bytes, status: int, content_type: str) -> None:
    """Random bytes, statuses and content types give an ApiError with one line of text."""
    headers = {b"content-type": content_type.encode("utf-8", "replace")}
    response = httpx.Response(status, content=body, headers=headers, request=httpx.Request("GET", URL))
    error = from_response(response, "because")
    assert isinstance(error, ApiError)
    assert str(error).isprintable()


def test_answers_without_request_or_body_never_raise() -> None:
    """Responses made by hand, or not yet read, still make an error."""
    unread = httpx.Response(500, stream=httpx.ByteStream(b"unread"))
    assert str(from_response(unread)) == "the server gave no reason: Internal Server Error (HTTP 500)"


@pytest.mark.parametrize(
    "error",
    [
        from_response(answer(429, {"message": "slow down"}, retry_after="3")),
        errors.TaskNotFoundError("no task 'a'"),
        errors.ConfigurationError("wrong"),
        errors.ConductorTimeoutError("late"),
        errors.NonRetryableError("never", output={"a": 1}, logs=["line"]),
    ],
)
def test_errors_can_be_pickled_and_copied(error: ConductorError) -> None:
    """They cross process borders; the copy has the same type, text and attributes."""
    for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error)):  # noqa: S301 - bytes made on this line
        assert type(twin) is type(error)
        assert str(twin) == str(error)
        assert {**vars(twin), "request": 0, "response": 0} == {**vars(error), "request": 0, "response": 0}


def test_pickled_errors_leave_credentials_behind() -> None:
    """Request and response may hold tokens, so they stay in the process."""
    request = httpx.Request("GET", URL, headers={"X-Authorization": "hush"})
    error = from_response(httpx.Response(500, request=request))
    assert b"hush" not in pickle.dumps(error)
    assert error.request is request


@pytest.mark.parametrize(
    ("cause", "kind", "words"),
    [
        (httpx.ConnectTimeout("timed out"), errors.ConductorTimeoutError, "connect_timeout_s"),
        (httpx.ReadTimeout("timed out"), errors.ConductorTimeoutError, "read_timeout_s"),
        (httpx.PoolTimeout(""), errors.ConductorTimeoutError, "all connections of this client are in use"),
        (httpx.ConnectError("refused"), errors.ConductorConnectionError, "cannot connect to the server: refused"),
        (httpx.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED] x"), errors.ConductorConnectionError, "ca_cert="),
        (httpx.RemoteProtocolError("closed early"), errors.ConductorConnectionError, "closed early"),
        (httpx.LocalProtocolError("Illegal header value b'hush'"), errors.ConductorConnectionError, "a header"),
        (httpx.InvalidURL("no"), errors.ConductorConnectionError, "the request failed: no"),
    ],
)
def test_transport_errors_say_what_to_look_at(cause: Exception, kind: type[ConductorError], words: str) -> None:
    """The text names the limit or the cause, and the request without its secrets."""
    error = from_transport_error(cause, httpx.Request("GET", "http://ada:hush@server/api/x"))
    assert type(error) is kind
    assert words in str(error)
    assert "GET http://server/api/x" in str(error)
    assert "hush" not in str(error)


def test_worker_errors_carry_the_outcome() -> None:
    """TaskFailed may be retried, NonRetryableError not; both take output and logs along."""
    error = errors.NonRetryableError("amount is negative", output={"amount": -1}, logs=["checked"])
    assert isinstance(error, errors.TaskFailed)
    assert (error.reason, error.output, error.logs, error.terminal) == (
        "amount is negative",
        {"amount": -1},
        ["checked"],
        True,
    )
    assert errors.TaskFailed.terminal is False


def test_worker_errors_can_be_made_of_others() -> None:
    """The text of the other error is the reason; without one its name is."""
    assert errors.TaskFailed.because(KeyError("a")).reason == "'a'"
    assert errors.NonRetryableError.because(ValueError()).reason == "ValueError"


def test_tree_in_the_docstring_is_the_tree() -> None:
    """The drawing on top of the module names each public error class."""
    classes = {name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, Exception)}
    assert {name for name in classes if name not in (errors.__doc__ or "")} == set()
