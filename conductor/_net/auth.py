"""Puts a token on each request and renews it in time; the same for sync and async clients."""

from __future__ import annotations

import base64
import inspect
import logging
import threading
import time
import weakref
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, Any

import attrs
import httpx

from conductor import _answers
from conductor._net.streams import is_stream
from conductor._options import header_value
from conductor.errors import (
    ApiError,
    AuthenticationError,
    ConductorConnectionError,
    ConductorError,
    ConfigurationError,
    UnreadableAnswerError,
    from_response,
)

if TYPE_CHECKING:
    import asyncio
    from collections.abc import AsyncGenerator, Callable, Generator, Mapping

    from conductor.config import Settings

logger = logging.getLogger("conductor")

HEADER = "X-Authorization"
ERROR_AS_ANSWER = "conductor_error_as_answer"
"""Request extension: the transport gives connection errors back in an answer's extension ``conductor_error``.

httpx does not tell an auth flow that its request failed; this is how the flow can go on with the old token.
"""

_TOKEN_ERRORS = ("EXPIRED_TOKEN", "INVALID_TOKEN")
_REFUSED_KEY = frozenset({400, 401, 403})
_LONGEST_BACKOFF_S = 60.0


def build_auth(settings: Settings) -> httpx.Auth:
    """Give what signs the requests of a client with these settings."""
    if settings.key_id and settings.key_secret:
        return TokenAuth(
            settings.server_url,
            settings.key_id,
            settings.key_secret,
            refresh_interval_ms=settings.refresh_token_interval_ms,
            headers=default_headers(settings),
        )
    return ProvidedTokenAuth(settings.token) if settings.token else httpx.Auth()


def default_headers(settings: Settings) -> dict[str, str]:
    """Give the headers that go with every request, the one for the token included."""
    if settings.username is None or settings.password is None:
        return dict(settings.headers)
    pair = base64.b64encode(f"{settings.username}:{settings.password}".encode()).decode()
    return {"Authorization": f"Basic {pair}", **settings.headers}


@attrs.define
class _Grant:
    token: str
    obtained_s: float
    is_proven: bool = False
    is_refused: bool = False


class TokenAuth(httpx.Auth):
    """Trades a key for a token when the first request needs one, and again when the token gets old or is refused.

    One call renews, all others wait for it, or go on with the old token while that one works. Failures are followed by
    a growing pause, in which no token is asked for. A server without ``/api/token`` gets its requests without a token.

    Args:
        server_url: Address of the server, without ``/api``.
        key_id: Id of the access key.
        key_secret: Its secret.
        refresh_interval_ms: Age at which a token is renewed in milliseconds; 0 = only when refused.
        headers: Sent along with the request for a token.
        clock: Gives seconds that never go back.
    """

    requires_response_body = True

    def __init__(
        self,
        server_url: str,
        key_id: str,
        key_secret: str,
        *,
        refresh_interval_ms: int,
        headers: Mapping[str, str] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._url = f"{server_url}/api/token"
        self._key_id = key_id
        self._key_secret = key_secret
        self._interval_s = refresh_interval_ms / 1000 or float("inf")
        self._headers = dict(headers or {})
        self._clock = clock
        self._grant: _Grant | None = None
        self._is_anonymous = False
        self._refusal: httpx.Response | None = None
        self._failures = 0
        self._retry_at_s = float("-inf")
        self._vain_renewals = 0
        self._calm_until_s = float("-inf")
        self._guard = threading.Lock()
        self._turn = threading.Lock()
        self._async_turns: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = (
            weakref.WeakKeyDictionary()
        )

    def sync_auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Sign the request, with a new token when needed, and once more when the token was refused."""
        for last in (False, True):
            if self._is_due():
                with self._take_turn() as mine:
                    if mine and self._is_due():
                        answer = yield self.token_request()
                        answer.read()
                        self.accept(answer)
            response = yield self._signed(request)
            if not is_stream(request, response):
                response.read()
            if last or not self._is_refused(request, response):
                return

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """Do the same as :meth:`sync_auth_flow`, waiting without blocking the loop."""
        for last in (False, True):
            if self._is_due():
                async with self._take_async_turn() as mine:
                    if mine and self._is_due():
                        answer = yield self.token_request()
                        await answer.aread()
                        self.accept(answer)
            response = yield self._signed(request)
            if not is_stream(request, response):
                await response.aread()
            if last or not self._is_refused(request, response):
                return

    def token_at_hand(self) -> str | None:
        """Give the token that has worked and is not old, "" where none is needed; None: the flow has to be asked."""
        grant = self._grant
        if self._is_due() or self._refusal is not None:
            return None
        if grant is None:
            return "" if self._is_anonymous else None
        return grant.token if grant.is_proven and not grant.is_refused else None

    def token_request(self) -> httpx.Request:
        """Give the request for a token; its answer goes to :meth:`accept`."""
        body = {"keyId": self._key_id, "keySecret": self._key_secret}
        return httpx.Request("POST", self._url, json=body, headers=self._headers, extensions={ERROR_AS_ANSWER: True})

    def accept(self, answer: httpx.Response) -> None:
        """Keep the token of the answer.

        Raises:
            AuthenticationError: the server refused the key.
            ConductorError: there is no token for another reason, and no old one that may still work.
        """
        token = _token_in(answer)
        with self._guard:
            if token:
                self._grant, self._refusal, self._failures = _Grant(token, self._clock()), None, 0
                logger.debug("got a token for key id %s", self._key_id)
            elif answer.status_code == 404 and self._has_no_token():
                self._grant, self._refusal, self._is_anonymous = None, None, True
                self._retry_at_s = self._clock() + _LONGEST_BACKOFF_S
                logger.info("the server has no /api/token: calls go out without a token")
            else:
                self._note_failure(answer)

    def _note_failure(self, answer: httpx.Response) -> None:
        self._failures += 1
        pause_s = _backoff_s(self._failures)
        self._retry_at_s = self._clock() + pause_s
        self._refusal = answer
        if self._has_no_token():
            raise self._failure(answer)
        logger.warning(
            "cannot renew the token: %s; the old one stays in use, next try in %g s", self._failure(answer), pause_s
        )

    def _has_no_token(self) -> bool:
        return self._grant is None or self._grant.is_refused

    def _is_due(self) -> bool:
        now_s = self._clock()
        if self._is_anonymous or now_s < self._retry_at_s:
            return False
        grant = self._grant
        return grant is None or grant.is_refused or now_s - grant.obtained_s >= self._interval_s

    def _signed(self, request: httpx.Request) -> httpx.Request:
        grant, refusal = self._grant, self._refusal
        if refusal is not None and (grant is None or grant.is_refused):
            raise self._failure(refusal)
        return _with_token(request, grant.token if grant else "")

    def _is_refused(self, request: httpx.Request, response: httpx.Response) -> bool:
        """Tell whether the request should go out once more, with another token."""
        refused = is_token_error(response)
        with self._guard:
            grant = self._grant
            if grant is None:
                return refused and self._may_ask_again()
            if request.headers.get(HEADER) != grant.token:
                return refused
            return self._may_replace(grant) if refused else self._note_success(grant)

    def _may_ask_again(self) -> bool:
        if self._clock() < self._retry_at_s:
            return False
        self._is_anonymous = False
        return True

    def _note_success(self, grant: _Grant) -> bool:
        if not grant.is_proven:
            grant.is_proven, self._vain_renewals, self._calm_until_s = True, 0, float("-inf")
        return False

    def _may_replace(self, grant: _Grant) -> bool:
        # A new token that is refused as well will not get better by asking at once again and again.
        if not (grant.is_proven or grant.is_refused):
            now_s = self._clock()
            if now_s < self._calm_until_s:
                return False
            self._vain_renewals += 1
            self._calm_until_s = now_s + _backoff_s(self._vain_renewals)
        grant.is_refused = True
        return True

    def _failure(self, answer: httpx.Response) -> ConductorError:
        cause = answer.extensions.get("conductor_error")
        if isinstance(cause, ConductorConnectionError):
            return type(cause)(f"no token: {cause}")
        if answer.is_success:
            text = "the answer to the request for a token holds none"
            return UnreadableAnswerError(text, status=answer.status_code, request=answer.request, response=answer)
        error = from_response(answer)
        text = error.message if self._key_secret not in str(error) else "its words are not shown, they hold the secret"
        refused = error.status in _REFUSED_KEY
        kind = AuthenticationError if refused else type(error)
        what = f"the server refused the key with id {self._key_id!r}" if refused else "no token"
        return _alike(error, kind, f"{what}: {text}")

    @contextmanager
    def _take_turn(self) -> Generator[bool]:
        # With an old token at hand there is no need to wait for the one who renews it.
        mine = self._turn.acquire(blocking=self._has_no_token())
        try:
            yield mine
        finally:
            if mine:
                self._turn.release()

    @asynccontextmanager
    async def _take_async_turn(self) -> AsyncGenerator[bool]:
        # Imported here: a sync program can do without. Locks of asyncio belong to one loop each.
        import asyncio

        turn = self._async_turns.setdefault(asyncio.get_running_loop(), asyncio.Lock())
        if turn.locked() and not self._has_no_token():
            yield False
            return
        async with turn:
            yield True


class ProvidedTokenAuth(httpx.Auth):
    """Signs requests with a token of the caller: a text, or what a function gives for each request.

    When the server refuses the token, the function is asked once more, and a different answer is tried.
    """

    requires_response_body = True

    def __init__(self, source: str | Callable[[], Any]) -> None:
        self._source = source

    def sync_auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Sign the request, and once more when the token was refused and there is another."""
        token = _checked_token(self._ask())
        response = yield _with_token(request, token)
        if not is_stream(request, response):
            response.read()
        if is_token_error(response):
            other = _checked_token(self._ask())
            if other != token:
                yield _with_token(request, other)

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """Do the same; the function may be async here."""
        token = _checked_token(await self._ask_async())
        response = yield _with_token(request, token)
        if not is_stream(request, response):
            await response.aread()
        if is_token_error(response):
            other = _checked_token(await self._ask_async())
            if other != token:
                yield _with_token(request, other)

    def token_at_hand(self) -> str | None:
        """Give a token that is a text; None: the function has to be asked."""
        return None if callable(self._source) else _checked_token(self._source)

    def _ask(self) -> object:
        return self._source() if callable(self._source) else self._source

    async def _ask_async(self) -> object:
        answer = self._ask()
        return await answer if inspect.isawaitable(answer) else answer


def token_at_hand(auth: httpx.Auth | None) -> str | None:
    """Give the token that a request may carry right away, "" for none; None: the request has to go through the auth.

    An answer that refuses it (see :func:`is_token_error`) makes it one for the auth.
    """
    if isinstance(auth, TokenAuth | ProvidedTokenAuth):
        return auth.token_at_hand()
    return "" if is_unsigned(auth) else None


def is_unsigned(auth: httpx.Auth | None) -> bool:
    """Tell whether requests go out as they are."""
    return auth is None or type(auth) is httpx.Auth


def is_token_error(response: httpx.Response) -> bool:
    """Tell whether the server refused the token, rather than what was asked for."""
    if response.status_code == 401 and not _answers.is_json(response):
        return True
    if response.status_code not in {401, 403}:
        return False
    return _answers.json_object(response).get("error") in _TOKEN_ERRORS


def _token_in(answer: httpx.Response) -> str | None:
    token = _answers.json_object(answer).get("token") if answer.is_success else None
    if not isinstance(token, str):
        return None
    return token.strip() if token.isascii() and token.strip().isprintable() else None


def _checked_token(answer: object) -> str:
    if inspect.iscoroutine(answer):
        answer.close()
        raise ConfigurationError("token: an async function needs the async client")
    return header_value("token", "" if answer is None else answer)


def _with_token(request: httpx.Request, token: str) -> httpx.Request:
    if token:
        request.headers[HEADER] = token
    else:
        request.headers.pop(HEADER, None)
    return request


def _backoff_s(failures: int) -> float:
    return min(_LONGEST_BACKOFF_S, 2.0 ** min(failures - 1, 10))


def _alike(error: ApiError, kind: type[ApiError], message: str) -> ApiError:
    return kind(
        message,
        status=error.status,
        code=error.code,
        retryable=error.retryable,
        retry_after_s=error.retry_after_s,
        request=error.request,
        response=error.response,
    )
