"""The engine and its API together: `handle(request)` gives a reply, or a park to wait on."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import unquote

from .api import metadata_api, misc_api, scheduler_api, search_api, tasks_api, workflow_api
from .api.http import BAD_REQUEST, TOO_DEEP_HERE, Answer, Call, Reply, Request, error_reply, prepare, problem
from .api.routes import Router
from .engine.engine import Engine
from .engine.errors import EngineError, TerminateWorkflowError
from .engine.runtime import Runtime, ScriptPending
from .engine.script_calls import ScriptCall
from .engine.waiting import Park

if TYPE_CHECKING:
    from .orkes import OrkesEdition

_log = logging.getLogger(__name__)
# What the server's front refuses in a path: broken escapes, and slashes and zeros that are hidden in them.
_REFUSED = re.compile(r"%(?![0-9A-Fa-f]{2})|%00|%2F|%5C|\\", re.IGNORECASE)
_POLL = "/tasks/poll/"  # a GET that changes something: a task must not be taken when that cannot be saved
CommandOf: TypeAlias = Callable[[Runtime], Answer]


def build_router(edition: OrkesEdition | None = None) -> Router:
    """Everything the server answers to."""
    router = Router()
    for area in (metadata_api, workflow_api, tasks_api, search_api, scheduler_api, misc_api):
        area.add_routes(router)
    if edition is not None:
        edition.add_routes(router)
    return router


@dataclass(frozen=True)
class Deferred:
    """A command that has changed nothing yet: it is to be repeated when these scripts are evaluated."""

    calls: tuple[ScriptCall, ...]


class App:
    """Turns requests into commands of an engine; it never waits and knows no clock."""

    def __init__(self, engine: Engine, edition: OrkesEdition | None = None) -> None:
        self.engine = engine
        self._edition = edition
        self._router = build_router(edition)
        if edition is not None:
            edition.settle_in(engine.rt)

    def handle(self, request: Request, now_ms: int) -> Answer | Deferred:
        """The answer to a request that arrives at `now_ms` (epoch milliseconds)."""
        admitted = request if self._edition is None else self._edition.admit(request, now_ms)
        return admitted if isinstance(admitted, Reply) else self._serve(admitted, now_ms)

    def prepare(self, request: Request) -> Request:
        """Return a request whose large body is read already. It needs no lock: it looks at the request alone."""
        if not request.body:
            return request
        match = self._router.match(request.method, request.path)
        return request if match is None or match.handler is None else prepare(request, match.handler)

    def _serve(self, request: Request, now_ms: int) -> Answer | Deferred:
        if _REFUSED.search(request.path):
            return BAD_REQUEST
        if request.method == "HEAD":
            return without_body(self._serve(replace(request, method="GET"), now_ms))
        match = self._router.match(request.method, request.path)
        if match is None:
            return not_found(request)
        handler = match.handler
        if handler is None:
            return wrong_method(request, match.methods)
        may_refuse = request.method != "GET" or _POLL in request.path
        return self._guarded(lambda rt: handler(Call(rt, request, match.variables)), now_ms, may_refuse=may_refuse)

    def perform(self, command: CommandOf, now_ms: int) -> Answer | Deferred:
        """The answer to a command of this process."""
        return self._guarded(command, now_ms)

    def run_due(self, now_ms: int) -> None:
        """Do what is due; a defect of ours in it is logged, and the server lives on."""
        try:
            self.engine.run_due(now_ms)
        except Exception:  # noqa: BLE001 - a defect of ours must not stop the clock
            _log.exception("what was due could not be done")

    def retry(self, park: Park[Reply], now_ms: int) -> Reply | None:
        """Try a parked request again; None while it has to go on waiting."""
        answer = self._guarded(lambda rt: park.attempt(rt) or _expired(rt, park) or park, now_ms)
        return answer if isinstance(answer, Reply) else None

    def expire(self, park: Park[Reply], now_ms: int) -> Reply:
        """The reply to a parked request whose time is up."""
        answer = self._guarded(park.expire, now_ms)
        return answer if isinstance(answer, Reply) else problem(500, "the request cannot be answered")

    def _guarded(self, command: CommandOf, now_ms: int, *, may_refuse: bool = True) -> Answer | Deferred:
        try:
            return self.engine.handle(command, now_ms, may_refuse=may_refuse)
        except EngineError as error:
            return error_reply(error)
        except TerminateWorkflowError as error:
            return problem(500, error.reason)
        except ScriptPending as pending:
            return Deferred(pending.calls)
        except RecursionError:
            return problem(500, TOO_DEEP_HERE)
        except Exception as error:  # noqa: BLE001 - a defect of ours is a 500, and the server lives on
            _log.exception("a request could not be answered")
            return problem(500, f"{type(error).__name__}: {error}")


def _expired(rt: Runtime, park: Park[Reply]) -> Reply | None:
    return park.expire(rt) if rt.now_ms >= park.deadline_ms else None


def without_body(answer: Answer | Deferred) -> Answer | Deferred:
    """The answer to HEAD."""
    if isinstance(answer, Deferred):
        return answer
    if isinstance(answer, Reply):
        return Reply(answer.status, answer.content_type, b"", answer.headers)
    return answer.then(lambda reply: Reply(reply.status, reply.content_type, b"", reply.headers))


def wrong_method(request: Request, methods: tuple[str, ...]) -> Reply:
    """The reply to a method that a path has not; OPTIONS tells those that it has."""
    if request.method == "OPTIONS":
        allowed = [*methods, *(["HEAD"] if "GET" in methods else []), "OPTIONS"]
        return Reply(200, headers=(("Allow", ",".join(allowed)),))
    return problem(405, f"Request method '{request.method}' is not supported")


def not_found(request: Request) -> Reply:
    """The reply to a path that nothing is at."""
    path = unquote(request.path).strip("/")
    return problem(404, f"No static resource {path}.")
