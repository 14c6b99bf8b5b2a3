"""Finding workers and workflows in a module of the user's."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from conductor.errors import ConfigurationError
from conductor.fluent import ConductorWorkflow


def load(name: str) -> ModuleType:
    """Import a module by its name (``shop.workers``) or its file (``shop/workers.py``).

    Raises:
        ConfigurationError: there is no such module or file, or one that it imports is missing
    """
    is_file = name.endswith(".py")
    path = Path(name)
    if is_file and not path.is_file():
        raise ConfigurationError(f"there is no file {name}")
    # As `python file.py` does, and as `python -m name` does.
    sys.path.insert(0, str(path.parent.resolve()) if is_file else "")
    try:
        return importlib.import_module(path.stem if is_file else name)
    except ModuleNotFoundError as error:
        hint = "; run the command where the package is" if error.name == name else ""
        raise ConfigurationError(f"{name}: there is no module {error.name!r}{hint}") from None
    except SyntaxError as error:
        raise ConfigurationError(f"{error.filename}:{error.lineno}: {error.msg}") from None


def workflows_in(module: ModuleType) -> list[ConductorWorkflow[Any]]:
    """Give the workflows that a module has built, each once."""
    values: list[Any] = list(vars(module).values())
    found: list[ConductorWorkflow[Any]] = [value for value in values if isinstance(value, ConductorWorkflow)]
    return list({id(each): each for each in found}.values())
