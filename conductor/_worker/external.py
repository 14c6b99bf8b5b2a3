"""Inputs that the server keeps in external storage, since they are too big for its database."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import attrs
import httpx

from conductor._async._http import read_bounded
from conductor._net.bounded import ACCEPT_ENCODING
from conductor._net.connection import transport_options
from conductor.errors import ConductorError, NonRetryableError, TaskFailed
from conductor_api.api.task import get_task_storage_location

if TYPE_CHECKING:
    from conductor.config import Settings
    from conductor.models import Task
    from conductor_api import Client

_LIMIT_S = 120.0
_OK = 200
_HOLDS_NOTHING = (httpx.HTTPError, OSError, TimeoutError, ValueError, ConductorError)


class ExternalInputs:
    """Gets inputs from where the server says that they are.

    Args:
        api: The generated client.
        settings: Its settings; keys and headers are for the server only, the storage does not get them.
    """

    def __init__(self, api: Client, settings: Settings) -> None:
        self._api = api
        self._settings = settings

    async def load(self, task: Task) -> None:
        """Put the input into the task.

        Raises:
            NonRetryableError: the server cannot say where the input is.
            TaskFailed: the storage did not give it this time.
        """
        path = task.external_input_payload_storage_path
        what = f"the input of this task is in external storage (path {path!r})"
        try:
            async with asyncio.timeout(_LIMIT_S):
                uri = await self._address(str(path))
                data = None if uri is None else await self._read(uri)
        except _HOLDS_NOTHING as error:
            # The text of the error may show the address, which is signed.
            raise TaskFailed(f"{what}, and reading it failed: {type(error).__name__}") from None
        if uri is None:
            raise NonRetryableError(f"{what}, and the server gives no address to read it from: keep inputs smaller")
        if not isinstance(data, dict):
            raise TaskFailed(f"{what}, and what is there is no JSON object")
        task.input_data = data

    async def _address(self, path: str) -> str | None:
        location = await get_task_storage_location.asyncio(
            client=self._api, path=path, operation="READ", payload_type="TASK_INPUT"
        )
        return location.uri

    async def _read(self, uri: str) -> Any:
        # By the bare transport: the client of httpx writes addresses to its log.
        options = transport_options(attrs.evolve(self._settings, server_url=uri, client_cert=None))
        limits = {"timeout": httpx.Timeout(_LIMIT_S).as_dict()}
        async with httpx.AsyncHTTPTransport(**options) as transport:
            request = httpx.Request("GET", uri, headers={"Accept-Encoding": ACCEPT_ENCODING}, extensions=limits)
            response = await transport.handle_async_request(request)
            try:
                if response.status_code != _OK:
                    raise OSError("the storage refused")
                found = await read_bounded(response, request, self._settings.max_response_bytes)
            finally:
                await response.aclose()
            return json.loads(found.content)
