from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "pyproject.toml").read_text("utf-8")
PROJECT: dict[str, Any] = tomllib.loads(TEXT)["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
REQUIREMENTS = [*PROJECT["dependencies"], *(line for extra in EXTRAS.values() for line in extra)]


def name_of(requirement: str) -> str:
    return re.split(r"[\[<>=!~; ]", requirement)[0].lower().replace("_", "-")


LOCK = (ROOT / "uv.lock").read_text("utf-8")
PACKAGES: list[dict[str, Any]] = tomllib.loads(LOCK)["package"]


def locked() -> dict[str, str]:
    return {package["name"]: package["version"] for package in PACKAGES}


def test_each_dependency_has_a_reason() -> None:
    """A comment on the line of each dependency says what it is for."""
    lines = TEXT.splitlines()
    reasons = [re.compile(rf'    "{re.escape(requirement)}", # \S.{{9,}}') for requirement in REQUIREMENTS]
    assert [reason.pattern for reason in reasons if not any(map(reason.fullmatch, lines))] == []


def test_each_dependency_is_locked() -> None:
    """The lock file pins each dependency; `make lock` renews it."""
    assert [each for each in REQUIREMENTS if name_of(each) not in locked()] == []


def test_each_locked_package_has_hashes() -> None:
    """What `make setup` installs is what was locked, byte by byte."""
    files = [file for package in PACKAGES for file in [*package.get("wheels", []), package.get("sdist", {})] if file]
    assert len(files) > len(PACKAGES)
    assert [file["url"] for file in files if not file["hash"].startswith("sha256:")] == []


def test_the_lock_names_the_public_index_only() -> None:
    """Whichever mirror `make lock` ran with, the lock is for everybody."""
    assert set(re.findall(r"https?://[^/\"]+", LOCK)) == {"https://pypi.org", "https://files.pythonhosted.org"}


def test_each_supported_version_is_declared() -> None:
    """The classifiers name the versions that `make matrix` tests, the first one is what `requires-python` asks for."""
    versions = re.findall(r"Python :: (3\.\d+)", "\n".join(PROJECT["classifiers"]))
    assert versions == ["3.11", "3.12", "3.13", "3.14"]
    assert PROJECT["requires-python"] == f">={versions[0]}"


def test_core_dependencies_are_four() -> None:
    """Whoever installs the SDK gets httpx, attrs, python-dateutil, sniffio and what these need."""
    names = [name_of(requirement) for requirement in PROJECT["dependencies"]]
    assert names == ["httpx", "attrs", "python-dateutil", "sniffio"]


def test_tools_that_write_code_are_pinned_exactly() -> None:
    """Generator and formatter are exact in the project file and the same in the lock."""
    exact = dict(line.split("==") for line in EXTRAS["dev"] if "==" in line)
    assert exact.keys() >= {"openapi-python-client", "ruff"}
    assert exact.items() <= locked().items()


def test_no_extra_is_empty() -> None:
    """Each extra installs something."""
    assert all(EXTRAS.values())
