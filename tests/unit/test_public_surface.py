"""What the package offers: where its names live, what they say of themselves, and that both worlds are alike."""

from __future__ import annotations

import inspect
import subprocess
import sys
from importlib import import_module
from typing import Any

import pytest

import conductor
from conductor import _async, _sync

NAMES = sorted(conductor.__all__)
OURS = ("conductor.", "conductor_api.")
OBJECTS = [name for name in NAMES if getattr(getattr(conductor, name), "__module__", "").startswith(OURS)]


def test_a_star_import_brings_every_public_name() -> None:
    """Each name of each home is there, once, and nothing else."""
    program = "from conductor import *; print(*sorted(name for name in dir() if name[:2] != '__'))"
    found = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout.split()
    homes = [import_module(home).__all__ for home in conductor._HOMES]
    assert found == NAMES
    assert sorted(name for home in homes for name in home) == NAMES


@pytest.mark.parametrize("home", conductor._HOMES)
def test_a_home_lists_what_it_has(home: str) -> None:
    """No name is listed twice, and each leads to something."""
    module = import_module(home)
    assert len(module.__all__) == len(set(module.__all__))
    assert [name for name in module.__all__ if not hasattr(module, name)] == []


def test_no_public_name_is_a_module_of_the_package() -> None:
    """A name means one thing: importing a submodule never hides a class or a function."""
    modules = {name for name in NAMES if inspect.ismodule(getattr(conductor, name))}
    assert modules == set()


def members(kind: type) -> list[tuple[str, Any]]:
    """Give the public methods and properties that our own code gives to a class."""
    return [
        (name, member)
        for base in kind.__mro__
        if base.__module__.startswith(OURS) and not base.__module__.startswith("conductor_api.models")
        for name, member in vars(base).items()
        if not name.startswith("_") and (inspect.isfunction(member) or isinstance(member, property | classmethod))
    ]


@pytest.mark.parametrize("name", OBJECTS)
def test_each_public_object_says_what_it_is(name: str) -> None:
    """Classes, their methods and functions have a docstring whose first line is a sentence."""
    thing = getattr(conductor, name)
    assert is_sentence(inspect.getdoc(thing)), name
    silent = (
        [part for part, member in members(thing) if not is_sentence(inspect.getdoc(member))]
        if inspect.isclass(thing)
        else []
    )
    assert silent == []


def is_sentence(text: str | None) -> bool:
    return bool(text) and text.partition("\n\n")[0].rstrip().endswith((".", ":", "::"))


PAIRS = [name for name in NAMES if name.startswith(("Async", "async_"))]


def sync_name(name: str) -> str:
    return name.removeprefix("Async").removeprefix("async_")


@pytest.mark.parametrize("name", PAIRS)
def test_each_async_name_has_a_sync_twin(name: str) -> None:
    """Whatever there is for programs with an event loop, there is for all others."""
    assert sync_name(name) in NAMES


@pytest.mark.parametrize("name", [name for name in PAIRS if name in _async.__all__])
def test_twins_have_the_same_signatures(name: str) -> None:
    """Same methods, same arguments in the same order with the same defaults, same documentation."""
    twin = getattr(_sync, sync_name(name))
    assert shape(getattr(_async, name)) == shape(twin)


def shape(thing: Any) -> Any:
    """Give names, defaults and texts of a function, or of the methods of a class, in the words of the sync world."""
    if inspect.isclass(thing):
        return {in_sync_words(part): shape(member) for part, member in members(thing)}
    function = thing.fget if isinstance(thing, property) else getattr(thing, "__func__", thing)
    if not inspect.isfunction(function):
        return repr(type(function))
    parameters = inspect.signature(function).parameters.values()
    return [in_sync_words(str(function.__doc__)), *((one.name, one.kind, repr(one.default)) for one in parameters)]


def in_sync_words(text: str) -> str:
    for ours, twin in (("aclose", "close"), ("Async", ""), ("async_", ""), ("asyncio", "time"), ("an async ", "a ")):
        text = text.replace(ours, twin)
    return text
