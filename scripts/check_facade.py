"""Names each part of the facade that calls an operation which the server's document does not have.

After `make regen` on a newer server it says what to mend, in the words of the facade.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import frozen

from conductor.regen.documents import RESULT, ROOT, operations, read
from conductor.regen.prune import module

API = "conductor_api.api."


@frozen
class Call:
    """A use of an endpoint module, such as ``workflow.start_workflow``, in a function or method."""

    caller: str
    line: int
    operation: str


def broken_calls(root: Path, existing: set[str]) -> list[str]:
    """Give a line for each call of an operation that is not among the existing ones."""
    paths = sorted((root / "conductor").rglob("*.py"))
    # Derived: whatever is wrong there is wrong in _async.
    trees = {path: ast.parse(path.read_text("utf-8")) for path in paths if "_sync" not in path.parts}
    heirs = _heirs(trees.values())
    lines: dict[str, None] = {}
    for path, tree in trees.items():
        place = path.relative_to(root).as_posix()
        for call in calls(tree):
            if call.operation not in existing:
                what = f"calls {call.operation}, which the server's document does not have"
                lines[f"{_public(call.caller, heirs)} ({place}:{call.line}) {what}"] = None
    return list(lines)


def _heirs(trees: Iterable[ast.Module]) -> dict[str, str]:
    """Give, for each class that others are made of, the first class that is made of it."""
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


def calls(tree: ast.Module) -> Iterator[Call]:
    """Give each use of an endpoint module, by whatever name it was imported."""
    yield from _calls(tree, "module level", dict(_imported_names(tree)))


def _imported_names(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from ((alias.asname or alias.name, f"{node.module}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((alias.asname, alias.name) for alias in node.names if alias.asname)


def _calls(node: ast.AST, caller: str, names: dict[str, str]) -> Iterator[Call]:
    for child in ast.iter_child_nodes(node):
        inner = caller
        if isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            inner = child.name if isinstance(node, ast.Module) else f"{caller}.{child.name}"
        used = _dotted(child, names)
        if used.startswith(API) and used.count(".") >= API.count(".") + 1:
            tag, operation = used.removeprefix(API).split(".")[:2]
            yield Call(caller, getattr(child, "lineno", 0), f"{tag}.{operation}")
        else:
            yield from _calls(child, inner, names)


def _dotted(node: ast.AST, names: dict[str, str]) -> str:
    """Give ``conductor_api.api.workflow.start_workflow.asyncio`` for an expression that means it."""
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value, names)}.{node.attr}"
    return names.get(node.id, node.id) if isinstance(node, ast.Name) else ""


def main() -> int:
    """Run the check on this repository."""
    lines = broken_calls(ROOT, {module(operation) for operation in operations(read(RESULT)).values()})
    for line in lines:
        print(line, file=sys.stderr)
    return len(lines) > 0


if __name__ == "__main__":
    sys.exit(main())
