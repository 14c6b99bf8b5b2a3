"""What a server knows: its task definitions, who polls, its workflows."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Protocol, TypedDict, cast

from conductor.checks._json import is_list, is_map
from conductor.errors import ConfigurationError
from conductor_api.api.metadata import get_task_defs, get_workflow_def_names_and_versions
from conductor_api.api.task import get_all_poll_data

if TYPE_CHECKING:
    from conductor_api import Client
    from conductor_api.models import TaskDef

# Workers poll anew after some seconds at most; who was silent for so long is gone.
_SILENT_AFTER_S = 120


class Connected(Protocol):
    """A client of a server, sync or async."""

    @property
    def api(self) -> Client:
        """The generated client."""
        ...


class OnServer(TypedDict):
    """What a server knows, as :func:`check` takes it."""

    task_defs: list[TaskDef]
    polled: list[str]
    workflows: dict[str, list[int]]


def known_on_server(client: Connected) -> OnServer:
    """Ask a server for its task definitions, the task types that workers poll, and its workflows.

    A type counts as polled if a worker asked for it within the last two minutes.
    """
    if hasattr(client, "__aenter__"):
        raise ConfigurationError("client: it is an async one; use check(..., **await async_known_on_server(client))")
    task_defs = get_task_defs.sync(client=client.api)
    polls = get_all_poll_data.sync(client=client.api)
    return _known(task_defs, polls, get_workflow_def_names_and_versions.sync(client=client.api))


async def async_known_on_server(client: Connected) -> OnServer:
    """As :func:`known_on_server`, with an async client."""
    task_defs = await get_task_defs.asyncio(client=client.api)
    polls = await get_all_poll_data.asyncio(client=client.api)
    return _known(task_defs, polls, await get_workflow_def_names_and_versions.asyncio(client=client.api))


def _known(task_defs: list[TaskDef], polls: object, workflows: Mapping[str, Any]) -> OnServer:
    rows = [row for row in _rows(polls) if is_map(row)]
    since_ms = (time.time() - _SILENT_AFTER_S) * 1000
    return OnServer(
        task_defs=task_defs,
        polled=[str(row.get("queueName")) for row in rows if float(row.get("lastPollTime") or 0) > since_ms],
        workflows={name: [int(row["version"]) for row in _rows(rows)] for name, rows in workflows.items()},
    )


def _rows(answer: object) -> Iterable[Any]:
    return cast("Iterable[Any]", answer) if is_list(answer) else ()
