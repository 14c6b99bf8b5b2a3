"""Secrets that come with tasks and go with requests: they can be used, but are in no text, pickle or error."""

from __future__ import annotations

import copy
import json
import logging
import pickle
import traceback
from typing import Any, Literal

import attrs
import httpx
import pytest

from conductor import ApiError, ConductorError, WorkflowExecutor, orkes_conductor_client
from conductor._async.client import AsyncConductorClient
from conductor._worker.lazy import task_reader
from conductor._worker.manager import AsyncTaskManager
from conductor._worker.spec import ConductorWorker
from conductor.models import Task, Workflow
from conductor.testing import Recording
from tests.support.cpu_workers import tell_secret
from tests.support.stub_server import StubServer, until

SECRET = "hush-hush-4711"
FIELDS: dict[str, Any] = {
    "taskId": "t",
    "workflowInstanceId": "w",
    "inputData": {},
    "status": "IN_PROGRESS",
    "taskDefName": "tell",
    "referenceTaskName": "ref",
    "retryCount": 0,
    "pollCount": 1,
    "responseTimeoutSeconds": 10,
    "runtimeMetadata": {"key": SECRET},
}


def tasks() -> list[Task]:
    """A task, and one that is read when it is looked at."""
    unread = task_reader().one(json.dumps(FIELDS).encode())
    assert unread is not None
    return [Task.from_dict(FIELDS), unread]


@pytest.mark.parametrize("index", [0, 1], ids=["read", "unread"])
def test_resolved_secrets_are_in_no_text(index: int) -> None:
    """A task gives its secrets to whoever asks for them; its texts, and those of what holds them, do not show them."""
    task = tasks()[index]
    assert task.runtime_metadata == {"key": SECRET}
    shown = [repr(task), str(task), f"{task}", repr(task.runtime_metadata), repr([task])]
    assert [text for text in shown if SECRET in text] == []
    task.runtime_metadata = {"key": SECRET, "other": SECRET}
    assert SECRET not in repr(task.runtime_metadata)


@pytest.mark.parametrize("index", [0, 1], ids=["read", "unread"])
def test_resolved_secrets_are_in_no_pickle(index: int) -> None:
    """A pickle of a task holds the names of its secrets; copies in this process hold the values."""
    task = tasks()[index]
    pickled = pickle.dumps(task)
    assert SECRET.encode() not in pickled
    assert pickle.loads(pickled).runtime_metadata == {"key": "***"}  # noqa: S301 - our own
    for copied in (copy.copy(task), copy.deepcopy(task), attrs.evolve(task)):
        assert copied.runtime_metadata == {"key": SECRET}


def test_a_recording_masks_resolved_secrets() -> None:
    """A recording of an execution holds neither the secrets of its tasks nor their texts elsewhere."""
    output = {"said": f"it is {SECRET}"}
    definition = {"name": "w", "tasks": [{"name": "tell", "taskReferenceName": "ref"}]}
    source = {"workflowId": "w", "output": output, "tasks": [FIELDS], "workflowDefinition": definition}
    execution = Workflow.from_dict(source)
    recorded = json.dumps(Recording.of(execution).run.to_dict())
    assert SECRET not in recorded
    assert "key" in recorded


@pytest.mark.parametrize("isolation", ["thread", "process"])
async def test_a_worker_reads_its_secrets(
    isolation: Literal["thread", "process"],
    client: AsyncConductorClient,
    stub: StubServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The function of a worker gets the values, also in another process; the log of the workers does not."""
    caplog.set_level(logging.DEBUG, "conductor")
    (task_id,) = stub.add("tell", runtimeMetadata={"key": SECRET})
    async with AsyncTaskManager(client, [ConductorWorker("tell", tell_secret, isolation=isolation)]):
        await until(lambda: len(stub.results) == 1)
    assert stub.outcome_of(task_id)["outputData"] == {"secret": SECRET}
    assert SECRET not in caplog.text


def shown_by(error: BaseException) -> str:
    """All that an error shows of itself and of what it holds."""
    parts = [repr(error), str(error), repr(vars(error)), *traceback.format_exception(error)]
    for held in (error, error.__cause__):
        for request in (getattr(held, "_request", None), getattr(held, "request", None)):
            parts += [str(request.headers.multi_items()), str(request.url)] if request is not None else []
        response = getattr(held, "response", None)
        if response is not None:
            parts += [str(response.headers.multi_items()), str(response.request.headers.multi_items()), response.text]
    return " ".join(parts) + str(pickle.dumps(error))


@pytest.mark.parametrize("failure", [404, 500, httpx.ConnectError("refused"), httpx.ReadTimeout("slow")], ids=str)
def test_an_error_shows_no_credentials(failure: int | Exception) -> None:
    """The request and the response of an error, and of its cause, have masked headers; the rest of them can be read."""

    def answer(request: httpx.Request) -> httpx.Response:
        assert request.headers["X-Authorization"] == SECRET
        if isinstance(failure, Exception):
            raise failure
        return httpx.Response(failure, json={"message": "no"}, headers={"set-cookie": f"session={SECRET}"})

    headers = {"Cookie": f"session={SECRET}", "X-Mine": "shown"}
    options: dict[str, Any] = {"token": SECRET, "headers": headers, "max_retries": 0}
    client = orkes_conductor_client({"server_url": "http://server", **options}, fetch=answer)
    with pytest.raises(ConductorError) as caught:
        WorkflowExecutor(client).get_workflow("w", True)
    assert SECRET not in shown_by(caught.value)
    if isinstance(caught.value, ApiError):
        assert caught.value.request is not None
        assert caught.value.response is not None
        assert caught.value.request.headers["X-Mine"] == "shown"
        assert caught.value.request.headers["X-Authorization"] == "[redacted]"
        assert caught.value.response.json() == {"message": "no"}


def test_a_refused_key_is_in_no_error() -> None:
    """The error of a token request shows neither the secret nor the body that held it."""
    client = orkes_conductor_client(
        {"server_url": "http://server", "key_id": "k", "key_secret": SECRET},
        fetch=lambda request: httpx.Response(401, json={"message": "no", "error": "INVALID"}),
    )
    with pytest.raises(ConductorError) as caught:
        WorkflowExecutor(client).get_workflow("w", True)
    error = caught.value
    assert isinstance(error, ApiError)
    content = b"" if error.request is None else error.request.content
    assert SECRET not in shown_by(error)
    assert SECRET.encode() not in content
