"""Imports each module of a generated package and uses each model; run by ``conductor.regen.verify`` in a new process.

Prints a line for each thing that is wrong, and then exits with 1.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from types import ModuleType


def problems(package: str, files: list[str]) -> Iterator[str]:
    """Give a line for each module, and each model or operation in it, that is wrong."""
    for file in files:
        parts = Path(file).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        try:
            yield from _of_module(name, package, import_module(name))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what we look for
            yield f"{file}: {type(error).__name__}: {error}"


def _of_module(name: str, package: str, module: ModuleType) -> Iterator[str]:
    if name.startswith(f"{package}.api.") and name.count(".") == 3:
        yield from _of_operation(name, module)
    if name.startswith(f"{package}.models."):
        for found in list(vars(module).values()):
            if isinstance(found, type) and found.__module__ == name:
                yield from _of_class(f"{name}.{found.__name__}", found)


def _of_operation(name: str, module: ModuleType) -> Iterator[str]:
    for function in ("sync", "asyncio"):
        if not callable(getattr(module, function, None)):
            yield f"{name}: no function {function}"


def _of_class(name: str, found: Any) -> Iterator[str]:
    if not attrs.has(found):
        return
    model: Any = found
    made: Any = model.from_dict({})
    written: dict[str, Any] = made.to_dict()
    again: Any = model.from_dict(written)
    if again != made:
        yield f"{name}: what it writes is not what it reads"
    for field in attrs.fields(model):
        if isinstance(getattr(made, field.name), property):
            yield f"{name}.{field.name}: a field and a property of this name"


if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])
    lines = list(problems(sys.argv[2], sys.argv[3:]))
    print("\n".join(lines))  # noqa: T201 - the result
    sys.exit(bool(lines))
