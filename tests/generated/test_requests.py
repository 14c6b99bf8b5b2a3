"""What generated operations send."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import httpx
import pytest

from conductor_api import Client
from conductor_api.api.admin import get_pending_tasks
from conductor_api.api.environment import save_environment_variable
from conductor_api.api.event import add_event_handler
from conductor_api.api.metadata import create_task_defs, delete_workflow_def
from conductor_api.api.secret import put_secret
from conductor_api.api.service_registry import save_proto
from conductor_api.api.task import add_task_log, batch_poll, get_queue_sizes, update_task, update_task_by_ref_name
from conductor_api.api.webhook import handle_webhook
from conductor_api.api.workflow import get_workflow, search_workflows, start_workflow, start_workflow_by_name
from conductor_api.errors import UnexpectedResponse
from conductor_api.models import (
    EventHandler,
    IdempotencyStrategy,
    StartWorkflowRequest,
    TaskDef,
    TaskResult,
    TaskResultStatus,
    WorkflowTask,
)
from tests.generated.calls import URL, Endpoint, Server, arguments, endpoints, load

ENDPOINTS = endpoints()


@pytest.fixture
def server() -> Server:
    """Give a server that answers with an empty text."""
    return Server()


def sent(server: Server, function: Callable[..., Any], *values: Any, **more: Any) -> httpx.Request:
    """Give the request that the call makes."""
    # The answer of the fake suits few operations; only the request counts.
    with suppress(UnexpectedResponse):
        function(*values, client=server.client(), **more)
    return server.requests[-1]


FUNCTIONS = ("sync", "asyncio", "sync_detailed", "asyncio_detailed")


async def run(function: Callable[..., Any], client: Client) -> None:
    result = function(client=client, **arguments(function))
    await result


@pytest.mark.parametrize(("name", "endpoint"), ENDPOINTS.items(), ids=ENDPOINTS)
def test_each_operation_sends_what_the_document_says(name: str, endpoint: Endpoint, server: Server) -> None:
    """Method, path, query, headers and kind of body of every operation are those of the document."""
    method, path, operation = endpoint
    function = load(name).sync
    request = sent(server, function, **arguments(function, everything=True))
    parameters = operation.get("parameters", [])
    query = {p["name"] for p in parameters if p["in"] == "query" and "additionalProperties" not in p["schema"]}
    headers = {p["name"] for p in parameters if p["in"] == "header"}
    media = next(iter(operation.get("requestBody", {}).get("content", {})), None)
    assert request.method == method
    assert re.fullmatch(re.sub(r"\\{\w+\\}", r"[^/{}]+", re.escape(path)), request.url.path)
    assert query <= set(request.url.params)
    assert headers <= {name for name in headers if name in request.headers}
    assert request.headers.get("content-type") == media


@pytest.mark.parametrize("name", ENDPOINTS)
async def test_sync_and_async_are_the_same(name: str) -> None:
    """All four functions of an operation take the same, send the same and fail the same."""
    module = load(name)
    signatures = [inspect.signature(getattr(module, kind)).parameters for kind in FUNCTIONS]
    assert all(parameters == signatures[0] for parameters in signatures)
    server = Server(lambda: httpx.Response(418, text="no"))
    for kind in FUNCTIONS:
        with pytest.raises(UnexpectedResponse, match=r"^HTTP 418"):
            await run(getattr(module, kind), server.client())
    seen = {(r.method, str(r.url), r.content, tuple(r.headers.multi_items())) for r in server.requests}
    assert (len(server.requests), len(seen)) == (4, 1)


@pytest.mark.parametrize("name", ENDPOINTS)
def test_each_operation_has_its_four_functions(name: str) -> None:
    """Each module has the four functions, two of them coroutines, with what they do in the docstring."""
    module = load(name)
    kinds = {kind: inspect.iscoroutinefunction(getattr(module, kind)) for kind in FUNCTIONS}
    assert kinds == {"sync": False, "sync_detailed": False, "asyncio": True, "asyncio_detailed": True}
    method, _, operation = ENDPOINTS[name]
    first, *rest = (module.sync.__doc__ or "").splitlines()
    assert first == operation["summary"]
    assert any(line.strip().startswith(f"{method} /") for line in rest)
    assert "Raises:" in (module.asyncio.__doc__ or "")


@pytest.mark.parametrize("name", ENDPOINTS)
def test_required_arguments_are_required(name: str) -> None:
    """What the document requires has no default; everything but path parameters goes by keyword."""
    operation = ENDPOINTS[name][2]
    parameters = dict(inspect.signature(load(name).sync).parameters)
    del parameters["client"]
    required = [p for p in operation.get("parameters", []) if p.get("required")]
    bodies = 1 if operation.get("requestBody", {}).get("required") else 0
    assert sum(p.default is p.empty for p in parameters.values()) == len(required) + bodies
    paths = [p for p in required if p["in"] == "path"]
    assert sum(p.kind is p.POSITIONAL_OR_KEYWORD for p in parameters.values()) == len(paths)


def test_missing_argument_is_a_type_error(server: Server) -> None:
    """A call without a required argument fails before anything is sent."""
    for wrong in (
        lambda: get_workflow.sync(client=server.client()),
        lambda: start_workflow.sync(client=server.client()),
    ):
        with pytest.raises(TypeError, match="missing 1 required"):
            wrong()
    assert server.requests == []


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ("plain-id_1.2~", "plain-id_1.2~"),
        ("a b", "a%20b"),
        ("a?b=c&d#e", "a%3Fb%3Dc%26d%23e"),
        ("50%", "50%25"),
        ("%2F", "%252F"),
        ("größe 你好", "gr%C3%B6%C3%9Fe%20%E4%BD%A0%E5%A5%BD"),
        ("a:b@c;d,e+f", "a%3Ab%40c%3Bd%2Ce%2Bf"),
        ("...", "..."),
        ("${x}", "%24%7Bx%7D"),
        ("{name}", "%7Bname%7D"),
    ],
)
def test_path_parameter_stays_one_segment(server: Server, value: str, path: str) -> None:
    """Whatever is in a path parameter arrives as this one part of the path."""
    request = sent(server, get_workflow.sync, value)
    assert request.url.raw_path.decode() == f"/api/workflow/{path}"


@pytest.mark.parametrize("value", ["", ".", "..", "a/b", "/", None])
def test_path_parameter_that_names_another_path_is_refused(server: Server, value: Any) -> None:
    """An empty id, None, dots and slashes are an error that names the parameter, and nothing is sent."""
    with pytest.raises(ValueError, match=r"^workflow_id: "):
        get_workflow.sync(value, client=server.client())
    assert server.requests == []


def test_path_takes_numbers_and_enums(server: Server) -> None:
    """Numbers and enum values are written as the server reads them."""
    assert sent(server, delete_workflow_def.sync, "w", 3).url.path == "/api/metadata/workflow/w/3"
    request = sent(server, update_task_by_ref_name.sync, "w", "r", TaskResultStatus.COMPLETED, body={})
    assert request.url.path == "/api/tasks/w/r/COMPLETED"


@pytest.mark.parametrize(
    ("function", "values", "query"),
    [
        (get_workflow.sync, {}, ""),
        (get_workflow.sync, {"include_tasks": None}, ""),
        (get_workflow.sync, {"include_tasks": False, "summarize": True}, "includeTasks=false&summarize=true"),
        (batch_poll.sync, {"count": 0, "timeout": 100}, "count=0&timeout=100"),
        (batch_poll.sync, {"domain": ""}, "domain="),
        (batch_poll.sync, {"domain": "a b&c=d/ü"}, "domain=a+b%26c%3Dd%2F%C3%BC"),
        (get_pending_tasks.sync, {"start": -1}, "start=-1"),
    ],
)
def test_query(server: Server, function: Callable[..., Any], values: dict[str, Any], query: str) -> None:
    """None is left out; false, zero and the empty text are not; booleans are lower case; the rest is quoted."""
    assert sent(server, function, "x", **values).url.query.decode() == query


def test_query_lists_and_enums(server: Server) -> None:
    """A list is the parameter again and again, an empty one nothing; an enum is its value."""
    assert (
        str(sent(server, get_queue_sizes.sync, task_type=["a", "b c"]).url.query, "ascii") == "taskType=a&taskType=b+c"
    )
    assert sent(server, get_queue_sizes.sync, task_type=[]).url.query == b""
    polled = load("task.get_all_poll_data")
    assert sent(server, polled.sync, worker_opt=polled.Comparison.GT).url.params["workerOpt"] == "GT"
    query = {"query": "status IN (FAILED)", "start": 0}
    assert dict(sent(server, search_workflows.sync, **query).url.params) == {
        "query": "status IN (FAILED)",
        "start": "0",
    }


def test_map_of_query_parameters_is_spread(server: Server) -> None:
    """A parameter that stands for any query parameters sends each of them."""
    request = sent(server, handle_webhook.sync, "x", body="event", request_params={"a": 1, "b": None})
    assert request.url.query == b"a=1"


def test_header_parameters(server: Server) -> None:
    """A parameter that the server reads from a header goes there, None nowhere."""
    keys = {"x_idempotency_key": "k 1", "x_on_conflict": IdempotencyStrategy.RETURN_EXISTING}
    headers = sent(server, start_workflow_by_name.sync, "w", body={}, **keys).headers
    assert (headers["X-Idempotency-key"], headers["X-on-conflict"]) == ("k 1", "RETURN_EXISTING")
    assert "X-Idempotency-key" not in sent(server, start_workflow_by_name.sync, "w", body={}).headers


@pytest.mark.parametrize("value", ["schlüssel", "a\r\nX-Evil: 1", "a\x00"])
def test_header_that_cannot_be_sent_is_refused(server: Server, value: str) -> None:
    """A header value of other than printable ASCII is an error that names the header, and nothing is sent."""
    with pytest.raises(ValueError, match=r"^header X-Idempotency-key: .* is not printable ASCII"):
        start_workflow_by_name.sync("w", client=server.client(), body={}, x_idempotency_key=value)
    assert server.requests == []


@pytest.mark.parametrize(
    ("function", "values", "path"),
    [
        (add_task_log.sync, ["t"], "/api/tasks/t/log"),
        (put_secret.sync, ["s"], "/api/secrets/s"),
        (save_environment_variable.sync, ["e"], "/api/environment/e"),
    ],
)
@pytest.mark.parametrize("body", ['"quoted"', "grüße", "123", "null", "", "line\nline"])
def test_text_body_is_sent_as_it_is(
    server: Server, function: Callable[..., Any], values: list[str], path: str, body: str
) -> None:
    """A log line, secret or variable is the body itself: no quotes around it, none taken away."""
    request = sent(server, function, *values, body=body)
    assert (request.url.path, request.content.decode()) == (path, body)
    assert request.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_binary_body_is_sent_as_it_is(server: Server) -> None:
    """Bytes arrive byte for byte."""
    request = sent(server, save_proto.sync, "r", "f", body=b"\x00\xff")
    assert (request.content, request.headers["Content-Type"]) == (b"\x00\xff", "application/octet-stream")


def test_json_body(server: Server) -> None:
    """A model is sent as compact UTF-8 JSON, its None fields left out, nulls of the user's payload kept."""
    body = StartWorkflowRequest(name="größe", version=None, input={"null": None, "list": [None, {"deep": None}]})
    request = sent(server, start_workflow.sync, body=body)
    text = '{"name":"größe","input":{"null":null,"list":[null,{"deep":null}]}}'
    assert json.loads(request.content) == json.loads(text)
    assert len(request.content) == len(text.encode())
    assert request.headers["Content-Type"] == "application/json"


def test_models_are_written_wherever_they_are(server: Server) -> None:
    """Models and enums in lists, tuples and maps of a body are written, each None of theirs left out."""
    handler = EventHandler(name="h", event="e", actions=[])
    bodies = {
        create_task_defs.sync: [TaskDef(name="a"), TaskDef(name="b")],
        add_event_handler.sync: handler,
        update_task.sync: TaskResult(workflow_instance_id="w", task_id="t", status=TaskResultStatus.FAILED),
    }
    written = [json.loads(sent(server, function, body=body).content) for function, body in bodies.items()]
    assert written == [
        [{"name": "a"}, {"name": "b"}],
        {"name": "h", "event": "e", "actions": []},
        {"workflowInstanceId": "w", "taskId": "t", "status": "FAILED"},
    ]
    task = WorkflowTask(
        name="t", task_reference_name="r", decision_cases={"x": [WorkflowTask(name="i", task_reference_name="i")]}
    )
    assert task.to_dict()["decisionCases"] == {"x": [{"name": "i", "taskReferenceName": "i", "type": "SIMPLE"}]}


CIRCLE: dict[str, Any] = {}
CIRCLE["self"] = CIRCLE


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (float("nan"), r"body\['input'\]\['x'\]\[1\]: Out of range float"),
        (float("inf"), r"body\['input'\]\['x'\]\[1\]: Out of range float"),
        ({1, 2}, r"body\['input'\]\['x'\]\[1\]: Object of type set"),
        (b"bytes", r"body\['input'\]\['x'\]\[1\]: Object of type bytes"),
        ({(1, 2): 3}, r"body\['input'\]\['x'\]\[1\]: keys must be str"),
        ("\ud800", r"body\['input'\]\['x'\]\[1\]: .* surrogates not allowed"),
        (CIRCLE, "body.*: Circular reference"),
    ],
    ids=["nan", "inf", "set", "bytes", "key", "surrogate", "circle"],
)
def test_what_json_cannot_hold_is_refused(server: Server, value: Any, words: str) -> None:
    """A payload that is no JSON is an error that tells where, before anything is sent."""
    with pytest.raises(ValueError, match=f"^{words}"):
        start_workflow.sync(client=server.client(), body=StartWorkflowRequest(name="w", input={"x": [0, value]}))
    assert server.requests == []


def test_a_payload_that_is_nested_too_deep_is_refused(server: Server) -> None:
    """It is an error of the argument, not of the interpreter."""
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(ValueError, match=r"^body: it is nested too deep"):
        server.client().send("POST", "/api/tasks", json=deep)


def test_the_error_of_an_argument_can_be_chosen(server: Server) -> None:
    """A client makes the exceptions for arguments that it was told to."""
    with pytest.raises(LookupError, match="workflow_id: 'a/b' has a slash"):
        get_workflow.sync("a/b", client=server.client(argument_error=LookupError))


def test_encoder_of_the_user(server: Server) -> None:
    """Another encoder writes the bodies."""
    client = server.client(encoder=lambda body: json.dumps(body, default=str).encode())
    start_workflow.sync(client=client, body=StartWorkflowRequest(name="w", input={"x": {1}}))
    assert json.loads(server.requests[0].content) == {"name": "w", "input": {"x": "{1}"}}


@pytest.mark.parametrize("base_url", [URL, f"{URL}/", f"{URL}/prefix", f"{URL}/prefix//"])
def test_base_url(server: Server, base_url: str) -> None:
    """The URL of the server may have a path, and slashes at its end do not matter."""
    client = Client(base_url, http_client=httpx.Client(transport=httpx.MockTransport(server)))
    add_task_log.sync("t", client=client, body="x")
    assert str(server.requests[0].url) == f"{base_url.rstrip('/')}/api/tasks/t/log"


def test_headers_of_the_client(server: Server) -> None:
    """Headers of the client go with each request and win over ours, whatever their spelling."""
    client = server.client(headers={"accept": "application/json", "X-Team": "a"})
    add_task_log.sync("t", client=client, body="x")
    headers = server.requests[0].headers
    assert (headers.get_list("Accept"), headers["x-team"]) == (["application/json"], "a")


def test_clients_are_made_once_and_closed() -> None:
    """Without a client of the user one is made when first needed, kept, and closed with ours."""
    with Client(URL, timeout=3.0) as client:
        made = client.get_httpx_client()
        assert client.get_httpx_client() is made
        assert made.timeout == httpx.Timeout(3.0)
    assert made.is_closed


async def test_async_clients_are_made_once_and_closed() -> None:
    """The same for the async world."""
    async with Client(URL) as client:
        made = client.get_async_httpx_client()
        assert client.get_async_httpx_client() is made
    assert made.is_closed


async def test_clients_of_the_user_stay_open(server: Server) -> None:
    """A client that was given is used, and never closed from here."""
    ours = server.client()
    async with ours:
        pass
    with ours:
        pass
    assert not ours.get_httpx_client().is_closed
    assert not ours.get_async_httpx_client().is_closed
