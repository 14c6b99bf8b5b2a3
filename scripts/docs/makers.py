"""Build the parts of pages that are generated from the code: each function returns the text of one part."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import attrs

from conductor import checks, config, errors, models
from conductor._worker import options, settings
from conductor.telemetry.metrics import METRICS
from scripts.docs import congruence, javascript
from scripts.docs.tables import table

if TYPE_CHECKING:
    from types import ModuleType


_VARIABLE = re.compile(r"\s*(CONDUCTOR_\w+)$")


def error_tree() -> str:
    """Return the classes of conductor.errors as a list, each below its base class."""
    return "\n".join(_branch(errors.ConductorError, 0))


def error_reference() -> str:
    """Return a reference entry for each name of conductor.errors, in the order of the module."""
    names = sorted(errors.__all__, key=list(vars(errors)).index)
    return "\n\n".join(f"::: conductor.errors.{name}" for name in names)


def client_options() -> str:
    """Return the options of a client with their environment variables."""
    rows: list[tuple[str, ...]] = []
    for name, text in _described(config, "OrkesApiConfig"):
        effect, variable = _VARIABLE.sub("", text), _VARIABLE.search(text)
        rows.append((f"`{name}`", f"`{variable[1]}`" if variable else "", effect))
    return table(("option", "environment variable", "effect"), rows)


def worker_options() -> str:
    """Return the options of workers with their environment variables, whose names follow a rule."""
    common, of_manager, of_worker = (
        _described(options, name) for name in ("CommonOptions", "TaskManagerOptions", "WorkerOptions")
    )
    rows = [(f"`{name}`", f"`CONDUCTOR_WORKER_ALL_{name.upper()}`", text) for name, text in [*common, *of_manager]]
    rows += [(f"`{name}`", "", text) for name, text in of_worker]
    return table(("option", "environment variable", "effect"), rows)


def manager_settings() -> str:
    """Return the arguments of a TaskManager besides its workers."""
    rows = [(f"`{name}`", text) for name, text in _described(settings, "TaskManagerConfig")]
    return table(("argument", "effect"), rows)


def worker_metrics() -> str:
    """Return the metrics of workers with their labels."""
    rows = [
        (f"`{name}`", kind, ", ".join(f"`{label}`" for label in labels), text) for name, kind, labels, text in METRICS
    ]
    return table(("name", "kind", "labels", "description"), rows)


def model_reference() -> str:
    """Return the fields of each model and the values of each enum."""
    return "\n\n".join(_model(name) for name in models.__all__)


def _branch(kind: type[Exception], depth: int) -> Iterator[str]:
    first_line = (inspect.getdoc(kind) or "").partition("\n")[0]
    yield f"{'    ' * depth}- [`{kind.__name__}`][conductor.errors.{kind.__name__}]: {first_line}"
    for name in sorted(errors.__all__, key=list(vars(errors)).index):
        below = getattr(errors, name)
        if kind in below.__bases__:
            yield from _branch(below, depth + 1)


def _model(name: str) -> str:
    kind: Any = getattr(models, name)
    if kind.__name__ != name and kind.__name__ in models.__all__:
        return f"### `{name}` {{#conductor.{name}}}\n\nAlias of [`{kind.__name__}`][conductor.{kind.__name__}]."
    if kind.__module__.startswith("conductor."):
        return f"::: conductor.{name}"
    entry = f"::: conductor.{name}\n    options:\n      members: false\n      inherited_members: false"
    if attrs.has(kind):
        return f"{entry}\n\n{table(('field', 'JSON name', 'type'), _fields(kind))}"
    if hasattr(kind, "__members__"):
        return f"{entry}\n\nValues: {', '.join(f'`{member}`' for member in kind.__members__)}."
    return entry


def _fields(kind: type) -> list[tuple[str, ...]]:
    source = inspect.getsource(kind)
    on_the_wire = dict(re.findall(r'if self\.(\w+) is not None:\n +result\["([^"]+)"\]', source))
    return [
        (f"`{field.name}`", f"`{on_the_wire[field.name]}`", f"`{_type_text(field.type)}`")
        for field in attrs.fields(kind)
        if field.name in on_the_wire
    ]


def _type_text(annotation: object) -> str:
    return annotation if isinstance(annotation, str) else getattr(annotation, "__name__", str(annotation))


def _described(module: ModuleType, name: str) -> list[tuple[str, str]]:
    """Return the annotated names in the body of a class, each with the docstring below it."""
    [found] = [node for node in ast.parse(inspect.getsource(module)).body if getattr(node, "name", None) == name]
    body = found.body if isinstance(found, ast.ClassDef) else []
    texts = {id(one): _constant(after) for one, after in pairwise(body)}
    return [
        (node.target.id, texts.get(id(node), ""))
        for node in body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    ]


def _constant(node: ast.stmt) -> str:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return " ".join(str(node.value.value).split())
    return ""


MAKERS: Mapping[str, Callable[[], str]] = {
    **javascript.MAKERS,
    "codes of checks": checks.codes_table,
    "congruence": congruence.congruence_table,
    "error reference": error_reference,
    "error tree": error_tree,
    "metrics of workers": worker_metrics,
    "model reference": model_reference,
    "options of clients": client_options,
    "options of workers": worker_options,
    "settings of managers": manager_settings,
}
"""Maps each NAME of ``<!-- made: NAME -->`` to the function that returns the text up to ``<!-- end -->``."""
