"""Finds the boot jar of the Conductor server, or gets it with Maven."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.java import MissingTool

SERVER_VERSION = "3.32.3"

_GROUP, _NAME, _CLASSIFIER = "org.conductoross", "conductor-server", "boot"
_LOCAL_REPOSITORY = re.compile(r"-Dmaven\.repo\.local=(\S+)")


def find_jar() -> Path:
    """Give the jar: CONDUCTOR_SERVER_JAR, then the local Maven repository, then a download with ``mvn``.

    Raises:
        MissingTool: There is no jar and no way to get one.
    """
    if named := os.environ.get("CONDUCTOR_SERVER_JAR"):
        return _existing(Path(named).expanduser())
    jar = jar_in(local_repository())
    return jar if jar.is_file() else _download(jar)


def local_repository() -> Path:
    """Give the local Maven repository: ``maven.repo.local`` where Maven's variables set it, else the usual one."""
    for variable in ("MAVEN_ARGS", "MAVEN_OPTS"):
        if match := _LOCAL_REPOSITORY.search(os.environ.get(variable, "")):
            return Path(match[1]).expanduser()
    return Path.home() / ".m2" / "repository"


def jar_in(repository: Path) -> Path:
    """Give the path of the jar in a Maven repository, whether it is there or not."""
    folder = repository.joinpath(*_GROUP.split("."), _NAME, SERVER_VERSION)
    return folder / f"{_NAME}-{SERVER_VERSION}-{_CLASSIFIER}.jar"


def _existing(jar: Path) -> Path:
    if not jar.is_file():
        raise MissingTool(f"CONDUCTOR_SERVER_JAR names {jar}, and there is no such file.")
    return jar


def _download(jar: Path) -> Path:
    maven = shutil.which("mvn")
    if maven is None:
        raise MissingTool(
            f"The jar of the Conductor server {SERVER_VERSION} is not in {local_repository()}, "
            "and Maven (mvn) is not on PATH: install Maven or set CONDUCTOR_SERVER_JAR to the jar."
        )
    print(f"getting the Conductor server {SERVER_VERSION} (450 MB, once) ...", file=sys.stderr, flush=True)
    done = subprocess.run(_get_command(maven), capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    if done.returncode != 0 or not jar.is_file():
        raise MissingTool(f"Maven could not get the Conductor server {SERVER_VERSION}: {_first_error(done.stdout)}")
    return jar


def _get_command(maven: str) -> list[str]:
    artifact = f"{_GROUP}:{_NAME}:{SERVER_VERSION}:jar:{_CLASSIFIER}"
    # Naming the repository makes sure that the jar lands where we look for it.
    repository = f"-Dmaven.repo.local={local_repository()}"
    return [maven, "-B", "-q", repository, "dependency:get", "-Dtransitive=false", f"-Dartifact={artifact}"]


def _first_error(output: str) -> str:
    errors = [line.removeprefix("[ERROR] ") for line in output.splitlines() if line.startswith("[ERROR] ")]
    return errors[0] if errors else "it gave no reason."
