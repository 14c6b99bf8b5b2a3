from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from scripts.check_wheel import build, content_problems, expected_files, import_problems

# The wheel is built once, not by each worker.
pytestmark = pytest.mark.xdist_group("wheel")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel once for all tests."""
    return build(tmp_path_factory.mktemp("wheel"))


def changed(wheel: Path, folder: Path, *, without: str | None = None, extra: str | None = None) -> Path:
    copy = folder / wheel.name
    with zipfile.ZipFile(wheel) as source, zipfile.ZipFile(copy, "w") as target:
        for name in source.namelist():
            if name != without:
                target.writestr(name, source.read(name))
        if extra is not None:
            target.writestr(extra, "")
    return copy


def test_wheel_is_complete_and_has_nothing_else(wheel: Path) -> None:
    """Both packages with their py.typed and the license are in; tests, scripts and documents are not."""
    assert content_problems(wheel) == []


def test_both_packages_are_typed() -> None:
    """Type checkers of users see our types: py.typed is asked for in both packages."""
    assert {"conductor/py.typed", "conductor_api/py.typed"} <= expected_files()


def test_wheel_is_imported_without_the_work_tree(wheel: Path, tmp_path: Path) -> None:
    """Both packages and all their public names load from the unpacked wheel alone, without a warning."""
    assert import_problems(wheel, tmp_path / "unpacked") == []


def test_missing_file_is_named(wheel: Path, tmp_path: Path) -> None:
    """The check names a file that did not get into the wheel."""
    broken = changed(wheel, tmp_path, without="conductor/py.typed")
    assert content_problems(broken) == ["conductor/py.typed is missing"]


def test_foreign_file_is_named(wheel: Path, tmp_path: Path) -> None:
    """The check names a file that has no business in the wheel."""
    broken = changed(wheel, tmp_path, extra="tests/test_x.py")
    assert content_problems(broken) == ["tests/test_x.py does not belong in it"]


def test_package_that_cannot_be_imported_is_shown(wheel: Path, tmp_path: Path) -> None:
    """The check shows the error of a wheel that does not import, although the work tree would."""
    broken = changed(wheel, tmp_path, without="conductor_api/__init__.py")
    [problem] = import_problems(broken, tmp_path / "unpacked")
    assert "conductor_api" in problem
