"""Run the python blocks of a page in order, as one program."""

from __future__ import annotations

import ast
import asyncio
import contextlib
import inspect
import io
import os
import re
import sys
from collections.abc import Generator, Iterator
from types import CodeType, ModuleType
from typing import Any, NamedTuple
from unittest import mock

from scripts.docs.blocks import Block

SERVER = "http://localhost:8080"
"""The server address in pages. The tests replace it."""

_EXPORT = re.compile(r"^export (\w+)=(\S*)$", re.MULTILINE)


class Ran(NamedTuple):
    """An Output or JSON block, with what the python blocks before it actually printed and returned."""

    block: Block
    printed: str
    value: object


def run_page(blocks: list[Block], server_url: str = SERVER) -> list[Ran]:
    """Run all python blocks of a page, and return its Output and JSON blocks with the actual results.

    ``server_url`` replaces http://localhost:8080. ``export NAME=value`` in a bash block sets a variable for the
    following blocks.
    """
    with _as_main() as module, mock.patch.dict(os.environ), asyncio.Runner() as runner:
        return list(_run(blocks, vars(module), runner, server_url))


def _run(blocks: list[Block], names: dict[str, Any], runner: asyncio.Runner, server_url: str) -> Iterator[Ran]:
    printed, value = io.StringIO(), None
    for block in blocks:
        code = block.code.replace(SERVER, server_url)
        if block.language == "bash":
            os.environ.update(_EXPORT.findall(code))
        elif block.language == "python" and block.reason_not_run is None:
            with contextlib.redirect_stdout(printed):
                value = _execute(block, code, names, runner)
        elif block.title in {"Output", "JSON"}:
            yield Ran(block, printed.getvalue().replace(server_url, SERVER), value)
            printed = io.StringIO()


def _execute(block: Block, code: str, names: dict[str, Any], runner: asyncio.Runner) -> object:
    """Run one block and return the value of its last expression, as at the prompt of python -m asyncio."""
    tree = ast.parse(code, filename=str(block.page))
    ast.increment_lineno(tree, block.line - 1)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    _evaluate(compile(tree, str(block.page), "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT), names, runner)
    if not isinstance(last, ast.Expr):
        return None
    expression = ast.Expression(last.value)
    return _evaluate(compile(expression, str(block.page), "eval", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT), names, runner)


def _evaluate(code: CodeType, names: dict[str, Any], runner: asyncio.Runner) -> object:
    value = eval(code, names)  # noqa: S307 - the code of our own pages
    return runner.run(value) if code.co_flags & inspect.CO_COROUTINE else value


@contextlib.contextmanager
def _as_main() -> Generator[ModuleType]:
    """Yield a module for the page that takes the place of __main__."""
    ours, module = sys.modules["__main__"], ModuleType("__main__")
    sys.modules["__main__"] = module
    try:
        yield module
    finally:
        sys.modules["__main__"] = ours
        for value in list(vars(module).values()):
            if not isinstance(value, type) and hasattr(value, "__exit__") and hasattr(value, "close"):
                value.close()


def as_json(value: object) -> object:
    """Return a value as JSON blocks show it: models as the JSON objects that the server receives."""
    to_dict = getattr(value, "to_dict", None)
    return to_dict() if to_dict else [as_json(part) for part in value] if isinstance(value, list | tuple) else value
