"""Task definitions and JSON schemas of workers."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any, Literal, NotRequired, TypedDict

import httpx
import pytest

from conductor._async.client import async_orkes_conductor_client
from conductor._shared.schemas import schema_of
from conductor._worker.context import TaskContext
from conductor._worker.decorator import worker
from conductor._worker.manager import AsyncTaskManager
from conductor._worker.spec import ConductorWorker
from conductor.errors import ConfigurationError
from conductor.models import Task, TaskDef
from tests.support.stub_server import StubServer


@dataclass
class Item:
    sku: str
    count: int = 1
    parts: list[Item] = field(default_factory=list)


class Note(TypedDict):
    text: str
    author: NotRequired[str]


class Colour(Enum):
    RED = "red"


NOTE = {
    "type": "object",
    "properties": {"text": {"type": "string"}, "author": {"type": "string"}},
    "required": ["text"],
}


@pytest.mark.parametrize(
    ("hint", "schema"),
    [
        (int, {"type": "integer"}),
        (datetime, {"type": "string", "format": "date-time"}),
        (str | None, {"anyOf": [{"type": "string"}, {"type": "null"}]}),
        (list[float], {"type": "array", "items": {"type": "number"}}),
        (tuple[int, str], {"type": "array", "items": {}}),
        (dict[str, bool], {"type": "object", "additionalProperties": {"type": "boolean"}}),
        (dict, {"type": "object", "additionalProperties": {}}),
        (Colour, {"enum": ["red"]}),
        (Literal["a", 1], {"enum": ["a", 1]}),
        (Note, NOTE),
        (Any, {}),
        (object, {}),
    ],
    ids=str,
)
def test_schemas_of_types(hint: Any, schema: dict[str, Any]) -> None:
    """The schema says what the type says, and nothing where that says nothing."""
    assert schema_of(hint) == schema


def test_a_class_that_holds_itself_has_a_schema() -> None:
    """The inner one is left open."""
    assert schema_of(Item, strict=True) == {
        "type": "object",
        "properties": {
            "sku": {"type": "string"},
            "count": {"type": "integer"},
            "parts": {"type": "array", "items": {}},
        },
        "required": ["sku"],
        "additionalProperties": False,
    }


class Metadata:
    """Answers the endpoints for definitions, and all others as a stub."""

    def __init__(self, known: dict[str, Any] | None = None, *, is_down: bool = False) -> None:
        self.defs: dict[str, Any] = known or {}
        self._is_down = is_down
        self._stub = StubServer()

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        if "/api/metadata/taskdefs" not in request.url.path:
            return await self._stub(request)
        if self._is_down:
            return httpx.Response(400, json={"message": "not today"})
        if request.method == "GET":
            known = self.defs.get(request.url.path.rpartition("/")[2])
            return httpx.Response(200, json=known) if known else httpx.Response(404, json={"message": "No such"})
        self.defs.update({entry["name"]: entry for entry in json.loads(request.content)})
        return httpx.Response(200)


async def start_and_stop(metadata: Metadata, worker: Any, **options: Any) -> None:
    async with (
        async_orkes_conductor_client(server_url="http://stub", fetch=metadata) as client,
        AsyncTaskManager(client, [worker], options=options),
    ):
        pass


async def test_definitions_are_registered_when_asked_for() -> None:
    """With the schemas of the arguments and of the result; without the option nothing is sent."""

    @worker("charge", register_task_def=True, task_def={"name": "ignored", "retryCount": 5})
    def charge(order_id: str, ctx: TaskContext, amount: float = 1.0) -> Note:
        return {"text": order_id}

    metadata = Metadata()
    await start_and_stop(metadata, charge, register_task_def=False)
    definition = TaskDef.from_dict(metadata.defs["charge"])
    assert (definition.name, definition.retry_count, definition.enforce_schema) == ("charge", 5, None)
    assert definition.input_schema is not None
    assert definition.output_schema is not None
    assert definition.input_schema.data == {
        "type": "object",
        "properties": {"order_id": {"type": "string"}, "amount": {"type": "number"}},
        "required": ["order_id"],
    }
    assert definition.output_schema.data == NOTE
    metadata = Metadata()
    await start_and_stop(metadata, worker("charge")(charge.function))
    assert metadata.defs == {}


async def test_strict_schemas_are_enforced() -> None:
    """A single object that takes the whole input is its schema; a scalar result is the output's `result`."""

    @worker("pack")
    def pack(item: Item) -> int:
        return item.count

    metadata = Metadata()
    await start_and_stop(metadata, pack, register_task_def=True, strict_schema=True)
    definition = metadata.defs["pack"]
    assert definition["enforceSchema"] is True
    assert definition["inputSchema"]["data"]["required"] == ["sku"]
    assert definition["outputSchema"]["data"]["properties"] == {"result": {"type": "integer"}}


async def test_a_definition_may_be_kept() -> None:
    """With overwrite_task_def=False only what is missing is registered."""
    plain = ConductorWorker("echo", lambda task: task.input_data, register_task_def=True, overwrite_task_def=False)
    metadata = Metadata({"echo": {"name": "echo", "retryCount": 9}})
    await start_and_stop(metadata, plain)
    assert metadata.defs["echo"]["retryCount"] == 9
    metadata = Metadata()
    await start_and_stop(metadata, plain)
    assert metadata.defs == {"echo": {"name": "echo"}}


async def test_a_registration_that_fails_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """The worker works all the same."""

    @worker("charge")
    def charge(task: Task) -> None: ...

    await start_and_stop(Metadata(is_down=True), charge, register_task_def=True)
    assert "its task definition was not registered: not today" in caplog.text


async def test_a_transport_that_raises_anything_keeps_no_worker_from_work(caplog: pytest.LogCaptureFixture) -> None:
    """What the user gave to connect the client may have a bug."""

    @worker("charge")
    def charge(task: Task) -> None: ...

    async def buggy(request: httpx.Request) -> httpx.Response:
        raise TypeError("a bug")

    async with async_orkes_conductor_client(server_url="http://stub", fetch=buggy) as client:
        manager = AsyncTaskManager(client, [charge], options={"register_task_def": True})
        async with manager:
            assert manager.is_polling
    assert "its task definition was not registered: a bug" in caplog.text


def test_a_wrong_definition_is_refused_at_once() -> None:
    """Not only when the manager starts."""
    with pytest.raises(ConfigurationError, match="retryCuont"):
        worker("charge", task_def={"name": "charge", "retryCuont": 1})(lambda: None)
