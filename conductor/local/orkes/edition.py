"""The edition as a whole: what it serves besides OSS, and whom it lets in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from conductor.local.api.http import Answer, Call, Reply, Request, as_json
from conductor.local.api.routes import Router
from conductor.local.engine.runtime import ORKES, OSS, Runtime

from . import (
    applications,
    definitions,
    events,
    forms,
    human_api,
    integrations,
    library,
    people,
    registry,
    starts,
    tags,
    vault,
)
from .access import ANONYMOUS, Access
from .people import USERS, user_json

if TYPE_CHECKING:
    from types import ModuleType

_AREAS: tuple[ModuleType, ...] = (
    applications,
    definitions,
    events,
    forms,
    human_api,
    integrations,
    library,
    people,
    registry,
    starts,
    tags,
    vault,
)


class OrkesEdition:
    """Turns a server of OSS into one of Orkes."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def settle_in(self, rt: Runtime) -> None:
        """Have an engine behave as that of Orkes."""
        rt.edition = ORKES
        vault.move_in(rt.documents, rt.surroundings)

    def add_routes(self, router: Router) -> None:
        """Serve everything that OSS does not have or does differently."""
        for area in _AREAS:
            area.add_routes(router)
        router.add("POST", "/api/token", self._access.issue)
        router.add("GET", "/api/token/userInfo", user_info)

    def admit(self, request: Request, now_ms: int) -> Request | Reply:
        """The request with who sends it, or why it is refused."""
        user = self._access.admit(request.path, request.headers, now_ms)
        return user if isinstance(user, Reply) else replace(request, user=user)


def edition_of(name: str, keys: Mapping[str, str] | None, token_lifetime_s: float) -> OrkesEdition | None:
    """The edition of a name: None for OSS.

    Raises:
        ValueError: there is no such edition, or OSS is to have keys, or tokens would never be valid.
    """
    if name not in {OSS, ORKES}:
        raise ValueError(f"edition is {OSS!r} or {ORKES!r}, not {name!r}")
    if name == OSS:
        if keys:
            raise ValueError(f"keys need edition={ORKES!r}: Conductor OSS asks nobody who they are")
        return None
    if not 0 < token_lifetime_s < float("inf"):
        raise ValueError(f"token_lifetime_s must be a positive number, not {token_lifetime_s!r}")
    return OrkesEdition(Access(keys, token_lifetime_s))


def user_info(call: Call) -> Answer:
    """Who asks."""
    user_id = call.request.user or ANONYMOUS
    known = call.rt.documents.get(USERS, user_id)
    return as_json(user_json(call, known or {"id": user_id, "name": user_id, "roles": ["ADMIN"]}))
