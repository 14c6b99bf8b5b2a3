"""Names each part of the facade that uses something which the generated client does not have.

After an upgrade of the pinned server it says what to mend, in the words of the facade: operations and models that are
gone, fields of models, arguments that are gone or newly required.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import field, frozen

from conductor.regen.documents import CLIENT, ROOT

API = "conductor_api.api."
MODELS = "conductor_api.models."
FORMS = ("sync", "asyncio", "sync_detailed", "asyncio_detailed", "stream", "astream")
"""Functions of a module of an operation."""


@frozen
class Signature:
    """Arguments of a function or fields of a model: all of them, and those that a call must have."""

    names: frozenset[str]
    required: tuple[str, ...] = ()
    positional: tuple[str, ...] = ()


@frozen
class Surface:
    """What the generated client has.

    Attributes:
        operations: by ``tag.operation``
        models: constructor of each, by class
        members: whatever can be read from an instance or an enum, by class
    """

    operations: dict[str, Signature] = field(factory=dict[str, Signature])
    models: dict[str, Signature] = field(factory=dict[str, Signature])
    members: dict[str, frozenset[str]] = field(factory=dict[str, frozenset[str]])


@frozen
class Call:
    """A use of an endpoint module, such as ``workflow.start_workflow``, in a function or method."""

    caller: str
    line: int
    operation: str
    call: ast.Call | None = None


def surface(client: Path) -> Surface:
    """Read the generated client, without importing it: it may be broken."""
    operations = {
        f"{file.parent.name}.{file.stem}": _signature(function)
        for file in sorted((client / "api").glob("*/*.py"))
        for function in ast.parse(file.read_text("utf-8")).body
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) and function.name in FORMS
    }
    found = Surface(operations)
    for file in sorted((client / "models").glob("*.py")):
        for node in ast.parse(file.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef):
                found.members[node.name] = frozenset(_members(node))
                if "Enum" not in ast.dump(ast.Tuple(node.bases, ast.Load())):
                    found.models[node.name] = _fields(node)
    return found


def _signature(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Signature:
    given = function.args
    positional = tuple(arg.arg for arg in given.args)
    named = zip(given.kwonlyargs, given.kw_defaults, strict=True)
    required = (
        *positional[: len(positional) - len(given.defaults)],
        *(arg.arg for arg, default in named if default is None),
    )
    return Signature(frozenset(positional) | {arg.arg for arg in given.kwonlyargs}, required, positional)


def _fields(node: ast.ClassDef) -> Signature:
    found = {
        item.target.id: item.value is None
        for item in node.body
        if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name)
    }
    return Signature(frozenset(found), tuple(name for name, is_required in found.items() if is_required))


def _members(node: ast.ClassDef) -> Iterator[str]:
    for item in node.body:
        if isinstance(item, ast.FunctionDef):
            yield item.name
        elif isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
            yield item.target.id
        elif isinstance(item, ast.Assign):
            yield from (target.id for target in item.targets if isinstance(target, ast.Name))


def broken_calls(root: Path, existing: Surface) -> list[str]:
    """Return a line for each use of something that the client does not have."""
    paths = sorted((root / "conductor").rglob("*.py"))
    # Derived: whatever is wrong there is wrong in _async.
    trees = {path: ast.parse(path.read_text("utf-8")) for path in paths if "_sync" not in path.parts}
    heirs = _heirs(trees.values())
    lines: dict[str, None] = {}
    for path, tree in trees.items():
        place = path.relative_to(root).as_posix()
        for caller, line, what in [*_wrong_calls(tree, existing), *_wrong_models(tree, existing)]:
            lines[f"{_public(caller, heirs)} ({place}:{line}) {what}"] = None
    return list(lines)


def _wrong_calls(tree: ast.Module, existing: Surface) -> Iterator[tuple[str, int, str]]:
    for call in calls(tree):
        signature = existing.operations.get(call.operation)
        if signature is None:
            yield call.caller, call.line, f"calls {call.operation}, which the server's document does not have"
        elif call.call is not None:
            for problem in _wrong_arguments(call.call, signature):
                yield call.caller, call.line, f"calls {call.operation} {problem}"


def _wrong_arguments(call: ast.Call, signature: Signature) -> Iterator[str]:
    given = {keyword.arg for keyword in call.keywords}
    if None in given or any(isinstance(arg, ast.Starred) for arg in call.args):
        return
    given |= set(signature.positional[: len(call.args)])
    yield from (f"without {name}, which is required" for name in signature.required if name not in given)
    yield from (f"with {name}, which it does not take" for name in sorted(filter(None, given - signature.names)))


def _wrong_models(tree: ast.Module, existing: Surface) -> Iterator[tuple[str, int, str]]:
    names = {local: full.removeprefix(MODELS) for local, full in _imported_names(tree) if full.startswith(MODELS)}
    for local, name in names.items():
        if name not in existing.members:
            line = next(n.lineno for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and _brings(n, local))
            yield "module level", line, f"uses the model {name}, which the server's document does not have"
    known = {local: name for local, name in names.items() if name in existing.members}
    yield from _wrong_fields(tree, "module level", known, {}, existing)


def _brings(node: ast.ImportFrom, local: str) -> bool:
    return any((alias.asname or alias.name) == local for alias in node.names)


def _wrong_fields(
    node: ast.AST, caller: str, models: dict[str, str], variables: dict[str, str], existing: Surface
) -> Iterator[tuple[str, int, str]]:
    """Check constructors, members of enums, and fields of the arguments that are annotated with a model."""
    for child in ast.iter_child_nodes(node):
        inner, known = caller, variables
        if isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            inner = child.name if isinstance(node, ast.Module) else f"{caller}.{child.name}"
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            known = variables | _annotated(child, models)
        if isinstance(child, ast.Call) and isinstance(child.func, ast.Name) and child.func.id in models:
            name = models[child.func.id]
            if name in existing.models:
                for problem in _wrong_arguments(child, existing.models[name]):
                    yield caller, child.lineno, f"makes {name} {problem}"
        if isinstance(child, ast.Attribute) and isinstance(child.value, ast.Name):
            name = {**models, **variables}.get(child.value.id, "")
            members = existing.members.get(name)
            if members is not None and child.attr not in members and not _is_of_python(child.attr):
                yield caller, child.lineno, f"uses {name}.{child.attr}, which the server's document does not have"
        yield from _wrong_fields(child, inner, models, known, existing)


def _is_of_python(name: str) -> bool:
    return name.startswith("__") or hasattr(str, name) or name in ("value", "name")


def _annotated(function: ast.FunctionDef | ast.AsyncFunctionDef, models: dict[str, str]) -> dict[str, str]:
    """Return the model of each argument that is annotated with one, or with one or None."""
    found: dict[str, str] = {}
    reassigned = {n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    for arg in (*function.args.args, *function.args.kwonlyargs):
        words = ast.unparse(arg.annotation).split(" | ") if arg.annotation else []
        kinds = [word for word in words if word != "None"]
        if len(kinds) == 1 and kinds[0] in models and arg.arg not in reassigned:
            found[arg.arg] = models[kinds[0]]
        else:
            # An argument of an inner function hides that of the outer one.
            found[arg.arg] = ""
    return found


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


def calls(tree: ast.Module) -> Iterator[Call]:
    """Yield each use of an endpoint module, by whatever name it was imported."""
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
            tag, operation, *form = used.removeprefix(API).split(".")
            call = node if isinstance(node, ast.Call) and node.func is child and form[:1] and form[0] in FORMS else None
            yield Call(caller, getattr(child, "lineno", 0), f"{tag}.{operation}", call)
        else:
            yield from _calls(child, inner, names)


def _dotted(node: ast.AST, names: dict[str, str]) -> str:
    """Return ``conductor_api.api.workflow.start_workflow.asyncio`` for an expression that means it."""
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value, names)}.{node.attr}"
    return names.get(node.id, node.id) if isinstance(node, ast.Name) else ""


def main() -> int:
    """Run the check on this repository."""
    lines = broken_calls(ROOT, surface(CLIENT))
    for line in lines:
        print(line, file=sys.stderr)
    return len(lines) > 0


if __name__ == "__main__":
    sys.exit(main())
