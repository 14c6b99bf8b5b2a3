"""The builders that the JavaScript SDK got in its later versions, against what they give there.

What we do otherwise is in ``builders_later_deviations.json``, with the reason and with what we give instead.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from conductor import builders as b
from conductor_api.models import WorkflowTask

GOLDEN = Path(__file__).resolve().parents[2] / "data" / "golden"
CASES: list[dict[str, Any]] = json.loads((GOLDEN / "builders_later.json").read_text("utf-8"))
DEVIATIONS: dict[str, Any] = json.loads((GOLDEN / "builders_later_deviations.json").read_text("utf-8"))

EMBEDDER = {"provider": "openai", "model": "text-embedding-3-small"}
VECTORS = ("pineconedb", "idx")
PROMPTED = {
    "name": "t",
    "taskReferenceName": "t",
    "type": "LLM_TEXT_COMPLETE",
    "inputParameters": {"llmProvider": "p", "model": "m", "promptName": "n"},
}

CALLS: Mapping[str, Callable[[], WorkflowTask]] = {
    "call_mcp": lambda: b.call_mcp_tool_task("l", "http://mcp", "m", {"a": 1}),
    "dynamic_full": lambda: b.dynamic_task("d", "n", "param", True),
    "dynamic_min": lambda: b.dynamic_task("d", "${x.output.name}"),
    "generate_audio": lambda: b.generate_audio_task("g", "openai", "m", text="t", voice="v", speed=1),
    "generate_image": lambda: b.generate_image_task("g", "openai", "m", "prompt", n=1, width=2, height=3),
    "get_document": lambda: b.get_document_task("g", "https://x/y.pdf", media_type="application/pdf"),
    "http_poll": lambda: b.http_poll_task(
        "hp",
        {"uri": "u", "method": "GET"},
        termination_condition="$.output.body.done",
        polling_interval=5,
        polling_strategy="FIXED",
    ),
    "human_form_no_version": lambda: b.human_task("h", form_template="f"),
    "human_full": lambda: b.human_task(
        "h",
        display_name="D",
        form_template="f",
        form_version=2,
        assignment_completion_strategy="LEAVE_OPEN",
        assignee={"userType": "EXTERNAL_USER", "user": "u"},
        optional=True,
    ),
    "human_min": lambda: b.human_task("h"),
    "list_mcp": lambda: b.list_mcp_tools_task("l", "http://mcp"),
    "llm_chat_full": lambda: b.llm_chat_complete_task(
        "c",
        "openai",
        "gpt-4o",
        messages=[{"role": b.ChatRole.USER, "message": "hi"}],
        temperature=0.1,
        top_p=0.9,
        max_tokens=10,
        stop_words=["x"],
        json_output=True,
        prompt_variables={"a": 1},
        tools=[{"name": "t", "type": "SIMPLE"}],
    ),
    "llm_chat_min": lambda: b.llm_chat_complete_task("c", b.LLMProvider.OPENAI, "gpt-4o"),
    "llm_gen_embeddings": lambda: b.llm_generate_embeddings_task("e", "openai", "m", "text", dimensions=3),
    "llm_index_document": lambda: b.llm_index_document_task(
        "i", *VECTORS, EMBEDDER, "https://x", "application/pdf", chunk_size=1
    ),
    "llm_index_text": lambda: b.llm_index_text_task(
        "i", *VECTORS, EMBEDDER, "text", "doc1", namespace="n", chunk_size=1
    ),
    "llm_query_embeddings": lambda: b.llm_query_embeddings_task("q", *VECTORS, [0.1], namespace="n"),
    "llm_search_embeddings": lambda: b.llm_search_embeddings_task("q", *VECTORS, [0.1], max_results=2),
    "llm_search_index": lambda: b.llm_search_index_task(
        "q", *VECTORS, b.EmbeddingModel("openai", "text-embedding-3-small"), "query", max_results=2
    ),
    "llm_store_embeddings": lambda: b.llm_store_embeddings_task("q", *VECTORS, [0.1], "d"),
    "llm_text": lambda: b.llm_text_complete_task(
        "t", "openai", "gpt-4o", "prompt", prompt_variables={"a": 1}, temperature=0
    ),
    "pull_messages_full": lambda: b.pull_workflow_messages_task("p", 5, True),
    "pull_messages_min": lambda: b.pull_workflow_messages_task("p"),
    "start_workflow_full": lambda: b.start_workflow_task("sw", "wf", {"a": 1}, 2, "cid", True),
    "start_workflow_min": lambda: b.start_workflow_task("sw", "wf"),
    "wait_for_webhook_full": lambda: b.wait_for_webhook_task("w", {"$['event']": "x"}, True),
    "wait_for_webhook_min": lambda: b.wait_for_webhook_task("w"),
    "with_prompt_variable": lambda: b.with_prompt_variable(WorkflowTask.from_dict(PROMPTED), "k", 1),
    "with_prompt_variables": lambda: b.with_prompt_variables(
        b.with_prompt_variable(WorkflowTask.from_dict(PROMPTED), "a", 1), {"b": 2}
    ),
}


def test_each_recorded_call_has_its_twin() -> None:
    """Nothing recorded is left out, and each deviation belongs to a record."""
    assert CALLS.keys() == {case["name"] for case in CASES}
    assert DEVIATIONS.keys() <= CALLS.keys()


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_gives_what_later_versions_give(case: Mapping[str, Any]) -> None:
    """The Python twin gives the same JSON, or what the list of deviations says."""
    deviation = DEVIATIONS.get(case["name"])
    assert CALLS[case["name"]]().to_dict() == (deviation["output"] if deviation else case["output"])


@pytest.mark.parametrize("name", DEVIATIONS)
def test_deviations_are_real_and_have_a_reason(name: str) -> None:
    """A deviation that has become equal to the record must leave the list."""
    recorded = next(case["output"] for case in CASES if case["name"] == name)
    assert DEVIATIONS[name]["reason"]
    assert DEVIATIONS[name]["output"] != recorded
