"""Finding workers and workflows in a module of the user's."""

from __future__ import annotations

import importlib
import sys
import traceback
from pathlib import Path
from types import ModuleType
from typing import Any

from conductor._worker.roster import AnyWorker
from conductor.errors import ConfigurationError
from conductor.fluent import ConductorWorkflow


def load(name: str) -> ModuleType:
    """Import a module by its name (``shop.workers``) or its file (``shop/workers.py``).

    Raises:
        ConfigurationError: there is no such module or file, or it cannot be imported
    """
    is_file = name.endswith(".py")
    path = Path(name)
    if is_file and not path.is_file():
        raise ConfigurationError(f"there is no file {name}")
    if not is_file and not all(part.isidentifier() for part in name.split(".")):
        raise ConfigurationError(f"{name!r} is no module; write it as shop.workers or shop/workers.py")
    # As `python file.py` does, and as `python -m name` does.
    sys.path.insert(0, str(path.parent.resolve()) if is_file else "")
    try:
        module = importlib.import_module(path.stem if is_file else name)
    except ModuleNotFoundError as error:
        hint = "; run the command where the package is" if error.name == name else ""
        raise ConfigurationError(f"{name}: there is no module {error.name!r}{hint}") from None
    except SyntaxError as error:
        raise ConfigurationError(f"{error.filename}:{error.lineno}: {error.msg}") from None
    except Exception as error:  # noqa: BLE001 - it is the user's code: whatever it raises belongs on the one line
        shows_all = f"`python {name if is_file else f'-m {name}'}` shows all of it"
        raise ConfigurationError(f"{_place(error)}: {type(error).__name__}: {error}; {shows_all}") from None
    if is_file and Path(module.__file__ or "").resolve() != path.resolve():
        raise ConfigurationError(f"{name}: Python has another module {path.stem!r}; rename the file")
    return module


def _place(error: Exception) -> str:
    """Give the last line of the user's own that led to an error."""
    frames = [each for each in traceback.extract_tb(error.__traceback__) if not each.filename.startswith("<frozen")]
    own = [each for each in frames if not Path(each.filename).is_relative_to(sys.prefix)]
    last = (own or frames)[-1]
    return f"{last.filename}:{last.lineno}"


def has_workers(module: ModuleType) -> bool:
    """Tell whether a module has any worker."""
    values: list[Any] = list(vars(module).values())
    return any(isinstance(value, AnyWorker) and not isinstance(value, type) for value in values)


def workflows_in(module: ModuleType) -> list[ConductorWorkflow[Any]]:
    """Give the workflows that a module has built, each once."""
    values: list[Any] = list(vars(module).values())
    found: list[ConductorWorkflow[Any]] = [value for value in values if isinstance(value, ConductorWorkflow)]
    return list({id(each): each for each in found}.values())
