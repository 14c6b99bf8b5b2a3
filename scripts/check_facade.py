"""Names each part of the facade that uses what the generated client does not have.

That is an operation, a required argument, a model or a field. After `make regen` on a newer server it says what to
correct, in the words of the facade and before the type checkers do.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from attrs import frozen

from conductor.regen.documents import CLIENT, ROOT
from scripts.generated_client import Client, read_client

API = "conductor_api.api."
MODELS = "conductor_api.models."
# What every class and every member of an enum has.
OF_PYTHON = frozenset({"name", "value"})


@frozen
class Problem:
    """A use of something that the client does not have, in a function or method."""

    caller: str
    line: int
    what: str


def broken_uses(root: Path, client: Client) -> list[str]:
    """Return a line for each use of something that the client does not have."""
    paths = sorted((root / "conductor").rglob("*.py"))
    # Derived: whatever is wrong there is wrong in _async.
    trees = {path: ast.parse(path.read_text("utf-8")) for path in paths if "_sync" not in path.parts}
    heirs = _heirs(trees.values())
    lines: dict[str, None] = {}
    for path, tree in trees.items():
        place = path.relative_to(root).as_posix()
        for problem in problems(tree, client):
            lines[f"{_public(problem.caller, heirs)} ({place}:{problem.line}) {problem.what}"] = None
    return list(lines)


def _heirs(trees: Iterable[ast.Module]) -> dict[str, str]:
    """Return, for each class that others are made of, the first class that is made of it."""
    classes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    bases = [(base.id, node.name) for node in classes for base in node.bases if isinstance(base, ast.Name)]
    return dict(reversed(bases))


def _public(caller: str, heirs: dict[str, str]) -> str:
    """Name a method by the class that users know: the parts of a class are named after the whole."""
    owner, dot, method = caller.partition(".")
    seen = {owner}
    while (owner_heir := heirs.get(owner)) and owner_heir not in seen:
        owner = owner_heir
        seen.add(owner)
    return f"{owner}{dot}{method}"


def problems(tree: ast.Module, client: Client) -> Iterator[Problem]:
    """Yield what is wrong in a module, by whatever name it imports what it uses."""
    names = dict(_imported_names(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and f"{node.module}." == MODELS:
            for alias in node.names:
                if alias.name not in client.models:
                    yield Problem("module level", node.lineno, _missing(f"imports the model {alias.name}"))
    yield from _Uses(client, names).of(tree, "module level", {})


def _imported_names(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from ((alias.asname or alias.name, f"{node.module}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((alias.asname, alias.name) for alias in node.names if alias.asname)


def _missing(what: str) -> str:
    return f"{what}, which the server's document does not have"


class _Uses:
    """Walks over a module and looks at each use of the generated client."""

    def __init__(self, client: Client, names: Mapping[str, str]) -> None:
        self._client = client
        self._names = names

    def of(self, node: ast.AST, caller: str, variables: Mapping[str, str]) -> Iterator[Problem]:
        """Yield what is wrong below a node; ``variables`` are those whose annotation is a model."""
        for child in ast.iter_child_nodes(node):
            inner, known = caller, variables
            if isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                inner = child.name if isinstance(node, ast.Module) else f"{caller}.{child.name}"
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                known = {**variables, **self._annotated(child)}
            if isinstance(child, ast.Call):
                yield from self._call(child, caller)
            found = self._use(child, variables)
            if found:
                yield Problem(caller, getattr(child, "lineno", 0), found)
            elif found is None:
                yield from self.of(child, inner, known)

    def _annotated(self, function: ast.FunctionDef | ast.AsyncFunctionDef) -> dict[str, str]:
        """Return the arguments whose annotation is a model, or a model or None, and that keep their first value."""
        arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
        assigned = {node.id for node in ast.walk(function) if isinstance(node, ast.Name) and _is_stored(node)}
        found = {argument.arg: self._model_of(argument.annotation) for argument in arguments}
        # An inner function may use the name for something else.
        return {name: model for name, model in found.items() if model and name not in assigned} | dict.fromkeys(
            {name for name, model in found.items() if not model or name in assigned}, ""
        )

    def _model_of(self, annotation: ast.expr | None) -> str:
        if isinstance(annotation, ast.BinOp) and isinstance(annotation.right, ast.Constant):
            annotation = annotation.left
        if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
            used = self._names.get(annotation.value, "")
        else:
            used = _dotted(annotation, self._names) if annotation is not None else ""
        name = used.removeprefix(MODELS)
        return name if used.startswith(MODELS) and name in self._client.models else ""

    def _use(self, node: ast.AST, variables: Mapping[str, str]) -> str | None:
        """Return what is wrong with an expression, "" if nothing is, None if its parts are to be looked at."""
        used = _dotted(node, self._names)
        if used.startswith(API) and used.count(".") > API.count("."):
            operation = ".".join(used.removeprefix(API).split(".")[:2])
            return "" if operation in self._client.operations else _missing(f"calls {operation}")
        if used.startswith(MODELS):
            model, _, member = used.removeprefix(MODELS).partition(".")
            if model not in self._client.models:
                return _missing(f"uses the model {model}") if model[:1].isupper() else ""
            return self._member(model, member.partition(".")[0])
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and variables.get(node.value.id):
            return self._member(variables[node.value.id], node.attr)
        return None

    def _member(self, model: str, member: str) -> str:
        known = self._client.models[model].members | OF_PYTHON
        return "" if not member or member in known or member.startswith("__") else _missing(f"uses {model}.{member}")

    def _call(self, node: ast.Call, caller: str) -> Iterator[Problem]:
        used = _dotted(node.func, self._names)
        keywords = {keyword.arg for keyword in node.keywords}
        if used.startswith(API):
            yield from self._operation(node, caller, used.removeprefix(API), keywords)
        model = self._client.models.get(used.removeprefix(MODELS)) if used.startswith(MODELS) else None
        # An enum is called with a value, not with fields.
        if model is not None and "to_dict" in model.members:
            name = used.removeprefix(MODELS)
            for field in sorted(field for field in keywords if field is not None and field not in model.members):
                yield Problem(caller, node.lineno, _missing(f"sets {name}.{field}"))
            if missing := sorted(model.required - keywords) if None not in keywords and not node.args else []:
                what = f"makes a {name} without {', '.join(missing)}, which the server requires"
                yield Problem(caller, node.lineno, what)

    def _operation(self, node: ast.Call, caller: str, used: str, keywords: set[str | None]) -> Iterator[Problem]:
        operation, _, form = used.rpartition(".")
        function = self._client.operations.get(operation)
        is_open = None in keywords or any(isinstance(argument, ast.Starred) for argument in node.args)
        if function is None or is_open or form not in {"asyncio", "asyncio_detailed", "sync", "sync_detailed"}:
            return
        given = {*function.positional[: len(node.args)], *keywords}
        if missing := sorted(function.required - given):
            what = f"calls {operation} without {', '.join(missing)}, which the server requires"
            yield Problem(caller, node.lineno, what)


def _is_stored(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Store | ast.Del)


def _dotted(node: ast.AST, names: Mapping[str, str]) -> str:
    """Return ``conductor_api.api.workflow.start_workflow.asyncio`` for an expression that means it."""
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value, names)}.{node.attr}"
    return names.get(node.id, node.id) if isinstance(node, ast.Name) else ""


def main() -> int:
    """Run the check on this repository."""
    lines = broken_uses(ROOT, read_client(CLIENT))
    for line in lines:
        print(line, file=sys.stderr)
    return len(lines) > 0


if __name__ == "__main__":
    sys.exit(main())
