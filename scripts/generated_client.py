"""Reads from the source of the generated client which operations, models and fields it has."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import field, frozen


@frozen
class Function:
    """The arguments of an operation: those that may be passed by position, and those that a call must have."""

    positional: tuple[str, ...] = ()
    required: frozenset[str] = frozenset()


@frozen
class Model:
    """What a model class has, and which fields its constructor requires."""

    members: frozenset[str] = frozenset()
    required: frozenset[str] = frozenset()


@frozen
class Client:
    """The operations as ``package.operation`` and the models by their names."""

    operations: Mapping[str, Function] = field(factory=dict[str, Function])
    models: Mapping[str, Model] = field(factory=dict[str, Model])


def read_client(folder: Path) -> Client:
    """Return what the package in a folder has."""
    return Client(dict(_operations(folder / "api")), dict(_models(folder / "models")))


def _operations(folder: Path) -> Iterator[tuple[str, Function]]:
    for file in sorted(folder.glob("*/[a-z]*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        found = [node for node in tree.body if isinstance(node, ast.AsyncFunctionDef) and node.name == "asyncio"]
        function = _function(found[0]) if found else Function()
        yield f"{file.parent.name}.{file.stem}", function


def _function(node: ast.AsyncFunctionDef) -> Function:
    names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
    required = names[: len(names) - len(node.args.defaults)]
    pairs = zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
    required += [argument.arg for argument, default in pairs if default is None]
    return Function(tuple(names), frozenset(required))


def _models(folder: Path) -> Iterator[tuple[str, Model]]:
    for file in sorted(folder.glob("[a-z]*.py")):
        for node in ast.parse(file.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef):
                yield node.name, _model(node)


def _model(node: ast.ClassDef) -> Model:
    members: set[str] = set()
    required: set[str] = set()
    for item in node.body:
        if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
            members.add(item.target.id)
            if not _has_default(item.value):
                required.add(item.target.id)
        elif isinstance(item, ast.Assign):
            members |= {target.id for target in item.targets if isinstance(target, ast.Name)}
        elif isinstance(item, ast.FunctionDef):
            members.add(item.name)
    return Model(frozenset(members), frozenset(required))


def _has_default(value: ast.expr | None) -> bool:
    """Return whether a field may be left out; ``field(repr=False)`` gives none."""
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "field":
        return any(keyword.arg in {"default", "factory"} for keyword in value.keywords)
    return value is not None
