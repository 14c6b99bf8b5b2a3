"""Build the tables of the migration guide for the JavaScript SDK from the checklist and the recordings of the tests."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import conductor
from conductor import errors
from scripts.docs.blocks import ROOT
from scripts.docs.tables import table

DATA = ROOT / "tests" / "data"

_INTERNAL = re.compile(
    r"\((drop|internal|generated|priority rule)\)|.*Runner(\.|Args$|Options$|$)|MAX_RETRIES|DEFAULT_WARN_AT_O"
    r"|ConductorClient\.\w+$"
)
_TITLES = {
    "client": "The client",
    "logging": "Logging",
    "workflow-executor": "WorkflowExecutor and SignalResponse",
    "task-client": "TaskClient",
    "metadata-client": "MetadataClient",
    "scheduler-client": "SchedulerClient",
    "service-registry": "ServiceRegistryClient",
    "human-executor": "HumanExecutor",
    "template-client": "TemplateClient",
    "task-manager": "TaskManager and workers",
    "task-generators": "Task factories",
    "core-generators": "Generators",
    "enums": "Enums",
    "types": "Types of definitions",
    "models": "Models",
    "errors": "Errors",
    "low-level": "Endpoints",
}


def calls() -> str:
    """Return a table for each area with the names in both SDKs."""
    areas = {area: [row for row in _rows() if row["area"] == area] for area in _TITLES}
    return "\n\n".join(f"### {_TITLES[area]}\n\n{_area(area, rows)}" for area, rows in areas.items())


def without_counterpart() -> str:
    """Return the names of the JavaScript SDK that do not exist here."""
    return ", ".join(f"`{row['js_name']}`" for row in _rows() if row["python_name"].startswith("(drop)"))


def other_requests() -> str:
    """Return the calls that send a different request than the JavaScript SDK, with the reasons."""
    return table(("call", "reason"), _reasons("http_trace_differences.json"))


def other_definitions() -> str:
    """Return the builders that make a different definition than the JavaScript SDK, with the reasons."""
    return table(("recorded case", "reason"), _reasons("builders_deviations.json", "builders_later_deviations.json"))


def _area(area: str, rows: list[dict[str, str]]) -> str:
    if area == "low-level":
        shown = [(f"`{row['js_name']}`", _endpoint(row["http"])) for row in rows if row["http"]]
        return table(("JavaScript SDK", "`conductor_api.api`"), shown)
    wanted = [row for row in rows if not _INTERNAL.match(row["python_name"])]
    return table(
        ("JavaScript SDK", "conductor-sdk", "notes"),
        [(f"`{row['js_name']}`", _here(row), _remark(row)) for row in wanted],
    )


def _here(row: Mapping[str, str]) -> str:
    if row["python_name"] in _notes()["elsewhere"]:
        return row["python_name"].strip("()")
    name = _notes()["names"].get(row["python_name"], row["python_name"])
    first = name.partition(".")[0]
    return f"[`{name}`][conductor.{_anchor(name)}]" if hasattr(conductor, first) else f"`{name}`"


def _anchor(name: str) -> str:
    """Return the anchor of a name: methods have their own, and fields and special methods use that of their class."""
    first, _, rest = name.partition(".")
    if name in errors.__all__:
        return f"errors.{name}"
    home = getattr(conductor, first)
    is_method = rest and not rest.startswith("_") and callable(getattr(home, rest, None))
    return f"{home.__name__}.{rest}" if is_method else first


def _remark(row: Mapping[str, str]) -> str:
    name = _notes()["names"].get(row["python_name"], row["python_name"])
    notes = [_notes()["arguments"].get(name, {}).get("reason", ""), _notes()["defaults"].get(name, "")]
    notes += [text for field, text in _notes()["fields"].items() if field.startswith(f"{name}.")]
    notes += [_notes()["elsewhere"].get(row["python_name"], "")]
    return "; ".join(note for note in notes if note)


def _endpoint(http: str) -> str:
    method, path = http.split()[:2]
    found = _operations().get((method, _shape(path.partition("?")[0])))
    return f"`{found}`" if found else "not served by either edition"


@cache
def _operations() -> dict[tuple[str, str], str]:
    paths = json.loads((ROOT / "openapi" / "openapi.json").read_text("utf-8"))["paths"]
    return {
        (method.upper(), _shape(path)): f"{_snake(operation['tags'][0])}.{operation['operationId']}"
        for path, methods in paths.items()
        for method, operation in methods.items()
    }


def _shape(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", path.removeprefix("/api"))


def _snake(name: str) -> str:
    return re.sub(r"\W+", "_", name).lower()


@cache
def _rows() -> list[dict[str, str]]:
    with (DATA / "surface.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def _notes() -> dict[str, Any]:
    notes: dict[str, Any] = json.loads((DATA / "surface_notes.json").read_text("utf-8"))
    return notes


def _reasons(*names: str) -> list[tuple[str, ...]]:
    def listed() -> Iterator[tuple[str, ...]]:
        for name in names:
            for case, difference in json.loads((DATA / "golden" / name).read_text("utf-8")).items():
                yield f"`{case}`", difference["reason"].replace("|", "\\|")

    return list(listed())


MAKERS: Mapping[str, Callable[[], str]] = {
    "calls of javascript": calls,
    "names of javascript without counterpart": without_counterpart,
    "other definitions than javascript": other_definitions,
    "other requests than javascript": other_requests,
}
