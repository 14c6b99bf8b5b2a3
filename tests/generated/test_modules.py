"""The generated package as a whole: lazy, complete, without traces of the generator."""

from __future__ import annotations

import importlib
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import conductor_api
from conductor_api import api, models
from tests.generated.calls import endpoints

FOLDER = Path(conductor_api.__file__).parent
BANNER = "# Generated from openapi/openapi.json by `make regen`; do not edit.\n"

COUNT = """
import importlib, sys
for name in sys.argv[1:]:
    for module in [module for module in sys.modules if module.startswith("conductor_api")]:
        del sys.modules[module]
    importlib.import_module(name)
    print(name, sum(module.startswith("conductor_api") for module in sys.modules))
"""


def run(*arguments: str) -> str:
    command = [sys.executable, "-W", "error", "-c", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=FOLDER.parent).stdout


def test_importing_an_operation_is_cheap() -> None:
    """Importing any one operation loads under 20 modules of ours."""
    names = [f"conductor_api.api.{name}" for name in endpoints()]
    counts = {name: int(count) for name, count in (line.split() for line in run(COUNT, *names).splitlines())}
    assert counts.keys() == set(names)
    assert {name: count for name, count in counts.items() if count >= 20} == {}


def test_importing_the_package_is_cheap() -> None:
    """The package, the list of models and an area of the API load hardly anything."""
    counts = run(COUNT, "conductor_api", "conductor_api.models", "conductor_api.api.workflow")
    assert [int(line.split()[1]) for line in counts.splitlines()] == [4, 5, 6]


def test_each_module_imports() -> None:
    """Every module can be imported, with warnings as errors."""
    names = [module.name for module in pkgutil.walk_packages(conductor_api.__path__, "conductor_api.")]
    imported = run(
        "import importlib, sys\nfor name in sys.argv[1:]: importlib.import_module(name)\nprint('all')", *names
    )
    assert (imported, len(names) > 400) == ("all\n", True)


def test_models_are_listed_and_found() -> None:
    """``dir`` and ``__all__`` list each model and enum, and each is found as an attribute."""
    assert dir(models) == sorted(models.__all__)
    assert len(models.__all__) == len(set(models.__all__)) > 100
    for name in models.__all__:
        assert getattr(models, name).__name__ == name
        assert getattr(models, name) is getattr(models, name)


def test_operations_are_listed_and_found() -> None:
    """``dir`` of an area lists its operations, and each is found as an attribute."""
    listed = {
        f"{area.name}.{name}"
        for area in pkgutil.iter_modules(api.__path__)
        for name in dir(importlib.import_module(f"conductor_api.api.{area.name}"))
    }
    assert listed == endpoints(own=True).keys()
    for name in listed:
        area, operation = name.split(".")
        package = importlib.import_module(f"conductor_api.api.{area}")
        assert getattr(package, operation).__name__ == f"conductor_api.api.{name}"


@pytest.mark.parametrize("package", ["conductor_api.models", "conductor_api.api.workflow"])
def test_unknown_name_is_an_attribute_error(package: str) -> None:
    """A name that is not there is the usual error, and a failed import names it."""
    with pytest.raises(AttributeError, match=rf"^module '{package}' has no attribute 'no_such_name'$"):
        _ = importlib.import_module(package).no_such_name
    with pytest.raises(ImportError, match="cannot import name 'no_such_name'"):
        exec(f"from {package} import no_such_name")  # noqa: S102 - the statement under test


def test_star_import_gives_every_model() -> None:
    """``from conductor_api.models import *`` gives what is listed."""
    program = (
        "from conductor_api.models import *\nimport conductor_api.models as m\nprint(set(m.__all__) <= set(globals()))"
    )
    assert run(program) == "True\n"


def test_no_trace_of_the_generator() -> None:
    """Each file says in its first line where it comes from, and nothing in it says Unset or shows a raw object."""
    texts = {file.relative_to(FOLDER).as_posix(): file.read_text("utf-8") for file in FOLDER.rglob("*.py")}
    assert [name for name, text in texts.items() if not text.startswith(BANNER)] == []
    traces = re.compile(r"\b(Unset|UNSET)\b|object at 0x|UntrustedString")
    assert [name for name, text in texts.items() if traces.search(text)] == []
