"""Calls of generated operations without a server: what they send, and what they make of an answer."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from enum import Enum
from importlib import import_module
from types import ModuleType, NoneType, UnionType
from typing import Any, get_args, get_origin

import attrs
import httpx

from conductor.regen.documents import RESULT, Document, operations, read
from conductor.regen.normalise import OWN
from conductor.regen.prune import module
from conductor_api import Client

DOCUMENT = read(RESULT)
URL = "http://server.test"

Endpoint = tuple[str, str, Document]


def endpoints(*, own: bool = False) -> dict[str, Endpoint]:
    """Give each operation by its module, such as ``workflow.start_workflow``: method, path, what the document says.

    Those that a checkout has from a server of its user count with ``own`` only: they have forms of their own, see
    tests/pipeline/test_own_endpoints.py.
    """
    found = {module(operation): (*key, operation) for key, operation in operations(DOCUMENT).items()}
    return {name: endpoint for name, endpoint in found.items() if own or not endpoint[2].get(OWN)}


def load(name: str) -> ModuleType:
    """Give the module of an operation."""
    return import_module(f"conductor_api.api.{name}")


@attrs.define
class Server:
    """Answers each request the same way and remembers them."""

    answer: Callable[[], httpx.Response] = lambda: httpx.Response(200, text="")
    requests: list[httpx.Request] = attrs.field(factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """Answer."""
        request.read()
        self.requests.append(request)
        return self.answer()

    def client(self, **options: Any) -> Client:
        """Give a client for both worlds that asks this server."""
        transport = httpx.MockTransport(self)
        return Client(
            URL,
            http_client=httpx.Client(transport=transport),
            async_http_client=httpx.AsyncClient(transport=transport),
            **options,
        )


def answering(status: int = 200, **content: Any) -> Client:
    """Give a client of a server that always answers so; keywords as those of httpx.Response."""
    return Server(lambda: httpx.Response(status, **content)).client()


def sample(kind: Any) -> Any:
    """Give a value of this type; of several, one of the last that is not None."""
    if isinstance(kind, UnionType):
        return sample(next(inner for inner in reversed(kind.__args__) if inner is not NoneType))
    if get_origin(kind) is list:
        return [sample(get_args(kind)[0])]
    if get_origin(kind) is dict:
        return {"key": "value"}
    if attrs.has(kind):
        return kind.from_dict({})
    return next(iter(kind)) if issubclass(kind, Enum) else {str: "x", int: 7, bool: True, bytes: b"x"}[kind]


def arguments(function: Callable[..., Any], *, everything: bool = False) -> dict[str, Any]:
    """Give a value for each required parameter, or for all of them, ``client`` aside."""
    parameters = inspect.signature(function).parameters.values()
    wanted = [p for p in parameters if p.name != "client" and (everything or p.default is p.empty)]
    return {p.name: sample(p.annotation) for p in wanted}


def call(name: str, client: Client, **more: Any) -> Any:
    """Call an operation with some value for each required parameter."""
    function = load(name).sync
    return function(client=client, **{**arguments(function), **more})
