"""What users hand in for things that only Orkes has, as the generated client takes it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO, TypedDict

from conductor._shared.inputs import as_member, as_model
from conductor.errors import ConfigurationError
from conductor_api.models import HumanTaskSearch, HumanTaskState, HumanTaskUser, HumanUserType, ServiceRegistry


class PollIntervalOptions(TypedDict, total=False):
    """How ``HumanExecutor.poll_search`` polls."""

    poll_interval: int
    """Pause after an empty search in milliseconds, default 100."""
    max_poll_times: int
    """Most searches, default 20."""


def as_service(value: ServiceRegistry | Mapping[str, Any], argument: str) -> ServiceRegistry:
    """Give the service; its circuit breaker may stand at the top or, as the server wants it, within ``config``."""
    if isinstance(value, Mapping) and "circuitBreakerConfig" in value:
        rest = {key: item for key, item in value.items() if key != "circuitBreakerConfig"}
        value = {
            **rest,
            "config": {**(rest.get("config") or {}), "circuitBreakerConfig": value["circuitBreakerConfig"]},
        }
    return as_model(ServiceRegistry, value, argument)


def content_of(data: bytes | str | BinaryIO | Path) -> bytes | str:
    """Give the content of a file, whichever way it was handed in."""
    if isinstance(data, Path):
        return data.read_bytes()
    if isinstance(data, bytes | str):
        return data
    if not hasattr(data, "read"):
        raise ConfigurationError(f"data: expected bytes, a text, an open file or a Path, found {type(data).__name__}")
    return data.read()


def as_human_search(value: HumanTaskSearch | Mapping[str, Any], argument: str) -> HumanTaskSearch:
    """Give the search with what the server wants in any case: the first 15, of all states, of anybody."""
    given = as_model(HumanTaskSearch, value, argument).to_dict()
    lists: dict[str, Any] = {"states": [], "definitionNames": [], "taskRefNames": [], "claimants": [], "assignees": []}
    return HumanTaskSearch.from_dict(
        {"start": 0, "size": 15, "taskInputQuery": "", "taskOutputQuery": "", **lists, **given}
    )


def human_filter(
    state: HumanTaskState | str,
    assignee: HumanTaskUser | None,
    claimed_by: str | None,
    task_name: str | None,
) -> HumanTaskSearch:
    """Give the search of the deprecated filter, which leaves out the queries that were not given."""
    return HumanTaskSearch(
        start=0,
        size=15,
        states=[as_member(HumanTaskState, state, "state")],
        assignees=[assignee] if assignee else [],
        claimants=[_claimant(claimed_by)] if claimed_by else [],
        task_ref_names=[task_name] if task_name else [],
        definition_names=[],
    )


def _claimant(claimed_by: str) -> HumanTaskUser:
    kind, colon, user = claimed_by.partition(":")
    if not colon:
        raise ConfigurationError("claimed_by should be in the format of <userType>:<user>")
    return HumanTaskUser(user_type=as_member(HumanUserType, kind, "claimed_by"), user=user)
