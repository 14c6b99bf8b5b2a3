"""Runs the python blocks of a page in their order, as one program."""

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
"""The address that stands in pages for the reader's server."""

_EXPORT = re.compile(r"^export (\w+)=(\S*)$", re.MULTILINE)


class Ran(NamedTuple):
    """A block that claims something about the python block before it, with what really came."""

    block: Block
    printed: str
    value: object


def run_page(blocks: list[Block], server_url: str = SERVER) -> list[Ran]:
    """Run all python blocks of a page; give what its Output and JSON blocks should show.

    ``server_url`` takes the place of http://localhost:8080. ``export NAME=value`` in a bash block counts from there on.
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
    """Run one block and give the value of the expression that ends it, as at the prompt of python -m asyncio."""
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
    """Give the module that the page is, as if python had started with it."""
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
    """Give what a JSON block shows of a value: models as the server gets them."""
    to_dict = getattr(value, "to_dict", None)
    return to_dict() if to_dict else [as_json(part) for part in value] if isinstance(value, list | tuple) else value
