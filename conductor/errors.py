"""The errors that this package raises.

::

    ConductorError
    |-- ConfigurationError            an option, argument or environment variable is wrong (also a ValueError)
    |-- UsageError                    the object is in no state for this call: closed, forked, started twice
    |-- ConductorConnectionError      no answer: refused, reset, broken off, unreadable transfer
    |   `-- ConductorTimeoutError     no answer in time
    |-- ApiError                      the server answered, but not with a result
    |   |-- BadRequestError           400
    |   |-- AuthenticationError       401, and keys that the server refused
    |   |-- PermissionDeniedError     403
    |   |-- NotFoundError             404
    |   |   `-- TaskNotFoundError     no task of that name in the execution
    |   |-- ConflictError             409
    |   |-- RateLimitedError          429
    |   |-- ServerError               5xx
    |   |-- NotSupportedByServer      this edition or version of the server has no such endpoint
    |   `-- UnreadableAnswerError     a web page or a broken body instead of a result
    `-- TaskFailed                    raised by your worker: the task is FAILED and may be retried
        `-- NonRetryableError         raised by your worker: the task is FAILED_WITH_TERMINAL_ERROR

Texts of errors never hold keys, tokens or passwords. All errors can be pickled; an :class:`ApiError` leaves its
request and response behind then, since these may hold credentials.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Self

import attrs
import httpx

from conductor import _answers
from conductor._answers import RETRYABLE_STATUSES, retry_after_s

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = [
    "ApiError",
    "AuthenticationError",
    "BadRequestError",
    "ConductorConnectionError",
    "ConductorError",
    "ConductorTimeoutError",
    "ConfigurationError",
    "ConflictError",
    "InvalidField",
    "NonRetryableError",
    "NotFoundError",
    "NotSupportedByServer",
    "PermissionDeniedError",
    "RateLimitedError",
    "ServerError",
    "TaskFailed",
    "TaskNotFoundError",
    "UnreadableAnswerError",
    "UsageError",
]

_MAX_MESSAGE_CHARS = 2_000
_EXCERPT_CHARS = 160
_SHOWN_PROBLEMS = 5
_WRONG_URL_HINT = "A web page came instead of the API: does server_url name the Conductor server itself?"
_WRONG_PATH_HINT = "Is there a part too many in the path of server_url?"


class ConductorError(Exception):
    """Base of all errors of this package."""


class ConfigurationError(ConductorError, ValueError):
    """An option, an argument or an environment variable is missing or wrong; the text names it."""


class UsageError(ConductorError, RuntimeError):
    """The object cannot do this now: it is closed, belongs to another process, or was started before."""


class ConductorConnectionError(ConductorError):
    """No answer came: the connection was refused, reset or broke off. The httpx error is the ``__cause__``."""


class ConductorTimeoutError(ConductorConnectionError):
    """No answer came in time; the text tells which limit was hit."""


@attrs.frozen
class InvalidField:
    """One finding of the server's validation: where, what is wrong, and the refused value when it was sent back."""

    path: str
    message: str
    invalid_value: object = attrs.field(default=None, repr=False)

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class ApiError(ConductorError):
    """The server answered with an error.

    ``message`` is the server's own text, ``status`` the HTTP status, ``code`` the server's word for the error (such as
    ``EXPIRED_TOKEN``), ``retryable`` whether a later attempt may succeed, ``retry_after_s`` how long the server asked
    to wait, ``validation_errors`` what its validation found, ``method`` and ``url`` what was asked. ``request`` and
    ``response`` are the httpx objects.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int,
        code: str | None = None,
        retryable: bool | None = None,
        retry_after_s: float | None = None,
        validation_errors: Sequence[InvalidField] = (),
        request: httpx.Request | None = None,
        response: httpx.Response | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.status = status
        self.code = code
        self.retryable = status in RETRYABLE_STATUSES if retryable is None else retryable
        self.retry_after_s = retry_after_s
        self.validation_errors = tuple(validation_errors)
        self.request = request
        self.response = response
        self.method = request.method if request else None
        self.url = _answers.safe_url(request.url) if request else None

    def __str__(self) -> str:
        return f"{self.message} (HTTP {self.status}{f' from {self.method} {self.url}' if self.url else ''})"

    def __repr__(self) -> str:
        where = f", method={self.method!r}, url={self.url!r}" if self.url else ""
        return f"{type(self).__name__}({self.message!r}, status={self.status}, code={self.code!r}{where})"

    def __reduce__(self) -> tuple[Any, ...]:
        state = {**self.__dict__, "request": None, "response": None}
        return _restore, (type(self), self.args), state


def _restore(kind: type[ApiError], args: tuple[Any, ...]) -> ApiError:
    return kind.__new__(kind, *args)


class BadRequestError(ApiError):
    """400: the server refused what was sent; see ``validation_errors``."""


class AuthenticationError(ApiError):
    """401, or the server refused the key: it does not know who asks."""


class PermissionDeniedError(ApiError):
    """403: the server knows who asks, and that one may not do this."""


class NotFoundError(ApiError):
    """404: no such workflow, task, definition, ..."""


class TaskNotFoundError(NotFoundError):
    """The execution has no task of the name or id that was asked for."""

    def __init__(self, message: str, *, status: int = 404, **details: Any) -> None:
        super().__init__(message, status=status, **details)


class ConflictError(ApiError):
    """409: it exists already, or its state does not allow the call."""


class RateLimitedError(ApiError):
    """429: too many requests; ``retry_after_s`` is the wait that the server asked for, when it did."""


class ServerError(ApiError):
    """5xx: the server failed. Conductor also answers 500 to some wrong requests; the message tells."""


class NotSupportedByServer(ApiError):
    """The server has no such endpoint: another edition (Orkes or OSS), or an older version."""


class UnreadableAnswerError(ApiError):
    """The answer is no result that this client can read: a web page, a broken body, an unknown status."""


class TaskFailed(ConductorError):
    """Raise it in a worker to fail the task: the server retries as the task definition says.

    ``reason`` becomes the task's reasonForIncompletion, ``output`` its output, each of ``logs`` a line of its log.
    """

    terminal = False

    def __init__(self, reason: str = "", *, output: Mapping[str, Any] | None = None, logs: Sequence[str] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.output = dict(output or {})
        self.logs = list(logs)

    @classmethod
    def because(cls, error: BaseException) -> Self:
        """Make one of another exception: its text is the reason."""
        return cls(str(error) or type(error).__name__)


class NonRetryableError(TaskFailed):
    """Raise it in a worker to fail the task for good: no retry, the workflow fails."""

    terminal = True


_BY_STATUS: Mapping[int, type[ApiError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    405: NotSupportedByServer,
    409: ConflictError,
    429: RateLimitedError,
    501: NotSupportedByServer,
}

# What only Orkes serves, by a part of the path.
_ORKES_ONLY: Sequence[tuple[str, str]] = (
    (r"/tags$", "tags need"),
    (r"/api/human(/|$)", "human tasks need"),
    (r"/api/registry(/|$)", "the service registry needs"),
    (r"/api/integrations(/|$)", "integrations need"),
    (r"/api/prompts(/|$)", "prompts need"),
    (r"/api/(global_)?schema(/|$)", "schemas need"),
    (r"/api/applications(/|$)", "applications need"),
    (r"/api/users(/|$)", "users need"),
    (r"/api/groups(/|$)", "groups need"),
    (r"/api/auth(/|$)", "permissions need"),
    (r"/api/token(/|$)", "access keys need"),
    (r"/api/event/queue/", "configurations of event queues need"),
    (r"/api/event/(execution|message|handleIncomingEvent)(/|$)", "records of events need"),
    (r"/api/event/handler/[^/]+$", "reading a single event handler needs"),
    (r"/api/metadata/webhook(/|$)", "webhooks need"),
    (r"/api/environment/", "changing environment variables needs"),
    (r"/api/workflow/bulk/delete$", "removing executions in bulk needs"),
    (r"/api/workflow/[^/]+/variables$", "changing variables of an execution needs"),
    (r"/api/workflow/[^/]+/state$", "updating the state of an execution needs"),
    (r"/api/workflow/[^/]+/(jump|upgrade)(/|$)", "moving an execution to another task or version needs"),
)


def from_response(response: httpx.Response, reason: str | None = None) -> ApiError:
    """Make the error for an answer that is no result; ``reason`` says why it could not be read.

    The status chooses the class, the body gives the message; no body, however odd, makes this raise.
    """
    if response.status_code < 300:
        return _unreadable(response, reason)
    body = _answers.json_object(response)
    problems = _problems(body)
    request = _answers.request_of(response)
    kind, message = _judge(response, _server_text(response, body), request, has_no_handler=_has_no_handler(body))
    return kind(
        _answers.shorten("; ".join([message, *_shown(problems)]), _MAX_MESSAGE_CHARS),
        status=response.status_code,
        code=_code(body),
        retryable=body["retryable"] if isinstance(body.get("retryable"), bool) else None,
        retry_after_s=retry_after_s(response.headers.get("retry-after")),
        validation_errors=problems,
        request=request,
        response=response,
    )


def from_transport_error(error: Exception, request: httpx.Request) -> ConductorConnectionError:
    """Make the error for a request that got no answer; raise it ``from`` the httpx error."""
    kind = ConductorTimeoutError if isinstance(error, httpx.TimeoutException) else ConductorConnectionError
    what = next((text for cause, text in _TRANSPORT_TEXTS if isinstance(error, cause)), "the request failed")
    # h11 quotes the header that it refuses, and that may be a token.
    detail = "" if isinstance(error, httpx.LocalProtocolError) else _answers.shorten(str(error), _EXCERPT_CHARS)
    if "CERTIFICATE_VERIFY_FAILED" in detail:
        detail += "; name the authority's certificate with ca_cert="
    return kind(f"{what}{f': {detail}' if detail else ''} ({request.method} {_answers.safe_url(request.url)})")


_TRANSPORT_TEXTS: Sequence[tuple[type[Exception], str]] = (
    (httpx.ConnectTimeout, "no connection within connect_timeout_s"),
    (httpx.ReadTimeout, "no answer within the time limit (see read_timeout_s, timeout_s)"),
    (httpx.WriteTimeout, "the request could not be sent within the time limit (see read_timeout_s, timeout_s)"),
    (httpx.PoolTimeout, "all connections of this client are in use"),
    (httpx.ConnectError, "cannot connect to the server"),
    (httpx.ProxyError, "the proxy failed"),
    (httpx.LocalProtocolError, "the request is not valid HTTP: a header holds a character that is not allowed"),
    (httpx.DecodingError, "the body of the answer cannot be decompressed"),
    (httpx.TransportError, "the connection broke"),
)


def _has_no_handler(body: Mapping[str, Any]) -> bool:
    """Return whether an error body is that of Spring Boot's DefaultErrorAttributes and not of Conductor.

    Older servers (3.13.8) answer so for a path that they do not have. Conductor's own errors have no ``timestamp``.
    """
    return body.keys() >= {"timestamp", "status", "error", "path"} and not body.get("message")


def _judge(
    response: httpx.Response, text: str, request: httpx.Request | None, *, has_no_handler: bool
) -> tuple[type[ApiError], str]:
    status = response.status_code
    kind = _BY_STATUS.get(status, ServerError if status >= 500 else ApiError)
    if kind is NotFoundError and re.match(r"No static resource (?!/?api/)", text):
        return kind, f"{text} {_WRONG_PATH_HINT}"
    is_missing = text.startswith("No static resource") or has_no_handler
    if kind is NotSupportedByServer or (kind is NotFoundError and is_missing):
        return NotSupportedByServer, f"{_missing_feature(request)}; the server says: {text}"
    if response.has_redirect_location:
        return kind, f"{text}: the server redirects to another address; give that one as server_url"
    if kind is NotFoundError and _answers.is_html(response):
        return kind, f"{text}. {_WRONG_URL_HINT}"
    return kind, text


def _missing_feature(request: httpx.Request | None) -> str:
    path = request.url.path if request else ""
    for pattern, what_needs in _ORKES_ONLY:
        if re.search(pattern, path):
            return f"{what_needs} Orkes; this server is Conductor OSS"
    return "this edition or version of the server has no such endpoint"


def _server_text(response: httpx.Response, body: Mapping[str, Any]) -> str:
    for key in ("message", "error"):
        if isinstance(body.get(key), str) and body[key].strip():
            return _answers.shorten(body[key], _MAX_MESSAGE_CHARS)
    if _answers.is_html(response):
        text = _answers.html_text(response, _EXCERPT_CHARS)
    else:
        text = _answers.text_of(response, _EXCERPT_CHARS)
    return text or f"the server gave no reason: {response.reason_phrase or 'no text'}"


def _code(body: Mapping[str, Any]) -> str | None:
    # Orkes sends {error, message}; without a message `error` is the message itself.
    code = body.get("code") or (body.get("error") if body.get("message") else None)
    return code if isinstance(code, str) else None


def _problems(body: Mapping[str, Any]) -> list[InvalidField]:
    entries = [_answers.as_object(entry) for entry in _answers.as_list(body.get("validationErrors"))]
    return [
        InvalidField(str(entry.get("path", "")), str(entry.get("message", "")), entry.get("invalidValue"))
        for entry in entries
        if entry
    ]


def _shown(problems: Sequence[InvalidField]) -> list[str]:
    hidden = len(problems) - _SHOWN_PROBLEMS
    more = [f"and {hidden} more"] if hidden > 0 else []
    return [str(problem) for problem in problems[:_SHOWN_PROBLEMS]] + more


def _unreadable(response: httpx.Response, reason: str | None) -> UnreadableAnswerError:
    request = _answers.request_of(response)
    parts = [f"cannot read the answer: {reason or 'the API has no such status here'}"]
    parts.append(f"content type {response.headers.get('content-type', 'not given')}")
    excerpt = "" if _answers.is_confidential(request) else _answers.text_of(response, _EXCERPT_CHARS)
    if excerpt:
        parts.append(f"it begins with {excerpt!r}")
    if _answers.is_html(response):
        parts.append(_WRONG_URL_HINT)
    message = _answers.shorten("; ".join(parts), _MAX_MESSAGE_CHARS)
    return UnreadableAnswerError(message, status=response.status_code, request=request, response=response)
