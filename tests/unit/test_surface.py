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
from conductor._worker.options import PollingOptions

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


def parameters(signature: str) -> dict[str, str]:
    """Give the arguments of a recorded signature in Python's spelling, each with its default or an empty text."""
    inner, depth, parts = signature.partition("(")[2], 0, [""]
    for character in inner.replace("=>", ""):
        depth += (character in "([{<") - (character in ")]}>")
        if depth < 0:
            break
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    found = [re.fullmatch(r"\s*(\w+)[^=]*(?:= *(.*))?", part) for part in parts]
    return {snake(match[1]): match[2] or "" for match in found if match}


def snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


@pytest.mark.parametrize("row", WANTED, ids=lambda row: f"{row['area']}:{row['js_name']}")
def test_each_name_exists(row: dict[str, str]) -> None:
    """A name of the checklist is found under its Python name."""
    assert find(name_of(row)) is not None, name_of(row)


def is_callable(row: dict[str, str]) -> bool:
    is_class = row["kind"] == "class" and row["signature"].startswith("constructor")
    return row["kind"] in {"method", "function"} or is_class


CALLABLE = [row for row in WANTED if is_callable(row)]


@pytest.mark.parametrize("row", CALLABLE, ids=lambda row: row["js_name"])
def test_the_arguments_are_in_the_same_order(row: dict[str, str]) -> None:
    """The arguments have the recorded names and order, unless the notes say how they differ and why."""
    name = name_of(row)
    wanted = NOTES["arguments"].get(name, {}).get("here") or list(parameters(row["signature"]))
    ours = [argument for argument in inspect.signature(find(name)).parameters if argument != "self"]
    assert ours[: len(wanted)] == wanted


@pytest.mark.parametrize("row", CALLABLE, ids=lambda row: row["js_name"])
def test_the_defaults_are_the_same(row: dict[str, str]) -> None:
    """What may be left out has the recorded default, unless the notes say why not; None stands for what is empty."""
    name = name_of(row)
    ours = inspect.signature(find(name)).parameters
    for argument, recorded in parameters(row["signature"]).items():
        if recorded and argument in ours and f"{name}({argument}=)" not in NOTES["defaults"]:
            default = ours[argument].default
            assert (default or None) == literal(recorded), argument


NUMBERS = [
    row for row in WANTED if row["kind"] in {"constant", "option"} and re.search(r"^\d|default \d", row["signature"])
]


@pytest.mark.parametrize("row", NUMBERS, ids=lambda row: row["js_name"])
def test_numbers_are_the_same(row: dict[str, str]) -> None:
    """Constants, and defaults of options, have the recorded value, unless the notes say why not."""
    name = name_of(row)
    recorded = int(re.findall(r"\d+", row["signature"])[0])
    settings, option = PollingOptions(), name.rpartition(".")[2]
    ours = (
        find(name) if row["kind"] == "constant" else getattr(settings, f"{option}_ms", getattr(settings, option, None))
    )
    assert (ours == recorded) != (name in NOTES["defaults"])


def literal(text: str) -> Any:
    """Read a default as JavaScript writes it; empty collections and texts are None, members of enums their name."""
    try:
        return json.loads(text) or None
    except ValueError:
        return text


TYPES = [row for row in WANTED if row["signature"].startswith("fields: ")]


@pytest.mark.parametrize("row", TYPES, ids=lambda row: row["js_name"])
def test_types_have_their_fields(row: dict[str, str]) -> None:
    """A recorded field is there, in Python's spelling or in that of the wire, unless the notes say where it went."""
    wanted = {f"{name_of(row)}.{field}" for field in fields(row["signature"])} - NOTES["fields"].keys()
    assert wanted
    assert not {name for name in wanted if find(name) is None and find(on_the_wire(name)) is None}


def fields(signature: str) -> set[str]:
    """Give the fields of a recorded type in Python's spelling, without those of what is nested in it."""
    flat = re.sub(r"\{[^{}]*\}", "", signature.removeprefix("fields: ").partition(" ; extends ")[0])
    return {snake(name) for name in re.findall(r"(?:^|[;,] )(\w+)\??(?=[:,;]|$| \()", flat)}


def on_the_wire(name: str) -> str:
    return re.sub(r"_([a-z0-9])", lambda found: found[1].upper(), name)


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
