"""One definition for each builder: what the tests register and run on a server.

``examples(server_url)`` needs the address of that server, since the HTTP tasks ask it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from conductor import builders as b
from conductor_api.models import WorkflowDef, WorkflowTask

Edition = Literal["both", "orkes"]
Outcome = Literal["completes", "waits", "worker", "fails"]


class Example(NamedTuple):
    """A definition that shows one builder.

    ``edition`` is where the type is a system task; elsewhere it waits for a worker. ``outcome`` is what comes of an
    execution on Conductor OSS with the input ``INPUT``: it completes; it waits in a task that is IN_PROGRESS; it waits
    for a worker; or it fails, since there is nothing outside (a provider of models, a broker) to talk to. ``needs``
    are definitions that have to be registered before it.
    """

    builder: str
    type: str
    edition: Edition
    outcome: Outcome
    definition: WorkflowDef
    needs: tuple[WorkflowDef, ...] = ()


INPUT: dict[str, Any] = {
    "kind": "a",
    "items": [1, 2],
    "task": "NOOP",
    "forks": [{"name": "x", "taskReferenceName": "x", "type": "NOOP"}],
    "inputs": {"x": {}},
}
MODEL = ("no_such_provider", "no_such_model")
VECTORS = ("no_such_database", "index")
EMBEDDER = b.EmbeddingModel(*MODEL)


def examples(server_url: str, prefix: str = "builder_") -> list[Example]:
    """Give all examples; the names of their definitions begin with the prefix."""
    groups = [_simple, _http, _flow, _forks, _waits, _events, _scripts, _executions, _models, _media, _generated]
    return [example for group in groups for example in group(server_url, prefix)]


def _example(
    prefix: str,
    builder: str,
    outcome: Outcome,
    tasks: WorkflowTask | Sequence[WorkflowTask],
    *,
    edition: Edition = "both",
    of: str | None = None,
    needs: tuple[WorkflowDef, ...] = (),
) -> Example:
    """Make an example of a task, or of tasks, the first of which shows the type unless ``of`` names it."""
    listed = [tasks] if isinstance(tasks, WorkflowTask) else list(tasks)
    definition = b.workflow(f"{prefix}{builder}", listed, timeout_seconds=120, owner_email="owner@example.com")
    return Example(builder, of or listed[0].type, edition, outcome, definition, needs)


def _simple(_server_url: str, prefix: str) -> list[Example]:
    return [
        _example(
            prefix, "simple_task", "worker", b.simple_task("ref", f"{prefix}work", {"a": "${workflow.input.kind}"})
        ),
        _example(prefix, "dynamic_task", "completes", b.dynamic_task("ref", "${workflow.input.task}")),
        _example(prefix, "noop_task", "completes", b.noop_task("ref", description="nothing to do")),
    ]


def _http(server_url: str, prefix: str) -> list[Example]:
    request = {"uri": f"{server_url}/health", "method": "GET", "connection_time_out": 5000, "read_time_out": 5000}
    poll = b.http_poll_task("ref", request, termination_condition="true", polling_interval=1)
    return [
        _example(prefix, "http_task", "completes", b.http_task("ref", request)),
        _example(prefix, "http_poll_task", "worker", poll, edition="orkes"),
    ]


def _flow(_server_url: str, prefix: str) -> list[Example]:
    by_value = b.switch_task("ref", "${workflow.input.kind}", {"a": [b.noop_task("a")]}, [b.noop_task("other")])
    by_script = b.switch_task(
        "ref",
        "$.n > 1 ? 'many' : 'few'",
        {"many": [b.noop_task("many")]},
        evaluator="javascript",
        input_parameters={"n": 2},
    )
    once = b.do_while_task("ref", "if ($.ref['iteration'] < 2) { true; } else { false; }", [b.noop_task("body")])
    ended = b.terminate_task("ref", "COMPLETED", "done", workflow_output={"answer": 42})
    return [
        _example(prefix, "switch_task", "completes", by_value),
        _example(prefix, "switch_task_script", "completes", by_script),
        _example(prefix, "do_while_task", "completes", once),
        _example(prefix, "new_loop_task", "completes", b.new_loop_task("my-loop", 2, [b.noop_task("body")])),
        _example(
            prefix,
            "for_each_task",
            "completes",
            b.for_each_task("ref", "${workflow.input.items}", [b.noop_task("body")]),
        ),
        _example(prefix, "terminate_task", "completes", [ended, b.simple_task("never", f"{prefix}work")]),
        _example(prefix, "set_variable_task", "completes", b.set_variable_task("ref", {"x": "${workflow.input.kind}"})),
    ]


def _forks(_server_url: str, prefix: str) -> list[Example]:
    branches = [[b.noop_task("first")], [b.noop_task("second"), b.noop_task("third")]]
    choice = b.switch_task("choice", "${workflow.input.kind}", {"a": [b.wait_task_duration("slow", "1 second")]})
    alone = [b.fork_task("ref", [[b.noop_task("x")], [b.noop_task("y")]]), b.join_task("join", ["x", "y"])]
    cases = b.switch_task("ref", "${workflow.input.kind}", {"a": [b.noop_task("x")], "b": [b.noop_task("y")]})
    dynamic = b.dynamic_fork_task("ref", "${workflow.input.forks}", "${workflow.input.inputs}")
    static = [b.inline_task("one", "$.n", input_parameters={"n": 1}), b.noop_task("two")]
    return [
        _example(prefix, "fork_task", "completes", alone),
        _example(prefix, "join_task", "completes", alone, of="JOIN"),
        _example(prefix, "fork_task_join", "completes", b.fork_task_join("ref", [b.noop_task("x"), b.noop_task("y")])),
        _example(prefix, "fork_join_task", "completes", b.fork_join_task("ref", branches)),
        _example(prefix, "fork_join_task_choice", "completes", b.fork_join_task("ref", [choice, b.noop_task("x")])),
        _example(
            prefix,
            "exclusive_join_task",
            "completes",
            [cases, b.exclusive_join_task("join", ["x", "y"], ["x"])],
            of="EXCLUSIVE_JOIN",
        ),
        _example(prefix, "dynamic_fork_task", "completes", [dynamic, b.join_task("join")]),
        _example(prefix, "dynamic_fork_join", "completes", b.dynamic_fork_join("ref", "${workflow.input.forks}")),
        _example(prefix, "dynamic_fork_join_tasks", "completes", b.dynamic_fork_join("ref", static)),
    ]


def _waits(_server_url: str, prefix: str) -> list[Example]:
    webhook = b.wait_for_webhook_task("ref", {"$['event']": "x"})
    return [
        _example(prefix, "wait_task", "waits", b.wait_task("ref")),
        _example(prefix, "wait_task_duration", "completes", b.wait_task_duration("ref", "1 second")),
        _example(prefix, "wait_task_until", "completes", b.wait_task_until("ref", "2025-01-31T18:00:30+01:00")),
        _example(prefix, "human_task", "waits", b.human_task("ref", display_name="Approve", form_template="form")),
        _example(prefix, "wait_for_webhook_task", "worker", webhook, edition="orkes"),
        _example(prefix, "pull_workflow_messages_task", "worker", b.pull_workflow_messages_task("ref", 5)),
    ]


def _events(_server_url: str, prefix: str) -> list[Example]:
    message = {"topic": "t", "value": "v", "boot_strap_servers": "127.0.0.1:9", "request_timeout_ms": 100}
    return [
        _example(prefix, "event_task", "completes", b.event_task("ref", sink="conductor", input_parameters={"a": 1})),
        _example(prefix, "sqs_event_task", "fails", b.sqs_event_task("ref", "queue")),
        _example(prefix, "conductor_event_task", "completes", b.conductor_event_task("ref", f"{prefix}event")),
        _example(prefix, "kafka_publish_task", "fails", b.kafka_publish_task("ref", message)),
    ]


def _scripts(_server_url: str, prefix: str) -> list[Example]:
    script = b.inline_task("ref", b.js_function("return $.n + 1;"), input_parameters={"n": 1})
    query = b.json_jq_task("ref", ".items | length", input_parameters={"items": "${workflow.input.items}"})
    return [
        _example(prefix, "inline_task", "completes", script),
        _example(prefix, "json_jq_task", "completes", query),
    ]


def _executions(_server_url: str, prefix: str) -> list[Example]:
    child = b.workflow(f"{prefix}child", [b.noop_task("ref")], owner_email="owner@example.com")
    inner = b.sub_workflow_task("ref", f"{prefix}inline_child", 1, workflow_definition=child)
    update = b.update_task_task("ref", "COMPLETED", workflow_id="${workflow.input.id}", task_ref_name="other")
    reader = b.get_workflow_task("ref", "${workflow.input.id}")
    return [
        _example(
            prefix,
            "sub_workflow_task",
            "completes",
            b.sub_workflow_task("ref", child.name, 1, input_parameters={"a": 1}),
            needs=(child,),
        ),
        _example(prefix, "sub_workflow_task_inline", "completes", inner),
        _example(
            prefix,
            "start_workflow_task",
            "completes",
            b.start_workflow_task("ref", child.name, {"a": 1}),
            needs=(child,),
        ),
        _example(prefix, "get_workflow_task", "worker", reader, edition="orkes"),
        _example(prefix, "update_task_task", "worker", update, edition="orkes"),
    ]


def _models(_server_url: str, prefix: str) -> list[Example]:
    tasks = {
        "llm_chat_complete_task": b.llm_chat_complete_task("ref", *MODEL, messages=[{"role": "user", "message": "hi"}]),
        "llm_text_complete_task": b.llm_text_complete_task("ref", *MODEL, "prompt", temperature=0),
        "llm_generate_embeddings_task": b.llm_generate_embeddings_task("ref", *MODEL, "text"),
        "llm_index_text_task": b.llm_index_text_task("ref", *VECTORS, EMBEDDER, "text", "id", chunk_size=100),
        "llm_index_document_task": b.llm_index_document_task(
            "ref", *VECTORS, EMBEDDER, "http://127.0.0.1:9/x", "text/plain", "id"
        ),
        "llm_search_index_task": b.llm_search_index_task("ref", *VECTORS, EMBEDDER, "query"),
        "llm_search_embeddings_task": b.llm_search_embeddings_task("ref", *VECTORS, [0.1]),
        "llm_query_embeddings_task": b.llm_query_embeddings_task("ref", *VECTORS, [0.1]),
        "llm_store_embeddings_task": b.llm_store_embeddings_task("ref", *VECTORS, [0.1], "id"),
    }
    return [_example(prefix, name, "fails", task) for name, task in tasks.items()]


def _media(_server_url: str, prefix: str) -> list[Example]:
    tasks = {
        "generate_image_task": b.generate_image_task("ref", *MODEL, "a house", n=1),
        "generate_audio_task": b.generate_audio_task("ref", *MODEL, text="hello"),
        "generate_video_task": b.generate_video_task("ref", *MODEL, "a house", duration=1),
        "generate_pdf_task": b.generate_pdf_task("ref", "# Title"),
        "list_mcp_tools_task": b.list_mcp_tools_task("ref", "http://127.0.0.1:9/mcp"),
        "call_mcp_tool_task": b.call_mcp_tool_task("ref", "http://127.0.0.1:9/mcp", "tool", {"a": 1}),
    }
    document = b.get_document_task("ref", "http://127.0.0.1:9/x.pdf", media_type="application/pdf")
    return [
        *(_example(prefix, name, "fails", task) for name, task in tasks.items()),
        _example(prefix, "get_document_task", "worker", document, edition="orkes"),
    ]


def _generated(server_url: str, prefix: str) -> list[Example]:
    noop = {"type": "NOOP"}
    child = b.workflow(f"{prefix}child", [b.noop_task("ref")], owner_email="owner@example.com")
    params = {"name": child.name, "version": 1}
    request = {"http_request": {"uri": f"{server_url}/health", "method": "GET"}}
    value = {"switchCaseValue": "${workflow.input.kind}"}
    # The generator's own request waits a minute for the broker.
    message = {
        "kafka_request": {"topic": "t", "value": "v", "bootStrapServers": "127.0.0.1:9", "requestTimeoutMs": 100}
    }
    loop = b.generate_do_while_task(loop_condition="false", loop_over=[noop])
    choice = b.generate_switch_task(input_parameters=value, decision_cases={"a": [noop]}, default_case=[noop])
    fork = b.task_gen_mapper([{"type": "FORK_JOIN", "forkTasks": [[noop], [noop]]}])
    whole = b.generate(name=f"{prefix}generate", tasks=[{"type": "FORK_JOIN", "forkTasks": [[noop], [noop]]}, noop])
    forks = {"dynamicTasks": "${workflow.input.forks}", "dynamicTasksInput": "${workflow.input.inputs}"}
    dynamic = [b.generate_fork_join_dynamic(input_parameters=forks), b.generate_join_task()]
    return [
        _example(prefix, "generate_simple_task", "worker", b.generate_simple_task()),
        _example(prefix, "generate_http_task", "completes", b.generate_http_task(input_parameters=request)),
        _example(prefix, "generate_inline_task", "completes", b.generate_inline_task()),
        _example(prefix, "generate_jq_transform_task", "completes", b.generate_jq_transform_task()),
        _example(
            prefix, "generate_kafka_publish_task", "fails", b.generate_kafka_publish_task(input_parameters=message)
        ),
        _example(prefix, "generate_event_task", "completes", b.generate_event_task(sink="conductor")),
        _example(
            prefix,
            "generate_sub_workflow_task",
            "completes",
            b.generate_sub_workflow_task(sub_workflow_param=params),
            needs=(child,),
        ),
        _example(prefix, "generate_set_variable_task", "completes", b.generate_set_variable_task()),
        _example(prefix, "generate_terminate_task", "completes", b.generate_terminate_task()),
        _example(prefix, "generate_wait_task", "completes", b.generate_wait_task(input_parameters={"duration": "1s"})),
        _example(prefix, "generate_join_task", "completes", b.generate_join_task()),
        _example(prefix, "generate_fork_join_task", "completes", fork),
        _example(prefix, "task_gen_mapper", "completes", fork, of="JOIN"),
        _example(prefix, "generate_fork_join_dynamic", "completes", dynamic),
        _example(prefix, "generate_do_while_task", "completes", loop),
        _example(prefix, "generate_switch_task", "completes", choice),
        Example("generate", "FORK_JOIN", "both", "completes", whole),
    ]
