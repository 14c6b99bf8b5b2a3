"""What mkdocstrings must know of this package: where its lazy names are at home, and what roles in docstrings mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import griffe

import conductor
from conductor import telemetry, testing

if TYPE_CHECKING:
    from types import ModuleType

_ROLE = re.compile(r":(?:class|meth|func|mod|attr|data|exc):`(~?)([\w.]+)`")


class Conductor(griffe.Extension):
    """Makes the public names of lazy packages known, which are loaded when they are used, and links out of roles."""

    def on_package(self, *, pkg: griffe.Module, **_: Any) -> None:
        if pkg.path == "conductor":
            for public in (conductor, telemetry, testing):
                module = pkg[public.__name__.partition(".")[2]] if public is not conductor else pkg
                for name in public.__all__:
                    module.set_member(name, griffe.Alias(name, _home(module, public, name), parent=module))

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        if obj.docstring:
            obj.docstring.value = _ROLE.sub(lambda found: _link(*found.groups()), obj.docstring.value)


def _home(package: griffe.Module, public: ModuleType, name: str) -> str:
    """Return the path of the object behind a public name. A constant does not know its module, so search for it."""
    value = getattr(public, name)
    if getattr(value, "__module__", "").startswith("conductor"):
        return f"{value.__module__}.{value.__qualname__}"
    return next(f"{module.path}.{name}" for module in _modules(package) if _is_at_home(module, name))


def _modules(package: griffe.Module) -> Iterator[griffe.Module]:
    for module in package.modules.values():
        if not module.is_alias:
            yield module
            yield from _modules(module)


def _is_at_home(module: griffe.Module, name: str) -> bool:
    return name in module.members and not module.members[name].is_alias


def _link(short: str, target: str) -> str:
    """Return the Markdown for a role: a link if the reference has an entry for the name, else the name."""
    name = target.rpartition(".")[2]
    text = f"<code>{name if short else target}</code>"
    if not hasattr(conductor, name):
        return text
    return f'<autoref identifier="conductor.{name}" optional>{text}</autoref>'
