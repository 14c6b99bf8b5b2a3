"""What a client of one's own has in common with ``conductor_api`` is taken from there.

The client, its models and its operations are then the same objects: functions of the package accept ``client.api`` of
the facade, and models go from one to the other.
"""

from __future__ import annotations

import ast
import importlib.util
import re
from pathlib import Path

_SHARED = "conductor_api"
_BASE_MODULES = ("client.py", "errors.py", "events.py", "forms.py", "types.py")
_MODEL = re.compile(r"^\s*from \.+models\.(\w+) import", re.MULTILINE)


def share(folder: Path, banner: str) -> set[Path]:
    """Replace the modules that ``conductor_api`` has with the same content, and return them.

    A model is the same only if all models that it refers to are, too.
    """
    same = _same_modules(folder, _installed())
    for path in same:
        module = ".".join((_SHARED, *path.relative_to(folder).with_suffix("").parts))
        names = _public_names(path)
        lines = [f"from {module} import {name} as {name}" for name in names]
        text = "\n".join([banner + f'"""The same as in {_SHARED}."""', "", *lines])
        path.write_text(text + "\n", encoding="utf-8", newline="\n")
    return same


def _installed() -> Path:
    spec = importlib.util.find_spec(_SHARED)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"{_SHARED} is not installed")
    return Path(spec.origin).parent


def _same_modules(folder: Path, shared: Path) -> set[Path]:
    files = [folder / name for name in _BASE_MODULES]
    files += [path for path in folder.glob("api/*/*.py") if path.name != "__init__.py"]
    files += [path for path in folder.glob("models/*.py") if path.name != "__init__.py"]
    same = {path for path in files if _is_same(path, shared / path.relative_to(folder))}
    if not same >= set(files[: len(_BASE_MODULES)]):
        # Another version of the templates: nothing fits together.
        return set()
    needs = {
        path: {folder / "models" / f"{name}.py" for name in _MODEL.findall(path.read_text("utf-8"))} for path in same
    }
    while lonely := {path for path in same if not needs[path] <= same}:
        same -= lonely
    return same


def _is_same(path: Path, other: Path) -> bool:
    return other.is_file() and _without_banner(path) == _without_banner(other)


def _without_banner(path: Path) -> str:
    return path.read_text("utf-8").split("\n", 1)[1]


def _public_names(path: Path) -> list[str]:
    found = (_name(node) for node in ast.parse(path.read_text("utf-8")).body)
    return sorted(name for name in found if name is not None and not name.startswith("_"))


def _name(node: ast.stmt) -> str | None:
    return node.name if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) else None
