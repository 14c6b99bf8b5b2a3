"""The checklist of the JavaScript SDK: each of its names is here, with the same arguments in the same order."""

from __future__ import annotations

import csv
import inspect
import json
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import conductor
from conductor import config

DATA = Path(__file__).parents[1] / "data"
OPENAPI: dict[str, Any] = json.loads((DATA.parents[1] / "openapi" / "openapi.json").read_text("utf-8"))
NOTES: dict[str, Any] = json.loads((DATA / "surface_notes.json").read_text("utf-8"))

with (DATA / "surface.tsv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))

INTERNAL = re.compile(
    r"\((drop|internal|generated)\)|TaskRunner\.|RunnerArgs$|MAX_RETRIES|DEFAULT_WARN_AT_O|ConductorClient\.\w+$"
)


def is_wanted(row: dict[str, str]) -> bool:
    is_elsewhere = row["python_name"] in NOTES["elsewhere"]
    return row["area"] != "low-level" and not is_elsewhere and not INTERNAL.match(row["python_name"])


WANTED = [row for row in ROWS if is_wanted(row)]
LOW_LEVEL = [
    row for row in ROWS if row["area"] == "low-level" and row["http"] and row["python_name"] not in NOTES["elsewhere"]
]


def name_of(row: dict[str, str]) -> str:
    """Give the Python name of a row, as the notes correct it where the table has a remark in its place."""
    return str(NOTES["names"].get(row["python_name"], row["python_name"]))


def is_pending(row: dict[str, str]) -> bool:
    return name_of(row) in NOTES["pending"].get(row["area"], ())


def find(name: str) -> Any:
    """Give what a dotted name stands for in the package, or None."""
    if name.startswith("CONDUCTOR_"):
        return next((variable for variable, _ in config._ENVIRONMENT.values() if variable == name), None)
    first, _, rest = name.partition(".")
    found = getattr(conductor, first, None)
    if not rest or found is None:
        return found
    fields = [getattr(found, "__annotations__", {}), getattr(found.__init__, "__annotations__", {})]
    return getattr(found, rest, None) or next((place[rest] for place in fields if rest in place), None)


def parameters(signature: str) -> list[str]:
    """Give the names of the arguments of a recorded signature, in Python's spelling."""
    inner, depth, parts = signature[signature.index("(") + 1 :], 0, [""]
    for character in inner.replace("=>", ""):
        depth += (character in "([{<") - (character in ")]}>")
        if depth < 0:
            break
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    names = [re.match(r"\s*(\w+)", part) for part in parts]
    return [re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", match[1]).lower() for match in names if match]


@pytest.mark.parametrize("row", WANTED, ids=lambda row: f"{row['area']}:{row['js_name']}")
def test_each_name_exists(row: dict[str, str]) -> None:
    """A name of the checklist is found under its Python name, unless it is listed as not built yet."""
    assert (find(name_of(row)) is None) == is_pending(row), name_of(row)


CALLABLE = [row for row in WANTED if row["kind"] in {"method", "function"} and not is_pending(row)]


@pytest.mark.parametrize("row", CALLABLE, ids=lambda row: row["js_name"])
def test_the_arguments_are_in_the_same_order(row: dict[str, str]) -> None:
    """The arguments have the recorded names and order, unless the notes say how they differ and why."""
    name = name_of(row)
    wanted = NOTES["arguments"].get(name, {}).get("here") or parameters(row["signature"])
    ours = [argument for argument in inspect.signature(find(name)).parameters if argument != "self"]
    assert ours[: len(wanted)] == wanted


@pytest.mark.parametrize("row", LOW_LEVEL, ids=lambda row: row["js_name"])
def test_each_endpoint_has_a_generated_module(row: dict[str, str]) -> None:
    """An endpoint of the low-level services is in the generated client, by method and path."""
    method, path = row["http"].split("?")[0].split(" ")
    assert shape(path) in ENDPOINTS[method.lower()], row["http"]


def shape(path: str) -> str:
    return re.sub(r"\{\w+\}", "{}", path.removeprefix("/api"))


ENDPOINTS: dict[str, dict[str, str]] = {}
for path, operations in OPENAPI["paths"].items():
    for method, operation in operations.items():
        module = import_module(f"conductor_api.api.{operation['tags'][0]}.{operation['operationId']}")
        ENDPOINTS.setdefault(method, {})[shape(path)] = module.__name__
