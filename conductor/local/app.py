"""The engine and its API together: `handle(request)` gives a reply, or a park to wait on."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeAlias
from urllib.parse import unquote

from .api import metadata_api, misc_api, scheduler_api, search_api, tasks_api, workflow_api
from .api.http import Answer, Call, Reply, Request, error_reply, problem
from .api.routes import Router
from .engine.engine import Engine
from .engine.errors import EngineError, TerminateWorkflowError
from .engine.runtime import Runtime
from .engine.waiting import Park

_log = logging.getLogger(__name__)
CommandOf: TypeAlias = Callable[[Runtime], Answer]


def build_router() -> Router:
    """Everything the server answers to."""
    router = Router()
    for area in (metadata_api, workflow_api, tasks_api, search_api, scheduler_api, misc_api):
        area.add_routes(router)
    return router


class App:
    """Turns requests into commands of an engine; it never waits and knows no clock."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._router = build_router()

    def handle(self, request: Request, now_ms: int) -> Answer:
        """The answer to a request that arrives at `now_ms` (epoch milliseconds)."""
        match = self._router.match(request.method, request.path)
        if match is None:
            return not_found(request)
        handler = match.handler
        if handler is None:
            return problem(405, f"Request method '{request.method}' is not supported")
        return self._guarded(lambda rt: handler(Call(rt, request, match.variables)), now_ms)

    def retry(self, park: Park[Reply], now_ms: int) -> Reply | None:
        """Try a parked request again; None while it has to go on waiting."""
        answer = self._guarded(lambda rt: park.attempt(rt) or _expired(rt, park) or park, now_ms)
        return answer if isinstance(answer, Reply) else None

    def expire(self, park: Park[Reply], now_ms: int) -> Reply:
        """The reply to a parked request whose time is up."""
        answer = self._guarded(park.expire, now_ms)
        return answer if isinstance(answer, Reply) else problem(500, "the request cannot be answered")

    def _guarded(self, command: CommandOf, now_ms: int) -> Answer:
        try:
            return self.engine.handle(command, now_ms)
        except EngineError as error:
            return error_reply(error)
        except TerminateWorkflowError as error:
            return problem(500, error.reason)
        except RecursionError:
            return problem(500, "the value is nested too deeply")
        except Exception as error:  # noqa: BLE001 - a defect of ours is a 500, and the server lives on
            _log.exception("a request could not be answered")
            return problem(500, f"{type(error).__name__}: {error}")


def _expired(rt: Runtime, park: Park[Reply]) -> Reply | None:
    return park.expire(rt) if rt.now_ms >= park.deadline_ms else None


def not_found(request: Request) -> Reply:
    """The reply to a path that nothing is at."""
    path = unquote(request.path).strip("/")
    return problem(404, f"No static resource {path}.")
