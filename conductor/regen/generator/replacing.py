"""The generator has no hooks: parts of it are replaced."""

from __future__ import annotations

from typing import Any


def replace(owner: Any, name: str, new: Any) -> None:
    """Put something in the place of a part of the generator.

    Raises:
        AttributeError: this version of the generator has no such part
    """
    if not hasattr(owner, name):
        raise AttributeError(f"{owner!r} has no {name}: is it the pinned version of openapi-python-client?")
    setattr(owner, name, new)
