# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.token_usage_log import TokenUsageLog
from ...types import DetailedResponse, read_models


def _request(name: str, *, model: str | None = None, look_up_window: int | None = None) -> dict[str, Any]:
    return {
        "method": "GET",
        "path": "/api/integrations/llm/{name}/token/history",
        "path_params": {"name": name},
        "params": {"model": model, "lookUpWindow": look_up_window},
    }


def _parse(client: Client, response: httpx.Response) -> list[TokenUsageLog]:
    if response.status_code == 200:
        return read_models(TokenUsageLog, client.read_json_as(list, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[list[TokenUsageLog]]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(
    name: str, *, client: Client, model: str | None = None, look_up_window: int | None = None
) -> DetailedResponse[list[TokenUsageLog]]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(name, model=model, look_up_window=look_up_window)))


def sync(
    name: str, *, client: Client, model: str | None = None, look_up_window: int | None = None
) -> list[TokenUsageLog]:
    """List the tokens used by language models within a window of time.

    GET /api/integrations/llm/{name}/token/history

    Orkes only: Conductor OSS answers 404.

    Args:
        model: the server takes '*' when it is left out
        look_up_window: the server takes 31 when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(name, model=model, look_up_window=look_up_window)))


async def asyncio_detailed(
    name: str, *, client: Client, model: str | None = None, look_up_window: int | None = None
) -> DetailedResponse[list[TokenUsageLog]]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(name, model=model, look_up_window=look_up_window)))


async def asyncio(
    name: str, *, client: Client, model: str | None = None, look_up_window: int | None = None
) -> list[TokenUsageLog]:
    """List the tokens used by language models within a window of time.

    GET /api/integrations/llm/{name}/token/history

    Orkes only: Conductor OSS answers 404.

    Args:
        model: the server takes '*' when it is left out
        look_up_window: the server takes 31 when it is left out

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(name, model=model, look_up_window=look_up_window)))
