from __future__ import annotations

from pathlib import Path

import pytest

from scripts.java import MissingTool
from scripts.server_jar import SERVER_VERSION, find_jar, jar_in, local_repository

# Plays mvn: puts the jar where the command line says, as dependency:get does.
FAKE_MAVEN = """#!/bin/sh
for argument in "$@"; do
    case "$argument" in -Dmaven.repo.local=*) repository="${argument#*=}" ;; esac
done
echo "$@" > "$repository.arguments"
/bin/mkdir -p "$(/usr/bin/dirname "%(jar)s")"
%(action)s
"""


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty Maven repository, on a machine without Maven and without a named jar."""
    folder = tmp_path / "repository"
    monkeypatch.setenv("MAVEN_OPTS", f"-Xmx1g -Dmaven.repo.local={folder}")
    monkeypatch.delenv("MAVEN_ARGS", raising=False)
    monkeypatch.delenv("CONDUCTOR_SERVER_JAR", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return folder


def make_maven(tmp_path: Path, jar: Path, action: str) -> None:
    maven = tmp_path / "bin" / "mvn"
    maven.parent.mkdir()
    maven.write_text(FAKE_MAVEN % {"jar": jar, "action": action})
    maven.chmod(0o755)


def test_named_jar_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """CONDUCTOR_SERVER_JAR is used as it is."""
    jar = tmp_path / "mine.jar"
    jar.touch()
    monkeypatch.setenv("CONDUCTOR_SERVER_JAR", str(jar))
    assert find_jar() == jar


def test_named_jar_must_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong CONDUCTOR_SERVER_JAR is an error that names it, not a reason to look elsewhere."""
    monkeypatch.setenv("CONDUCTOR_SERVER_JAR", "/nowhere/server.jar")
    with pytest.raises(MissingTool, match=r"CONDUCTOR_SERVER_JAR names /nowhere/server\.jar"):
        find_jar()


def test_jar_of_the_local_repository_needs_no_maven(repository: Path) -> None:
    """A jar that Maven got before is used, also when Maven is gone."""
    jar = jar_in(repository)
    jar.parent.mkdir(parents=True)
    jar.touch()
    assert find_jar() == jar


def test_usual_repository_is_in_the_home_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without maven.repo.local it is ~/.m2/repository."""
    monkeypatch.setenv("MAVEN_OPTS", "-Xmx1g")
    assert local_repository() == Path.home() / ".m2" / "repository"


def test_without_jar_and_maven_one_line_says_so() -> None:
    """The error names the jar, Maven, and the variable that helps."""
    with pytest.raises(MissingTool) as caught:
        find_jar()
    message = str(caught.value)
    assert "\n" not in message
    assert all(word in message for word in (SERVER_VERSION, "mvn", "CONDUCTOR_SERVER_JAR"))


def test_maven_gets_a_missing_jar(tmp_path: Path, repository: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Maven is asked for the boot jar alone, and the wait is announced."""
    jar = jar_in(repository)
    make_maven(tmp_path, jar, action=f"echo jar > '{jar}'")
    assert find_jar() == jar
    arguments = Path(f"{repository}.arguments").read_text()
    assert f"-Dartifact=org.conductoross:conductor-server:{SERVER_VERSION}:jar:boot" in arguments
    assert "-Dtransitive=false" in arguments
    assert f"getting the Conductor server {SERVER_VERSION}" in capfd.readouterr().err


def test_reason_of_maven_is_passed_on(tmp_path: Path, repository: Path) -> None:
    """When Maven fails, its first error is in ours."""
    make_maven(tmp_path, jar_in(repository), action="echo '[ERROR] Unknown host'; echo '[ERROR] more'; exit 1")
    with pytest.raises(MissingTool, match=rf"could not get the Conductor server {SERVER_VERSION}: Unknown host$"):
        find_jar()
