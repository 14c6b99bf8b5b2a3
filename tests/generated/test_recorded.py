"""Answers that the real server gave, fed through the operations and models that they are for."""

from __future__ import annotations

import json
import re
import socket
from pathlib import Path
from typing import Any

import attrs
import pytest

from conductor_api import Client
from conductor_api.errors import UnexpectedResponse
from tests.generated.calls import answering, call, endpoints
from tests.generated.schemas import resolved, unharmed

RECORDED = Path(__file__).parents[1] / "data" / "recorded"
ENDPOINTS = endpoints()
ANSWERS = [
    pytest.param(file.stem, answer, id=f"{file.stem}-{number}")
    for file in sorted(RECORDED.glob("*.json"))
    for number, answer in enumerate(json.loads(file.read_text("utf-8")))
]


def body_of(answer: dict[str, Any]) -> str:
    return json.dumps(answer["json"]) if "json" in answer else answer["text"]


def client_of(answer: dict[str, Any]) -> Client:
    headers = {"Content-Type": answer["content_type"]} if answer["content_type"] else {}
    return answering(answer["status"], content=body_of(answer).encode(), headers=headers)


def as_json(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def schema_of(name: str, status: int) -> Any:
    content = ENDPOINTS[name][2]["responses"].get(str(status), {}).get("content", {})
    return next(iter(content.values()), {}).get("schema", {})


def written(value: Any) -> Any:
    if isinstance(value, list):
        return [written(item) for item in value]
    if isinstance(value, dict):
        return {key: written(item) for key, item in value.items()}
    return value.to_dict() if attrs.has(type(value)) else value


@pytest.mark.parametrize(("name", "answer"), ANSWERS)
def test_recorded_answer_survives(name: str, answer: dict[str, Any]) -> None:
    """What the real server answered is read and written back unharmed, or is an error that shows it."""
    if answer["status"] >= 300:
        with pytest.raises(UnexpectedResponse, match=f"^HTTP {answer['status']} ") as error:
            call(name, client_of(answer))
        assert error.value.response.text == body_of(answer)
        return
    result = call(name, client_of(answer))
    schema = schema_of(name, answer["status"])
    has_content = ENDPOINTS[name][2]["responses"][str(answer["status"])].get("content")
    expected = unharmed(schema, answer["json"]) if "json" in answer else answer["text"]
    assert as_json(written(result)) == as_json(expected if has_content else None)


def missing(schema: dict[str, Any], value: Any, place: str) -> list[str]:
    """Give each field that the schema promises and the value lacks."""
    schema = resolved(schema)
    if isinstance(value, list):
        return [line for item in value for line in missing(schema.get("items", {}), item, place)]
    if not isinstance(value, dict):
        return []
    fields = schema.get("properties", {})
    values = schema.get("additionalProperties")
    inner = values if isinstance(values, dict) else {}
    lacking = [f"{place}.{field}" for field in schema.get("required", []) if value.get(field) is None]
    parts = [missing(fields.get(key, inner), item, f"{place}.{key}") for key, item in value.items()]
    return [*lacking, *(line for part in parts for line in part)]


@pytest.mark.parametrize(
    ("name", "answer"), [a for a in ANSWERS if "json" in a.values[1] and a.values[1]["status"] < 300]
)
def test_what_is_always_sent_was_sent(name: str, answer: dict[str, Any]) -> None:
    """Each field that is typed as never None was in every recorded answer, on every level."""
    assert missing(schema_of(name, answer["status"]), answer["json"], name) == []


def test_recordings_cover_the_states() -> None:
    """The recordings have tasks of many kinds, in all states that they can be brought to."""
    text = "".join(file.read_text("utf-8") for file in RECORDED.glob("*.json"))
    states = set(re.findall(r'"status": "([A-Z_]+)"', text))
    kinds = set(re.findall(r'"taskType": "([A-Z_]+)"', text))
    assert states >= {"SCHEDULED", "IN_PROGRESS", "COMPLETED", "FAILED", "FAILED_WITH_TERMINAL_ERROR", "CANCELED"}
    assert states >= {"SKIPPED", "TIMED_OUT", "RUNNING", "TERMINATED", "PAUSED"}
    assert len(kinds) >= 12
    assert len(list(RECORDED.glob("*.json"))) > 80


def test_recordings_tell_nothing_of_the_machine() -> None:
    """No address, host name or secret of the machine that recorded them is in the recordings."""
    text = "".join(file.read_text("utf-8") for file in RECORDED.glob("*.json"))
    assert (
        re.findall(r"\b(?!127\.0\.0\.1\b)\d{1,3}(?:\.\d{1,3}){3}\b|https?://\S+|password|/(?:tmp|home|root)/\S+", text)
        == []
    )
    assert not re.search(rf"\b{re.escape(socket.gethostname())}\b", text)
