# Generated from openapi/openapi.json by `make regen`; do not edit.
from typing import Any

import httpx

from ...client import Client
from ...models.circuit_breaker_transition_response import CircuitBreakerTransitionResponse
from ...types import DetailedResponse


def _request(name: str) -> dict[str, Any]:
    return {
        "method": "POST",
        "path": "/api/registry/service/{name}/circuit-breaker/close",
        "path_params": {"name": name},
    }


def _parse(client: Client, response: httpx.Response) -> CircuitBreakerTransitionResponse:
    if response.status_code == 200:
        return CircuitBreakerTransitionResponse.from_dict(client.read_json_as(dict, response))
    raise client.unexpected(response)


def _detailed(client: Client, response: httpx.Response) -> DetailedResponse[CircuitBreakerTransitionResponse]:
    return DetailedResponse(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse(client, response),
    )


def sync_detailed(name: str, *, client: Client) -> DetailedResponse[CircuitBreakerTransitionResponse]:
    """As ``sync``, with status, headers and raw body around the result."""
    return _detailed(client, client.send(**_request(name)))


def sync(name: str, *, client: Client) -> CircuitBreakerTransitionResponse:
    """Close the circuit breaker of a service: its calls go through again.

    POST /api/registry/service/{name}/circuit-breaker/close

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, client.send(**_request(name)))


async def asyncio_detailed(name: str, *, client: Client) -> DetailedResponse[CircuitBreakerTransitionResponse]:
    """As ``asyncio``, with status, headers and raw body around the result."""
    return _detailed(client, await client.send_async(**_request(name)))


async def asyncio(name: str, *, client: Client) -> CircuitBreakerTransitionResponse:
    """Close the circuit breaker of a service: its calls go through again.

    POST /api/registry/service/{name}/circuit-breaker/close

    Orkes only: Conductor OSS answers 404.

    Raises:
        UnexpectedResponse: or what ``client.error_factory`` makes of it: an undeclared status, an unreadable answer
        httpx.TransportError: the server cannot be reached, or not in time
    """
    return _parse(client, await client.send_async(**_request(name)))
