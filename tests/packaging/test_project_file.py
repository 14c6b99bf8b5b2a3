from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "pyproject.toml").read_text("utf-8")
PROJECT: dict[str, Any] = tomllib.loads(TEXT)["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
REQUIREMENTS = [*PROJECT["dependencies"], *(line for extra in EXTRAS.values() for line in extra)]


def name_of(requirement: str) -> str:
    return re.split(r"[\[<>=!~; ]", requirement)[0].lower().replace("_", "-")


def locked() -> dict[str, str]:
    lines = (ROOT / "requirements" / "dev.lock").read_text("utf-8").splitlines()
    pins = [line.split("==") for line in lines if not line.startswith("#")]
    return {name_of(name): version for name, version in pins}


@pytest.mark.parametrize("requirement", REQUIREMENTS)
def test_each_dependency_has_a_reason(requirement: str) -> None:
    """A comment on the line of each dependency says what it is for."""
    assert re.search(rf'^    "{re.escape(requirement)}", # \S.{{9,}}$', TEXT, re.MULTILINE)


@pytest.mark.parametrize("requirement", REQUIREMENTS)
def test_each_dependency_is_locked(requirement: str) -> None:
    """requirements/dev.lock pins each dependency; `make lock` renews it."""
    assert name_of(requirement) in locked()


def test_core_dependencies_are_four() -> None:
    """Whoever installs the SDK gets httpx, attrs, python-dateutil, sniffio and what these need."""
    names = [name_of(requirement) for requirement in PROJECT["dependencies"]]
    assert names == ["httpx", "attrs", "python-dateutil", "sniffio"]


def test_tools_that_write_code_are_pinned_exactly() -> None:
    """Generator and formatter are exact in the project file and the same in the lock."""
    exact = dict(line.split("==") for line in EXTRAS["regen"] if "==" in line)
    assert exact.keys() >= {"openapi-python-client", "ruff"}
    assert exact.items() <= locked().items()


def test_no_extra_is_empty() -> None:
    """Each extra installs something."""
    assert all(EXTRAS.values())
