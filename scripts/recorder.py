"""Keeps what a server answers, by operation, for scripts/record_answers.py."""

from __future__ import annotations

import json
import re
import socket
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import define, field

from conductor.regen.documents import RESULT, operations, read
from conductor.regen.prune import module

if TYPE_CHECKING:
    import httpx

Answer = dict[str, Any]
MOST_ANSWERS = 9
HOST = re.compile(rf"\b(?!127\.0\.0\.1\b)(\d{{1,3}}(\.\d{{1,3}}){{3}}|{re.escape(socket.gethostname())})\b")
# Where the value says what kind of thing the object is.
KINDS = ("status", "taskType", "type", "responseType")


@define
class Recorder:
    """Keeps, by operation, each answer that has another shape than the ones before."""

    answers: dict[str, list[Answer]] = field(factory=dict)
    _shapes: set[str] = field(factory=set)
    _names: list[tuple[str, re.Pattern[str], str]] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        for (method, path), operation in operations(read(RESULT)).items():
            pattern = re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path)))
            self._names.append((method, pattern, module(operation)))
        # Plain paths before those with parameters.
        self._names.sort(key=lambda name: name[1].pattern.count("[^/]+"))

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.json"):
            old.unlink()
        for name, recorded in sorted(self.answers.items()):
            text = json.dumps(recorded, indent=1, ensure_ascii=False)
            (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8", newline="\n")

    def keep(self, response: httpx.Response) -> None:
        response.read()
        name, answer = self._operation(response.request), _answer(response)
        shape = f"{name} {json.dumps(_shape(answer), sort_keys=True)}"
        if shape not in self._shapes and len(self.answers.get(name, [])) < MOST_ANSWERS:
            self._shapes.add(shape)
            self.answers.setdefault(name, []).append(answer)

    def _operation(self, request: httpx.Request) -> str:
        method, path = request.method, request.url.path
        return next(name for verb, pattern, name in self._names if verb == method and pattern.fullmatch(path))


def _answer(response: httpx.Response) -> Answer:
    text = HOST.sub("host", response.text)
    kind = response.headers.get("content-type")
    answer: Answer = {"status": response.status_code, "content_type": kind}
    with suppress(ValueError):
        if kind and "json" in kind:
            return {**answer, "json": json.loads(text)}
    return {**answer, "text": text}


def _shape(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _shape(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return sorted({json.dumps(_shape(item), sort_keys=True) for item in value})
    return value if key in KINDS else type(value).__name__
