"""What generated operations make of answers."""

from __future__ import annotations

import inspect
import json
from typing import Any

import httpx
import pytest

from conductor_api import Client
from conductor_api.api.environment import get_environment_variable
from conductor_api.api.secret import delete_secret, secret_exists
from conductor_api.api.service_registry import get_proto
from conductor_api.api.task import (
    batch_poll,
    get_queue_size,
    get_task,
    get_task_logs,
    poll_task,
    update_task_by_ref_name,
)
from conductor_api.api.workflow import (
    get_running_workflows,
    get_workflow,
    pause_workflow,
    restart_workflow,
    search_workflows,
    start_workflow,
)
from conductor_api.errors import UnexpectedResponse
from conductor_api.models import StartWorkflowRequest, Task, TaskResultStatus, TaskState, WorkflowState
from tests.generated.calls import URL, answering, call, endpoints, load

ENDPOINTS = endpoints()
HTML = b"<!doctype html><html><body>Please log in</body></html>"
START = StartWorkflowRequest(name="w")


def start(**answer: Any) -> str:
    return start_workflow.sync(client=answering(**answer), body=START)


@pytest.mark.parametrize("text", ["123", '"x"', "null", "true", "[1]", "{}", "", " a ", "007", "1e5", "grün"])
@pytest.mark.parametrize("kind", ["text/plain;charset=UTF-8", "text/plain", "application/json", None])
def test_id_is_never_parsed(text: str, kind: str | None) -> None:
    """An id or value that comes as text is this text, however much it looks like JSON."""
    headers = {"Content-Type": kind} if kind else {}
    assert start(content=text.encode(), headers=headers) == text
    client = answering(content=text.encode(), headers=headers)
    assert get_environment_variable.sync("x", client=client) == text


def test_text_follows_its_charset() -> None:
    """A charset that the answer declares is the one it is read in."""
    assert start(content="größe".encode("latin-1"), headers={"Content-Type": "text/plain; charset=latin-1"}) == "größe"


@pytest.mark.parametrize("name", ENDPOINTS)
def test_undeclared_status_is_an_error(name: str) -> None:
    """A status that the document does not declare raises, with status, body and URL, and is never a silent None."""
    for status in (202, 302, 500):
        with pytest.raises(UnexpectedResponse) as error:
            call(name, answering(status, json={"message": "what happened"}))
        assert (error.value.status_code, error.value.reason) == (status, None)
        assert json.loads(error.value.response.content) == {"message": "what happened"}
        assert str(error.value).startswith(f"HTTP {status} from {ENDPOINTS[name][0]} {URL}/")
        assert "what happened" in str(error.value)


@pytest.mark.parametrize("name", [name for name, (_, _, what) in ENDPOINTS.items() if "200" in what["responses"]])
def test_web_page_is_an_error(name: str) -> None:
    """A web page with status 200, from a proxy or a login form, is an error that names the URL, for every operation."""
    for kind in ("text/html;charset=utf-8", "Text/HTML", "text/plain"):
        with pytest.raises(UnexpectedResponse) as error:
            call(name, answering(content=HTML, headers={"Content-Type": kind}))
        assert error.value.reason
        assert f"{ENDPOINTS[name][0]} {URL}/" in str(error.value)


UNREADABLE = {
    b"": "the body is not JSON (content type: application/json, 0 bytes)",
    b'{"workflowId": "x': "the body is not JSON (content type: application/json, 17 bytes)",
    b"Bad Gateway": "the body is not JSON",
    '{"a": "\xfc"}'.encode("latin-1"): "the body is not JSON",
    b"[" * 100_000: "the body is not JSON (content type: application/json, 100000 bytes)",
    b"null": "expected a JSON ",
    b"1.5": "expected a JSON ",
}
OTHER_TYPES = (None, str, bytes, Any)


@pytest.mark.parametrize(
    "name", [name for name in ENDPOINTS if inspect.signature(load(name).sync).return_annotation not in OTHER_TYPES]
)
def test_unreadable_json_is_an_error(name: str) -> None:
    """An empty, truncated, wrongly encoded, bottomless or wholly different answer is an error that names the URL."""
    for content, reason in UNREADABLE.items():
        with pytest.raises(UnexpectedResponse) as error:
            call(name, answering(content=content, headers={"Content-Type": "application/json"}))
        assert (error.value.reason or "").startswith(reason)
        assert f"HTTP 200 from {ENDPOINTS[name][0]} {URL}/" in str(error.value)


@pytest.mark.parametrize(
    ("function", "answer", "reason"),
    [
        (get_workflow.sync, [], "expected a JSON object, found: array"),
        (get_workflow.sync, "x", "expected a JSON object, found: string"),
        (batch_poll.sync, {}, "expected a JSON array, found: object"),
        (batch_poll.sync, None, "expected a JSON array, found: null"),
        (secret_exists.sync, "yes", "expected a JSON boolean, found: string"),
        (secret_exists.sync, 1, "expected a JSON boolean, found: number"),
    ],
)
def test_json_of_another_kind_is_an_error(function: Any, answer: Any, reason: str) -> None:
    """A list where an object should be, and the like, is an error that says both."""
    with pytest.raises(UnexpectedResponse, match=reason) as error:
        function("x", client=answering(text=json.dumps(answer)))
    assert error.value.reason == reason


def test_huge_answers() -> None:
    """20 MB are read, and 20 MB of a foreign answer make a short error."""
    output = {"x": "y" * 20_000_000}
    client = answering(json={"workflowId": "w", "output": output})
    assert get_workflow.sync("w", client=client).output == output
    with pytest.raises(UnexpectedResponse) as error:
        get_workflow.sync("w", client=answering(500, content=HTML * 400_000))
    assert len(str(error.value)) < 3000
    with pytest.raises(UnexpectedResponse) as error:
        get_workflow.sync("w", client=answering(content=b" " * 20_000_000))
    assert "20000000 bytes" in str(error.value)


def test_deep_payload() -> None:
    """A payload of 400 levels is read and written back."""
    deep: Any = None
    for _ in range(200):
        deep = {"list": [deep]}
    execution = get_workflow.sync("w", client=answering(json={"output": {"deep": deep}}))
    assert execution.to_dict()["output"] == {"deep": deep}


def test_byte_order_mark_and_other_encodings_of_json() -> None:
    """JSON in any encoding of Unicode is read."""
    text = json.dumps({"taskId": "größe"}, ensure_ascii=False)
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        client = answering(content=text.encode(encoding), headers={"Content-Type": "application/json"})
        assert get_task.sync("x", client=client).task_id == "größe"


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/octet-stream", None])
def test_content_type_of_json_does_not_matter(kind: str | None) -> None:
    """JSON is read whatever the server calls it."""
    client = answering(content=b"[]", headers={"Content-Type": kind} if kind else {})
    assert batch_poll.sync("x", client=client) == []


def test_no_task_is_none() -> None:
    """204 where the document declares it is None, and a Task otherwise."""
    assert poll_task.sync("x", client=answering(204)) is None
    task = poll_task.sync("x", client=answering(json={"taskId": "t", "status": "IN_PROGRESS"}))
    assert isinstance(task, Task)
    assert (task.task_id, task.status) == ("t", TaskState.IN_PROGRESS)
    assert get_task_logs.sync("x", client=answering(204)) is None


def test_plain_answers() -> None:
    """Texts, numbers, booleans, lists and bytes come as they are."""
    assert get_queue_size.sync(client=answering(json=3), task_type="x") == 3
    assert secret_exists.sync("x", client=answering(json=False)) is False
    assert get_running_workflows.sync("x", client=answering(json=["a", "b"])) == ["a", "b"]
    assert get_proto.sync("r", "f", client=answering(content=b"\x00\xff")) == b"\x00\xff"
    client = answering(content=b"", headers={"Content-Type": "text/plain"})
    assert update_task_by_ref_name.sync("w", "r", TaskResultStatus.FAILED, client=client, body={}) == ""


def test_empty_answers() -> None:
    """Where nothing is declared nothing comes back, whatever the server adds; an open type may be empty."""
    results: list[Any] = [
        pause_workflow.sync("x", client=answering()),
        pause_workflow.sync("x", client=answering(json={"more": 1})),
        restart_workflow.sync("x", client=answering(204)),
        delete_secret.sync("x", client=answering()),
    ]
    assert results == [None, None, None, None]


def test_details() -> None:
    """The detailed form has status, headers and body around what the plain one returns."""
    details = get_workflow.sync_detailed("w", client=answering(json={"workflowId": "w"}, headers={"X-A": "b"}))
    assert (details.status_code, details.headers["x-a"], details.content) == (200, "b", b'{"workflowId":"w"}')
    assert details.parsed.workflow_id == "w"
    nothing = pause_workflow.sync_detailed("w", client=answering(content=b"more"))
    assert (nothing.content, nothing.parsed) == (b"more", None)


async def test_async_answers() -> None:
    """The async forms read and fail as the sync ones do."""
    assert await start_workflow.asyncio(client=answering(text="123"), body=START) == "123"
    details = await get_workflow.asyncio_detailed("w", client=answering(json={"status": "PAUSED"}))
    assert details.parsed.status is WorkflowState.PAUSED
    with pytest.raises(UnexpectedResponse, match=r"HTTP 404 from GET http://server\.test/api/workflow/w"):
        await get_workflow.asyncio("w", client=answering(404))


def test_errors_of_the_user() -> None:
    """Whatever the error factory makes is raised, for a status and for a body that cannot be read."""

    class OurError(Exception):
        pass

    seen: list[tuple[int, str | None]] = []

    def factory(response: httpx.Response, reason: str | None) -> Exception:
        seen.append((response.status_code, reason))
        return OurError()

    answers = iter([httpx.Response(404), httpx.Response(200, text="x")])
    http_client = httpx.Client(transport=httpx.MockTransport(lambda _: next(answers)))
    client = Client(URL, http_client=http_client, error_factory=factory)
    for _ in range(2):
        with pytest.raises(OurError):
            get_workflow.sync("w", client=client)
    assert seen == [(404, None), (200, "the body is not JSON (content type: text/plain; charset=utf-8, 1 bytes)")]


def test_error_shows_no_password() -> None:
    """A password in the URL of the server stays out of the message."""
    http_client = httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(500)))
    with pytest.raises(UnexpectedResponse) as error:
        get_workflow.sync("w", client=Client("http://user:hush@server.test", http_client=http_client))
    assert "hush" not in str(error.value)
    assert "http://server.test/api/workflow/w" in str(error.value)


def test_errors_of_the_network_come_through() -> None:
    """When the server cannot be reached, the error of httpx is raised."""

    def fail(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    client = Client(URL, http_client=httpx.Client(transport=httpx.MockTransport(fail)))
    with pytest.raises(httpx.TransportError, match="refused"):
        search_workflows.sync(client=client)
