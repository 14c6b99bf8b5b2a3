# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.human_task_entry import HumanTaskEntry
from ...types import DetailedResponse


def _request(
    task_id: str, *, override_assignment: bool | None = None, with_template: bool | None = None
) -> dict[str, Any]:
    return {
        "method": "POST",
        "path": "/api/human/tasks/{task_id}/claim",
        "path_params": {"task_id": task_id},
        "params": {"overrideAssignment": override_assignment, "withTemplate": with_template},
    }


def _parse(client: Client, response: httpx.Response) -> HumanTaskEntry:
    if response.status_code == 200:
        return HumanTaskEntry.from_dict(client.read_json_as(dict, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[HumanTaskEntry]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(
    task_id: str, *, client: Client, override_assignment: bool | None = None, with_template: bool | None = None
) -> DetailedResponse[HumanTaskEntry]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(
        client, client.send(**_request(task_id, override_assignment=override_assignment, with_template=with_template))
    )


def sync(
    task_id: str, *, client: Client, override_assignment: bool | None = None, with_template: bool | None = None
) -> HumanTaskEntry:
    """Claim a human task for the user of the token.

    POST /api/human/tasks/{task_id}/claim

    Orkes only: Conductor OSS answers 404.

    Args:
        override_assignment: the server takes False when it is left out
        with_template: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(
        client, client.send(**_request(task_id, override_assignment=override_assignment, with_template=with_template))
    )


async def asyncio_detailed(
    task_id: str, *, client: Client, override_assignment: bool | None = None, with_template: bool | None = None
) -> DetailedResponse[HumanTaskEntry]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(
        client,
        await client.send_async(
            **_request(task_id, override_assignment=override_assignment, with_template=with_template)
        ),
    )


async def asyncio(
    task_id: str, *, client: Client, override_assignment: bool | None = None, with_template: bool | None = None
) -> HumanTaskEntry:
    """Claim a human task for the user of the token.

    POST /api/human/tasks/{task_id}/claim

    Orkes only: Conductor OSS answers 404.

    Args:
        override_assignment: the server takes False when it is left out
        with_template: the server takes False when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(
        client,
        await client.send_async(
            **_request(task_id, override_assignment=override_assignment, with_template=with_template)
        ),
    )
