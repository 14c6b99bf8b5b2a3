from __future__ import annotations

from pathlib import Path

import pytest

from scripts.java import MissingTool, find_java, java_candidates, java_version, parse_java_version
from tests.support.fake_java import make_java


@pytest.fixture(autouse=True)
def no_java_of_the_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Hide the Java of this machine: only tmp_path/jdk-* is looked at."""
    monkeypatch.setattr("scripts.java.JVM_FOLDERS", (f"{tmp_path}/jdk-*",))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ('openjdk version "25.0.1" 2025-10-21 LTS', 25),
        ('openjdk version "21" 2023-09-19', 21),
        ('java version "1.8.0_402"', 8),
        ('Picked up JAVA_TOOL_OPTIONS: -Xmx1g\nopenjdk version "22-ea" 2024-03-19', 22),
        ("The operation couldn't be completed. Unable to locate a Java Runtime.", None),
    ],
)
def test_version_is_read_from_what_java_says(text: str, version: int | None) -> None:
    """The major version is read from old and new ways to write it."""
    assert parse_java_version(text) == version


def test_too_old_java_is_passed_over(tmp_path: Path) -> None:
    """The first Java that is new enough wins, though an older one comes before it."""
    make_java(tmp_path / "jdk-17", "17.0.15")
    new = make_java(tmp_path / "jdk-25", "25.0.1")
    assert find_java() == new


def test_java_home_comes_first_then_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """JAVA_HOME is asked before PATH, PATH before the usual folders."""
    home, path, usual = (make_java(tmp_path / name, "21.0.1") for name in ("home", "path", "jdk-usual"))
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PATH", str(path.parent))
    assert list(java_candidates()) == [home, path, usual]


def test_same_java_is_asked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Java that is reached by several names is one candidate."""
    java = make_java(tmp_path / "jdk-21", "21")
    (tmp_path / "jdk-default").symlink_to(tmp_path / "jdk-21")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "jdk-21"))
    assert list(java_candidates()) == [java]


def test_only_old_java_is_named_in_the_error(tmp_path: Path) -> None:
    """One line says which version is needed, what is there, and what to do."""
    java = make_java(tmp_path / "jdk-17", "17.0.15")
    with pytest.raises(MissingTool) as caught:
        find_java()
    assert str(caught.value) == (
        f"The Conductor server needs Java 21 or newer, found only 17 at {java}: install one or set JAVA_HOME."
    )


def test_no_java_at_all() -> None:
    """Without any Java the error says that none was found."""
    with pytest.raises(MissingTool, match="needs Java 21 or newer, found none"):
        find_java()


def test_broken_java_tells_no_version(tmp_path: Path) -> None:
    """A java that fails, or is no program, is passed over."""
    failing = make_java(tmp_path / "failing", "21")
    failing.write_text("#!/bin/sh\nexit 1\n")
    no_program = make_java(tmp_path / "no-program", "21")
    no_program.chmod(0o644)
    assert java_version(failing) is None
    assert java_version(no_program) is None
